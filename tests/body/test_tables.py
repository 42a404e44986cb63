"""Tables that are tables, and those that are only there for the layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from articlextract.article import BodyKind, BodyNode

PROSE = "The sea went out at noon and came back at six. " * 15


@pytest.fixture
def grid(body: Callable[..., tuple[BodyNode, ...]]) -> Callable[[str], list[list[str]]]:
    def read(html: str) -> list[list[str]]:
        (table,) = body(html)
        assert table.kind is BodyKind.TABLE
        return [["".join(span.text for span in cell.spans) for cell in row.children] for row in table.children]

    return read


def test_rows_cells_headers_and_caption(body: Any) -> None:
    (table,) = body(
        "<table><caption>Tides</caption><thead><tr><td>Day<td>High</thead><tr><th>Monday<td>6:10<tr><td>Tuesday<td>7:02</table>"
    )
    assert "".join(span.text for span in table.spans) == "Tides"
    assert [[cell.header for cell in row.children] for row in table.children] == [
        [True, True],
        [True, False],
        [False, False],
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>a<td>b<tr><td><td>d", [["a", "b"], ["", "d"]]),
        ("<tr><td>a<td></td><td>c<tr><td>d<td><td>f", [["a", "c"], ["d", "f"]]),
        ("<tr><td colspan=2>a<td>c<tr><td>d<td>e<td>f", [["a", "", "c"], ["d", "e", "f"]]),
        ("<tr><td rowspan=2>a<td>b<tr><td>d", [["a", "b"], ["", "d"]]),
        ("<tr><td>a<td>b<tr><td><td><tr><td>e<td>f", [["a", "b"], ["e", "f"]]),
        ("<tr><td colspan=x>a<td rowspan=-1>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
    ],
)
def test_where_cells_stand(grid: Callable[[str], list[list[str]]], rows: str, expected: list[list[str]]) -> None:
    assert grid(f"<table>{rows}</table>") == expected


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        ("<tr><td><b>Day</b><td><b>High</b><tr><td>Monday<td>6:10", [[True, True], [False, False]]),
        ("<tr><td><b>Day</b><td>High<tr><td>Monday<td>6:10", [[False, False], [False, False]]),
        ("<tr><td><b>Day</b><td><b>High</b><tr><th>Monday<td>6:10", [[False, False], [True, False]]),
    ],
)
def test_a_first_row_in_bold_is_the_header_where_nothing_else_is(
    body: Any, rows: str, headers: list[list[bool]]
) -> None:
    (table,) = body(f"<table>{rows}</table>")
    assert [[cell.header for cell in row.children] for row in table.children] == headers


def test_what_a_cell_holds_stands_line_by_line(body: Any) -> None:
    html = "<table><tr><th>What<th>How<tr><td>Bread<td><p>Mix.</p><ul><li>flour<li><b>water</b></ul>"
    html += "<img src=/a.jpg></table>"
    (table,) = body(html)
    cell = table.children[1].children[1]
    assert "".join(span.text for span in cell.spans) == "Mix.\nflour\nwater"
    assert [child.kind for child in cell.children] == [BodyKind.FIGURE]


def test_paragraphs_in_a_cell_stay(outline: Any) -> None:
    (table,) = outline("<table><tr><th>What<th>How<tr><td>Bread<td><p>Mix.</p><p>Bake.</p></table>")
    assert table[2][2] == ["cell", "Mix.", ["paragraph", "Bake."]]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td>a<td>b</table>",
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        f"<table><tr><td>a<td>{PROSE}<tr><td>c<td>d</table>",
        "<table><tr><td>a<td><h2>b</h2><tr><td>c<td>d</table>",
        "<table><tr><td>a<td><p>1<p>2<p>3<p>4<tr><td>c<td>d</table>",
        "<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>d<td>e<tr><td>f<td>g</table></table>",
    ],
    ids=["one-column", "one-row", "role", "prose", "heading", "many-blocks", "nested"],
)
def test_layout_tables_are_their_blocks(body: Any, html: str) -> None:
    assert body(html)[0].kind is BodyKind.PARAGRAPH


def test_a_table_in_a_layout_table_is_one(body: Any) -> None:
    nodes = body("<table><tr><td>a<td><table><tr><th>d<th>e<tr><td>f<td>g</table></table>")
    assert [node.kind for node in nodes] == [BodyKind.PARAGRAPH, BodyKind.TABLE]


def test_an_empty_table_inside_does_not_count(grid: Callable[[str], list[list[str]]]) -> None:
    html = "<table><tr><td>a<td>b<table><tr><td class=role-promo>Buy</table><tr><td>c<td>d</table>"
    assert grid(html) == [["a", "b"], ["c", "d"]]


def test_a_picture_between_the_cells_is_not_lost(body: Any) -> None:
    nodes = body("<table><tbody><img src=/a.jpg><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert [node.kind for node in nodes] == [BodyKind.FIGURE, BodyKind.TABLE]


def test_spans_without_measure(body: Any) -> None:
    row = "<tr><td colspan=99999 rowspan=99999>a<td colspan=99999>b"
    nodes = body("<table>" + row * 300 + "</table>")
    assert (
        sum(len(node.spans) or sum(len(cell.spans) for r in node.children for cell in r.children) for node in nodes)
        == 600
    )


def test_a_header_that_is_no_content_stays_where_most_of_its_table_is(body: Any) -> None:
    def table(cells: str) -> str:
        return f'<p>Tides.<table><tr class="role-other"><th>Day<th>High<tr><td>Monday<td>6:10{cells}</table>'

    kept = body(table("<tr><td>Tuesday<td>7:02"))[-1]
    assert [cell.header for cell in kept.children[0].children] == [True, True]
    assert [cell.spans[0].text for cell in kept.children[0].children] == ["Day", "High"]
    mostly_refused = body(table('<tr class="role-other"><td>Menu<td>Login<tr class="role-other"><td>a<td>b'))
    assert "Day" not in str(mostly_refused)
