"""Each folder of `fixtures/` is a page and what a sensible reader takes from it; see `fixtures/README.md`."""

from __future__ import annotations

import datetime as dt
import json
import re
import runpy
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from articlextract import errors
from articlextract.article import Article

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(path.name for path in FIXTURES.iterdir() if path.is_dir())
NOT_FIELDS = frozenset({"error", "text", "in_text", "not_in_text", "related_contains", "not_in_related"})
BACKSLASH_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def expected(case: str) -> dict[str, Any]:
    file = FIXTURES / case / "expected.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def is_text(case: str) -> bool:
    """Whether the case is a page that has lost its HTML."""
    return (FIXTURES / case / "page.txt").exists()


def raw_page(case: str) -> Any:
    """The bytes of a case as they would be served; `page.py` builds those that are too large to keep."""
    from articlextract.records import RawPage

    folder = FIXTURES / case
    program = folder / "page.py"
    saved = folder / ("page.txt" if is_text(case) else "page.html")
    data = runpy.run_path(str(program))["page"]() if program.exists() else saved.read_bytes()
    file = folder / "source.json"
    return RawPage(data, **(json.loads(file.read_text("utf-8")) if file.exists() else {}))


@cache
def article(case: str) -> Article:
    from articlextract.api import extract_text
    from articlextract.options import Options
    from articlextract.pipeline import read_raw

    raw = raw_page(case)
    return extract_text(raw.data, raw.url) if is_text(case) else read_raw(raw, Options())


def plain(value: Any) -> Any:
    """Enums and dates as they are written in expected.json; tuples as lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def seen(value: Any, wanted: Any) -> Any:
    """`value` in the shape of `wanted`: of a record only the keys that are asked for."""
    if isinstance(wanted, dict):
        return None if value is None else {key: plain(getattr(value, key)) for key in wanted}
    if isinstance(wanted, list) and wanted and isinstance(wanted[0], dict):
        spare: list[Any] = [dict.fromkeys(wanted[0], True)] * (len(value) - len(wanted))
        return [seen(item, ask) for item, ask in zip(value, [*wanted, *spare], strict=False)]
    return [str(plain(getattr(v, "name", getattr(v, "title", v)))) for v in value] if wanted == [] else plain(value)


def markdown_blocks(markdown: str) -> list[str]:
    """Blocks of a Markdown text without what may be written in more than one way: escapes and table padding."""
    lines = []
    for line in markdown.strip("\n").split("\n"):
        if line.startswith("|"):
            line = re.sub(r"\s*\|\s*", "|", line)
            line = re.sub(r":?-+:?(?=\|)", "---", line) if not line.strip("|:- ") else line
        lines.append(BACKSLASH_ESCAPE.sub(r"\1", line))
    return "\n".join(lines).split("\n\n")


def params(keep: Any) -> list[Any]:
    return [pytest.param(case, key, id=f"{case}-{key}") for case in CASES for key in expected(case) if keep(key)]


@pytest.mark.parametrize("case", CASES)
def test_case_is_complete(case: str) -> None:
    folder, want = FIXTURES / case, expected(case)
    assert want, f"{case} has no expected.json"
    pages = [name for name in ("page.html", "page.py", "page.txt") if (folder / name).exists()]
    assert len(pages) == 1, "one of page.html, page.py and page.txt"
    assert (folder / "expected.md").exists() == bool(want.get("text")), "expected.md goes with a text"
    fields = set(Article.__dataclass_fields__)
    assert set(want) - NOT_FIELDS <= fields, f"not a field of Article: {set(want) - NOT_FIELDS - fields}"


@pytest.mark.parametrize("case", [case for case in CASES if "error" in expected(case)])
def test_error(case: str) -> None:
    with pytest.raises(getattr(errors, expected(case)["error"])):
        article(case)


@pytest.mark.parametrize("case, field", params(lambda key: key not in NOT_FIELDS))
def test_field(case: str, field: str) -> None:
    want = expected(case)[field]
    assert seen(getattr(article(case), field), want) == want


@pytest.mark.parametrize("case, key", params(lambda key: key == "text"))
def test_text(case: str, key: str) -> None:
    want = "\n\n".join(expected(case)[key])
    assert article(case).text.strip("\n").split("\n\n") == want.split("\n\n")


@pytest.mark.parametrize("case", [case for case in CASES if (FIXTURES / case / "expected.md").exists()])
def test_markdown(case: str) -> None:
    want = (FIXTURES / case / "expected.md").read_text("utf-8")
    assert markdown_blocks(article(case).markdown) == markdown_blocks(want)


@pytest.mark.parametrize("case, key", params(lambda key: key in ("in_text", "not_in_text")))
def test_words(case: str, key: str) -> None:
    text = article(case).text
    for words in expected(case)[key]:
        assert (words in text) is (key == "in_text"), words


@pytest.mark.parametrize("case, key", params(lambda key: key == "related_contains"))
def test_related_contains(case: str, key: str) -> None:
    found = {link.url: link for link in article(case).related}
    for want in expected(case)[key]:
        assert want["url"] in found, f"{want['title']} is not among {[link.title for link in found.values()]}"
        assert seen(found[want["url"]], want) == want


@pytest.mark.parametrize("case, key", params(lambda key: key == "not_in_related"))
def test_not_in_related(case: str, key: str) -> None:
    assert not {link.url for link in article(case).related} & set(expected(case)[key])
