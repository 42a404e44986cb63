"""Article -> TEI P5, as TEI-All describes it: a header with what is known of the page, and the body as divisions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from ..article import Article, BodyKind, BodyNode, Mark, Span
from .flat import header_rows

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_MARKS = {
    Mark.CODE: "<code>{}</code>",  # the innermost: it may hold nothing but text
    Mark.STRONG: '<hi rend="bold">{}</hi>',
    Mark.EMPHASIS: '<hi rend="italic">{}</hi>',
    Mark.SUBSCRIPT: '<hi rend="sub">{}</hi>',
    Mark.SUPERSCRIPT: '<hi rend="sup">{}</hi>',
    Mark.DELETED: "<del>{}</del>",
    Mark.MATH: '<formula notation="TeX">{}</formula>',
}
_LANGUAGE = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_tei(article: Article) -> str:
    """The article as a TEI P5 document."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{NAMESPACE}">\n{_header(article)}\n'
        f"<text{_attribute('xml:lang', _language(article))}>\n<body>\n{_divisions(article)}\n</body>\n</text>\n</TEI>\n"
    )


def _header(article: Article) -> str:
    title = f"<title>{_text(article.title or article.url or '')}</title>"
    authors = "".join([f"<author>{_text(author.name)}</author>" for author in article.authors])
    date = _date(article.date)
    address = f"<ptr{_attribute('target', article.canonical_url or article.url)}/>"
    source = address if article.canonical_url or article.url else ""
    about = f"<abstract><p>{_text(article.description)}</p></abstract>\n" if article.description else ""
    language = _language(article)
    if language:
        about += f"<langUsage><language{_attribute('ident', language)}/></langUsage>\n"
    if article.tags:
        terms = "".join([f"<term>{_text(tag)}</term>" for tag in article.tags])
        about += f"<textClass><keywords>{terms}</keywords></textClass>\n"
    return (
        f"<teiHeader>\n<fileDesc>\n<titleStmt>{title}{authors}</titleStmt>\n"
        f"<publicationStmt><publisher>{_text(article.site_name or '')}</publisher>{date}</publicationStmt>\n"
        f"<sourceDesc><bibl>{title}{authors}{date}{source}</bibl></sourceDesc>\n</fileDesc>\n"
        "<encodingDesc><p>Extracted from a web page by articlextract.</p></encodingDesc>\n"
        + (f"<profileDesc>\n{about}</profileDesc>\n" if about else "")
        + "</teiHeader>"
    )


def _language(article: Article) -> str | None:
    return article.language if article.language and _LANGUAGE.fullmatch(article.language) else None


def _date(date: dt.date | dt.datetime | None) -> str:
    return f'<date when="{date.isoformat()}">{date.isoformat()}</date>' if date else ""


def _divisions(article: Article) -> str:
    """The body, each heading the head of a division that holds what is below it; what stands before is one, too."""
    out: list[str] = []
    levels: list[int] = []
    for node in article.body:
        if node.kind is not BodyKind.HEADING:
            out.append(_block(node))
            continue
        level = node.level or 2
        while levels and levels[-1] >= level:
            levels.pop()
            out.append("</div>")
        levels.append(level)
        out.append(f"<div>\n<head>{_inline(node.spans)}</head>")
    out += ["</div>"] * len(levels)
    lead = next((i for i, node in enumerate(article.body) if node.kind is BodyKind.HEADING), len(article.body))
    before = "\n".join(out[:lead])
    return "\n".join([*([f"<div>\n{before}\n</div>"] if before else []), *out[lead:]]) or "<div><p/></div>"


def _blocks(nodes: Iterable[BodyNode]) -> str:
    return "\n".join([_block(node) for node in nodes])


