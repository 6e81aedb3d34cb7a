"""The contract of a ledger, kept by both stores: in a file, and on a PostgreSQL server."""

import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import apsw
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijill.ledger import Draft, EntryKind, FileReference, Ledger, TreeHead, Verdict, verify
from sijill.ledger.entries.canonical import Json
from sijill.ledger.merkle.proofs import proves_consistency, proves_inclusion
from sijill.ledger.merkle.tree import EMPTY_ROOT, leaf_hash, root_of
from sijill.ledger.stores.opening import Place
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.model.case_limits import LARGEST_INTEGER
from sijill.model.errors import LedgerError

Drafts = Callable[[int], list[Draft]]
Places = Callable[[], AbstractContextManager[Place]]

TEXTS = st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)
DRAFTS = st.builds(
    Draft,
    kind=st.sampled_from([kind for kind in EntryKind if kind is not EntryKind.ERASURE]),
    subject=st.text(min_size=1),
    payload=st.dictionaries(TEXTS, VALUES, max_size=4),
    over=st.lists(TEXTS, max_size=2).map(tuple),
)


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    """A new ledger in either store."""
    with Ledger.open(place, create=True) as opened:
        yield opened


def stored_leaves(place: Place) -> list[bytes]:
    """The leaf hashes, computed from the stored bytes without our code above ``leaf_hash``."""
    query = "SELECT entry, signature FROM entry ORDER BY n"
    if isinstance(place, str):
        with psycopg.connect(place, options="-c search_path=sijill") as server:
            rows = server.execute(query).fetchall()
    else:
        connection = apsw.Connection(str(place), flags=apsw.SQLITE_OPEN_READONLY)
        rows = connection.execute(query).fetchall()
        connection.close()
    leaves = []
    for entry, signature in rows:
        assert isinstance(entry, bytes)
        assert isinstance(signature, bytes)
        leaves.append(leaf_hash(entry + signature))
    return leaves


def test_an_entry_is_stored_and_read_back(ledger: Ledger, at: datetime) -> None:
    file = FileReference("ab" * 32, 12, "text/csv")
    draft = Draft(EntryKind.CAPTURE, "list-a", {"name": "قائمة.csv"}, ("old:1",), (file,))
    (entry,) = ledger.append([draft], author="rana", at=at)
    assert [entry] == list(ledger.entries())
    assert (entry.log, entry.number, entry.prev) == (ledger.main.id, 0, "")
    assert (entry.author, entry.at, entry.kind) == ("rana", at, EntryKind.CAPTURE)
    assert (entry.subject, entry.over, entry.files) == ("list-a", ("old:1",), (file,))
    assert (entry.payload, entry.erased) == ({"name": "قائمة.csv"}, ())


def test_each_entry_names_the_one_before(ledger: Ledger, drafts: Drafts, at: datetime) -> None:
    entries = ledger.append(drafts(3), author="rana", at=at)
    entries += ledger.append(drafts(2), author="omar", at=at)
    assert [it.number for it in entries] == [0, 1, 2, 3, 4]
    assert [it.prev for it in entries] == ["", *(it.leaf for it in entries[:-1])]


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    assert (ledger.size, list(ledger.entries())) == (0, [])
    assert ledger.main.head() == TreeHead(0, EMPTY_ROOT.hex())
    assert len(bytes.fromhex(ledger.main.id)) == 16


def test_every_log_has_an_id_of_its_own(places: Places) -> None:
    ids = set()
    for _ in range(3):
        with places() as place, Ledger.open(place, create=True) as ledger:
            ids.add(ledger.main.id)
    assert len(ids) == 3


def test_only_the_owner_may_read_a_new_file(path: Path) -> None:
    with Ledger.open(path, create=True) as ledger:
        assert ledger.size == 0
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_committed_to_a_file_is_on_the_disk(path: Path) -> None:
    """Any other setting loses acknowledged entries in a power cut, or lets SQL break references."""
    settings = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
    with Ledger.open(path, create=True) as ledger:
        assert isinstance(ledger.storage, SqliteStorage)
        assert {name: ledger.storage.connection.pragma(name) for name in settings} == settings


