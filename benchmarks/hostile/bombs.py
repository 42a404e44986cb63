"""Pages that cost far more to read than to send: families, each in any size.

`Bomb(family, size).page()` puts it between a story's first and last paragraph; both must come out again, or the page
be called truncated. `size` is about the number of bytes.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass

BEFORE = "The harbour master of Holm wrote the first line of this story before anything went wrong with the page."
AFTER = "The harbour master of Holm wrote the last line of this story after all had gone wrong with the page."

SIZES = (10_000, 300_000, 10_000_000)


def _fill(unit: str, n: int) -> str:
    return unit * max(1, n // len(unit))


def _counted(unit: str, n: int) -> str:
    """The unit with a number in it, as often as it fits."""
    size = len(unit % 10**6)
    return "".join(unit % k for k in range(max(1, n // size)))


def _nested(start: str, end: str, n: int) -> str:
    depth = max(1, n // len(start + end))
    return start * depth + "core" + end * depth


def _jsonld(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def _deep_json(n: int) -> str:
    return _jsonld('{"@type":"Article","a":' + "[" * (n // 2) + "]" * (n // 2) + "}")


def _wide_json(n: int) -> str:
    author = {"@type": "Person", "name": "Ada Quay", "url": "https://example.org/ada"}
    return _jsonld(json.dumps({"@type": "NewsArticle", "author": [author] * (n // 80), "headline": "Tides"}))


def _odd_json(n: int) -> str:
    digits = "9" * min(n // 2, 1_000_000)
    odd = f'{{"@type":"Article","a":NaN,"b":-Infinity,"c":{digits},"d":1e99999,"headline":"\\ud800 tide"}}'
    return _jsonld(odd) + _jsonld('{"@type":"Article","headline":"' + "\\ud800" * (n // 12) + '"}')


def _graph(n: int) -> str:
    count = n // 60
    nodes = [{"@id": f"#{k}", "@type": "Article", "author": {"@id": f"#{k + 1}"}} for k in range(count)]
    return _jsonld(json.dumps({"@graph": nodes}))


def _names(n: int) -> str:
    return '<p class="byline">By ' + ", ".join(f"Ada Quay{chr(97 + k % 26)}" for k in range(n // 11)) + "</p>"


def _square_table(n: int) -> str:
    side = max(2, int((n / 10) ** 0.5))
    return f"<table>{('<tr>' + '<td>7</td>' * side + '</tr>') * side}</table>"


def _quoted(n: int) -> str:
    """Tags in attributes, so that no stretch of the page is without the start of one."""
    return "<p " + _counted('a%d="<x" ', n) + ">x</p>"


def _closing(n: int) -> str:
    return "<p " + _counted("a%d='><x' ", n) + ">x</p>"


def _class(n: int) -> str:
    return '<p class="' + _counted("w%d ", n) + '">x</p>'


def _sources(n: int) -> str:
    return '<img src=/a.jpg srcset="' + _counted("/%d.jpg 9w, ", n) + '">'


def _brackets(n: int) -> str:
    link = "<li><a href=/story/%d>The tides " + "(" * 2_500 + " of Holm</a>"
    return f"<aside class=related><h2>Related stories</h2><ul>{_counted(link, n)}</ul></aside>"


def _misnested(n: int) -> str:
    tags = itertools.cycle(("b", "i", "u", "em", "font"))
    return "".join(f"<{tag}>x</{other}>" for tag, other in zip(itertools.islice(tags, n // 9), tags, strict=False))


FAMILIES: dict[str, Callable[[int], str]] = {
    # nesting
    "divisions in divisions": lambda n: _nested("<div>", "</div>", n),
    "inline elements in each other": lambda n: _nested("<b><i><font>", "</font></i></b>", n),
    "inline elements never closed": lambda n: _fill("<b><i>x", n),
    "links never closed": lambda n: _fill("<a href=/x>y", n),
    "tables in cells": lambda n: _nested("<table><tr><td>", "</td></tr></table>", n),
    "tables never closed": lambda n: _fill("<table><td>", n),
    "lists in lists": lambda n: _nested("<ul><li>x", "</ul>", n),
    "quotations in quotations": lambda n: _nested("<blockquote>", "</blockquote>", n),
    "details in details": lambda n: _nested("<details><summary>x</summary>", "</details>", n),
    "forms and buttons never closed": lambda n: _fill("<form><button><select>", n),
    "noscript and template": lambda n: _nested("<noscript><template>", "</template></noscript>", n),
    "drawings in drawings": lambda n: _nested("<svg><g>", "</g></svg>", n),
    "mis-nested formatting": _misnested,
    "spans with classes in spans": lambda n: _nested('<span class="article-body share">', "</span>", n),
    # attributes
    "attributes on one tag": lambda n: f"<p {_counted('a%d=x ', n)}>x</p>",
    "quoted attributes that hold a tag": _quoted,
    "attributes that hold a > too": _closing,
    "the same attribute on one tag": lambda n: f"<p {_fill('a=x ', n)}>x</p>",
    "attributes on many bodies": lambda n: _counted("<body a%d=x>", n),
    "one long attribute": lambda n: f'<p title="{"x" * n}">x</p>',
    "one long class": _class,
    "one long style": lambda n: f'<p style="{_fill("color:red;", n)}">x</p>',
    "an id of one long word": lambda n: f'<p id="{_fill("aB", n)}">x</p>',
    "a tag never closed": lambda n: f'<p class="{"x" * n}',
    "quotes never closed": lambda n: _fill('<p a="x>', n),
    # many
    "paragraphs": lambda n: _fill("<p>x", n),
    "line breaks": lambda n: _fill("x<br>", n),
    "headings": lambda n: _counted("<h2>Tide %d</h2>", n),
    "paragraphs of class article": lambda n: _counted(
        "<div class=article><p>The tide of day %d, it was said.</div>", n
    ),
    "tags of different names": lambda n: _counted("<t%d>x</t>", n),
    "attributes of different names": lambda n: _counted("<p a%d=x>x", n),
    "classes of different names": lambda n: _counted("<p class=c%d>x", n),
    "pictures": lambda n: _counted("<img src=/%d.jpg alt=tide width=900>", n),
    "picture sources": _sources,
    "links": lambda n: _counted("<li><a href=/story/%d>The tide of the year</a>", n),
    "related links of brackets": _brackets,
    "links to one page": lambda n: _fill("<a href=/story>The tide of the year</a> ", n),
    "meta tags": lambda n: _counted("<meta property=og:t%d content=x>", n),
    "authors in meta tags": lambda n: _counted("<meta name=author content='Ada Quay %d'>", n),
    "microdata": lambda n: _nested("<div itemscope itemprop=author itemtype=https://schema.org/Person>", "</div>", n),
    "microdata properties": lambda n: f"<div itemscope>{_counted('<b itemprop=name>Ada %d</b>', n)}</div>",
    "options": lambda n: f"<select>{_fill('<option>x', n)}</select>",
    "definitions": lambda n: f"<dl>{_fill('<dt>x<dd>y', n)}</dl>",
    "frames": lambda n: _counted("<iframe src=/%d></iframe>", n),
    "scripts": lambda n: _fill("<script>x</script>", n),
    "comments": lambda n: _fill("<!--x-->", n),
    "reader comments": lambda n: _counted("<div class=comment id=c%d><b>Ada</b> <p>I was there.</p></div>", n),
    "bylines": lambda n: _fill("<p class=byline>By Ada Quay</p>", n),
    "names in one byline": _names,
    "dates": lambda n: _fill("<time>12 March 2024</time> ", n),
    "dates in odd words": lambda n: _counted("<p class=date>am %d. Märzember, vor 3 Tagen</p>", n),
    "a square table": _square_table,
    "cells over a million columns": lambda n: f"<table>{_fill('<tr><td colspan=1000000 rowspan=1000000>x', n)}</table>",
    "share buttons": lambda n: _fill("<a class=share href=https://t.example/share>Share</a>", n),
    # text
    "one word": lambda n: f"<p>{'x' * n}</p>",
    "one sentence": lambda n: f"<p>{_fill('tide ', n)}</p>",
    "one preformatted text": lambda n: f"<pre>{_fill('x' + chr(10), n)}</pre>",
    "white space": lambda n: f"<p>{_fill(' ' + chr(10), n)}x</p>",
    "soft hyphens and joiners": lambda n: f"<p>{_fill(chr(0xAD) + chr(0x200D), n // 3)}x</p>",
    "combining marks": lambda n: f"<p>a{chr(0x301) * (n // 2)}</p>",
    "characters of both directions": lambda n: f"<p>{_fill(chr(0x202E) + chr(0x5D0) + 'a', n // 2)}</p>",
    "NULs and controls": lambda n: f"<p>{_fill('x' + chr(0) + chr(1) + chr(0x1B) + chr(0x7F), n)}</p>",
    "entities": lambda n: f"<p>{_fill('&amp;', n)}</p>",
    "numeric entities": lambda n: f"<p>{_fill('&#x1F30A;&#0;&#xD800;', n)}</p>",
    "entities that are none": lambda n: f"<p>{_fill('&tide', n)}</p>",
    "one long entity": lambda n: f"<p>&{'a' * n};</p>",
    "a long number": lambda n: f"<p>{'9' * n}</p>",
    "punctuation": lambda n: f"<p>{_fill('.,-|:/', n)}</p>",
    "words and bars": lambda n: f"<title>{_fill('Tide | ', n)}</title>",
    "a long title": lambda n: f"<title>{_fill('Tide ', n)}</title><h1>{_fill('Tide ', n)}</h1>",
    "a long address": lambda n: f'<a href="https://example.org/{_fill("a/../", n)}?{_fill("b=c&", n)}">x</a>',
    "a picture in the page": lambda n: f'<img src="data:image/png;base64,{"A" * n}">',
    # markup that never ends
    "a comment never closed": lambda n: "<!-- " + _fill("<p>x</p>", n),
    "comments never closed": lambda n: _fill("<!-- <p>x", n),
    "a script never closed": lambda n: "<script>" + _fill("if (a<b) x; ", n),
    "a style never closed": lambda n: "<style>" + _fill(".a{b:c} ", n),
    "a title never closed": lambda n: "<title>" + _fill("x ", n),
    "a text field never closed": lambda n: "<textarea>" + _fill("x ", n),
    "a CDATA section never closed": lambda n: "<![CDATA[" + _fill("x ", n),
    "signs of lesser": lambda n: _fill("<", n),
    "signs of lesser and letters": lambda n: _fill("<a", n),
    "ends without starts": lambda n: _fill("</p></x>", n),
    "declarations": lambda n: _fill("<!x><?y>", n),
    "ampersands": lambda n: _fill("&#", n),
    "ends of the page": lambda n: _fill("</body></html><p>x", n),
    # data
    "deep JSON-LD": _deep_json,
    "wide JSON-LD": _wide_json,
    "odd JSON-LD": _odd_json,
    "JSON-LD with references": _graph,
    "JSON-LD never closed": lambda n: _jsonld('{"a":[' * (n // 6)),
    "JSON-LD with quotes in quotes": lambda n: _jsonld('{"@type":"Article","headline":"' + _fill('a "b" ', n) + '"}'),
    "JSON-LD of quotes": lambda n: _jsonld('{"' * (n // 2)),
    "JSON-LD of commas": lambda n: _jsonld("{" + _fill('"a",', n)),
    "JSON-LD of white space": lambda n: _jsonld('{"a"' + " " * n + "x"),
    "JSON-LD scripts": lambda n: _fill(_jsonld('{"@type":"Article","headline":"Tide"}'), n),
}

# What follows these is part of them, for a browser too: a reader sees only what stands before.
SWALLOWERS = frozenset(
    {
        "forms and buttons never closed",
        "a tag never closed",
        "quotes never closed",
        "a comment never closed",
        "comments never closed",
        "a script never closed",
        "a style never closed",
        "a title never closed",
        "a text field never closed",
        "a CDATA section never closed",
    }
)


@dataclass(frozen=True)
class Bomb:
    family: str
    size: int

    def page(self) -> bytes:
        """The page, with BEFORE and AFTER around the bomb."""
        return (
            f"<!doctype html><html><head><meta charset=utf-8><title>The harbour of Holm</title></head><body><article>"
            f"<h1>The harbour of Holm</h1><p>{BEFORE}</p>{FAMILIES[self.family](self.size)}<p>{AFTER}</p>"
            f"</article></body></html>"
        ).encode("utf-8", "surrogatepass")
