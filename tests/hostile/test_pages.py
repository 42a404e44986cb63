"""Page bombs and any bytes at all: an Article or a ParseError, soon, and without a look at the network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hostile.network import watched
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import articlextract
from articlextract import Options, ParseError
from articlextract.pipeline import read_with_blocks
from articlextract.records import RawPage
from benchmarks.formats import faults, reader
from benchmarks.hostile.bombs import FAMILIES, SIZES, Bomb
from benchmarks.hostile.promises import read_any, read_any_text
from fuzz.harness import CONTENT_TYPES, URLS, WORDS, one_input

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("*/page.html"))
MARKDOWN = reader()
STORY = "The sea went out at noon and came back at six, and the boats stood up again in the harbour."
SMALL, MEDIUM, _ = SIZES  # the large ones: python -m benchmarks.hostile bombs
# what has been slow before, or would be by a slip of ours
WATCHED = (
    "quoted attributes that hold a tag",
    "attributes that hold a > too",
    "attributes on one tag",
    "related links of brackets",
    "deep JSON-LD",
)

RUNNER = """
import json, sys
from benchmarks.hostile.bombs import Bomb
from benchmarks.hostile.run import explode
for family, size in json.load(sys.stdin):
    bomb = Bomb(family, size)
    outcome = explode(bomb)
    print(json.dumps([family, size, outcome.status, outcome.broken(bomb)]), flush=True)
