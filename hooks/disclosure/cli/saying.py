"""What commands say besides their results: a line to the terminal, and why one could not do its work."""

from __future__ import annotations

from typing import NoReturn

import typer


def say(message: str, *, error: bool = False) -> None:
    """Print a line or more, in which nothing that is quoted can steer a terminal or a runner."""
    from disclosure.reporting.characters import visible_lines  # here, since most commands say nothing

    typer.echo(visible_lines(message), err=error)


def fail(message: str) -> NoReturn:
    """End the command: it could not do its work, and the message says why."""
    raise typer.Exit(told(message))


def told(message: str) -> int:
    """Say why the command could not do its work; its exit status."""
    say(message, error=True)
    return 2
