"""Members put letters into the inbox of a server; one sequencer chains them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from postgres_cluster import Addresses
from sijill.ledger import Draft, EntryKind, FileReference, Ledger, Verdict, verify
from sijill.ledger.log.inbox import Inbox, Place, inbox_of, sequence
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.postgres_storage import PostgresStorage
from sijill.model.errors import LedgerError

Drafts = Callable[[int], list[Draft]]

KEY = DeviceKey.from_secret(bytes(range(32)))


@pytest.fixture
def ledger(server: Addresses) -> Iterator[Ledger]:
    """The sequencer's ledger."""
    with Ledger.open(server.member, create=True, key=KEY) as opened:
        yield opened


@pytest.fixture
def inbox(ledger: Ledger, server: Addresses) -> Iterator[Inbox]:
    """A member's inbox, in a session of its own; the member has no key."""
    assert ledger.size == 0
    storage = PostgresStorage.open(server.member, wait_ms=1_000)
    yield Inbox(storage)
    storage.close()


def test_letters_become_entries_in_the_order_in_which_they_came(
    ledger: Ledger, inbox: Inbox, drafts: Drafts, at: datetime
) -> None:
    later = at + timedelta(hours=1)
    file = FileReference("ab" * 32, 12, "text/csv")
    decision = Draft(EntryKind.JUDGEMENT, "a:1", {"decision": "same"}, ("x", "y"), (file,))
    first = inbox.put(drafts(2), author="rana", at=later)
    second = inbox.put([decision], author="omar", at=at)
    assert (ledger.size, inbox.place_of(first)) == (0, None)
    assert sequence(ledger, at).places == {first: Place(0, 0, 2), second: Place(0, 2, 1)}
    assert inbox.place_of(second) == Place(0, 2, 1)
    assert [
        Draft(it.kind, it.subject, it.payload, it.over, it.files) for it in ledger.entries()
    ] == [
        *drafts(2),
        decision,
    ]
    assert [(it.author, it.at) for it in ledger.entries()] == [
        ("rana", later),
        ("rana", later),
        ("omar", at),
    ]
    assert inbox.waiting() == []
    assert sequence(ledger, at).places == {}


def test_the_entries_are_signed_and_sound(
    ledger: Ledger, inbox: Inbox, server: Addresses, tmp_path: Path, at: datetime
) -> None:
    inbox.put([Draft(EntryKind.JUDGEMENT, "a:1")], author="omar", at=at)
    sequence(ledger, at)
    ledger.close()
    report = verify(server.member, tmp_path)
    assert (report.verdict, report.findings, report.entries) == (Verdict.SOUND, (), 1)


def test_a_letter_that_waits_is_told_by_the_audit(
    ledger: Ledger, inbox: Inbox, server: Addresses, tmp_path: Path, drafts: Drafts, at: datetime
) -> None:
    inbox.put(drafts(1), author="rana", at=at)
    ledger.close()
    report = verify(server.member, tmp_path)
    assert report.verdict is Verdict.SOUND
    assert [it.what for it in report.findings] == [
        "1 letters wait for the sequencer; no log holds them yet"
    ]


def test_a_letter_put_in_again_arrives_once(
    ledger: Ledger, inbox: Inbox, drafts: Drafts, at: datetime
) -> None:
    """As a member does whose connection was cut before the answer came: before, and after."""
    ticket = uuid4()
    for _ in range(2):
        assert inbox.put(drafts(1), author="rana", at=at, ticket=ticket) == ticket
    sequence(ledger, at)
    assert inbox.put(drafts(1), author="rana", at=at, ticket=ticket) == ticket
    assert (inbox.waiting(), sequence(ledger, at).places) == ([], {})
    assert ledger.size == 1


