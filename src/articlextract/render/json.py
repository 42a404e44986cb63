"""Article <-> JSON, and its JSON Schema."""

from __future__ import annotations

import datetime as dt
import inspect
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any

from ..article import SCHEMA_VERSION, Article, PageDate
from ..errors import ParseError

_PAGE_DATE: Any = PageDate  # at run time a class, to the type checker a union
SCHEMA_ID = f"urn:articlextract:article:{SCHEMA_VERSION}"


def to_dict(article: Article) -> dict[str, Any]:
    """The article as plain dicts, lists, strings and numbers.

    Every field of the article is there, None where the page does not say; in the records beneath
    it, fields that hold their default are left out. `schema_version` and `text` are added.
    """
    values = {field.name: _plain(getattr(article, field.name)) for field in fields(article)}
    return {"schema_version": SCHEMA_VERSION, **values, "text": article.text}


def to_json(article: Article, indent: int | None = None) -> str:
    """The article as JSON; on one line, or indented by that many blanks."""
    import msgspec

    values = to_dict(article)
    try:
        data = msgspec.json.encode(values)
    except UnicodeEncodeError:
        data = msgspec.json.encode(_without_surrogates(values))
    return (data if indent is None else msgspec.json.format(data, indent=indent)).decode()


def from_json(data: str | bytes) -> Article:
    """Read back what `to_json` wrote.

    Raises:
        ParseError: it is no JSON, or not of an article.
    """
    import msgspec

    try:
        return msgspec.json.decode(data, type=Article, dec_hook=_read_date)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ParseError(f"not the JSON of an Article: {error}; give what Article.to_json wrote") from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `to_json` writes; the same as docs/article.schema.json."""
    import msgspec

    schema = msgspec.json.schema(Article, schema_hook=_describe_date)
    definitions = schema["$defs"]
    for definition in definitions.values():
        if "description" in definition:  # Python 3.13 takes the indentation out of docstrings by itself
            definition["description"] = inspect.cleandoc(definition["description"])
    added = {
        "schema_version": {"type": "string", "const": SCHEMA_VERSION},
        "text": {"type": "string", "description": "The body as plain text; ignored when read back."},
    }
    definitions["Article"]["properties"] = {**added, **definitions["Article"]["properties"]}
    schema = msgspec.json.decode(msgspec.json.encode(schema))  # tuples to lists
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Article",
        "version": SCHEMA_VERSION,
        **schema,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if is_dataclass(value):
        return {
            field.name: _plain(inner)
            for field in fields(value)
            if (inner := getattr(value, field.name)) != _default(field)
        }
    return [_plain(inner) for inner in value]


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _without_surrogates(value: Any) -> Any:
    """Half a character cannot be written in UTF-8: U+FFFD in its place."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_surrogates(inner) for inner in value]
    return value


def _read_date(kind: type, value: Any) -> Any:
    if kind is not _PAGE_DATE or not isinstance(value, str):
        raise ValueError(f"no {kind.__name__}: {value!r}")
    if len(value) == 10:
        return dt.date.fromisoformat(value)
    return dt.datetime.fromisoformat(value[:-1] + "+00:00" if value.endswith("Z") else value)


def _describe_date(kind: type) -> dict[str, Any]:
    if kind is not _PAGE_DATE:
        raise NotImplementedError(kind)
    return {
        "description": "A day, or a moment where the page states a time.",
        "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}],
    }
