"""How the command line speaks.

Words on a terminal, JSON for programs, progress on standard error. Names come from files of
others: they are shown as they are written, never obeyed, be it as markup of the terminal's
library, as codes of the terminal or as marks that turn the direction of writing.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import (
    Progress as RichProgress,
)
from rich.table import Table
from rich.text import Text

from sijill.steps.workspace import Progress, silent

OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: they turn the order of what follows, over the end of a name.
The marks U+200E, U+200F and U+061C only say which way a neighbour leans, and Arabic needs them."""


def plain(words: str) -> str:
    """The words without what a terminal would obey: control characters and overrides of direction.

    Ends of lines stay, and tabs.
    """
    return "".join(
        sign
        for sign in words
        if sign in "\n\t" or (unicodedata.category(sign) != "Cc" and sign not in OVERRIDES)
    )


def say_json(content: object) -> None:
    """One JSON object on standard output."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


def say(words: str, *, warning: bool = False) -> None:
    """A sentence; warnings go to standard error."""
    click.secho(plain(words), err=warning, fg="yellow" if warning else None)


def say_table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
) -> None:
    """A table; the columns in ``right`` (from 0) are aligned right."""
    table = Table(
        title=escape(plain(title)), title_justify="left", title_style="bold", header_style="bold"
    )
    for position, column in enumerate(columns):
        table.add_column(
            escape(plain(column)), justify="right" if position in right else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 120).print(table)


@contextmanager
def watching(*, quiet: bool) -> Iterator[Progress]:
    """A progress bar on standard error; nothing where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def told(doing: str, done: int, of: int) -> None:
            bar.update(task, description=escape(plain(doing)), completed=done, total=of or None)

        yield told
