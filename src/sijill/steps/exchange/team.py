"""A team's ledger: installed on a PostgreSQL server, and a register that moves there.

The server's owner runs ``install`` once; afterwards everybody writes with a role that reads and
adds and can do no more. A register that began in a file moves by being taken in, entry by entry
checked, as in a sync; the file stays as it is.
"""

from pathlib import Path

from sijill.files.toml_text import quoted
from sijill.ledger.stores.opening import demand_driver, is_address, open_storage
from sijill.ledger.sync.merging import MergedEntries, demand_one_case, take_in
from sijill.model.errors import CaseError
from sijill.steps.exchange.known_servers import add_server
from sijill.steps.workspace import Workspace


def install(address: str, member: str) -> None:
    """Make a ledger in a database, as its owner, and admit a role; again for every further role.

    Args:
        address: ``postgresql://owner@host:5432/database``.
        member: an existing role, for those who write.

    Raises:
        LedgerError: if what is there is no ledger of this version.
        StorageError: if the server is not reached, refuses, or could lose entries.
    """
    demand_driver()
    from sijill.ledger.stores import postgres_database  # noqa: PLC0415  an extra

    postgres_database.install(address, member)


def move(workspace: Workspace, address: str) -> MergedEntries:
    """Take a case's file into the ledger on a server; again to take in what came since.

    Args:
        workspace: the case, whose file is read.
        address: ``postgresql://member@host:5432/database``.

    Raises:
        CaseError: if the case has no file.
        LedgerError: if the server holds another case, or the file was tampered with.
        StorageError: if the server is not reached.
    """
    if not workspace.register.is_file():
        raise CaseError(f"{workspace.register} does not exist. Build the case first.")
    if not is_address(address):
        raise CaseError("the server is named as postgresql://user@host:5432/database.")
    file = open_storage(workspace.register)
    try:
        server = open_storage(address)
        try:
            if server.logs():
                demand_one_case(server, file)
            return take_in(server, file)
        finally:
            server.close()
    finally:
        file.close()


def join(workspace: Workspace, address: str, noted: Path) -> None:
    """Confirm on this device the server that ``case.toml`` names, as the team gave it.

    Args:
        workspace: the case.
        address: as whoever runs the server wrote it down; it must be what the case names.
        noted: where the device notes its servers.

    Raises:
        CaseError: if the case names another server, or none.
        StorageError: if it cannot be noted.
    """
    named = workspace.named_server
    if address != named:
        now = named or "no server"
        raise CaseError(
            f"{workspace.case_file} names {now}, not {address}. Compare with whoever runs the "
            "server, and correct case.toml if that is right."
        )
    add_server(noted, address)


def line_for_case_file(address: str) -> str:
    """What ``case.toml`` says from then on."""
    return f"ledger = {quoted(address_to_note(address))}"


def address_to_note(address: str) -> str:
    """The address without a password, which belongs into ~/.pgpass."""
    demand_driver()
    from sijill.ledger.stores import postgres_database  # noqa: PLC0415  an extra

    return postgres_database.shown(address)
