"""Corpus files: written, read, sampled, told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpora
from benchmarks.corpora import Page

PAGES = [
    Page(f"p{i}", f"https://example.org/{i}", f"<p>page {i}".encode(), {"title": f"Seite {i} é"}) for i in range(7)
]


def test_a_corpus_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert corpora.save(tmp_path / "tides.parquet", PAGES) == 7
    assert corpora.load("tides", tmp_path) == PAGES


def test_bytes_of_any_charset_survive_and_an_empty_url_is_none(tmp_path: Path) -> None:
    page = Page("x", None, b"\xff\x00<p>\x81", {"authors": []})
    corpora.save(tmp_path / "odd.parquet", [page])
    assert corpora.load("odd", tmp_path) == [page]


def test_a_limit_spreads_over_the_file(tmp_path: Path) -> None:
    corpora.save(tmp_path / "tides.parquet", PAGES)
    assert [page.id for page in corpora.load("tides", tmp_path, limit=3)] == ["p0", "p2", "p4"]
    assert len(corpora.load("tides", tmp_path, limit=99)) == 7


def test_a_missing_corpus_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        corpora.load("nowhere", tmp_path)


def test_held_out_splits_are_not_measured_unasked(tmp_path: Path) -> None:
    for name in ("wcxb-dev", "wcxb-test", "a"):
        corpora.save(tmp_path / f"{name}.parquet", PAGES[:1])
    assert corpora.available(tmp_path) == ["a", "wcxb-dev"]
    assert corpora.available(tmp_path / "no-such-folder") == []


def test_the_fingerprint_is_the_sha256_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "abc.parquet").write_bytes(b"abc")
    assert corpora.fingerprint("abc", tmp_path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_folder_is_the_environments_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(corpora.ROOT_VARIABLE, str(tmp_path))
    assert corpora.corpora_root() == tmp_path
    monkeypatch.delenv(corpora.ROOT_VARIABLE)
    assert corpora.corpora_root().parts[-2:] == ("shared", "corpora")
