"""All fields together: nothing raises, nothing is empty, nothing depends on what was read before."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articlextract.article import Article
from articlextract.fields import FIELDS, finder, read_fields, read_status
from articlextract.fields._names import read_names
from articlextract.fields._text import clean
from articlextract.records import Role

Read = Callable[..., Any]
FULL = """<title>Nine Boats Come In - The Tidewatch</title><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-05-04T10:30:00+02:00"><meta name="keywords" content="boats, nets">
<link rel="canonical" href="/2024/boats-come-in"><meta property="og:image" content="/lead.jpg">"""


def test_every_field_is_an_attribute_of_the_article() -> None:
    assert FIELDS.keys() <= set(Article.__dataclass_fields__)


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_its_function(name: str) -> None:
    assert finder(name).__name__ == f"find_{name}"


def test_page_without_anything(read: Read) -> None:
    page = read("", lang="", url=None)
    assert read_fields(*page) == {}
    read_status(*page)


def test_field_without_a_value_is_absent(read: Read) -> None:
    fields = read_fields(*read("<p data-role=content>Nine boats.</p>", FULL))
    assert {"title", "authors", "date", "tags", "canonical_url", "image", "language"} <= fields.keys()
    assert not {"section", "comments", "related", "date_modified"} & fields.keys()
    assert all(found.value not in ("", (), None) for found in fields.values())


def test_same_page_same_answer(read: Read) -> None:
    first = read_fields(*read("<p data-role=content>Nine boats.</p>", FULL))
    read_fields(*read("<h1>Other</h1>", "<title>Other</title>", url="https://other.example.com/"))
    assert read_fields(*read("<p data-role=content>Nine boats.</p>", FULL)) == first


def nested(depth: int) -> str:
    return '{"@type": "Article", "name": ' + '{"name": [' * depth + '"x"' + "]}" * depth + "}"


@pytest.mark.parametrize(
    "data",
    [
        nested(300),
        json.dumps({"@type": "Article", "author": [[["Jane"]]], "headline": {"@value": ["A"]}, "datePublished": {}}),
        json.dumps({"@type": ["Article", None, 3], "author": [None, 7, {}], "keywords": [[], {}], "image": [[], None]}),
        json.dumps({"@type": "Article", "author": [{"name": "N" * 10**5}] * 500, "headline": "x " * 10**5}),
        json.dumps({"@type": "Article", "mainEntity": {"@type": None}, "publisher": [1], "isPartOf": "x", "url": []}),
        json.dumps({"@type": "BreadcrumbList", "itemListElement": [None, {"item": []}, {"name": []}, 3]}),
        json.dumps([{"@type": "NewsArticle", "headline": f"h{i}", "url": f"/{i}"} for i in range(2000)]),
    ],
)
def test_strange_json_ld(read: Read, data: str) -> None:
    page = read("<p data-role=content>Nine boats.</p>", f'<script type="application/ld+json">{data}</script>')
    read_fields(*page)


@pytest.mark.parametrize(
    "body",
    [
        "<p class='author'>By Jane Doe</p>" * 3000,
        "<time datetime='2024-05-04'>May 4</time> " * 3000,
        "<h1>Nine Boats</h1>" * 3000,
        "<h2><a href='/x'>Nine boats come in</a></h2>" * 3000,
        "<div class='author bio card'>" * 500 + "Jane Doe" + "</div>" * 500,
        f"<p class='byline'>{'By ' * 20000}</p>",
        f"<h1>{'a - ' * 20000}</h1>",
        "<img src='/a.jpg' srcset='" + "a 1w, " * 20000 + "'>",
    ],
)
def test_much_of_the_same(read: Read, body: str) -> None:
    page = read(f"<article data-role=content>{body}</article>", f"<title>{'a - ' * 50}</title>")
    read_fields(*page)


@given(st.text(max_size=400))
def test_any_text_as_a_byline(text: str) -> None:
    for visible in (False, True):
        for name in read_names(text, visible=visible):
            assert name == clean(name) and 2 <= len(name) <= 70


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.sampled_from(["By Jane Doe", "4 May 2024", "Updated 1/2/2024", "Nine boats.", "x"]), max_size=8),
    st.lists(st.sampled_from(list(Role)), min_size=1, max_size=8),
)
def test_any_roles(read: Read, lines: list[str], roles: list[Role]) -> None:
    body = "".join(f"<p data-role={roles[i % len(roles)].value}>{line}</p>" for i, line in enumerate(lines))
    page = read(body)
    read_fields(*page)
    read_status(*page)


def test_a_non_joiner_stays_where_it_is_spelling() -> None:
    assert clean("کتاب\u200cهای\u200c دریا") == "کتاب\u200cهای دریا"
    assert clean("Har\u200cbour\u200c") == "Harbour"


def test_the_first_page_of_a_process_is_read_as_any_later_one() -> None:
    """Fields are loaded as they are first asked for, and what they look for on a page is looked for at once."""
    page = Path(__file__).parents[1] / "fixtures" / "embeds-as-a-reader-opens-them" / "page.html"
    code = "import articlextract, sys; pages = [articlextract.extract_file(sys.argv[1]).to_json() for _ in range(2)]; "
    code += "assert pages[0] == pages[1]"
    subprocess.run([sys.executable, "-c", code, page], check=True)
