"""The public face, and what importing it costs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from twins import twin

import articlextract

HEAVY = ("bs4", "click", "dateparser", "lxml", "markdownify", "msgspec", "nh3", "numpy", "requests", "urllib3", "w3lib")


def modules_after(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after running the code."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert modules_after("import articlextract").isdisjoint(HEAVY)


def test_naming_types_and_errors_loads_nothing_heavy() -> None:
    assert modules_after("from articlextract import Article, FetchError, Options").isdisjoint(HEAVY)


def test_reading_a_page_does_not_load_the_network() -> None:
    code = 'import articlextract; articlextract.extract_html("<h1>Tides</h1><p>The sea went out at noon.</p>")'
    assert modules_after(code).isdisjoint({"requests", "urllib3"})


def test_reading_a_page_with_what_is_compiled_does_not_load_numpy() -> None:
    twin("model._kernel")
    code = 'import articlextract; articlextract.extract_html("<h1>Tides</h1><p>The sea went out at noon.</p>").markdown'
    assert modules_after(code).isdisjoint({"numpy"})


@pytest.mark.parametrize("name", articlextract.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(articlextract, name) is not None
    assert name in dir(articlextract)


def test_the_public_calls() -> None:
    assert {"extract", "extract_file", "extract_html", "json_schema"} <= set(articlextract.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="extract_everything"):
        articlextract.extract_everything  # noqa: B018


def test_the_version_is_the_distributions() -> None:
    from importlib.metadata import version

    assert version("articlextract") == articlextract.__version__


def test_the_command_line_starts_without_the_network_or_the_parser() -> None:
    assert modules_after("import articlextract.cli").isdisjoint({"dateparser", "lxml", "numpy", "requests"})
