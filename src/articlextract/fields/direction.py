"""Which way the lines of the story run."""

from __future__ import annotations

import re
import unicodedata

from ..article import Direction
from ..records import Blocks, Found, Labels, Page
from ._evidence import Offer, found
from ._roles import content_blocks

_SAMPLE = 200  # characters of the story that are counted
_MIN_LETTERS = 20
_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "iw", "ur", "ps", "ckb", "yi", "dv", "ug", "sd", "syr", "arc"})
_LATIN = re.compile("[A-Za-z]+")
_RTL = frozenset({"R", "AL"})


def find_direction(page: Page, blocks: Blocks, labels: Labels) -> Found[Direction] | None:
    """The direction of most of the story's letters, else `dir` of `<html>` or `<body>`, else the language's."""
    offers = []
    sample = _sample(blocks, labels)
    if sample:
        right = 0 if sample.isascii() or max(sample) <= "\u0590" else sum(map(_is_right_to_left, sample))
        share = right / len(sample)
        offers.append(Offer("text", "rtl" if share > 0.5 else "ltr", max(share, 1 - share)))
    root = page.root
    for name, element in (("html", root), ("body", next(root.iterchildren("body"), None))):
        stated = (element.get("dir") or "").strip().lower() if element is not None else ""
        if stated in ("ltr", "rtl"):
            offers.append(Offer(f"{name}:dir", stated, 0.7))
    language = (page.structured.language or "").partition("-")[0].lower()
    if language:
        offers.append(Offer("html:lang", "rtl" if language in _RTL_LANGUAGES else "ltr", 0.5))
    if not offers:
        return None
    return found(Direction.RTL if offers[0].raw == "rtl" else Direction.LTR, offers[0], offers[1:])


def _is_right_to_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in _RTL


def _sample(blocks: Blocks, labels: Labels) -> str:
    """Letters of the beginning of the story; "" when there are too few to tell."""
    letters = ""
    for i in content_blocks(labels):
        text = blocks.items[i].text[:_SAMPLE]
        letters += "".join(_LATIN.findall(text) if text.isascii() else filter(str.isalpha, text))
        if len(letters) >= _SAMPLE:
            break
    return letters[:_SAMPLE] if len(letters) >= _MIN_LETTERS else ""
