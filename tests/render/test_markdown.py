"""What the Markdown looks like. That it always reads back as the same words is in test_same_words.py."""

from __future__ import annotations

import pytest
from render.samples import CODE, EMPHASIS, EVERYTHING, STRONG, bullets, cell, item, paragraph, row

from articlextract.article import BodyKind, BodyNode, Image, Mark, Span
from articlextract.render import to_markdown

WHOLE = """\
## Bread & salt

Mix **well**, as [Ann](https://example.org/ann) says:\\
slowly.

- flour
  - rye
  - wheat
- water

3. Knead.

   Ten minutes.

4. Bake.

> Patience.
>
> - and heat

```python
for loaf in oven:
    turn(loaf)
```

Ovens

| Kind | Degrees |
| --- | --- |
| gas | 230 \\| 450 |
|  | gone |

![A loaf, cut](https://example.org/crumb.jpg)

*The crumb*

![](https://example.org/oven.jpg)"""


def test_every_kind_of_node() -> None:
    assert to_markdown(EVERYTHING) == WHOLE


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# not a heading", r"\# not a heading"),
        ("#hashtag", "#hashtag"),
        ("1986. A great year", r"1986\. A great year"),
        ("1986.5", "1986.5"),
        ("- not a list", r"\- not a list"),
        ("-5 degrees", "-5 degrees"),
        ("+ salt", r"\+ salt"),
        ("> not a quote", r"\> not a quote"),
        ("a\n---", "a\\\n\\---"),
        ("a\n===", "a\\\n\\==="),
        ("a | b\n--- | ---", "a | b\\\n\\--- | ---"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("snake_case _private", r"snake_case \_private"),
        ("<b> but 1 < 2", r"\<b> but 1 < 2"),
        ("&amp; but A&B", r"\&amp; but A&B"),
        ("[1]: https://example.org", r"\[1\]: https://example.org"),
        ("`tick` ~~gone~~ back\\slash", r"\`tick\` \~\~gone\~\~ back\\slash"),
    ],
)
def test_only_what_would_mean_something_is_escaped(text: str, markdown: str) -> None:
    assert to_markdown((paragraph(text),)) == markdown


@pytest.mark.parametrize(
    ("spans", "markdown"),
    [
        (["a ", Span("b", marks=STRONG), " c"], "a **b** c"),
        (["a", Span(" b ", marks=STRONG), "c"], "a **b** c"),
        ([Span("a", marks=STRONG), Span("b", marks=STRONG)], "**ab**"),
        ([Span("a ", marks=STRONG), Span("b", marks=(*STRONG, *EMPHASIS)), Span(" c", marks=STRONG)], "**a _b_ c**"),
        ([Span("a", marks=STRONG), Span("b", marks=EMPHASIS)], "**a**_b_"),
        ([Span("Note:", marks=STRONG), "x"], "**Note**:x"),
        ([Span("「月」", marks=STRONG), "は"], "**「月**」は"),
        (["x", Span("...", marks=EMPHASIS), "y"], "x...y"),
        ([Span("gone", marks=(Mark.DELETED,))], "~~gone~~"),
        (["H", Span("2", marks=(Mark.SUBSCRIPT,)), "O"], "H<sub>2</sub>O"),
        ([Span("a ", marks=STRONG), Span("2", marks=(Mark.SUPERSCRIPT, *STRONG))], "**a <sup>2</sup>**"),
        ([Span("1", "https://example.org/", (Mark.SUPERSCRIPT,))], "<sup>[1](https://example.org/)</sup>"),
        (["for $5, ", Span("x_{1}", marks=(Mark.MATH,)), " is"], r"for \$5, $x_{1}$ is"),
        (["add $HOME/bin:$PATH"], r"add \$HOME/bin:\$PATH"),
        (["$a", Span("b$", marks=STRONG), ", from $5 to $10"], r"\$a**b\$**, from \$5 to \$10"),
        (["from $5 to $10, US $12"], "from $5 to $10, US $12"),
        (["$4 was$", Span("9", marks=(Mark.DELETED,))], r"$4 was\$~~9~~"),
        (["a", Span("1", marks=(Mark.NOTE,)), Span("2", marks=(Mark.NOTE,)), ": b"], r"a[^1][^2]\: b"),
        ([Span("a`b", marks=CODE)], "``a`b``"),
        ([Span("`a", marks=CODE)], "`` `a ``"),
        ([Span("f(*x)", marks=(*CODE, *STRONG))], "**`f(*x)`**"),
        (["so!", Span("a", "https://example.org/")], r"so\![a](https://example.org/)"),
        ([Span("a", "https://example.org/x_(y)")], "[a](<https://example.org/x_(y)>)"),
        ([Span("a]", "https://example.org/?a=1&copy;=2")], r"[a\]](https://example.org/?a=1\&copy;=2)"),
        (
            [Span("see ", marks=STRONG), Span("a", "https://example.org/", STRONG), Span(".", marks=STRONG)],
            "**see [a](https://example.org/).**",
        ),
        (
            [Span("a", "https://example.org/", STRONG), Span(" b", "https://example.org/")],
            "[**a** b](https://example.org/)",
        ),
        ([Span("a]: b", "https://example.org/", CODE)], r"[a\]: b](https://example.org/)"),
        (["x", Span("&", marks=STRONG), "amp;"], r"x\&amp;"),
        ([Span("a", "javascript:alert(1)")], "a"),
        ([Span(" ", "https://example.org/"), "a"], "a"),
    ],
)
def test_marks_and_links(spans: list[Span | str], markdown: str) -> None:
    assert to_markdown((paragraph(*spans),)) == markdown


