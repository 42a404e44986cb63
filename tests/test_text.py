"""`extract_text`: pages that have lost their HTML, and the lines that recur over a site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import articlextract
from articlextract import InputTypeError, Options, ParseError, RelatedKind, Status, TextCleaner
from articlextract.parse.plain import looks_like_html

SEED = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
FIXTURES = Path(__file__).parent / "fixtures"
STORY = [
    "The dredger has been at work in the outer basin since Monday, and what it brings up is mostly mud, bottles and "
    "the anchors of boats that nobody remembers. On Friday it found a bell, green all over and as tall as a child.",
    "The harbour master had it carried to the fish hall, where it was washed with vinegar by two apprentices. Below "
    "the green there is a name, and below the name a year, and neither of them is in the parish book.",
    "It will hang in the new customs house as soon as somebody has found out whether it still rings. The board asked "
    "the school for a volunteer with strong arms, and the school has sent a list of forty.",
]


def page_of_site(story: list[str], title: str) -> str:
    above = "Home\nTides\nLost and found\nThe Lamp has been read at sea since 1871"
    below = (
        "Every Thursday the editors meet in the back room of the chandler's, and every reader may come in and listen."
    )
    return f"{above}\n\n{title}\n\n" + "\n\n".join(story) + f"\n\n{below}"


def test_the_seed_page_comes_out_as_its_issue_says() -> None:
    if not SEED.exists():  # it is not part of the project; recent-posts-flattened among the fixtures has its shape
        return
    lines = [line.strip() for line in SEED.read_text("utf-8").split("\n") if line.strip()]
    article = articlextract.extract_text(SEED.read_text("utf-8"))
    assert article.title == lines[0]
    keep_reading, name = lines.index("Keep Reading"), lines.index("Noto")
    story = lines[2:keep_reading] + lines[keep_reading + 1 : name]
    assert article.text.strip().split("\n\n") == story
    assert [(author.name, author.bio) for author in article.authors] == [("Noto", lines[name + 1])]
    assert article.date is None
    cards = lines[lines.index("Recent Posts") + 1 :]
    assert [(link.title, link.excerpt) for link in article.related] == list(zip(cards[::3], cards[1::3], strict=True))
    assert [link.date for link in article.related] == [dt.date(2025, 4, 22)] * 5 + [dt.date(2025, 4, 21)]
    assert {(link.kind, link.url) for link in article.related} == {(RelatedKind.RECENT, None)}


def test_evidence_names_lines() -> None:
    text = (FIXTURES / "wet-menus-flattened" / "page.txt").read_text("utf-8")
    article = articlextract.extract_text(text)
    lines = text.split("\n")
    for name, wanted in (("title", article.title), ("authors", "By Ida Brandt"), ("date", "12 March 2023")):
        kind, _, number = article.evidence[name].source.partition(":")
        assert kind == "line"
        assert wanted in lines[int(number) - 1]


def test_a_clean_text_comes_back_as_it_is() -> None:
    text = "\n\n".join(STORY)
    assert articlextract.extract_text(text).text.strip() == text


def test_bytes_in_another_charset_and_line_ends() -> None:
    story = (
        "Über die Fähre von Öland schreibt man wenig, denn sie fährt bei jedem Wetter und kommt immer an. "
        "Nur einmal, im März 1987, blieb sie acht Stunden lang im Eis stecken."
    )
    text = "\r\n\r\n".join([story] * 2)
    article = articlextract.extract_text(text.encode("cp1252"))
    assert "Öland" in article.text
    assert article.language == "de"


@pytest.mark.parametrize("text", ["", "\n \n", b""])
def test_nothing_is_empty(text: str | bytes) -> None:
    article = articlextract.extract_text(text)
    assert article.status is Status.EMPTY
    assert article.text == ""


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(InputTypeError):
        articlextract.extract_text(7)  # type: ignore[arg-type]
    with pytest.raises(ParseError):
        articlextract.extract_text(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)))


def test_a_text_over_the_limit_is_truncated() -> None:
    article = articlextract.extract_text("\n\n".join(STORY), options=Options(max_bytes=300))
    assert article.status is Status.TRUNCATED
    assert len(article.text) <= 300


@pytest.mark.parametrize(
    "text",
    ["x" * 300_000, "a\n" * 20_000, "- " * 50_000, "[" * 50_000, "**" * 50_000, "```\n" * 5_001, "> " * 50_000,
     "\n" * 200_000, "(\n" * 5_000, "By \n" * 5_000, "Recent Posts\n" * 3_000, "1. " * 30_000, "\ud800 lone",
     "a \n" * 20_000],
)  # fmt: skip
def test_hostile_texts_are_read(text: str) -> None:
    assert articlextract.extract_text(text).status in (Status.OK, Status.EMPTY)


@pytest.mark.parametrize(
    "data, is_html",
    [
        (b"<!DOCTYPE html><title>x</title>", True),
        (b"<p>One</p>\n<p>Two</p>", True),
        (b"Home\nNews\n\nA story about a <b> tag.", False),
        (b"if a < b and c > d: print()", False),
        (b"# Title\n\nSome *Markdown* with a [link](https://example.org).", False),
        (b"", True),
    ],
)
def test_text_is_told_from_markup(data: bytes, is_html: bool) -> None:
    assert looks_like_html(data) is is_html


def test_what_the_sender_says_of_markup_counts() -> None:
    assert looks_like_html(b"plain", "text/html; charset=utf-8")


class TestCleaner:
    pages = tuple(page_of_site([f"On day {n} {STORY[0]}"], f"Headline number {n} of the site") for n in range(5))

    def test_lines_that_recur_over_a_site_are_no_content(self) -> None:
        cleaner = TextCleaner(self.pages)
        text = page_of_site(STORY, "A bell is found in the outer basin")
        assert cleaner.pages == 5
        assert "Every Thursday" not in cleaner.extract_text(text).text
        assert cleaner.extract_text(text).text.strip().endswith(STORY[-1])

    def test_nothing_is_learned_while_reading(self) -> None:
        cleaner = TextCleaner(self.pages)
        before = cleaner.recurring
        text = page_of_site(STORY, "A bell is found")
        assert [cleaner.extract_text(text) for _ in range(4)] == [cleaner.extract_text(text)] * 4
        assert cleaner.recurring is before

    def test_a_short_line_alone_may_be_every_storys_own(self) -> None:
        pages = [f"Ingredients\n\n{n} eggs\n\nMethod\n\n{STORY[n % 3]} {n}" for n in range(4)]
        cleaner = TextCleaner(pages)
        assert "ingredients" in cleaner.recurring
        assert not list(cleaner._find(articlextract.blocks.lines.cut_lines(pages[0])))

    def test_two_pages_are_no_site(self) -> None:
        assert TextCleaner(self.pages[:2]).recurring == frozenset()
