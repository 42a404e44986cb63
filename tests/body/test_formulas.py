"""Formulas in each of the ways that pages write them, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from articlextract.article import BodyKind, Mark, Span

MATHML = "<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>"
STATED = '<math><semantics><mi>y</mi><annotation encoding="application/x-tex">y^2</annotation></semantics></math>'
HIDDEN = (
    f'<span><span class="role-hidden" style="display: none;">{STATED}</span>'
    '<img class="math-fallback" alt="y^2"></span>'
)
KATEX = (
    f'<span class="katex"><span class="katex-mathml">{STATED}</span>'
    '<span class="role-hidden" aria-hidden="true">y2</span></span>'
)
PICTURE = r'<img class="latex" src="/a.png" alt="\frac{a}{b}">'


def math(tex: str) -> Span:
    return Span(tex, None, (Mark.MATH,))


@pytest.mark.parametrize(
    ("html", "tex"),
    [
        (MATHML, "E=mc^{2}"),
        (STATED, "y^2"),
        (HIDDEN, "y^2"),
        (KATEX, "y^2"),
        (r'<math alttext="{\displaystyle z_{1}}"><mi>z</mi></math>', "z_{1}"),
        (PICTURE, r"\frac{a}{b}"),
        ('<script type="math/tex">x^2</script>', "x^2"),
        (r"\(x^2\)", "x^2"),
        (r"\[ x^2 \]", "x^2"),
        ("$x^2$", "x^2"),
    ],
)
def test_in_a_line(body: Any, html: str, tex: str) -> None:
    (paragraph,) = body(f"<p>Let {html} be.</p>")
    assert paragraph.kind is BodyKind.PARAGRAPH
    assert paragraph.spans == (Span("Let "), math(tex), Span(" be."))


@pytest.mark.parametrize("html", [f"<p>{MATHML}</p>", f"<div>{PICTURE}</div>", "<p>$$a = b$$</p>"])
def test_alone(body: Any, html: str) -> None:
    assert [node.kind for node in body(f"<p>Before.</p>{html}<p>After.</p>")][1] is BodyKind.FORMULA


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5, not $6.",
        r"Match \(foo\) there.",
        "Run $HOME and $PATH.",
        "a $$ to $$ c",
        r"\(x",
        "<code>$x^2$</code>",
    ],
)
def test_what_is_no_formula(body: Any, text: str) -> None:
    (paragraph,) = body(f"<p>{text}</p>")
    assert not any(Mark.MATH in span.marks for span in paragraph.spans)


@pytest.mark.parametrize(
    ("html", "tex"),
    [
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", r"\frac{a+b}{2}"),
        ("<msqrt><mi>x</mi></msqrt><mroot><mi>y</mi><mn>3</mn></mroot>", r"\sqrt{x}\sqrt[3]{y}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>", r"\sum_{i}^{n}i"),
        ("<mi>α</mi><mi>b</mi><mi>sin</mi><mi>x</mi>", r"\alpha b\sin x"),
        ("<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mn>2</mn></msup>", "{(a)}^{2}"),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>",
            r"\begin{matrix} 1 & 2 \end{matrix}",
        ),
        ("<mover><mi>v</mi><mo>→</mo></mover><mtext>if {x}</mtext>", r"\vec{v}\text{if  x }"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
    ],
)
def test_mathml_becomes_tex(body: Any, html: str, tex: str) -> None:
    (formula,) = body(f"<p><math>{html}</math></p>")
    assert formula.spans == (math(" ".join(tex.split())),)


def test_mathml_without_end(body: Any) -> None:
    nodes = body("<p>Let <math>" + "<msup><mi>x</mi>" * 3000 + "</p>")
    assert nodes


def test_many_formulas_keep_their_places(body: Any) -> None:
    html = "".join(
        f"<p>Line {i} has <math><mi>x</mi><mo>=</mo><mn>{i}</mn></math> in <b>it</b>.</p>" for i in range(50)
    )
    assert [node.spans[1].text for node in body(html)] == [f"x={i}" for i in range(50)]


def test_each_picture_of_a_formula_counts(body: Any) -> None:
    line = "<p>The sea went out at noon.</p>"
    nodes = body(f"{line}<p>{PICTURE}</p>{line}<p>{PICTURE.replace('{a}', '{c}')}</p>{line}")
    assert [node.spans[0].text for node in nodes if node.kind is BodyKind.FORMULA] == [r"\frac{a}{b}", r"\frac{c}{b}"]
