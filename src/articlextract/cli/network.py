"""The options of every command that fetches, and the FetchOptions that they make."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import OptionsError
from ..options import DEFAULT_USER_AGENT, FetchOptions

Command = TypeVar("Command", bound=Callable[..., Any])


def _check_seconds(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    if value is not None and not (0 < value < math.inf):
        raise click.BadParameter("must be a number of seconds above zero")
    return value


def _check_agent(_: click.Context, __: click.Parameter, value: str) -> str:
    if not (value.isascii() and value.isprintable()):
        raise click.BadParameter("must be one line of ASCII")
    return value


_OPTIONS = (
    click.option("--timeout", type=float, callback=_check_seconds, metavar="SECONDS", help="For the whole download."),
    click.option(
        "--user-agent", default=DEFAULT_USER_AGENT, show_default=True, callback=_check_agent, help="Sent to the server."
    ),
    click.option(
        "--language", multiple=True, metavar="TAG", help="Preferred language, such as de; several, best first."
    ),
    click.option(
        "--render",
        type=click.Choice(["never", "auto", "always"]),
        default="never",
        show_default=True,
        help="Run the page's scripts in Chromium; auto: when its text needs them.",
    ),
    click.option(
        "--follow",
        multiple=True,
        type=click.Choice(["refresh", "canonical", "amp"]),
        help="Go on to the page that the page names.",
    ),
    click.option("--robots/--no-robots", default=None, help="Obey robots.txt, or not; else only for many pages."),
    click.option("--cache", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Keep pages here."),
    click.option("--proxy", metavar="URL", help="Go through this proxy."),
    click.option("--allow-private", is_flag=True, help="Contact this machine and private networks too."),
)


def network_options(command: Command) -> Command:
    """Add the options to a command, which gets them as one FetchOptions named `fetch`."""

    @functools.wraps(command)
    def wrapped(*args: Any, **values: Any) -> Any:
        return command(*args, fetch=_fetch_options(values), **values)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


def _fetch_options(values: dict[str, Any]) -> FetchOptions:
    """FetchOptions from the values of the options above, which are taken out."""
    timeout = values.pop("timeout")
    try:
        return FetchOptions(
            user_agent=values.pop("user_agent"),
            languages=values.pop("language"),
            render=values.pop("render"),
            follow=values.pop("follow"),
            obey_robots=values.pop("robots"),
            cache=values.pop("cache"),
            proxy=values.pop("proxy"),
            allow_private=values.pop("allow_private"),
            **(_limits(timeout) if timeout else {}),
        )
    except OptionsError as error:
        raise click.UsageError(str(error)) from error


def _limits(seconds: float) -> dict[str, Any]:
    usual = FetchOptions()
    return {
        "total_timeout": seconds,
        "connect_timeout": min(seconds, usual.connect_timeout),
        "read_timeout": min(seconds, usual.read_timeout),
    }
