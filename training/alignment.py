"""Where the labels fail: pages whose annotated text is not to be found among their blocks, and why."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from articlextract.parse import parse_page
from articlextract.records import RawPage

from .examples import Source
from .labels import tokens
from .matrices import Dataset

LEAST_FOUND = 0.8  # of the annotated tokens; with less, a page's labels are said to fail
_HALF = 0.5


class Failure(NamedTuple):
    corpus: str
    id: str
    kind: str  # the annotated page type
    found: float  # share of the annotated tokens that labelled blocks hold
    reason: str


def failures(data: Dataset) -> list[Failure]:
    """The pages with annotated text of which less than LEAST_FOUND is found, in page order."""
    out = []
    for page, source in enumerate(data.sources):
        if "text" not in source.gold:
            continue
        wanted = tokens(source.gold["text"])
        rows = data.rows(page)
        matched = float((data.shares[rows] * data.tokens[rows]).sum())
        found = matched / len(wanted) if wanted else 1.0
        if wanted and found < LEAST_FOUND:
            out.append(Failure(source.corpus, source.id, source.gold.get("type", ""), found, _reason(source, wanted)))
        elif not wanted:
            out.append(Failure(source.corpus, source.id, source.gold.get("type", ""), 0.0, "nothing is annotated"))
    return out


def _reason(source: Source, wanted: list[str]) -> str:
    """Why the blocks do not hold the text, by where its words stand in the file."""
    page = parse_page(RawPage(source.html, url=source.url or None), max_bytes=len(source.html))
    elements = [element for element in page.root.iter("*") if element.tag not in ("script", "style")]
    shown = Counter(tokens(" ".join(f"{element.text or ''} {element.tail or ''}" for element in elements)))
    if _held(wanted, shown) >= LEAST_FOUND:
        return "its words are there, in another order or in pieces"
    written = Counter(tokens(source.html.decode(page.encoding or "utf-8", "replace")))
    if _held(wanted, written) >= LEAST_FOUND:
        return "only in attributes, scripts or comments"
    return "hardly any of it is in the file" if _held(wanted, written) < _HALF else "a part of it is not in the file"


def _held(wanted: list[str], there: Counter[str]) -> float:
    """The share of the wanted tokens that are there, each as often as it is wanted."""
    return sum((Counter(wanted) & there).values()) / len(wanted)


def report(found: list[Failure], pages: int) -> str:
    """The card's words: how many, why, and which."""
    counts = Counter(failure.reason for failure in found)
    lines = [
        f"Of {pages} pages with annotated text, {len(found)} have less than {LEAST_FOUND:.0%} of it in their blocks:",
        "",
    ]
    for reason, count in counts.most_common():
        ids = ", ".join(f"{failure.corpus}/{failure.id}" for failure in found if failure.reason == reason)
        lines.append(f"- {count} · {reason}: {ids}")
    return "\n".join(lines)
