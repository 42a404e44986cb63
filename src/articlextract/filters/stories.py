"""A second story below the first: endless scrolling, and pages that hold the day's posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey

TAGS = frozenset({"article"})
_MIN_TEXT = 300  # characters outside links; a card has fewer


def find_stories(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Each `<article>` with text that stands after the one whose heading is the page's headline.

    Only where that heading is of the same level as theirs: else they are the parts of one story.
    """
    own = next((node for node in named if page.holds_headline(node)), None)
    if own is None or not page.is_story:
        return
    end = own.last
    levels = {i: node.tag for node in page.headings for i in range(node.first, node.last)}
    level = levels.get(page.headline[0])
    for node in named:
        if node.first >= end and page.text_size(node.first, node.last) >= _MIN_TEXT:
            heading = next((levels[i] for i in range(node.first, min(node.last, node.first + 6)) if i in levels), None)
            if heading is not None and heading == level:
                end = node.last
                yield Finding(
                    node.first, node.last, Role.RELATED, "another <article> with its own headline", certain=True
                )
