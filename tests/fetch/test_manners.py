"""What passes is tried again, what sites ask for is kept to, what has not changed is not sent twice."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from loopback import Answer, Server, allowing, raw, redirect, reset, say

from articlextract import BlockedAddressError, FetchError, FetchOptions, OptionsError
from articlextract.errors import FetchReason
from articlextract.fetch import fetch, fetch_many, retry
from articlextract.fetch.answer import seconds_asked
from articlextract.fetch.cookies import _MAX_COOKIES, _MAX_JARS, Jars
from articlextract.fetch.deadline import Deadline
from articlextract.fetch.hints import find_hint
from articlextract.fetch.retry import wait_before_retry
from articlextract.fetch.robots import Robots
from articlextract.records import RawPage

Serve = Callable[[dict[str, Answer]], Server]
PAGE = b"<h1>Tides</h1><p>Ebb at noon.</p>"


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other, the last for good."""
    left = list(answers)

    def answer(connection: socket.socket) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(connection)

    return answer


def paths(server: Server) -> list[str]:
    return [request.path for request in server.requests]


# Retries


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_WAIT", 0.01)


@pytest.mark.parametrize("status", ["429 Slow", "502 Bad", "503 Busy", "504 Late"])
@pytest.mark.usefixtures("quick")
def test_what_may_pass_is_tried_again(serve: Serve, status: str) -> None:
    server = serve({"/": in_turn(say(status=status), say(status=status), say(PAGE))})
    assert fetch(server.url(), allowing(retries=2)).data == PAGE
    assert len(server.requests) == 3


@pytest.mark.parametrize("answer", [reset(), raw(b"")], ids=["reset", "empty reply"])
@pytest.mark.usefixtures("quick")
def test_a_connection_that_breaks_is_tried_again(serve: Serve, answer: Answer) -> None:
    assert fetch(serve({"/": in_turn(answer, say(PAGE))}).url(), allowing(retries=1)).data == PAGE


@pytest.mark.parametrize("status", ["400 No", "401 Who", "403 No", "404 Gone", "500 Oh", "501 No"])
@pytest.mark.usefixtures("quick")
def test_what_stays_is_not_tried_again(serve: Serve, status: str) -> None:
    server = serve({"/": say(status=status)})
    with pytest.raises(FetchError) as caught:
        fetch(server.url(), allowing(retries=5))
    assert (len(server.requests), caught.value.status) == (1, int(status[:3]))


@pytest.mark.usefixtures("quick")
def test_tries_end(serve: Serve) -> None:
    server = serve({"/": say(status="503 Busy")})
    with pytest.raises(FetchError, match="answered 503"):
        fetch(server.url(), allowing(retries=3))
    assert len(server.requests) == 4


def test_retry_after_is_kept_to(serve: Serve) -> None:
    server = serve({"/": in_turn(say(status="429 Slow", retry_after="1"), say(PAGE))})
    start = time.monotonic()
    assert fetch(server.url(), allowing(retries=1, total_timeout=20)).data == PAGE
    assert time.monotonic() - start >= 1


def test_no_wait_beyond_the_deadline_or_the_limit(serve: Serve) -> None:
    server = serve({"/": say(status="429 Slow", retry_after="50")})
    for options in (allowing(retries=3, total_timeout=2), allowing(retries=3, total_timeout=90, max_retry_wait=40)):
        with pytest.raises(FetchError) as caught:
            fetch(server.url(), options)
        assert caught.value.retry_after == 50
    assert len(server.requests) == 2


def test_the_wait_doubles() -> None:
    options = FetchOptions(retries=9, max_retry_wait=1000)
    error = FetchError("", reason=FetchReason.CONNECTION)
    for tries in range(8):
        wait = wait_before_retry(error, tries, options)
        assert wait is not None
        assert retry.FIRST_WAIT * 2**tries / 2 <= wait <= retry.FIRST_WAIT * 2**tries
    assert wait_before_retry(error, 9, options) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("0", 0), ("", None), ("-5", None), ("soon", None), ("9" * 400, 999_999_999_999), ("٣", None)],
)
def test_retry_after_in_seconds(header: str, seconds: float | None) -> None:
    assert seconds_asked(header) == seconds


@pytest.mark.parametrize("header", ["Mon, 99 Jan 2024 00:00:00 GMT", "Mon, 01 Jan 99999999 00:00:00 GMT", "\x00", ","])
def test_a_date_that_is_none_asks_for_nothing(header: str) -> None:
    assert seconds_asked(header) is None


