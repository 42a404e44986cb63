"""What asks the reader for a verdict: whether the page was of use, and ratings in stars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey


def find_feedback(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Lines that are nothing but such a question, or nothing but stars."""
    yield from page.lines_known(Role.OTHER)
