"""What README and docs/ say is true: examples in Python print what they say, links lead somewhere, tables are whole.

`documents.py` says which kinds of block there are; `test_docs_commands.py` runs those for the shell.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from documents import DOCUMENTS, KINDS, PACKAGE, ROOT, Block, all_blocks, blocks, documents_with, prose, read

import articlextract
from articlextract.article import Article

RUNNER = """
import doctest, sys
test = doctest.DocTestParser().get_doctest(sys.stdin.read(), {}, sys.argv[1], sys.argv[1], 0)
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
sys.exit(runner.run(test).failed > 0)
"""
RENDERED = frozenset({"text", "markdown", "html"})

_CODE = re.compile(r"`[^`\n]+`")
_FILE = re.compile(r"# (src/\S+\.py)\n")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"`([a-z_]+(?:/[\w.-]*)+)`")
_VERB = re.compile(r"(?:`|^)make ([a-z]+)\b", re.MULTILINE)


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


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_block_is_of_a_kind_that_is_checked(name: str) -> None:
    assert {block.language for block in all_blocks(read(name))} <= KINDS
    assert "\n\n    " not in prose(read(name)).replace("\n\n    - ", ""), "indented code is not checked; fence it"
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


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    for target in _LINK.findall(_CODE.sub("", prose(read(name)))):
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
    assert text.count("<!-- cases: ") == 5
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


@pytest.mark.parametrize(
    ("there", "on_the_site"),
    [
        ("[fields](docs/fields.md#date)", "[fields](fields.md#date)"),
        ("[card](src/articlextract/model/MODEL_CARD.md)", "[card](model-card.md)"),
        ("[tests](tests/conftest.py), [there](https://example.org/)", "tests, [there](https://example.org/)"),
        ("[![a picture](docs/a.webp)](docs/fields.md)", "[![a picture](a.webp)](fields.md)"),
        ("```text\n[a](docs/b.md)\n```\n[below](#below)", "```text\n[a](docs/b.md)\n```\n[below](#below)"),
    ],
)
def test_links_are_turned_for_the_site(there: str, on_the_site: str) -> None:
    turned = runpy.run_path(str(ROOT / "docs" / "site_pages.py"))["with_links"]
    assert turned(there, "README.md") == on_the_site


# The checks above notice what they are for


def test_blocks_are_found_with_their_lines() -> None:
    text = "a\n```python\n>>> 1\n1\n```\nb\n```sh\nmake test\n```\n"
    assert blocks(text, "python") == [Block("python", ">>> 1\n1\n", 2, None)]
    assert doctests(text).splitlines()[2:4] == [">>> 1", "1"]
    assert prose(text) == "a\n\nb\n\n"


def test_a_diff_whose_context_is_gone_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("# a\nx = (\n    1,\n)\n")
    apply("+++ a.py\n x = (\n     1,\n+    2,\n", tmp_path)
    assert (tmp_path / "a.py").read_text() == "# a\nx = (\n    1,\n    2,\n)\n"
    with pytest.raises(AssertionError, match="does not hold"):
        apply("+++ a.py\n y = (\n+    2,\n", tmp_path)
