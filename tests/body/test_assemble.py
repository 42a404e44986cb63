"""Blocks back to headings, paragraphs, lists, quotes and code."""

from __future__ import annotations

from typing import Any

import pytest

from articlextract.article import BodyKind, Mark, Span


def test_headings_and_paragraphs(outline: Any) -> None:
    html = "<h1>Tides</h1><p>Out at noon.</p><div>Back at six.</div><h3>Moon</h3>"
    assert outline(html) == [
        ["h1", "Tides"],
        ["paragraph", "Out at noon."],
        ["paragraph", "Back at six."],
        ["h3", "Moon"],
    ]


def test_only_content_is_in_the_body(outline: Any) -> None:
    html = "<h1 class=role-title>Tides</h1><p class=role-byline>By Ann</p><p>Out.</p><ul class=role-share><li>Send</ul>"
    assert outline(html) == [["paragraph", "Out."]]


def test_no_content_is_no_body(body: Any) -> None:
    assert body("<p class=role-navigation>Home</p>") == ()


def test_a_heading_in_parts_is_one(outline: Any) -> None:
    assert outline("<h2><div>Part one</div><div>The sea</div></h2><p>x") == [
        ["h2", "Part one The sea"],
        ["paragraph", "x"],
    ]


def test_a_heading_that_was_never_closed_is_not_the_whole_page(outline: Any) -> None:
    html = "<h2>" + "".join(f"<div>Paragraph {i}</div>" for i in range(6)) + "</h2>"
    assert outline(html) == [["paragraph", f"Paragraph {i}"] for i in range(6)]


def test_a_role_makes_a_heading(outline: Any) -> None:
    assert outline('<div role="heading" aria-level="4">Moon</div><p>x') == [["h4", "Moon"], ["paragraph", "x"]]


def test_a_heading_has_neither_strong_nor_a_permalink(body: Any) -> None:
    (heading, _) = body('<h2><b>The</b> moon <a href="#moon">¶</a></h2><p>x')
    assert heading.spans == (Span("The moon"),)


@pytest.mark.parametrize(
    ("href", "absolute"),
    [("#moon", None), ("/stories/tides#moon", None), ("/stories/moon", "https://example.org/stories/moon")],
)
def test_a_heading_is_no_link_to_itself(body: Any, href: str, absolute: str | None) -> None:
    (heading, _) = body(f'<h2><a href="{href}">The <i>moon</i></a></h2><p>x')
    assert heading.spans == (Span("The ", absolute), Span("moon", absolute, (Mark.EMPHASIS,)))


class TestLists:
    def test_nested(self, outline: Any) -> None:
        html = "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"
        inner = ["list", ["item", "b"], ["item", "c"]]
        assert outline(html) == [["list", ["item", "a", inner], ["item", "d"]]]

    def test_a_list_right_inside_a_list_belongs_to_the_item_above(self, outline: Any) -> None:
        html = "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>"
        assert outline(html) == [["list", ["item", "a", ["list", ["item", "b"]]], ["item", "c"]]]

    def test_paragraphs_in_an_item(self, outline: Any) -> None:
        html = "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"
        assert outline(html) == [["list 1", ["item", "a", ["paragraph", "b"]], ["item", "c"]]]

    def test_text_after_a_nested_list_stays_in_its_item(self, outline: Any) -> None:
        html = "<ul><li>a<ul><li>b</ul>c<li>d</ul>"
        assert outline(html) == [["list", ["item", "a", ["list", ["item", "b"]], ["paragraph", "c"]], ["item", "d"]]]

    def test_two_lists_are_two(self, outline: Any) -> None:
        assert outline("<ul><li>a</ul><ul><li>b</ul>") == [["list", ["item", "a"]], ["list", ["item", "b"]]]

    def test_items_without_a_list_make_one_until_something_else_comes(self, outline: Any) -> None:
        html = "<div><li>a</li><li>b</li><p>c</p><li>d</li></div>"
        assert outline(html) == [["list", ["item", "a"], ["item", "b"]], ["paragraph", "c"], ["list", ["item", "d"]]]

    def test_text_of_the_list_itself_is_an_item(self, outline: Any) -> None:
        assert outline("<ul>a<li>b</ul>") == [["list", ["item", "a"], ["item", "b"]]]

    @pytest.mark.parametrize(
        ("html", "first"),
        [
            ("<ol start=5><li>a", 5),
            ("<ol><li value=7>a", 7),
            ("<ol start=many><li>a", 1),
            ("<ol start=99999999999><li>a", 1),
        ],
    )
    def test_first_number(self, outline: Any, html: str, first: int) -> None:
        assert outline(html) == [[f"list {first}", ["item", "a"]]]

    def test_items_that_are_not_content_are_counted(self, outline: Any) -> None:
        html = "<ol><li class=role-promo>Buy</li><li>b</li><li>c</li></ol>"
        assert outline(html) == [["list 2", ["item", "b"], ["item", "c"]]]

    def test_a_jump_in_the_numbers_begins_a_new_list(self, outline: Any) -> None:
        html = "<ol><li>a<li>b<li value=10>j<li>k</ol>"
        assert outline(html) == [
            ["list 1", ["item", "a"], ["item", "b"]],
            ["list 10", ["item", "j"], ["item", "k"]],
        ]


