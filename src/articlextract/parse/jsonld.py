"""JSON-LD: the objects of a page's `application/ld+json` scripts, in spite of how they are written.

A script is parsed once with the standard parser; only what that refuses goes to the lenient one.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..records import DataNode

MAX_SCRIPT_CHARS = 2_000_000
MAX_PAGE_CHARS = 4_000_000  # parsed JSON takes some thirty times its size in memory
MAX_DEPTH = 64  # containers in containers; deeper ones become None
MAX_NODES = 2_000
_MAX_INT_DIGITS = 18  # surely fits 64 bits; longer "numbers" are identifiers, kept as text
_MAX_NUMBER_CHARS = 100
_MAX_MERGES = 1_000
_MAX_MERGED_KEYS = 200

# Escapes that a string must not keep: surrogates (a pair is joined by the parser, a lone one is not), and NUL.
_BAD_ESCAPE = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_BAD_CHAR = re.compile("[\ud800-\udfff\0]")
_ENTITY_QUOTES = re.compile(r"\s*[\[{]+\s*&(?:quot|#34|#x22);")

Found = list[tuple[str, dict[str, Any]]]


def read_jsonld(scripts: Iterable[str]) -> tuple[DataNode, ...]:
    """All typed and untyped objects at the top of each script, its `@graph` members, and their main entities.

    References by `@id`, within a script or across, are resolved one level deep.
    """
    found: Found = []
    budget = MAX_PAGE_CHARS
    for index, script in enumerate(scripts):
        budget -= len(script)
        if len(script) > MAX_SCRIPT_CHARS or budget < 0 or len(found) >= MAX_NODES:
            continue
        _collect(parse_script(script), f"json-ld[{index}]:$" if index else "json-ld:$", found)
    resolve = _Resolver(found)
    return tuple(
        DataNode(path, type_names(value.get("@type")), resolve(value))
        for path, value in _with_main_entities(found[:MAX_NODES])
    )


def parse_script(text: str) -> Any:
    """The value of one script; None when there is nothing to read in it.

    Numbers that JSON writers choke on become None (NaN, infinity) or text (beyond 18 digits).
    """
    text = text.strip().lstrip("\ufeff")
    if not text:
        return None
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        value = _repaired(text)
    suspicious = text.count("{") + text.count("[") > MAX_DEPTH or _BAD_ESCAPE.search(text)
    return _cleaned(value) if suspicious else value


def type_names(value: Any) -> tuple[str, ...]:
    """The schema.org names in an `@type` or `itemtype`.

    >>> type_names(["https://schema.org/NewsArticle", "schema:Report"])
    ('NewsArticle', 'Report')
    """
    values = value if isinstance(value, list) else [value]
    names = (re.split(r"[/#:]", v[:300].strip().rstrip("/"))[-1] for v in values[:20] if isinstance(v, str))
    return tuple(name for name in names if name)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MAX_INT_DIGITS else digits[:_MAX_NUMBER_CHARS]


def _number(digits: str) -> float | None:
    number = float(digits) if len(digits) <= _MAX_NUMBER_CHARS else math.inf
    return number if math.isfinite(number) else None


_DECODER = json.JSONDecoder(strict=False, parse_int=_integer, parse_float=_number, parse_constant=lambda _: None)


def _repaired(text: str) -> Any:
    from .lenient import read_all  # of few pages; that, and the names of all entities, take two milliseconds to load

    if _ENTITY_QUOTES.match(text):
        from html import unescape

        text = unescape(text)
    elif text.startswith(('{\\"', '[{\\"')):
        text = text.replace('\\"', '"')
    if "<![CDATA[" in text:
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    values = read_all(text)
    return values[0] if len(values) == 1 else values


def _cleaned(value: Any) -> Any:
    """The same value without lone surrogates and NULs, and cut at MAX_DEPTH. In place, without recursion."""
    holder = [value]
    stack: list[tuple[Any, int]] = [(holder, 0)]
    while stack:
        container, depth = stack.pop()
        for key, member in list(container.items() if isinstance(container, dict) else enumerate(container)):
            if isinstance(key, str) and _BAD_CHAR.search(key):
                del container[key]
                key = _BAD_CHAR.sub("\ufffd", key)
                container[key] = member
            if isinstance(member, str):
                if _BAD_CHAR.search(member):
                    container[key] = _BAD_CHAR.sub("\ufffd", member)
            elif isinstance(member, (dict, list)):
                if depth < MAX_DEPTH:
                    stack.append((member, depth + 1))
                else:
                    container[key] = None
    return holder[0]


def _collect(value: Any, path: str, found: Found, depth: int = 0) -> None:
    """Objects in lists and graphs, to a depth that no honest page passes."""
    if isinstance(value, list) and depth < 4:
        for index, member in enumerate(value[:MAX_NODES]):
            _collect(member, f"{path}[{index}]", found, depth + 1)
    elif isinstance(value, dict):
        graph = value.get("@graph")
        if not isinstance(graph, (list, dict)):
            found.append((path, value))
            return
        if value.get("@type"):
            found.append((path, value))
        _collect(graph, f"{path}.@graph", found, depth + 1)


def _with_main_entities(found: Found) -> Found:
    """Each object, followed by what it says it is mainly about, if that is written out there."""
    out: Found = []
    for path, value in found:
        out.append((path, value))
        for key in ("mainEntity", "mainEntityOfPage"):
            entity = value.get(key)
            if isinstance(entity, dict) and entity.get("@type") and len(entity) > 2:  # more than @type and @id
                out.append((f"{path}.{key}", entity))
    return out


class _Resolver:
    """Replaces `{"@id": x}`, alone or with a few keys of its own, by the object that x names."""

    def __init__(self, found: Found) -> None:
        self.known: dict[str, dict[str, Any]] = {}
        self.merges = 0
        for _, value in found:
            self._learn(value)
            for member in value.values():
                if isinstance(member, dict):
                    self._learn(member)

    def _learn(self, value: dict[str, Any]) -> None:
        name = value.get("@id")
        if isinstance(name, str) and len(value) > max(1, len(self.known.get(name, ()))):
            self.known[name] = value

    def __call__(self, value: dict[str, Any]) -> Mapping[str, Any]:
        changed: dict[str, Any] = {}
        for key, member in value.items():
            if isinstance(member, dict):
                if (target := self._target(member, value)) is not None:
                    changed[key] = target
            elif isinstance(member, list) and self.known:
                new = [self._target(m, value) or m if isinstance(m, dict) else m for m in member]
                if any(a is not b for a, b in zip(new, member, strict=True)):
                    changed[key] = new
        return {**value, **changed} if changed else value

    def _target(self, member: dict[str, Any], owner: dict[str, Any]) -> dict[str, Any] | None:
        name = member.get("@id")
        target = self.known.get(name) if isinstance(name, str) else None
        if target is None or target is member or target is owner:
            return None
        if len(member) == 1:
            return target
        self.merges += 1
        if self.merges > _MAX_MERGES or len(target) > _MAX_MERGED_KEYS:
            return None
        return {**target, **member}
