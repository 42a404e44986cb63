"""The documents of the project, and the fenced blocks in them.

Every block is of one of these kinds:

- `python`: a doctest, or a file of the package when its first line is a comment with its path;
- `diff`: lines to add to the file that its first line names; files and diffs are applied to a copy of the package;
- `console`: `$` commands with their output, standard error included, and `[exit code N]` where that is not 0;
- `sh`: commands, one a line, each of which must succeed; a block that no test runs says why in a comment above it,
  `<!-- not run: the reason -->`;
- `text`: to be read only.

`...` in an expected output stands for anything.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import articlextract

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(articlextract.__file__).parent
KINDS = frozenset({"python", "diff", "console", "sh", "text"})
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "benchmarks/README.md",
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md")),
    "tests/fixtures/README.md",
    "src/articlextract/model/MODEL_CARD.md",
    "src/articlextract/model/LINE_MODEL_CARD.md",
)

_FENCE = re.compile(r"^(?:<!-- not run: ([^\n]+) -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block; `line` is the number of lines before its first, `reason` why it is not run."""

    language: str
    code: str
    line: int
    reason: str | None


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def all_blocks(text: str) -> list[Block]:
    return [Block(m[2], m[3], text.count("\n", 0, m.start(3)), m[1]) for m in _FENCE.finditer(text)]


def blocks(text: str, language: str) -> list[Block]:
    return [block for block in all_blocks(text) if block.language == language]


def prose(text: str) -> str:
    """The document without its blocks."""
    return _FENCE.sub("", text)


def documents_with(language: str) -> list[str]:
    return [name for name in DOCUMENTS if blocks(read(name), language)]
