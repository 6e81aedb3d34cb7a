"""The inbox on a server: members put letters in at once, one sequencer chains them into its log.

A member waits for nobody: putting a letter in is one row in one transaction, and it is durable when
``put`` returns. The sequencer, one at a time in the whole database, turns letters into entries in
the order in which they came; entries, the note about each letter, and the letter's going are one
transaction. So wherever a process or the server is stopped, a letter is in the inbox or its entries
are in the log, never in neither and never in both.

A member whose connection was cut does not know whether the letter arrived. It puts the same letter
in again with the same ticket, and it arrives once.

The entries stand in the sequencer's log and are signed with its key; the author is the member. Of
two decisions on one question the one that came later speaks later, as on one device.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from psycopg.errors import UniqueViolation

from sijill.ledger.entries.entry import Draft
from sijill.ledger.log.ledger import Ledger
from sijill.ledger.log.letters import Letter, compose, read_letter, write_letter
from sijill.ledger.stores.postgres_database import demand_durable
from sijill.ledger.stores.postgres_errors import telling
from sijill.ledger.stores.postgres_storage import PostgresStorage
from sijill.ledger.stores.sqlite_database import stored_bytes
from sijill.model.errors import LedgerError

AT_ONCE = 500
"""So many letters are chained in one transaction."""

_PUT = """
INSERT INTO sijill.inbox (ticket, drafts, letter)
SELECT %s, %s, %s
WHERE current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
"""


class Place(NamedTuple):
    """Where a letter's entries stand: the number of the log in this store, and from where on."""

    log: int
    first: int
    drafts: int


class Waiting(NamedTuple):
    """A letter in the inbox; ``letter`` is the reason as a text if it cannot be chained."""

    ticket: UUID
    letter: Letter | str


class Sequenced(NamedTuple):
    """What one turn of the sequencer did.

    Attributes:
        places: where each letter's entries stand now.
        refused: by ticket, why a letter stays in the inbox: it was not written by this program.
    """

    places: dict[UUID, Place]
    refused: dict[UUID, str]


class Inbox:
    """The inbox of an open ledger; it closes with the storage."""

    def __init__(self, storage: PostgresStorage) -> None:
        self._storage = storage

    def put(
        self, drafts: Iterable[Draft], *, author: str, at: datetime, ticket: UUID | None = None
    ) -> UUID:
        """Give drafts to be appended, all or none; they are durable when this returns.

        Args:
            drafts: what to append, in order.
            author: who appends it.
            at: when, with a time zone.
            ticket: of an attempt whose end is not known, to make it again.

        Returns:
            the ticket by which ``place_of`` tells what became of it.

        Raises:
            LedgerError: for what could not be stored. Nothing is put in.
            StorageError: if the server is gone; then it may have been put in. Repeat with a ticket
                of your own.
        """
        letter = compose(tuple(drafts), author, at)
        ticket = ticket or uuid4()
        connection = self._storage.connection
        with telling(self._storage.where, connection), suppress(UniqueViolation):
            done = connection.execute(_PUT, (ticket, len(letter.drafts), write_letter(letter)))
            if done.rowcount != 1:
                demand_durable(connection, self._storage.where)
                raise LedgerError(f"{self._storage.where}: the inbox did not take the letter.")
        return ticket

    def place_of(self, ticket: UUID) -> Place | None:
        """Where the entries of a letter stand; ``None`` while it waits, or if it never came."""
        with telling(self._storage.where, self._storage.connection):
            row = self._storage.connection.execute(
                "SELECT log, first, drafts FROM sijill.sequenced WHERE ticket = %s", (ticket,)
            ).fetchone()
        return None if row is None else Place(*map(int, map(str, row)))

    def waiting(self, most: int = AT_ONCE) -> list[Waiting]:
        """The letters that were not chained yet, in the order in which they came."""
        with telling(self._storage.where, self._storage.connection):
            rows = self._storage.connection.execute(
                "SELECT ticket, letter FROM sijill.inbox AS held WHERE NOT EXISTS"
                " (SELECT FROM sijill.sequenced AS done WHERE done.ticket = held.ticket)"
                " ORDER BY place LIMIT %s",
                (most,),
                binary=True,
            ).fetchall()
        return [Waiting(UUID(str(ticket)), _read(stored_bytes(raw))) for ticket, raw in rows]

    def settle(self, places: dict[UUID, Place]) -> None:
        """Note where letters went and clear them away; in the transaction of their entries."""
        connection = self._storage.connection
        with telling(self._storage.where, connection), connection.cursor() as cursor:
            cursor.executemany(
                "SELECT sijill.settle(%s, %s::int, %s::bigint)",
                [(ticket, place.log, place.first) for ticket, place in places.items()],
            )


def inbox_of(ledger: Ledger) -> Inbox:
    """The inbox of an open ledger.

    Raises:
        LedgerError: if the ledger is a file, which has none.
    """
    if not isinstance(ledger.storage, PostgresStorage):
        raise LedgerError(f"{ledger.storage.where}: only a ledger on a server has an inbox.")
    return Inbox(ledger.storage)


def sequence(ledger: Ledger, at: datetime, most: int = AT_ONCE) -> Sequenced:
    """One turn of the sequencer: chain what waits into the log of this device, in one transaction.

    Several processes may call it; they take turns.

    Args:
        ledger: a ledger on a server, with the key of this device.
        at: the time of the turn; the entries keep the times that their members gave.
        most: so many letters at once.

    Raises:
        LedgerError: if the ledger is no server's, or this device may not append to it.
        StorageError: if the server is gone. Whatever was acknowledged is in the inbox or chained.
    """
    inbox = inbox_of(ledger)
    if not inbox.waiting(1):
        return Sequenced({}, {})
    with ledger.chaining(at) as append:
        waiting = inbox.waiting(most)
        letters = {it.ticket: it.letter for it in waiting if isinstance(it.letter, Letter)}
        stored = append(list(letters.values()))
        log = ledger.main.number
        places = {
            ticket: Place(log, entries[0].number, len(entries))
            for ticket, entries in zip(letters, stored, strict=True)
        }
        inbox.settle(places)
    refused = {it.ticket: it.letter for it in waiting if isinstance(it.letter, str)}
    return Sequenced(places, refused)


def _read(raw: bytes) -> Letter | str:
    try:
        return read_letter(raw)
    except LedgerError as error:
        return str(error)
