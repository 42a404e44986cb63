from __future__ import annotations

import time
from html.parser import HTMLParser

import nh3
import pytest
from render.samples import EVERYTHING, bullets, item, paragraph

from articlextract.article import BodyKind, BodyNode, Image, Mark, Span
from articlextract.render import to_html
from articlextract.render.html import ALLOWED_ATTRIBUTES, ALLOWED_SCHEMES, ALLOWED_TAGS, write_html

WHOLE = """\
<h2>Bread &amp; salt</h2>
<p>Mix <strong>well</strong>, as <a href="https://example.org/ann">Ann</a> says:<br>
slowly.</p>
<ul>
<li>flour
<ul>
<li>rye</li>
<li>wheat</li>
</ul></li>
<li>water</li>
</ul>
<ol start="3">
<li><p>Knead.</p>
<p>Ten minutes.</p></li>
<li><p>Bake.</p></li>
</ol>
<blockquote>
<p>Patience.</p>
<ul>
<li>and heat</li>
</ul>
</blockquote>
<pre><code class="language-python">for loaf in oven:
    turn(loaf)</code></pre>
<table>
<caption>Ovens</caption>
<thead>
<tr>
<th>Kind</th>
<th>Degrees</th>
</tr>
</thead>
<tbody>
<tr>
<td>gas</td>
<td>230 | 450</td>
</tr>
<tr>
<td></td>
<td>gone</td>
</tr>
</tbody>
</table>
<figure><img src="https://example.org/crumb.jpg" alt="A loaf, cut"><figcaption>The crumb</figcaption></figure>
<figure><img src="https://example.org/oven.jpg" alt=""></figure>"""


def test_every_kind_of_node() -> None:
    assert to_html(EVERYTHING) == WHOLE


def test_nh3_has_nothing_to_remove_from_a_bodys_own_html() -> None:
    assert write_html(EVERYTHING) == to_html(EVERYTHING)


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ([Span("<script>alert(1)</script>")], "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        (
            [Span("a", 'https://example.org/"><script>')],
            '<p><a href="https://example.org/&quot;&gt;&lt;script&gt;">a</a></p>',
        ),
        ([Span("a", "javascript:alert(1)")], "<p><a>a</a></p>"),
        (
            [Span("a", marks=(Mark.SUPERSCRIPT, Mark.STRONG)), Span("b", marks=(Mark.STRONG,))],
            "<p><strong><sup>a</sup>b</strong></p>",
        ),
        (
            [Span("a", "https://example.org/", (Mark.STRONG,)), Span("b", "https://example.org/")],
            '<p><a href="https://example.org/"><strong>a</strong>b</a></p>',
        ),
    ],
)
def test_marks_links_and_attacks(spans: list[Span], html: str) -> None:
    written = to_html((paragraph(*spans),))
    assert nh3.clean(written, link_rel=None) == nh3.clean(html, link_rel=None)


def test_nothing_but_semantic_tags_and_safe_attributes() -> None:
    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in ALLOWED_TAGS
            assert {name for name, _ in attrs} <= ALLOWED_ATTRIBUTES.get(tag, set())

    image = Image('data:text/html,"<script>', 'x" onerror="alert(1)', width=3)
    code = BodyNode(BodyKind.CODE, (Span("</code><script>"),), language='x" onclick="alert(1)')
    evil = (BodyNode(BodyKind.FIGURE, image=image), code, bullets(item("<img src=x onerror=alert(1)>"), start=-3))
    html = to_html((*EVERYTHING, *evil))
    Reader().feed(html)
    assert "<script" not in html
    assert "data:" not in html
    assert "javascript" not in ALLOWED_SCHEMES


def test_a_caption_that_is_no_text_of_the_story_is_the_title_of_its_picture() -> None:
    image = Image("https://example.org/a.jpg", "Pier", caption='At "ebb"')
    node = BodyNode(BodyKind.FIGURE, image=image)
    assert 'alt="Pier" title="At &quot;ebb&quot;"' in to_html((node,))


@pytest.mark.parametrize("text", ["\u00ad\u200d" * 400_000, "& " * 400_000, "longtext0; longtext1; <b> \xa0" * 9_000])
def test_a_very_long_text_is_written_at_once_and_as_it_is(text: str) -> None:
    body = (paragraph("a", text, Span("in", "https://example.org/"), text[:30_000]), paragraph("b"))
    start = time.process_time()
    assert to_html(body) == write_html(body)
    assert time.process_time() - start < 3
