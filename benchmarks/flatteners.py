"""How crawlers flatten a page: the layouts that the line model is trained on and measured on.

`html_text` and `inscriptis` come with the extra `train`; the others are here or in the core's dependencies.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from articlextract.parse.decode import to_utf8

from .progress import track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .corpora import Page

_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_SILENT = frozenset("script style template svg math head title object iframe textarea".split())
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr""".split()
)


def soup_lines(html: str) -> str:
    """`BeautifulSoup(html).get_text("\\n")`: every text node a line."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml").get_text("\n")


def soup_glued(html: str) -> str:
    """`BeautifulSoup(html).get_text()`: what stood in two elements is one word."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml").get_text()


def html_text(html: str) -> str:
    """html_text's guessed layout: paragraphs set apart by a blank line."""
    import html_text as library

    return str(library.extract_text(html))


def inscriptis(html: str) -> str:
    """inscriptis' layout: indented as a terminal browser shows it, tables in columns."""
    from inscriptis import get_text

    return str(get_text(html))


def wet(html: str) -> str:
    """As Common Crawl's WET records look: `<title>` first, then a line a block, no blank lines, no indentation."""
    from lxml import etree

    root = etree.HTML(html.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    parts = [_SPACE.sub(" ", root.findtext(".//title") or ""), "\n"]
    depth = 0  # of silent elements
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event == "start":
            depth += tag in _SILENT
            parts.append("" if tag in _INLINE else "\n")
            parts.append("" if depth else _SPACE.sub(" ", element.text or ""))
            continue
        if event == "end":
            parts.append("" if tag in _INLINE else "\n")
            depth -= tag in _SILENT
        if element is not root:
            parts.append("" if depth else _SPACE.sub(" ", element.tail or ""))
    return "\n".join(line for line in (line.strip() for line in "".join(parts).split("\n")) if line)


METHODS: dict[str, Callable[[str], str]] = {
    "soup": soup_lines,
    "html_text": html_text,
    "inscriptis": inscriptis,
    "wet": wet,
    "glued": soup_glued,
}
"""Name -> layout. The bars are means over the first four; the glued one is reported beside them."""

SCORED = ("soup", "html_text", "inscriptis", "wet")


def flatten(html: bytes) -> dict[str, str]:
    """A page in every layout; empty where a library cannot read it."""
    text = to_utf8(html).data.decode("utf-8", "replace").replace("\0", "")
    return {name: _tried(method, text) for name, method in METHODS.items()}


def _tried(method: Callable[[str], str], text: str) -> str:
    try:
        return method(text).encode("utf-8", "replace").decode("utf-8")
    except (AssertionError, ValueError, TypeError, IndexError, RecursionError, AttributeError):  # what these raise
        return ""


def flattened(name: str, pages: Sequence[Page], folder: Path, jobs: int = 1) -> dict[str, dict[str, str]]:
    """Page id -> layout -> text for a corpus, kept in `folder` from one call to the next."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / f"{name}.parquet"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(jobs) as pool:
            texts = list(track(pool.map(flatten, [page.html for page in pages], chunksize=8), len(pages), name))
        rows = [{"id": page.id, **text} for page, text in zip(pages, texts, strict=True)]
        part = path.with_suffix(".part")
        pq.write_table(pa.Table.from_pylist(rows), part, compression="zstd")
        part.rename(path)
    return {row.pop("id"): row for row in pq.read_table(path).to_pylist()}
