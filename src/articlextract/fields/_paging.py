"""Addresses of the parts of one thing: "/story/2", "/thread/page-3", "/list?p=4"."""

from __future__ import annotations

import re
from functools import lru_cache

from ._urls import Address, split

_MARKED = re.compile(r"[/_,.-](?:page|seite|pagina|p|pg|part|teil|strona|sivu)[/_=-]?(\d{1,4})(?=\.\w{2,5}$|/?$)", re.I)
_BARE = re.compile(r"/(\d{1,2})/?$")
_BEFORE_ENDING = re.compile(r"[_,-](\d{1,2})(?=\.\w{2,5}$)")
_QUERY = re.compile(
    r"(?:^|&)(?:page|paged|p|pg|pag|pagina|seite|strona|pageno|pagenumber|pn|pi)=(\d{1,4})(?=&|$)", re.I
)
_STEP = re.compile(r"(?:^|&)(?:start|offset|from|first)=(\d{1,5})(?=&|$)", re.I)
_MAX_STEP = 200  # entries of a page of a list


def follows(url: str, here: str) -> bool:
    """Whether an address is that of the part after `here`.

    >>> follows("https://example.org/story/2", "https://example.org/story")
    True
    >>> follows("https://example.org/thread/page-4", "https://example.org/thread/page-3")
    True
    >>> follows("https://example.org/2024/05/other-story", "https://example.org/2024/05/story")
    False
    """
    there, at = split(url), split(here)
    if there is None or at is None or there.host != at.host:
        return False
    return any(
        path == own_path and query == own_query and 0 < number - own_number <= step
        for path, query, number, step in _readings(there)
        for own_path, own_query, own_number, _ in [*_readings(at), (*_bare(at), 1, 0)]
    )


@lru_cache(maxsize=16)
def next_numbers(here: str) -> tuple[str, ...]:
    """What must stand in the address of the next part, as one of these: a number, or the name of a step.

    >>> next_numbers("https://example.org/story")
    ('2', 'start=', 'offset=', 'from=', 'first=')
    """
    parts = split(here)
    numbers = {2, *(number + 1 for _, _, number, step in _readings(parts) if step == 1)} if parts else {2}
    return (*map(str, sorted(numbers)), "start=", "offset=", "from=", "first=")


def own_name(here: str) -> str:
    """What every part's address shares: the last part of the path without its number and ending; "" for the front.

    >>> own_name("https://example.org/2024/story_2.html"), own_name("https://example.org/thread/page-3")
    ('story', 'thread')
    """
    parts = split(here)
    paths = [_bare(parts)[0], *(path for path, _, number, _ in _readings(parts) if number)] if parts else [""]
    return min(paths, key=len).rpartition("/")[2].partition(".")[0]


def _bare(parts: Address) -> tuple[str, str]:
    return parts.path.rstrip("/"), parts.query


@lru_cache(maxsize=64)  # each link is compared with the page's own address
def _readings(parts: Address) -> list[tuple[str, str, int, int]]:
    """(path, query, number, how far the next one is) for each way to read an address as a numbered part."""
    path, query = _bare(parts)
    found = []
    for pattern in (_MARKED, _BARE, _BEFORE_ENDING):
        match = pattern.search(path[-200:])
        if match:
            rest = path[: len(path) - len(path[-200:]) + match.start()] + path[-200:][match.end() :]
            found.append((rest.rstrip("/"), query, int(match[1]), 1))
    for pattern, step in ((_QUERY, 1), (_STEP, _MAX_STEP)):
        match = pattern.search(query[:500])
        if match:
            rest = (query[: match.start()] + query[match.end() :]).strip("&")
            found.append((path, rest, int(match[1]), step))
    return found
