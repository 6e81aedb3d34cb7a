"""The totals that a pasted release prints around its lines, as a month of the ledger.

"carried over 43 open reports, received 27 new reports, and completed the assessment on 28 reports";
"nine were assessed to be credible"; "a total of 42 reports are still open". The numbers are held
against each other (``monthly``), and counted as nothing else.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sijill.language.dates.running_text import dates_in
from sijill.model.codes import OfficialPosition
from sijill.model.records.context import LedgerMonthRecord
from sijill.model.records.record import DeterminationRecord, Head, Locator
from sijill.model.results.official import LedgerBreak, LedgerNote, MonthlyLedger
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval, DatePrecision
from sijill.official.grammar.clauses import Clause, clause_of
from sijill.official.grammar.position.conceded_harm import CONCEDING
from sijill.official.grammar.tokens import sentences
from sijill.official.monthly import check_month

_N = r"(?:<(?P<n>\d+)> |(?P<one>oneof )|(?P<two>twoofthe ))"
_REPORTS = (
    r"(?:(?:of|the|these|those|them|new|open|possible|civilian|casualty|harm|allegation|"
    r"assessment|remaining|previously|received|completed|ones) )*"
    r"(?:reports? |allegations? |cases? |incidents? |"
    r"assessments? )?"
)
_WERE = r"(?:(?:were|was|are|is|have|has|been|now|determined|assessed|found|to|be|as|closed) )*"
_FORMS: dict[str, tuple[str, ...]] = {
    "carried": (rf"carriedover (?:a total of )?{_N}", rf"{_N}{_REPORTS}{_WERE}carriedover "),
    "received": (rf"received (?:a total of )?{_N}", rf"{_N}{_REPORTS}{_WERE}received "),
    "reopened": (
        rf"(?:reopened|re - opened) {_N}",
        rf"{_N}{_REPORTS}(?:that |which )?(?:(?!<)\S+ ){{0,6}}?(?:reopened|re - opened) ",
    ),
    "completed": (
        rf"completed (?:(?:the|its|assessment|assessments|of|on|a|total) )*{_N}",
        rf"{_N}{_REPORTS}{_WERE}completed ",
        rf"assessments? of {_N}{_REPORTS}{_WERE}completed ",
    ),
    "non_credible": (
        rf"{_N}{_REPORTS}{_WERE}(?:non - credible|not credible|unsubstantiated) ",
        rf"{_REPORTS}{_N}{_REPORTS}as non - credible ",
    ),
    "credible": (rf"{_N}{_REPORTS}{_WERE}(?:credible|substantiated) ",),
    "duplicates": (rf"{_N}{_REPORTS}{_WERE}(?:a )?duplicates? ",),
    "open_after": (
        rf"{_N}{_REPORTS}(?:(?:are|is|remain|remains|still) )+(?:open|pending) ",
        rf"open at the end of the (?:month|quarter|period)[ :]+{_N}",
    ),
    "deaths": (rf"resulted in {_N}(?:unintentional |unintended |civilian )*deaths? ",),
    "cumulative_deaths": (
        rf"{_N}civilians have been (?:unintentionally )?killed ",
        rf"{_N}(?:unintentional )?civilian deaths since ",
    ),
}
_PATTERNS = {
    name: tuple(re.compile(r"(?<!\S)" + form) for form in forms) for name, forms in _FORMS.items()
}
_CARRIED_OVER = re.compile(r"carried\s+over", re.IGNORECASE)
"""One word here: in "carried over 43" the 43 is no bound."""
_LEAST_NUMBERS = 3
"""So many of the numbers make a text a release with totals; fewer are any text with numbers."""


def totals_of(head: Head, texts: Iterable[str]) -> LedgerMonthRecord | None:
    """The totals in the parts of a release that are no lines; ``None`` where there are none."""
    found: dict[str, CountRange] = {}
    month = UNKNOWN_DATE
    for text in texts:
        if not month.is_known:
            month = _month(text)
        for sentence in sentences(_CARRIED_OVER.sub("carriedover", text)):
            clause = clause_of(sentence)
            for name in _PATTERNS:
                count = _number(clause, name)
                if count is not None:
                    found.setdefault(name, count)
    if len(found) < _LEAST_NUMBERS:
        return None
    return LedgerMonthRecord(
        head,
        month=month,
        carried=found.get("carried", UNKNOWN_COUNT),
        received=found.get("received", UNKNOWN_COUNT),
        reopened=found.get("reopened", UNKNOWN_COUNT),
        completed=found.get("completed", UNKNOWN_COUNT),
        credible=found.get("credible", UNKNOWN_COUNT),
        non_credible=found.get("non_credible", UNKNOWN_COUNT),
        duplicates=found.get("duplicates", UNKNOWN_COUNT),
        open_after=found.get("open_after", UNKNOWN_COUNT),
        deaths=found.get("deaths", UNKNOWN_COUNT),
        cumulative_deaths=found.get("cumulative_deaths", UNKNOWN_COUNT),
    )


def totals_in_words(totals: LedgerMonthRecord) -> str:
    """Whether the totals hold, in words."""
    ledger = check_month(totals)
    if ledger.breaks:
        return "its totals do not hold: " + "; ".join(
            f"{broken.identity}: {broken.words}" for broken in ledger.breaks
        )
    return "its totals hold" if ledger.held else "its totals cannot be checked against each other"


@dataclass(frozen=True, slots=True)
class ReleaseTotals:
    """The totals of one release and its lines, as they were read."""

    totals: LedgerMonthRecord
    lines: tuple[DeterminationRecord, ...]


def releases_of(determinations: Iterable[DeterminationRecord]) -> list[ReleaseTotals]:
    """Every release that came whole and prints totals: of a text file, or of one cell."""
    lines: dict[Locator, list[DeterminationRecord]] = defaultdict(list)
    for record in determinations:
        lines[_place_of_release(record.head.locator)].append(record)
    releases: list[ReleaseTotals] = []
    for members in (each for grouped in lines.values() for each in _by_text_around(grouped)):
        first = next((record for record in members if record.around), None)
        totals = totals_of(first.head, [first.around]) if first else None
        if first is not None and totals is not None:
            releases.append(ReleaseTotals(replace(totals, actor=first.actor), tuple(members)))
    return releases


def _by_text_around(members: list[DeterminationRecord]) -> list[list[DeterminationRecord]]:
    """The lines of one place by release: rows of a table that print the same text around them.

    A text file has one release, and its first record alone the text around all. A table may hold
    several, each row with its own.
    """
    texts = dict.fromkeys(record.around for record in members if record.around)
    if len(texts) <= 1:
        return [members]
    return [[record for record in members if record.around == text] for text in texts]


def _place_of_release(line: Locator) -> Locator:
    """The cell that holds the line's release; the whole file where a row is a line."""
    return replace(line, line=0) if line.line else replace(line, row=0)


