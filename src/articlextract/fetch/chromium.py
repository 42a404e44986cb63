"""Drives Chromium with playwright: an Order as JSON on standard input, the page as JSON on standard output.

A program of its own, `python -m articlextract.fetch.chromium`, because only a process can be ended for sure: a script
that loops for ever holds up whoever waits for its page.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

_SETTLE = 5.0  # seconds at most after the page has loaded, for what its scripts still fetch
_LEFT_OUT = frozenset({"image", "media", "font"})
_ARGUMENTS = (
    "--disable-quic",  # UDP knows no proxy
    # WebRTC by the proxy or not at all: Chromium reads the first of these, its headless shell the second
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # names are looked up by the proxy alone
    "--dns-prefetch-disable",
    "--js-flags=--max-old-space-size=512",
)


@dataclass(frozen=True)
class Order:
    """`seconds` for all of it; `program` is Chromium's path, None for playwright's own."""

    url: str
    proxy: str
    seconds: float
    program: str | None
    user_agent: str
    languages: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    verify_tls: bool
    max_chars: int


def load(order: Order) -> dict[str, Any]:
    """The page as it is after its scripts: url, status, headers, redirects, html; or the error in words."""
    from playwright.sync_api import Error, sync_playwright

    end = time.monotonic() + order.seconds
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(
                executable_path=order.program,
                args=list(_ARGUMENTS),
                chromium_sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,  # root cannot have it
                proxy={"server": order.proxy, "bypass": "<-loopback>"},
                timeout=1000 * order.seconds,
            )
            try:
                return _visit(browser, order, end)
            finally:
                browser.close()
        except Error as error:
            return {"error": error.message.strip().partition("\n")[0]}


def _visit(browser: Any, order: Order, end: float) -> dict[str, Any]:
    from playwright.sync_api import TimeoutError as TooSlow

    context = browser.new_context(
        user_agent=order.user_agent,
        locale=order.languages[0] if order.languages else None,
        extra_http_headers=dict(order.headers),
        ignore_https_errors=not order.verify_tls,
        accept_downloads=False,
        service_workers="block",
    )
    context.route("**/*", _leave_out)
    page = context.new_page()
    context.on("page", lambda other: other.close())  # what it opens is not the page
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer) if _is_of_page(answer, page) else None)
    if page.goto(order.url, wait_until="load", timeout=1000 * (end - time.monotonic())) is None:
        return {"error": "it gave no answer"}
    with suppress(TooSlow):  # a page that never rests is read as it is
        page.wait_for_load_state("networkidle", timeout=1000 * min(_SETTLE, max(0.1, end - time.monotonic() - 1)))
    html = page.content()
    if len(html) > order.max_chars:
        return {"error": f"it is larger than {order.max_chars:,} characters"}
    if not page.url.startswith(("http://", "https://")):  # chrome-error:, about:, blob:
        return {"error": f"a script of it went on to {page.url[:100]}"}
    return {"url": page.url, "html": html, **_record(answers)}


def _is_of_page(answer: Any, page: Any) -> bool:
    """Whether it is one of the page itself and of nothing that the page loads."""
    return bool(answer.request.is_navigation_request()) and answer.frame == page.main_frame


def _record(answers: list[Any]) -> dict[str, Any]:
    """Status and headers of the last page that came, and the URLs before it, by redirects and by scripts."""
    hops: list[str] = []
    for answer in answers:
        chain, request = [answer.url], answer.request
        while (request := request.redirected_from) is not None:
            chain.insert(0, request.url)
        hops += [url for url in chain if url not in hops]
    return {"status": answers[-1].status, "headers": answers[-1].all_headers(), "redirects": hops[:-1]}


def _leave_out(route: Any) -> None:
    """Pictures, films and fonts are nobody's text. This only saves; the guard is the proxy."""
    if route.request.resource_type in _LEFT_OUT:
        route.abort()
    else:
        route.continue_()


def main() -> None:
    values = json.load(sys.stdin)
    print(json.dumps(load(Order(**values))))


if __name__ == "__main__":
    main()
