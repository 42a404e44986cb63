"""What a page says about where to go on: `<meta http-equiv=refresh>`, the canonical page, the AMP page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import urldefrag, urljoin

from ..records import RawPage

_HEAD = 65_536  # bytes looked at; hints stand in the head
_MAX_TAGS = 300
_MAX_WAIT = 10.0  # seconds; a refresh after more is a page that renews itself, or a farewell

_SILENT = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1\b|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(meta|link)\b([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,40})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_REFRESH = re.compile(r"\s*([\d.]{1,10})\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)


def find_hint(page: RawPage, wanted: Sequence[str]) -> tuple[str, str] | None:
    """The first hint of the kinds wanted that leads elsewhere: its kind, and the URL as written."""
    if not wanted:
        return None
    found = _hints(page.data[:_HEAD].decode("utf-8", "replace"))
    here = urldefrag(page.url or "").url
    for kind in ("refresh", *wanted):  # a refresh before all else: what it stands on is no page
        target = found.get(kind) if kind in wanted else None
        if target and not _same(here, target):
            return kind, target
    return None


def _same(here: str, target: str) -> bool:
    try:
        return urldefrag(urljoin(here, target)).url == here
    except ValueError:
        return False


def _hints(head: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for count, tag in enumerate(_TAG.finditer(_SILENT.sub(" ", _without_comments(head)))):
        if count >= _MAX_TAGS:
            break
        values = {
            name.lower(): unescape(double or single or bare).strip()
            for name, double, single, bare in _ATTRIBUTE.findall(tag.group(2))
        }
        if values.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.match(values.get("content", ""))):
            if _seconds(match.group(1)) <= _MAX_WAIT:
                found.setdefault("refresh", match.group(2).strip())
        elif tag.group(1).lower() == "link" and values.get("href"):
            for rel, kind in (("canonical", "canonical"), ("amphtml", "amp")):
                if rel in values.get("rel", "").lower().split():
                    found.setdefault(kind, values["href"])
    return found


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return _MAX_WAIT + 1


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)
