"""The totals that a pasted release prints around its lines, as a month of the ledger.

"carried over 43 open reports, received 27 new reports, and completed the assessment on 28 reports";
"nine were assessed to be credible"; "a total of 42 reports are still open". The numbers are held
against each other (``monthly``), and counted as nothing else.
"""

import re
from collections.abc import Iterable

from sijill.model.records.context import LedgerMonthRecord
from sijill.model.records.record import Head
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval, DatePrecision
from sijill.official.grammar.clauses import Clause, clause_of
from sijill.official.grammar.head.header import dates_in
from sijill.official.grammar.tokens import sentences
from sijill.official.monthly import check_month

_N = r"(?:<(?P<n>\d+)> |(?P<one>oneof )|(?P<two>twoofthe ))"
_REPORTS = (
    r"(?:(?:of|the|these|those|them|new|open|possible|civilian|casualty|harm|allegation|assessment|"
    r"remaining|previously|received|completed) )*(?:reports? |allegations? |cases? |incidents? |"
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
            return CountRange.exactly(count.lowest or 0) if is_least else count
    return None
