"""bundle: what the register holds about one subject, to be checked by somebody else."""

from pathlib import Path

import click

from sijill.cli.options import as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, watching
from sijill.config import find_workspace
from sijill.ledger import Ledger


@click.command("bundle")
@case_argument
@click.option("--subject", required=True, help="A person (P…), an incident, or a record id.")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write; it must not exist.",
)
@work_folder
@as_json
def bundle_subject(
    *, case: Path, subject: str, folder: Path, work: Path | None, as_json: bool
) -> None:
    """Write everything about a SUBJECT of a CASE, with proofs, for a court or a fact-checker.

    The folder holds the entries, the files they rest on, a custody report to read, and
    verify_sijill.py, which checks all of it with Python alone. It shows names: hand it to somebody
    you chose, and do not publish it.
    """
    from sijill.steps.bundle import bundle

    workspace = find_workspace(case, work)
    with watching(quiet=as_json) as progress, Ledger.open(workspace.ledger) as ledger:
        custody = bundle(ledger, workspace, subject, folder, progress)
    if as_json:
        say_json(
            {
                "bundle": str(folder),
                "records": [record.head.id for record in custody.records],
                "entries": [entry.number for entry in custody.entries],
                "left_out": dict(custody.left_out),
            }
        )
        return
    say(f"{len(custody.records)} records, {len(custody.entries)} entries: {folder}")
    for name, reason in custody.left_out.items():
        say(f"file {name} stays here: {reason}.")
    say(f"To check it anywhere: python3 {folder / 'verify_sijill.py'} {folder}")
