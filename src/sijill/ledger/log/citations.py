"""Citations: the heads of other logs that this device has signed for, and those that grew since.

An entry cites the head of every other log that has grown since the device cited it last. So each
log says how far its device knew the others when it wrote, and its head stands for theirs, too.
"""

from collections.abc import Mapping

from sijill.ledger.entries.entry import EntryKind
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.log.log import Log, logs_in
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.stores.storage import Storage


class Citations:
    """What the entries of one log cite of the other logs in a store."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._sizes: Mapping[str, int] | None = None

    def forget(self) -> None:
        """Read the sizes from the store again: a transaction that cited heads was not stored."""
        self._sizes = None

    def version_vector(self, own: Log) -> Mapping[str, int]:
        """By the log's id, how many entries of each other log have been cited."""
        if self._sizes is None:
            has_others = len(self._logs()) > 1
            raw = self._storage.last_citing(own.number) if has_others else None
            heads = Envelope.from_bytes(raw).cited_heads if raw else {}
            self._sizes = {log: head.size for log, head in heads.items()}
        return self._sizes

    def take_heads(self, own: Log) -> dict[str, TreeHead]:
        """The heads of all other logs if one has grown, from now on taken as cited; else none."""
        versions = self.version_vector(own)
        heads = {log.id: log.head() for log in self._logs() if log.id != own.id and log.size}
        if all(head.size == versions.get(log, 0) for log, head in heads.items()):
            return {}
        self._sizes = {log: head.size for log, head in heads.items()}
        return heads

    def unacknowledged(self, own: Log | None) -> set[str]:
        """The other logs that hold more than acknowledgements since they were cited last."""
        versions = self.version_vector(own) if own else {}
        others = [log for log in self._logs() if own is None or log.id != own.id]
        has_more, sync = self._storage.has_other_than, EntryKind.SYNC
        return {log.id for log in others if has_more(log.number, sync, versions.get(log.id, 0))}

    def _logs(self) -> list[Log]:
        return [log for log in logs_in(self._storage) if log.base is None]
