"""What the commands print: tables, JSON, a progress bar. Words of reports and names of files are hostile input here too."""

import json
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from dragoman.model import plain

if TYPE_CHECKING:
    from rich.progress import Progress

# Signs that a terminal obeys instead of showing them, those that turn the writing round too; tab and line feed are white space.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def tame(text: str) -> str:
    """A text that a terminal shows and does not obey."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def progress() -> "Progress":
    """A progress bar on the terminal; nothing where standard error is no terminal."""
    from rich.console import Console  # noqa: PLC0415 (only where there is something to show)
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    # What is done is told by names of files: a bracket in one is no mark-up.
    done = TextColumn("{task.description}", markup=False)
    console = Console(stderr=True)
    columns = (SpinnerColumn(), done, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def print_json(value: Any) -> None:
    """JSON, indented in a terminal."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2 if sys.stdout.isatty() else None, sort_keys=True))


def print_table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A table in a terminal, tab-separated lines when piped."""
    if not sys.stdout.isatty():
        click.echo("\t".join(columns))
        for row in rows:
            click.echo("\t".join(" ".join(tame(cell).split()) for cell in row))
        return
    from rich.console import Console  # noqa: PLC0415 (only in a terminal)
    from rich.table import Table  # noqa: PLC0415

    table = Table(*columns, show_lines=False, header_style="bold")
    for row in rows:
        table.add_row(*(tame(cell) for cell in row))
    # A quotation may hold brackets ("[sic]", "[/]") and colons: they are its own.
    Console(markup=False, emoji=False, highlight=False).print(table)
