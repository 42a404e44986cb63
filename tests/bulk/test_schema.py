"""The columns are the Article's fields, all of them, and every row fits them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import subprocess
import sys

import pyarrow as pa
import pytest
from bulk.samples import html

from articlextract import extract_html
from articlextract.article import (
    Article,
    Author,
    BodyKind,
    BodyNode,
    Candidate,
    Comment,
    Evidence,
    Image,
    PageType,
    RelatedKind,
    RelatedLink,
    Span,
    Status,
)
from articlextract.bulk import MissingExtraError
from articlextract.bulk._extra import require
from articlextract.bulk.crawled import Cause, CrawledPage, Failure
from articlextract.bulk.rows import FORMS, article_row, error_row, identity
from articlextract.bulk.schema import page_schema, row_schema
from articlextract.bulk.shape import MAX_INT, shape_of

IDENTITY = ("id", "source", "position", "offset", "crawled_at", "http_status", "error", "error_message")


def sample() -> Article:
    moment = dt.datetime(2021, 5, 3, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    return Article(
        Status.OK,
        url="https://a.example/tides",
        title="Tides \ud800",
        authors=(Author("Ada Lund", bio="Rows."),),
        date=moment,
        date_modified=dt.date(2021, 5, 4),
        image=Image("https://a.example/1.png", width=10**5000, height=MAX_INT),
        related=(RelatedLink("Winds", date=dt.date(2020, 1, 2), kind=RelatedKind.POPULAR),),
        comments=(Comment("Quite so.", date=moment),),
        body=(BodyNode(BodyKind.PARAGRAPH, (Span("Out \udfff and back."),)),),
        page_type=PageType.ARTICLE,
        confidence=0.5,
        evidence={"title": Evidence("title", "Tides", 0.9, (Candidate("meta:og:title", "Tide", 0.5),))},
    )


def test_each_field_of_the_article_is_a_column_and_each_form_too() -> None:
    names = row_schema().names
    assert set(names) == {*IDENTITY, *(field.name for field in dataclasses.fields(Article)), *FORMS}
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "record"),
    [("authors", Author), ("related", RelatedLink), ("images", Image), ("comments", Comment)],
)
def test_each_field_of_a_nested_record_is_a_member(name: str, record: type) -> None:
    members = row_schema().field(name).type.value_type
    assert [members.field(n).name for n in range(members.num_fields)] == [f.name for f in dataclasses.fields(record)]


def test_evidence_is_a_list_of_records_with_their_field_and_losers() -> None:
    members = row_schema().field("evidence").type.value_type
    assert [members.field(n).name for n in range(members.num_fields)] == [
        "field",
        *(f.name for f in dataclasses.fields(Evidence)),
    ]
    assert members.field("losers").type.value_type.field("source").type == pa.string()


def test_a_type_that_no_column_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="teach"):
        shape_of(complex)


def table(*rows: dict[str, object]) -> list[dict[str, object]]:
    """The rows through Arrow and back."""
    found: list[dict[str, object]] = pa.RecordBatch.from_pylist(list(rows), schema=row_schema()).to_pylist()
    return found


def test_a_row_holds_what_the_article_holds() -> None:
    (row,) = table(article_row(sample(), FORMS))
    assert (row["status"], row["title"], row["page_type"], row["confidence"]) == ("ok", "Tides ?", "article", 0.5)
    assert (row["date"], row["date_modified"]) == ("2021-05-03T12:30:00+02:00", "2021-05-04")
    assert row["authors"] == [{"name": "Ada Lund", "url": None, "bio": "Rows.", "kind": "person"}]
    assert row["image"]["width"] is None  # type: ignore[index]
    assert row["image"]["height"] == MAX_INT  # type: ignore[index]
    assert row["related"][0]["date"] == "2020-01-02"  # type: ignore[index]
    assert row["evidence"][0]["losers"] == [{"source": "meta:og:title", "value": "Tide", "confidence": 0.5}]  # type: ignore[index]
    assert row["text"] == row["markdown"] == "Out ? and back."
    assert row["html"] == "<p>Out ? and back.</p>"
    assert json.loads(str(row["body"])) == [{"kind": "paragraph", "spans": [{"text": "Out ? and back."}]}]
    assert row["error"] is None


def test_forms_that_were_not_asked_for_are_null() -> None:
    (row,) = table(article_row(sample(), ("text",)))
    assert row["text"]
    assert (row["markdown"], row["html"], row["body"]) == (None, None, None)


def test_an_error_row_says_where_and_why_and_has_empty_lists() -> None:
    page = CrawledPage(id="7", url="https://a.example/\udc80", position=3)
    (row,) = table({**identity(page), **error_row(page, Failure(Cause.TIME, "too\nslow\x1b"))})
    assert (row["id"], row["position"], row["url"]) == ("7", 3, "https://a.example/?")
    assert (row["status"], row["error"], row["error_message"]) == ("error", "time", "too slow")
    assert {name for name, value in row.items() if value == []} >= {"authors", "images", "related", "evidence", "tags"}
    assert row["title"] is None
    assert row["text"] is None


def test_a_real_page_fits() -> None:
    (row,) = table(article_row(extract_html(html(1)), FORMS))
    assert row["title"] == "Tide 1"


def test_pages_travel_in_a_schema_whose_common_columns_are_the_rows() -> None:
    common = set(page_schema().names) & set(row_schema().names) - {"html"}  # a page's is bytes, a row's the story's
    assert len(common) > 8
    for name in common:
        assert page_schema().field(name) == row_schema().field(name)


def test_a_missing_library_is_named_with_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(MissingExtraError, match=r"needs fastwarc: pip install 'articlextract\[bulk\]'"):
        require("fastwarc.warc", "bulk")


def test_a_worker_loads_no_arrow() -> None:
    code = "import sys, articlextract.bulk._nursery, articlextract.bulk.rows; print('pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
