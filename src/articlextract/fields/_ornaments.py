"""Pictures that are no part of a story: icons, faces beside a name, logos, pictures of cards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from ..records import Blocks, Labels, Media, Role
from ..sums import chars_before
from ._memo import once

_NAMES = frozenset(
    """avatar avatars gravatar userpic userpics headshot mugshot icon icons ico logo logos emoji emoticon emoticons
    smiley smilies badge badges spinner loader sprite rating stars byline sponsor sponsored advert advertisement
    profilepic authorimage reactions""".split()
)
_PEOPLE = frozenset({"author", "authors", "user", "member", "poster", "profile", "contributor", "writer"})
"""Names of boxes whose picture is a face."""
_ADDRESS = re.compile(
    r"(?:^|[/_.-])(?:icons?|ico|avatars?|gravatar|logos?|emoticons?|emojis?|smil(?:ey|ies)|badges?|headshots?|byline"
    r"|userpics?|placeholder|spinner|sprite|blank|spacer|trans|pixel|arrow|play[-_]button|feed|rss)(?:[/_.-]|\d*\.\w{3,4}$)",
    re.IGNORECASE,
)
_MARKS = tuple(
    """ico avatar logo emo smil badge headshot byline userpic placeholder spinner sprite blank spacer trans pixel arrow
    play feed rss""".split()
)
"""One of these is in each such address; asked first."""
_FACES = ("avatar", "profile pic", "profilbild", "photo de profil", "foto de perfil", "headshot")
_OWN = frozenset({Role.CONTENT, Role.CAPTION, Role.TITLE})
_FOREIGN = frozenset(Role) - _OWN - {Role.OTHER, Role.DATE, Role.HIDDEN}
_MIN_SIDE = 80  # pixels; a face is up to 64, a picture of a story not under 100
_SIZE = re.compile(r"[?&/,](?:w|width|h|height)[=_](\d{1,3})(?!\d)", re.IGNORECASE)
_MIN_SIZE = 80  # pixels asked for in an address; story pictures are never as small
_CLIMB = 3  # elements above a picture whose names are looked at
_MAX_CLIMB = 25  # elements between a picture and the text around it


def is_ornament(blocks: Blocks, media: Media, given: Mapping[str, str], url: str) -> bool:
    """Whether the names of a picture with such attributes, of what holds it, or of its address say that it is none of
    a story.
    """
    words = f"{given.get('class', '')} {given.get('id', '')}".lower().replace("_", "-").replace("-", " ").split()
    if not _NAMES.isdisjoint(words) or not _PEOPLE.isdisjoint(words) or given.get("role") == "presentation":
        return True
    shown = given.get("alt", "")[:80].lower()
    if (shown and [mark for mark in _FACES if mark in shown]) or _is_small(given):
        return True
    for node in islice(blocks.ancestors(media.node), _CLIMB):
        if node.tag in ("figure", "article", "main", "body"):
            break
        if node.words and (not _NAMES.isdisjoint(node.words) or not _PEOPLE.isdisjoint(node.words)):
            return True
    address = url.partition("?")[0].partition("//")[2].partition("/")[2]
    address = address[-120:].lower()
    if [mark for mark in _MARKS if mark in address] and _ADDRESS.search(address):
        return True
    size = _SIZE.search(url[-300:])
    return size is not None and 0 < int(size[1]) < _MIN_SIZE


def _is_small(given: Mapping[str, str]) -> bool:
    sides = [given.get(name, "").strip().removesuffix("px") for name in ("width", "height")]
    return any(side.isdecimal() and len(side) < 5 and int(side) < _MIN_SIDE for side in sides)


def is_of_story(blocks: Blocks, labels: Labels, media: Media) -> bool:
    """Whether the text nearest to a picture is the story's, its headline or its caption, not a card's or a byline."""
    story, foreign = _sums(labels, blocks)
    for node in islice(blocks.ancestors(media.node), _MAX_CLIMB):
        own = story[node.last] - story[node.first]
        other = foreign[node.last] - foreign[node.first]
        if own or other:
            return own >= other
    return False


@once
def _sums(labels: Labels, blocks: Blocks) -> tuple[list[int], list[int]]:
    """Characters before each block of the story, and of what is none of it."""
    return chars_before(blocks.items, labels.roles, _OWN), chars_before(blocks.items, labels.roles, _FOREIGN)
