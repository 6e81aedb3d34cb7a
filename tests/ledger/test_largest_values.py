"""A value larger than any of a register is refused by every store, and in a bundle."""

import base64
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from postgres_cluster import Cluster
from sijill.ledger.bundle import audit
from sijill.ledger.entries.payload import SALT_BYTES
from sijill.ledger.stores import value_sizes
from sijill.ledger.stores.opening import open_storage
from sijill.ledger.stores.postgres_storage import PostgresStorage
from sijill.ledger.stores.value_sizes import demand_storable, storable_rows
from sijill.model.errors import LedgerError

SALT = bytes(SALT_BYTES)


@pytest.fixture(autouse=True)
def small_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(value_sizes, "MOST_STORED_BYTES", 100)


@pytest.mark.parametrize("value", [None, b"", b"x" * 100])
def test_a_value_within_the_bound_is_stored(value: bytes | None) -> None:
    assert demand_storable(value, "the ledger") is value


def test_a_larger_one_is_refused_with_the_name_of_the_ledger() -> None:
    with pytest.raises(LedgerError, match=r"^the ledger: a value is larger than 256 MB"):
        demand_storable(b"x" * 101, "the ledger")


def test_a_bundle_with_such_a_value_is_not_sound() -> None:
    def stored(value: bytes) -> dict[str, str]:
        return {"salt": SALT.hex(), "value": base64.b64encode(value).decode()}

    assert audit._read_value("cells", stored(b"x" * 100)) == ("cells", SALT, b"x" * 100)
    with pytest.raises(LedgerError, match="the value of 'cells': a value is larger"):
        audit._read_value("cells", stored(b"x" * 101))


class _Unconnected(PostgresStorage):
    """A storage that keeps what it would send to its server."""

    sent: list[tuple[object, ...]]

    def _copy(self, table: str, types: str, rows: Iterable[tuple[object, ...]]) -> None:
        del table, types
        self.sent += rows


def test_a_server_is_not_sent_such_a_value() -> None:
    """It would take it: a server of PostgreSQL holds up to a gigabyte."""
    storage = _Unconnected.__new__(_Unconnected)
    storage.where = "the team's ledger"
    storage.sent = []
    storage.add(1, [], [(0, "cells", SALT, b"x" * 100)], [])
    assert storage.sent == [(1, 0, "cells", SALT, b"x" * 100)]
    with pytest.raises(LedgerError, match=r"^the team's ledger: a value is larger"):
        storage.add(1, [], [(1, "cells", SALT, b"x" * 101)], [])


def test_a_server_that_sends_such_a_value_is_refused_at_its_row(
    cluster: Cluster, tmp_path: Path
) -> None:
    """Its rows are taken one by one; the session can be used again."""
    with cluster.ledger() as addresses, closing(open_storage(addresses.member)) as storage:
        assert isinstance(storage, PostgresStorage)
        small = "SELECT repeat('x', 100), decode(repeat('00', 100), 'hex')"
        assert storage._query(small) == [("x" * 100, bytes(100))]
        many = "FROM generate_series(1, 100000)"
        for value in ("repeat('x', 101)", "decode(repeat('00', 101), 'hex')"):
            with pytest.raises(LedgerError, match="a value is larger than 256 MB"):
                storage._query(f"SELECT {value} {many}")
        assert storage._query("SELECT 1") == [(1,)]
        storage.add_checkpoint(storage.begin_log("a" * 32, b"").number, 0, b"x" * 101)
        with pytest.raises(LedgerError, match="a value is larger than 256 MB"):
            storage.copy_to(tmp_path / "copy.db")
        assert not (tmp_path / "copy.db").exists()


def test_rows_are_looked_at_as_they_come() -> None:
    seen: list[int] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number, size in enumerate((1, 100, 101, 5)):
            seen.append(number)
            yield number, b"x" * size

    with pytest.raises(LedgerError, match=r"^the server: a value is larger"):
        list(storable_rows(rows(), "the server"))
    assert seen == [0, 1, 2]
