"""`articlextract completion`: the script that lets a shell complete our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from .output import write

PROGRAMS = ("extract", "articlextract")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    For bash: articlextract completion bash >> ~/.bashrc; for zsh: the same into ~/.zshrc; for fish: into
    ~/.config/fish/completions/articlextract.fish.
    """
    from . import extract, main

    scripts = []
    for command, program in zip((extract, main), PROGRAMS, strict=True):
        kind = get_completion_class(shell)
        assert kind is not None
        scripts.append(kind(command, {}, program, f"_{program.upper()}_COMPLETE").source().strip())
    write("\n\n".join(scripts) + "\n", None)
