"""`--why`: where a value comes from, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..article import Article, Evidence
from ..options import Options
from ..terminal import safe_line
from .values import FIELDS, field_values

if TYPE_CHECKING:
    from ..records import RawPage

_WITHOUT_EVIDENCE = ("status", "url", "page_type", "confidence")
_NOT_STATED = ("text", "markdown", "html")
NAMES = (*[name for name in FIELDS if name not in (*_WITHOUT_EVIDENCE, *_NOT_STATED)], "body", "all")
_VALUE, _RAW, _LINE = 100, 80, 70  # characters shown
_SHOWN = 5  # values of a field that has many
_NONE = "the page does not say"


def explain(article: Article, raw: RawPage | None, kind: str, names: Sequence[str], options: Options) -> str:
    """For each field its value, source, raw value and belief, and the candidates that lost; for the body each block."""
    lines: list[str] = []
    for name in NAMES[:-1] if "all" in names else dict.fromkeys(names):
        lines += _body(article, raw, kind, options) if name == "body" else _field(article, name)
        lines.append("")
    return "\n".join(lines)


def _field(article: Article, name: str) -> Iterator[str]:
    values = field_values(article, name)
    evidence = article.evidence.get(name)
    if not values or evidence is None:
        yield f"{name}: {_NONE}"
        return
    yield f"{name}: {safe_line(values[0], _VALUE)}"
    for value in values[1:_SHOWN]:
        yield f"{' ' * len(name)}  {safe_line(value, _VALUE)}"
    if len(values) > _SHOWN:
        yield f"{' ' * len(name)}  and {len(values) - _SHOWN} more"
    yield from _reasons(evidence)


def _reasons(evidence: Evidence) -> Iterator[str]:
    yield f"  won   {evidence.confidence:.2f}  {_source(evidence.source)}  {safe_line(evidence.value, _RAW)}"
    for loser in evidence.losers:
        yield f"  lost  {loser.confidence:.2f}  {_source(loser.source)}  {safe_line(loser.value, _RAW)}"


def _source(source: str) -> str:
    return f"{safe_line(source, 50):28}"


def _body(article: Article, raw: RawPage | None, kind: str, options: Options) -> Iterator[str]:
    """Per block its role, how likely it is the story's, and why; only of pages: flattened text has lines instead."""
    if raw is None or not _is_html(raw, kind):
        yield f"body: {len(article.text)} characters; confidence {article.confidence:.2f}"
        return
    from ..pipeline import read_with_blocks

    reading = read_with_blocks(raw, options)
    labels = reading.labels
    kept = sum(role.value == "content" for role in labels.roles)
    yield f"body: {kept} of {len(labels.roles)} blocks; confidence {labels.confidence:.2f}"
    for block, role, reason, p in zip(reading.blocks, labels.roles, labels.reasons, labels.p_content, strict=True):
        mark = "+" if role.value == "content" else " "
        line = f"{safe_line(block.text, _LINE):{_LINE}}  {safe_line(reason, 40)}"
        yield f"{mark} {block.index:4}  {role.value:10}  p={p:.2f}  {line}".rstrip()


def _is_html(raw: RawPage, kind: str) -> bool:
    from ..parse.plain import looks_like_html

    return kind == "html" or (kind == "auto" and looks_like_html(raw.data, raw.content_type))
