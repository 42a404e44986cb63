"""One look over a page's blocks and nodes: the sums, the short lines and the elements that filters ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from types import ModuleType
from typing import NamedTuple

from ..native import compiled
from ..records import Block, Node
from ._fixed_lines import may_claim_rights
from ._headline import HEADINGS

TAGS = HEADINGS | frozenset(
    """address article aside button dialog fieldset figcaption footer form header label menu nav noscript select
    time""".split()
)
"""The tags that filters may ask for."""

MIN_HEADLINE = 18  # characters of link text that may be a headline; menus have shorter entries
MAX_CARD = 600  # characters of an element that offers another page
SHORT = 80  # characters; a longer line is never one of the fixed phrases that filters know

Wanted = Callable[[str, tuple[str, ...]], tuple[int, ...]]


class Look(NamedTuple):
    """What is known of a page after one look.

    `chars` and `links` are the characters, and those inside links, before block i. `lines` are the texts in lower
    case where they are short, else ""; `starts` has them by their first three characters, `signs` those that begin
    with no letter, and `rights` those that may claim rights. `named` are the nodes with text that each filter, by
    number, wants to see; `linked` those small enough for a card, with at least MIN_HEADLINE characters of links.
    """

    chars: list[int]
    links: list[int]
    lines: list[str]
    starts: dict[str, list[int]]
    signs: list[int]
    rights: list[int]
    named: dict[int, list[Node]]
    headings: list[Node]
    articles: list[Node]
    linked: list[Node]
    hidden: list[Node]  # by their own style or attribute


def look_over(items: tuple[Block, ...], nodes: tuple[Node, ...], wanted_by: Wanted, names: frozenset[str]) -> Look:
    """Look over a page: `wanted_by` tells the numbers of the filters that want to see a tag with its names.

    A node with none of `names` and no tag of TAGS is not asked about.
    """
    kernel = _kernel()
    return (
        look_in_python(items, nodes, wanted_by, names)
        if kernel is None
        else Look(*kernel.look_over(items, nodes, wanted_by, names))
    )


@cache
def _kernel() -> ModuleType | None:
    """The compiled twin of `look_in_python`, which needs the names of this module."""
    return compiled("filters._look_kernel")


def look_in_python(items: Sequence[Block], nodes: Sequence[Node], wanted_by: Wanted, names: frozenset[str]) -> Look:
    """The same in Python."""
    texts = [text for _, text, _, _, _ in items]
    links = list(accumulate([in_links for _, _, _, _, in_links in items], initial=0))
    chars = list(accumulate(map(len, texts), initial=0))
    lines = [text.casefold() if len(text) <= SHORT else "" for text in texts]
    starts: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        starts.setdefault(line[:3], []).append(i)
    signs = [i for i, line in enumerate(lines) if line and not line[0].isalpha()]
    rights = [i for i, line in enumerate(lines) if line and may_claim_rights(line)]
    named: dict[int, list[Node]] = {}
    headings: list[Node] = []
    articles: list[Node] = []
    linked: list[Node] = []
    hidden: list[Node] = []
    unknown = names.isdisjoint
    for node in nodes:
        tag, words, _, _, first, last, _, is_hidden = node  # not by name: 600 nodes a page, on every page
        if first == last:
            continue
        if tag in TAGS or (words and not unknown(words)):
            for number in wanted_by(tag, words):
                named.setdefault(number, []).append(node)
            if tag in HEADINGS:
                headings.append(node)
            elif tag == "article":
                articles.append(node)
        if links[last] - links[first] >= MIN_HEADLINE and chars[last] - chars[first] <= MAX_CARD:
            linked.append(node)
        if is_hidden:
            hidden.append(node)
    return Look(chars, links, lines, starts, signs, rights, named, headings, articles, linked, hidden)
