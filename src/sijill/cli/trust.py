"""What a user kept from earlier, to be found again: a head as typed, or a checkpoint in a file."""

from pathlib import Path

import click

from sijill.ledger import TreeHead
from sijill.ledger.notes import Note, read_note

trust_option = click.option(
    "--trust",
    metavar="FILE|SIZE:ROOT",
    help="A checkpoint or head kept elsewhere; it must be found again.",
)


def read_trusted(text: str | None) -> TreeHead | Note | None:
    """The option's value. Raises BadParameter for a file that cannot be read."""
    if text is None:
        return None
    size, _, root = text.partition(":")
    if size.isdigit() and root:
        return TreeHead(int(size), root)
    try:
        return read_note(Path(text).read_bytes())
    except OSError as error:
        raise click.BadParameter(
            f"give a file of a checkpoint, or SIZE:ROOT as verify prints it ({error.strerror}).",
            param_hint="--trust",
        ) from error
