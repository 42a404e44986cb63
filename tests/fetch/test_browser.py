"""A page whose text only a script writes, in real Chromium, which reaches nothing that it must not."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
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


def leaving(door: Server, script: str) -> str:
    """The URL of a page whose script goes on to somewhere else once it is there."""
    door.answers = {**app(f"setTimeout(() => {{ {script} }}, 0)"), "/end": say(b"<p>Here it ends.")}
    return f"http://door.example:{door.port}/"


DOOR = FetchOptions(render="always", total_timeout=180, retries=0, allow_hosts=("door.example",))


def test_a_script_that_goes_on_to_an_inner_page_is_refused(door: Server) -> None:
    with Server({"/": say(APP)}) as inner:
        with pytest.raises(BlockedAddressError):
            fetch(leaving(door, f"location = '{inner.url()}'"), DOOR)
        assert inner.requests == []


def test_a_script_that_goes_on_to_another_page_is_followed(door: Server) -> None:
    url = leaving(door, "location = '/end'")
    page = fetch(url, DOOR)
    assert (page.url, page.redirects) == (url + "end", (url,))


@pytest.mark.parametrize("script", ["location = 'about:blank'", "location = 'http://door.example:9/'"])
def test_where_a_script_finds_no_page_there_is_none(door: Server, script: str) -> None:
    with pytest.raises(FetchError, match="went on to") as caught:
        fetch(leaving(door, script), DOOR)
    assert caught.value.reason is FetchReason.BROWSER


def test_files_of_this_machine_are_not_opened(door: Server, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>the password is tide</p>")
    url = secret.as_uri()
    reads = f"""
const frame = document.createElement("iframe"); frame.src = "{url}"; document.body.append(frame);
fetch("{url}").then(answer => answer.text()).then(text => document.body.append(text)).catch(() => 0);
location = "{url}";
"""
    page = fetch(leaving(door, reads), DOOR)
    assert b"password" not in page.data
    with pytest.raises(FetchError, match="Read it with extract_file"):
        fetch(url, DOOR)


AROUND = """
const inner = "127.0.0.1:%(port)d";
const turn = {urls: [`turn:${inner}?transport=tcp`, `turn:${inner}`], username: "x", credential: "x"};
const peer = new RTCPeerConnection({iceServers: [{urls: `stun:${inner}`}, turn]});
peer.createDataChannel("x");
peer.createOffer().then(offer => peer.setLocalDescription(offer));
try { new WebTransport(`https://${inner}/`); } catch (e) {}
for (const rel of ["preconnect", "dns-prefetch", "prefetch", "modulepreload", "prerender"]) {
  const link = document.createElement("link");
  link.rel = rel;
  link.href = `https://${inner}/`;
  document.head.append(link);
}
"""


def test_nothing_is_sent_around_the_proxy(door: Server) -> None:
    """Not by WebRTC, over UDP or TCP; not by QUIC; not to get ready for a link."""
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        port = tcp.getsockname()[1]
        udp.bind(("127.0.0.1", port))
        tcp.setblocking(False)
        udp.setblocking(False)
        door.answers = app(AROUND % {"port": port} + SCRIPT)
        assert b"boats that had lain" in fetch(f"http://door.example:{door.port}/", DOOR).data
        with pytest.raises(BlockingIOError):
            udp.recv(100)
        with pytest.raises(BlockingIOError):
            tcp.accept()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are looked for in /proc")
def test_chromium_is_gone_when_the_deadline_is(door: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = f"ARTICLEXTRACT_TEST=door-{door.port}"
    monkeypatch.setenv(*mark.split("="))
    with pytest.raises(FetchError):
        fetch(leaving(door, "while (true) {}"), replace(DOOR, total_timeout=20))
    end = time.monotonic() + 30
    while running_with(mark) and time.monotonic() < end:
        time.sleep(0.1)
    assert running_with(mark) == []


def running_with(mark: str) -> list[str]:
    """The processes that have this in their environment, which Chromium's have from us."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile, or is somebody else's
            if mark.encode() in (path / "environ").read_bytes():
                found.append((path / "cmdline").read_bytes().decode("utf-8", "replace")[:200])
    return found


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
