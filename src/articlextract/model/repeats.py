"""What a page says twice: a copy for another screen, an opening post pinned above each page, a story in one piece."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import islice

from ..records import Blocks

# A run of blocks that all stood in another element before, and that is this long, is said twice; short lines come again
# ("Details", "Add to cart"). Held out, word F1 on wcxb-dev +0.004: forum +0.011, product +0.008, listing +0.005,
# service +0.003, article +0.002, fundus 0; from 100 characters the same, from 200 +0.003.
_SAID_CHARS = 150
# A text that has lost its elements does not tell whether a refrain stands beside its first time, so it takes more:
# in two layouts +0.0023, from 150 characters +0.0029, from 400 +0.0016.
_SAID_CHARS_OF_LINES = 250
# Directly after its first time, in another element, a shorter one is a copy too, for another screen. Held out: service
# +0.0008, article +0.0003, all +0.0002; from 10 and from 40 characters the same.
_AT_ONCE_CHARS = 20
_MAX_CLIMB = 12  # elements around a block
_LAID_OUT = frozenset({"td", "th", "pre"})  # a table or a listing with holes is worse than a line too many

# A block so long that holds so much of what else is taken is the story over again, as for a reader who may not see it.
_RETOLD_CHARS = 2000
_RETOLD = 0.6  # of its characters
_OPENING = 40  # characters by which a taken block is known inside it
_BORDER = re.compile(r"\W")  # paragraphs laid end to end often have no space between


def find_repeats(blocks: Blocks, taken: Sequence[int]) -> dict[int, int]:
    """Of the blocks taken, in page order, those that stand in a run said before, each with the one that it repeats."""
    texts = {i: blocks.items[i].text for i in taken}
    return _said_before(texts, _SAID_CHARS, _AT_ONCE_CHARS, lambda at, i: _is_elsewhere(blocks, at, i))


def find_repeated_lines(texts: Sequence[str], taken: Sequence[int]) -> dict[int, int]:
    """The same of the lines of a flattened text."""
    return _said_before({i: texts[i] for i in taken}, _SAID_CHARS_OF_LINES, _SAID_CHARS_OF_LINES, lambda at, i: True)


def _said_before(
    texts: dict[int, str], least: int, at_once: int, is_copy: Callable[[int, int], bool]
) -> dict[int, int]:
    """Runs of at least `least` characters, or `at_once` of them directly after their first time."""
    if len(set(texts.values())) == len(texts):
        return {}
    first: dict[str, int] = {}
    runs: list[dict[int, int]] = [{}]
    for i, text in texts.items():
        at = first.setdefault(text, i)
        if at != i and is_copy(at, i):
            runs[-1][i] = at
        elif runs[-1]:
            runs.append({})
    taken = list(texts)
    found: dict[int, int] = {}
    for run in runs:
        size = sum([len(texts[i]) for i in run])
        if size >= least or (size >= at_once and _is_at_once(run, taken)):
            found |= run
    return found


def _is_at_once(run: dict[int, int], taken: Sequence[int]) -> bool:
    """Whether what is said again was said directly before, in the same order."""
    return all(bisect_left(taken, i) - bisect_left(taken, at) == len(run) for i, at in run.items())


def _is_elsewhere(blocks: Blocks, at: int, i: int) -> bool:
    """Not a refrain, which stands beside its first time; and no part of a table."""
    node = blocks.items[i].node
    if blocks.nodes[node].parent == blocks.nodes[blocks.items[at].node].parent:
        return False
    return all(outer.tag not in _LAID_OUT for outer in islice(blocks.ancestors(node), _MAX_CLIMB))


def find_retold(blocks: Blocks, taken: Sequence[int]) -> list[int]:
    """The blocks that say in one piece what others of those taken say; linear in the text."""
    texts = [blocks.items[i].text for i in taken]
    if max(map(len, texts), default=0) < _RETOLD_CHARS:
        return []
    sizes = {text[:_OPENING]: len(text) for text in texts if _OPENING <= len(text) < _RETOLD_CHARS}
    retold = []
    for i, text in zip(taken, texts, strict=True):
        if len(text) >= _RETOLD_CHARS:
            starts = [0, *(at.end() for at in _BORDER.finditer(text))]
            found = {text[start : start + _OPENING] for start in starts} & sizes.keys()
            if sum([sizes[opening] for opening in found]) >= _RETOLD * len(text):
                retold.append(i)
    return retold
