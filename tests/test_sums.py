"""Characters before each block, in Python and compiled."""

from __future__ import annotations

import pytest
from twins import twin

from articlextract.records import Block, Role
from articlextract.sums import _chars_before

TEXTS = ("", "a", "海に", "🙂 sea", "\ud800", "a\0b", "x" * 70_000)
ROLES = tuple(Role)
ITEMS = tuple(Block(i, TEXTS[i % len(TEXTS)], (), 0, 0) for i in range(4 * len(ROLES)))


def test_only_counted_roles_count() -> None:
    items = (Block(0, "four", (), 0, 0), Block(1, "ten", (), 0, 0), Block(2, "six", (), 0, 0))

    assert _chars_before(items, (Role.CONTENT, Role.OTHER, Role.CONTENT), frozenset({Role.CONTENT})) == [0, 4, 4, 7]


@pytest.mark.parametrize("counted", [frozenset(), frozenset({Role.CONTENT}), frozenset(Role) - {Role.TITLE}])
def test_the_twin_says_the_same(counted: frozenset[Role]) -> None:
    kernel = twin("_sums_kernel")
    for roles in (ROLES * 4, tuple(role for role in ROLES for _ in range(4))):
        assert kernel.chars_before(ITEMS, roles, counted) == _chars_before(ITEMS, roles, counted)
    assert kernel.chars_before((), (), counted) == [0]
    for read in (kernel.chars_before, _chars_before):
        with pytest.raises(ValueError):
            read(ITEMS, ROLES, counted)