def _block(node: BodyNode) -> str:
    kind = node.kind
    if kind is BodyKind.LIST:
        return _list(node)
    if kind is BodyKind.DEFINITIONS:
        return _glossary(node.children)
    if kind is BodyKind.QUOTE:
        return f"<quote>\n{_blocks(node.children)}\n</quote>"
    if kind is BodyKind.CODE:
        text = _text("".join([span.text for span in node.spans]))
        return f'<p><code{_attribute("lang", node.language)} xml:space="preserve">{text}</code></p>'
    if kind is BodyKind.TABLE:
        return _table(node)
    if kind is BodyKind.FIGURE:
        return _figure(node)
    if kind is BodyKind.NOTE:
        label = node.spans[0].text if node.spans else ""
        return f'<note place="bottom"{_attribute("n", label)}>{_mixed(node.spans[1:], node.children)}</note>'
    if kind is BodyKind.HEADING:  # inside a quote or an item, where TEI has no divisions
        return f'<p rend="head">{_inline(node.spans)}</p>'
    if kind is BodyKind.DETAILS and node.spans:
        bold = [Span(span.text, span.href, (*span.marks, Mark.STRONG)) for span in node.spans]
        return f"<p>{_inline(bold)}</p>\n{_blocks(node.children)}"
    parts = [f"<p>{_inline(node.spans)}</p>"] if node.spans else []
    return "\n".join([*parts, _blocks(node.children)] if node.children else parts)


def _list(node: BodyNode) -> str:
    if not node.children:
        return ""
    items = []
    for number, item in enumerate(node.children, node.start or 0):
        n = None if node.start is None else str(number)
        items.append(f"<item{_attribute('n', n)}>{_mixed(item.spans, item.children)}</item>")
    rend = "bulleted" if node.start is None else "numbered"
    return f'<list rend="{rend}">\n' + "\n".join(items) + "\n</list>"


def _glossary(nodes: Sequence[BodyNode]) -> str:
    """Labels and items in turn, as TEI wants them: what is defined twice is one item, a missing half is empty."""
    pairs: list[tuple[str, list[BodyNode]]] = []
    for node in nodes:
        if node.kind is BodyKind.TERM:
            pairs.append((_inline(node.spans), []))
            continue
        if not pairs:
            pairs.append(("", []))
        pairs[-1][1].append(node)
    lines = []
    for label, said in pairs:
        item = _mixed(said[0].spans, said[0].children) if len(said) == 1 else _blocks(said)
        lines.append(f"<label>{label}</label>\n<item>{item}</item>")
    return '<list type="gloss">\n' + "\n".join(lines) + "\n</list>"


def _mixed(spans: Sequence[Span], children: Sequence[BodyNode]) -> str:
    """What an item, a cell or a note holds."""
    return "\n".join([part for part in (_inline(spans), _blocks(children)) if part])


def _table(node: BodyNode) -> str:
    head = header_rows(node)
    rows = []
    for index, row in enumerate(node.children):
        role = ' role="label"' if index < head else ""
        cells = [
            f"<cell{_attribute('role', 'label' if cell.header else None)}>{_mixed(cell.spans, cell.children)}</cell>"
            for cell in row.children
        ]
        rows.append(f"<row{role}>{''.join(cells)}</row>")
    caption = f"<head>{_inline(node.spans)}</head>\n" if node.spans else ""
    return f"<table>\n{caption}" + "\n".join(rows) + "\n</table>"


def _figure(node: BodyNode) -> str:
    image = node.image
    graphic = f"<graphic{_attribute('url', image.url)}/>" if image else ""
    said = _inline(node.spans) or _text((image and image.caption) or "")
    head = f"<head>{said}</head>" if said else ""
    alt = f"<figDesc>{_text(image.alt)}</figDesc>" if image and image.alt else ""
    return f"<figure>{head}{graphic}{alt}</figure>"


def _inline(spans: Sequence[Span]) -> str:
    out = []
    for span in spans:
        text = _text(span.text)
        text = text if Mark.CODE in span.marks else text.replace("\n", "<lb/>")
        for mark, form in _MARKS.items():
            if mark in span.marks:
                before, _, after = form.partition("{}")
                text = f"{before}{text}{after}"
        kind = "note" if Mark.NOTE in span.marks else None
        wrap = span.href or kind
        out.append(f"<ref{_attribute('type', kind)}{_attribute('target', span.href)}>{text}</ref>" if wrap else text)
    return "".join(out)


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{escape(_NOT_XML.sub("", value), {chr(34): "&quot;"})}"' if value else ""
