"""Body -> Markdown: CommonMark with GitHub's tables and strikethrough.

The body already is a tree of blocks and spans, so it is written directly; an HTML-to-Markdown
library would have to read back from tags what is known here.
"""

from __future__ import annotations

import re

from ..article import BodyKind, BodyNode, Mark, Span
from .flat import figures_in, header_rows, line_of
from .inline import escape_line_start, escape_text, escape_url, inline_markdown

MAX_NUMBER = 999_999_999  # of a list item; CommonMark reads nine digits


def to_markdown(body: tuple[BodyNode, ...]) -> str:
    """The body as CommonMark with GitHub's tables, strikethrough, footnotes and formulas.

    The only HTML in it is `<sub>` and `<sup>`. A footnote is `[^1]`, a formula `$x^2$`.
    """
    return "\n\n".join(_blocks(body))


def _blocks(nodes: tuple[BodyNode, ...]) -> list[str]:
    """Each node's Markdown; a list right after a list has other bullets, or they would be one."""
    result: list[str] = []
    before: BodyNode | None = None
    other = False
    for node in nodes:
        if node.kind is BodyKind.LIST:
            follows = before is not None and before.kind is BodyKind.LIST
            other = follows and not other and before is not None and (before.start is None) == (node.start is None)
            written = _list(node, other)
        else:
            written = _block(node)
        if written:
            result.append(written)
            before = node
    return result


def _block(node: BodyNode) -> str:
    kind = node.kind
    if kind is BodyKind.PARAGRAPH:
        return _paragraph(node.spans)
    if kind is BodyKind.HEADING:
        return _heading(node)
    if kind is BodyKind.CODE:
        return _code(node)
    if kind is BodyKind.QUOTE:
        return _indent("\n\n".join(_blocks(node.children)), "> ")
    if kind is BodyKind.TABLE:
        return _table(node)
    if kind is BodyKind.FIGURE:
        return _figure(node)
    if kind is BodyKind.LIST:
        return _list(node, False)
    if kind is BodyKind.FORMULA:
        return "".join([f"$${span.text}$$" for span in node.spans])
    if kind is BodyKind.NOTE:
        return _note(node)
    if kind is BodyKind.TERM or (kind is BodyKind.DETAILS and node.spans):
        bold = [Span(span.text, span.href, (*span.marks, Mark.STRONG)) for span in node.spans]
        return "\n\n".join([_paragraph(tuple(bold)), *_blocks(node.children)])
    parts = [_paragraph(node.spans), *_blocks(node.children)]  # an item, row or cell that stands alone
    return "\n\n".join([part for part in parts if part])


def _paragraph(spans: tuple[Span, ...]) -> str:
    lines = inline_markdown(spans).split("\n")
    return "\n".join([escape_line_start(line) for line in lines])


def _heading(node: BodyNode) -> str:
    text = inline_markdown(node.spans, one_line=True)
    closing = re.search(r"(?<!\S)#+$", text)
    if closing:  # it would end the heading and vanish
        text = f"{text[: closing.start()]}\\{closing.group()}"
    return f"{'#' * min(max(node.level or 2, 1), 6)} {text}" if text else ""


def _code(node: BodyNode) -> str:
    text = "".join([span.text for span in node.spans]).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    longest = max([len(run) for run in re.findall(r"`{3,}", text)], default=2)
    fence = "`" * (longest + 1)
    language = re.sub(r"[\s`\\&]", "", node.language or "")
    return f"{fence}{language}\n{text}\n{fence}" if text else ""


def _note(node: BodyNode) -> str:
    """`[^1]: The text of a footnote.`, what else it holds set in by four blanks."""
    label, *rest = node.spans or (Span(""),)
    parts = [part for part in (_paragraph(tuple(rest)), *_blocks(node.children)) if part]
    return f"[^{label.text}]: " + _indent("\n\n".join(parts), "    ").lstrip(" ")


def _figure(node: BodyNode) -> str:
    parts = [image_markdown(node)] if node.image else []
    if node.spans:
        parts.append(_paragraph(tuple([Span(s.text, s.href, (*s.marks, Mark.EMPHASIS)) for s in node.spans])))
    return "\n\n".join(parts)


def image_markdown(node: BodyNode) -> str:
    """`![alt](url)`."""
    if node.image is None:
        return ""
    alt = escape_text(" ".join((node.image.alt or "").split()))
    caption = escape_text(" ".join((node.image.caption or "").split())).replace('"', '\\"')
    title = f' "{caption}"' if caption else ""
    return f"![{alt}]({escape_url(node.image.url)}{title})"


def _table(node: BodyNode) -> str:
    """A GitHub table; one without header cells has an empty header, which the format cannot do without."""
    width = max([len(row.children) for row in node.children], default=0)
    rows = [[_cell(cell) for cell in row.children] + [""] * (width - len(row.children)) for row in node.children]
    if not width:
        return _paragraph(node.spans)
    if not header_rows(node):
        rows.insert(0, [""] * width)
    rows.insert(1, ["---"] * width)
    table = "\n".join([f"| {' | '.join(row)} |" for row in rows])
    return "\n\n".join([part for part in (_paragraph(node.spans), table) if part])


def _cell(cell: BodyNode) -> str:
    parts = [image_markdown(figure) for figure in figures_in(cell)] + [inline_markdown(line_of(cell), one_line=True)]
    return " ".join([part for part in parts if part]).replace("|", "\\|")


def _list(node: BodyNode, other: bool) -> str:
    """A list, its items apart by blank lines when one of them holds more than text and lists."""
    loose = any(child.kind is not BodyKind.LIST for item in node.children for child in item.children)
    items: list[str] = []
    for number, item in enumerate(node.children, max(node.start or 0, 0)):
        mark = ("* " if other else "- ") if node.start is None else f"{min(number, MAX_NUMBER)}{')' if other else '.'} "
        parts = [part for part in (_paragraph(item.spans), *_blocks(item.children)) if part]
        content = ("\n\n" if loose else "\n").join(parts)
        if not loose and any(child.start not in (None, 1) for child in item.children):
            content = "\n\n".join(parts)  # a list that begins with another number needs a blank line before it
        items.append(mark + _indent(content, " " * len(mark)).lstrip(" "))
    return ("\n\n" if loose else "\n").join(items)


def _indent(text: str, prefix: str) -> str:
    """The text with the prefix before each line; no blanks at the end of an empty one."""
    bare = prefix.rstrip()
    return "\n".join([prefix + line if line else bare for line in text.split("\n")])
