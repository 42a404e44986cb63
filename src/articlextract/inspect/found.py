"""The Article: its fields with their evidence, then its body."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from ..article import Article, BodyKind, BodyNode, Evidence, Span
from ..render import to_html
from .markup import text

_NOT_LISTED = frozenset({"body", "evidence", "status", "confidence", "page_type"})
MAX_VALUE = 600  # characters
MAX_LOSERS = 12


def write_fields(article: Article) -> str:
    """A row for each field: its value, where it comes from, and what lost."""
    rows = []
    for field in fields(article):
        if field.name in _NOT_LISTED:
            continue
        value = getattr(article, field.name)
        evidence = article.evidence.get(field.name)
        said = _value(value) if value not in (None, (), "") else '<span class="none">not stated</span>'
        why = _evidence(evidence) if evidence else ""
        rows.append(f'<tr><th scope="row">{field.name}</th><td><div dir="auto">{said}</div>{why}</td></tr>')
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def write_body(article: Article) -> str:
    """The body as safe HTML, pictures in words: the report loads nothing."""
    return to_html(tuple([_without_pictures(node) for node in article.body]))


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        if len(value) == 1:
            return _value(value[0])
        return f"<ul>{''.join([f'<li>{_value(item)}</li>' for item in value[:50]])}</ul>"
    if hasattr(value, "__dataclass_fields__"):
        parts = [getattr(value, field.name) for field in fields(value)]
        return " · ".join([_value(part) for part in parts if part not in (None, "", ())])
    said = value.isoformat() if hasattr(value, "isoformat") else str(getattr(value, "value", value))
    return text(said if len(said) <= MAX_VALUE else said[:MAX_VALUE] + " …")


def _evidence(evidence: Evidence) -> str:
    said = f'<p class="why">{_source(evidence.source)} · {evidence.confidence:.2f}</p>'
    if not evidence.losers:
        return said
    lines = [
        f"<li>{_source(loser.source)} · {loser.confidence:.2f}<br><span dir=auto>{_value(loser.value)}</span></li>"
        for loser in evidence.losers[:MAX_LOSERS]
    ]
    more = len(evidence.losers) - len(lines)
    if more:
        lines.append(f"<li>and {more} more</li>")
    return f"{said}<details><summary>{len(evidence.losers)} lost</summary><ul>{''.join(lines)}</ul></details>"


def _source(source: str) -> str:
    """Where a value stood; a block is a link to it."""
    block = source.removeprefix("block:")
    if block != source and block.isdecimal():
        return f'<a href="#b{block}">{text(source)}</a>'
    return text(source)


def _without_pictures(node: BodyNode) -> BodyNode:
    children = tuple([_without_pictures(child) for child in node.children])
    if node.kind is not BodyKind.FIGURE or node.image is None:
        return replace(node, children=children)
    said = " · ".join([part for part in (node.image.alt, node.image.caption) if part])
    link = Span(f"picture: {said}" if said else "picture", node.image.url)
    gap = (Span(" "),) if node.spans else ()
    return BodyNode(BodyKind.EMBED, (link, *gap, *node.spans))