def test_many_urls_are_tried_again_and_their_host_is_left_alone_meanwhile(serve: Serve) -> None:
    server = serve({"/a": in_turn(say(status="429 Slow", retry_after="1"), say(PAGE)), "/b": say(PAGE)})
    start = time.monotonic()
    options = allowing(retries=1, host_delay=0, max_per_host=1, obey_robots=False)
    outcomes = list(fetch_many([server.url("/a"), server.url("/b")], options))
    assert all(outcome.page for outcome in outcomes)
    assert paths(server) == ["/a", "/a", "/b"]
    assert time.monotonic() - start >= 1


# robots.txt

RULES = b"User-agent: *\nDisallow: /private\n\nUser-agent: tide-watch\nDisallow: /\nAllow: /open\nCrawl-delay: 7\n"


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("articlextract/1", "/story", True),
        ("articlextract/1", "/private/x", False),
        ("tide-watch/2 (+https://example.org)", "/story", False),
        ("tide-watch/2 (+https://example.org)", "/open/x", True),
        ("Mozilla/5.0 (compatible; Tide-Watch/2)", "/story", False),
    ],
)
def test_robots_txt_is_obeyed_when_asked(serve: Serve, agent: str, path: str, allowed: bool) -> None:
    server = serve({"/robots.txt": say(RULES, content_type="text/plain"), path: say(PAGE)})
    options = allowing(obey_robots=True, user_agent=agent)
    if allowed:
        assert fetch(server.url(path), options).data == PAGE
        return
    with pytest.raises(FetchError, match=r"robots\.txt asks programs not to fetch") as caught:
        fetch(server.url(path), options)
    assert caught.value.reason is FetchReason.ROBOTS
    assert paths(server) == ["/robots.txt"]


def test_a_single_page_is_fetched_without_asking(serve: Serve) -> None:
    server = serve({"/robots.txt": say(b"User-agent: *\nDisallow: /"), "/": say(PAGE)})
    fetch(server.url(), allowing())
    assert paths(server) == ["/"]


def test_many_pages_ask_once(serve: Serve) -> None:
    server = serve({"/robots.txt": say(RULES), "/private": say(PAGE), **{f"/{n}": say(PAGE) for n in range(5)}})
    urls = [server.url(f"/{n}") for n in range(5)]
    options = allowing(host_delay=0, max_per_host=1)
    outcomes = list(fetch_many([*urls, server.url("/private")], options))
    assert sum(outcome.page is not None for outcome in outcomes) == 5
    assert [outcome.error.reason for outcome in outcomes if outcome.error] == [FetchReason.ROBOTS]
    assert paths(server).count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (say(status="404 Gone"), True),
        (say(status="403 No"), True),
        (say(status="429 Slow"), False),
        (say(status="500 Oh"), False),
        (reset(), False),
        (redirect("/other"), True),
        (redirect("/robots.txt"), False),
        (say(b"x" * 1_100_000), False),
        (say(b"<!doctype html><p>all is well"), True),
        (say(b"\xff\xfe\x00User-agent\x00: *"), True),
    ],
    ids=["404", "403", "429", "500", "reset", "redirect", "loop", "too large", "a page", "no text"],
)
def test_a_site_without_readable_robots_txt(serve: Serve, answer: Answer, allowed: bool) -> None:
    server = serve({"/robots.txt": answer, "/other": say(b"User-agent: *\nDisallow:"), "/": say(PAGE)})
    options = allowing(obey_robots=True)
    if allowed:
        assert fetch(server.url(), options).data == PAGE
    else:
        with pytest.raises(FetchError) as caught:
            fetch(server.url(), options)
        assert caught.value.reason is FetchReason.ROBOTS


def test_a_redirect_is_asked_for_too(serve: Serve) -> None:
    server = serve({"/robots.txt": say(RULES), "/a": redirect("/private")})
    with pytest.raises(FetchError) as caught:
        fetch(server.url("/a"), allowing(obey_robots=True))
    assert caught.value.reason is FetchReason.ROBOTS


def robots(text: str, agent: str = "articlextract/1 (+https://example.org)") -> Robots:
    return Robots(agent, lambda url, deadline: RawPage(text.encode("utf-8", "surrogatepass")))


def test_a_failure_is_remembered_for_minutes_and_a_file_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(url: str, deadline: Deadline) -> RawPage:
        asked.append(url)
        if "bad" in url:
            raise FetchError("busy", reason=FetchReason.STATUS, status=503)
        return RawPage(b"")

    rules, clock = Robots("articlextract/1", ask), time.monotonic()
    for hours in (0, 0, 1, 25):
        monkeypatch.setattr(time, "monotonic", lambda at=hours: clock + at * 3600)
        deadline = Deadline(5)
        rules.check("http://good.example/x", deadline)
        with pytest.raises(FetchError, match="cannot be read"):
            rules.check("http://bad.example/x", deadline)
    assert [sum(name in url for url in asked) for name in ("good", "bad")] == [2, 3]


