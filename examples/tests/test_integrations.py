"""The examples that fit this package into others, each run on a small page. `make examples` runs them."""

from __future__ import annotations

import asyncio
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import Server, say

EXAMPLES = Path(__file__).resolve().parents[1]
STORY = "The harbour master counted eleven boats at the quay on Monday morning, three fewer than in the week before."
PAGE = f"""<html lang="en"><head><title>Eleven boats</title><meta name="author" content="Ada Quay">
<meta property="article:published_time" content="2024-03-05"></head><body><article><h1>Eleven boats</h1>
<p>{STORY}</p><p>Nobody in the village could say where the others had gone, though everybody had been asked twice, and
the <b>grey book</b> in the harbour office was no help.</p></article></body></html>"""
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


def load(name: str) -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLES / f"{name}.py"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def quiet() -> Iterator[None]:
    """Other people's packages warn of each other's."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def test_pandas() -> None:
    import pandas as pd

    frame = pd.DataFrame({"html": [PAGE.encode(), PDF], "url": ["https://example.org/", None]}, index=[7, 9])
    read = load("pandas_column")["add_fields"](frame, url="url")
    assert read.loc[7, ["title", "authors", "status"]].tolist() == ["Eleven boats", ["Ada Quay"], "ok"]
    assert STORY in read.loc[7, "text"]
    assert read.loc[9, "status"] == "error"


def test_polars() -> None:
    import polars as pl

    read = load("polars_column")["add_fields"](pl.DataFrame({"html": [PAGE.encode(), PDF]}))
    assert read["title"].to_list() == ["Eleven boats", None]
    assert read["authors"].to_list()[0] == ["Ada Quay"]
    assert read["status"].to_list() == ["ok", "error"]


def test_scrapy(quiet: None) -> None:
    from scrapy.exceptions import DropItem
    from scrapy.http import HtmlResponse, Response

    pipeline = load("scrapy_pipeline")["ArticlePipeline"]()
    item = pipeline.process_item({"response": HtmlResponse("https://example.org/a", body=PAGE.encode()), "id": 3})
    assert (item["id"], item["title"], item["url"]) == (3, "Eleven boats", "https://example.org/a")
    with pytest.raises(DropItem, match="PDF"):
        pipeline.process_item({"response": Response("https://example.org/b", body=PDF)})
    with pytest.raises(DropItem, match="empty"):
        pipeline.process_item({"response": HtmlResponse("https://example.org/c", body=b"<p></p>")})


def test_langchain(page: Path, quiet: None) -> None:
    (document,) = load("langchain_loader")["ArticleLoader"]([str(page)]).load()
    assert "**grey book**" in document.page_content
    assert document.metadata == {
        "source": str(page),
        "title": "Eleven boats",
        "authors": "Ada Quay",
        "date": "2024-03-05",
        "language": "en",
    }


def test_llamaindex(page: Path, quiet: None) -> None:
    (document,) = load("llamaindex_reader")["ArticleReader"]().load_data([str(page)])
    assert STORY in document.text
    assert document.metadata["title"] == "Eleven boats"


def test_mcp(quiet: None) -> None:
    server = load("mcp_server")["server"]
    assert {tool.name for tool in asyncio.run(server.list_tools())} == {"extract", "extract_html"}
    said = str(asyncio.run(server.call_tool("extract_html", {"html": PAGE})))
    assert "# Eleven boats" in said
    assert "grey book" in said
    with Server({"/": say(PAGE.encode())}) as loopback:
        refused = str(asyncio.run(server.call_tool("extract", {"url": loopback.url()})))
    assert "could not be read" in refused
    assert "Eleven boats" not in refused
