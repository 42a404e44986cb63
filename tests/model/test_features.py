"""Features: one column for each name, and what a few of them say of pages made for it."""

from __future__ import annotations

import numpy as np
import pytest

from articlextract.blocks import segment
from articlextract.model.columns import MARKS
from articlextract.model.constants import BUCKETS
from articlextract.model.features import MEANINGS, block_features
from articlextract.model.lexicon import Lexicon, name_buckets, word_bucket
from articlextract.parse import parse_page
from articlextract.records import RawPage

NAMES = list(MEANINGS)
STORY = "The river rose in the night, and by morning the lower road was gone. Nobody in the village was surprised."


def features(
    html: str, url: str | None = None, names: dict[str, float] | None = None, words: dict[str, float] | None = None
):
    page = parse_page(RawPage(html.encode(), url=url), max_bytes=10**7)
    blocks = segment(page)
    lexicon = Lexicon(np.zeros(BUCKETS, np.float32), np.zeros(BUCKETS, np.float32))
    for name, odds in (names or {}).items():
        lexicon.names[name_buckets((name,))[0]] = odds
    for word, odds in (words or {}).items():
        lexicon.words[word_bucket(word)] = odds
    matrix = block_features(page, blocks, np.zeros((len(blocks), len(MARKS)), np.float32), lexicon)
    assert matrix.shape == (len(blocks), len(MEANINGS))
    assert np.isfinite(matrix).all()
    return lambda name: matrix[:, NAMES.index(name)].tolist(), [block.text for block in blocks]


def test_every_feature_has_a_meaning() -> None:
    assert all(meaning.strip() for meaning in MEANINGS.values())


def test_own_text() -> None:
    of, _ = features("<p>Ab, cd. 12 €</p><p><a href=/>All linked</a></p><p>中文没有空格</p><p>Wait…</p>")
    assert of("link_share") == [0, 1, 0, 0]
    assert of("money") == [1, 0, 0, 0]
    assert of("digit_share")[0] == pytest.approx(2 / 12)
    assert of("unspaced_share")[2] == 1
    assert of("words")[2] == pytest.approx(np.log1p(1 + 6 / 2))
    assert of("ends_ellipsis") == [0, 0, 0, 1]


def test_likeness_to_the_title() -> None:
    of, _ = features(f"<title>The long road home - Example</title><h1>The long road home</h1><p>{STORY}</p>")
    assert of("title_share")[0] == 1
    assert of("title_cover")[0] == pytest.approx(4 / 6)
    assert of("place_after_title") == [0, 1]


def test_the_second_of_two_equal_texts_is_an_echo() -> None:
    of, _ = features("<p>Once</p><p>Twice</p><p>Twice</p>")
    assert of("echo") == [0, 0, 1]
    assert of("repeats")[0] == 0
    assert of("repeats")[1] == pytest.approx(np.log(2))


def test_ancestors_and_attributes() -> None:
    of, _ = features(
        '<nav><ul><li>Home</li></ul></nav><div style="display: none">Ghost</div><div role=banner>Top</div>'
    )
    assert of("in_nav") == [1, 0, 0]
    assert of("is_li") == [1, 0, 0]
    assert of("in_hidden") == [0, 1, 0]
    assert of("in_header") == [0, 0, 1]


def test_names_speak_down_the_tree_and_fade() -> None:
    of, _ = features(
        '<div class="widget"><p class="story">A</p><p>B</p></div><p>C</p>', names={"widget": -2.0, "story": 3.0}
    )
    assert of("names_own") == [3, 0, 0]
    assert of("names_path") == pytest.approx([3 - 2 * 0.8, -2 * 0.8, 0])
    assert of("names_low") == [-2, -2, 0]
    assert of("names_near") == [3, -2, 0]


def test_short_words() -> None:
    of, _ = features(f"<p>Share this</p><p>{STORY} {STORY}</p>", words={"share": -4.0, "the": 1.0})
    assert of("word_min") == [-4, 0]
    assert of("word_mean") == [-2, 0]


def test_containers_add_up() -> None:
    of, _ = features(f"<main><p>{STORY}</p><p>{STORY}</p></main><footer><a href=/>Imprint</a></footer>")
    assert of("box1_blocks")[:2] == pytest.approx([np.log(2)] * 2)
    assert of("box1_page_share")[0] == pytest.approx(2 * len(STORY) / (2 * len(STORY) + 7))
    assert of("box0_links")[2] == 1


def test_neighbours_and_windows_stop_at_the_page() -> None:
    of, _ = features(f"<h2>Head</h2><p>{STORY}</p><p>End</p>")
    assert of("near-1_heading") == [0, 5, 0]
    assert of("near+1_chars")[2] == 0
    assert of("before4_chars")[0] == 0
    assert of("place_since_heading")[1:] == pytest.approx(np.log1p([1, 2]).tolist())


def test_page_wide_numbers_are_the_same_for_every_block() -> None:
    html = '<script type="application/ld+json">{"@type": "Product", "name": "Kettle"}</script><p>A</p><p>B</p>'
    of, _ = features(html, url="https://shop.example/kettles/red-kettle-2?x=1")
    assert of("page_product") == [1, 1]
    assert of("url_depth") == [2, 2]
    assert of("url_slug") == [2, 2]
    assert of("url_query") == [1, 1]
    assert of("count_p") == pytest.approx(np.log1p([2, 2]).tolist())
