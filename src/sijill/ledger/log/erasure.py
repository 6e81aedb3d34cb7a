"""Erasure on lawful request: values leave the file, every proof stays.

An entry of its own says which values of which entries were erased, and why; it is signed like every
decision. In the same transaction value and salt become NULL: the digest in the entry stays, and
without the salt it tells nothing, so the tree and all proofs hold. Then the freed pages and the
write-ahead log are cleaned. Other devices get the order with the next sync and carry it out, too.
Backups, bundles and the captured file itself are not reached from here: whoever erases must reach
them.
"""

from collections.abc import Collection, Sequence

from sijill.ledger.entries.entry import Entry
from sijill.ledger.merkle.tree import is_digest
from sijill.ledger.stores.storage import Storage
from sijill.model.errors import LedgerError

Target = tuple[Entry, str]
"""An entry, and a field of its payload."""


def reference(target: Target) -> str:
    """A value as an erasure names it: ``<leaf hash of the entry>/cells``."""
    entry, name = target
    return f"{entry.leaf}/{name}"


def blank(storage: Storage, target: Target, log: int, order: Entry) -> bool:
    """Erase one value by the order of an entry of a log, in the same transaction.

    Returns whether there was such a value.
    """
    return carry_out(storage, [reference(target)], (log, order.number)) == 1


def carry_out(
    storage: Storage,
    references: Sequence[str],
    ordered_by: tuple[int, int],
    within: Collection[int] | None = None,
) -> int:
    """Erase what an entry (log, number) names, as far as it is held here; how many values.

    ``within``: only in the logs of these numbers; ``None`` for all.
    """
    named = [split(reference) for reference in references]
    places = {
        leaf: (log, number)
        for leaf, log, number in storage.find_leaves(leaf for leaf, _ in named)
        if within is None or log in within
    }
    return sum(
        storage.erase((*places[leaf], name), ordered_by) for leaf, name in named if leaf in places
    )


def split(reference: str) -> tuple[bytes, str]:
    """Leaf hash and field that a reference names.

    Raises:
        LedgerError: if it is none.
    """
    leaf, _, name = reference.partition("/")
    if not is_digest(leaf):
        raise LedgerError(f"an erasure names {reference!r}, which is no value of an entry")
    return bytes.fromhex(leaf), name
