"""The logs as a file names them, and the sizes of each whose roots somebody asks for."""

from collections.abc import Mapping, Sequence

import apsw

from sijill.ledger.audit.cross_check import StoredCosignature, cited_sizes
from sijill.ledger.audit.cross_references import LogFrame
from sijill.ledger.entries.entry import NAME_DIGITS
from sijill.ledger.entries.envelope import is_log_id
from sijill.ledger.signing.checkpoint import Checkpoint
from sijill.ledger.signing.keys import PUBLIC_BYTES


def read_frame(
    row: tuple[object, ...], before: Sequence[LogFrame], *, is_single: bool
) -> LogFrame | None:
    """A row of the table of logs, if it fits those before it."""
    match row:
        case (int(number), bytes(name), bytes(key), base, int(shared)) if number == len(
            before
        ) and len(key) in (0, PUBLIC_BYTES):
            log = name.decode("utf-8", "backslashreplace")
        case _:
            return None
    if not is_log_id(log):
        return None
    if base is None:
        prefix = "entry " if is_single else f"entry {log[:NAME_DIGITS]}:"
        return LogFrame(number, log, key, prefix) if shared == 0 else None
    if not isinstance(base, int) or not 0 <= base < number or shared < 0:
        return None
    if (before[base].id, before[base].public) != (log, key):
        return None
    if before[base].base is not None and shared <= before[base].base_size:
        return None  # it would leave that branch before the branch begins
    prefix = f"branch {number} of log {log[:NAME_DIGITS]}, entry "
    return LogFrame(number, log, key, prefix, base, shared)


class AskedSizes:
    """The sizes of logs whose roots somebody asks for."""

    def __init__(
        self,
        connection: apsw.Connection,
        frames: Sequence[LogFrame],
        trusted: Sequence[int],
        cosignatures: Sequence[StoredCosignature],
        remembered: Mapping[str, Checkpoint],
    ) -> None:
        self._cited = cited_sizes(connection) if len(frames) > 1 else {}
        self._ids = {frame.number: frame.id for frame in frames}
        self._cosignatures = cosignatures
        self._remembered = remembered
        self._trusted = trusted

    def of(self, frame: LogFrame, own: Sequence[int]) -> list[int]:
        """Of a log or a branch: asked by its own checkpoints, other devices, or from outside."""
        sizes = [*own, *self._trusted, *self._cited.get(frame.id, ())]
        sizes += [
            checkpoint.head.size
            for _, log, _, checkpoint in self._cosignatures
            if self._ids.get(log) == frame.id
        ]
        if frame.id in self._remembered:
            sizes.append(self._remembered[frame.id].head.size)
        return sizes