def check_release(release: ReleaseTotals) -> MonthlyLedger:
    """The totals of a release held against each other, and against its lines.

    A position that no line has is not compared: many releases print the credible lines alone. Nor
    is any where the position of a line was not understood.
    """
    month = check_month(release.totals)
    unread = sum(line.position is OfficialPosition.NO_STATEMENT for line in release.lines)
    key = release.totals.head.id
    if unread:
        words = f"the position of {unread} lines was not understood: they are not compared"
        return replace(month, uncheckable=(*month.uncheckable, LedgerNote(key, words)))
    breaks = [*month.breaks, *_broken_by_lines(release)]
    return replace(month, breaks=tuple(breaks))


def _broken_by_lines(release: ReleaseTotals) -> Iterator[LedgerBreak]:
    totals, key = release.totals, release.totals.head.id
    stated = {
        "credible": (totals.credible, CONCEDING),
        "non-credible": (totals.non_credible, {OfficialPosition.NON_CREDIBLE}),
        "duplicate": (totals.duplicates, {OfficialPosition.DUPLICATE}),
    }
    for name, (count, positions) in stated.items():
        there = sum(line.position in positions for line in release.lines)
        if there and count.is_exact and count.lowest != there:
            words = f"{count.lowest:,} is stated, the release has {there:,}"
            yield LedgerBreak((key,), f"{name} lines of the release", words)
    deaths = [line.deaths for line in release.lines if line.position in CONCEDING]
    killed = [count for count in deaths if count.is_known]
    if killed and totals.deaths.is_exact:
        conceded = total(killed).range
        highest = conceded.highest if len(killed) == len(deaths) else None
        said = totals.deaths.at_least
        is_less = conceded.lowest is not None and said < conceded.lowest
        if is_less or (highest is not None and said > highest):
            words = f"{said:,} is stated, the lines concede {conceded}"
            yield LedgerBreak((key,), "deaths in the lines of the release", words)


def _month(text: str) -> DateInterval:
    return next(
        (day.value for day in dates_in(text) if day.value.precision is DatePrecision.MONTH),
        UNKNOWN_DATE,
    )


def _number(clause: Clause, name: str) -> CountRange | None:
    for form in _PATTERNS[name]:
        if (match := form.search(clause.line)) is not None:
            if match["n"] is None:
                return CountRange.exactly(1 if match["one"] else 2)
            count = clause.numbers[int(match["n"])]
            is_least = name == "cumulative_deaths" and count.lowest is not None
            return CountRange.exactly(count.at_least) if is_least else count
    return None
