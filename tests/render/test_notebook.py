"""What a notebook shows of an Article."""

from __future__ import annotations

from html.parser import HTMLParser

from render.test_json import FULL

from articlextract import Article, Status


def test_fields_and_body() -> None:
    said = FULL._repr_html_()
    assert "<h3>Bread “and” salt</h3>" in said
    assert "<tr><th>authors</th><td>Ann, The Mill</td></tr>" in said
    assert FULL.html in said
    assert "section" not in said


def test_nothing_of_the_page_becomes_markup() -> None:
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Reader().feed(Article(Status.EMPTY, title="<script>alert(1)</script>", url='"><img src=x>')._repr_html_())
    assert set(tags) == {"h3", "table", "tr", "th", "td"}
