"""Supervisors whose workers can be killed by a page's word."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from bulk.killers import TARGET

from articlextract.bulk._worker import Settings
from articlextract.bulk.limits import MIB, Limits
from articlextract.bulk.supervisor import Supervisor
from articlextract.options import Options


@pytest.fixture
def supervise() -> Callable[..., Supervisor]:
    def make(workers: int = 2, **limits: float) -> Supervisor:
        chosen: dict[str, float] = {"seconds": 0.5, "wall_seconds": 2.0, "memory": 400 * MIB, **limits}
        settings = Settings(TARGET, tuple(sys.path), Options(), ("text", "markdown"), Limits(**chosen))  # type: ignore[arg-type]
        return Supervisor(settings, workers)

    return make
