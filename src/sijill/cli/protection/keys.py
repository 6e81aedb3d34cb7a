"""keygen, recover, unseal: the keys that seal backups and witnesses' names."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import (
    FILE_PATH,
    as_json,
    author_option,
    case_argument,
    named_author,
    new_file_option,
    work_folder,
)
from sijill.cli.output import say, say_json
from sijill.config import find_workspace, read_author
from sijill.steps.open_case import writing

if TYPE_CHECKING:
    from sijill.steps.protection.age_keys import KeyParts


@click.command("keygen")
@click.argument("file", type=FILE_PATH)
@click.option(
    "--split",
    metavar="NEEDED/MADE",
    help="Write no key but parts of it, such as 2/3: any 2 of 3 give it back.",
)
@as_json
def make_key(*, file: Path, split: str | None, as_json: bool) -> None:
    """Make a key for backups and the vault: the secret half goes to FILE, the public is printed.

    Keep FILE away from the machines that are backed up, in two places. Without it no backup can
    be opened, by anybody. With --split nobody holds the key alone: each part is a line of words to
    be written on paper and given to another person.
    """
    from sijill.steps.protection import age_keys

    if split is None:
        public, files = age_keys.make_key(file), [file]
    else:
        public, files = age_keys.make_split_key(file, _parts(split))
    if as_json:
        say_json({"public": public, "secret_in": [str(path) for path in files]})
        return
    say(public)
    if split is None:
        say(f"The secret half is in {file}. Keep it elsewhere, in two places.")
    for part in files if split else ():
        say(f"{part}: copy it on paper, give it to one person, and remove the file.")


def _parts(split: str) -> "KeyParts":
    from sijill.steps.protection.age_keys import KeyParts

    needed, _, count = split.partition("/")
    if not (needed.isdigit() and count.isdigit()):
        raise click.BadParameter("give it as 2/3: how many are needed, how many are made.")
    return KeyParts(int(needed), int(count))


@click.command("recover")
@click.argument("parts", nargs=-1, required=True, type=FILE_PATH)
@new_file_option
@as_json
def recover_key(*, parts: tuple[Path, ...], target: Path, as_json: bool) -> None:
    """Put a key together from PARTS of it, each a file with one part's words."""
    from sijill.steps.protection import age_keys

    public = age_keys.recover_key(parts, target)
    if as_json:
        say_json({"public": public, "secret_in": str(target)})
    else:
        say(f"{public}\nThe secret half is in {target}. Use it, and remove it again.")


@click.command("unseal")
@case_argument
@click.argument("sha256")
@click.option(
    "--key",
    required=True,
    type=FILE_PATH,
    help="The file with the organisation's secret key.",
)
@new_file_option
@author_option
@work_folder
@as_json
def unseal_file(
    *, case: Path, sha256: str, key: Path, target: Path, work: Path | None, as_json: bool
) -> None:
    """Open a sealed file of a CASE, named by its SHA-256 or the beginning of it.

    It holds the names of witnesses: open it on a machine that you trust, and remove it afterwards.
    That it was opened, when and by whom is written down in the ledger first.
    """
    from sijill.steps.protection.vault import unseal

    workspace, author = find_workspace(case, work), read_author(named_author())
    with writing(workspace, author) as opened:
        unsealed = unseal(opened, sha256, key, target)
    if as_json:
        say_json({"source": unsealed.source, "sha256": unsealed.sha256, "file": str(unsealed.path)})
    else:
        say(
            f"{unsealed.path}: the file of {unsealed.source} as received, SHA-256 "
            f"{unsealed.sha256}."
        )
