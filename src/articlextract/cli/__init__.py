"""The commands: `extract`, and `articlextract` with it and its other verbs. Each is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from .. import __version__

if TYPE_CHECKING:
    from .command import extract

__all__ = ["extract", "main"]

# verb -> the file that holds the command of that name, and its line in --help, so that this loads none of them
VERBS = {
    "bulk": ("bulk", "Read crawled pages by the million; every page gives one row."),
    "completion": ("completion", "Print the completion script of a shell."),
    "diff": ("diff", "Compare two results of `bulk`: fields that changed, of which pages, with examples."),
    "discover": ("discover", "Print the articles of a site."),
    "extract": ("command", "Print the article of web pages."),
    "inspect": ("inspect", "Show what was kept of a page, and why."),
}


class _Verbs(click.Group):
    """A group whose commands are loaded when they are run: `extract` need not load what `bulk` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = getattr(import_module(f".{VERBS[cmd_name][0]}", __name__), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, VERBS[verb][1]) for verb in self.list_commands(ctx)])


@click.group("articlextract", cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="articlextract")
def main() -> None:
    """A web page in, a typed Article out."""


def __getattr__(name: str) -> Any:
    if name == "extract":
        return import_module(".command", __name__).extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
