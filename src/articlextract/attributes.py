"""Attributes of an element in one pass: to ask lxml for each takes as long for those that do not stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .native import compiled

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_kernel = compiled("_attributes_kernel")
_AROUND = frozenset({"picture", "source"})


def _attributes_of(element: Element, names: frozenset[str]) -> dict[str, str]:
    """The attributes with these names that stand on an element; of those that stand there twice, the first."""
    return {name: value for name, value in reversed(element.items()) if name in names}


def _may_be_in_picture(element: Element) -> bool:
    """Whether an `<img>` stands right inside a `<picture>`, or in a `<source>` of one, which libxml2 leaves open."""
    around = element.getparent()
    return around is not None and around.tag in _AROUND


attributes_of = _attributes_of
may_be_in_picture = _may_be_in_picture
if _kernel is not None and not TYPE_CHECKING:
    attributes_of = _kernel.attributes_of
    may_be_in_picture = _kernel.may_be_in_picture
