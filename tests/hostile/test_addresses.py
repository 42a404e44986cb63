"""No packet to an address that is not public: not to a server, not to a name server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

import pytest
from hostile.addresses import LITERALS, NAMES, PUBLIC, UNUSABLE
from hostile.network import watched
from loopback import Server, redirect, say

from articlextract import BlockedAddressError, FetchError, FetchOptions, OptionsError
from articlextract.errors import FetchReason
from articlextract.fetch import fetch
from articlextract.fetch.guard import Guard, read_host, why_denied

STRICT = FetchOptions(connect_timeout=2, read_timeout=2, total_timeout=3, retries=0)


@contextmanager
def resolving(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> Iterator[list[str]]:
    """Names have these answers, one after the other, the last for good; numbers mean themselves."""
    real, asked = socket.getaddrinfo, []

    def answer(host: str, port: int, *args: Any, **values: Any) -> Any:
        if values.get("flags", 0) & socket.AI_NUMERICHOST:
            return real(host, port, *args, **values)
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [
            (socket.AF_INET6 if ":" in text else socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, port))
            for text in found
        ]

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", answer)
        yield asked


def test_there_are_enough_forms() -> None:
    assert len(LITERALS) + len(NAMES) >= 60


@pytest.mark.parametrize(("host", "what"), LITERALS, ids=[what for _, what in LITERALS])
def test_a_denied_address_is_refused_before_any_packet(host: str, what: str) -> None:
    with watched() as seen, pytest.raises(FetchError) as caught:
        fetch(f"http://{host}/latest/meta-data", STRICT)
    assert seen == []
    # what urllib3 does not read as a URL at all is refused as such
    assert caught.value.reason in (FetchReason.BLOCKED, FetchReason.ADDRESS)


@pytest.mark.parametrize(("host", "what"), LITERALS, ids=[what for _, what in LITERALS])
def test_the_guard_itself_knows_the_form(host: str, what: str) -> None:
    if "@" in host or "%3" in host or "%2e" in host:
        return  # taken apart before the guard is asked
    _, numbers = read_host(host.strip("[]"))
    assert numbers, "a number in some form"
    assert why_denied(ip_address(numbers[0].partition("%")[0])), numbers


@pytest.mark.parametrize(("answers", "what"), NAMES, ids=[what for _, what in NAMES])
def test_a_name_with_any_denied_address_is_refused(
    answers: tuple[str, ...], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with resolving(monkeypatch, answers), watched() as seen, pytest.raises(BlockedAddressError):
        fetch("http://trap.example/", STRICT)
    assert seen == []


@pytest.mark.parametrize(("host", "what"), UNUSABLE, ids=[what for _, what in UNUSABLE])
def test_what_is_neither_number_nor_name_is_refused_unasked(host: str, what: str) -> None:
    with watched() as seen, pytest.raises(FetchError) as caught:
        fetch(f"http://{host}/", STRICT)
    assert seen == []
    assert caught.value.reason is FetchReason.ADDRESS


@pytest.mark.parametrize("host", PUBLIC)
def test_public_addresses_are_not_refused(host: str) -> None:
    Guard(STRICT).check(host, [host.strip("[]")])


def test_the_connection_is_made_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Any] = []

    class NoSocket(socket.socket):
        def connect(self, address: Any) -> None:
            tried.append(address)
            raise ConnectionRefusedError("no network in tests")

    monkeypatch.setattr(socket, "socket", NoSocket)
    with resolving(monkeypatch, ("93.184.216.34",), ("127.0.0.1",)) as asked, pytest.raises(FetchError):
        fetch("http://rebinding.example/", STRICT)
    assert (asked, tried) == (["rebinding.example"], [("93.184.216.34", 80)])


def test_a_name_that_answers_differently_the_second_time_is_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server({"/": redirect("http://rebinding.example/secret")}) as server:
        options = FetchOptions(total_timeout=3, retries=0, allow_hosts=("127.0.0.1",))
        with resolving(monkeypatch, ("169.254.169.254",)), pytest.raises(BlockedAddressError, match="link-local"):
            fetch(server.url(), options)


@pytest.mark.parametrize(("host", "what"), LITERALS, ids=[what for _, what in LITERALS])
def test_a_redirect_to_a_denied_address_is_refused(door: Server, host: str, what: str) -> None:
    options = FetchOptions(total_timeout=3, retries=0, allow_hosts=("door.example",))
    door.answers = {"/": redirect(f"http://{host}:1/secret".encode().decode("latin-1"))}
    with watched() as seen, pytest.raises(FetchError) as caught:
        fetch(f"http://door.example:{door.port}/", options)
    assert {address for event, address in seen if event == "socket.connect"} == {("127.0.0.1", door.port)}
    assert caught.value.reason in (FetchReason.BLOCKED, FetchReason.ADDRESS, FetchReason.REDIRECT)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that is allowed by its name, door.example, and by nothing else."""
    with Server() as server, resolving(monkeypatch, ("127.0.0.1",)):
        yield server


