"""Cookie notices and consent dialogs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Finding, Node, Role
from ._survey import Survey
from ._vocabulary import reason

# wcxb-dev: no word in elements with these names is content; the names after them need the text to speak of it.
_VENDORS = frozenset(
    """onetrust cookiebot cybot didomi usercentrics trustarc cmplz borlabs osano cookiebanner cookieconsent cookienotice
    cookielaw sourcepoint moove cookiefirst tarteaucitron axeptio""".split()
)
_TOOLS = _VENDORS | frozenset("truste termly iubenda klaro ketch evidon gdpr ccpa consent qc fides".split())
_COOKIE = frozenset({"cookie", "cookies"})
_NOTICE = frozenset(
    """accept alert banner bar box choices consent dialog disclaimer info law manager message modal notice notification
    overlay panel policy popup pref preferences privacy settings warning wrapper""".split()
)
NAMES = _TOOLS | _COOKIE

# What every such notice names, whatever its language.
_SUBJECTS = ("cookie", "consent", "gdpr", "privacy", "куки", "クッキー", "datenschutz", "partner")

_MAX_PART = 0.9  # a notice can be longer than the story; above this the name sits on the page's wrapper
_MAX_WALL = 6000  # characters
_MIN_PARAGRAPH = 60  # characters
_MIN_ABOUT = 0.6  # of a wall's paragraphs
_MIN_BUTTONS = 2
_PEEK = 12  # blocks from the start in which a notice names its subject


def find_consent(page: Survey, named: Sequence[Node]) -> Iterator[Finding]:
    """Elements named after a consent tool, or after cookies and a kind of notice, that speak of cookies."""
    end = 0
    for node in named:
        if node.first < end:
            continue
        words = set(node.words)
        if not _TOOLS.isdisjoint(words) and _is_wall(page, node):
            yield Finding(node.first, node.last, Role.CONSENT, "the page is a consent dialog", certain=True)
            return
        if (_TOOLS.isdisjoint(words) and _NOTICE.isdisjoint(words)) or not page.within(node, _MAX_PART):
            continue
        if _VENDORS.isdisjoint(words) and not _speaks_of_consent(page, node.first, node.last):
            continue
        end = node.last
        yield Finding(node.first, node.last, Role.CONSENT, reason(node, NAMES), certain=True)


def _is_wall(page: Survey, node: Node) -> bool:
    """Whether an element is the whole page, and a dialog about consent: its text speaks of it, its buttons ask for it.

    A privacy policy speaks of it too, at greater length and without the buttons.
    """
    size = page.size(node)
    if not _MAX_PART * page.chars[-1] < size <= _MAX_WALL:
        return False
    long = [block.text for block in page.blocks.items[node.first : node.last] if len(block.text) >= _MIN_PARAGRAPH]
    about = [text for text in long if any(subject in text.casefold() for subject in _SUBJECTS)]
    buttons = sum([inner.tag == "button" and node.first <= inner.first < inner.last <= node.last
                   for inner in page.blocks.nodes])  # fmt: skip
    return sum(map(len, about)) > _MIN_ABOUT * sum(map(len, long)) and buttons >= _MIN_BUTTONS


def _speaks_of_consent(page: Survey, first: int, last: int) -> bool:
    text = " ".join([block.text[:300] for block in page.blocks.items[first : min(last, first + _PEEK)]]).casefold()
    return any(subject in text for subject in _SUBJECTS)
