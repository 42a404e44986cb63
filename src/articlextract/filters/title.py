"""The page's headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey


def find_title(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """The heading that is the page's title, word for word or nearly."""
    first, last = page.headline
    if last > first:
        node = page.blocks.nodes[page.blocks.items[first].node]
        yield Finding(first, last, Role.TITLE, f"<{node.tag}> like the page's title")
