"""The cut: what ends a block, what a block carries, and that no text is lost or doubled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from articlextract.article import Mark
from articlextract.blocks import segment
from articlextract.parse import page_from_tree, parse_page
from articlextract.records import LINE_BREAK, Blocks, RawPage


def cut(html: str) -> Blocks:
    return segment(parse_page(RawPage(html.encode()), max_bytes=10**7))


def texts(html: str) -> list[str]:
    return [block.text for block in cut(html)]


def test_block_elements_end_a_block_and_inline_ones_do_not() -> None:
    assert texts("<div>One <b>two</b> three<p>four</p>five</div>") == ["One two three", "four", "five"]


def test_one_break_is_white_space_two_end_the_block() -> None:
    assert texts("<div>a<br>b<br> <br>c</div>") == ["a b", "c"]


def test_a_break_is_kept_as_a_piece() -> None:
    assert [piece.text for piece in cut("<p>a<br>b</p>")[0].pieces] == ["a", LINE_BREAK, "b"]


def test_white_space_is_folded_but_exact_in_pre() -> None:
    assert texts("<p> a\n  b\u00a0c </p>") == ["a b c"]
    assert texts("<pre>\ndef f():\n    return 1\n</pre>") == ["def f():\n    return 1"]


def test_lines_of_code_in_elements_stay_one_block() -> None:
    assert texts("<pre><code><div>if x:</div><div>  y()</div></code></pre>")[0].split() == ["if", "x:", "y()"]
    assert len(texts("<pre><code><div>if x:</div><div>  y()</div></code></pre>")) == 1


def test_links_and_marks_travel_with_their_pieces() -> None:
    (block,) = cut('<p>See <a href="/x">the <em>other</em></a> page</p>')
    assert [(p.text, p.href, p.marks) for p in block.pieces] == [
        ("See ", None, ()),
        ("the ", "/x", ()),
        ("other", "/x", (Mark.EMPHASIS,)),
        (" page", None, ()),
    ]
    assert block.link_chars == len("the") + len("other")


def test_a_link_around_blocks_reaches_into_them() -> None:
    blocks = cut('<a href="/card"><h3>Head</h3><p>Teaser</p></a><p>After</p>')
    assert [block.link_chars for block in blocks] == [4, 6, 0]


def test_two_links_side_by_side_are_two_words() -> None:
    assert texts("<p><a href=/a>Home</a><a href=/b>About</a></p>") == ["Home About"]


def test_scripts_styles_and_comments_have_no_text_but_their_tails_have() -> None:
    assert texts("<div><script>x()</script>a<!-- no -->b<style>p{}</style>c</div>") == ["abc"]


def test_hidden_inline_text_is_a_block_of_its_own() -> None:
    blocks = cut('<p>Share<span class="screen-reader-text"> on Example</span> now</p>')
    assert [block.text for block in blocks] == ["Share", "on Example", "now"]
    assert not blocks.nodes[blocks[1].node].hidden  # by class, not by attribute
    assert cut("<p>a<i hidden>b</i></p>").nodes[-1].hidden


def test_nodes_cover_their_blocks() -> None:
    blocks = cut("<main><h1>A</h1><ul><li>B</li><li>C</li></ul></main><p>D</p>")
    by_tag = {node.tag: [block.text for block in blocks.items[node.first : node.last]] for node in blocks.nodes}
    assert by_tag["main"] == ["A", "B", "C"]
    assert by_tag["ul"] == ["B", "C"]
    assert by_tag["html"] == ["A", "B", "C", "D"]
    assert [node.tag for node in blocks.ancestors(blocks[1].node)][:3] == ["li", "ul", "main"]


def test_pictures_and_times_know_their_place() -> None:
    blocks = cut("<p>a</p><img src=x.png><p>b <time datetime=2020-01-01>then</time></p>")
    assert [(media.tag, media.before) for media in blocks.media] == [("img", 1)]
    assert [(inline.tag, inline.block) for inline in blocks.inlines] == [("time", 1)]


def test_text_that_only_the_data_states_follows_the_visible() -> None:
    body = "The whole of the story stands here and nowhere else on this page, told in one breath."
    html = f'<p>Loading</p><script type="application/ld+json">{{"@type":"Article","articleBody":"{body}"}}</script>'
    blocks = cut(html)
    assert [block.text for block in blocks] == ["Loading", body]
    assert blocks.nodes[blocks[1].node].tag == "stated"


def test_what_the_page_shows_is_not_stated_again() -> None:
    body = "The whole of the story stands here as well as in the data of the page, word for word."
    html = f'<p>{body}</p><script type="application/ld+json">{{"@type":"Article","articleBody":"{body}"}}</script>'
    assert texts(html) == [body]


def test_a_tree_ten_thousand_deep_is_walked() -> None:
    root = etree.Element("div")
    leaf = root
    for _ in range(10_000):
        leaf = etree.SubElement(leaf, "div")
    leaf.text = "bottom"
    assert [block.text for block in segment(page_from_tree(root, url=None))] == ["bottom"]


TAGS = st.sampled_from("div p span a b ul li table tr td pre br h2 em script noscript".split())
TREES = st.recursive(
    st.tuples(TAGS, st.text("ab \n", max_size=4), st.just([]), st.text("cd ", max_size=3)),
    lambda inner: st.tuples(
        TAGS, st.text("ab ", max_size=3), st.lists(inner, max_size=4), st.text("cd ", max_size=3)
    ),
    max_leaves=25,
)  # fmt: skip


def build(parent: etree._Element, tree: tuple) -> None:
    tag, text, kids, tail = tree
    element = etree.SubElement(parent, tag)
    element.text, element.tail = text, tail
    for kid in kids:
        build(element, kid)


@given(TREES)
def test_every_visible_character_goes_to_exactly_one_block(tree: tuple) -> None:
    root = etree.Element("html")
    build(root, tree)
    for script in list(root.iter("script")):  # a list, since a script inside one goes with it
        del script[:]
        script.text = None
    visible = "".join(element.text or "" for element in root.iter() if element.tag != "br")
    visible += "".join(element.tail or "" for element in root.iter())
    br_text = "".join("".join(b.itertext()) for b in root.iter("br"))
    if br_text.strip():
        return  # a <br> with content does not come from an HTML parser
    found = "".join(block.text for block in segment(page_from_tree(root, url=None)))
    assert sorted("".join(found.split())) == sorted("".join(visible.split()))


@pytest.mark.parametrize("tag", ["article", "main", "section"])
def test_a_page_without_a_written_body_is_not_lost_in_its_head(tag: str) -> None:
    html = f"<title>Tide</title><{tag}><h1>Tide</h1><p>Low at noon.</p></{tag}><p>High at six.</p>"
    assert [block.text for block in cut(html)] == ["Tide", "Low at noon.", "High at six."]
