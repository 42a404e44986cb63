"""Two results of `bulk` set beside each other, as text."""

from __future__ import annotations

from typing import Any

from articlextract.bulk.diff import Difference
from articlextract.cli.diff import WIDTH, table


def row(**values: Any) -> dict[str, Any]:
    return {"id": "1", "url": "https://a.example/tides", "status": "ok", "page_type": "article", **values}


def test_values_are_shown_from_where_they_part() -> None:
    found = Difference()
    same = "The sea went out at noon. " * 40
    found.compare(row(text=same + "It came back.", title="Tides"), row(text=same + "It stayed.", title="Winds"))
    lines = table(found).splitlines()
    assert [line[-14:] for line in lines if line.startswith("    - … ")] == [" It came back."]
    assert [line[-11:] for line in lines if line.startswith("    + … ")] == [" It stayed."]
    assert "    - Tides" in lines
    assert "    + Winds" in lines
    assert max(map(len, lines)) <= WIDTH + 6


def test_a_value_that_goes_on_is_shown_with_its_end() -> None:
    found = Difference()
    same = "Out at noon, back at six. " * 40
    found.compare(row(text=same), row(text=same + "And so on."))
    assert "And so on." in table(found)
    assert "text: 1 changed, 100.0%" in table(found)
