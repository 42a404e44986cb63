"""The page's headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..records import Finding, Node, Role
from ._headline import HEADINGS, OWN_NAMES
from ._labels import is_labelled
from ._survey import Survey

_NEAR = 2  # blocks below the headline


def find_title(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """The heading that is the page's title, word for word or nearly.

    It is certain on a page that says it is a story, above a line of author, date and readers, on a page
    without <title>, and where a line that is no heading is the whole title.
    Such a heading is no part of the body by definition, though every third is annotated as content.
    """
    first, last, likeness = page.headline
    if last > first:
        node = page.blocks.nodes[page.blocks.items[first].node]
        if node.tag in HEADINGS:
            certain = page.is_story and (page.states_title or not OWN_NAMES.isdisjoint(pairwise(node.words)))
            certain = certain or (node.tag == "h1" and page.page.structured.title is None)
            certain = certain or any(map(is_labelled, page.blocks.items[last : last + _NEAR]))
        else:
            certain = likeness == 5 and page.states_title and not page.is_thread
        yield Finding(first, last, Role.TITLE, f"<{node.tag}> like the page's title", certain)
