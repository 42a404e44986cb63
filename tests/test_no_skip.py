"""`--fail-on-skip` in conftest.py: CI must not be green because something was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py").read_text("utf-8")

SKIPS_ONE = """
    import pytest

    def test_runs():
        pass

    @pytest.mark.skip(reason="not today")
    def test_left_out():
        pass
"""

SKIPS_ITSELF = """
    import pytest
    pytest.importorskip("no_such_module_anywhere")
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.delenv("ARTICLEXTRACT_NO_SKIP", raising=False)
    pytester.makeconftest(CONFTEST)
    return pytester


def test_a_skip_is_a_skip_by_default(suite: pytest.Pytester) -> None:
    suite.makepyfile(SKIPS_ONE)
    suite.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1, skipped=1)


def test_a_skip_fails_when_asked(suite: pytest.Pytester) -> None:
    suite.makepyfile(SKIPS_ONE)
    result = suite.runpytest_subprocess("--fail-on-skip")
    result.assert_outcomes(passed=1, errors=1)
    assert result.ret == 1
    result.stdout.fnmatch_lines(["*not today*"])


def test_the_environment_asks_too(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTICLEXTRACT_NO_SKIP", "1")
    suite.makepyfile(SKIPS_ONE)
    suite.runpytest_subprocess().assert_outcomes(passed=1, errors=1)


def test_a_skip_inside_a_test_fails_when_asked(suite: pytest.Pytester) -> None:
    suite.makepyfile("import pytest\n\ndef test_gives_up():\n    pytest.skip('no network')")
    suite.runpytest_subprocess("--fail-on-skip").assert_outcomes(failed=1)


def test_a_module_that_skips_itself_fails_when_asked(suite: pytest.Pytester) -> None:
    suite.makepyfile(SKIPS_ITSELF)
    assert suite.runpytest_subprocess("--fail-on-skip").ret != 0
