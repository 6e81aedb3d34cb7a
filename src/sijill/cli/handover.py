"""bundle and erase: what the register holds about one subject goes out, or goes for good."""

from pathlib import Path

import click

from sijill.cli.options import as_json, case_argument, case_option, reason_option, work_folder
from sijill.cli.output import say, say_json, watching
from sijill.config import find_workspace, read_scribe
from sijill.ledger import Ledger


@click.command("bundle")
@case_argument
@click.option(
    "--subject", required=True, help="A person (P…), an incident, an exhibit (x-…), or a record id."
)
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
    verify_sijill.py, which checks all of it with Python alone. This device signs the whole folder,
    and it is verified before the command ends. It shows names: hand it to somebody you chose, and
    do not publish it.
    """
    from sijill.steps.bundle import bundle

    workspace, scribe = find_workspace(case, work), read_scribe()
    with watching(quiet=as_json) as progress:
        custody = bundle(workspace, subject, folder, scribe, progress)
    if as_json:
        say_json(
            {
                "bundle": str(folder),
                "records": [record.head.id for record in custody.records],
                "entries": [entry.name for entry in custody.entries],
                "left_out": dict(custody.left_out),
            }
        )
        return
    exhibits = f"{len(custody.chains)} exhibits, " if custody.chains else ""
    say(f"{exhibits}{len(custody.records)} records, {len(custody.entries)} entries: {folder}")
    for name, reason in custody.left_out.items():
        say(f"file {name} stays here: {reason}.")
    say(f"To check it anywhere: python3 -I {folder / 'verify_sijill.py'} {folder}")


@click.command("erase")
@click.argument("record")
@reason_option
@case_option
@work_folder
@as_json
def erase_record(
    *, record: str, reason: str, case: Path | None, work: Path | None, as_json: bool
) -> None:
    """Erase the words of a RECORD on lawful request. It cannot be taken back.

    The row's cells and what decisions say about them leave the register; that a row stood there,
    and every proof, stays. The reason stays for ever: name nobody in it.
    """
    from sijill.steps.erase import erase

    workspace, scribe = find_workspace(case, work), read_scribe()
    with Ledger.open(workspace.ledger, key=scribe.key) as ledger:
        erased = erase(ledger, record, reason, scribe)
    if as_json:
        content = {"entry": erased.entry.name, "values": erased.values}
        say_json(content | {"files": list(erased.files), "copies": list(erased.copies)})
        return
    say(f"{erased.values} values of {record} are erased (entry {erased.entry.name}).")
    for name in erased.files:
        say(f"The captured file evidence/{name} still holds the row.", warning=True)
    for sentence in erased.copies:
        say(sentence, warning=True)
    say("Build the case again at once, and see to every copy of the dossier.", warning=True)
