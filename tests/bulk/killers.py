"""Pages that do to their worker what they say: the function stands in for the real one in a worker process."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from typing import Any

from articlextract.bulk.crawled import CrawledPage
from articlextract.bulk.rows import Row, extract_row

TARGET = "bulk.killers:extract_or_die"


def nothing(page: CrawledPage, options: Any, forms: tuple[str, ...]) -> Row:
    """No work at all, so that what is left is the way."""
    return {"status": "ok"}


def extract_or_die(page: CrawledPage, options: Any, forms: tuple[str, ...]) -> Row:
    word, _, _ = (page.data or b"").partition(b"<")
    if word == b"segfault":
        ctypes.string_at(0)
    elif word == b"hang":
        time.sleep(3600)
    elif word == b"spin":
        while True:
            pass
    elif word == b"memory":
        held = []
        while True:
            held.append(
                bytes(8 << 20)
            )  # counted as it is asked for; to write it all takes a busy machine half a second
    elif word == b"exit":
        os._exit(3)
    elif word == b"raise":
        raise RuntimeError(f"a bug in <object at {id(page):#x}>")
    elif word.startswith(b"once ") and not os.path.exists(word[5:]):
        with open(word[5:], "x"):
            os.kill(os.getpid(), signal.SIGKILL)
    return extract_row(page, options, forms)
