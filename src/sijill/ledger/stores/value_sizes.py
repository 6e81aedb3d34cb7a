"""The largest value of a register; SQLite refuses a larger one itself, a server does not."""

from sijill.model.errors import LedgerError
from sijill.model.limits import MOST_STORED_BYTES

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
