"""Body -> clean HTML: semantic tags only, escaped here, then passed through nh3 as the safety belt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from ..article import BodyKind, BodyNode, Mark, Span
from .flat import Atom, header_rows, read_atoms, runs

_TAGS = {
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.DELETED: "del",
    Mark.SUBSCRIPT: "sub",
    Mark.SUPERSCRIPT: "sup",
    Mark.CODE: "code",
}
_ORDER = tuple(_TAGS)  # the outermost first

ALLOWED_TAGS = frozenset(
    """h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd details summary blockquote pre code table caption thead tbody tr th td
    figure img figcaption a strong em sub sup del br""".split()
)
ALLOWED_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "title", "width", "height"},
    "details": {"open"},
    "ol": {"start"},
    "code": {"class"},
}
_LONG = 20_000  # characters
_LONG_TEXT = re.compile(rf"(?<=>)[^<>]{{{_LONG},}}(?=<)")
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})


def to_html(body: tuple[BodyNode, ...]) -> str:
    """The body as clean, safe HTML with semantic tags only."""
    import nh3

    html = write_html(body)
    try:
        html.encode()
    except UnicodeEncodeError:  # half a character, which UTF-8 cannot write
        html = html.encode("utf-8", "replace").decode()
    html, long_texts = _set_aside(html)
    clean = nh3.clean(
        html,
        tags=set(ALLOWED_TAGS),
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel=None,
    )
    return _put_back(clean, long_texts) if long_texts else clean


def _set_aside(html: str) -> tuple[str, dict[str, str]]:
    """The HTML with a mark for each very long text, and these texts by their marks.

    nh3 takes quadratic time on a text with many entities or letters that are not ASCII: 10 MB of `&` took 29 s. A text
    without "<" is nothing active, and one inside an element that nh3 removes goes with its mark.
    """
    texts: dict[str, str] = {}
    if len(html) < _LONG:
        return html, texts
    name = "longtext"
    while name in html:
        name += "x"

    def mark(found: re.Match[str]) -> str:
        key = f"{name}{len(texts)};"
        texts[key] = found[0]
        return key

    return _LONG_TEXT.sub(mark, html), texts


def _put_back(html: str, texts: dict[str, str]) -> str:
    name = next(iter(texts)).rstrip("0123456789;")
    return re.sub(rf"{name}\d+;", lambda found: texts.get(found[0], ""), html)


def write_html(body: tuple[BodyNode, ...]) -> str:
    """The same before nh3, which finds nothing to remove where the body came from a page."""
    return "\n".join([html for node in body if (html := _block(node))])


def _block(node: BodyNode) -> str:
    kind = node.kind
    if kind is BodyKind.HEADING:
        level = min(max(node.level or 2, 1), 6)
        return f"<h{level}>{_inline(node.spans)}</h{level}>"
    if kind is BodyKind.LIST:
        return _list(node)
    if kind is BodyKind.QUOTE:
        return f"<blockquote>\n{_blocks(node.children)}\n</blockquote>"
    if kind is BodyKind.CODE:
        language = re.sub(r"\s", "", node.language or "")
        name = f' class="language-{_attribute(language)}"' if language else ""
        return f"<pre><code{name}>{_escape(''.join([span.text for span in node.spans]))}</code></pre>"
    if kind is BodyKind.TABLE:
        return _table(node)
    if kind is BodyKind.FIGURE:
        return _figure(node)
    if kind is BodyKind.DEFINITIONS:
        return f"<dl>\n{_blocks(node.children)}\n</dl>"
    if kind is BodyKind.TERM:
        return f"<dt>{_inline(node.spans)}</dt>"
    if kind is BodyKind.DEFINITION:
        return f"<dd>{_text_and_blocks(_inline(node.spans), node.children, in_paragraph=bool(node.children))}</dd>"
    if kind is BodyKind.DETAILS and node.spans:  # without a <summary> a browser would show a word of its own
        return f'<details open="">\n<summary>{_inline(node.spans)}</summary>\n{_blocks(node.children)}\n</details>'
    if kind is BodyKind.FORMULA:
        return f"<p>\\[{_escape(''.join([span.text for span in node.spans]))}\\]</p>"
    if kind is BodyKind.EMBED:
        return f"<figure>{_inline(node.spans)}</figure>"
    parts = [f"<p>{_inline(node.spans)}</p>"] if node.spans else []
    return "\n".join([*parts, _blocks(node.children)] if node.children else parts)


def _blocks(nodes: tuple[BodyNode, ...]) -> str:
    return "\n".join([_block(node) for node in nodes])


def _list(node: BodyNode) -> str:
    loose = any(child.kind is not BodyKind.LIST for item in node.children for child in item.children)
    items: list[str] = []
    for item in node.children:
        text = _inline(item.spans)
        items.append(f"<li>{_text_and_blocks(text, item.children, in_paragraph=loose)}</li>")
    start = "" if node.start in (None, 1) else f' start="{node.start}"'
    tag = "ul" if node.start is None else "ol"
    return f"<{tag}{start}>\n" + "\n".join(items) + f"\n</{tag}>"


def _table(node: BodyNode) -> str:
    rows = [_row(row) for row in node.children]
    head = header_rows(node)
    caption = f"<caption>{_inline(node.spans)}</caption>\n" if node.spans else ""
    parts = ["<thead>", *rows[:head], "</thead>"] if head else []
    parts += ["<tbody>", *rows[head:], "</tbody>"] if rows[head:] else []
    return f"<table>\n{caption}" + "\n".join(parts) + "\n</table>"


def _row(row: BodyNode) -> str:
    cells = [_cell(cell) for cell in row.children]
    lines = "\n".join(cells)
    return f"<tr>\n{lines}\n</tr>"


def _cell(cell: BodyNode) -> str:
    tag = "th" if cell.header else "td"
    return f"<{tag}>{_text_and_blocks(_inline(cell.spans), cell.children, in_paragraph=bool(cell.children))}</{tag}>"


def _text_and_blocks(text: str, children: tuple[BodyNode, ...], in_paragraph: bool) -> str:
    """What an item or a cell holds."""
    parts = [f"<p>{text}</p>" if in_paragraph else text] if text else []
    return "\n".join([*parts, *[_block(child) for child in children]])


def _figure(node: BodyNode) -> str:
    image = ""
    if node.image:
        sizes = [("width", node.image.width), ("height", node.image.height)]
        stated = "".join([f' {name}="{size}"' for name, size in sizes if size])
        stated += f' title="{_attribute(node.image.caption)}"' if node.image.caption else ""
        image = f'<img src="{_attribute(node.image.url)}" alt="{_attribute(node.image.alt or "")}"{stated}>'
    caption = f"<figcaption>{_inline(node.spans)}</figcaption>" if node.spans else ""
    return f"<figure>{image}{caption}</figure>"


def _inline(spans: tuple[Span, ...]) -> str:
    if len(spans) == 1 and not spans[0].marks and not spans[0].href:
        return _text(spans[0].text)
    return _marked(read_atoms(spans), _ORDER)


def _marked(atoms: Sequence[Atom], order: tuple[Mark, ...]) -> str:
    """Atoms with their marks as nested elements; `order` are the marks still to look at."""
    if not order or not any(atom.marks for atom in atoms):
        return "".join([_leaf(atom) for atom in atoms])
    tag = _TAGS[order[0]]
    parts: list[str] = []
    for marked, run in runs(atoms, lambda atom: order[0] in atom.marks):
        inner = _marked(run, order[1:])
        parts.append(f"<{tag}>{inner}</{tag}>" if marked else inner)
    return "".join(parts)


def _leaf(atom: Atom) -> str:
    if Mark.NOTE in atom.marks:
        label = f"[{_escape(atom.text)}]"
        return f'<sup><a href="{_attribute(atom.href)}">{label}</a></sup>' if atom.href else f"<sup>{label}</sup>"
    if Mark.MATH in atom.marks:
        return f"\\({_escape(atom.text)}\\)"
    if not atom.href:
        return _text(atom.text)
    return f'<a href="{_attribute(atom.href or "")}">{_marked(atom.inner, _ORDER)}</a>'


def _text(text: str) -> str:
    return _escape(text).replace("\n", "<br>\n")


def _escape(text: str) -> str:
    escaped = escape(text.replace("\0", "\ufffd"), quote=False)
    return escaped.replace("\xa0", "&nbsp;") if "\xa0" in escaped else escaped  # as nh3 writes it


def _attribute(text: str) -> str:
    return _escape(text).replace('"', "&quot;")
