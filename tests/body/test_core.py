"""The compiled heart of the builder against that of Python: the same bodies of all fixtures, and of odd ones."""

from __future__ import annotations

import os
import subprocess
import sys

from bodies import all_bodies
from twins import twin


def test_bodies_are_those_of_python() -> None:
    twin("body._core_kernel")
    twin("body._spans_kernel")
    environment = {**os.environ, "ARTICLEXTRACT_PURE": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    script = "import bodies; print(ascii(bodies.all_bodies()))"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ascii(all_bodies())
