"""Each hostile server ends in its stated outcome: in time, in little memory, with an error of ours that names it."""

from __future__ import annotations

import importlib
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hostile.servers import STORY, Case, cases
from loopback import Server, allowing

import articlextract
from articlextract import FetchError, Options, ParseError
from articlextract.errors import FetchReason

CASES = cases()
SLACK = 5.0  # seconds over the deadline before a test calls it a hang; alone on a machine it is 0.1
MAX_GROWTH = 64  # MiB


def outcome(case: Case) -> object:
    """The status of the article, or the reason of the error; anything else is raised."""
    with Server(case.answers) as server:
        url = server.url()
        if case.https or case.promise is FetchReason.TLS:
            url = url.replace("http:", "https:")
        try:
            return articlextract.extract(
                url, options=Options(fetch=allowing(**{"total_timeout": 20, **case.options}))
            ).status
        except FetchError as error:
            assert str(error).isprintable()
            assert len(str(error)) < 700
            return error.reason
        except ParseError:
            return "ParseError"


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """What the first page loads does not count."""
    articlextract.extract_html(STORY)
    importlib.import_module("articlextract.fetch.client")


@pytest.mark.parametrize("case", CASES, ids=[f"{case.group}: {case.name}" for case in CASES])
def test_a_hostile_server_ends_as_promised(case: Case) -> None:
    start = time.monotonic()
    assert outcome(case) == case.promise
    assert time.monotonic() - start < case.options.get("total_timeout", 20) + SLACK


def test_there_are_enough_cases_each_with_its_name() -> None:
    assert len(CASES) >= 60
    assert len({(case.group, case.name) for case in CASES}) == len(CASES)


def test_a_slow_name_server_is_ended_by_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(5))
    try:
        with pytest.raises(FetchError) as caught:
            articlextract.extract("http://example.org/", options=Options(fetch=allowing(total_timeout=0.3)))
        assert caught.value.reason is FetchReason.TIMEOUT
    finally:
        over.set()


def test_no_bomb_fills_the_memory() -> None:
    """In a process of its own, after one good page: what all the cases of size add to its greatest resident size."""
    program = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]!r}
from benchmarks.memory import own_peak
from hostile.servers import Case, OK, STORY, bomb, say, size_cases
from hostile.test_servers import outcome
for coding in ("gzip", "deflate", "br", "zstd", "gzip, gzip"):
    bomb(coding)
outcome(Case("", "", {{"/": say(STORY)}}, OK))
before = own_peak()
for case in size_cases():
    assert outcome(case) == case.promise, case.name
print((own_peak() - before) >> 20)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MAX_GROWTH
