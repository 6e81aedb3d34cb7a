"""What every store promises below the ledger: the methods of ``Storage``, over both stores."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sijill.ledger import Draft, Entry, EntryKind, Ledger, Verdict, verify
from sijill.ledger.merkle.tree import leaf_hash
from sijill.ledger.stores.opening import Place, open_storage
from sijill.ledger.stores.storage import Cosignature, EntryRow, NodeRow, PayloadRow, Storage, Value
from sijill.model.errors import LedgerError, SijillError

Drafts = Callable[[int], list[Draft]]


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    with Ledger.open(place, create=True) as opened:
        yield opened


@pytest.fixture
def storage(ledger: Ledger) -> Storage:
    return ledger.storage


@pytest.fixture
def entries(ledger: Ledger, drafts: Drafts, at: datetime) -> list[Entry]:
    return ledger.append(drafts(5), author="rana", at=at)


def test_logs_are_numbered_as_they_are_begun(storage: Storage) -> None:
    (first,) = storage.logs()
    with storage.writing():
        second = storage.begin_log("f" * 32, bytes(32))
    assert (second.number, second.id, second.public) == (1, "f" * 32, bytes(32))
    assert storage.logs() == [first, second]
    with pytest.raises(LedgerError), storage.writing():
        storage.begin_log("f" * 32, bytes(32))
    assert (storage.size(0), storage.size(1), storage.size(7)) == (0, 0, 0)


def test_entries_are_read_by_the_span_all_of_them_there(
    storage: Storage, entries: list[Entry]
) -> None:
    rows = storage.entries(0, 1, 4)
    assert [(row.number, row.leaf.hex()) for row in rows] == [
        (it.number, it.leaf) for it in entries[1:4]
    ]
    assert storage.entries(0, 2, 2) == []
    for span in ((0, 4, 6), (1, 0, 1), (0, -1, 1)):
        with pytest.raises(LedgerError, match="missing"):
            storage.entries(*span)
    assert [(row.number, row.field) for row in storage.payload(0, 1, 3)] == [
        (1, "cells"),
        (1, "name"),
        (2, "cells"),
        (2, "name"),
    ]


def test_names_of_fields_come_in_the_order_of_their_bytes_whatever_they_hold(
    ledger: Ledger, storage: Storage, at: datetime
) -> None:
    names = ["\0", "\t", "!", '"', "A", "Z", "\\", "\\u0000", "a", "é", "ش", "\ufffd", "𐍈"]
    (entry,) = ledger.append(
        [Draft(EntryKind.ROW, "x", dict.fromkeys(reversed(names), 1))], author="r", at=at
    )
    assert [row.field for row in storage.payload(0, 0, 1)] == sorted(names, key=str.encode)
    assert list(ledger.entries()) == [entry]
    for name in names:
        ledger.erase([(entry, name)], "on request", author="r", at=at)
    assert [row.value for row in storage.payload(0, 0, 1)] == [None] * len(names)


def test_blocks_of_the_tree_are_there_or_missed(storage: Storage, entries: list[Entry]) -> None:
    assert storage.node(0, 0, 4).hex() == entries[4].leaf
    assert len({storage.node(0, *place) for place in ((1, 0), (1, 1), (2, 0))}) == 3
    for place in ((0, 5), (1, 2), (3, 0), (2, -1)):
        with pytest.raises(LedgerError, match="lost"):
            storage.node(0, *place)


def test_an_error_undoes_the_whole_transaction(storage: Storage, entries: list[Entry]) -> None:
    with pytest.raises(ZeroDivisionError), storage.writing():  # noqa: PT012  the point
        storage.add_checkpoint(0, 5, b"a note")
        storage.begin_log("f" * 32, b"")
        raise ZeroDivisionError
    assert (storage.checkpoints(0), len(storage.logs()), storage.size(0)) == ([], 1, len(entries))


def test_a_gap_or_a_double_is_refused(storage: Storage, entries: list[Entry]) -> None:
    (event,) = storage.entries(0, 4, 5)
    for number in (4, 6):
        with pytest.raises(LedgerError), storage.writing():
            storage.add(0, [event._replace(number=number)], [], [])
    with pytest.raises(LedgerError), storage.writing():
        storage.add(0, [event._replace(number=5)], [PayloadRow(6, "name", None, None)], [])
    with pytest.raises(LedgerError), storage.writing():
        storage.add(0, [], [], [NodeRow(1, 3, bytes(32))])
    with pytest.raises(LedgerError), storage.writing():
        storage.add(7, [event._replace(number=0)], [], [])
    assert storage.size(0) == len(entries)


def test_notes_timestamps_and_receipts_are_kept_in_order(
    storage: Storage, entries: list[Entry]
) -> None:
    assert (storage.last_checkpoint(0), storage.checkpoints(0), storage.timestamps(0)) == (
        None,
        [],
        [],
    )
    given = [Cosignature(size, "f" * 32, b"signed") for size in (5, 3, 4)]
    with storage.writing():
        for size in range(3):
            storage.add_checkpoint(0, size, b"note %d" % size)
        storage.add_timestamp(0, 2, b"an answer")
        storage.add_timestamp(0, 0, b"")
        for cosignature in given:
            storage.add_cosignature(0, cosignature)
    assert storage.checkpoints(0) == [b"note 0", b"note 1", b"note 2"]
    assert storage.last_checkpoint(0) == b"note 2"
    assert storage.timestamps(0) == [(2, b"an answer"), (0, b"")]
    assert storage.cosignatures(0) == given
    with pytest.raises(LedgerError), storage.writing():
        storage.add_timestamp(0, 3, b"about nothing")
    assert storage.size(0) == len(entries)


def test_leaves_are_found_among_many(storage: Storage, entries: list[Entry]) -> None:
    wanted = [bytes.fromhex(it.leaf) for it in (entries[3], entries[0], entries[3])]
    strangers = [number.to_bytes(32, "big") for number in range(1200)]
    found = sorted(storage.find_leaves(strangers + wanted), key=lambda it: it[2])
    assert found == [(wanted[1], 0, 0), (wanted[0], 0, 3)]
    assert list(storage.find_leaves([])) == []


def test_entries_of_a_kind_are_read_by_the_page(
    ledger: Ledger, storage: Storage, entries: list[Entry], at: datetime
) -> None:
    drafts = [Draft(EntryKind.JUDGEMENT, f"x:{place}") for place in range(3)]
    ledger.append(drafts, author="rana", at=at)
    ledger.append([Draft(EntryKind.ROW, "x")], author="rana", at=at)

    def numbers(kind: str, start: int, end: int, most: int) -> list[int]:
        return [row.number for row in storage.entries_of(0, kind, start, end, most)]

    assert numbers("judgement", 0, 9, 10) == [5, 6, 7]
    assert numbers("judgement", 6, 7, 10) == [6]
    assert numbers("row", 3, 9, 2) == [3, 4]
    assert numbers("capture", 0, 9, 10) == []
    assert storage.has_other_than(0, "row", 0)
    assert not storage.has_other_than(0, "row", 8)
    assert not storage.has_other_than(1, "row", 0)
    kinds = {EntryKind.ROW, EntryKind.JUDGEMENT}
    assert list(ledger.entries(kinds)) == list(ledger.entries())
    assert len(entries) == 5


def test_the_newest_entry_that_cites_another_log(storage: Storage, entries: list[Entry]) -> None:
    assert (len(entries), storage.last_citing(0)) == (5, None)
    raw = storage.entries(0, 4, 5)[0].raw.replace(b'"seen":{}', b'"seen":{"f":1}')
    with storage.writing():
        storage.add(0, [EntryRow(5, raw, b"", leaf_hash(raw), "row")], [], [])
    assert storage.last_citing(0) == raw
    assert storage.last_citing(1) is None


def test_what_was_erased_leaves_row_and_proof(
    ledger: Ledger, storage: Storage, entries: list[Entry], tmp_path: Path, at: datetime
) -> None:
    head = ledger.main.head()
    order = ledger.erase([(entries[1], "name")], "on request", author="rana", at=at)
    assert ledger.main.root_at(5) == head
    rows = {row.field: row.value for row in storage.payload(0, 1, 2)}
    assert rows["name"] is None
    assert rows["cells"] is not None
    with storage.writing():
        assert not storage.erase((0, 1, "name"), (0, order.number))
        assert not storage.erase((0, 1, "no such field"), (0, order.number))
    with pytest.raises(LedgerError), storage.writing():
        storage.erase((0, 1, "cells"), (0, order.number))
    ledger.copy_to(tmp_path / "copy.db")
    report = verify(tmp_path / "copy.db", tmp_path, head)
    assert report.verdict is Verdict.SOUND
    assert [it.what for it in report.findings] == ["it was erased"]


def test_a_branch_begins_where_it_leaves_its_base(storage: Storage, entries: list[Entry]) -> None:
    first, second, third = storage.entries(0, 2, 5)
    with storage.writing():
        row = storage.begin_log(storage.logs()[0].id, b"", 0, 2)
        assert (row.number, row.base, row.base_size) == (1, 0, 2)
        storage.add(1, [first, second, third], [PayloadRow(2, "name", None, None)], [])
        storage.add(1, [], [], [NodeRow(1, 1, bytes(32))])
    assert (storage.size(1), len(entries)) == (5, 5)
    assert storage.node(1, 1, 1) == bytes(32)
    assert storage.entries(1, 2, 5) == [first, second, third]
    with pytest.raises(LedgerError, match="missing"):
        storage.entries(1, 0, 3)
    for number in (1, 3, 4):
        with pytest.raises(LedgerError), storage.writing():  # noqa: PT012  the transaction
            storage.begin_log(storage.logs()[0].id, b"", 0, 2)
            storage.add(2, [first._replace(number=number)], [], [])
    for log_id, base in (("f" * 32, 0), (row.id, 2), (row.id, 7)):
        with pytest.raises(LedgerError), storage.writing():
            storage.begin_log(log_id, b"", base, 2)


def test_a_copy_holds_everything_and_can_be_continued(
    ledger: Ledger, storage: Storage, entries: list[Entry], tmp_path: Path, at: datetime
) -> None:
    ledger.erase([(entries[0], "name")], "on request", author="rana", at=at)
    with storage.writing():
        storage.begin_log("f" * 32, bytes(32))
        storage.add_checkpoint(0, 5, b"a note")
        storage.add_timestamp(0, 0, b"an answer")
        storage.add_cosignature(0, Cosignature(5, "f" * 32, b"signed"))
        storage.begin_log("f" * 32, bytes(32), 1, 0)
    path = tmp_path / "copy.db"
    ledger.copy_to(path)
    assert [it.name for it in tmp_path.iterdir() if it.name != "ledger"] == ["copy.db"]
    copy = open_storage(path)
    for name in ("logs", "size", "checkpoints", "timestamps", "cosignatures"):
        arguments = () if name == "logs" else (0,)
        assert getattr(copy, name)(*arguments) == getattr(storage, name)(*arguments)
    assert copy.entries(0, 0, 6) == storage.entries(0, 0, 6)
    assert copy.payload(0, 0, 6) == storage.payload(0, 0, 6)
    assert copy.node(0, 2, 0) == storage.node(0, 2, 0)
    with copy.writing():
        assert not copy.erase((0, 0, "name"), (0, 5))
    copy.close()
    with pytest.raises(SijillError, match="exist"):
        ledger.copy_to(path)


PAGE = 200
"""Enough entries to be stored as a page."""


def _page(first: int) -> tuple[list[EntryRow], list[NodeRow]]:
    numbers = range(first, first + PAGE)
    rows = [EntryRow(one, b"{}", b"", leaf_hash(b"{}"), "row") for one in numbers]
    nodes = [NodeRow(1, one // 2, bytes(32)) for one in numbers if one % 2]
    return rows, nodes


def _values(rows: list[EntryRow]) -> list[Value]:
    return [(row.number, "name", bytes(16), b"{}") for row in rows]


def test_a_page_of_entries_is_stored_or_refused_as_a_whole(storage: Storage) -> None:
    rows, nodes = _page(0)
    values = _values(rows)
    gap = [*rows[:50], *rows[51:], rows[50]._replace(number=PAGE)]
    bad: list[tuple[list[EntryRow], list[Value], list[NodeRow]]] = [
        (_page(1)[0], [], nodes),
        (gap, [], nodes),
        ([*rows, rows[-1]], [], nodes),
        (rows, [], nodes[1:]),
        (rows, [], [*nodes, nodes[0]]),
        (rows, [(PAGE, "name", bytes(16), b"{}")], nodes),
        (rows, [*values, values[0]], nodes),
    ]
    for entries, payload, blocks in bad:
        with pytest.raises(SijillError), storage.writing():
            storage.add(0, entries, payload, blocks)
        assert storage.size(0) == 0
    with storage.writing():
        storage.add(0, rows, values, nodes)
    assert storage.size(0) == PAGE
    with pytest.raises(SijillError), storage.writing():
        storage.add(0, rows, [], [])
    with pytest.raises(SijillError), storage.writing():
        storage.add(7, rows, values, nodes)  # there is no such log


def test_single_rows_meet_triggers_and_keys_after_a_page(storage: Storage) -> None:
    rows, nodes = _page(0)
    with storage.writing():
        storage.add(0, rows, _values(rows), nodes)
    with pytest.raises(SijillError), storage.writing():
        storage.add(0, [rows[0]._replace(number=PAGE + 1)], [], [])
    with pytest.raises(SijillError), storage.writing():
        storage.add(0, [], [(PAGE, "name", bytes(16), b"{}")], [])  # of no entry
