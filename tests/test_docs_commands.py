"""The commands that README and docs/ show are run: in the tree where their output is shown, else on stand-ins."""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from bulk.archives import gzipped, response
from bulk.samples import html
from documents import ROOT, blocks, documents_with, read

LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PATH = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])


def run(command: str, folder: Path) -> tuple[int, str]:
    """The exit code and all output of a command of the shell."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env={**os.environ, "PATH": PATH},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("name", documents_with("console"))
def test_console_blocks_print_what_they_say(name: str) -> None:
    for block in blocks(read(name), "console"):
        for part in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
            command, _, want = part.partition("\n")
            code, got = run(command, ROOT)
            got += f"[exit code {code}]\n" if code else ""
            assert doctest.OutputChecker().check_output(want, got, LOOSE), f"$ {command}\n{got}\nwanted:\n{want}"


def lines_to_run() -> list[tuple[str, str]]:
    return [
        (name, line)
        for name in documents_with("sh")
        for block in blocks(read(name), "sh")
        if block.reason is None
        for line in block.code.splitlines()
        if line.strip() and not line.startswith("#")
    ]


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small files of the names that the documents use, and two results of `bulk`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("stand-ins")
    archive = b"".join(gzipped(response(number) for number in range(2)))
    for name in ("CC-MAIN-2026-01.warc.gz", "crawl/a.warc.gz", "more/b.warc.gz"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(archive)
    rows = [{"html": html(number).decode(), "url": f"https://tides.example/{number}"} for number in range(2)]
    table = pa.table({"raw": [row["html"] for row in rows], "where": [row["url"] for row in rows]})
    pq.write_table(table, folder / "pages.parquet")
    lines = "".join([f"{json.dumps(row)}\n" for row in rows]).encode()
    with pa.CompressedOutputStream(str(folder / "dump.jsonl.zst"), "zstd") as stream:
        stream.write(lines)
    (folder / "saved-pages").mkdir()
    (folder / "saved-pages" / "tide.html").write_bytes(html(1))
    (folder / "urls.txt").write_text("http://127.0.0.1/refused-without-a-packet\n")
    for results in ("results-old", "results"):
        code, said = run(f"articlextract bulk crawl/ -o {results}", folder)
        assert code == 0, said
    return folder


@pytest.mark.parametrize(("name", "line"), lines_to_run())
def test_shell_lines_succeed(name: str, line: str, stand_ins: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    shutil.copytree(stand_ins, folder)
    if "-o results/" in line:
        shutil.rmtree(folder / "results")
    code, said = run(line, folder)
    assert code == 0, f"{name}: {line}\n{said}"
    if "-o results/" in line:
        assert list((folder / "results").iterdir()), said


# The checks above notice what they are for


def test_a_line_that_fails_is_noticed(tmp_path: Path) -> None:
    assert run("extract missing.html", tmp_path)[0] == 3
    assert run("false | true", tmp_path)[0] == 1


def test_a_block_that_is_not_run_says_why() -> None:
    text = "<!-- not run: needs the network -->\n```sh\nrm -rf /\n```\n```sh\ntrue\n```\n"
    assert [block.reason for block in blocks(text, "sh")] == ["needs the network", None]
