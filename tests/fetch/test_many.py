"""Many URLs: each has its outcome, hosts are not crowded, nothing is taken or kept beyond need."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from loopback import Answer, Server, allowing, raw, say

from articlextract import FetchError, InputTypeError
from articlextract.fetch import fetch_many
from articlextract.fetch.address import host_of
from articlextract.fetch.many import LOOKAHEAD
from articlextract.fetch.turns import Turns

Serve = Callable[[dict[str, Answer]], Server]
QUICK = allowing(total_timeout=5, host_delay=0, obey_robots=False, max_at_once=4, max_per_host=4)


def test_each_url_has_its_outcome_whatever_the_others_do(serve: Serve) -> None:
    server = serve({**{f"/{n}": say(b"%d" % n) for n in range(30)}, "/empty": raw(b"")})
    good = [server.url(f"/{n}") for n in range(30)]
    bad = [server.url("/gone"), server.url("/empty"), "ftp://example.org/", "http://[::1/", ""]
    outcomes = list(fetch_many([*bad, *good], QUICK))
    assert sorted(outcome.url for outcome in outcomes) == sorted(good + bad)
    pages = {outcome.url: outcome.page.data for outcome in outcomes if outcome.page}
    assert pages == {url: url.rpartition("/")[2].encode() for url in good}
    failed = [outcome for outcome in outcomes if outcome.error]
    assert sorted(outcome.url for outcome in failed) == sorted(bad)
    assert all(isinstance(outcome.error, FetchError) and outcome.page is None for outcome in failed)


def test_the_same_url_twice_has_two_outcomes(serve: Serve) -> None:
    url = serve({"/": say(b"x")}).url()
    assert [outcome.url for outcome in fetch_many([url, url], QUICK)] == [url, url]


def test_no_url_no_outcome() -> None:
    assert list(fetch_many([], QUICK)) == []


def test_a_quick_page_does_not_wait_for_a_slow_one(serve: Serve) -> None:
    go = threading.Event()

    def slow(connection: socket.socket) -> None:
        go.wait(5)
        say(b"slow")(connection)

    server = serve({"/slow": slow, "/quick": say(b"quick")})
    results = fetch_many([server.url("/slow"), server.url("/quick")], QUICK)
    assert next(results).url == server.url("/quick")
    go.set()
    assert next(results).url == server.url("/slow")


def test_never_more_at_once_to_a_host_than_allowed(serve: Serve) -> None:
    lock, busy, most = threading.Lock(), 0, 0

    def count(connection: socket.socket) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.02)
        with lock:
            busy -= 1
        say(b"x")(connection)

    server = serve({f"/{n}": count for n in range(12)})
    options = allowing(total_timeout=5, host_delay=0, obey_robots=False, max_at_once=8, max_per_host=2)
    assert len(list(fetch_many([server.url(f"/{n}") for n in range(12)], options))) == 12
    assert most == 2


def test_urls_are_taken_only_as_results_are(serve: Serve) -> None:
    server = serve({"/": say(b"x")})
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for _ in itertools.count():
            taken += 1
            yield server.url()

    results = fetch_many(endless(), QUICK)
    for _ in range(5):
        next(results)
    results.close()
    assert taken == LOOKAHEAD + 4


def test_pages_that_nobody_takes_hold_the_downloads_up(serve: Serve) -> None:
    server = serve({"/": say(b"x")})
    results = fetch_many([server.url()] * 200, allowing(host_delay=0, obey_robots=False, max_at_once=3, max_per_host=3))
    next(results)
    time.sleep(0.3)
    assert len(server.requests) <= 1 + 3 + 3  # taken, in the queue, in the hands of the threads
    results.close()


def test_closing_ends_the_threads(serve: Serve) -> None:
    before = threading.active_count()
    server = serve({"/": say(b"x")})
    results = fetch_many([server.url()] * 50, QUICK)
    next(results)
    results.close()
    end = time.monotonic() + 5
    while any(thread.name == "articlextract-fetch" for thread in threading.enumerate()) and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() <= before + 2  # the server's


def test_what_is_no_list_of_urls_is_refused() -> None:
    with pytest.raises(InputTypeError, match="a single one in a list"):
        fetch_many("http://example.org/", QUICK)
    with pytest.raises(InputTypeError, match="not bytes"):
        list(fetch_many([b"http://example.org/"], QUICK))  # type: ignore[list-item]


# Turns


def test_a_host_waits_for_its_delay_while_others_go_on() -> None:
    turns = Turns(per_host=5, delay=0.1)
    for url in ("http://a/1", "http://a/2", "http://b/1"):
        turns.add(url)
    start = time.monotonic()
    order = [turn.url for _ in range(3) if (turn := turns.take())]
    assert order == ["http://a/1", "http://b/1", "http://a/2"]
    assert time.monotonic() - start >= 0.1


def test_a_host_s_place_is_free_once_it_is_done() -> None:
    turns = Turns(per_host=1, delay=0)
    turns.add("http://a/1")
    turns.add("http://a/2")
    first = turns.take()
    assert first is not None
    threading.Timer(0.05, turns.done, [first]).start()
    second = turns.take()
    assert second is not None
    assert second.url == "http://a/2"


def test_stopped_turns_give_nothing() -> None:
    turns = Turns(per_host=1, delay=0)
    turns.stop()
    turns.add("http://a/1")
    assert turns.take() is None


@pytest.mark.parametrize(
    ("url", "host"),
    [("http://A.example:80/x", "a.example"), ("http://a.example./", "a.example"), ("http://[::1/", ""), ("x", "")],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host