def test_headings() -> None:
    def heading(text: str, level: int | None = 2) -> str:
        return to_markdown((BodyNode(BodyKind.HEADING, (Span(text),), level=level),))

    assert heading("F #") == r"## F \#"
    assert heading("C#") == "## C#"
    assert heading("two\nlines", 9) == "###### two lines"


def test_a_fence_is_longer_than_those_inside() -> None:
    assert to_markdown((BodyNode(BodyKind.CODE, (Span("```\nx\n````"),)),)) == "`````\n```\nx\n````\n`````"


def test_lists_one_after_the_other_stay_apart() -> None:
    lists = (
        bullets(item("a")),
        bullets(item("b")),
        bullets(item("c")),
        bullets(item("d"), start=1),
        bullets(item("e"), start=1),
    )
    assert to_markdown(lists) == "- a\n\n* b\n\n- c\n\n1. d\n\n1) e"


def test_a_nested_list_that_begins_with_another_number_needs_a_blank_line() -> None:
    assert to_markdown((bullets(item("a", bullets(item("b"), start=4))),)) == "- a\n\n  4. b"


def test_code_in_an_item_in_a_quote() -> None:
    code = BodyNode(BodyKind.CODE, (Span("a\n\n  b"),))
    quote = BodyNode(BodyKind.QUOTE, children=(bullets(item("Run", code), start=10),))
    assert to_markdown((quote,)) == "> 10. Run\n>\n>     ```\n>     a\n>\n>       b\n>     ```"


def test_a_table_without_header_cells_has_an_empty_header() -> None:
    table = BodyNode(BodyKind.TABLE, children=(row(cell("a", True), cell("b")),))
    assert to_markdown((table,)) == "|  |  |\n| --- | --- |\n| a | b |"


def test_blocks_in_a_cell_are_one_line() -> None:
    code = BodyNode(BodyKind.CODE, (Span("x |\ny"),))
    figure = BodyNode(BodyKind.FIGURE, image=Image("https://example.org/a.jpg", "a|b"))
    table = BodyNode(BodyKind.TABLE, children=(row(cell("A", True)), row(cell("b", False, code, figure))))
    assert to_markdown((table,)) == "| A |\n| --- |\n| ![a\\|b](https://example.org/a.jpg) b `x \\| y` |"


def test_a_caption_that_is_no_text_of_the_story_is_the_title_of_its_picture() -> None:
    image = Image("https://example.org/a.jpg", "Pier", caption='At "ebb"')
    assert (
        to_markdown((BodyNode(BodyKind.FIGURE, image=image),)).strip()
        == r'![Pier](https://example.org/a.jpg "At \"ebb\"")'
    )