"""


def test_page_bombs_keep_the_promises() -> None:
    """In one process for all, so that a crash or a hang fails the test and not the run."""
    bombs = [(family, SMALL) for family in FAMILIES] + [(family, 2 * MEDIUM) for family in WATCHED]
    done = subprocess.run(
        [sys.executable, "-c", RUNNER], input=json.dumps(bombs), cwd=ROOT, capture_output=True, text=True, check=False
    )
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"after {results[-1:]}: {done.stderr[-2000:]}"
    assert len(results) == len(bombs) >= 30
    assert [result for result in results if result[3]] == []


def test_reading_a_page_never_looks_at_the_network() -> None:
    links = b'<base href="http://a.example/"><link rel=stylesheet href=x.css><script src=x.js></script><img src=x.png>'
    entity = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "http://a.example/x">]><p>&x;</p>'
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://a.example/x"/>'
    data = b'<script type="application/ld+json">{"@context":"http://a.example/context","@type":"Article"}</script>'
    with watched() as seen:
        for page in FIXTURES:
            read_any(RawPage(page.read_bytes(), url="http://a.example/x"))
        for page in (links, entity, include, data):
            articlextract.extract_html(
                page + b"<p>The sea went out at noon and came back at six.</p>", "http://a.example/"
            )
    assert seen == []


# Properties

pieces = st.one_of(
    st.sampled_from([word.encode("latin-1") for word in WORDS.split()]),
    st.binary(max_size=12),
    st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from([b" ", b"\n", b">", b'"', b"The sea went out at noon and came back at six. "]),
)
# ARTICLEXTRACT_EXAMPLES=20000 for a long look
EXAMPLES = int(os.environ.get("ARTICLEXTRACT_EXAMPLES", "150"))
quickly = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@quickly
@given(st.lists(pieces, max_size=60).map(b"".join), st.sampled_from(CONTENT_TYPES), st.sampled_from(URLS))
def test_any_markup_gives_an_article_or_an_error_of_ours(data: bytes, kind: str | None, url: str | None) -> None:
    page = RawPage(data, url=url, content_type=kind)
    assert read_any(page) == read_any(page)


lines = st.one_of(
    st.text(st.characters(exclude_characters="\n"), max_size=80),
    st.tuples(st.text(min_size=1, max_size=6), st.integers(1, 120)).map(lambda pair: pair[0] * pair[1] + "1"),
    st.sampled_from(["By Ada Quay, 12 March 2024", "FacebookFacebookTwitterTwitter", "Read more:", "- a\n- b", STORY]),
)


@quickly
@given(st.lists(lines, max_size=30).map("\n".join))
def test_any_text_gives_an_article_or_an_error_of_ours(text: str) -> None:
    start = time.process_time()
    assert read_any_text(text) == read_any_text(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "unit", ["a", "aB", "(", "-", "7", "By ", ", ", "|", "Share", ">", "http://x/", "\u0301", "中"]
)
def test_no_line_of_a_text_takes_long(unit: str) -> None:
    """Lines as long as rules look at, and far longer; lines by the thousand."""
    start = time.process_time()
    for bomb in (unit * (299 // len(unit)) + "1", unit * 30_000, f"{unit * 9}\n" * 5_000):
        articlextract.extract_text(f"{STORY}\n{bomb}\n{STORY}")
    assert time.process_time() - start < 5


# lxml lists names that it then refuses to be asked for; the fuzzer came upon one
@pytest.mark.parametrize(
    ("place", "put"),
    [
        (rb"<\w+", b"\x01"),
        (rb"<\w+", b":\x01"),
        (rb"<\w+", b" \x01src=/a data\x02src=/a \x03href=/b class\x04=x hidden\x05 \x06content=2024-01-01"),
        (rb" [\w-]+(?==)", b"\x01"),
        (rb"=\"", b"\x01&#1;\0"),
    ],
)
def test_control_characters_in_names_and_values(place: bytes, put: bytes) -> None:
    for path in FIXTURES:
        read_any(RawPage(re.sub(place, lambda found: found[0] + put, path.read_bytes()), url="https://example.org/a"))


@quickly
@given(st.sampled_from(FIXTURES), st.data())
def test_a_page_cut_and_flipped_anywhere_is_still_read(path: Path, choices: st.DataObject) -> None:
    data = bytearray(path.read_bytes())
    end = choices.draw(st.integers(0, len(data)))
    for place in choices.draw(st.lists(st.integers(0, len(data) - 1), max_size=20)):
        data[place] ^= 1 << place % 8
    one_input(b"\1\1" + bytes(data[:end]))


@quickly
@given(st.sampled_from(FIXTURES), st.data())
def test_a_damaged_page_says_nothing_twice_nothing_new_and_the_same_in_each_format(
    path: Path, choices: st.DataObject
) -> None:
    data = damaged(path.read_bytes(), choices)
    try:
        reading = read_with_blocks(RawPage(data, url="https://example.org/2024/05/17/story"), Options())
    except ParseError:
        return
    on_page = letters(block.text for block in reading.blocks)
    # titles of players, formulas and descriptions of pictures stand in attributes
    on_page += letters(str(value) for element in reading.page.root.iter() for value in element.attrib.values())
    article = reading.article
    # words that touch a formula are cut differently in TeX
    assert letters([re.sub(r"\w*\$[^$\n]*\$\w*", " ", article.text)]) - on_page == Counter()
    assert list(faults(article, MARKDOWN)) == []
    assert read_with_blocks(RawPage(data, url="https://example.org/2024/05/17/story"), Options()).article == article


def damaged(page: bytes, choices: st.DataObject) -> bytes:
    """With elements taken out and moved, bytes flipped, or cut off at the end."""
    parts = re.split(rb"(?=<)", page)
    for _ in range(choices.draw(st.integers(0, 6))):
        place, other = choices.draw(st.integers(0, len(parts) - 1)), choices.draw(st.integers(0, len(parts) - 1))
        kind = choices.draw(st.sampled_from(["out", "swap", "cut", "flip"]))
        if kind == "out":
            parts[place] = b""
        elif kind == "swap":
            parts[place], parts[other] = parts[other], parts[place]
        elif kind == "cut" and place:
            parts = parts[:place]
        elif parts[place]:
            parts[place] = bytes([parts[place][0] ^ 1]) + parts[place][1:]
    return b"".join(parts)


def letters(texts: Iterable[str]) -> Counter[str]:
    """The words in letters; numbers before the items of a list are written by us."""
    return Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text))


@quickly
@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), min_size=1, max_size=40))
def test_no_word_is_invented(words: list[str]) -> None:
    """What comes out as text went in: between the blocks there is nothing but white space."""
    html = "<article>" + "".join(f"<p>{' '.join(words)}.</p><div>{word}</div>" for word in words) + "</article>"
    article = articlextract.extract_html(html)
    assert set(article.text.replace(".", " ").split()) <= set(" ".join(words).split())


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_the_shortest_inputs(size: int) -> None:
    for byte in range(256):
        read_any(RawPage(bytes([byte]) * size))


def test_a_bomb_is_what_it_says() -> None:
    assert len(FAMILIES) >= 30
    for family in FAMILIES:
        assert SMALL / 2 < len(Bomb(family, SMALL).page()) < 4 * SMALL, family
