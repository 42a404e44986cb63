"""Body records made without their constructor are those that it makes."""

from __future__ import annotations

import copy
import pickle

from twins import twin

from articlextract.article import BodyKind, BodyNode, Mark, Span
from articlextract.body.make import make_node, make_span


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
