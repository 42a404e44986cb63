"""TeX as pages hold it: between delimiters in the text, or in an attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..article import Mark, Span
from .make import make_span

MAX_TEX = 4000  # characters of one formula
MARK = (Mark.MATH,)

_BOUNDS = {"\\(": "\\)", "\\[": "\\]", "$$": "$$", "$": "$"}
_OPENING = re.compile(r"\\\(|\\\[|\$\$?")
_DISPLAY = re.compile(r"\\(?:display|text|script)style(?![A-Za-z])\s*")
# What makes a run of characters a formula: a command, an index, an exponent, a relation, or one letter alone.
_LOOKS_LIKE = re.compile(r"\\[A-Za-z]|[\^_=<>]|^\s*[A-Za-z]\s*$")
# Between single dollars, which also part prices, only what has nothing to do with money.
_SURELY = re.compile(r"\\[A-Za-z]{2}|[\^_][A-Za-z0-9{\\]|^[A-Za-z]$|^[A-Za-z]\s?=")

# Markdown would read these as its own marks; a blank there means nothing in TeX.
_GUARDS = (
    (re.compile(r"(?<![A-Za-z0-9\s])_(?=\S)"), "_ "),
    (re.compile(r"<(?=[A-Za-z/!?])"), "< "),
    (re.compile(r"&(?=#?\w)"), "& "),
    (re.compile(r"\](?=[(\[:])"), "] "),
    (re.compile(r"~(?=~)"), "~ "),
    (re.compile(r"(?<!\\)\s*\*\s*"), " * "),
)


def clean_tex(tex: str | None) -> str | None:
    r"""A formula on one line without delimiters, or None when there is none to speak of.

    >>> clean_tex("{\\displaystyle E=mc^{2}}"), clean_tex("$a$"), clean_tex(" ")
    ('E=mc^{2}', 'a', None)
    """
    text = " ".join((tex or "").replace("\0", "").replace("`", "'").split())
    if not text or len(text) > MAX_TEX:
        return None
    for start, end in _BOUNDS.items():
        if text.startswith(start) and text.endswith(end) and len(text) > len(start) + len(end):
            text = text[len(start) : -len(end)].strip()
            break
    if text.startswith("{\\displaystyle") and text.endswith("}"):
        text = text[1:-1]
    text = _DISPLAY.sub("", text).strip()
    if not text or "$" in text:
        return None
    for pattern, guarded in _GUARDS:
        text = pattern.sub(guarded, text)
    return text.strip()


def may_hold_tex(text: str) -> bool:
    """Whether it is worth looking for formulas."""
    return "$" in text or "\\(" in text or "\\[" in text


def mark_tex(spans: Iterable[Span]) -> tuple[Span, ...]:
    r"""The spans, with the formulas that stand between TeX's delimiters apart.

    >>> [span.text for span in mark_tex([Span("Let \\(x^2\\) cost $5 or $6.")])]
    ['Let ', 'x^2', ' cost $5 or $6.']
    """
    result: list[Span] = []
    for span in spans:
        if Mark.CODE in span.marks or Mark.MATH in span.marks or not may_hold_tex(span.text):
            result.append(span)
            continue
        for text, is_tex in _split(span.text):
            result.append(make_span(text, None if is_tex else span.href, MARK if is_tex else span.marks))
    return tuple(result)


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of prose and of TeX in turn; each delimiter is looked for once, from left to right."""
    plain = at = 0
    while opening := _OPENING.search(text, at):
        closing = _BOUNDS[opening[0]]
        stop = text.find(closing, opening.end(), opening.end() + MAX_TEX)
        inner = text[opening.end() : stop] if stop >= 0 else ""
        tex = clean_tex(inner) if _is_formula(inner, opening[0]) else None
        if not tex:
            at = opening.end()
            continue
        if opening.start() > plain:
            yield text[plain : opening.start()], False
        yield tex, True
        plain = at = stop + len(closing)
    if plain < len(text):
        yield text[plain:], False


def _is_formula(inner: str, opening: str) -> bool:
    if opening == "$":
        return bool(inner) and not inner[0].isspace() and not inner[-1].isspace() and bool(_SURELY.search(inner))
    return bool(_LOOKS_LIKE.search(inner))
