from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from loopback import Answer, Server


@pytest.fixture
def serve() -> Iterator[Callable[[dict[str, Answer]], Server]]:
    """Start a server with these answers; it ends with the test."""
    with ExitStack() as stack:
        yield lambda answers: stack.enter_context(Server(answers))
