"""Filters do not know each other, nor do fields: the half of the import rule that import-linter cannot say.

The other half stands in pyproject.toml. A sibling whose name begins with `_` is a shared leaf and may be imported.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import articlextract

PACKAGE = Path(articlextract.__file__).parent


def siblings_imported(path: Path) -> set[str]:
    """Names of public modules of the same folder that a module imports."""
    neighbours = {other.stem for other in path.parent.glob("*.py") if not other.stem.startswith("_")}
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            found |= {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"articlextract.{path.parent.name}."):
            found.add((node.module or "").split(".")[2])
    return found & neighbours - {path.stem}


def members(stage: str) -> list[Path]:
    return sorted(path for path in (PACKAGE / stage).glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("stage", ["filters", "fields"])
def test_siblings_do_not_import_each_other(stage: str) -> None:
    assert len(members(stage)) > 3
    assert {path.name: found for path in members(stage) if (found := siblings_imported(path))} == {}


def test_an_import_of_a_sibling_is_noticed(tmp_path: Path) -> None:
    for name in ("title", "date", "_leaf"):
        (tmp_path / f"{name}.py").touch()
    title = tmp_path / "title.py"
    title.write_text("from . import _leaf, date\nfrom ._leaf import x\nfrom ..records import Page\n")
    assert siblings_imported(title) == {"date"}
