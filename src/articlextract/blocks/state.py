"""A story in the state that a single-page application is sent with: `__NEXT_DATA__`, `__NUXT__` and their like.

Such state is mostly data: menus, translations, prices, teasers of other pages. A story is told apart
by where it stands: in one list or record that holds nearly all of the running text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ..statements import plain_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_STORY = 500_000  # characters
_MAX_SCRIPTS = 60
_MAX_SCRIPT = 8_000_000  # characters
_MAX_VALUES = 200_000
_MIN_PROSE = 60  # characters of a string that can be a sentence
_MIN_STORY = 400  # characters; shorter texts are teasers, notices, settings
_MIN_PARAGRAPHS = 3
_MOST = 0.7  # of the running text; the rest are teasers and notices
_MIN_SPACES = 1 / 12  # of the characters of a script with spaces; tokens, addresses and code have fewer
_STATE = re.compile(r"(?:window|self|globalThis)(?:\.|\[[\"'])_{0,3}[A-Za-z_$][\w$]{2,60}(?:[\"']\])?\s*=\s*")
_PARSE = re.compile(r"JSON\.parse\(\s*(?=[\"'])")
_PUSH = re.compile(r"self\.__next_f\.push\(\s*(?=\[)")
_CODE = ("function(", "=>", "{{", "</script", '{"', "://")
_TEXT_KEYS = frozenset(
    """body content text html markdown description paragraph paragraphs value children caption quote heading title
    headline lead summary intro standfirst answer question message post""".split()
)
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)  # numbers are not wanted

Path = tuple[str, ...]  # keys from the top; an index is "[]"


class _String(NamedTuple):
    path: Path
    holder: tuple[int, ...]  # numbers of the containers around it, outermost first
    text: str


def state_story(root: Element) -> list[str]:
    """Paragraphs of the story that the page's scripts hold as data; empty where none stands out."""
    strings = list(islice(_strings(_values(root)), _MAX_VALUES))
    prose = [string for string in strings if _is_prose(string.text)]
    container = _narrowest(prose)
    told = [string for string in prose if container in string.holder]
    if sum(len(string.text) for string in told) < _MIN_STORY or not _is_told(told):
        return []
    lines: list[str] = []
    for string in strings:
        if container in string.holder and (string.path[-1] in _TEXT_KEYS or _is_prose(string.text)):
            lines += plain_lines(string.text[:MAX_STORY])
    return list(dict.fromkeys(lines))


def _narrowest(prose: Sequence[_String]) -> int:
    """The number of the narrowest list or record that holds nearly all running text; 0 when there is none."""
    totals: Counter[int] = Counter()
    for string in prose:
        for number in string.holder:
            totals[number] += len(string.text)
    least = _MOST * sum(len(string.text) for string in prose)
    return max(
        (number for number, total in totals.items() if total >= least), default=0
    )  # the inner are numbered later


def _is_told(prose: Sequence[_String]) -> bool:
    """Whether it is more than notices and labels: one long text, or several under one key."""
    return max(len(string.text) for string in prose) >= _MIN_STORY or (
        max(Counter(string.path for string in prose).values()) >= _MIN_PARAGRAPHS
    )


def _values(root: Element) -> Iterator[Any]:
    """What the page's scripts hold as JSON."""
    pushed: list[str] = []
    for script in islice(root.iter("script"), _MAX_SCRIPTS):
        text = script.text or ""
        if not text or len(text) > _MAX_SCRIPT:
            continue
        kind = (script.get("type") or "").strip().lower()
        if kind.endswith("json") and not kind.endswith("ld+json"):
            yield _decoded(text, 0)
        elif found := _PUSH.match(text.lstrip()):
            value = _decoded(text.lstrip(), found.end())
            if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
                pushed.append(value[1])
        else:
            for found in islice(_STATE.finditer(text), _MAX_SCRIPTS):
                yield _assigned(text, found.end())
    for line in "".join(pushed).split("\n"):
        _, mark, value = line.partition(":")
        if mark and value[:1] in ("[", "{"):
            yield _decoded(value, 0)


def _assigned(text: str, at: int) -> Any:
    """The value that a script assigns there: JSON, or JSON in a string."""
    wrapped = _PARSE.match(text, at)
    if not wrapped:
        return _decoded(text, at)
    inner = _decoded(text, wrapped.end())
    return _decoded(inner, 0) if isinstance(inner, str) else None


def _decoded(text: str, at: int) -> Any:
    """The JSON value that begins there; None when there is none."""
    start = at + len(text[at : at + 100]) - len(text[at : at + 100].lstrip())
    if text[start : start + 1] not in ("{", "[", '"'):
        return None
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _strings(values: Iterator[Any]) -> Iterator[_String]:
    """All strings of the values in order, walked without recursion."""
    number = 0
    for value in values:
        stack: list[tuple[Path, tuple[int, ...], Any]] = [((), (), value)]
        while stack:
            path, holder, item = stack.pop()
            if isinstance(item, str):
                yield _String(path, holder, item)
            elif isinstance(item, (dict, list)) and len(path) < 60:
                number += 1
                below = (*holder, number)
                inner = item.items() if isinstance(item, dict) else (("[]", each) for each in item)
                stack += [((*path, key), below, each) for key, each in reversed(list(inner))]


def _is_prose(text: str) -> bool:
    """Whether a string reads like sentences: spaces between words, and no code, address or data."""
    if len(text) < _MIN_PROSE or text.lstrip()[:1] in ("[", "{"):
        return False
    head = text[:2000]
    if "<p" in head:
        return True
    if any(mark in head[:400] for mark in _CODE):
        return False
    unspaced = sum("\u3040" <= char <= "\u9fff" for char in head[:200])
    return head.count(" ") >= len(head) * _MIN_SPACES or unspaced > 60
