"""Text that the page does not show, or shows to screen readers alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import phrases

NAMES = frozenset({"visuallyhidden", "sr", "reader", "visually", "assistive", "offscreen"})
TAGS = frozenset({"noscript"})
_PAIRS = frozenset(
    {("sr", "only"), ("screen", "reader"), ("visually", "hidden"), ("assistive", "text"), ("off", "screen")}
)

# What links and buttons tell screen readers about themselves; no story has these words as a line of its own.
_ASIDES = phrases(
    """
    opens in a new tab|opens in new tab|opens in a new window|opens in new window|open in new tab|open in new window
    opens an external site|opens an external site in a new window|external link|link opens in a new window
    öffnet in neuem tab|öffnet in neuem fenster|öffnet in einem neuen tab|wird in neuem fenster geöffnet
    s'ouvre dans un nouvel onglet|s'ouvre dans une nouvelle fenêtre|ouvre un nouvel onglet|nouvelle fenêtre
    se abre en una nueva pestaña|se abre en una ventana nueva|abre em nova janela|abre em nova aba|abre numa nova janela
    si apre in una nuova finestra|si apre in una nuova scheda|opent in nieuw tabblad|opent in een nieuw venster
    otwiera się w nowej karcie|otwiera się w nowym oknie|откроется в новом окне|откроется в новой вкладке
    """
)

# wcxb-dev: hidden ranges above this share of the page are tabs, accordions and pages shown by script; half is content.
_MAX_PART = 0.3
_MAX_NOTE = 400  # characters of a <noscript> that asks for JavaScript; one with a thread in it has more


def find_hidden(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements that style or attribute hides, and text for screen readers.

    Never certain but for the notes on links and on JavaScript: of the words in `display: none` and `hidden`
    elements 21 and 53 % are content on wcxb-dev (tabs, accordions, streamed pages).
    """
    for node in named:
        words = node.words
        if node.tag == "noscript":
            if page.size(node) <= _MAX_NOTE and _asks_for_script(page, node):
                yield Finding(node.first, node.last, Role.HIDDEN, "<noscript> about JavaScript", certain=True)
            continue
        if "visuallyhidden" in words or not _PAIRS.isdisjoint(pairwise(words)):
            if page.line(node.first).strip("()[] .,") in _ASIDES and node.last - node.first == 1:
                yield Finding(node.first, node.last, Role.HIDDEN, "note on a link for screen readers", certain=True)
            elif page.within(node, _MAX_PART):
                yield Finding(node.first, node.last, Role.HIDDEN, f"for screen readers, <{node.tag}>")
    end = 0
    for node in page.hidden:
        if node.last > end and page.within(node, _MAX_PART):
            end = node.last
            yield Finding(node.first, node.last, Role.HIDDEN, f"hidden <{node.tag}>")


def _asks_for_script(page: Survey, noscript: Node) -> bool:
    return any("javascript" in block.text.casefold() for block in page.blocks.items[noscript.first : noscript.last])