def test_a_letter_put_in_again_while_it_is_being_chained_arrives_once(
    ledger: Ledger, inbox: Inbox, server: Addresses, drafts: Drafts, at: datetime
) -> None:
    """The member waits for the sequencer's transaction, and sees only then what became of it."""
    ticket = inbox.put(drafts(1), author="rana", at=at)
    again = (
        "import sys, uuid; from datetime import *; from sijill.ledger import *\n"
        "from sijill.ledger.log.inbox import *\n"
        "from sijill.ledger.stores.postgres_storage import *\n"
        "box = Inbox(PostgresStorage.open(sys.argv[1], wait_ms=60_000)); print(flush=True)\n"
        "box.put([Draft(EntryKind.ROW, 'x')], author='rana', at=datetime.now(UTC),"
        " ticket=uuid.UUID(sys.argv[2]))"
    )
    with ledger.chaining(at) as append:
        (waiting,) = inbox_of(ledger).waiting()
        assert not isinstance(waiting.letter, str)
        ((entry,),) = append([waiting.letter])
        inbox_of(ledger).settle({ticket: Place(0, entry.number, 1)})
        member = subprocess.Popen(
            [sys.executable, "-c", again, server.member, str(ticket)], stdout=subprocess.PIPE
        )
        assert member.stdout is not None
        member.stdout.readline()
        with psycopg.connect(server.superuser, autocommit=True) as watch:
            waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'transactionid'"
            while watch.execute(waits).fetchone() == (0,):
                assert member.poll() is None
    member.communicate(timeout=60)
    assert member.returncode == 0
    assert (inbox.waiting(), ledger.size) == ([], 1)


def test_a_turn_that_fails_leaves_the_letters_where_they_were(
    ledger: Ledger, inbox: Inbox, drafts: Drafts, at: datetime
) -> None:
    ticket = inbox.put(drafts(2), author="rana", at=at)
    with pytest.raises(ZeroDivisionError), ledger.chaining(at) as append:  # noqa: PT012  the point
        (waiting,) = inbox_of(ledger).waiting()
        assert not isinstance(waiting.letter, str)
        append([waiting.letter])
        raise ZeroDivisionError
    assert (ledger.size, [it.ticket for it in inbox.waiting()]) == (0, [ticket])
    assert sequence(ledger, at).places == {ticket: Place(0, 0, 2)}


@pytest.mark.parametrize(
    ("drafts_of_it", "author", "sentence"),
    [
        ([], "rana", "without a draft"),
        ([Draft(EntryKind.ROW, "a")], "", "who appends it"),
        ([Draft(EntryKind.ERASURE, "payload", {"reason": "x"})], "rana", "not through the inbox"),
        ([Draft(EntryKind.ROW, "a", {"age": 3.5})], "rana", "float"),  # type: ignore[dict-item]
        ([Draft(EntryKind.ROW, "a", {"a": "\ud800"})], "rana", "half of a character"),
    ],
)
def test_what_could_not_be_stored_is_not_put_in(
    inbox: Inbox, at: datetime, drafts_of_it: list[Draft], author: str, sentence: str
) -> None:
    with pytest.raises(LedgerError, match=sentence):
        inbox.put(drafts_of_it, author=author, at=at)
    assert inbox.waiting() == []


def test_a_letter_that_nobody_here_wrote_holds_up_no_other(
    ledger: Ledger, inbox: Inbox, server: Addresses, drafts: Drafts, at: datetime
) -> None:
    stranger = UUID(int=1)
    with psycopg.connect(server.member, autocommit=True) as member:
        member.execute(
            "INSERT INTO sijill.inbox (ticket, drafts, letter) VALUES (%s, 1, '{\"at\":1}')",
            (stranger,),
        )
    ticket = inbox.put(drafts(1), author="rana", at=at)
    turn = sequence(ledger, at)
    assert turn.places == {ticket: Place(0, 0, 1)}
    assert turn.refused == {stranger: "the letter does not have exactly the parts of one"}
    assert sequence(ledger, at).refused == turn.refused


