"""The line model: its features, the words it looks up, and what the labels make of findings."""

from __future__ import annotations

import numpy as np
import pytest

from articlextract.blocks.lines import cut_lines
from articlextract.model.lines import LineScore, label_lines, score_lines
from articlextract.model.lines_chars import read_chars, read_words
from articlextract.model.lines_features import MEANINGS, line_features
from articlextract.model.lines_lexicon import BUCKETS, LineLexicon, lexicon_rows
from articlextract.model.lines_weights import SHIPPED, feature_hash, load, save
from articlextract.records import Finding, Role

PARAGRAPH = (
    "The dredger has been at work in the outer basin since Monday, and what it brings up is mostly mud, bottles and "
    "the anchors of boats that nobody remembers. On Friday it found a bell."
)
EMPTY = LineLexicon(*(np.zeros(BUCKETS, dtype=np.float32) for _ in range(3)))


def column(text: str, name: str) -> list[float]:
    return [float(value) for value in line_features(cut_lines(text), EMPTY)[list(MEANINGS).index(name)]]


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "…",
        "Home\nNews",
        f"Home\n\n{PARAGRAPH}\n\n{PARAGRAPH}",
        "海に出た船はまだ戻らない。\n灯台",
        "— –\n🙂",
        "x" * 5000,
        "```\na\x1eb\n```",
    ],
)
def test_every_text_has_a_number_for_every_feature(text: str) -> None:
    features = line_features(cut_lines(text), EMPTY)
    assert features.shape == (len(MEANINGS), len(cut_lines(text)))
    assert np.isfinite(features).all()


def test_repeated_lines_are_seen() -> None:
    assert column("Share\nNews\nShare", "echo") == [0, 0, 1]
    assert column("Share\nNews\nShare", "repeats") == pytest.approx([np.log(2), 0, np.log(2)])


def test_neighbours_and_the_lines_above_are_seen() -> None:
    text = f"Home\nNews\n{PARAGRAPH}\n- Log in"
    chars = column(text, "chars")
    assert column(text, "near-1_chars") == pytest.approx([0, *chars[:-1]])
    assert column(text, "near+1_chars") == pytest.approx([*chars[1:], 0])
    assert column(text, "before8_chars") == pytest.approx([0, chars[0], sum(chars[:2]) / 2, sum(chars[:3]) / 3])
    assert column(text, "after8_chars") == pytest.approx([sum(chars[1:]) / 3, sum(chars[2:]) / 2, chars[3], 0])
    assert column(text, "near+1_item") == [0, 0, 1, 0]
    assert column(text, "place_since_long") == pytest.approx(np.log1p([4, 4, 4, 1]))
    assert column(text, "place_to_long") == pytest.approx(np.log1p([2, 1, 4, 4]))


def test_a_headline_that_the_first_line_repeats_is_like_it() -> None:
    cover = column(f"The bell of Osk | The Lamp\n\nHome\n\nThe bell of Osk\n\n{PARAGRAPH}", "first_cover")
    assert cover[2] > 0.5 > max(cover[1], cover[3])


def test_words_are_alike_whatever_their_case_and_signs() -> None:
    words = read_words(read_chars(["The Bell (1911)", "the bell, 2024.", "bells", "…"]))
    assert words.lines[0] == words.lines[1] != words.lines[2]
    assert list(words.starts) == [0, 3, 6, 7, 7]


def test_the_lexicon_gives_each_line_its_words_odds() -> None:
    words = read_words(read_chars(["share", "bell share", "|"]))
    table = np.zeros(BUCKETS, dtype=np.float32)
    table[words.words[0] % BUCKETS] = -2
    found = np.empty((5, 3), dtype=np.float32)
    lexicon_rows(words, LineLexicon(table, EMPTY.long_words, EMPTY.lines), found)
    assert found[:3].T.tolist() == [[-2, -2, -2], [-1, -2, 0], [0, 0, 0]]


def score(p: list[float], titles: list[float]) -> LineScore:
    return LineScore(np.array(p), np.array(titles), np.full(len(p), 10.0), np.array([[0, 1], [0, 1]], dtype=np.float32))


def test_certain_findings_hold_and_likely_ones_name_what_is_left_out() -> None:
    lines = cut_lines("a\n\nb\n\nc\n\nd")
    findings = [Finding(0, 1, Role.TITLE, "headline", certain=True), Finding(2, 4, Role.RELATED, "list")]
    labels = label_lines(lines, score([0.9, 0.9, 0.9, 0.01], [0, 0, 0, 0]), findings)
    assert labels.roles == (Role.TITLE, Role.CONTENT, Role.CONTENT, Role.RELATED)
    assert labels.reasons[0] == "headline"


def test_the_headline_is_the_likeliest_line_if_likely_enough() -> None:
    assert score([0.5, 0.5], [0.1, 0.7]).headline == 1
    assert score([0.5, 0.5], [0.1, 0.05]).headline is None
    assert score([], []).headline is None


def test_no_lines_have_no_labels() -> None:
    lines = cut_lines("")
    assert label_lines(lines, score_lines(lines), []).roles == ()


def test_the_story_is_told_from_menus() -> None:
    more = "It will hang in the new customs house as soon as somebody has found out whether it still rings, they said."
    text = f"Home\nNews\nLog in\n\n{PARAGRAPH}\n\n{more} {more[:70]}.\n\nPrivacy policy\nAll rights reserved"
    p = score_lines(cut_lines(text)).p_content
    assert min(p[3:5]) > 0.5 > max(*p[:3], *p[5:])


def test_weights_are_small_and_fit_these_features(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert SHIPPED.stat().st_size < 600_000
    again = tmp_path_factory.mktemp("weights") / "again.npz"
    save(load(), again)
    with np.load(again) as stored, np.load(SHIPPED) as shipped:
        assert str(stored["features"]) == feature_hash()
        assert stored.files == shipped.files  # not byte by byte: numpy's versions write other zip headers
        assert all(np.array_equal(stored[name], shipped[name]) for name in shipped.files)


def test_weights_of_other_features_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("weights") / "other.npz"
    np.savez(path, features=np.array("other"))
    with pytest.raises(ValueError, match="other features"):
        load(path)
