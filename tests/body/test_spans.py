"""White space, links and marks inside a block."""

from __future__ import annotations

from typing import Any

import pytest

from articlextract.article import Mark, Span

B, I, CODE = (Mark.STRONG,), (Mark.EMPHASIS,), (Mark.CODE,)  # noqa: E741


@pytest.mark.parametrize(
    ("html", "spans"),
    [
        ("a  <b>b</b>\n c", [Span("a "), Span("b", None, B), Span(" c")]),
        ("a<b> b </b>c", [Span("a "), Span("b", None, B), Span(" c")]),
        ("a<b>b</b>c", [Span("a"), Span("b", None, B), Span("c")]),
        (" <b> a</b> <i>b </i>", [Span("a ", None, B), Span("b", None, I)]),
        ("<b>a</b><b>b</b>", [Span("ab", None, B)]),
        ("<b><i>a</i></b>", [Span("a", None, (*B, *I))]),
        ("a<br>b", [Span("a\nb")]),
        ("a <br> <b>b</b>", [Span("a\n"), Span("b", None, B)]),
        ("<b>a</b><br>b", [Span("a", None, B), Span("\nb")]),
        ("a<br>", [Span("a")]),
        ("x<sub>2</sub>", [Span("x"), Span("2", None, (Mark.SUBSCRIPT,))]),
        ("<code>a</code> <b>b</b>", [Span("a", None, CODE), Span(" "), Span("b", None, B)]),
        ("a&nbsp;<b>&nbsp;</b>b", [Span("a b")]),
    ],
)
def test_white_space_is_folded_across_pieces(body: Any, html: str, spans: list[Span]) -> None:
    assert [list(node.spans) for node in body(f"<p>{html}</p>")] == [spans]


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("/moon", "https://example.org/moon"),
        ("moon", "https://example.org/stories/moon"),
        ("../moon", "https://example.org/moon"),
        ("//cdn.example.org/x", "https://cdn.example.org/x"),
        ("#top", "https://example.org/stories/tides#top"),
        ("?p=2", "https://example.org/stories/tides?p=2"),
        ("/a b", "https://example.org/a%20b"),
        ("HTTP://EXAMPLE.ORG/", "http://EXAMPLE.ORG/"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("javascript:alert(1)", None),
        (" java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("https://:0", None),
        ("https://example.org:99999/", None),
        ("https://example.org:8080/a", "https://example.org:8080/a"),
        ("", None),
    ],
)
def test_links_are_absolute_and_safe(body: Any, href: str, absolute: str | None) -> None:
    (paragraph,) = body(f'<p>See <a href="{href}">this</a>.</p>')
    assert [span.href for span in paragraph.spans if "this" in span.text] == [absolute]


def test_without_a_base_relative_links_are_text(body: Any) -> None:
    (paragraph,) = body('<p><a href="/a">a</a> <a href="https://example.org/b">b</a></p>', None)
    assert paragraph.spans == (Span("a "), Span("b", "https://example.org/b"))
