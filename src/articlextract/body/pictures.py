"""Which pictures belong to the body."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..article import PLAY, Image, Span
from ..attributes import attributes_of
from ..records import Blocks, Media, Page, Role
from ..sums import chars_before
from ..urls import picture_url
from .make import make_image
from .tex import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element as Element

# Pixels. Icons, avatars and emoji are up to 64 wide; pictures of a story are not under 100.
MIN_SIDE = 80
MAX_CAPTION_BLOCKS = 8
MAX_FIGURE_CLIMB = 8
MAX_CLIMB = 25  # wrappers between a picture and the text around it; real pages have up to 12
MIN_KEPT = 0.5  # share of the surrounding text that is content
NO_FORMULAS: Mapping[Element, str | None] = MappingProxyType({})

_NO_PICTURE = frozenset(
    """icon icons ico avatar gravatar logo emoji smiley smilies spinner loader pixel tracking badge badges sprite rating
    stars ad ads advert advertisement sponsor banner share social author byline related button btn""".split()
)

_SAID = frozenset({"width", "height", "class", "role", "alt"})
_CAPTION_ROLES = frozenset({Role.CONTENT, Role.CAPTION, Role.BYLINE, Role.DATE, Role.LEGAL, Role.HIDDEN, Role.OTHER})
# Whose text speaks for or against a picture beside it.
_SPEAKING = frozenset(Role) - {Role.CAPTION, Role.TITLE, Role.HIDDEN}


class Picture(NamedTuple):
    """A picture, film or formula of the body: it stands before block `before`, inside node `node`."""

    before: int
    node: int
    figure: int  # the <figure> around it, or -1
    image: Image | None
    span: Span | None = None  # of a film its link, of a formula its TeX


def read_pictures(
    page: Page,
    blocks: Blocks,
    roles: tuple[Role, ...],
    kept: Sequence[int],
    formulas: Mapping[Element, str | None] = NO_FORMULAS,
) -> list[Picture]:
    """The pictures and films that stand inside or right beside the content, in page order, each once.

    A picture belongs to the body when the text nearest to it, in the smallest element that holds
    both, is mostly content. So one in a card, an author box or a banner does not.
    `kept[i]` is the number of content characters before block i; there are some. `formulas` are the
    pictures of TeX, None for those that stand in the text as what they are.
    """
    lowest, highest = _borders(roles)
    pictures: list[Picture] = []
    seen: set[str] = set()
    every: list[int] = []
    for media in blocks.media:
        if media.before < lowest or media.before > highest:
            continue
        film = None if media.tag == "img" else _read_film(page, media)
        says = attributes_of(media.element, _SAID) if film is None else {}
        if film is None and (media.tag != "img" or _is_ornament(says)):
            continue
        if not every:
            every = chars_before(blocks.items, roles, _SPEAKING)
        figure = _find_figure(blocks, roles, media, kept, every)
        if figure is None:
            continue
        if media.element in formulas:
            tex = formulas[media.element]
            pictures += [Picture(media.before, media.node, -1, None, Span(tex, None, MARK))] if tex else []
            continue
        url = film.href if film else picture_url(media.element, page.base_url)
        if not url or url in seen or (film is None and _is_bare_gif(says, url)):
            continue
        seen.add(url)
        image = None if film else _read_image(says, url)
        pictures.append(Picture(media.before, media.node, -1 if film else figure, image, film))
    return pictures


def _read_film(page: Page, media: Media) -> Span | None:
    """What stands in the text for a film, a recording or a post."""
    from ..players import read_player  # half of the pages have none; 1 ms of a program's start

    embed = read_player(media.element, page.base_url)
    return Span(embed.title or PLAY, embed.url) if embed else None


def _borders(roles: tuple[Role, ...]) -> tuple[int, int]:
    """The first and last place for a picture: right beside the content, or with its title or a caption between."""
    content = Role.CONTENT
    lowest, highest = roles.index(content), len(roles) - roles[::-1].index(content)
    while lowest > 0 and roles[lowest - 1] in (Role.CAPTION, Role.TITLE, Role.HIDDEN):
        lowest -= 1
    while highest < len(roles) and roles[highest] is Role.CAPTION:
        highest += 1
    return lowest, highest


def _find_figure(
    blocks: Blocks, roles: Sequence[Role], media: Media, kept: Sequence[int], every: Sequence[int]
) -> int | None:
    """The <figure> around a picture, -1 when there is none, or None when the picture is not of the body."""
    figure = _figure_around(blocks, roles, media.node)
    index = blocks.nodes[figure].parent if figure >= 0 else media.node
    for _ in range(MAX_CLIMB):
        if index < 0:
            return None
        node = blocks.nodes[index]
        text = every[node.last] - every[node.first]
        if text:
            return figure if kept[node.last] - kept[node.first] >= MIN_KEPT * text else None
        if not _NO_PICTURE.isdisjoint(node.words):
            return None
        index = node.parent
    return None


def _figure_around(blocks: Blocks, roles: Sequence[Role], index: int) -> int:
    """The nearest <figure> that holds nothing but pictures, captions and credits, or -1."""
    for _ in range(MAX_FIGURE_CLIMB):
        if index < 0:
            return -1
        node = blocks.nodes[index]
        if node.tag == "figure":
            is_short = node.last - node.first <= MAX_CAPTION_BLOCKS
            return index if is_short and _CAPTION_ROLES.issuperset(roles[node.first : node.last]) else -1
        index = node.parent
    return -1


def _is_ornament(says: Mapping[str, str]) -> bool:
    """Whether an `<img>` says that it is an icon, an avatar, a tracking pixel, or there for the looks."""
    for name in ("width", "height"):
        value = says.get(name)
        size = _pixels(value) if value else None
        if size is not None and size < MIN_SIDE:
            return True
    names = says.get("class")
    if names and not _NO_PICTURE.isdisjoint(names[:200].lower().replace("-", " ").replace("_", " ").split()):
        return True
    return says.get("role") == "presentation"


def _is_bare_gif(says: Mapping[str, str], url: str) -> bool:
    """Whether a picture is a GIF without a word about it: rules, corners and dots of old layouts."""
    return url.lower().endswith(".gif") and not says.get("alt", "").strip()


def _read_image(says: Mapping[str, str], url: str) -> Image:
    alt = " ".join(says.get("alt", "").split())
    return make_image(url, alt or None, _pixels(says.get("width")), _pixels(says.get("height")))


def _pixels(value: str | None) -> int | None:
    """`640` or `640px` -> 640; None for per cents and the like."""
    if not value:
        return None
    number = value.strip()[:8].removesuffix("px").strip()
    return int(number) if number.isdecimal() and number.isascii() and int(number) else None