def test_a_crawl_delay_is_known_and_bounded() -> None:
    for stated, seconds in (("7", 7), ("1e9", 60), ("-5", 0), ("nan", 0), ("inf", 0), ("soon", 0)):
        rules = robots(f"User-agent: *\nCrawl-delay: {stated}\n")
        rules.check("http://a.example/", Deadline(5))
        assert rules.pause("http://a.example/x") == seconds
    assert rules.pause("http://not-asked.example/") == 0


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(25_000)) + "Allow: /x\n" * 25_000,
        "User-agent: *\n" + "Disallow: /" + "*a" * 200_000 + "\n",
        "User-agent: *\n" + "Disallow: /" + "$" * 200_000 + "\n",
        "User-agent: *\n" + "".join(f"Disallow: /{n}*x$\n" for n in range(30_000)),
        "User-agent " * 40_000,
        ":" * 400_000,
        "User-agent: *\nCrawl-delay: " + "9" * 5_000,
    ],
    ids=["agents times rules", "wildcards", "dollars", "rules", "words", "colons", "a number"],
)
def test_no_robots_txt_takes_long(text: str) -> None:
    start = time.process_time()
    rules = robots(text)
    rules.check("http://a.example/" + "a" * 2_000, Deadline(60))
    rules.pause("http://a.example/")
    assert time.process_time() - start < 3


# Cookies, languages


def test_cookies_last_for_a_run_and_no_longer(serve: Serve) -> None:
    server = serve({"/": say(PAGE, set_cookie="seen=1")})
    options = allowing(host_delay=0, max_per_host=1, obey_robots=False)
    list(fetch_many([server.url(), server.url()], options))
    list(fetch_many([server.url()], options))
    assert ["cookie" in request.headers for request in server.requests] == [False, True, False]


def test_cookies_are_not_kept_without_bound() -> None:
    jars = Jars()
    first = jars.of("a.example")
    for n in range(_MAX_COOKIES + 1):
        first.set(f"c{n}", "x")
    assert len(jars.of("a.example")) == 0
    for n in range(_MAX_JARS + 10):
        jars.of(f"{n}.example")
    assert len(jars._jars) == _MAX_JARS


def test_languages_are_asked_for(serve: Serve) -> None:
    server = serve({"/": say(PAGE)})
    fetch(server.url(), allowing(languages=("de-AT", "de")))
    fetch(server.url(), allowing())
    assert [request.headers.get("accept-language") for request in server.requests] == ["de-at, de;q=0.9, *;q=0.1", None]


# Hints


def hint(html: str, *wanted: Any, url: str = "http://a.example/x") -> tuple[str, str] | None:
    return find_hint(RawPage(html.encode(), url=url), wanted)


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/story">', "/story"),
        ("<META HTTP-EQUIV=Refresh CONTENT='3;URL=\"http://b.example/\"'>", "http://b.example/"),
        ('<meta content="0,/story" http-equiv=refresh>', "/story"),
        ('<meta http-equiv="refresh" content="0;url=/a?b=1&amp;c=2">', "/a?b=1&c=2"),
        ('<meta http-equiv="refresh" content="300; url=/later">', None),
        ('<meta http-equiv="refresh" content="5">', None),
        ('<meta http-equiv="refresh" content="0; url=/x#again">', None),
        ('<noscript><meta http-equiv="refresh" content="0; url=/no"></noscript>', None),
        ('<!-- <meta http-equiv="refresh" content="0; url=/no"> -->', None),
        ("<script>'<meta http-equiv=refresh content=0;url=/no>'</script>", None),
        ('<meta http-equiv="refresh" content="1.2.3; url=/no">', None),
    ],
)
def test_a_refresh_is_a_redirect_in_disguise(html: str, target: str | None) -> None:
    assert hint(html, "refresh") == (target and ("refresh", target))


def test_other_hints_are_found_in_the_order_wanted() -> None:
    html = '<link rel="amphtml" href="/amp"><link href="/one" rel="x canonical"><link rel=canonical href=/two>'
    assert hint(html, "canonical", "amp") == ("canonical", "/one")
    assert hint(html, "amp", "canonical") == ("amp", "/amp")
    assert hint(html) is None
    assert hint('<link rel="canonical" href="/x">', "canonical") is None


