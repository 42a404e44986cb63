"""A file, a file: URL and a stream give the same record; what cannot be read is a FetchError."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from articlextract import FetchError
from articlextract.errors import InputTypeError
from articlextract.fetch import read_file, read_stream
from articlextract.records import RawPage

PAGE = b"<p>Ebb at noon.</p>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a tide é.html"
    path.write_bytes(PAGE)
    return path


def test_path_url_and_stream_give_the_same_record(page: Path) -> None:
    expected = RawPage(PAGE, url="https://example.org/tide")
    for source in (page, str(page), page.as_uri(), "FILE://localhost" + page.as_uri()[7:]):
        assert read_file(source, url="https://example.org/tide", max_bytes=99) == expected
    assert read_stream(io.BytesIO(PAGE), url="https://example.org/tide", max_bytes=99) == expected


def test_without_a_url_there_is_none(page: Path) -> None:
    assert read_file(page, max_bytes=99).url is None


def test_a_long_file_is_read_one_byte_past_the_limit(page: Path) -> None:
    assert read_file(page, max_bytes=5).data == PAGE[:6]
    assert read_file(page, max_bytes=len(PAGE)).data == PAGE


def test_a_stream_that_gives_little_at_a_time_is_read_to_its_end() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(2, size or 2))

    assert read_stream(Slow(PAGE), max_bytes=99).data == PAGE
    assert read_stream(Slow(PAGE), max_bytes=5).data == PAGE[:6]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.html", "there is no file .*missing.html"),
        (".", "is a folder"),
        ("a\0b", "cannot be read: embedded null"),
        ("x" * 300, "cannot be read: .*too long"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        read_file(os.path.join(tmp_path, name), max_bytes=9)


def test_a_file_that_may_not_be_read_is_named(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:  # root may read every file, so a mode of 0 would not do
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(FetchError, match="may not be read"):
        read_file(page, max_bytes=9)


@pytest.mark.parametrize("url", ["file://elsewhere/etc/hostname", "file://[::1/etc/hostname"])
def test_a_file_url_of_another_machine_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match=r"another machine|not a usable file: URL"):
        read_file(url, max_bytes=9)


def test_streams_that_are_closed_or_of_text_are_named() -> None:
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(FetchError, match="closed"):
        read_stream(closed, max_bytes=9)
    with pytest.raises(InputTypeError, match="not bytes"):
        read_stream(io.StringIO("text"), max_bytes=9)  # type: ignore[arg-type]


def test_reading_a_file_does_not_load_the_http_library() -> None:
    program = "import sys, articlextract.fetch as fetch; fetch.read_file(sys.executable, max_bytes=9); "
    program += "print('requests' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
