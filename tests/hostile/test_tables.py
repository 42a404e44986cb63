"""What docs/safety.md says is held by a test is held by a test."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from hostile.tables import PROMISES

ROOT = Path(__file__).resolve().parents[2]
TESTS = [test for _, _, tests, _ in PROMISES for test in tests]


@cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("test", TESTS)
def test_the_test_is_there(test: str) -> None:
    path, _, name = test.partition("::")
    assert name in functions(path)


def test_each_promise_has_its_test() -> None:
    assert all(tests for _, _, tests, _ in PROMISES)
    assert len(PROMISES) >= 11