@pytest.mark.parametrize(
    "html", ["<meta " * 11_000, "<script>" * 8_000, "<link " + "a=" * 30_000, "<!--" * 16_000, "<meta a='" * 7_000]
)
def test_no_head_takes_long(html: str) -> None:
    start = time.process_time()
    assert hint(html, "refresh", "canonical", "amp") is None
    assert time.process_time() - start < 1


def test_hints_are_followed_when_asked(serve: Serve) -> None:
    away = b'<meta http-equiv="refresh" content="0; url=/b">'
    server = serve({"/a": say(away), "/b": say(PAGE + b'<link rel=canonical href="/c">'), "/c": say(PAGE)})
    assert fetch(server.url("/a"), allowing()).url == server.url("/a")
    page = fetch(server.url("/a"), allowing(follow=("refresh", "canonical")))
    assert (page.url, page.redirects) == (server.url("/c"), (server.url("/a"), server.url("/b")))


def test_hints_in_a_circle_end(serve: Serve) -> None:
    server = serve({"/a": say(PAGE + b"<link rel=amphtml href=/b>"), "/b": say(PAGE + b"<link rel=canonical href=/a>")})
    assert fetch(server.url("/a"), allowing(follow=("canonical", "amp"))).url == server.url("/b")
    assert len(server.requests) == 2


def test_a_canonical_page_that_is_gone_leaves_the_one_there_is(serve: Serve) -> None:
    server = serve({"/a": say(PAGE + b"<link rel=canonical href=/gone>")})
    assert fetch(server.url("/a"), allowing(follow=("canonical",))).url == server.url("/a")


def test_hints_count_as_redirects(serve: Serve) -> None:
    away = {f"/{n}": say(b'<meta http-equiv="refresh" content="0; url=/%d">' % (n + 1)) for n in range(50)}
    server = serve(away)
    fetch(server.url("/0"), allowing(follow=("refresh",), max_redirects=5))
    assert len(server.requests) == 6


# The cache


@pytest.fixture
def kept(tmp_path: Path) -> FetchOptions:
    return allowing(cache=tmp_path / "pages.sqlite")


def test_a_page_that_has_not_changed_is_not_sent_again(serve: Serve, kept: FetchOptions) -> None:
    server = serve({})

    def known(connection: socket.socket) -> None:
        if server.requests[-1].headers.get("if-none-match") == '"v1"':
            raw(b'HTTP/1.1 304 Not Modified\r\netag: "v1"\r\n\r\n')(connection)
        else:
            say(PAGE, etag='"v1"')(connection)

    server.answers = {"/": known}
    for _ in range(3):
        page = fetch(server.url(), kept)
        assert (page.data, page.status, page.content_type) == (PAGE, 200, "text/html; charset=utf-8")
    assert ["if-none-match" in request.headers for request in server.requests] == [False, True, True]


def test_a_fresh_page_is_not_asked_for_again(serve: Serve, kept: FetchOptions) -> None:
    server = serve({"/": say(PAGE, cache_control="max-age=600")})
    assert [fetch(server.url(), kept).data for _ in range(3)] == [PAGE] * 3
    assert len(server.requests) == 1


