"""A page whose text only a script writes, in real Chromium, which reaches nothing that it must not."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from loopback import Answer, Server, allowing, redirect, say

import articlextract
from articlextract import BlockedAddressError, FetchError, FetchOptions, Options, OptionsError, Status
from articlextract.errors import FetchReason
from articlextract.fetch import browser, fetch

pytest.importorskip("playwright")
if browser.find_chromium() is None:
    pytest.skip("there is no Chromium here: apt-get install chromium", allow_module_level=True)

Serve = Callable[[dict[str, Answer]], Server]
RENDERED = allowing(render="always", total_timeout=180)
STORY = "The sea went out at noon and came back at six, and the boats that had lain on the sand stood up again. " * 5
SCRIPT = f"""
const story = document.createElement("article");
story.innerHTML = "<h1>The tide came " + "back</h1>" + "<p>" + {STORY!r} + "</p>";
document.getElementById("root").append(story);
"""
APP = b'<!doctype html><title>Tides</title><div id="root"></div><script src="/app.js"></script>'


def app(script: str = SCRIPT) -> dict[str, Answer]:
    return {"/": say(APP), "/app.js": say(script.encode(), content_type="text/javascript")}


def test_text_that_a_script_writes_is_read(serve: Serve) -> None:
    url = serve(app()).url()
    never = articlextract.extract(url, options=Options(fetch=allowing()))
    auto = articlextract.extract(url, options=Options(fetch=replace(RENDERED, render="auto")))
    assert (never.status, never.text) == (Status.NEEDS_JAVASCRIPT, "")
    assert (auto.status, auto.title) == (Status.OK, "The tide came back")
    assert STORY.strip() in auto.text


def test_a_page_that_needs_no_script_is_not_rendered(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "render", None)
    url = serve({"/": say(f"<article><h1>Tide</h1><p>{STORY}</p></article>".encode())}).url()
    auto = articlextract.extract(url, options=Options(fetch=replace(RENDERED, render="auto")))
    assert auto.status is Status.OK


def test_the_record_says_how_it_came(serve: Serve) -> None:
    server = serve({"/start": redirect("/"), **app(), "/pixel.png": say(b"")})
    server.answers = {**server.answers, "/": say(APP + b"<img src=/pixel.png>", x_made_by="hand")}
    page = fetch(server.url("/start"), replace(RENDERED, user_agent="tide-watch/1", languages=("de-AT",)))
    assert (page.url, page.status, page.redirects) == (server.url("/"), 200, (server.url("/start"),))
    assert page.headers["x-made-by"] == "hand"
    assert {request.headers["user-agent"] for request in server.requests} == {"tide-watch/1"}
    assert server.requests[0].headers["accept-language"].startswith("de-at")
    assert "/pixel.png" not in {request.path for request in server.requests}


def test_a_bad_status_is_an_error(serve: Serve) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(serve({"/": say(APP, status="404 Not Found")}).url(), RENDERED)
    assert caught.value.status == 404


def test_a_script_that_never_ends_is_ended(serve: Serve) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(serve(app("setTimeout(() => { while (true) {} }, 0)")).url(), replace(RENDERED, total_timeout=8))
    assert caught.value.reason in (FetchReason.TIMEOUT, FetchReason.BROWSER)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that is allowed by its name, door.example, and by nothing else."""
    real = socket.getaddrinfo

    def answer(host: str, port: int, *args: Any, **values: Any) -> Any:
        return real("127.0.0.1" if host.endswith(".example") else host, port, *args, **values)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with Server() as server:
        yield server


INNER = """
const inner = "127.0.0.1:%(inner)d";
fetch("http://" + inner + "/fetch", {mode: "no-cors"}).catch(() => 0);
fetch("http://localhost:%(inner)d/localhost", {mode: "no-cors"}).catch(() => 0);
fetch("http://[::1]:%(inner)d/six", {mode: "no-cors"}).catch(() => 0);
fetch("http://rebind.example:%(inner)d/name", {mode: "no-cors"}).catch(() => 0);
fetch("/away", {mode: "no-cors"}).catch(() => 0);
new WebSocket("ws://" + inner + "/socket");
new EventSource("http://" + inner + "/events");
navigator.sendBeacon("http://" + inner + "/beacon", "x");
new Worker(URL.createObjectURL(new Blob(["fetch('http://" + inner + "/worker', {mode: 'no-cors'})"])));
const loads = {iframe: "src", script: "src", link: "href", object: "data", img: "src"};
for (const tag of Object.keys(loads)) {
  const element = document.createElement(tag);
  element[loads[tag]] = "http://" + inner + "/" + tag;
  if (tag === "link") element.rel = "stylesheet";
  document.body.append(element);
}
window.open("http://" + inner + "/window");
try { new RTCPeerConnection({iceServers: [{urls: "stun:" + inner}]}).createDataChannel("x"); } catch (e) {}
"""


def test_nothing_that_a_page_loads_reaches_an_inner_address(door: Server) -> None:
    reached: list[bytes] = []

    def secret(connection: socket.socket) -> None:
        reached.append(b"x")

    paths = "fetch localhost six name away socket events beacon worker iframe script link object img window".split()
    with Server({f"/{path}": secret for path in paths}) as inner:
        away = redirect(f"http://127.0.0.1:{inner.port}/away")
        door.answers = {**app(INNER % {"inner": inner.port} + SCRIPT), "/away": away}
        options = FetchOptions(render="always", total_timeout=180, retries=0, allow_hosts=("door.example",))
        page = fetch(f"http://door.example:{door.port}/", options)
        assert b"boats that had lain" in page.data
        assert "/away" in {request.path for request in door.requests}
        assert (inner.requests, reached) == ([], [])


@pytest.mark.parametrize("url", ["http://127.0.0.1:8009/", "http://[::1]/", "https://0x7f.1/"])
def test_an_inner_page_is_refused(url: str) -> None:
    with pytest.raises(BlockedAddressError):
        fetch(url, FetchOptions(render="always", total_timeout=180))


def test_a_name_for_an_inner_page_is_refused() -> None:
    with pytest.raises(BlockedAddressError):
        fetch("https://localhost:8009/", FetchOptions(render="always", total_timeout=180))


def test_a_redirect_to_an_inner_page_is_refused(door: Server) -> None:
    with Server({"/": say(APP)}) as inner:
        door.answers = {"/": redirect(inner.url())}
        options = FetchOptions(render="always", total_timeout=180, retries=0, allow_hosts=("door.example",))
        with pytest.raises(BlockedAddressError):
            fetch(f"http://door.example:{door.port}/", options)
        assert inner.requests == []


def test_what_cannot_be_had_is_said(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    url = serve(app()).url()
    with pytest.raises(OptionsError, match="cannot go through a proxy"):
        fetch(url, replace(RENDERED, proxy="http://127.0.0.1:9"))
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    with pytest.raises(OptionsError, match=r"articlextract\[browser\]"):
        fetch(url, RENDERED)
