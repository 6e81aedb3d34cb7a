"""checkpoint: the signed head of a register, to be kept somewhere else."""

from pathlib import Path

import click

from sijill.cli.options import FILE_PATH, as_json, case_argument, work_folder
from sijill.cli.output import say, say_json
from sijill.config import find_workspace, read_key_if_any
from sijill.files.writing import save_bytes
from sijill.ledger import Ledger
from sijill.ledger.signing.checkpoint import read_checkpoint, verifier_text
from sijill.model.errors import LedgerError


@click.command("checkpoint")
@case_argument
@click.option(
    "--to",
    "target",
    type=FILE_PATH,
    help="Write the checkpoint to this file, for sijill verify --trust.",
)
@click.option(
    "--qr",
    "picture",
    type=FILE_PATH,
    help="Draw it as a QR code: .svg, .png or .pdf, to print and to sign by hand.",
)
@work_folder
@as_json
def show_checkpoint(
    *, case: Path, target: Path | None, picture: Path | None, work: Path | None, as_json: bool
) -> None:
    """Show the newest checkpoint of a CASE that this device signed, and its key.

    Where this device has not written, it is the checkpoint of the device that began the case.

    Devices that synced with this one have signed it, too, if nothing was appended since; their
    signatures are in the file, and whoever trusts one of them can check it.

    Send it to somebody, print it, or publish it: a register that was changed before that moment no
    longer agrees with it, and verify finds that. A copy that stays on this machine proves nothing.
    """
    place, key = find_workspace(case, work).ledger, read_key_if_any()
    with Ledger.open(place, key=key, is_only_read=True) as ledger:
        log = ledger.main
        note = log.cosigned_checkpoint()
        if note is None:
            raise LedgerError(f"{case}: the register has no signed checkpoint. Build the case.")
        own, verifier = log.checkpoints()[-1], verifier_text(log.id, log.public)
    if target is not None:
        save_bytes(target, note)
    if picture is not None:
        _draw(picture, own)  # without the others' signatures, for which a QR code has no room
    head = read_checkpoint(note).head
    if as_json:
        say_json({"note": note.decode(), "key": verifier, "size": head.size, "root": head.root})
    else:
        say(f"{note.decode()}\nsigned with {verifier}")


def _draw(target: Path, note: bytes) -> None:
    import segno

    try:
        segno.make(note, error="m").save(str(target), scale=5)
    except (OSError, ValueError) as error:
        raise LedgerError(
            f"{target}: the QR code cannot be written ({error}). Give a file ending in .svg."
        ) from error