def test_a_page_without_a_word_about_its_age_is_as_fresh_as_the_caller_says(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/": say(PAGE)})
    for seconds in (600.0, 0.0):
        options = allowing(cache=tmp_path / f"{seconds}.sqlite", cache_seconds=seconds)
        fetch(server.url(), options)
        fetch(server.url(), options)
    assert len(server.requests) == 1 + 2


@pytest.mark.parametrize("headers", [{"cache_control": "no-store"}, {"status": "404 Gone"}])
def test_what_must_not_be_kept_is_not(serve: Serve, kept: FetchOptions, headers: dict[str, str]) -> None:
    server = serve({"/": say(PAGE, **headers)})
    for _ in range(2):
        try:
            fetch(server.url(), kept)
        except FetchError as error:
            assert error.status == 404
    assert len(server.requests) == 2


def test_packed_pages_are_kept_unpacked(serve: Serve, kept: FetchOptions) -> None:
    server = serve({"/": say(gzip.compress(PAGE), content_encoding="gzip", cache_control="max-age=600")})
    assert [fetch(server.url(), kept).data for _ in range(2)] == [PAGE] * 2


def test_pages_in_any_bytes_are_kept_as_they_are(serve: Serve, kept: FetchOptions) -> None:
    data = bytes(range(256)) * 4
    server = serve({"/": say(data, cache_control="max-age=600")})
    assert [fetch(server.url(), kept).data for _ in range(2)] == [data] * 2
    assert len(server.requests) == 1


def test_credentials_keep_the_cache_out(serve: Serve, tmp_path: Path) -> None:
    server = serve({"/": say(PAGE, cache_control="max-age=600")})
    options = allowing(cache=tmp_path / "pages.sqlite", headers=(("Authorization", "Bearer x"),))
    fetch(server.url(), options)
    fetch(server.url(), options)
    assert len(server.requests) == 2
    assert not (tmp_path / "pages.sqlite").exists()


def test_pages_that_are_not_one_are_kept_apart(serve: Serve, kept: FetchOptions) -> None:
    queries = ["?access_token=a", "?access_token=b", "?id=", "?", "?a=1&b=2", "?b=2&a=1", "?x=%2e", "?x=."]
    server = serve({f"/{query}".rstrip("?"): say(query.encode(), cache_control="max-age=600") for query in queries})
    for _ in range(2):
        pages = [fetch(server.url(f"/{query}"), kept) for query in queries]
        assert [page.data.decode() for page in pages][:3] == queries[:3]
        assert {page.data.decode() for page in pages[4:6]} == set(queries[4:6])
        assert [page.url for page in pages[:3]] == [server.url(f"/{query}") for query in queries[:3]]


def test_a_page_of_an_inner_address_is_not_given_to_who_may_not_see_it(serve: Serve, kept: FetchOptions) -> None:
    server = serve({"/": say(PAGE, cache_control="max-age=600")})
    assert fetch(server.url(), kept).data == PAGE
    with pytest.raises(BlockedAddressError):
        fetch(server.url(), replace(kept, allow_private=False))


def test_a_page_in_one_language_is_not_given_for_another(serve: Serve, kept: FetchOptions) -> None:
    server = serve({"/": say(PAGE, cache_control="max-age=600")})
    for language in ("de", "en", "de"):
        fetch(server.url(), replace(kept, languages=(language,)))
    assert len(server.requests) == 2


def test_a_password_in_the_url_keeps_the_cache_out(serve: Serve, kept: FetchOptions) -> None:
    server = serve({"/": say(PAGE, cache_control="max-age=600")})
    for who in ("reader:secret@", "", "reader:other@"):
        fetch(server.url().replace("//", f"//{who}"), kept)
    assert len(server.requests) == 3
    assert b"secret" not in b"".join(path.read_bytes() for path in kept.cache.parent.iterdir())  # type: ignore[union-attr]


def test_a_vary_header_is_kept_to(serve: Serve, kept: FetchOptions) -> None:
    server = serve({"/": say(PAGE, cache_control="max-age=600", vary="User-Agent")})
    for agent in ("one/1", "two/1", "two/1"):
        fetch(server.url(), replace(kept, user_agent=agent))
    assert len(server.requests) == 2


def test_redirects_are_walked_with_a_cache_too(serve: Serve, kept: FetchOptions) -> None:
    server = serve({"/a": redirect("/b"), "/b": say(PAGE, cache_control="max-age=600")})
    for _ in range(2):
        assert fetch(server.url("/a"), kept).redirects == (server.url("/a"),)
    assert paths(server) == ["/a", "/b", "/a"]


def test_many_pages_share_the_cache(serve: Serve, tmp_path: Path) -> None:
    server = serve({f"/{n}": say(PAGE, cache_control="max-age=600") for n in range(20)})
    urls = [server.url(f"/{n}") for n in range(20)]
    options = allowing(cache=tmp_path / "p.sqlite", host_delay=0, max_per_host=8, obey_robots=False)
    for _ in range(2):
        assert [outcome.error for outcome in fetch_many(urls, options)] == [None] * 20
    assert len(server.requests) == 20


def test_a_cache_that_is_none_is_named(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "pages.sqlite").write_bytes(b"this is no database, and it is longer than the head of one would be" * 20)
    with pytest.raises(FetchError, match="cannot be used"):
        fetch(serve({"/": say(PAGE)}).url(), allowing(cache=tmp_path / "pages.sqlite"))


# Options


@pytest.mark.parametrize(
    "values",
    [
        {"user_agent": "two\r\nlines"},
        {"user_agent": "日本"},
        {"headers": (("X-Purpose", "a\nb"),)},
        {"languages": ("de\n",)},
        {"render": "sometimes"},
        {"follow": ("links",)},
        {"retries": -1},
        {"max_headers": 101},
        {"max_at_once": 0},
        {"total_timeout": float("nan")},
    ],
)
def test_options_that_make_no_sense_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(OptionsError, match=next(iter(values)).removesuffix("s")):
        FetchOptions(**values)
