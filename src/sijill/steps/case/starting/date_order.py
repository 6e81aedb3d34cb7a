"""Which number of 03/04/2017 is the day, where no cell shows it and the headings' language does."""

from collections.abc import Iterator
from dataclasses import replace

from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import DAYS_ARE_UNREAD, FieldRule
from sijill.sources.column_habits import ColumnHabit, habits_of
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.proposal import Guess
from sijill.sources.guessing.questions.answers import DAY_IS_READ_FIRST
from sijill.sources.guessing.words import plain_heading, read_words
from sijill.sources.tables.table import Table

_ENGLISH = "en"
"""Written in either order; in the eleven other languages of the headings the day stands first."""


def with_day_order(table: Table, guessed: Guess) -> tuple[Guess, bool | None]:
    """The guess, and whether the day stands first; ``None`` where cells show it or nothing does.

    Where no cell of a column of dates shows the order, none shows the other one, and the headings
    are of a language that writes the day first, it is proposed, with a question. "Date" is of
    several languages; the other headings say of which it is here. Of English nothing is proposed,
    and the question says that the dates are unknown.
    """
    habits = list(_orders(table, guessed))
    open_fields = [habit.field for habit in habits if habit.value is None]
    if not open_fields or any(habit.value is False for habit in habits):
        return guessed, None
    headings = [guessed.fields[name][0] for name in open_fields]
    if not all(_languages(heading, guessed.kind) for heading in headings):
        return guessed, None
    if any(_may_be_english(heading, guessed) for heading in headings):
        unknown = (
            f"{DAYS_ARE_UNREAD}: no cell of {headings[0]!r} shows which number is the day. Write "
            "day_first = true or false for the column; until then a row without its day may count "
            "beside the row of another list about the same event"
        )
        return _asking(guessed, unknown), None
    question = (
        f"{DAY_IS_READ_FIRST}; it is read first, as the language of "
        f"{headings[0]!r} writes it. If the month stands first, write day_first = false"
    )
    return _asking(guessed, question), True


def _asking(guessed: Guess, question: str) -> Guess:
    asked = [other for other in guessed.questions if other != question]
    return replace(guessed, questions=(*asked, question))


def _may_be_english(heading: str, guessed: Guess) -> bool:
    """Whether a heading is English alone, or of English too and most others may be as well."""
    own = _languages(heading, guessed.kind)
    if _ENGLISH not in own:
        return False
    others = [
        languages
        for names in guessed.fields.values()
        for name in names
        if name != heading and (languages := _languages(name, guessed.kind))
    ]
    not_english = [languages for languages in others if _ENGLISH not in languages]
    return own == {_ENGLISH} or 2 * len(not_english) <= len(others)


def _orders(table: Table, guessed: Guess) -> Iterator[ColumnHabit]:
    """What each column of dates shows of the order of day and month."""
    kinds = FIELDS[guessed.kind or RecordKind.PERSON]
    for field, names in guessed.fields.items():
        if kinds[field] is not FieldType.DATE or len(names) > 1:
            continue
        cells = sorted({row.cells.get(names[0], "") for row in table.rows} - {""})
        for habit in habits_of(field, kinds[field], FieldRule(column=names[0]), cells):
            if habit.setting == "day_first":
                yield habit


def _languages(heading: str, kind: RecordKind | None) -> set[str]:
    """The languages in whose lists a heading stands."""
    forms = set(readings(heading))
    files = [name for name in (kind.value if kind else "", "every_kind") if name]
    return {
        language
        for file in files
        for lists in read_words(f"headings/{file}.toml").values()
        for language, words in lists.items()
        if isinstance(words, list) and not forms.isdisjoint(plain_heading(str(w)) for w in words)
    }
