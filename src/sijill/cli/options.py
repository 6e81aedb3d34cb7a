"""Options that several commands share."""

import math
import os
from pathlib import Path

import click


class GivenPath(click.Path):
    """A path that names something.

    An empty one, as of a variable that is not set, would be the current folder, and its case.
    """

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """The path; fails with a sentence where it is empty."""
        if not os.fspath(value):
            self.fail("it is empty: give a path.", param, ctx)
        return super().convert(value, param, ctx)


ANY_PATH = GivenPath(path_type=Path)
FILE_PATH = GivenPath(dir_okay=False, path_type=Path)
"""A file that may not exist yet; where it must, the command says what is wrong with it."""
FOLDER_PATH = GivenPath(file_okay=False, path_type=Path)


class FiniteRange(click.FloatRange):
    """A number between bounds. Python reads "nan" as one that is within all of them."""

    def convert(
        self, value: float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; fails with a sentence where it is none or out of the bounds."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value} is not a number.", param, ctx)
        return number


SEED = click.IntRange(0, 2**53 - 1)
"""Of random draws: what JSON readers hold exactly, since some results keep it."""


as_json = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Answer with one JSON object.",
)
work_folder = click.option(
    "--work",
    type=FOLDER_PATH,
    help="Where ledger, evidence and out/ go (default: the case's own folder).",
)
case_option = click.option(
    "--case",
    "case",
    type=FOLDER_PATH,
    help="The case (default: the nearest folder with a case.toml).",
)
case_argument = click.argument("case", type=FOLDER_PATH)


def _with_words(_ctx: click.Context, _option: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("it is empty: say what the decision rests on.")
    return value


reason_option = click.option(
    "--reason", required=True, callback=_with_words, help="Why; it stays with the decision."
)
new_file_option = click.option(
    "--to",
    "target",
    required=True,
    type=FILE_PATH,
    help="The file to write; it must not exist.",
)
metadata_option = click.option(
    "--with-metadata",
    is_flag=True,
    help="Hand over exhibits whose files say who, where or with what they were made.",
)

_AUTHOR_NAMED = "sijill.author"


def _remember_author(ctx: click.Context, _option: click.Parameter, value: str) -> None:
    ctx.meta[_AUTHOR_NAMED] = value.strip()


author_option = click.option(
    "--author",
    default="",
    expose_value=False,
    callback=_remember_author,
    help="Who decides; stays in the ledger for ever (default: SIJILL_AUTHOR, then the account).",
)


def named_author() -> str:
    """Who was named with ``--author``; empty where nobody was."""
    return str(click.get_current_context().meta.get(_AUTHOR_NAMED, ""))