def test_quotes_hold_what_is_in_them(outline: Any) -> None:
    html = "<blockquote><p>a</p><ul><li>b</ul><blockquote>c</blockquote></blockquote><p>d"
    assert outline(html) == [
        ["quote", ["paragraph", "a"], ["list", ["item", "b"]], ["quote", ["paragraph", "c"]]],
        ["paragraph", "d"],
    ]


def test_terms_and_summaries_have_a_place_of_their_own(body: Any) -> None:
    nodes = body(
        "<dl><dt>Ebb <code>e</code></dt><dd>The sea goes.</dd></dl><details><summary>More</summary>Later.</details>"
    )
    terms, details = nodes
    assert [node.kind for node in terms.children] == [BodyKind.TERM, BodyKind.DEFINITION]
    assert terms.children[0].spans == (Span("Ebb "), Span("e", None, (Mark.CODE,)))
    assert terms.children[1].spans == (Span("The sea goes."),)
    assert (details.kind, details.spans) == (BodyKind.DETAILS, (Span("More"),))
    assert [node.spans for node in details.children] == [(Span("Later."),)]


def test_a_term_alone_and_text_between_the_terms(outline: Any) -> None:
    html = "<dl>Tides:<dt>Ebb<dd><p>Goes.<p>Far.</dl><dt>Alone</dt><details><p>Open</details>"
    assert outline(html) == [
        [
            "definitions",
            ["definition", "Tides:"],
            ["term", "Ebb"],
            ["definition", "Goes.", ["paragraph", "Far."]],
        ],
        ["paragraph", "Alone"],
        ["details", ["paragraph", "Open"]],
    ]


class TestCode:
    def test_white_space_is_exact(self, body: Any) -> None:
        (code,) = body("<pre><code>def f():\n    return  1\n\n\tx</code></pre>")
        assert code.kind is BodyKind.CODE
        assert code.spans == (Span("def f():\n    return  1\n\n\tx"),)

    @pytest.mark.parametrize(
        "html",
        [
            '<pre><code class="language-python">x</code></pre>',
            '<pre class="lang-Python prettyprint">x</pre>',
            '<div class="highlight highlight-source-python"><pre>x</pre></div>',
            '<div class="highlight-python notranslate"><div class="highlight"><pre>x</pre></div></div>',
            '<figure><pre><code class="hljs python">x</code></pre></figure>',
            '<pre data-lang="python">x</pre>',
            '<pre class="brush: python">x</pre>',
        ],
    )
    def test_language(self, body: Any, html: str) -> None:
        assert [node.language for node in body(html)] == ["python"]

    @pytest.mark.parametrize("name", ["language-plaintext", "language-none", "highlight", "code-block", "lang-a'b"])
    def test_no_language(self, body: Any, name: str) -> None:
        assert [node.language for node in body(f'<pre class="{name}">x</pre>')] == [None]

    def test_code_in_a_list_item(self, outline: Any) -> None:
        html = "<ol><li>Run<pre>a\n b</pre>then wait</li></ol>"
        assert outline(html) == [["list 1", ["item", "Run", ["code", "a\n b"], ["paragraph", "then wait"]]]]

    def test_line_numbers_beside_code_are_left_out(self, outline: Any) -> None:
        html = "<table><tr><td><pre>1\n2\n3</pre></td><td><pre>a\nb\nc</pre></td></tr></table>"
        assert outline(html) == [["code", "a\nb\nc"]]

    def test_numbers_that_are_the_code_stay(self, outline: Any) -> None:
        assert outline("<pre>1\n2\n3</pre>") == [["code", "1\n2\n3"]]

    def test_lines_of_code_parted_by_br(self, outline: Any) -> None:
        assert outline("<p><code>a = 1<br>b = 2</code></p>") == [["code", "a = 1\nb = 2"]]


def test_a_line_cut_by_hidden_text_is_one_again(outline: Any) -> None:
    html = "<p>The price <span class=role-hidden style='display:none'>was 9</span> is 5.</p>"
    assert outline(html) == [["paragraph", "The price is 5."]]


@pytest.mark.parametrize("between", ["<br><br>", "<div class=role-promo>Buy</div>"])
def test_paragraphs_of_one_element_stay_apart(outline: Any, between: str) -> None:
    assert outline(f"<div>One.{between}Two.</div>") == [["paragraph", "One."], ["paragraph", "Two."]]


@pytest.mark.parametrize("tag", ["ul><li", "blockquote", "ol", "figure", "dl><dd", "table><tr><td", "div"])
def test_nesting_without_end(body: Any, tag: str) -> None:
    nodes = body(f"<{tag}>a " * 600)
    texts, depth, level = 0, 0, list(nodes)
    while level:
        texts += sum("".join(span.text for span in node.spans).count("a") for node in level)
        level = [child for node in level for child in node.children]
        depth += 1
    assert texts == 600
    assert depth <= 65
