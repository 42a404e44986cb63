"""What README and docs/ say is tried: Python and console blocks run, worked examples work, links lead somewhere.

Every fenced block is of one of these kinds:

- `python`: a doctest, or a file of the package when its first line is a comment with its path;
- `diff`: lines to add to the file that its first line names; files and diffs are applied to a copy of the package;
- `console`: `$` commands with their output, standard error included, and `[exit code N]` where that is not 0;
- `sh`, `text`: to be read only.

`...` in an expected output stands for anything.
"""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import articlextract
from articlextract.article import Article

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(articlextract.__file__).parent
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/bulk.md",
    "docs/cli.md",
    "docs/fetching.md",
    "docs/fields.md",
    "docs/flattened-text.md",
    "docs/formats.md",
    "docs/inspector.md",
    "docs/safety.md",
)
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
RUNNER = """
import doctest, sys
test = doctest.DocTestParser().get_doctest(sys.stdin.read(), {}, sys.argv[1], sys.argv[1], 0)
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
sys.exit(runner.run(test).failed > 0)
"""
RENDERED = frozenset({"text", "markdown", "html"})

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (src/\S+\.py)\n")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"`([a-z_]+(?:/[\w.-]*)+)`")
_VERB = re.compile(r"(?:`|^)make ([a-z]+)\b", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block; `line` is the number of lines before its first."""

    language: str
    code: str
    line: int


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(text: str, language: str) -> list[Block]:
    found = [Block(m[1], m[2], text.count("\n", 0, m.start(2))) for m in _FENCE.finditer(text)]
    return [block for block in found if block.language == language]


def prose(text: str) -> str:
    return _FENCE.sub("", text)


def files(text: str) -> dict[str, str]:
    """Path -> content of the blocks that are files of the package."""
    return {m[1]: block.code[m.end() :] for block in blocks(text, "python") if (m := _FILE.match(block.code))}


def doctests(text: str) -> str:
    """The Python to run, each line where it stands in the document."""
    lines = [""] * (text.count("\n") + 1)
    for block in blocks(text, "python"):
        if not _FILE.match(block.code):
            code = block.code.splitlines()
            lines[block.line : block.line + len(code)] = code
    return "\n".join(lines)


def apply(diff: str, root: Path) -> None:
    """Carry a diff without line numbers out; its context must stand in the file exactly once."""
    name, *lines = diff.splitlines()
    path = root / name.removeprefix("+++ ")
    text = path.read_text("utf-8")
    for hunk in "\n".join(lines).split("\n@@\n"):
        old = "\n".join(line[1:] for line in hunk.splitlines() if line[:1] != "+")
        new = "\n".join(line[1:] for line in hunk.splitlines() if line[:1] != "-")
        assert text.count(f"\n{old}\n") == 1, f"{path} does not hold, once:\n{old}"
        text = text.replace(f"\n{old}\n", f"\n{new}\n")
    path.write_text(text, encoding="utf-8")


def carry_out(text: str, root: Path) -> None:
    """A copy of the package under `root/src`, with the files and lines that a document adds to it."""
    shutil.copytree(PACKAGE, root / "src" / "articlextract", ignore=shutil.ignore_patterns("__pycache__"))
    for name, content in files(text).items():
        assert not (root / name).exists(), f"{name} is there already; choose another example"
        (root / name).write_text(content, encoding="utf-8")
    for block in blocks(text, "diff"):
        apply(block.code, root)


def slug(heading: str) -> str:
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def documents_with(language: str) -> list[str]:
    return [name for name in DOCUMENTS if blocks(read(name), language)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_block_is_of_a_kind_that_is_checked(name: str) -> None:
    assert {m[1] for m in _FENCE.finditer(read(name))} <= {"python", "diff", "console", "sh", "text"}
    for block in blocks(read(name), "python"):
        assert _FILE.match(block.code) or ">>> " in block.code, f"neither a file nor a doctest: {name}:{block.line}"


@pytest.mark.parametrize("name", documents_with("python"))
def test_python_blocks(name: str, tmp_path: Path) -> None:
    text = read(name)
    environment = dict(os.environ)
    if files(text):
        carry_out(text, tmp_path)
        environment["PYTHONPATH"] = str(tmp_path / "src")
    command = [sys.executable, "-c", RUNNER, name]
    done = subprocess.run(
        command, input=doctests(text), env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", documents_with("console"))
def test_console_blocks(name: str) -> None:
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    for block in blocks(read(name), "console"):
        for part in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
            command, _, want = part.partition("\n")
            done = subprocess.run(
                command,
                shell=True,
                env={**os.environ, "PATH": path},
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            got = done.stdout + (f"[exit code {done.returncode}]\n" if done.returncode else "")
            assert doctest.OutputChecker().check_output(want, got, LOOSE), f"$ {command}\n{got}\nwanted:\n{want}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    for target in _LINK.findall(prose(read(name))):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), target
        if anchor:
            assert anchor in {slug(heading) for heading in _HEADING.findall(file.read_text("utf-8"))}, target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_are_there(name: str) -> None:
    text = read(name)
    for path in set(_PATH.findall(prose(text))) - files(text).keys():
        if not path.startswith("work/"):  # what the commands leave behind
            assert any((base / path).exists() for base in (ROOT, PACKAGE)), path


def test_make_verbs_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    for name in DOCUMENTS:
        assert set(_VERB.findall(read(name))) <= targets, name
    described = set(_VERB.findall(read("CONTRIBUTING.md")))
    assert targets - described == {"help"}


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "generate.py"))


def test_help_in_the_docs_is_current(generator: dict[str, Any]) -> None:
    text = read("docs/cli.md")
    assert text.count("<!-- help: ") == len(generator["COMMANDS"])
    # Each version of click breaks the lines in its own way.
    assert generator["with_help"](text).split() == text.split(), "stale: make docs"


def test_the_cases_in_the_docs_are_current(generator: dict[str, Any]) -> None:
    text = read("docs/safety.md")
    assert text.count("<!-- cases: ") == 4
    assert generator["with_cases"](text) == text, "stale: make docs"


def test_stale_help_is_noticed(generator: dict[str, Any]) -> None:
    stale = "<!-- help: extract -->\nUsage: extract FILE\n<!-- /help -->\n"
    assert "--favour" in generator["with_help"](stale)


def test_each_field_has_its_entry_with_its_type() -> None:
    entries = dict(
        re.findall(r"^## `(\w+)`\n.*?^- \*\*Type\*\*: `([^`]+)`", read("docs/fields.md"), re.MULTILINE | re.DOTALL)
    )
    fields = {name: str(field.type) for name, field in Article.__dataclass_fields__.items()}
    assert entries == {**fields, **dict.fromkeys(RENDERED, "str")}


def test_the_readme_names_every_field_and_no_other() -> None:
    rows = re.findall(r"^\| (`.*?) \|", read("README.md"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == set(Article.__dataclass_fields__) | RENDERED


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## {articlextract.__version__}" in read("CHANGELOG.md")


# The checks above notice what they are for


def test_blocks_are_found_with_their_lines() -> None:
    text = "a\n```python\n>>> 1\n1\n```\nb\n```sh\nmake test\n```\n"
    assert blocks(text, "python") == [Block("python", ">>> 1\n1\n", 2)]
    assert doctests(text).splitlines()[2:4] == [">>> 1", "1"]
    assert prose(text) == "a\n\nb\n\n"


def test_a_diff_whose_context_is_gone_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("# a\nx = (\n    1,\n)\n")
    apply("+++ a.py\n x = (\n     1,\n+    2,\n", tmp_path)
    assert (tmp_path / "a.py").read_text() == "# a\nx = (\n    1,\n    2,\n)\n"
    with pytest.raises(AssertionError, match="does not hold"):
        apply("+++ a.py\n y = (\n+    2,\n", tmp_path)
