"""bundle and erase: what the register holds about one subject is exported, or erased."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.deciding import deciding
from sijill.cli.options import (
    FOLDER_PATH,
    as_json,
    author_option,
    case_argument,
    case_option,
    metadata_option,
    work_folder,
)
from sijill.cli.output import say, say_json, watching
from sijill.config import find_workspace, read_author
from sijill.language.sentences import with_noun

if TYPE_CHECKING:
    from sijill.steps.protection.erase import Erased


@click.command("bundle")
@case_argument
@click.option(
    "--subject", required=True, help="A person (P…), an incident, an exhibit (x-…), or a record id."
)
@click.option(
    "--to",
    "folder",
    required=True,
    type=FOLDER_PATH,
    help="The folder to write; it must not exist.",
)
@metadata_option
@work_folder
@as_json
def bundle_subject(
    *,
    case: Path,
    subject: str,
    folder: Path,
    with_metadata: bool,
    work: Path | None,
    as_json: bool,
) -> None:
    """Write everything about a SUBJECT of a CASE, with proofs, for a court or a fact-checker.

    The folder holds the entries, the files they rest on, a custody report to read, and
    verify_sijill.py, which checks all of it with Python alone. This device signs the whole folder,
    and it is verified before the command ends. It shows names: hand it to somebody you chose, and
    do not publish it.
    """
    from sijill.steps.custody.leaving_metadata import sentences
    from sijill.steps.exchange.bundle import bundle

    workspace, author = find_workspace(case, work), read_author()
    with watching(quiet=as_json) as progress:
        custody, found = bundle(
            workspace, subject, folder, author, progress, with_metadata=with_metadata
        )
    if as_json:
        say_json(
            {
                "bundle": str(folder),
                "records": [record.head.id for record in custody.records],
                "entries": [entry.name for entry in custody.entries],
                "left_out": dict(custody.left_out),
                "metadata": {exhibit: sorted(says) for exhibit, says in found.items()},
            }
        )
        return
    parts = (
        with_noun(len(custody.chains), "exhibit") if custody.chains else "",
        with_noun(len(custody.records), "record"),
        with_noun(len(custody.entries), "entry", "entries"),
    )
    say(f"{', '.join(filter(None, parts))}: {folder}")
    for name, reason in custody.left_out.items():
        say(f"file {name} stays here: {reason}.")
    for sentence in sentences(found):
        say(sentence, warning=True)
    say(f"To check it anywhere: python3 -I {folder / 'verify_sijill.py'} {folder}")


@click.command("erase")
@click.argument("subject", required=False)
@click.option("--reason", help="On whose request and why; it stays for ever: name nobody in it.")
@click.option(
    "--clean", "only_clean", is_flag=True, help="Finish an erasure that somebody's reading held up."
)
@author_option
@case_option
@work_folder
@as_json
def erase_subject(
    *,
    subject: str | None,
    reason: str | None,
    only_clean: bool,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Erase the words of a SUBJECT, a record or an exhibit (x-…), on lawful request.

    It cannot be taken back. The row's cells and what decisions say about them leave the register,
    or what is said of an exhibit and of the people who had it; that it stood there, and every
    proof, stays.
    """
    from sijill.steps.decisions.consent import keep_withheld
    from sijill.steps.protection import erase

    workspace = find_workspace(case, work)
    with deciding(workspace) as opened:
        if only_clean:
            erase.clean(opened.ledger)
        elif subject and reason:
            kept = [entry.subject for entry in keep_withheld(opened, {subject}, "erased")]
            erased = erase.erase(opened, subject, reason)
        else:
            raise click.UsageError("give a SUBJECT and a --reason, or --clean.")
    if only_clean:
        say_json({"cleaned": True}) if as_json else say("No bytes of what was erased are left.")
    elif as_json:
        content = {"entry": erased.entry.name, "values": erased.values}
        lists = {"files": erased.files, "copies": erased.copies, "withheld": tuple(kept)}
        say_json(content | {name: list(values) for name, values in lists.items()})
    else:
        _print_erasure(str(subject), erased)
        if kept:
            say(f"Of the same person, and withheld from now on by themselves: {', '.join(kept)}.")


def _print_erasure(subject: str, erased: "Erased") -> None:
    say(f"{erased.values} values of {subject} are erased (entry {erased.entry.name}).")
    for name in erased.files:
        say(f"The captured file evidence/{name} still holds the words.", warning=True)
    for sentence in erased.copies:
        say(sentence, warning=True)
    say("Build the case again at once.", warning=True)
