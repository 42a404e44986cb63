"""What a forum puts under every post of a member: a motto, a link, a list of gear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

NAMES = frozenset({"signature", "signatures", "usersignature", "postsignature", "signaturecontainer", "usersig"})

_MAX_CHARS = 1500


def find_signatures(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named for a signature; evidence only, since a letter may be signed too."""
    for node in named:
        if page.size(node) <= _MAX_CHARS:
            yield Finding(node.first, node.last, Role.OTHER, reason(node, NAMES))
