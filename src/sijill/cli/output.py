"""Output of the command line.

Words on a terminal, JSON for programs, progress on standard error. Names come from files of
others: they are shown as they are written, never obeyed, be it as markup of the terminal's
library, as codes of the terminal or as marks that turn the direction of writing.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sijill.cli.plain_text import OVERRIDES, plain
from sijill.files.reading import readable

if TYPE_CHECKING:
    from sijill.register.watching import Watch

_OBEYED = re.compile(f"[\x7f-\x9f{''.join(OVERRIDES)}]")
"""Codes that JSON lets through (RFC 8259 escapes those below U+0020 alone)."""


def say_json(content: object) -> None:
    """One JSON object on standard output; what a terminal would obey is written as its number."""
    text = readable(json.dumps(content, ensure_ascii=False, indent=1))
    click.echo(_OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


def say(words: str, *, warning: bool = False) -> None:
    """A sentence; warnings go to standard error."""
    click.secho(plain(words), err=warning, fg="yellow" if warning else None)


def say_table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
) -> None:
    """A table; the columns in ``right`` (from 0) are aligned right."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=escape(plain(title)), title_justify="left", title_style="bold", header_style="bold"
    )
    for position, column in enumerate(columns):
        table.add_column(
            escape(plain(column)), justify="right" if position in right else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 120, emoji=False).print(table)


@contextmanager
def watching(*, quiet: bool) -> Iterator["Watch"]:
    """A progress bar on standard error; nothing where nobody watches."""
    from sijill.register.watching import unwatched

    if quiet or not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def show(doing: str, done: int, of: int) -> None:
            bar.update(task, description=escape(plain(doing)), completed=done, total=of or None)

        yield show
