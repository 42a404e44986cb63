"""Captions and credits of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

NAMES = frozenset(
    {"caption", "figcaption", "credit", "credits", "photocredit", "imagecaption", "bildunterschrift", "legende"}
)
TAGS = frozenset({"figcaption"})
_MAX_SIZE = 600  # characters


def find_captions(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """<figcaption>, and short elements named for captions and credits."""
    for node in named:
        if page.size(node) <= _MAX_SIZE:
            yield Finding(node.first, node.last, Role.CAPTION, reason(node, NAMES, TAGS))
