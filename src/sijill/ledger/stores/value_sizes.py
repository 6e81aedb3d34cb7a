"""The largest value of a register; SQLite refuses a larger one itself, a server does not."""

from collections.abc import Iterable, Iterator

from sijill.model.case_limits import MOST_STORED_BYTES
from sijill.model.errors import LedgerError

TOO_LARGE = (
    f"a value is larger than {MOST_STORED_BYTES // 1_000_000} MB, which none of a register is. "
    "Shorten the text, or continue from a backup if it stands there already."
)


def demand_storable(value: bytes | None, where: str) -> bytes | None:
    """The value, if a register holds one of its size.

    Raises:
        LedgerError: if it is larger; ``where`` names the ledger or the part of a bundle.
    """
    if value is not None and len(value) > MOST_STORED_BYTES:
        raise LedgerError(f"{where}: {TOO_LARGE}")
    return value


def storable_rows(rows: Iterable[tuple[object, ...]], where: str) -> Iterator[tuple[object, ...]]:
    """The rows that a server sends, one by one; none of their values is larger.

    Raises:
        LedgerError: at the first row with a larger value.
    """
    for row in rows:
        for value in row:
            if isinstance(value, bytes | str) and len(value) > MOST_STORED_BYTES:
                raise LedgerError(f"{where}: {TOO_LARGE}")
        yield row
