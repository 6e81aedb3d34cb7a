"""The arithmetic of monthly ledgers: a test of the data that costs nothing.

Within a month: carried + received (+ reopened) - completed = open; credible + non-credible +
duplicates = completed. Between one month and the next: what is open is carried over, and the
cumulative deaths rise by the month's. A sum that does not hold is a finding, not an error: the
release may be wrong, or the row. A number in no sum is listed as uncheckable.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from sijill.model.records.record import LedgerMonthRecord
from sijill.model.results.official import LedgerBreak, LedgerNote, MonthlyLedger
from sijill.model.values.counts import CountRange

_NUMBERS = (
    "carried",
    "received",
    "reopened",
    "completed",
    "credible",
    "non_credible",
    "duplicates",
    "open_after",
    "deaths",
    "cumulative_deaths",
)


@dataclass(slots=True)
class _Checks:
    held: int = 0
    breaks: list[LedgerBreak] = field(default_factory=list)
    implied: list[LedgerNote] = field(default_factory=list)
    checked: set[tuple[str, str]] = field(default_factory=set)

    def compare(
        self, said: int, expected: set[int], identity: str, parts: Iterable[tuple[str, str]]
    ) -> None:
        """Hold a number against what the others give; both ways where a reading is open."""
        kept = tuple(parts)
        self.checked.update(kept)
        if said in expected:
            self.held += 1
            return
        records = tuple(dict.fromkeys(record for record, _ in kept))
        wanted = " or ".join(f"{value:,}" for value in sorted(expected))
        self.breaks.append(LedgerBreak(records, identity, f"{said:,} is stated, {wanted} follows"))


def check_months(records: Iterable[LedgerMonthRecord]) -> MonthlyLedger:
    """All identities of one party's months, in the order of the months."""
    dated = [record for record in records if record.month.earliest is not None]
    ordered = sorted(
        dated, key=lambda record: (record.month.earliest or record.month.latest, record.head.id)
    )
    checks = _Checks()
    for record in ordered:
        _within(record, checks)
        _without_credible(record, checks)
    for before, after in pairwise(ordered):
        if _follows(before, after):
            _between(before, after, checks)
        else:
            _over_a_gap(before, after, checks)
    for record in ordered:
        _implied(record, checks)
    return MonthlyLedger(
        tuple(record.head.id for record in ordered),
        checks.held,
        tuple(checks.breaks),
        tuple(_uncheckable(ordered, checks.checked)),
        tuple(checks.implied),
    )


def check_month(record: LedgerMonthRecord) -> MonthlyLedger:
    """The identities within one month alone, whichever month it is."""
    checks = _Checks()
    _within(record, checks)
    _without_credible(record, checks)
    unchecked = tuple(_uncheckable([record], checks.checked))
    found = tuple(checks.breaks), unchecked, tuple(checks.implied)
    return MonthlyLedger((record.head.id,), checks.held, *found)


def _exact(count: CountRange) -> int | None:
    return count.lowest if count.is_exact else None


def _within(record: LedgerMonthRecord, checks: _Checks) -> None:
    key = record.head.id
    carried, received, completed, left = (
        _exact(count)
        for count in (record.carried, record.received, record.completed, record.open_after)
    )
    reopened = _exact(record.reopened)
    if None not in (carried, received, completed, left):
        net = (carried or 0) + (received or 0) - (completed or 0)
        parts = [(key, name) for name in ("carried", "received", "completed", "open_after")]
        if reopened:
            inside = left == net
            words = "are inside those carried over" if inside else "stand beside those carried over"
            if left in (net, net + reopened):
                checks.implied.append(LedgerNote(key, f"the {reopened} reopened {words}"))
        expected = {net, net + (reopened or 0)}
        checks.compare(left or 0, expected, "carried + received - completed = open", parts)
    credible, non_credible = _exact(record.credible), _exact(record.non_credible)
    if None not in (credible, non_credible, completed):
        duplicates = _exact(record.duplicates) or 0
        parts = [(key, name) for name in ("credible", "non_credible", "duplicates", "completed")]
        checks.compare(
            completed or 0,
            {(credible or 0) + (non_credible or 0) + duplicates},
            "credible + non-credible + duplicates = completed",
            parts,
        )


def _without_credible(record: LedgerMonthRecord, checks: _Checks) -> None:
    """Deaths are conceded by credible reports: a month without any has none."""
    credible, deaths = _exact(record.credible), _exact(record.deaths)
    if credible == 0 and deaths:
        identity = "deaths are conceded by credible reports"
        found = f"{deaths:,} deaths and no credible report are stated"
        checks.breaks.append(LedgerBreak((record.head.id,), identity, found))


def _follows(before: LedgerMonthRecord, after: LedgerMonthRecord) -> bool:
    first, second = before.month.earliest, after.month.earliest
    if first is None or second is None:
        return False
    return (second.year * 12 + second.month) - (first.year * 12 + first.month) == 1


def _between(before: LedgerMonthRecord, after: LedgerMonthRecord, checks: _Checks) -> None:
    left, carried = _exact(before.open_after), _exact(after.carried)
    if left is not None and carried is not None:
        parts = ((before.head.id, "open_after"), (after.head.id, "carried"))
        identity = "open at the end of a month = carried over into the next"
        expected = {left, left + (_exact(after.reopened) or 0)}
        checks.compare(carried, expected, identity, parts)
    earlier, deaths, later = (
        _exact(count) for count in (before.cumulative_deaths, after.deaths, after.cumulative_deaths)
    )
    if earlier is not None and deaths is not None and later is not None:
        summed = (
            (before.head.id, "cumulative_deaths"),
            (after.head.id, "deaths"),
            (after.head.id, "cumulative_deaths"),
        )
        checks.compare(later, {earlier + deaths}, "cumulative + deaths = cumulative", summed)


def _over_a_gap(before: LedgerMonthRecord, after: LedgerMonthRecord, checks: _Checks) -> None:
    """Cumulative deaths never fall, and rise over missing months by at least the month's own."""
    earlier, later = _exact(before.cumulative_deaths), _exact(after.cumulative_deaths)
    deaths = _exact(after.deaths) or 0
    if earlier is not None and later is not None and later < earlier + deaths:
        checks.breaks.append(
            LedgerBreak(
                (before.head.id, after.head.id),
                "cumulative deaths never fall",
                f"{later:,} is stated after {earlier:,} and {deaths:,} in the month",
            )
        )


def _implied(record: LedgerMonthRecord, checks: _Checks) -> None:
    deaths, cumulative = _exact(record.deaths), _exact(record.cumulative_deaths)
    if deaths is None or cumulative is None:
        return
    if (record.head.id, "cumulative_deaths") in checks.checked or cumulative < deaths:
        if cumulative < deaths:
            checks.breaks.append(
                LedgerBreak(
                    (record.head.id,),
                    "cumulative deaths include the month's",
                    f"{deaths:,} in the month, {cumulative:,} so far",
                )
            )
        return
    before = f"{cumulative:,} less {deaths:,}: {cumulative - deaths:,}"
    words = f"{before} deaths conceded before the month"
    checks.implied.append(LedgerNote(record.head.id, words))


def _uncheckable(
    records: Iterable[LedgerMonthRecord], checked: set[tuple[str, str]]
) -> Iterator[LedgerNote]:
    """Numbers that are stated and stand in no sum that could be formed."""
    for record in records:
        for name in _NUMBERS:
            count: CountRange = getattr(record, name)
            if count.is_known and (record.head.id, name) not in checked:
                words = f"{name.replace('_', ' ')}: {count}"
                yield LedgerNote(record.head.id, words)
