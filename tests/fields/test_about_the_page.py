"""Description, site, address, language, section, tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from articlextract.fields.canonical_url import find_canonical_url
from articlextract.fields.description import find_description
from articlextract.fields.language import find_language
from articlextract.fields.section import find_section
from articlextract.fields.site_name import find_site_name
from articlextract.fields.tags import find_tags

Read = Callable[..., Any]
STORY = "<p data-role=content>The harbour master of Osk counted nine boats before noon.</p>"


def value(found: Any) -> Any:
    return found.value if found else None


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def jsonld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (meta("og:description", "Nine boats &amp;amp; a piano."), "Nine boats & a piano."),
        (jsonld('{"@type": "Article", "description": "Nine boats and a piano."}'), "Nine boats and a piano."),
        (meta("description", "The Tidewatch") + meta("og:site_name", "The Tidewatch"), None),
        ("<title>Nine Boats Come In</title>" + meta("description", "Nine Boats Come In"), None),
        (meta("description", ""), None),
    ],
)
def test_description(read: Read, head: str, expected: str | None) -> None:
    assert value(find_description(*read(STORY, head))) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (meta("og:site_name", "The Tidewatch"), "The Tidewatch"),
        (jsonld('{"@type": "WebSite", "name": "The Tidewatch"}'), "The Tidewatch"),
        (jsonld('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Tidewatch"}}'), "Tidewatch"),
        (meta("og:site_name", "https://tidewatch.example.org"), None),
        ("", None),
    ],
)
def test_site_name(read: Read, head: str, expected: str | None) -> None:
    assert value(find_site_name(*read(STORY, head))) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/2024/boats-come-in", "https://www.tidewatch.example.org/2024/boats-come-in"),
        ("https://tidewatch.example.org/2024/boats", "https://tidewatch.example.org/2024/boats"),
        ("https://www.tidewatch.example.org/", None),
        ("javascript:void(0)", None),
        ("http://[broken", None),
        ("https://agency.example.com/original-story", "https://agency.example.com/original-story"),
        ("https://agency.example.com/", None),
    ],
)
def test_canonical_url(read: Read, href: str, expected: str | None) -> None:
    assert value(find_canonical_url(*read(STORY, f'<link rel="canonical" href="{href}">'))) == expected


def test_canonical_url_falls_back_to_open_graph(read: Read) -> None:
    head = '<link rel="canonical" href="/">' + meta("og:url", "https://www.tidewatch.example.org/2024/boats")
    assert value(find_canonical_url(*read(STORY, head))) == "https://www.tidewatch.example.org/2024/boats"


WORD = "<p data-role=content>Osk</p>"  # too little to tell a language


@pytest.mark.parametrize(
    ("lang", "head", "expected"),
    [
        ("EN_us", "", "en-US"),
        ("zh-hant-tw", "", "zh-Hant-TW"),
        ("", meta("og:locale", "pt_BR"), "pt-BR"),
        ("", jsonld('{"@type": "Article", "inLanguage": "de"}'), "de"),
        ("", meta("content-language", "sv, en"), "sv"),
        ("und", meta("og:locale", "fr_FR"), "fr-FR"),
        ("{{ lang }}", "", None),
        ("", "", None),
    ],
)
def test_language_that_is_stated(read: Read, lang: str, head: str, expected: str | None) -> None:
    assert value(find_language(*read(WORD, head, lang=lang))) == expected


GERMAN = "<p data-role=content>Der Hafenmeister zählte neun Boote, und keines von ihnen war voll, wie er sagt.</p>"


@pytest.mark.parametrize(
    ("lang", "head", "expected", "source"),
    [
        ("en", "", "de", "text"),
        ("", "", "de", "text"),
        ("de-CH", "", "de-CH", "html:lang"),
        ("en", meta("og:locale", "de_AT"), "de-AT", "meta:og:locale"),
    ],
)
def test_language_that_is_heard(read: Read, lang: str, head: str, expected: str, source: str) -> None:
    found = find_language(*read(GERMAN, head, lang=lang))
    assert found is not None
    assert (found.value, found.evidence.source) == (expected, source)
    if lang == "en":
        assert ("html:lang", "en") in [(loser.source, loser.value) for loser in found.evidence.losers]


CRUMBS = jsonld(
    '{"@type": "BreadcrumbList", "itemListElement": [{"position": 1, "name": "Home"}, {"position": 2, "item":'
    ' {"name": "Harbour"}}, {"position": 3, "name": "Nine Boats Come In"}]}'
)


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("", meta("article:section", "Harbour"), "Harbour"),
        ("", jsonld('{"@type": "NewsArticle", "articleSection": ["Harbour", "News"]}'), "Harbour"),
        ("", "<title>Nine Boats Come In</title>" + CRUMBS, "Harbour"),
        ('<p>In <a rel="category tag" href="/c/harbour">Harbour</a></p>', "", "Harbour"),
        ('<p data-role=related><a rel="category tag" href="/c/sport">Sport</a></p>', "", None),
        ("", meta("article:section", "https://www.tidewatch.example.org/harbour"), None),
        ("", meta("article:section", "Tags"), None),
        ("", CRUMBS.replace("Harbour", "Tags"), None),
        ("", meta("og:title", "Nine boats come in") + CRUMBS.replace('{"name": "Harbour"}', "{}"), None),
    ],
)
def test_section(read: Read, body: str, head: str, expected: str | None) -> None:
    assert value(find_section(*read(STORY + body, head))) == expected


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("", meta("article:tag", "boats") + meta("article:tag", "Paris, Texas"), ("boats", "Paris, Texas")),
        ("", meta("keywords", "boats, nets; boats,  piano"), ("boats", "nets", "piano")),
        ("", jsonld('{"@type": "Article", "keywords": ["boats", {"name": "nets"}]}'), ("boats", "nets")),
        ('<p><a rel="tag" href="/t/boats">#boats</a> <a rel="category tag" href="/c">Sea</a></p>', "", ("boats",)),
        ('<p data-role=related><a rel="tag" href="/t/boats">boats</a></p>', "", None),
        ("", meta("keywords", ""), None),
    ],
)
def test_tags(read: Read, body: str, head: str, expected: tuple[str, ...] | None) -> None:
    assert value(find_tags(*read(STORY + body, head))) == expected
