"""team: a ledger on a PostgreSQL server, for several people who write at once."""

from pathlib import Path

import click

from sijill.cli.options import as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, watching
from sijill.config import find_workspace, servers_file


@click.group("team")
def team() -> None:
    """Keep the ledger on a PostgreSQL server, where several people write at once."""


@team.command("install")
@click.argument("address")
@click.option("--member", required=True, help="The role for those who write; it exists already.")
@as_json
def install_ledger(*, address: str, member: str, as_json: bool) -> None:
    """Make a ledger in the database at ADDRESS, as its owner, and admit a role to it.

    ADDRESS is postgresql://owner@host:5432/database; the password is read from ~/.pgpass. The role
    may read and add, and can neither change nor delete. Run it again to admit a further role.
    """
    from sijill.steps.exchange.team import install

    install(address, member)
    if as_json:
        say_json({"member": member})
    else:
        say(f"The ledger is there, and {member} may read it and add to it.")


@team.command("move")
@case_argument
@click.argument("address")
@work_folder
@as_json
def move_case(*, case: Path, address: str, work: Path | None, as_json: bool) -> None:
    """Take the register of a CASE into the ledger at ADDRESS (with a member's role).

    register.db stays as it is. Once case.toml names the address, every command uses the server on
    this device; on another one somebody says first that it is right: sijill team join.
    """
    from sijill.steps.exchange.known_servers import add_server
    from sijill.steps.exchange.team import address_to_note, line_for_case_file, move

    with watching(quiet=as_json) as progress:
        progress("taking in entries", 0, 0)
        moved = move(find_workspace(case, work), address)
    add_server(servers_file(), address_to_note(address))
    entries, line = sum(moved.entries.values()), line_for_case_file(address)
    waiting = sum(moved.waiting.values())
    if as_json:
        say_json({"entries": entries, "waiting": waiting, "case.toml": line})
        return
    say(f"{entries:,} entries are on the server now. Write into {case / 'case.toml'}:\n{line}")
    if waiting:
        say(
            f"{waiting:,} entries are not signed yet. Build the case, and move again before you "
            "change case.toml.",
            warning=True,
        )


@team.command("join")
@case_argument
@click.argument("address")
@as_json
def join_server(*, case: Path, address: str, as_json: bool) -> None:
    """Confirm on this device that the ledger of a CASE lies at ADDRESS, as the team gave it to you.

    A case.toml that came on a stick can name any server, so no device speaks with one before.
    """
    from sijill.steps.exchange.team import join

    join(find_workspace(case, None), address, servers_file())
    if as_json:
        say_json({"server": address})
    else:
        say(f"From now on this device uses the ledger at {address} where a case names it.")
