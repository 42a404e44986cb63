from __future__ import annotations

import pytest
from render.samples import EVERYTHING, bullets, cell, item, paragraph, row

from articlextract.article import BodyKind, BodyNode, Image, Span
from articlextract.render import to_text


def test_every_kind_of_node() -> None:
    assert to_text(EVERYTHING).split("\n\n") == [
        "Bread & salt",
        "Mix well, as Ann says:\nslowly.",
        "- flour\n  - rye\n  - wheat\n- water",
        "3. Knead.\n  Ten minutes.\n4. Bake.",
        "Patience.",
        "- and heat",
        "for loaf in oven:\n    turn(loaf)",
        "Ovens",
        "Kind | Degrees\ngas | 230 | 450\n | gone",
        "The crumb",
    ]


def test_nothing_is_nothing() -> None:
    assert to_text(()) == ""


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (bullets(item("", paragraph("a"), paragraph("b"))), "- a\n  b"),
        (bullets(item("", BodyNode(BodyKind.FIGURE, image=Image("https://example.org/a.jpg", "alt")))), ""),
        (bullets(item("a"), start=0), "0. a"),
        (
            BodyNode(BodyKind.TABLE, children=(row(cell("a", False, bullets(item("b"), item("c"))), cell("d\ne")),)),
            "a b c | d e",
        ),
        (BodyNode(BodyKind.CODE, (Span("\tx\n\n  y"),)), "\tx\n\n  y"),
    ],
)
def test_corners(node: BodyNode, text: str) -> None:
    assert to_text((node,)) == text
