"""Each hostile server ends in its stated outcome: in time, in little memory, with an error of ours that names it."""

from __future__ import annotations

import importlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hostile.servers import STORY, Case, cases
from loopback import Server, allowing

import articlextract
from articlextract import FetchError, Options, ParseError
from articlextract.errors import FetchReason

CASES = cases()
SLACK = 0.5  # seconds over the deadline
MAX_GROWTH = 64  # MiB


def outcome(case: Case) -> object:
    """The status of the article, or the reason of the error; anything else is raised."""
    with Server(case.answers) as server, slow_names(case.lookup):
        url = server.url() if not case.lookup else "http://slow.example/"
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


@contextmanager
def slow_names(seconds: float) -> Iterator[None]:
    """The name server takes so long."""
    over = threading.Event()
    with pytest.MonkeyPatch.context() as patch:
        if seconds:
            patch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(seconds))
        try:
            yield
        finally:
            over.set()


@contextmanager
def machine_lag() -> Iterator[list[float]]:
    """By how many seconds in all a thread that only sleeps comes too late: what a busy machine keeps from us."""
    lag, over = [0.0], threading.Event()

    def pulse() -> None:
        while not over.is_set():
            start = time.monotonic()
            time.sleep(0.01)
            lag[0] += time.monotonic() - start - 0.01

    thread = threading.Thread(target=pulse, daemon=True)
    thread.start()
    try:
        yield lag
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.group}: {case.name}" for case in CASES])
def test_a_hostile_server_ends_as_promised(case: Case) -> None:
    with machine_lag() as lag:
        start = time.monotonic()
        assert outcome(case) == case.promise
        seconds = time.monotonic() - start
    assert seconds < case.options.get("total_timeout", 20) + SLACK + lag[0]


def test_there_are_enough_cases_each_with_its_name() -> None:
    assert len(CASES) >= 60
    assert len({(case.group, case.name) for case in CASES}) == len(CASES)


def test_no_bomb_fills_the_memory() -> None:
    """In a process of its own, after one good page: what all the cases of size add to its greatest resident size."""
    program = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]!r}
from benchmarks.memory import own_peak
from hostile.servers import BOMBS, Case, OK, STORY, bomb, say, size_cases
from hostile.test_servers import outcome
for coding in BOMBS:
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
