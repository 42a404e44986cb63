"""Author boxes: the paragraph about the writer above or below a story."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..records import Blocks, Labels
from ._author_sights import people_nodes
from ._roles import CLOSED

_BIO = frozenset("bio biography biographical authorbio".split())
_AUTHOR = frozenset("author authors autor auteur autore writer contributor profile".split())
_BOX = frozenset(
    "box card info about description desc details block section wrap wrapper content body module text".split()
)
_MIN_BIO, _MAX_BIO = 40, 2000  # characters
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_MAX_DATELINE = 200  # characters; with a time of day in so many it is a dateline, which such boxes hold too
_MAX_SHOWN = 8  # blocks with the name that are looked after
_REACH = 5  # blocks from the name to the paragraph about its bearer


class Box(NamedTuple):
    """An author box: the text about the person, and all of its text, for the name to be found in."""

    bio: str
    text: str


def author_boxes(blocks: Blocks, labels: Labels) -> list[Box]:
    """Boxes in page order, the innermost of nested ones only."""
    boxes: list[Box] = []
    end = 0
    for node in reversed(people_nodes(blocks)):  # children before their parents
        words = node.words
        if _BIO.isdisjoint(words) and (_AUTHOR.isdisjoint(words) or _BOX.isdisjoint(words)):
            continue
        if any(labels.roles[i] in CLOSED for i in range(node.first, node.last)):
            continue
        texts = list(dict.fromkeys(block.text for block in blocks.items[node.first : node.last]))
        told = [text for text in texts if len(text) >= _MIN_BIO and not _CLOCK.search(text[:_MAX_DATELINE])]
        bio = " ".join(told)[:_MAX_BIO]
        if bio and not (boxes and node.first <= end < node.last):
            before = [block.text for block in blocks.items[max(0, node.first - 3) : node.first]]
            boxes.append(Box(bio, " ".join([*before, *texts])))
            end = node.first
    return boxes[::-1]


def _says_more(text: str, name: str) -> bool:
    """Whether a text begins with the name and goes on in a sentence: not with a date, as bylines do.

    >>> _says_more("Jane Doe is a baker.", "Jane Doe"), _says_more("Jane Doe May 3, 2024", "Jane Doe")
    (True, False)
    """
    after = text[len(name) + 1 : len(name) + 2]
    return text.startswith(f"{name} ") and after.isalpha() and not after.isupper()


def paragraph_about(name: str, blocks: Blocks, labels: Labels, shown: list[int]) -> str | None:
    """The paragraph soon after one of the blocks that show the name, which begins with it and says more."""
    near = sorted({i for at in shown[-_MAX_SHOWN:] for i in range(at, min(at + _REACH, len(blocks)))})
    for i in near:
        text = blocks[i].text
        if labels.roles[i] not in CLOSED and len(text) >= _MIN_BIO and _says_more(text, name):
            return str(text[:_MAX_BIO])
    return None
