"""Attributes read in one pass are those that lxml says."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from odd_trees import ODD_TREES
from twins import FIXTURES, twin

from articlextract.attributes import _attributes_of, _may_be_in_picture

NAMES = frozenset({"alt", "class", "height", "id", "src", "srcset", "style", "width"})
PICTURES = """<picture><source srcset="a.png 2x"><img src=b.png alt="a &amp; b" ALT=c width></picture><img alt="">
<svg:img xlink:src=d src=e><p><img class="a\tb" data-class=f><img src="\u00e9"></p>"""
TREES = {path.parent.name: html.document_fromstring(path.read_bytes()) for path in sorted(FIXTURES.glob("*/page.html"))}
TREES |= ODD_TREES | {"pictures": html.fromstring(PICTURES)}


@pytest.mark.parametrize("name", TREES)
def test_attributes_are_those_of_lxml(name: str) -> None:
    kernel: Any = twin("_attributes_kernel")
    for element in TREES[name].iter():
        assert kernel.attributes_of(element, NAMES) == _attributes_of(element, NAMES)
        assert kernel.may_be_in_picture(element) == _may_be_in_picture(element)


def test_what_is_no_element_is_refused() -> None:
    with pytest.raises(TypeError):
        twin("_attributes_kernel").attributes_of(None, NAMES)
