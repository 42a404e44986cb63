"""Body records made without their constructor are those that it makes."""

from __future__ import annotations

import copy
import pickle

import pytest
from twins import flat_texts, twin

from articlextract.article import BodyKind, BodyNode, Mark, Span
from articlextract.blocks.lines import cut_lines
from articlextract.body.make import make_node, make_span
from articlextract.body.plain import assemble_in_python, assemble_lines

TEXTS = flat_texts() | {
    "lists": "- a\n- b $x^2$\n\n> c\n> d\n\n3. e\n4. f\n\n# G\n\n\\\\alpha and more\n\n```\nx\n```\n\n- z"
}


def test_records_are_those_of_the_constructor() -> None:
    twin("body._make_kernel")
    span = make_span("tern", "https://example.org/", (Mark.STRONG,))
    node = make_node(BodyKind.PARAGRAPH, (span,))
    outer = make_node(BodyKind.QUOTE, (), (node,))
    assert span == Span("tern", "https://example.org/", (Mark.STRONG,))
    assert outer == BodyNode(BodyKind.QUOTE, (), (BodyNode(BodyKind.PARAGRAPH, (span,)),))
    assert hash(outer) == hash(BodyNode(BodyKind.QUOTE, (), (node,)))
    assert repr(node) == repr(BodyNode(BodyKind.PARAGRAPH, (span,)))
    for again in (copy.deepcopy(outer), pickle.loads(pickle.dumps(outer))):
        assert again == outer
        assert again.children[0].level is None


@pytest.mark.parametrize("name", TEXTS)
def test_bodies_of_lines_are_those_of_python(name: str) -> None:
    twin("body._make_kernel")
    lines = cut_lines(TEXTS[name])
    for kept in (range(len(lines)), range(0, len(lines), 2), ()):
        assert assemble_lines(lines, kept) == assemble_in_python(lines, kept)


def test_a_line_that_is_not_there_is_an_error() -> None:
    for kept in ([3], [-9]):
        with pytest.raises(IndexError):
            assemble_lines(cut_lines("a"), kept)
