"""Each public corpus, from a handwritten tree in the shape of its checkout."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corpora
from benchmarks.import_checkout import main


def put(path: Path, content: Any) -> None:
    """Write JSON, bytes, or bytes packed when the name ends in .gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def imported(tmp_path: Path, corpus: str, *options: str) -> list[corpora.Page]:
    assert main([corpus, str(tmp_path / "checkout"), "-o", str(tmp_path / "out" / "it.parquet"), *options]) == 0
    return corpora.load("it", tmp_path / "out")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return tmp_path / "checkout"


def wcxb_record(url: str, **truth: Any) -> dict[str, Any]:
    return {"url": url, "_internal": {"page_type": {"primary": "forum"}}, "ground_truth": truth}


def test_wcxb_takes_the_development_split(tmp_path: Path, checkout: Path) -> None:
    truth = {"main_content": "Low tide.", "title": "Tide", "author": "Ana Ruiz", "publish_date": "2024-05-01"}
    put(checkout / "dev/ground-truth/0001.json", wcxb_record("https://example.org/1", **truth))
    put(checkout / "dev/html/0001.html.gz", b"<p>Low tide.")
    put(checkout / "dev/ground-truth/0002.json", wcxb_record("https://example.org/2", main_content="", author=None))
    put(checkout / "dev/html/0002.html.gz", b"<p>")
    put(checkout / "test/ground-truth/0003.json", wcxb_record("https://example.org/3", main_content="Held out."))
    put(checkout / "test/html/0003.html.gz", b"<p>Held out.")

    first, second = imported(tmp_path, "wcxb")
    assert (first.id, first.url, first.html) == ("0001", "https://example.org/1", b"<p>Low tide.")
    assert first.gold == {
        "text": "Low tide.",
        "title": "Tide",
        "authors": ["Ana Ruiz"],
        "date": "2024-05-01",
        "type": "forum",
    }
    assert second.gold == {"text": "", "type": "forum"}

    assert [page.id for page in imported(tmp_path, "wcxb", "--split", "test")] == ["0003"]


def test_trafilatura_looks_in_both_folders(tmp_path: Path, checkout: Path) -> None:
    put(
        checkout / "tests/evaldata.json",
        {
            "https://example.org/a": {
                "file": "a.html",
                "with": ["tide"],
                "without": ["menu"],
                "author": "A Ruiz; B Lind",
            },
            "https://example.org/b": {"file": "b.html", "with": ["sea"], "without": [], "author": ""},
            "https://example.org/c": {"file": "c.html", "with": ["gone"], "without": []},
            "https://example.org/d": {"file": "d.html", "with": ["no word on authors"], "without": []},
        },
    )
    put(checkout / "tests/cache/a.html", b"<p>tide")
    put(checkout / "tests/eval/b.html", b"<p>sea")
    put(checkout / "tests/eval/d.html", b"<p>")

    pages = {page.id: page for page in imported(tmp_path, "trafilatura")}
    assert pages["a.html"].gold == {"with": ["tide"], "without": ["menu"], "authors": ["A Ruiz", "B Lind"]}
    assert pages["b.html"].gold == {"with": ["sea"], "without": [], "authors": []}
    assert "authors" not in pages["d.html"].gold
    assert "c.html" not in pages


def test_htmldate_has_two_sets(tmp_path: Path, checkout: Path) -> None:
    put(checkout / "tests/eval_default.json", {"https://example.org/a": {"file": "a.html", "date": "2024-05-01"}})
    media = '{"https://example.org/b": {"file": "1.html", "date": "2020-06-07"}, "x": {"file": "2.html", "date": NaN}}'
    put(checkout / "tests/eval_mediacloud_2020.json", media.encode())
    put(checkout / "tests/test_set/a.html", b"<p>a")
    put(checkout / "tests/cache/1.html", b"<p>1")
    put(checkout / "tests/cache/2.html", b"<p>2")

    assert [(p.id, p.gold) for p in imported(tmp_path, "htmldate")] == [("a.html", {"date": "2024-05-01"})]
    media_pages = imported(tmp_path, "htmldate", "--split", "mediacloud")
    assert [(p.id, p.gold) for p in media_pages] == [("1.html", {"date": "2020-06-07"})]


def test_article_extraction_benchmark(tmp_path: Path, checkout: Path) -> None:
    put(checkout / "ground-truth.json", {"00ff": {"articleBody": "Low tide.", "url": "https://example.org/a"}})
    put(checkout / "html/00ff.html.gz", b"<p>Low tide.")
    (page,) = imported(tmp_path, "article-extraction-benchmark")
    assert page == corpora.Page("00ff", "https://example.org/a", b"<p>Low tide.", {"text": "Low tide."})


def test_fundus_pairs_pages_and_parser_versions_by_crawl_date(tmp_path: Path, checkout: Path) -> None:
    country = checkout / "tests/resources/parser/test_data/no"
    body = {"summary": ["In short."], "sections": [{"headline": ["Then"], "paragraphs": ["One.", "Two."]}]}
    put(
        country / "Kyst.json",
        {
            "V1": {"title": "Old", "authors": [], "publishing_date": "2023-01-02 10:00:00+00:00"},
            "V2": {"title": "New", "authors": ["Bo Lind"], "body": body},
        },
    )
    put(country / "Torn.json", {"V1": {"title": "Which page is it?"}})
    names = {
        "Kyst_2024_03_01.html.gz": "2024-03-01 09:00:00",
        "Kyst_2023_01_03.html.gz": "2023-01-03 09:00:00",
        "Torn_2024_01_01.html.gz": "2024-01-01 09:00:00",
        "Torn_2024_01_02.html.gz": "2024-01-02 09:00:00",
    }
    put(country / "meta.info", {n: {"url": f"https://example.org/{n}", "crawl_date": d} for n, d in names.items()})
    for name in names:
        put(country / name, f"<p>{name}".encode())

    old, new = imported(tmp_path, "fundus")
    assert (old.id, old.gold) == ("Kyst_2023_01_03.html.gz", {"title": "Old", "date": "2023-01-02", "lang": "no"})
    assert new.html == b"<p>Kyst_2024_03_01.html.gz"
    assert new.gold == {
        "title": "New",
        "authors": ["Bo Lind"],
        "text": "In short.\n\nThen\n\nOne.\n\nTwo.",
        "lang": "no",
    }


@pytest.mark.parametrize("corpus", ["wcxb", "trafilatura", "htmldate", "article-extraction-benchmark", "fundus"])
def test_another_folder_is_refused_with_a_word(tmp_path: Path, corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([corpus, str(tmp_path), "-o", str(tmp_path / "it.parquet")]) == 1
    assert "give the path of the checkout's root" in capsys.readouterr().err
    assert not (tmp_path / "it.parquet").exists()


def test_an_unknown_split_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(["wcxb", str(tmp_path), "-o", "x.parquet", "--split", "mediacloud"])
    assert exit_info.value.code == 2
