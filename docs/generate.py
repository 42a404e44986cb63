"""Write into docs/ what the code knows better: `--help` into cli.md, the JSON Schema beside it. `make docs` runs this.

`tests/test_docs.py` says when one of them is stale.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click

import articlextract
from articlextract.cli import extract, main
from articlextract.cli.bulk import bulk
from articlextract.cli.completion import completion
from articlextract.cli.diff import diff
from articlextract.cli.discover import discover
from articlextract.cli.inspect import inspect

HERE = Path(__file__).resolve().parent
COMMANDS: dict[str, click.Command] = {
    "extract": extract,
    "articlextract": main,
    "inspect": inspect,
    "completion": completion,
    "discover": discover,
    "bulk": bulk,
    "diff": diff,
}
VERBS = ("inspect", "completion", "discover", "bulk", "diff")  # of articlextract
WIDTH = 100

sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]  # for the cases of docs/safety.md

_HELP = re.compile(r"(<!-- help: (\w+) -->\n).*?(<!-- /help -->)", re.DOTALL)
_CASES = re.compile(r"(<!-- cases: (\w+) -->\n).*?(<!-- /cases -->)", re.DOTALL)


def help_of(name: str) -> str:
    """What `NAME --help` prints on a terminal of WIDTH columns."""
    command = COMMANDS[name]
    with command.make_context(
        f"articlextract {name}" if name in VERBS else name,
        [],
        resilient_parsing=True,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
    ) as context:
        return command.get_help(context)


def with_help(text: str) -> str:
    """A document with the help texts between its `<!-- help: NAME -->` marks as they are now."""
    return _HELP.sub(lambda found: f"{found[1]}```text\n{help_of(found[2])}\n```\n{found[3]}", text)


def with_cases(text: str) -> str:
    """A document with the tables between its `<!-- cases: NAME -->` marks as the tests have them now."""
    from hostile.tables import TABLES

    return _CASES.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}\n{found[3]}", text)


def generated() -> dict[Path, str]:
    """Each file that is generated, wholly or in part -> what it should hold."""
    cli = HERE / "cli.md"
    schema = json.dumps(articlextract.json_schema(), indent=2, ensure_ascii=False) + "\n"
    safety = HERE / "safety.md"
    return {
        safety: with_cases(safety.read_text("utf-8")),
        cli: with_help(cli.read_text("utf-8")),
        HERE / "article.schema.json": schema,
    }


def write() -> None:
    """Bring the files up to date and say which had not been."""
    for path, text in generated().items():
        if path.read_text("utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: {path.relative_to(HERE.parent)}")


if __name__ == "__main__":
    write()
