"""Stories in the state of single-page applications: found where they stand out, and left where they do not."""

from __future__ import annotations

import json

import pytest
from lxml import html

from articlextract.blocks import segment
from articlextract.blocks.state import state_story
from articlextract.parse import parse_page
from articlextract.records import RawPage

PARAGRAPHS = [
    "The kiln was built into the slope in one dry summer, by two brothers who had never fired a pot before that year.",
    "They cut the clay themselves below the mill, where the stream had laid it bare, and trod it with their own feet.",
    "The first firing cracked every jar but three, and those three stand in the window of the village school today.",
    "Nobody has lit the kiln since the war, but children still find glazed splinters in the potato field behind it.",
]
STORY = {"type": "story", "body": [{"kind": "p", "text": text} for text in PARAGRAPHS]}
SETTINGS = {
    "labels": {"cookies": "We use cookies so that this site works as you expect it to, every time you come back."},
    "teasers": [{"title": "Glass", "teaser": "What the glass blowers left behind when they moved on to the coast."}],
    "endpoint": "https://api.example/v2/with/a/rather/long/path?and=a&query=that&goes=on&and=on&and=on",
    "colours": json.dumps([{"id": 7334598311991, "handle": "a rug of many colours", "colour": "Tan"}] * 9),
    "token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" * 20,
}


def page(script: str) -> str:
    return f"<html><head><title>Kiln</title></head><body><div id=app></div>{script}</body></html>"


def story(script: str) -> list[str]:
    return state_story(html.fromstring(page(script)))


STATE = json.dumps({"props": {"settings": SETTINGS, "article": STORY}})


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{STATE}</script>',
        f"<script>window.__INITIAL_STATE__ = {STATE};(function(){{}})()</script>",
        f'<script>window["__PRELOADED_STATE__"]={STATE}</script>',
        f"<script>window.__NUXT__=JSON.parse({json.dumps(STATE)})</script>",
        f"<script>self.__next_f.push({json.dumps([1, '7:' + STATE])})</script>",
    ],
    ids=["next", "assigned", "by name", "in a string", "pushed"],
)
def test_the_story_and_nothing_else(script: str) -> None:
    assert story(script) == PARAGRAPHS


def test_a_body_of_markup_is_cut_into_paragraphs() -> None:
    state = json.dumps({"post": {"html": "".join(f"<p>{text}</p>" for text in PARAGRAPHS)}, **SETTINGS})
    assert story(f'<script type="application/json">{state}</script>') == PARAGRAPHS


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/json">{json.dumps(SETTINGS)}</script>',
        '<script type="application/json">{"body": "cut off',
        '<script type="application/json">' + "[" * 100_000,
        f'<script type="application/ld+json">{STATE}</script>',  # read elsewhere
        f"<script>var a = {STATE}</script>",
        "<script></script>",
    ],
    ids=["settings only", "cut off", "deep", "json-ld", "a variable", "empty"],
)
def test_no_story(script: str) -> None:
    assert story(script) == []


def blocks(markup: str) -> list[str]:
    return [block.text for block in segment(parse_page(RawPage(markup.encode()), max_bytes=10**7))]


def test_state_is_read_only_where_hardly_anything_is_visible() -> None:
    script = f'<script type="application/json">{STATE}</script>'
    assert blocks(page(script)) == PARAGRAPHS
    visible = "<p>" + "Words that a reader sees without any script. " * 20 + "</p>"
    assert len(blocks(page(visible + script))) == 1
