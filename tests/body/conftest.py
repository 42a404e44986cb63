"""A body from a few lines of HTML."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bodies import BASE, assemble_html

from articlextract.article import BodyNode


@pytest.fixture
def body() -> Callable[..., tuple[BodyNode, ...]]:
    return assemble_html


@pytest.fixture
def outline() -> Callable[..., list[object]]:
    """The body as nested lists of kind and text: short to write down and to read."""

    def show(node: BodyNode) -> object:
        text = "".join(span.text for span in node.spans)
        name = node.kind.value if node.level is None else f"h{node.level}"
        if node.start is not None:
            name = f"{name} {node.start}"
        return [name, *([text] if text else []), *(show(child) for child in node.children)]

    return lambda html, base=BASE: [show(node) for node in assemble_html(html, base)]