def test_a_device_without_a_key_is_no_sequencer(
    ledger: Ledger, inbox: Inbox, server: Addresses, drafts: Drafts, at: datetime
) -> None:
    inbox.put(drafts(1), author="rana", at=at)
    with Ledger.open(server.member) as other, pytest.raises(LedgerError, match="sign with a key"):
        sequence(other, at)
    assert (ledger.size, len(inbox.waiting())) == (0, 1)


def test_a_file_has_no_inbox(path: Path) -> None:
    with Ledger.open(path, create=True) as ledger, pytest.raises(LedgerError, match="on a server"):
        inbox_of(ledger)


def test_an_erased_value_is_not_kept_in_the_inbox(
    ledger: Ledger, inbox: Inbox, server: Addresses, at: datetime
) -> None:
    inbox.put([Draft(EntryKind.ROW, "a", {"name": "canary"})], author="rana", at=at)
    sequence(ledger, at)
    (entry,) = ledger.entries()
    ledger.erase([(entry, "name")], "on request", author="rana", at=at)
    with psycopg.connect(server.owner) as owner:
        for table in ("inbox", "payload", "event"):
            rows = owner.execute(f"SELECT * FROM sijill.{table}".encode()).fetchall()  # noqa: S608  ours
            assert "canary" not in str(rows)


MEMBER = """
import sys
from datetime import UTC, datetime
from sijill.ledger import Draft, EntryKind
from sijill.ledger.log.inbox import Inbox
from sijill.ledger.stores.postgres_storage import PostgresStorage

address, author, letters = sys.argv[1], sys.argv[2], int(sys.argv[3])
inbox = Inbox(PostgresStorage.open(address, wait_ms=60_000))
for letter in range(letters):
    drafts = [Draft(EntryKind.ROW, f"{author}:{letter}", {"place": it}) for it in range(3)]
    inbox.put(drafts, author=author, at=datetime.now(UTC))
"""
SEQUENCER = """
import sys
from datetime import UTC, datetime
from sijill.ledger import Ledger
from sijill.ledger.log.inbox import sequence
from sijill.ledger.signing.keys import DeviceKey

first = int(sys.argv[2])
key = DeviceKey.from_secret(bytes(range(first, first + 32)))
with Ledger.open(sys.argv[1], key=key) as ledger:
    print(flush=True)
    for line in sys.stdin:
        while sequence(ledger, datetime.now(UTC), 7).places:
            pass
"""


def test_members_and_two_sequencers_at_once(
    ledger: Ledger, server: Addresses, tmp_path: Path
) -> None:
    """The sequencers are two devices, and so two logs; every letter is in one of them, once."""
    ledger.close()
    sequencers = [
        subprocess.Popen(
            [sys.executable, "-c", SEQUENCER, server.member, number],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in ("0", "1")
    ]
    members = [
        subprocess.Popen([sys.executable, "-c", MEMBER, server.member, author, "40"])
        for author in ("rana", "omar", "sami")
    ]
    for sequencer in sequencers:
        assert sequencer.stdin is not None
        assert sequencer.stdout is not None
        sequencer.stdout.readline()
    while any(member.poll() is None for member in members):
        for sequencer in sequencers:
            assert sequencer.stdin is not None
            sequencer.stdin.write("\n")
            sequencer.stdin.flush()
    for sequencer in sequencers:
        sequencer.communicate("\n", timeout=60)
        assert sequencer.returncode == 0
    assert [member.returncode for member in members] == [0, 0, 0]
    with Ledger.open(server.member, key=KEY) as opened:
        assert inbox_of(opened).waiting() == []
        entries = list(opened.entries())
    for author in ("rana", "omar", "sami"):
        mine = [it for it in entries if it.author == author]
        assert [(it.subject, it.payload["place"]) for it in mine] == [
            (f"{author}:{letter}", place) for letter in range(40) for place in range(3)
        ]
    assert verify(server.member, tmp_path).verdict is Verdict.SOUND
