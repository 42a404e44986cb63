"""What became of the page as a whole."""

from __future__ import annotations

from ..article import PageType, Status
from ..records import Blocks, Labels, Page, Role
from ._data import says_story
from ._gates import gate_offers
from ._roles import content_blocks

_MIN_BODY = 200  # characters; a page with less may be a shell that a script fills
_MIN_SCRIPTS = 3
_LONG_SCRIPT = 5_000  # characters; one that keeps robots out has more
_SHORT_STORY = 2500  # characters; what a paywalled page shows before it stops
_APP_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "react-root", "app-root", "gatsby"})
_MIN_LINKED = 0.5  # of a body's characters that are links on a page that only lists others
_MIN_PROSE, _PROSE_LINKS = 120, 0.3  # characters of a paragraph, and the share of them that may be links
_MAX_PROSE = 500  # characters of such paragraphs that a listing may begin with
# Not "cmp", which begins the names of a large content system's components: it made walls of 12 pages of wcxb-dev.
_CONSENT_NAMES = frozenset({"consent", "gdpr"})
_WHOLE = frozenset({"html", "body", "main", "article"})  # named for what the page is about, as tag-gdpr


def read_status(page: Page, blocks: Blocks, labels: Labels) -> Status:
    """How the reading went; `ok` unless there is a sign of something else."""
    if page.truncated:
        return Status.TRUNCATED
    content = content_blocks(labels)
    body = sum([len(blocks.items[i].text) for i in content])
    consent = sum(len(blocks[i].text) for i in labels.of(Role.CONSENT))
    if content and _is_consent(blocks, content[0], content[-1]):
        return Status.CONSENT_WALL
    if body < _MIN_BODY:
        if consent > max(body, _MIN_BODY):
            return Status.CONSENT_WALL
        if _waits_for_script(page, blocks):
            return Status.NEEDS_JAVASCRIPT
    if body < _SHORT_STORY and _is_paywalled(page, blocks):
        return Status.PAYWALLED
    if not body:
        return Status.EMPTY
    return Status.NOT_ARTICLE if _is_list_of_links(page, blocks, labels, content) else Status.OK


def read_text_status(page: Page, labels: Labels) -> Status:
    """The same of a text, which has none of those signs but that nothing, or not all of it, was read."""
    if page.truncated:
        return Status.TRUNCATED
    return Status.OK if labels.of(Role.CONTENT) else Status.EMPTY


def _is_list_of_links(page: Page, blocks: Blocks, labels: Labels, content: tuple[int, ...]) -> bool:
    """Whether the page is a front page, a listing or search results: its type, and a body of links without prose.

    A page that says of itself that it is a story is one, whatever its body.
    """
    if labels.page_type not in (PageType.LISTING, PageType.COLLECTION) or says_story(page):
        return False
    text = linked = prose = 0
    for i in content:
        block = blocks.items[i]
        text += len(block.text)
        linked += block.link_chars
        if len(block.text) >= _MIN_PROSE and block.link_chars < _PROSE_LINKS * len(block.text):
            prose += len(block.text)
    return linked >= _MIN_LINKED * text and prose <= _MAX_PROSE


def _is_consent(blocks: Blocks, first: int, last: int) -> bool:
    """Whether all that was taken for a story stands in an element named for consent."""
    return any(
        not _CONSENT_NAMES.isdisjoint(node.words) and node.first <= first and last < node.last
        for node in blocks.ancestors(blocks[first].node)
        if node.tag not in _WHOLE
    )


def _waits_for_script(page: Page, blocks: Blocks) -> bool:
    """Hardly any text, and an empty application root, a `<noscript>` that asks for JavaScript, or only scripts."""
    if sum(len(block.text) for block in blocks) > 2 * _MIN_BODY:
        return False
    for node in blocks.nodes:
        if node.tag == "noscript" and any("javascript" in b.text.lower() for b in blocks.items[node.first : node.last]):
            return True
        if node.first == node.last and node.tag == "div" and node.element.get("id") in _APP_ROOTS:
            return sum(1 for _ in page.root.iter("script")) >= 1
    if len(blocks):
        return False
    scripts = [len(script.text or "") for script in page.root.iter("script")]
    return len(scripts) >= _MIN_SCRIPTS or max(scripts, default=0) >= _LONG_SCRIPT


def _is_paywalled(page: Page, blocks: Blocks) -> bool:
    """Whether the page says that its story is sold; in doubt the sign on the page counts, not the metered plan."""
    offers = gate_offers(page, blocks)
    return any(sold and offer.raw != "metered" for sold, offer in offers)
