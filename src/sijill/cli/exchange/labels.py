"""labels: a sheet of codes for bodies."""

from pathlib import Path

import click

from sijill.cli.options import FILE_PATH, as_json
from sijill.cli.output import say, say_json
from sijill.language.sentences import with_noun


@click.command("labels")
@click.argument("file", type=FILE_PATH)
@click.option("--place", required=True, help="2 to 8 capital letters or digits, such as TABQA.")
@click.option("--team", required=True, help="1 to 4 capital letters or digits, such as T2.")
@click.option(
    "--first",
    type=click.IntRange(1, 99_999),
    default=1,
    show_default=True,
    help="The number of the first code.",
)
@click.option(
    "--count",
    type=click.IntRange(1, 1_000),
    default=20,
    show_default=True,
    help="How many codes, each on six labels.",
)
@as_json
def write_labels(
    *, file: Path, place: str, team: str, first: int, count: int, as_json: bool
) -> None:
    """Write a sheet of labels into FILE, to print: codes of bodies with QR pictures.

    It is HTML, or PDF where FILE ends in .pdf (the extra pdf).
    Each code PLACE-TEAM-NUMBER-CHECK stands on six labels: body, bag, form, photograph, effects,
    grave. The last sign finds slips of the pen.
    """
    from sijill.steps.exchange.forms import write_label_sheet

    codes = write_label_sheet(file, place, team, range(first, first + count))
    if as_json:
        say_json({"sheet": str(file), "codes": codes})
        return
    say(f"{with_noun(len(codes), 'code')}, {codes[0]} to {codes[-1]}: {file}")
