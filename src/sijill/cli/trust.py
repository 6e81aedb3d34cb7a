"""What a user kept from earlier, to be found again: a head as typed, or a checkpoint in a file."""

from pathlib import Path

import click
from cryptography.x509 import Certificate

from sijill.ledger import TreeHead
from sijill.ledger.notes import Note, read_note
from sijill.ledger.timestamps import read_roots
from sijill.model.errors import LedgerError

trust_option = click.option(
    "--trust",
    metavar="FILE|SIZE:ROOT",
    help="A checkpoint or head kept elsewhere; it must be found again.",
)


roots_option = click.option(
    "--roots",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Root certificates (PEM) of the timestamp authorities that you trust.",
)


def read_trusted_roots(path: Path | None) -> list[Certificate]:
    """The option's value. Raises BadParameter for a file that cannot be read."""
    if path is None:
        return []
    try:
        return read_roots(path.read_bytes())
    except (OSError, LedgerError) as error:
        raise click.BadParameter(f"{path}: {error}", param_hint="--roots") from error


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
