"""The shape of a row, read off the dataclasses of `article.py`, so that a field added there is in the rows as well.

It knows nothing of Arrow: the workers, who make the rows, do not load it.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..article import Article, BodyNode, PageDate
from ..surrogates import whole

_PAGE_DATE: Any = PageDate  # at run time a class, to the type checker a union
_UNIONS = (Union, types.UnionType)

MAX_INT = 2**31 - 1  # a width beyond this is no width, and a page may state one of 5,000 digits

Plain = Callable[[Any], Any]
"""Turns a value of an Article into what a row holds: str, int, float, bool, list, dict or None."""


@dataclass(frozen=True)
class Shape:
    """A column's type, and the function that makes its values.

    `kind` is string, int32, float64, bool, list or struct; `item` is a list's, `members` a struct's.
    """

    kind: str
    plain: Plain
    item: Shape | None = None
    members: tuple[tuple[str, Shape], ...] = ()


BODY = Shape("string", lambda nodes: None)
"""A body is a tree without end, which Arrow cannot say: JSON, and only where `rows` is asked for it."""


@cache
def article_shape() -> dict[str, Shape]:
    """Field name -> shape, in the order of the Article."""
    hints = get_type_hints(Article)
    return {field.name: shape_of(hints[field.name]) for field in fields(Article)}


def shape_of(hint: Any) -> Shape:
    """The shape of a field with that type.

    A dict by name becomes a list of records whose first member, `field`, is the name, because not every reader of
    Parquet knows maps.

    Raises:
        TypeError: a type that rows cannot hold; teach it here.
    """
    if get_origin(hint) in _UNIONS:
        (inner,) = (argument for argument in get_args(hint) if argument is not type(None))
        shape = shape_of(inner)
        return Shape(shape.kind, _or_none(shape.plain), shape.item, shape.members)
    if get_origin(hint) is tuple:
        return BODY if get_args(hint)[0] is BodyNode else _list(shape_of(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return _named(shape_of(get_args(hint)[1]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _struct(hint)
    return _scalar(hint)


def _scalar(hint: Any) -> Shape:
    if hint is _PAGE_DATE or hint in (dt.date, dt.datetime):
        return Shape("string", lambda value: value.isoformat())
    if hint is str:
        return Shape("string", whole)
    if hint is bool:
        return Shape("bool", bool)
    if hint is int:
        return Shape("int32", lambda value: value if -MAX_INT <= value <= MAX_INT else None)
    if hint is float:
        return Shape("float64", float)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Shape("string", lambda value: value.value)
    raise TypeError(f"a row has no column for {hint!r}: teach articlextract.bulk.shape.shape_of")


def _or_none(plain: Plain) -> Plain:
    return lambda value: None if value is None else plain(value)


def _list(item: Shape) -> Shape:
    plain = item.plain
    return Shape("list", lambda values: [plain(value) for value in values], item)


def _struct(record: type) -> Shape:
    hints = get_type_hints(record)
    members = tuple((field.name, shape_of(hints[field.name])) for field in fields(record))
    plains = tuple((name, shape.plain) for name, shape in members)
    return Shape("struct", lambda value: {name: plain(getattr(value, name)) for name, plain in plains}, None, members)


def _named(item: Shape) -> Shape:
    name = Shape("string", whole)
    plain = item.plain
    record = Shape("struct", plain, None, (("field", name), *item.members))
    return Shape("list", lambda values: [{"field": key, **plain(value)} for key, value in values.items()], record)
