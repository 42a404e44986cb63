"""Whether all formats say the same, on every page of the corpora: `python -m benchmarks.formats`.

Of each page: text, Markdown and HTML hold the same words; no address in Markdown or HTML is relative; nh3 finds
nothing to remove; Markdown as markdown-it reads it has the same words, headings, items, code blocks and tables
as the body. What stands in the cells of a table counts as words alone, since a Markdown cell is one line.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import articlextract
from articlextract.article import Article, BodyKind, BodyNode, Mark
from articlextract.render.html import write_html

from .corpora import Page, available, corpora_root, load
from .progress import track

WORD = re.compile(r"\w+")
ABSOLUTE = re.compile(r"(?:https?|mailto|tel|ftp):", re.IGNORECASE)
TOKENS = {
    "heading_open": BodyKind.HEADING,
    "list_item_open": BodyKind.ITEM,
    "fence": BodyKind.CODE,
    "table_open": BodyKind.TABLE,
}


def reader() -> Any:
    """markdown-it with what our Markdown uses beyond CommonMark."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return markdown.use(footnote_plugin, inline=False).use(
        dollarmath_plugin, double_inline=True, allow_digits=False, allow_space=False
    )


_APART = frozenset({Mark.NOTE, Mark.MATH})  # between signs that part words


def body_words(nodes: tuple[BodyNode, ...]) -> Iterator[str]:
    """The words of each run of spans, in order."""
    for node in nodes:
        yield "".join([span.text if _APART.isdisjoint(span.marks) else f" {span.text} " for span in node.spans])
        yield from body_words(node.children)


def counts_of(nodes: tuple[BodyNode, ...]) -> Counter[BodyKind]:
    """Nodes by kind, those in table cells left out."""
    counts: Counter[BodyKind] = Counter()
    for node in nodes:
        counts[node.kind] += 1
        if node.kind is not BodyKind.TABLE:
            counts += counts_of(node.children)
    return counts


def read_markdown(markdown: Any, text: str) -> tuple[list[str], Counter[BodyKind], list[str]]:
    """Words, counts and addresses as a reader of Markdown sees them."""
    words: list[str] = []
    counts: Counter[BodyKind] = Counter()
    addresses: list[str] = []
    for token in markdown.parse(text):
        if token.type in TOKENS:
            counts[TOKENS[token.type]] += 1
        if token.type in ("fence", "code_block", "html_block", "math_block"):
            words += WORD.findall(token.content)
        if token.type == "footnote_open":
            words += WORD.findall(token.meta["label"])
        if token.type != "inline":
            continue
        line: list[str] = []
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                line.append(child.content)
            elif child.type in ("math_inline", "math_inline_double"):
                line.append(f" {child.content} ")
            elif child.type in ("softbreak", "hardbreak"):
                line.append("\n")
            elif child.type == "footnote_ref":
                line.append(f" {child.meta['label']} ")
            addresses += [value for name in ("href", "src") if (value := child.attrGet(name))]
        words += WORD.findall("".join(line))
    return words, counts, addresses


def read_html(text: str) -> tuple[list[str], list[str]]:
    """Words and addresses of the HTML."""
    from lxml import etree, html

    root = html.fragment_fromstring(text, create_parent="div")
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        parts.append("" if element.tag in INLINE else "\n")
        parts.append((element.text if event == "start" else element.tail) or "")
    addresses = [value for name in ("href", "src") for value in root.xpath(f".//@{name}")]
    return WORD.findall("".join(parts)), [str(address) for address in addresses]


INLINE = frozenset({"a", "strong", "em", "sub", "sup", "del", "code"})


def faults(article: Article, markdown: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with an article's formats: which check failed, and where."""
    if not article.body:
        return
    want = Counter(word for run in body_words(article.body) for word in WORD.findall(run))
    md_words, md_counts, md_addresses = read_markdown(markdown, article.markdown)
    html_words, html_addresses = read_html(article.html)
    for name, words in (("markdown words", md_words), ("html words", html_words)):
        got = Counter(words)
        if got != want:
            yield name, f"lost {list((want - got).elements())[:8]}, gained {list((got - want).elements())[:8]}"
    text = Counter(WORD.findall(article.text))
    numbers = text - want  # of ordered lists
    if want - text or any(not word.isdecimal() for word in numbers):
        yield "text words", f"lost {list((want - text).elements())[:8]}, gained {list(numbers.elements())[:8]}"
    have = counts_of(article.body)
    for kind in TOKENS.values():
        if md_counts[kind] != have[kind]:
            yield f"{kind.value} count", f"{have[kind]} in the body, {md_counts[kind]} in Markdown"
    for name, addresses in (("markdown", md_addresses), ("html", html_addresses)):
        relative = [address for address in addresses if not ABSOLUTE.match(address)]
        if relative:
            yield f"{name} addresses", f"relative: {relative[:3]}"
    if write_html(article.body) != article.html:
        yield "nh3", "it changed something"


def examine(name: str, pages: list[Page], markdown: Any, show: int) -> Counter[str]:
    """Print the faults of a corpus; the number of pages with each."""
    counts: Counter[str] = Counter()
    for page in track(pages, len(pages), name):
        try:
            article = articlextract.extract_html(page.html, page.url)
        except articlextract.ParseError:
            continue
        found = list(faults(article, markdown))
        counts.update({fault for fault, _ in found})
        for fault, where in found:
            if counts[fault] <= show:
                print(f"  {name} {page.id}: {fault}: {where}")
    print(
        f"{name}: {len(pages)} pages, " + (", ".join(f"{fault} {n}" for fault, n in counts.most_common()) or "no fault")
    )
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", action="append", help="only this one; may be given again")
    parser.add_argument("--limit", type=int, help="pages of each corpus")
    parser.add_argument("--show", type=int, default=3, help="pages to name for each fault")
    arguments = parser.parse_args()
    root = corpora_root()
    markdown = reader()
    total: Counter[str] = Counter()
    for name in arguments.corpus or available(root):
        total += examine(name, load(name, root, arguments.limit), markdown, arguments.show)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
