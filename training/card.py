"""The model card, written from what training measured."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from articlextract.model.constants import DILATIONS, WIDTH
from articlextract.model.features import MEANINGS
from articlextract.model.score import SHIPPED, feature_hash

from .calibrate import PageResult
from .networks import CHANNELS, NETWORKS
from .trees import SEED

CARD = SHIPPED.with_name("MODEL_CARD.md")
NOTES = Path(__file__).with_name("card_notes.md")
BINS = 10


def write(pages: Sequence[PageResult], scores: Mapping[str, Mapping[str, float]], trees: int, labels: str) -> None:
    """Put figures, the report on the labels and the hand-written notes of `card_notes.md` together."""
    digest = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    facts = [
        f"- weights: `{SHIPPED.name}`, {SHIPPED.stat().st_size:,} bytes, SHA-256 `{digest}`",
        f"- features: {len(MEANINGS)}, names' hash `{feature_hash()}`; each is named and described in the code",
        f"- forest: {trees} oblivious trees of depth 6, fitted by CatBoost, seed {SEED}",
        f"- networks: {NETWORKS}, of {CHANNELS} channels, {len(DILATIONS)} separable convolutions of width {WIDTH} "
        "along the blocks, fitted by PyTorch with that seed and the next ones; log-odds: 0.35 of the forest's, the "
        "rest their mean",
        "- every figure is from five folds split by registered domain: no page is scored by weights that saw its site",
    ]
    parts = ("body", "forest", "networks")
    body = _table(
        ("corpus / page type", "word F1", "forest alone", "networks alone"),
        [(name, *(f"{scores[part][name]:.3f}" for part in parts)) for name in scores["body"]],
    )
    kind = _table(("page type", "named rightly"), [(name, f"{value:.3f}") for name, value in scores["kind"].items()])
    rows, error = reliability(pages)
    reliable = _table(("confidence", "pages", "mean confidence", "mean word F1"), rows)
    CARD.write_text(
        "\n\n".join(
            [
                "# Model card: the block model of articlextract",
                "Written by `make train`. The notes are from `training/card_notes.md`.",
                "\n".join(facts),
                NOTES.read_text(encoding="utf-8").strip(),
                "## Labels",
                labels,
                "## Body, held out",
                "The blocks that the decision rule takes, before the filters' vetoes and the assembly of the body.",
                body,
                "## Page type, held out",
                kind,
                "## Confidence, held out",
                f"Expected calibration error {error:.3f} over {BINS} bins of equal width.",
                reliable,
            ]
        )
        + "\n",
        encoding="utf-8",
    )


def reliability(pages: Sequence[PageResult]) -> tuple[list[tuple[str, ...]], float]:
    """Rows of the reliability table, and the expected calibration error."""
    said = np.array([page.confidence for page in pages])
    real = np.array([page.f1 for page in pages])
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    rows, error = [], 0.0
    for i in range(BINS):
        here = place == i
        if here.any():
            error += abs(said[here].mean() - real[here].mean()) * here.mean()
            span = f"{i / BINS:.1f} to {(i + 1) / BINS:.1f}"
            rows.append((span, str(int(here.sum())), f"{said[here].mean():.3f}", f"{real[here].mean():.3f}"))
    return rows, float(error)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
