"""A page as it is after its scripts have run, by Chromium in a process of its own."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from ..errors import BlockedAddressError, FetchError, FetchReason, OptionsError
from ..options import FetchOptions
from ..records import RawPage
from ..terminal import safe_line
from .address import CREDENTIALS, check_url, shown
from .chromium import Order
from .deadline import Deadline
from .filter_proxy import REFUSED, FilterProxy
from .guard import Guard, read_host

# Debian, Ubuntu, Fedora, Arch, Google's packages, macOS; else the one that playwright installs
_PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_LOADS = 5  # a page with its scripts and frames may take so many times `max_wire_bytes`


def render(url: str, options: FetchOptions, guard: Guard, deadline: Deadline) -> RawPage:
    """The page with its scripts run, pictures and films left out. The status is not checked.

    Raises:
        BlockedAddressError: its address, or one that it redirects to, must not be contacted.
        FetchError: Chromium did not come to an end in time, or could not load it.
        OptionsError: playwright is not installed.
    """
    url = check_url(url)
    if find_spec("playwright") is None:
        raise OptionsError("rendering needs playwright, which is not installed. pip install 'articlextract[browser]'")
    if options.proxy:
        raise OptionsError("a rendered page cannot go through a proxy. Leave out proxy, or render")
    host, numbers = read_host(urlsplit(url).hostname or "")
    guard.check(host, numbers)
    limit = _LOADS * options.max_wire_bytes
    with FilterProxy(guard, deadline, connect_timeout=options.connect_timeout, max_bytes=limit) as proxy:
        answer = _drive(_order(url, options, proxy.port, deadline), deadline)
        deadline.check()
        refused = proxy.refused[-1:]
    headers = {name.lower(): value for name, value in answer.get("headers", {}).items()}
    if refused and (REFUSED in headers or "ERR_TUNNEL_CONNECTION_FAILED" in answer.get("error", "")):
        raise BlockedAddressError(str(refused[0]))
    if "error" in answer:
        raise FetchError(
            f"Chromium could not load {shown(url)}: {safe_line(answer['error'], 200)}", reason=FetchReason.BROWSER
        )
    return RawPage(
        data=answer["html"].encode("utf-8", "replace"),
        url=answer["url"],
        content_type="text/html; charset=utf-8",
        status=answer["status"],
        headers=headers,
        redirects=tuple(answer["redirects"]),
        fetched_at=dt.datetime.now(dt.timezone.utc),
    )


def find_chromium() -> str | None:
    """The system's Chromium or Chrome, None where there is none in a usual place."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def _order(url: str, options: FetchOptions, port: int, deadline: Deadline) -> Order:
    return Order(
        url=url,
        proxy=f"http://127.0.0.1:{port}",
        seconds=deadline.left(),
        program=find_chromium(),
        user_agent=options.user_agent,
        languages=options.languages,
        # they go with everything that the page loads, so those that prove who the caller is stay here
        headers=tuple(pair for pair in options.headers if pair[0].lower() not in CREDENTIALS),
        verify_tls=options.verify_tls,
        max_chars=options.max_decoded_bytes,
    )


def _drive(order: Order, deadline: Deadline) -> dict[str, Any]:
    """What the driver in the other process answers. With it, at the deadline, goes Chromium, whatever a script does."""
    command = [sys.executable, "-m", "articlextract.fetch.chromium"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as driver:
        try:
            out, said = driver.communicate(json.dumps(asdict(order)).encode(), timeout=deadline.left())
        except subprocess.TimeoutExpired:
            deadline.check()
            out, said = b"", b"it took too long"
        finally:
            driver.kill()
    try:
        answer: dict[str, Any] = json.loads(out)
    except ValueError:
        lines = said.decode("utf-8", "replace").strip().splitlines()
        answer = {"error": lines[-1] if lines else f"its driver ended with {driver.returncode}"}
    return answer
