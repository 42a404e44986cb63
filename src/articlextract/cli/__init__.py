"""The commands: `extract`, and `articlextract` with it and its other verbs."""

from __future__ import annotations

import click

from .. import __version__
from .command import extract

__all__ = ["extract", "main"]


@click.group("articlextract")
@click.version_option(__version__, prog_name="articlextract")
def main() -> None:
    """A web page in, a typed Article out."""


main.add_command(extract)