def test_a_closed_file_stands_alone(path: Path, drafts: Drafts, at: datetime) -> None:
    with Ledger.open(path, create=True) as ledger:
        ledger.append(drafts(10), author="rana", at=at)
    assert [it.name for it in path.parent.iterdir()] == [path.name]


def test_appending_nothing_changes_nothing(ledger: Ledger, at: datetime) -> None:
    assert ledger.append([], author="rana", at=at) == []
    assert ledger.size == 0


def test_the_root_is_that_of_the_stored_bytes(
    ledger: Ledger, place: Place, drafts: Drafts, at: datetime
) -> None:
    for number in (1, 2, 5, 13, 1, 30):
        ledger.append(drafts(number), author="rana", at=at)
        leaves = stored_leaves(place)
        assert ledger.main.head() == TreeHead(len(leaves), root_of(leaves).hex())
    for size in range(len(leaves) + 1):
        assert ledger.main.root_at(size).root == root_of(leaves[:size]).hex()


def test_proofs_convince_somebody_who_holds_only_the_heads(
    ledger: Ledger, drafts: Drafts, at: datetime
) -> None:
    entries = ledger.append(drafts(21), author="rana", at=at)
    roots = [bytes.fromhex(ledger.main.root_at(size).root) for size in range(22)]
    for new in range(22):
        for old in range(new):
            leaf = bytes.fromhex(entries[old].leaf)
            assert proves_inclusion(
                leaf, old, new, ledger.main.inclusion_proof(old, new), roots[new]
            )
            proof = ledger.main.consistency_proof(old, new)
            assert proves_consistency(old, new, proof, roots[old], roots[new])


def test_no_proof_goes_beyond_the_log(ledger: Ledger, drafts: Drafts, at: datetime) -> None:
    ledger.append(drafts(3), author="rana", at=at)
    for size in (4, -1):
        with pytest.raises(LedgerError, match="holds 3 entries"):
            ledger.main.root_at(size)
        with pytest.raises(LedgerError, match="holds 3 entries"):
            ledger.main.inclusion_proof(0, size)
        with pytest.raises(LedgerError, match="holds 3 entries"):
            ledger.main.consistency_proof(0, size)


def test_reopening_keeps_everything(place: Place, drafts: Drafts, at: datetime) -> None:
    with Ledger.open(place, create=True) as ledger:
        entries = ledger.append(drafts(10), author="rana", at=at)
        log, head = ledger.main.id, ledger.main.head()
    with Ledger.open(place) as ledger:
        assert (ledger.main.id, ledger.main.head(), list(ledger.entries())) == (log, head, entries)
        entries += ledger.append(drafts(3), author="rana", at=at)
    with Ledger.open(place, create=True) as ledger:
        assert (ledger.main.id, list(ledger.entries())) == (log, entries)
        assert ledger.main.root_at(10) == head


def test_more_than_a_page_of_entries(ledger: Ledger, place: Place, at: datetime) -> None:
    drafts = [Draft(EntryKind.ROW, f"a:{number}", {"n": number}) for number in range(2500)]
    entries = ledger.append(drafts, author="rana", at=at)
    assert list(ledger.entries()) == entries
    assert ledger.main.head().root == root_of(stored_leaves(place)).hex()


def test_reading_some_kinds(ledger: Ledger, at: datetime) -> None:
    kinds = [EntryKind.SOURCE, EntryKind.ROW, EntryKind.ROW, EntryKind.JUDGEMENT, EntryKind.ROW]
    tricky = {"kind": '"kind":"judgement"'}
    drafts = [Draft(kind, '"kind":"judgement"', tricky) for kind in kinds]
    ledger.append(drafts, author='"kind":"judgement"', at=at)
    assert [it.number for it in ledger.entries({EntryKind.ROW})] == [1, 2, 4]
    assert [it.number for it in ledger.entries({EntryKind.JUDGEMENT})] == [3]
    assert [it.number for it in ledger.entries({EntryKind.ROW, EntryKind.SOURCE})] == [0, 1, 2, 4]
    assert list(ledger.entries(set())) == []


