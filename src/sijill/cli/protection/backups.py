"""backup, restore: the register in one file that only the holder of a key can open."""

from pathlib import Path

import click

from sijill.cli.custody.trust import CheckingCommand, read_trusted, trust_option
from sijill.cli.options import (
    FILE_PATH,
    FOLDER_PATH,
    as_json,
    case_argument,
    new_file_option,
    work_folder,
)
from sijill.cli.output import say, say_json
from sijill.config import find_workspace, read_author


@click.command("backup")
@case_argument
@new_file_option
@click.option(
    "--recipient", "recipients", multiple=True, required=True, help="A public key (age1…)."
)
@work_folder
@as_json
def back_up_case(
    *, case: Path, target: Path, recipients: tuple[str, ...], work: Path | None, as_json: bool
) -> None:
    """Write a CASE with its ledger and evidence to one encrypted file."""
    from sijill.steps.protection import backup

    written = backup.back_up(find_workspace(case, work), target, recipients, read_author())
    if as_json:
        head = {"size": written.head.size, "root": written.head.root}
        say_json({"backup": str(target), "files": written.files, "head": head})
        return
    say(f"{written.files} files, {written.head.size:,} entries: {target}")
    say("Test this backup now: sijill restore")


@click.command("restore", cls=CheckingCommand)
@click.argument("file", type=FILE_PATH)
@click.option(
    "--key",
    "key_file",
    required=True,
    type=FILE_PATH,
    help="The file with the secret key.",
)
@click.option(
    "--to",
    "folder",
    required=True,
    type=FOLDER_PATH,
    help="The folder for the case; it must not exist.",
)
@trust_option
@as_json
def restore_case(
    *, file: Path, key_file: Path, folder: Path, trust: tuple[str, ...], as_json: bool
) -> None:
    """Restore a case from a backup FILE to a new folder, and verify it.

    Entries that were appended after the backup are not in it: compare with the newest checkpoint
    that you kept (--trust). The exit code is that of verify.
    """
    from sijill.steps.protection import backup

    report = backup.restore(file, key_file, folder, read_trusted(trust))
    if as_json:
        verdict = report.verdict.name.lower()
        say_json({"verdict": verdict, "entries": report.entries, "heads": report.heads_in_words()})
    else:
        for finding in report.findings:
            say(str(finding), warning=True)
        say(f"{report.entries:,} entries restored to {folder}: {report.verdict.name.lower()}.")
    click.get_current_context().exit(int(report.verdict))
