"""What stands beside the story: sidebars, forms, buttons, tag lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

_ASIDES = frozenset({"sidebar", "aside", "complementary", "widget", "widgets", "rail", "sidecol"})
_TAG_LISTS = frozenset({"tags", "tagcloud", "tagged", "hashtags"})
NAMES = _ASIDES | _TAG_LISTS
TAGS = frozenset({"aside", "form", "button", "fieldset", "select", "label", "dialog"})

_MAX_PART = 0.4


def find_sidebar(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Asides and sidebars by tag or name; the lines of forms and buttons; lists of tags."""
    for node in named:
        if not page.within(node, _MAX_PART):
            continue
        yield Finding(node.first, node.last, Role.OTHER, reason(node, NAMES, TAGS))
