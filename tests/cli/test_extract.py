"""The real program, run on real files, pipes and a server: what it prints, where, and its exit code."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
from pathlib import Path
from typing import Any

import pytest
from loopback import Server, drip, redirect, say

from articlextract.cli import extract

PROGRAM = Path(sysconfig.get_path("scripts"), "extract")
URL = "https://example.org/sea/tides"
STORY = (
    "The harbour master counted eleven boats at the quay on Monday morning, three fewer than in the week before, "
    "and wrote the number into the grey book that his father had begun."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Eleven boats &amp; a book</title>
<meta name="author" content="Ada Quay"><meta property="article:published_time" content="2024-03-05T10:30:00+01:00">
</head><body><article><h1>Eleven boats &amp; a book</h1><p>{STORY}</p><p>{STORY[::-1]}</p>
<p>Nobody in the village could say where the other three had gone, though everybody had been asked about it twice.
<a href="../list">The list</a> hangs in the harbour office.</p></article></body></html>"""
EVIL = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x202E, 0x2066, 0x200F]))


def run(*arguments: str | Path, stdin: bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run([PROGRAM, *arguments], input=stdin, timeout=60, check=False, **streams)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


# What it prints


def test_text_begins_with_headline_and_byline(page: Path) -> None:
    done = run(page)
    assert (done.returncode, done.stderr) == (0, b"")
    title, byline, *rest = done.stdout.decode().split("\n\n")
    assert title == "Eleven boats & a book"
    assert byline == "Ada Quay · 2024-03-05 10:30+01:00"
    assert rest[0] == STORY
    assert done.stdout.endswith(b"office.\n")


def test_markdown_has_the_headline_as_heading(page: Path) -> None:
    done = run(page, "--format", "markdown", "--url", URL)
    assert done.stdout.decode().startswith("# Eleven boats & a book\n\nAda Quay")
    assert "[The list](https://example.org/list)" in done.stdout.decode()


def test_html_is_a_whole_document(page: Path) -> None:
    said = run(page, "--format", "html").stdout.decode()
    assert said.startswith('<!doctype html>\n<html lang="en">\n')
    assert "<title>Eleven boats &amp; a book</title>" in said
    assert "<h1>Eleven boats &amp; a book</h1>" in said
    assert said.endswith("</html>\n")


def test_json_is_the_article(page: Path) -> None:
    article = json.loads(run(page, "--format", "json").stdout)
    assert (article["status"], article["title"], article["url"]) == ("ok", "Eleven boats & a book", None)
    assert article["authors"][0]["name"] == "Ada Quay"


def test_url_file_and_standard_input_give_the_same_article(page: Path) -> None:
    served = say(page.read_bytes(), content_type="text/html")
    with Server({"/story": redirect("/sea/tides"), "/sea/tides": served}) as server:
        url = server.url("/sea/tides")
        fetched = run(server.url("/story"), "--allow-private", "--format", "json")
    from_file = run(page, "--format", "json", "--url", url)
    from_file_url = run(page.as_uri(), "--format", "json", "--url", url)
    from_stdin = run("-", "--format", "json", "--url", url, stdin=page.read_bytes())
    assert json.loads(fetched.stdout)["url"] == url
    assert fetched.stdout == from_file.stdout == from_file_url.stdout == from_stdin.stdout


def test_the_output_is_utf_8_whatever_the_locale(page: Path) -> None:
    page.write_text(PAGE.replace("Ada Quay", "Ādá 渡辺"), encoding="utf-8")
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    assert "Ādá 渡辺 · ".encode() in run(page, env=plain).stdout


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "tei", "csv"])
def test_no_control_character_of_the_page_gets_out(page: Path, form: str) -> None:
    references = "".join(f"&#{ord(char)};" for char in EVIL)
    page.write_text(PAGE.replace("boats", f"bo{EVIL}{references}ats"), encoding="utf-8")
    said = run(page, "--format", form).stdout.decode()
    assert "Eleven" in said
    assert set(said) & set(EVIL) == set()


def test_no_control_character_of_a_server_gets_into_a_message() -> None:
    with Server({"/": say(status=f"404 {EVIL[:60]}", content_type="text/html")}) as server:
        said = run(server.url(), "--allow-private").stderr.decode()
    assert "404" in said
    assert said.strip().isprintable()


def test_favour_reaches_the_reader(page: Path) -> None:
    least, most = (run(page, "--favour", favour).stdout.splitlines() for favour in ("precision", "recall"))
    assert STORY.encode() in least
    assert set(least) <= set(most)
    assert run(page, "--favour", "speed").returncode == 2


# Exit codes and messages


def test_a_page_without_text_is_1(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<html><body></body></html>")
    done = run(path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"extract: ")
    as_json = run(path, "--format", "json")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout)["text"] == ""