@pytest.mark.parametrize("target", ["http://169.254.169.254/x", "http://[::1]:9/", "http://0x7f.1:9/"])
def test_a_meta_refresh_to_a_denied_address_is_refused(door: Server, target: str) -> None:
    door.answers = {"/": say(f'<meta http-equiv="refresh" content="0; url={target}">'.encode())}
    options = FetchOptions(total_timeout=3, retries=0, allow_hosts=("door.example",), follow=("refresh",))
    with watched() as seen, pytest.raises(BlockedAddressError):
        fetch(f"http://door.example:{door.port}/", options)
    assert {address for event, address in seen if event == "socket.connect"} == {("127.0.0.1", door.port)}


def test_a_canonical_link_to_a_denied_address_is_not_followed(door: Server) -> None:
    door.answers = {"/": say(b'<link rel="canonical" href="http://127.0.0.2:9/x"><p>Tides</p>')}
    options = FetchOptions(total_timeout=3, retries=0, allow_hosts=("door.example",), follow=("canonical",))
    with watched() as seen:
        page = fetch(f"http://door.example:{door.port}/", options)
    assert page.data.endswith(b"Tides</p>")
    assert {address for event, address in seen if event == "socket.connect"} == {("127.0.0.1", door.port)}


def test_robots_txt_does_not_open_a_way(door: Server) -> None:
    door.answers = {"/robots.txt": redirect("http://10.0.0.1/robots.txt"), "/": say(b"Tides")}
    options = FetchOptions(total_timeout=3, retries=0, allow_hosts=("door.example",), obey_robots=True)
    with watched() as seen, pytest.raises(BlockedAddressError):
        fetch(f"http://door.example:{door.port}/", options)
    assert {address for event, address in seen if event == "socket.connect"} == {("127.0.0.1", door.port)}


# What opens the guard


@pytest.mark.parametrize(
    "allowed", ["127.0.0.1", "127.0.0.0/8", "LOCALHOST.example", "localhost.example.", "0.0.0.0/0"]
)
def test_an_allow_list_opens_what_it_names(allowed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server({"/": say(b"Tides")}) as server, resolving(monkeypatch, ("127.0.0.1",)):
        options = FetchOptions(allow_hosts=(allowed,), retries=0)
        assert fetch(f"http://localhost.example:{server.port}/", options).data == b"Tides"


@pytest.mark.parametrize("allowed", ["10.0.0.0/8", "other.example", "example", "::1"])
def test_an_allow_list_opens_nothing_else(allowed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with resolving(monkeypatch, ("127.0.0.1",)), pytest.raises(BlockedAddressError):
        fetch("http://localhost.example:9/", FetchOptions(allow_hosts=(allowed,), retries=0))


def test_a_proxy_is_gone_through_only_when_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with Server({"http://story.example/": say(b"by proxy")}) as proxy:
        options = FetchOptions(proxy=f"http://127.0.0.1:{proxy.port}", retries=0, total_timeout=5)
        with watched() as seen:
            assert fetch("http://story.example/", options).data == b"by proxy"
        assert {address for event, address in seen if event == "socket.connect"} == {("127.0.0.1", proxy.port)}


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "0x7f.1", "localhost", "x.localhost.", "169.254.169.254"])
def test_a_proxy_is_not_asked_for_inner_addresses(host: str) -> None:
    with Server() as proxy:
        with pytest.raises(BlockedAddressError):
            fetch(f"http://{host}/", FetchOptions(proxy=f"http://127.0.0.1:{proxy.port}", retries=0))
        assert proxy.requests == []


def test_a_proxy_that_is_none_is_wrong() -> None:
    with pytest.raises(OptionsError, match="proxy must be"):
        FetchOptions(proxy="socks5://127.0.0.1:9")
