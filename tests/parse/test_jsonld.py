"""JSON-LD as pages write it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from articlextract.parse.jsonld import MAX_DEPTH, parse_script, read_jsonld
from articlextract.parse.lenient import read_all

STORY = {"@type": "NewsArticle", "headline": "Ferry stops"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"@type": "NewsArticle", "headline": "Ferry stops"}', id="sound"),
        pytest.param('\ufeff{"@type": "NewsArticle", "headline": "Ferry stops"}', id="byte order mark"),
        pytest.param('<!-- {"@type": "NewsArticle", "headline": "Ferry stops"} -->', id="HTML comment"),
        pytest.param('<![CDATA[{"@type": "NewsArticle", "headline": "Ferry stops"}]]>', id="CDATA"),
        pytest.param('//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry stops"}\n//]]>', id="CDATA in comments"),
        pytest.param('/*<![CDATA[*/{"@type": "NewsArticle", "headline": "Ferry stops"}/*]]>*/', id="CDATA in stars"),
        pytest.param('{"@type": "NewsArticle", "headline": "Ferry stops",}', id="trailing comma"),
        pytest.param('{"@type": "NewsArticle", "headline": "Ferry stops"};', id="semicolon"),
        pytest.param('{"@type": "NewsArticle", // kind\n "headline": "Ferry stops"}', id="line comment"),
        pytest.param('{/* "@type": "Thing" */"@type": "NewsArticle", "headline": "Ferry stops"}', id="block comment"),
        pytest.param('{"@type": "NewsArticle" "headline": "Ferry stops"}', id="comma missing"),
        pytest.param('{"@type": "NewsArticle", "headline": "Ferry stops"', id="cut off"),
        pytest.param('{"@type": "NewsArticle", "headline": "Ferry stops', id="cut off in a string"),
        pytest.param("{'@type': 'NewsArticle', 'headline': 'Ferry stops'}", id="single quotes"),
        pytest.param('{"@type": "NewsArticle", "headline": Ferry stops}', id="no quotes"),
        pytest.param(
            "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry stops&quot;}", id="entities"
        ),
        pytest.param('{\\"@type\\": \\"NewsArticle\\", \\"headline\\": \\"Ferry stops\\"}', id="escaped"),
        pytest.param('var data = {"@type": "NewsArticle", "headline": "Ferry stops"};', id="assignment"),
    ],
)
def test_breakages(text: str) -> None:
    assert parse_script(text) == STORY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('{"a": "two\nlines\tand\x01more"}', {"a": "two\nlines\tand\x01more"}, id="raw control characters"),
        pytest.param('{"a": "She said "no", twice", "b": 1}', {"a": 'She said "no", twice', "b": 1}, id="raw quotes"),
        pytest.param('{"a": "He is "out"", "b": 1}', {"a": 'He is "out"', "b": 1}, id="raw quotes at the end"),
        pytest.param('{"a": "<a href="https://x/">y</a>",}', {"a": '<a href="https://x/">y</a>'}, id="raw markup"),
        pytest.param('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}], id="two objects"),
        pytest.param('{"a": 1},\n{"b": 2}', [{"a": 1}, {"b": 2}], id="two objects and a comma"),
        pytest.param('{"a": , "b": 2}', {"a": None, "b": 2}, id="value missing"),
        pytest.param(
            '{"a": it\'s, "b": [1, 2.5, -3, true, null, ], x: no}',
            {"a": "it's", "b": [1, 2.5, -3, True, None], "x": "no"},
            id="bare",
        ),
        pytest.param('{"a": "caf\\u00e9 \\/ \\n \\q", }', {"a": "café / \n q"}, id="escapes"),
        pytest.param('{"a": {"b": 1]}', {"a": {"b": 1}}, id="wrong bracket"),
        pytest.param("words only", [], id="no JSON"),
        pytest.param("", None, id="nothing"),
        pytest.param("null", None, id="null"),
    ],
)
def test_what_is_read(text: str, value: Any) -> None:
    assert parse_script(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": NaN, "b": Infinity, "c": -Infinity, "d": 1e999}', {"a": None, "b": None, "c": None, "d": None}),
        ('{"a": 123456789012345678}', {"a": 123456789012345678}),
        ('{"a": 1234567890123456789}', {"a": "1234567890123456789"}),
        ('{"a": ' + "9" * 5_000 + "}", {"a": "9" * 100}),
        ('{"a": ' + "9" * 5_000 + ".5}", {"a": None}),
        ('{"a": "x\\ud800y", "\\udfffk": ["\\ud83d\\ude00"]}', {"a": "x\ufffdy", "\ufffdk": ["\U0001f600"]}),
        ('{"a": "x\\ud800y",}', {"a": "x\ufffdy"}),
        ('{"a": "x\\u0000y"}', {"a": "x\ufffdy"}),
    ],
)
def test_nothing_comes_out_that_cannot_be_written_again(text: str, value: Any) -> None:
    assert parse_script(text) == value
    assert json.loads(json.dumps(parse_script(text), allow_nan=False).encode("utf-8")) == value


def nesting(value: Any) -> int:
    depth = 0
    while isinstance(value, (dict, list)) and value:
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
        depth += 1
    return depth


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 500, 100_000])
def test_depth_is_bounded(opening: str, closed: bool, levels: int) -> None:
    closing = "]" if opening == "[" else "}"
    value = parse_script(opening * levels + "1" + closing * levels * closed)
    assert 1 <= nesting(value) <= MAX_DEPTH + 1


def test_what_stood_before_a_bomb_is_kept() -> None:
    assert read_all('{"headline": "Ferry stops", "x": ' + "[" * 100_000)[0]["headline"] == "Ferry stops"


def test_huge_scripts_are_passed_over() -> None:
    huge = json.dumps({"a": "x" * 2_000_000})
    assert [node.path for node in read_jsonld([huge, '{"b": 1}'])] == ["json-ld[1]:$"]


@pytest.mark.parametrize(
    ("scripts", "expected"),
    [
        (['{"@type": "A"}'], [("json-ld:$", ("A",))]),
        (['{"@type": "A"}', '{"@type": ["B", "C"]}'], [("json-ld:$", ("A",)), ("json-ld[1]:$", ("B", "C"))]),
        (['[{"@type": "A"}, {"name": "x"}, 3]'], [("json-ld:$[0]", ("A",)), ("json-ld:$[1]", ())]),
        (
            ['{"@context": "c", "@graph": [{"@type": "A"}, {"@type": "B"}]}'],
            [("json-ld:$.@graph[0]", ("A",)), ("json-ld:$.@graph[1]", ("B",))],
        ),
        (['{"@type": "A", "@graph": {"@type": "B"}}'], [("json-ld:$", ("A",)), ("json-ld:$.@graph", ("B",))]),
        (['{"@type": "A"} {"@type": "B"}'], [("json-ld:$[0]", ("A",)), ("json-ld:$[1]", ("B",))]),
        (
            ['{"@type": "http://schema.org/A"}', '{"@type": "https://schema.org/B/"}', '{"@type": "schema:C"}'],
            [("json-ld:$", ("A",)), ("json-ld[1]:$", ("B",)), ("json-ld[2]:$", ("C",))],
        ),
        (['{"@type": 5}', '{"@type": [null, "A"]}'], [("json-ld:$", ()), ("json-ld[1]:$", ("A",))]),
        (["", "broken", '"text"', "7"], []),
    ],
)
def test_paths_and_types(scripts: list[str], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(node.path, node.types) for node in read_jsonld(scripts)] == expected


def test_the_main_entity_is_a_node_of_its_own() -> None:
    script = '{"@type": "WebPage", "mainEntity": {"@type": "Article", "@id": "#a", "headline": "x"}}'
    assert [(n.path, n.types) for n in read_jsonld([script])] == [
        ("json-ld:$", ("WebPage",)),
        ("json-ld:$.mainEntity", ("Article",)),
    ]


def test_a_page_named_and_not_described_is_no_node() -> None:
    script = '{"@type": "Article", "mainEntityOfPage": {"@type": "WebPage", "@id": "https://e.org/a"}}'
    assert len(read_jsonld([script])) == 1


def test_references_are_resolved_within_a_graph_and_across_scripts() -> None:
    graph = """{"@graph": [
        {"@type": "Article", "author": {"@id": "#p"}, "publisher": [{"@id": "#o"}, {"@id": "#?"}]},
        {"@id": "#p", "@type": "Person", "name": "Ada Quay", "worksFor": {"@id": "#o"}}
    ]}"""
    article = read_jsonld([graph, '{"@id": "#o", "@type": "Organization", "name": "Quay Press"}'])[0].data
    assert article["author"]["name"] == "Ada Quay"
    assert article["author"]["worksFor"] == {"@id": "#o"}  # one level deep
    assert article["publisher"][0]["name"] == "Quay Press"
    assert article["publisher"][1] == {"@id": "#?"}


def test_a_reference_with_words_of_its_own_keeps_them() -> None:
    script = """[
        {"@type": "Article", "author": {"@id": "#p", "name": "A. Quay"}},
        {"@id": "#p", "name": "Ada Quay", "url": "https://e.org/ada"}
    ]"""
    author = read_jsonld([script])[0].data["author"]
    assert author == {"@id": "#p", "name": "A. Quay", "url": "https://e.org/ada"}


def test_an_object_that_refers_to_itself_stays_finite() -> None:
    node = read_jsonld(['{"@id": "#a", "@type": "Article", "isPartOf": {"@id": "#a"}}'])[0]
    assert json.dumps(node.data)
