"""Branches: the other continuation of a log that was continued twice, kept beside it.

It happens where two copies of a device's key wrote, or a copy was restored and the device did not
remember. Neither continuation may be lost, and neither may push the other out: each must be signed.
So the other becomes a log with a base, with its own checkpoints; and what is here is displaced by
nothing and displaces nothing unless its device signed it beyond the point where the two part.
"""

from sijill.ledger.log.log import Log, logs_in
from sijill.ledger.stores.storage import Storage
from sijill.ledger.sync.incoming import RemoteLog, common_size
from sijill.model.errors import LedgerError


def branch_for(here: Storage, there: str, log: Log, remote: RemoteLog) -> Log:
    """The branch of a log that a remote continuation of it extends; begun if there is none.

    Args:
        here: takes it in.
        there: the other side, as messages name it.
        log: the log as it is here.
        remote: the log as it is there; it holds other entries than ``log`` under some numbers.

    Raises:
        LedgerError: if its device signed only one of the two.
    """
    known = [log, *(other for other in logs_in(here) if other.base and other.id == log.id)]
    shared = [common_size(copy, remote.log, min(copy.size, remote.covered)) for copy in known]
    for branch, common in zip(known[1:], shared[1:], strict=True):
        if common == min(branch.size, remote.covered):
            return branch  # it goes on from here, or holds all of it already
    _demand_signed_here(here, there, log, shared[0])
    common = max(shared)
    base = known[shared.index(common)]
    row = here.begin_log(log.id, log.public, base.number, common)
    return Log(here, row, base)


def _demand_signed_here(here: Storage, there: str, log: Log, common: int) -> None:
    checkpoint = log.last_checkpoint()
    if checkpoint is None or checkpoint.head.size <= common:
        raise LedgerError(
            f"{here.where}: log {log.id} holds other entries from number {common} on than "
            f"{there}, and its device signed only those there. Run sijill verify here. If "
            "this is that device, build first, so that it signs its own; if not, go on from a copy "
            "that it signed."
        )