def test_appending_while_reading(ledger: Ledger, drafts: Drafts, at: datetime) -> None:
    ledger.append(drafts(3), author="rana", at=at)
    for entry in ledger.entries():
        ledger.append([Draft(EntryKind.JUDGEMENT, entry.subject)], author="rana", at=at)
    assert ledger.size == 6


def test_drafts_may_come_from_the_ledger_itself(
    ledger: Ledger, drafts: Drafts, at: datetime
) -> None:
    ledger.append(drafts(3), author="rana", at=at)
    copies = (Draft(it.kind, it.subject, it.payload) for it in ledger.entries())
    assert [it.number for it in ledger.append(copies, author="rana", at=at)] == [3, 4, 5]


def test_times_are_kept_in_utc(ledger: Ledger, drafts: Drafts, at: datetime) -> None:
    damascus = at.astimezone(timezone(timedelta(hours=3)))
    (entry,) = ledger.append(drafts(1), author="rana", at=damascus)
    assert entry.at == at
    assert entry.at.utcoffset() == timedelta(0)


@pytest.mark.parametrize("author", ["", None, 7, "half \ud800"])
def test_an_entry_needs_an_author(
    ledger: Ledger, drafts: Drafts, at: datetime, author: str
) -> None:
    with pytest.raises(LedgerError):
        ledger.append(drafts(1), author=author, at=at)
    assert ledger.size == 0


def test_an_entry_needs_a_time_zone(ledger: Ledger, drafts: Drafts, at: datetime) -> None:
    with pytest.raises(LedgerError, match="no time zone"):
        ledger.append(drafts(1), author="rana", at=at.replace(tzinfo=None))


@pytest.mark.parametrize(
    "payload",
    [{"age": 3.5}, {"a": {"b": [1.0]}}, {1: "a"}, {"a": "\ud800"}, {"\ud800": 1}, {"a": b""}],
)
def test_a_batch_with_one_bad_draft_is_refused_whole(
    ledger: Ledger, drafts: Drafts, at: datetime, payload: dict[str, Json]
) -> None:
    ledger.append(drafts(1), author="rana", at=at)
    head = ledger.main.head()
    with pytest.raises(LedgerError):
        ledger.append([*drafts(3), Draft(EntryKind.ROW, "bad", payload)], author="rana", at=at)
    assert ledger.main.head() == head
    assert len(ledger.append(drafts(2), author="rana", at=at)) == 2


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=st.lists(st.lists(DRAFTS, max_size=4), max_size=4))
def test_whatever_is_appended_is_replayed_and_sound(
    places: Places, tmp_path: Path, at: datetime, batches: list[list[Draft]]
) -> None:
    drafts = [draft for batch in batches for draft in batch]
    with places() as place:
        with Ledger.open(place, create=True) as ledger:
            entries = [it for batch in batches for it in ledger.append(batch, author="rana", at=at)]
            head = ledger.main.head()
        with Ledger.open(place) as ledger:
            assert list(ledger.entries()) == entries
        report = verify(place, tmp_path / "evidence", head)
    assert [(it.kind, it.subject, it.over, it.payload) for it in entries] == [
        (it.kind, it.subject, it.over, it.payload) for it in drafts
    ]
    assert (report.verdict, report.findings) == (Verdict.SOUND, ())
    assert (report.entries, [*report.heads.values()]) == (len(drafts), [head])


def test_a_closed_ledger_says_so(place: Place, drafts: Drafts, at: datetime) -> None:
    ledger = Ledger.open(place, create=True)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.append(drafts(1), author="rana", at=at)
    with pytest.raises(LedgerError, match="closed"):
        ledger.main.head()
    with pytest.raises(LedgerError, match="closed"):
        list(ledger.entries())
