"""What most pages lack, seen by the compiled gates as by those of Python."""

from __future__ import annotations

import pytest
from bodies import ODD
from twins import FIXTURES, twin

from articlextract.blocks.segment import cut_tree
from articlextract.body import gates
from articlextract.parse.tree import build_tree
from articlextract.records import Role

PAGES = {path.parent.name: path.read_bytes() for path in sorted(FIXTURES.glob("*/page.html"))}
PAGES["odd"] = ODD.encode("utf-8", "replace")
PAGES["pictures"] = (
    b"<img class=latex><img class='a MathB'><img alt='\\frac'><img alt='b'><iframe class=tex></iframe><img>"
)


@pytest.mark.parametrize("name", PAGES)
def test_gates_are_those_of_python(name: str) -> None:
    kernel = twin("body._gates_kernel")
    items, nodes, media, _ = [tuple(column) for column in cut_tree(build_tree(PAGES[name]).root)]
    roles = tuple(Role.OTHER if i % 5 == 3 else Role.CONTENT for i in range(len(items)))
    assert kernel.pictures_of_tex(media) == gates._pictures_of_tex(media)
    assert kernel.linked_to_places(items, roles, Role.CONTENT) == gates._linked_to_places(items, roles, Role.CONTENT)
    assert kernel.tagged(nodes, "th") == gates._tagged(nodes, "th")


def test_each_block_has_its_role() -> None:
    items = tuple(cut_tree(build_tree(b"<p>a<p>b").root)[0])
    with pytest.raises(ValueError):
        twin("body._gates_kernel").linked_to_places(items, (Role.CONTENT,), Role.CONTENT)
