"""Bodies from HTML: all text is content but what stands in an element of class `role-...`."""

from __future__ import annotations

from lxml import etree
from twins import FIXTURES

from articlextract.article import BodyNode
from articlextract.blocks import segment
from articlextract.body import assemble
from articlextract.records import Block, Blocks, Labels, Page, Role, StructuredData

ODD = """<ul>a<li>b<ul><ul>c</ul></ul><li><img src=a.png>d</ul><ol start=3><li>e<li value=7>f<p>g</p></ol><li>h</li>
|<dl>a<dt>b<dd>c<dd><p>d</p></dl><details><summary>a</summary>b</details><summary>c</summary>
|<table><caption>a<tr><th>b<td>c<p>d</p><tr><td>e<td><ul><li>f</ul></table><table><tr><td>g</table>
|<h2><b>a</b> b</h2><h3 id=c><a href="#c">c</a></h3><div role=heading aria-level=4>d</div><h1>e <a href=f>f</a></h1>
|<pre>a\n b</pre><p><code>a<br>b</code></p><p><code>c</code></p><p>Let \\(x^2\\) and $y_1$</p><p>$$z$$</p>
|<figure><img src=a.png><figcaption>a <i>b</i></figcaption></figure><blockquote><p>c</p>d</blockquote>
|<p>a<sup><a href="#n1">1</a></sup></p><ol><li id=n1>b <a href="#r1">^</a></ol>
|<p> a <b> b</b><i> </i>c\u00a0<a href="/d">d </a><a href="/d">e</a><a href="javascript:f">f</a>\ud800</p>"""
BASE = "https://example.org/stories/tides"


def role_of(blocks: Blocks, block: Block) -> Role:
    """The role that the nearest class `role-...` names."""
    for node in blocks.ancestors(block.node):
        if node.words[:1] == ("role",):
            return Role(node.words[1])
    return Role.CONTENT


def assemble_html(html: str, base: str | None = BASE) -> tuple[BodyNode, ...]:
    root = etree.fromstring(html, etree.HTMLParser(huge_tree=True))
    page = Page(root, StructuredData(), url=base, base_url=base)
    blocks = segment(page)
    roles = tuple(role_of(blocks, block) for block in blocks)
    return assemble(page, blocks, Labels(roles, ("",) * len(roles), (1.0,) * len(roles)))


def all_bodies() -> str:
    """The bodies of the fixtures and of some odd pages, as text."""
    pages = [path.read_bytes().decode("utf-8", "replace") for path in sorted(FIXTURES.glob("*/page.html"))]
    pages += [*ODD.split("|"), "<ul><li>" * 60 + "a", "<blockquote>" * 60 + "b"]
    return "\n".join([repr(assemble_html(page.encode("utf-8", "replace").decode("utf-8"))) for page in pages])
