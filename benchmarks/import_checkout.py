"""Turn the public checkout of a corpus into the table that `corpora` reads.

    python -m benchmarks.import_checkout wcxb CHECKOUT -o corpora/wcxb-dev.parquet
    python -m benchmarks.import_checkout wcxb CHECKOUT --split test -o corpora/wcxb-test.parquet
    python -m benchmarks.import_checkout trafilatura CHECKOUT -o corpora/trafilatura.parquet
    python -m benchmarks.import_checkout htmldate CHECKOUT -o corpora/htmldate.parquet
    python -m benchmarks.import_checkout htmldate CHECKOUT --split mediacloud -o corpora/mediacloud.parquet
    python -m benchmarks.import_checkout article-extraction-benchmark CHECKOUT -o corpora/aeb.parquet
    python -m benchmarks.import_checkout fundus CHECKOUT -o corpora/fundus.parquet

A file whose name ends in `-test` is measured only when it is named: keep it out of sight while you build.
The pages belong to their publishers; the annotations are under the licence of the checkout.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .corpora import Page, save

Importer = Callable[[Path, str], Iterator[Page]]


class CheckoutError(Exception):
    """The folder is not a checkout of that corpus."""


def import_wcxb(checkout: Path, split: str) -> Iterator[Page]:
    """WCXB: `{dev,test}/ground-truth/ID.json` beside `{dev,test}/html/ID.html.gz`."""
    for path in sorted(_folder(checkout / split / "ground-truth").glob("*.json")):
        record = _json(path)
        html = _bytes(checkout / split / "html" / f"{path.stem}.html")
        if html is None:
            _skip(path.stem, "its HTML is not in the checkout")
            continue
        truth = record["ground_truth"]
        gold: dict[str, Any] = {"text": truth.get("main_content") or ""}
        names = {"title": "title", "date": "publish_date"}
        gold.update({key: truth[name] for key, name in names.items() if truth.get(name)})
        if truth.get("author"):
            gold["authors"] = [truth["author"]]
        page_type = record.get("_internal", {}).get("page_type", {}).get("primary")
        yield Page(path.stem, record.get("url"), html, gold | ({"type": page_type} if page_type else {}))


def import_trafilatura(checkout: Path, split: str) -> Iterator[Page]:
    """trafilatura: `tests/evaldata.json`, the pages in `tests/cache` and `tests/eval`."""
    tests = _folder(checkout / "tests")
    for url, record in _json(tests / "evaldata.json").items():
        html = _first(tests, ("cache", "eval"), record["file"])
        if html is None:
            _skip(record["file"], "not in tests/cache or tests/eval")
            continue
        gold: dict[str, Any] = {"with": record.get("with", []), "without": record.get("without", [])}
        if "author" in record:
            gold["authors"] = [name.strip() for name in record["author"].split(";") if name.strip()]
        yield Page(record["file"], url, html, gold)


def import_htmldate(checkout: Path, split: str) -> Iterator[Page]:
    """htmldate: `tests/eval_default.json` and `tests/eval_mediacloud_2020.json`, the pages in three folders."""
    tests = _folder(checkout / "tests")
    index = {"default": "eval_default.json", "mediacloud": "eval_mediacloud_2020.json"}[split]
    for url, record in _json(tests / index).items():
        html = _first(tests, ("cache", "eval", "test_set"), record["file"])
        if html is None:
            _skip(record["file"], "not in tests/cache, tests/eval or tests/test_set")
        elif isinstance(record["date"], str):  # the Media Cloud set has NaN for some
            yield Page(record["file"], url, html, {"date": record["date"]})


def import_article_extraction_benchmark(checkout: Path, split: str) -> Iterator[Page]:
    """article-extraction-benchmark: `ground-truth.json` beside `html/ID.html.gz`."""
    for page_id, record in _json(checkout / "ground-truth.json").items():
        html = _bytes(checkout / "html" / f"{page_id}.html")
        if html is None:
            _skip(page_id, "its HTML is not in the checkout")
            continue
        yield Page(page_id, record.get("url"), html, {"text": record.get("articleBody", "")})


def import_fundus(checkout: Path, split: str) -> Iterator[Page]:
    """fundus: a folder a country, with `meta.info`, `<Publisher>.json` and a page for each version of its parser."""
    for country in sorted(_folder(checkout / "tests/resources/parser/test_data").iterdir()):
        if (country / "meta.info").exists():
            yield from _fundus_country(country)


def _fundus_country(country: Path) -> Iterator[Page]:
    """Versions V1, V2, ... of a publisher's parser belong to its pages in the order in which they were crawled."""
    pages: dict[str, list[str]] = defaultdict(list)
    meta = _json(country / "meta.info")
    for name in sorted(meta, key=lambda name: str(meta[name].get("crawl_date", ""))):
        pages[name.split(".")[0].split("_")[0]].append(name)
    for publisher, names in sorted(pages.items()):
        expected = country / f"{publisher}.json"
        versions = list(_json(expected).values()) if expected.exists() else []
        if len(versions) != len(names):
            _skip(f"{country.name}/{publisher}", f"{len(names)} pages for {len(versions)} versions")
            continue
        for name, version in zip(names, versions, strict=True):
            html = _bytes(country / name.removesuffix(".gz"))
            if html is None:
                _skip(name, "not in the checkout")
                continue
            yield Page(name, meta[name].get("url"), html, _fundus_gold(version) | {"lang": country.name})


