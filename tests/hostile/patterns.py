"""Every regular expression of the package, and texts made to be the worst for each.

The texts are built from what an expression itself looks for: each of its letters and classes by the thousand, two of
them in turn, its own match again and again but for the last letter, and parts of it before and after such runs.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import articlextract

try:
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # before Python 3.11
    import sre_constants as codes
    import sre_parse as parser

PACKAGE = Path(articlextract.__file__).parent
ANCHORED = frozenset({"match", "fullmatch"})
SEARCHING = frozenset({"search", "sub", "subn", "split", "findall", "finditer"})
EXAMPLES = "a7 -_.,\"'<>=/\n(\u0301"
CATEGORIES = {codes.CATEGORY_DIGIT: "7", codes.CATEGORY_SPACE: " ", codes.CATEGORY_NOT_WORD: "-"}


class Found(NamedTuple):
    """An expression, where it stands, and how it is used: "match", "fullmatch", and for all else "finditer"."""

    name: str
    expression: re.Pattern[Any]
    uses: frozenset[str]


def find_patterns() -> list[Found]:
    """Those that stand in modules, in tuples and dicts of modules too."""
    found: dict[tuple[Any, int], Found] = {}
    for module in pkgutil.walk_packages(articlextract.__path__, "articlextract."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for expression in _inside(value) if not name.startswith("__") else ():
                    key = (expression.pattern, expression.flags)
                    found.setdefault(key, Found(f"{module.name}.{name}", expression, _uses_of(module.name, name)))
    return list(found.values())


def _inside(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, frozenset, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _inside(one)


def _uses_of(module: str, name: str) -> frozenset[str]:
    """By its own module, or by all where it is meant for others."""
    uses = _uses()
    own = uses.get((module, name), set()) & (ANCHORED | SEARCHING)
    used = own or set().union(*(found for (_, other), found in uses.items() if other == name))
    anchored = used & ANCHORED
    return frozenset(anchored if anchored and not used & SEARCHING else {"finditer"})


@cache
def _uses() -> dict[tuple[str, str], set[str]]:
    """The methods that each module calls on each name."""
    uses: dict[tuple[str, str], set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        module = ".".join(["articlextract", *path.relative_to(PACKAGE).with_suffix("").parts])
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                uses.setdefault((module, name), set()).add(node.attr)
    return uses


def worst_texts(expression: re.Pattern[Any], size: int) -> Iterator[Any]:
    """Texts of about `size` characters, in bytes for an expression over bytes."""
    of_bytes = isinstance(expression.pattern, bytes)
    source = expression.pattern.decode("latin-1") if of_bytes else expression.pattern
    tree = parser.parse(source, expression.flags & ~re.UNICODE if of_bytes else expression.flags)
    letters = list(dict.fromkeys(_letters(tree)))[:12]
    for text in dict.fromkeys(_texts(letters, [_match(tree, 0), _match(tree, 1)], size)):
        yield text.encode("utf-8", "surrogatepass") if of_bytes else text


def _texts(letters: list[str], matches: list[str], size: int) -> Iterator[str]:
    yield from (letter * size for letter in letters)
    yield from ((one + other) * (size // 2) for one, other in itertools.permutations(letters[:6], 2))
    for match in filter(None, matches):
        half = len(match) // 2
        yield match * (size // len(match) + 1)
        yield match[:-1] * (size // max(1, len(match) - 1) + 1)
        for letter in letters[:6]:
            run = letter * size
            yield from (match[:-1] + run, match[:1] + run, match[:half] + run, run + match)
            yield (match[:half] + letter) * (size // (half + 1))


def _letters(tree: Any) -> Iterator[str]:
    """What the expression looks for, one letter of each class."""
    for code, value in tree:
        if code in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
            yield from _of_class(code, value)
        elif code is codes.BRANCH:
            yield from itertools.chain.from_iterable(map(_letters, value[1][:12]))
        elif code is codes.SUBPATTERN:
            yield from _letters(value[3])
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            yield from _letters(value[2])
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _letters(value[1])


def _of_class(code: Any, value: Any) -> Iterator[str]:
    if code is codes.LITERAL:
        yield chr(value)
    elif code is codes.NOT_LITERAL:
        yield "a" if chr(value) != "a" else "b"
    elif code is codes.ANY:
        yield "a"
    elif value[0][0] is codes.NEGATE:
        yield from itertools.islice((example for example in EXAMPLES if not _is_in(value[1:], example)), 2)
    else:
        for kind, one in value[:8]:
            if kind is codes.CATEGORY:
                yield CATEGORIES.get(one, "a")
            elif kind in (codes.LITERAL, codes.RANGE):
                yield chr(one if kind is codes.LITERAL else one[0])


def _is_in(members: Any, letter: str) -> bool:
    tests = {
        codes.LITERAL: lambda one: chr(one) == letter,
        codes.RANGE: lambda one: one[0] <= ord(letter) <= one[1],
        codes.CATEGORY: lambda one: (
            (one is codes.CATEGORY_SPACE and letter.isspace())
            or (one is codes.CATEGORY_WORD and (letter.isalnum() or letter == "_"))
            or (one is codes.CATEGORY_DIGIT and letter.isdigit())
        ),
    }
    return any(kind in tests and tests[kind](one) for kind, one in members)


def _match(tree: Any, times: int) -> str:
    """A text that the expression matches, or nearly, with what is optional so many times."""
    text = ""
    for code, value in tree:
        if code in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
            text += next(_of_class(code, value), "")
        elif code is codes.BRANCH:
            text += _match(value[1][0], times)
        elif code is codes.SUBPATTERN:
            text += _match(value[3], times)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            least, most, inner = value
            text += _match(inner, times) * max(least, times if most is codes.MAXREPEAT else min(times, most))
    return text
