"""Supervisors whose workers can be killed by a page's word."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec

import pytest
from bulk.killers import TARGET

from articlextract.bulk._worker import Settings
from articlextract.bulk.limits import MIB, Limits
from articlextract.bulk.supervisor import Supervisor
from articlextract.options import Options

# Spark and Ray are half a gigabyte: not in every environment. Where they are to be tested (.ci/run), this variable says
# so, and then one that is missing is a test that fails.
ENGINES = "ARTICLEXTRACT_ENGINES"
collect_ignore: list[str] = []
if not os.environ.get(ENGINES) and not (find_spec("pyspark") and find_spec("ray")):
    collect_ignore.append("test_engines.py")


@pytest.fixture
def supervise() -> Callable[..., Supervisor]:
    def make(workers: int = 2, **limits: float) -> Supervisor:
        chosen: dict[str, float] = {"seconds": 0.5, "wall_seconds": 2.0, "memory": 400 * MIB, **limits}
        settings = Settings(TARGET, tuple(sys.path), Options(), ("text", "markdown"), Limits(**chosen))  # type: ignore[arg-type]
        return Supervisor(settings, workers)

    return make
