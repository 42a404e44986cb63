"""The tables of docs/safety.md, written from the cases that the tests run."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from hostile.addresses import LITERALS, NAMES, UNUSABLE
from hostile.charsets import cases as charset_cases
from hostile.servers import Case, cases

from benchmarks.hostile.bombs import FAMILIES, SIZES, SWALLOWERS


def servers() -> str:
    """One row for each case of a server: what it does, and what comes of it."""
    lines = ["| server | outcome |", "| --- | --- |"]
    for group, found in groupby(cases(), key=lambda case: case.group):
        lines += [f"| **{group}** | |", *(f"| {_cell(case.name)} | {_outcome(case)} |" for case in found)]
    return "\n".join(lines)


def addresses() -> str:
    """The forms of addresses, grouped by what becomes of them."""
    answers = (f"`{' and '.join(texts)}` ({what})" for texts, what in NAMES)
    return "\n".join(
        (
            "| what | outcome |",
            "| --- | --- |",
            f"| {_listed(LITERALS)} | `blocked` or, where it is no URL, `address` |",
            f"| a name that answers with {', '.join(answers)} | `blocked` |",
            f"| {_listed(UNUSABLE)} | `address` |",
        )
    )


def bombs() -> str:
    """The families of page bombs."""
    kept = ", ".join(name for name in FAMILIES if name not in SWALLOWERS)
    swallowed = ", ".join(name for name in FAMILIES if name in SWALLOWERS)
    sizes = ", ".join(f"{size:,}" for size in SIZES)
    return "\n".join(
        (
            f"{len(FAMILIES)} families in sizes of {sizes} bytes.",
            "",
            "| family | outcome |",
            "| --- | --- |",
            f"| {kept} | the text before and after it is kept, or the status is `truncated` |",
            f"| {swallowed} | the text before it is kept; a browser shows no more |",
        )
    )


def charsets() -> str:
    """The charset cases, counted."""
    found = list(charset_cases())
    exact = sum(case.exact for case in found)
    return (
        f"{len(found)} pages: {exact} come out as they were written, and of the other {len(found) - exact} the ASCII "
        "does, where the page does not say its charset or holds bytes of two."
    )


TABLES = {"servers": servers, "addresses": addresses, "bombs": bombs, "charsets": charsets}


def _outcome(case: Case) -> str:
    if isinstance(case.promise, str) and case.promise == "ParseError":
        return "`ParseError`"
    kind = type(case.promise).__name__
    return f"status `{case.promise.value}`" if kind == "Status" else f"`{case.promise.value}`"  # type: ignore[union-attr]


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"`{_cell(host)}` ({what})" for host, what in pairs)


def _cell(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text).replace("|", "\\|").replace("\xff", "byte 255")