def _fundus_gold(version: dict[str, Any]) -> dict[str, Any]:
    """An attribute that the publisher's parser leaves empty says nothing of the page."""
    gold: dict[str, Any] = {}
    if body := version.get("body"):
        parts = list(body.get("summary", []))
        for section in body.get("sections", []):
            parts += [*section.get("headline", []), *section.get("paragraphs", [])]
        gold["text"] = "\n\n".join(parts)
    gold.update({key: version[key] for key in ("title", "authors") if version.get(key)})
    if version.get("publishing_date"):
        gold["date"] = version["publishing_date"][:10]
    return gold


IMPORTERS: dict[str, tuple[Importer, tuple[str, ...]]] = {
    "wcxb": (import_wcxb, ("dev", "test")),
    "trafilatura": (import_trafilatura, ("default",)),
    "htmldate": (import_htmldate, ("default", "mediacloud")),
    "article-extraction-benchmark": (import_article_extraction_benchmark, ("default",)),
    "fundus": (import_fundus, ("default",)),
}


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise CheckoutError(f"there is no folder {path}: give the path of the checkout's root")
    return path


def _json(path: Path) -> Any:
    if not path.exists():
        raise CheckoutError(f"there is no file {path}: give the path of the checkout's root")
    return json.loads(path.read_text("utf-8"))


def _first(tests: Path, folders: Sequence[str], name: str) -> bytes | None:
    return next((html for folder in folders if (html := _bytes(tests / folder / name)) is not None), None)


def _bytes(path: Path) -> bytes | None:
    """A page's bytes, from the file as named or from its .gz."""
    if path.is_file():
        return path.read_bytes()
    packed = path.with_name(f"{path.name}.gz")
    return gzip.decompress(packed.read_bytes()) if packed.is_file() else None


def _skip(what: str, why: str) -> None:
    print(f"left out {what}: {why}", file=sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.import_checkout",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("corpus", choices=IMPORTERS)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.parquet")
    parser.add_argument("--split", help="wcxb: dev (default) or test; htmldate: default or mediacloud")
    args = parser.parse_args(argv)
    importer, splits = IMPORTERS[args.corpus]
    split = args.split or splits[0]
    if split not in splits:
        parser.error(f"{args.corpus} has the splits {', '.join(splits)}")
    try:
        pages = list(importer(args.checkout, split))
    except CheckoutError as exc:
        print(exc, file=sys.stderr)
        return 1
    if not pages:
        print(f"no pages found in {args.checkout}", file=sys.stderr)
        return 1
    print(f"{save(args.output, pages)} pages written to {args.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
