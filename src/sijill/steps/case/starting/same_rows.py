"""Lists that hold the rows of another: a later issue beside the first, a sheet copied into another.

A row is known by what its kind of list names it with: a person by the name, an incident by day and
place. Rows of two issues are linked, so that nobody counts twice; but who was taken out of the
later one still counts by the earlier, so a person is asked. Sheets with the same headings are one
list, unless they tell of the same people or incidents: then each is one observer's, and a list.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import combinations

from sijill.language.dates import read_date
from sijill.language.scripts import fold
from sijill.model.limits import MOST_SHEETS_LOOKED_AT
from sijill.model.records.record import RecordKind
from sijill.model.values.dates import DateInterval
from sijill.sources.guessing.incident_links import GuessedList
from sijill.sources.guessing.proposal import Guess
from sijill.sources.guessing.questions.answers import HAS_HEADINGS_OF
from sijill.sources.tables.table import Row

_NAMED_BY = {
    RecordKind.PERSON: ("name",),
    RecordKind.INCIDENT: ("happened", "place"),
    RecordKind.REMAINS: ("code",),
    RecordKind.DETERMINATION: ("text",),
}
_NUMBERS = ("people_killed_min", "civilians_killed_min")
_MOST = 0.5
_FEWEST = 3
"""Rows that two lists share at least; fewer may be chance."""
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_SELDOM = 0.2
"""A word of a place tells it from others that stands in no more of the rows."""


def repeats_rows(listed: GuessedList, others: Sequence[GuessedList]) -> bool:
    """Whether most of the rows of a list are in another of its kind, with the same numbers.

    A list of people repeats others where they hold everybody: an issue with ten names more does
    not, and whoever stands in both is linked.
    """
    own = _named(listed, _NUMBERS)
    named = [_named(one, _NUMBERS) for one in others if one.guess.kind is listed.guess.kind]
    if listed.guess.kind is RecordKind.PERSON:
        return bool(own) and own <= frozenset[tuple[str, ...]]().union(*named)
    return bool(own) and any(len(own & rows) >= _MOST * len(own) for rows in named)


def sheets_of_observers(listed: GuessedList) -> bool:
    """Whether two sheets that are read as one list tell of the same people, or incidents.

    Two observers write places in their own words: rows of one day are of one incident where they
    share a word that few rows have.
    """
    fields = _NAMED_BY.get(listed.guess.kind, ()) if listed.guess.kind in _OBSERVED else ()
    columns = [name for field in fields for name in listed.guess.fields.get(field, ())[:1]]
    if len(listed.table.sheets) < 2 or not columns or len(columns) < len(fields):  # noqa: PLR2004
        return False
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in listed.table.rows:
        rows[row.sheet].append(row)
    longest = nlargest(MOST_SHEETS_LOOKED_AT, rows.values(), key=len)
    keys = [_keys_of(of_sheet, columns) for of_sheet in longest]
    words = [_words_by_key(of_sheet) for of_sheet in keys]
    return any(
        _count_shared(keys[shorter], words[longer]) >= max(_FEWEST, _MOST * len(keys[shorter]))
        for longer, shorter in combinations(range(len(keys)), 2)
    )


_OBSERVED = (RecordKind.PERSON, RecordKind.INCIDENT)


_Key = tuple[str, frozenset[str]]
"""Of an incident its day and the rare words of its place; of a person the name, and no words."""


def _keys_of(rows: Sequence[Row], columns: Sequence[str]) -> list[_Key]:
    """By what each row of a sheet is compared; ``columns`` are days and places, or names."""
    *days, words = ([row.cells[name] for row in rows] for name in columns)
    named = [frozenset(_WORD.findall(fold(cell))) for cell in words]
    if not days:
        return [(fold(cell), frozenset()) for cell in words if cell.strip()]
    times = Counter(word for one in named for word in one)
    most = max(1.0, _SELDOM * len(rows))
    return [
        (_day(day), frozenset(word for word in one if times[word] <= most))
        for day, one in zip(days[0], named, strict=True)
    ]


def _day(cell: str) -> str:
    day = read_date(cell, day_first=True)
    return str(day) if isinstance(day, DateInterval) and day.is_known else fold(cell)


def _words_by_key(keys: Sequence[_Key]) -> Mapping[str, set[str]]:
    """By day or name the words of all rows that have it; the empty text for a row without words."""
    words_of: defaultdict[str, set[str]] = defaultdict(set)
    for key, words in keys:
        words_of[key] |= words or {""}
    return words_of


def _count_shared(rows: Sequence[_Key], others: Mapping[str, set[str]]) -> int:
    """How many rows of one sheet are about what a row of another is about."""
    return sum(not others.get(key, set()).isdisjoint(words or {""}) for key, words in rows)


def ask_about_issues(lists: Sequence[GuessedList]) -> list[GuessedList]:
    """The lists; the earlier of two with the same headings and rows asks whether it is replaced.

    It is said to take its rows from the other: two issues are no two observers.
    """
    return [
        replace(listed, guess=_with_issue(listed, other))
        if (other := _other_issue(listed, lists[at + 1 :]))
        else listed
        for at, listed in enumerate(lists)
    ]


def _other_issue(listed: GuessedList, later: Sequence[GuessedList]) -> GuessedList | None:
    for other in later:
        own, others = _named(listed), _named(other)
        shared = own & others
        same_headings = {*listed.table.columns} <= {*other.table.columns} or (
            {*listed.table.columns} >= {*other.table.columns}
        )
        if (
            listed.guess.kind is other.guess.kind
            and same_headings
            and len(shared) >= max(_FEWEST, _MOST * min(len(own), len(others)))
        ):
            return other
    return None


def _with_issue(listed: GuessedList, other: GuessedList) -> Guess:
    own, others = _named(listed), _named(other)
    question = (
        f"{HAS_HEADINGS_OF}{other.source} and {len(own & others)} of its rows: one may be a "
        "later issue of the other. Both count, and so does who is in one of them alone "
        f"({len(own - others)} here, {len(others - own)} there); estimates take the two for one "
        "list (derives_from). If one replaces the other, write derives_from = [] here and "
        "take out the mapping of the one that is replaced; after a first build also: sijill "
        "withdraw ID --case CASE --reason 'replaced'"
    )
    guess = listed.guess
    return replace(guess, questions=(*guess.questions, question), derives_from=(other.source,))


def _named(listed: GuessedList, numbers: Sequence[str] = ()) -> frozenset[tuple[str, ...]]:
    """By what each row of a list is known, folded; empty where the list has no such columns.

    ``numbers`` are fields whose cells stand behind, where there are any.
    """
    guessed = listed.guess
    fields = _NAMED_BY.get(guessed.kind, ()) if guessed.kind else ()
    columns = [name for field in fields for name in guessed.fields.get(field, ())]
    counted = [name for field in numbers for name in guessed.fields.get(field, ())]
    if not all(field in guessed.fields for field in fields):
        return frozenset()
    rows = (
        (tuple(fold(row.cells[name]) for name in columns), row.cells) for row in listed.table.rows
    )
    return frozenset(
        (*cells, *(fold(row[name]) for name in counted)) for cells, row in rows if all(cells)
    )
