"""Article <-> JSON."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from render.samples import EVERYTHING, paragraph

from articlextract import (
    SCHEMA_VERSION,
    Article,
    Author,
    AuthorKind,
    Candidate,
    Comment,
    Evidence,
    Image,
    PageType,
    ParseError,
    RelatedKind,
    RelatedLink,
    Status,
)
from articlextract.render import from_json, json_schema, to_dict, to_json

SCHEMA = Path(__file__).parents[2] / "docs" / "article.schema.json"
ZONE = dt.timezone(dt.timedelta(hours=5, minutes=30))

FULL = Article(
    status=Status.OK,
    url="https://example.org/bread",
    title="Bread “and” salt",
    authors=(Author("Ann", "https://example.org/ann", "Bakes."), Author("The Mill", kind=AuthorKind.ORGANISATION)),
    date=dt.date(2024, 2, 29),
    date_modified=dt.datetime(2024, 3, 1, 7, 5, 0, 120, ZONE),
    tags=("bread", "salt"),
    image=Image("https://example.org/a.jpg", width=640),
    images=(Image("https://example.org/a.jpg", width=640),),
    related=(
        RelatedLink("Butter", date=dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc), kind=RelatedKind.RECENT),
        RelatedLink("Jam", "https://example.org/jam", date=dt.date(2023, 12, 31)),
    ),
    comments=(Comment("Lovely.", date=dt.datetime(2024, 3, 2, 8, 0)),),
    body=EVERYTHING,
    page_type=PageType.ARTICLE,
    confidence=0.5,
    evidence={"date": Evidence("block:3", "29 Feb", 0.9, (Candidate("url", "2024/02", 0.2),))},
)


@pytest.mark.parametrize("article", [FULL, Article(Status.EMPTY)], ids=["full", "empty"])
@pytest.mark.parametrize("indent", [None, 2])
def test_round_trip(article: Article, indent: int | None) -> None:
    written = to_json(article, indent=indent)
    assert from_json(written) == article
    assert from_json(written.encode()) == article
    assert json.loads(written) == to_dict(article)


def test_what_it_looks_like() -> None:
    values = to_dict(FULL)
    assert values["schema_version"] == SCHEMA_VERSION
    assert values["text"] == FULL.text
    assert values["date"] == "2024-02-29"
    assert values["date_modified"] == "2024-03-01T07:05:00.000120+05:30"
    assert values["description"] is None
    assert values["authors"][1] == {"name": "The Mill", "kind": "organisation"}
    assert values["body"][1]["spans"][1] == {"text": "well", "marks": ["strong"]}
    assert "\n" not in to_json(FULL)
    assert to_json(FULL, indent=2).startswith('{\n  "schema_version"')


def test_a_text_already_asked_for_changes_nothing() -> None:
    fresh, asked = replace(FULL), replace(FULL)
    assert asked.text
    assert asked.markdown
    assert to_json(asked) == to_json(fresh)


def test_an_utc_z_is_read() -> None:
    read = from_json('{"status": "ok", "date": "2024-01-02T03:04:05Z", "unknown": 1}')
    assert read.date == dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.timezone.utc)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"status": "fine"}',
        '{"status": "ok", "date": "2024-02-30"}',
        '{"status": "ok", "date": 20240229}',
        '{"status": "ok", "body": [{"kind": "poem"}]}',
        '{"status": "ok", "title": "\udc00"}',
        b'{"status": "ok", "title": "\xff"}',
        '{"status": "ok"',
        '{"status": "ok", "body": ' + '[{"kind": "list", "children": ' * 20_000,
        "[" * 100_000,
    ],
)
def test_garbage_is_a_parse_error(data: str | bytes) -> None:
    with pytest.raises(ParseError, match="to_json"):
        from_json(data)


def test_half_characters_and_nul_can_be_written() -> None:
    article = Article(Status.OK, title="a\ud800b\0", body=(paragraph("x\udfff\0y"),))
    assert from_json(to_json(article)).title == "a?b\0"
    assert article.html
    assert article.markdown
    assert article.text


def test_the_published_schema_is_current() -> None:
    write = "import json, articlextract as a; print(json.dumps(a.json_schema(), indent=2, ensure_ascii=False))"
    assert json.loads(SCHEMA.read_text("utf-8")) == json_schema(), f"python -c '{write}' > docs/article.schema.json"


def test_the_schema_is_plain_json_and_names_itself() -> None:
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert schema["version"] == SCHEMA_VERSION
    assert SCHEMA_VERSION in schema["$id"]
    assert set(to_dict(FULL)) == set(schema["$defs"]["Article"]["properties"])
