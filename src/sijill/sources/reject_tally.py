"""The problems of one list: named one by one, until there are so many that nobody reads them.

A list of which nearly every row or value is of no use has been mapped wrongly. Its rows are kept as
received; what could not be used is counted, so that no figure of it is too small.
"""

from collections.abc import Iterable
from dataclasses import replace

from sijill.model.limits import MOST_NAMED_REJECTS
from sijill.model.records.rejects import Effect, Reject


class RejectTally:
    """The problems of one list: the first by themselves, those of a kind that follow as one."""

    def __init__(self) -> None:
        self._named: list[Reject] = []
        self._more: dict[tuple[Effect, str], Reject] = {}

    def add(self, rejects: Iterable[Reject]) -> None:
        """Take in problems, in the order of the rows."""
        for reject in rejects:
            if len(self._named) < MOST_NAMED_REJECTS:
                self._named.append(reject)
                continue
            kind = reject.effect, reject.column
            known = self._more.get(kind)
            self._more[kind] = (
                replace(known, times=known.times + 1)
                if known is not None
                else replace(reject, value="", reason="")
            )

    def rejects(self) -> tuple[Reject, ...]:
        """All of them; what stands for many says so, and quotes no row."""
        return (*self._named, *map(_counted, self._more.values()))


def _counted(reject: Reject) -> Reject:
    what = {Effect.ROW: "rows are no records", Effect.VALUE: "values could not be used"}.get(
        reject.effect, "notes on how it was read"
    )
    return replace(
        reject,
        row=0,
        reason=f"{reject.times:,} more {what}, from row {reject.row:,} on: too many to name each. "
        "All rows are kept as received. So many mean that the mapping does not fit the file: "
        f"compare it with sources/{reject.source}.toml.",
    )
