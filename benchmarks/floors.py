"""The gate: floors that no figure may fall below, ceilings for errors and time, and the corpora they were measured on.

`floors.json` holds them. A floor is raised by `--update-floors`; it falls only by `--lower FIGURE=VALUE`,
which is a change to explain in the CHANGELOG.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .scoring import Figure

FLOORS_FILE = Path(__file__).with_name("floors.json")

# Below this, one page moves a figure by more than three points, and a floor would only stop honest work.
MIN_PAGES = 30

RAISED = "raised"  # pages that may raise
SLOWEST = "slowest_seconds"  # CPU seconds that the slowest page may take
RATIO = "ratio_to_parse"  # mean time a page, in bare lxml parses of the same bytes


@dataclass(frozen=True)
class Floors:
    """What is pinned: corpus -> SHA-256, figure -> least value, measure -> greatest value."""

    corpora: Mapping[str, str]
    floors: Mapping[str, float]
    ceilings: Mapping[str, float]

    def changed_corpus(self, name: str, fingerprint: str) -> bool:
        """Whether the floors were measured on another file than this one."""
        return self.corpora.get(name, fingerprint) != fingerprint

    def below(self, figures: Iterable[Figure]) -> list[Figure]:
        return [f for f in figures if f.value < self.floors.get(f.name, -math.inf)]

    def raised_to(self, figures: Iterable[Figure], fingerprints: Mapping[str, str]) -> Floors:
        """Floors as high as these figures, cut to three decimals; none falls."""
        floors = dict(self.floors)
        for figure in figures:
            if figure.name in floors or figure.pages >= MIN_PAGES:
                floors[figure.name] = max(_cut(figure.value), floors.get(figure.name, 0.0))
        return replace(self, floors=floors, corpora={**fingerprints, **self.corpora})

    def lowered(self, figure: str, value: float) -> Floors:
        """With one floor set by hand.

        Raises:
            KeyError: there is no such floor.
        """
        if figure not in self.floors:
            raise KeyError(figure)
        return replace(self, floors={**self.floors, figure: value})

    def without(self, corpus: str) -> Floors:
        """Forget a corpus: its fingerprint and all its floors."""
        return replace(
            self,
            corpora={name: sha for name, sha in self.corpora.items() if name != corpus},
            floors={name: value for name, value in self.floors.items() if not name.startswith(f"{corpus}/")},
        )


def _cut(value: float) -> float:
    """Down to three decimals, so that another build of libxml2 does not fail the gate by a rounding."""
    return math.floor(value * 1000 + 1e-9) / 1000


def read(path: Path | None = None) -> Floors:
    data = json.loads((path or FLOORS_FILE).read_text("utf-8"))
    return Floors(data["corpora"], data["floors"], data["ceilings"])


def write(floors: Floors, path: Path | None = None) -> None:
    data = {"corpora": floors.corpora, "floors": floors.floors, "ceilings": floors.ceilings}
    (path or FLOORS_FILE).write_text(json.dumps(data, indent=2, sort_keys=True) + "\n", "utf-8")
