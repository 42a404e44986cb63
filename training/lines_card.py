"""The line model's card, written from what training measured."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from articlextract.model.lines_features import MEANINGS
from articlextract.model.lines_weights import SHIPPED, feature_hash
from benchmarks.flatteners import SCORED

from .lines_score import EVERY

CARD = SHIPPED.with_name("LINE_MODEL_CARD.md")
NOTES = Path(__file__).with_name("lines_card_notes.md")


def write(scores: Mapping[str, float], hidden: tuple[int, int], rows: int, seed: int) -> None:
    """Put figures and the hand-written notes of `lines_card_notes.md` together."""
    digest = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    facts = [
        f"- weights: `{SHIPPED.name}`, {SHIPPED.stat().st_size:,} bytes, SHA-256 `{digest}`",
        f"- features: {len(MEANINGS)}, names' hash `{feature_hash()}`; each is named and described in the code",
        f"- network: one hidden layer, {hidden[0]} units for content and {hidden[1]} for the headline, fitted by "
        f"PyTorch; the first on {rows:,} lines drawn by weight, seed {seed}",
        "- every figure is from five folds split by registered domain: no text is scored by weights that saw its site",
    ]
    layouts = [*SCORED, "cropped", "clean"]
    groups = [name for name in scores if " " not in name]
    head = ("corpus / page type", *layouts, "mean of four")
    table = [
        (name, *(_figure(scores, f"{layout} {name}") for layout in layouts), _figure(scores, name)) for name in groups
    ]
    titles = [
        (name.removeprefix("headline "), _figure(scores, name)) for name in scores if name.startswith("headline ")
    ]
    parts = [
        "# Model card: the line model of articlextract",
        "Written by `python -m training.lines`. The notes are from `training/lines_card_notes.md`.",
        "\n".join(facts),
        NOTES.read_text(encoding="utf-8").strip(),
        "## Word F1, held out",
        f"On one page in {EVERY}: the lines that the decision rule takes, before the filters' vetoes and the assembly "
        "of the body. `make eval ARGS=--flattened` measures the whole way on all pages of wcxb-dev.",
        _table(head, table),
        "## Headline, held out",
        "How often the likeliest line of all is the annotated title, in texts that have it as a line.",
        _table(("corpus", "right"), titles),
    ]
    CARD.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _figure(scores: Mapping[str, float], name: str) -> str:
    return f"{scores[name]:.3f}" if name in scores else ""


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