def test_what_is_no_page_is_1(tmp_path: Path) -> None:
    path = tmp_path / "scan.html"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    done = run(path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"PDF" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["page.html", "--format", "pdf"],
        ["page.html", "another.html", "--format", "tei"],
        ["page.html", "another.html", "--url", URL],
        ["-", "-"],
        ["page.html", "--json", "--format", "html"],
        ["page.html", "--json", "--field", "title"],
        ["page.html", "--field", "headline"],
        ["page.html", "--front-matter", "--format", "html"],
        ["page.html", "--quiet", "--verbose"],
        ["page.html", "--url", "example.org"],
        ["https://example.org/", "--url", URL],
        ["page.html", "--timeout", "0"],
        ["page.html", "--timeout", "nan"],
        ["page.html", "--user-agent", "two\nlines"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        extract(arguments)
    said = capsys.readouterr()
    assert (done.value.code, said.out) == (2, "")
    assert "Error: " in said.err


def test_what_cannot_be_fetched_is_3(tmp_path: Path) -> None:
    with Server({"/slow": drip(b"HTTP/1.1 200 OK\r\n\r\n", [b"<p>"] * 200)}) as server:
        for source, said in [
            (server.url("/gone"), "there is no such page"),
            (server.url("/slow"), "was not here after 0.5 s"),
            ("ftp://example.org/", "only http and https"),
            ("https://", "names no host"),
            (str(tmp_path / "missing.html"), "there is no file"),
            (str(tmp_path), "is a folder"),
        ]:
            done = run(source, "--allow-private", "--timeout", "0.5")
            assert (done.returncode, done.stdout) == (3, b"")
            assert done.stderr.startswith(b"extract: ")
            assert said in done.stderr.decode()


def test_an_address_that_is_not_public_is_3_unless_it_is_allowed(page: Path) -> None:
    with Server({"/": say(page.read_bytes())}) as server:
        refused = run(server.url())
        assert server.requests == []
        assert run(server.url(), "--allow-private").returncode == 0
    assert (refused.returncode, refused.stdout) == (3, b"")
    assert b"must not be contacted: it is this machine" in refused.stderr


def test_the_user_agent_is_sent(page: Path) -> None:
    with Server({"/": say(page.read_bytes())}) as server:
        assert run(server.url(), "--allow-private", "--user-agent", "tide-watch/1").returncode == 0
    assert server.requests[0].headers["user-agent"] == "tide-watch/1"


def test_both_programs_are_the_same(page: Path) -> None:
    program = PROGRAM.with_name("articlextract")
    done = subprocess.run([program, "extract", page], capture_output=True, check=True)
    assert done.stdout == run(page).stdout
    version = subprocess.run([program, "--version"], capture_output=True, check=True)
    assert version.stdout == run("--version").stdout


def test_help_loads_no_parser() -> None:
    program = "import sys; from articlextract.cli import extract; extract(['--help'], standalone_mode=False); "
    program += "print('lxml' in sys.modules, 'requests' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.endswith(b"False False\n")


# Files and pipes


def test_output_goes_to_a_file_and_nothing_else(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.txt"
    done = run(page, "--output", target)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert target.read_bytes() == run(page).stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "story.txt"]


def test_output_replaces_the_file_behind_a_link_and_keeps_its_mode(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.txt"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    assert run(page, "--output", link).returncode == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("Eleven boats")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "story.txt"
    target.write_text("old")
    assert run(tmp_path / "missing.html", "--output", target).returncode == 3
    assert target.read_text() == "old"


def test_what_cannot_be_written_is_4(page: Path, tmp_path: Path) -> None:
    for target, said in [
        (tmp_path / "no" / "such" / "story.txt", "No such file"),
        (tmp_path, "it is a folder"),
        (Path("/dev/full"), "No space left"),
    ]:
        done = run(page, "--output", target)
        assert (done.returncode, done.stdout) == (4, b"")
        assert done.stderr.startswith(f"extract: cannot write to {target}: {said}".encode())
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_full_disk_behind_standard_output_is_4(page: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = run(page, stdout=full)
    assert done.returncode == 4
    assert done.stderr == (
        b"extract: cannot write to standard output: No space left on device. Choose another place, or free space\n"
    )


@pytest.mark.parametrize(("redirection", "code"), [(">&-", 4), ("<&-", 3)])
def test_a_closed_stream_is_named(page: Path, redirection: str, code: int) -> None:
    source = page if redirection == ">&-" else "-"
    done = subprocess.run(["sh", "-c", f'"$0" "$1" {redirection}', PROGRAM, source], capture_output=True, check=False)
    assert done.returncode == code
    assert b"closed" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error(page: Path) -> None:
    paragraphs = "".join(f"<p>{number}. {STORY}</p>" for number in range(3000))  # more than a pipe holds
    page.write_text(PAGE.replace("</article>", f"{paragraphs}</article>"), encoding="utf-8")
    with subprocess.Popen([PROGRAM, page], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"Eleven boats & a book\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_control_c_ends_quietly_with_130() -> None:
    asked = threading.Event()

    def silence(connection: socket.socket) -> None:
        asked.set()
        connection.recv(1)

    with Server({"/": silence}) as server:
        # a shell's background job, which these tests may be, hands down that the signal is to be ignored
        heed = (
            "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
        )
        command = [sys.executable, "-c", heed, PROGRAM, "--allow-private", server.url()]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert asked.wait(30)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=30)
    assert (process.returncode, out, error) == (130, b"", b"")
