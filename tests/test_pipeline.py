"""The pipeline as a whole: what it leaves behind, and that it is a function of its input."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import articlextract
from articlextract import Article, Options
from articlextract.article import FIELD_NAMES

PAGE = """<title>The weir</title><article><h1>The weir</h1><p>By Ada Moss</p>
<p>The weir was rebuilt in the dry summer, when the river could be led round it for once without a pump.</p>
<p>Forty people carried the old stones out and the new ones in, and the mill paid them in flour and beer.</p>
</article>"""


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        articlextract.extract_html(PAGE)
        assert gc.isenabled() is on
        with pytest.raises(articlextract.ParseError):
            articlextract.extract_html(b"%PDF-1.7\n" + bytes(range(256)) * 20)
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()


def test_threads_read_what_one_loop_reads() -> None:
    pages = [PAGE.replace("weir", f"weir {i}") for i in range(24)]
    alone = [articlextract.extract_html(page) for page in pages]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(articlextract.extract_html, pages))
    assert together == alone
    assert gc.isenabled()


def test_the_same_page_twice_is_the_same_article() -> None:
    first, second = articlextract.extract_html(PAGE), articlextract.extract_html(PAGE)
    assert first == second
    assert first.to_json() == second.to_json()


def test_bytes_text_tree_and_soup_of_one_page_are_one_article() -> None:
    from bs4 import BeautifulSoup
    from lxml import html

    read = articlextract.extract_html
    soup = BeautifulSoup(PAGE, "lxml")
    assert read(PAGE) == read(PAGE.encode()) == read(html.document_fromstring(PAGE)) == read(soup)


@pytest.mark.parametrize("wrong", [None, 7, ["<p>a</p>"]])
def test_another_type_is_refused_with_a_word(wrong: object) -> None:
    with pytest.raises(articlextract.InputTypeError, match="extract_html takes"):
        articlextract.extract_html(wrong)  # type: ignore[arg-type]


FIXTURES = [path for path in sorted((Path(__file__).parent / "fixtures").glob("*/page.*")) if "binary" not in str(path)]


@pytest.mark.parametrize("wanted", [{"text"}, {"title", "date"}, {"related", "language", "url"}, set()])
@pytest.mark.parametrize("path", FIXTURES[::4], ids=lambda path: path.parent.name)
def test_a_field_alone_is_as_among_all(path: Path, wanted: set[str]) -> None:
    read = articlextract.extract_text if path.suffix == ".txt" else articlextract.extract_html
    page, url = path.read_bytes(), "https://www.example.org/story"
    whole, part = read(page, url), read(page, url, fields=wanted)
    asked = {"body" if name == "text" else name for name in wanted}
    for name in FIELD_NAMES - {"evidence"}:
        always = name in ("status", "url", "page_type", "confidence")
        empty = () if isinstance(getattr(whole, name), tuple) else None
        assert getattr(part, name) == (getattr(whole, name) if name in asked or always else empty)
    assert part.evidence == {name: why for name, why in whole.evidence.items() if name in asked}


def test_a_field_that_there_is_not_is_named() -> None:
    with pytest.raises(articlextract.OptionsError, match="'headline'; it has authors, "):
        articlextract.extract_html(PAGE, fields={"headline"})
    with pytest.raises(articlextract.OptionsError, match=r"\{'title'\}"):
        articlextract.extract_html(PAGE, fields="title")


def test_options_with_fields_are_equal_and_have_a_hash() -> None:
    assert Options(fields=["text", "title"]) == Options(fields={"title", "markdown"})
    assert len({Options(fields=["text"]), Options(fields={"body"}), Options()}) == 2


@pytest.mark.parametrize("read", [articlextract.extract_html, articlextract.extract_text])
def test_half_characters_are_question_marks(read: Callable[..., Article]) -> None:
    line = "The weir\udcff was rebuilt in the dry summer, when the river could be led round it for once."
    article = read(f"{line}\n\n{line}\n\n\ud83d", "https://example.org/\udcff")
    assert article.url == "https://example.org/?"
    assert article.text.encode().endswith(b"?")
    assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize("read", [articlextract.extract_html, articlextract.extract_text])
def test_an_address_of_another_type_is_named(read: Callable[..., Article]) -> None:
    with pytest.raises(articlextract.InputTypeError, match="url is a str or None, not float"):
        read(PAGE, float("nan"))
