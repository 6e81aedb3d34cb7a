"""Clocks of devices that were set back: what the times of entries say about them.

An entry carries its number and the time of its device. Numbers are in order and are hashed; a time
is only what a clock said, and a telephone without power or a laptop without a network may be years
behind. Nothing is refused for that, and nothing changed: it is said.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sijill.ledger.entries.entry import Entry

TOLERATED = timedelta(minutes=5)
"""Clocks are set right by less than this in ordinary use."""


def wrong_times(entries: Iterable[Entry]) -> list[str]:
    """Where an entry is of an earlier time than one before it, a sentence for each log.

    Args:
        entries: of a ledger, those of each log in its order; some may be left out.
    """
    latest: dict[str, Entry] = {}
    behind: dict[str, list[tuple[Entry, Entry]]] = {}
    for entry in entries:
        before = latest.get(entry.log)
        if before is None or entry.at >= before.at:
            latest[entry.log] = entry
        elif before.at - entry.at > TOLERATED:
            behind.setdefault(entry.log, []).append((entry, before))
    return [_of_log(pairs) for pairs in behind.values()]


def clock_behind(entries: Iterable[Entry], now: datetime) -> str:
    """That this device's clock is behind the latest entry, as a sentence; empty if it is not.

    Args:
        entries: of a ledger.
        now: what the clock says, in UTC.
    """
    last = max(entries, key=lambda entry: entry.at, default=None)
    if last is None or last.at - now <= TOLERATED:
        return ""
    return (
        f"the clock of this device says {now:%Y-%m-%d %H:%M} UTC, but entry {last.name} is of "
        f"{last.at:%Y-%m-%d %H:%M}. One of two clocks is wrong: see that this one is right before "
        "anything is decided. What was written stays, in its order."
    )


def _of_log(pairs: list[tuple[Entry, Entry]]) -> str:
    entry, before = pairs[0]
    more = f" (and {len(pairs) - 1:,} more)" if len(pairs) > 1 else ""
    return (
        f"entry {entry.name} is of {entry.at:%Y-%m-%d %H:%M} UTC, but {before.name}, written "
        f"before it on the same device, is of {before.at:%Y-%m-%d %H:%M}{more}: its clock was "
        "wrong at one of them. The order of the entries is that of their numbers; quote no time of "
        "this log without another source."
    )
