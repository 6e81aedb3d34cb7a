"""sync: two copies of a case exchange what each lacks."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import FOLDER_PATH, as_json, case_argument, metadata_option
from sijill.cli.output import say, say_json, watching
from sijill.config import devices_file, find_workspace, read_author
from sijill.language.sentences import with_noun
from sijill.ledger.stores.storage import LogRow

if TYPE_CHECKING:
    from sijill.steps.exchange.file_offers import FileOffer
    from sijill.steps.exchange.sync import Synced


@click.command("sync")
@case_argument
@click.argument("other", type=FOLDER_PATH)
@click.option(
    "--accept", is_flag=True, help="Take in entries of devices that are not known here yet."
)
@click.option(
    "--take-files",
    is_flag=True,
    help="Take in mappings and data files that no signed entry vouches for, without asking.",
)
@metadata_option
@as_json
def sync_copies(
    *,
    case: Path,
    other: Path,
    accept: bool,
    take_files: bool,
    with_metadata: bool,
    as_json: bool,
) -> None:
    """Let the CASE of this device and an OTHER copy of it take in what each lacks.

    OTHER is the folder of the same case on a stick, a shared folder or another laptop's disk. It
    began as a copy of this one. Nothing is overwritten: entries of both sides stand beside each
    other, and what two people decided differently is shown until somebody decides it again.
    """
    from sijill.steps.exchange.known_devices import add_devices
    from sijill.steps.exchange.sync import Accept, sync

    here, there = find_workspace(case, None), find_workspace(other, None)
    author = read_author()

    def is_known(strangers: tuple[LogRow, ...]) -> bool:
        accepted = accept or (not as_json and _ask(strangers))
        if accepted:
            add_devices(devices_file(), (row.public.hex() for row in strangers if row.public))
        return accepted

    def is_taken(offer: "FileOffer") -> bool:
        return take_files or (not as_json and _ask_about(offer))

    with watching(quiet=as_json) as progress:
        accepted = Accept(is_known, is_taken, with_metadata)
        synced = sync(here, there, author, accepted, progress)
    if as_json:
        say_json(_content_of(synced))
    else:
        _show_synced(synced)


def _content_of(synced: "Synced") -> dict[str, object]:
    return {
        "taken_in": dict(synced.here.entries),
        "handed_over": dict(synced.there.entries),
        "forked": {**synced.here.forked, **synced.there.forked},
        "waiting": dict(synced.here.waiting),
        "erased": synced.here.erased + synced.there.erased,
        "files": [str(path) for path in synced.files],
        "differing": list(synced.differing),
        "left": list(synced.left),
        "metadata": list(synced.metadata),
        "conflicts": [str(conflict) for conflict in synced.conflicts],
        "behind": list(synced.behind),
    }


def _entries(count: int) -> str:
    return with_noun(count, "entry", "entries")


def _show_synced(synced: "Synced") -> None:
    say(
        f"Taken in: {_entries(sum(synced.here.entries.values()))}. Handed over: "
        f"{_entries(sum(synced.there.entries.values()))}. "
        f"{with_noun(len(synced.files), 'file')} copied."
    )
    if erased := synced.here.erased + synced.there.erased:
        values = with_noun(erased, "value was", "values were")
        say(f"{values} erased by order of the other side.", warning=True)
    for log, number in {**synced.here.forked, **synced.there.forked}.items():
        say(
            f"Two copies of log {log} were continued apart; "
            f"{with_noun(number, 'entry of the other is', 'entries of the other are')} kept beside "
            "it. See sijill log --forks, and enter again what is missing.",
            warning=True,
        )
    for log, number in synced.here.waiting.items():
        say(
            f"{with_noun(number, 'entry waits', 'entries wait')} for a signature of log {log}; "
            "build there, then sync again.",
            warning=True,
        )
    for name in synced.differing:
        say(f"{name} differs between the two; it was left alone on both sides.", warning=True)
    for words in (*synced.left, *synced.metadata, *synced.behind, *map(str, synced.conflicts)):
        say(words, warning=True)


def _ask(strangers: tuple[LogRow, ...]) -> bool:
    if not sys.stdin.isatty():
        return False
    for row in strangers:
        say(f"New device: log {row.id}, key {row.public.hex()}")
    return click.confirm("Did their owners show you these keys?", default=False)


def _ask_about(offer: "FileOffer") -> bool:
    if not sys.stdin.isatty():
        return False
    say(f"{offer.name}: no signed entry vouches for this file.\n  {offer.summary}")
    return click.confirm("Take it in?", default=False)
