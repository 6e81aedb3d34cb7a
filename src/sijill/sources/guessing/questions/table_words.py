"""What stands around a table: its title, its sheet and file, and the notes above and beneath it.

A list under the title "Wounded of August" is no list of the dead, though no heading of it says so.
A note such as "names in red were later found alive" speaks against rows that it does not name:
colours are not read, so it is asked about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from sijill.language.scripts import fold_dashes, tidy
from sijill.model.codes import DEATHS, Harm
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import HARM_IS_A_GUESS, HARM_IS_UNSAID
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.headings.topics import asks_of_death, fate_in_titles, speaks_of_wounds
from sijill.sources.guessing.headings.wordings import names_scale
from sijill.sources.guessing.kinds.indicators import with_indicators
from sijill.sources.guessing.kinds.stated_totals import unlike_totals, with_rows_that_add_up
from sijill.sources.guessing.kinds.wide_numbers import with_one_number
from sijill.sources.guessing.proposal import Guess
from sijill.sources.guessing.questions.answers import (
    MAY_BE_SCALED,
    NO_COLUMN_OF_FATES,
    OF_DEATH_AND_WOUNDS,
    SAYS_NOTE,
    SAYS_TITLE,
    TAKES_BACK,
    THESE_ARE,
    WORD_FOR,
)
from sijill.sources.guessing.questions.set_aside import on_set_aside
from sijill.sources.guessing.words import speaks_of
from sijill.sources.row_doubts import row_doubt
from sijill.sources.tables.lines.foot_lines import explains_colours
from sijill.sources.tables.lines.section_titles import IS_FATE_ABOVE
from sijill.sources.tables.table import Table

_LONGEST_SHOWN = 120
_MOST_NAMED = 3


def with_words_around(table: Table, guessed: Guess, file: str) -> Guess:
    """The guess with what the words around its table say of its people, as fates and questions.

    Args:
        table: the table, with the lines that are no rows among its problems.
        guessed: the guess by its headings and cells; what they say goes before titles.
        file: the name of the file.
    """
    titles = _titles(table, file)
    numbered = with_one_number(table, with_indicators(table, guessed), titles)
    counted = with_rows_that_add_up(table, numbered)
    titled = _with_fate_of_titles(table, counted, titles)
    asked = [one for one in about_file(table, titled, file) if one not in titled.questions]
    return replace(titled, questions=(*titled.questions, *asked)) if asked else titled


def about_file(table: Table, guessed: Guess, file: str) -> Iterator[str]:
    """The questions to which the file gives occasion: its notes, totals and lines set aside.

    Args:
        table: as in ``with_words_around``.
        guessed: which field reads which column of it.
        file: the name of the file.
    """
    yield from _on_notes(table, guessed)
    yield from _on_scale(table, guessed, _titles(table, file))
    yield from unlike_totals(table, guessed)
    yield from _on_corrections(table, guessed)
    yield from on_set_aside(table)


def _titles(table: Table, file: str) -> list[str]:
    """What stands above the table, the names of its sheets and of its file."""
    above = [problem.value for problem in table.problems if 0 < problem.row < table.header_row]
    return [*above, *(table.sheets or (table.sheet,)), file.rpartition(".")[0]]


def _with_fate_of_titles(table: Table, guessed: Guess, titles: Sequence[str]) -> Guess:
    """The guess with the fate of a title, where no heading says that people were killed.

    Where neither says so and no column is one that lists of the dead have, it is open: a list of
    staff has names and ranks.
    """
    is_open = any(question.startswith(HARM_IS_A_GUESS) for question in guessed.questions)
    kept = [other for other in guessed.questions if not other.startswith(HARM_IS_A_GUESS)]
    if guessed.fixed.get("harm") == Harm.KILLED and (parted := _titles_between(table)):
        question = (
            f"{HARM_IS_UNSAID} of each row: titles between the rows say what befell those beneath "
            f"({parted}), and whom they mean is not read. Nobody of it is known to be killed, and "
            "each may have been. Give each row its fate in a column of its own, and name that "
            "column under harm in the place of the one under [fixed]"
        )
        return _of_nobody_known(guessed, (*kept, question))
    of_death = next((one for one in titles if speaks_of("death", [one])), "")
    if guessed.fixed.get("harm") == Harm.INJURED and of_death:
        question = (
            f"{SAYS_TITLE} {tidy(of_death)[:_LONGEST_SHOWN]!r} {OF_DEATH_AND_WOUNDS}: "
            "nobody of the list is known to be killed, and each may have been. Correct harm "
            "under [fixed]"
        )
        others = [one for one in kept if not one.startswith(NO_COLUMN_OF_FATES)]
        return _of_nobody_known(guessed, (*others, question))
    if guessed.kind is not RecordKind.PERSON or not is_open:
        return guessed
    if speaks_of("killing", titles) and not speaks_of_wounds(titles):
        return replace(guessed, questions=tuple(kept))
    fate = fate_in_titles(titles)
    if fate is None or any(map(asks_of_death, table.columns)):
        is_said = _is_of_the_dead(table, guessed, titles)
        return guessed if is_said else _of_nobody_known(guessed, (*kept, _MAY_BE_ANYBODY))
    named = next(title for title in titles if fate_in_titles([title]) is fate)
    question = (
        f"{SAYS_TITLE} {tidy(named)[:_LONGEST_SHOWN]!r} {THESE_ARE} "
        f"{WORD_FOR[fate]}, and no heading says what befell them: nobody of the list is counted "
        "as killed. If some were killed, correct harm under [fixed]"
    )
    return replace(
        guessed, fixed={**guessed.fixed, "harm": fate.value}, questions=(*kept, question)
    )


_OF_THE_DEAD = frozenset(
    {"died", "age", "age_group", "date_of_birth", "cause", "cause_of_death", "incident", "actors"}
) | {"father_name", "mother_name", "site", "family_group"}
"""What lists of the dead have, and lists of staff, of contacts and of members seldom."""


def _titles_between(table: Table) -> str:
    """Titles between the rows that say of those beneath that they live: "INJURED"."""
    lines = (one.value.replace("|", " ") for one in table.problems if one.row > table.header_row)
    short = (line for line in lines if 0 < len(line.split()) <= _WORDS_OF_TITLE)
    titles = dict.fromkeys(map(tidy, islice(short, _TITLES_LOOKED_AT)))
    living = [line for line in titles if translation(FieldType.HARM, line) in _OF_THE_LIVING]
    return ", ".join(repr(line) for line in living[:_MOST_NAMED])


_TITLES_LOOKED_AT = 500
"""A list has some titles between its rows; thousands of short lines are rows that are broken."""
_WORDS_OF_TITLE = 3


def _is_of_the_dead(table: Table, guessed: Guess, titles: Sequence[str]) -> bool:
    """Whether a column is one that lists of the dead have, or a title or cell speaks of a death."""
    return (
        bool(_OF_THE_DEAD & guessed.fields.keys())
        or any(map(asks_of_death, table.columns))
        or speaks_of("death", [*titles, *table.columns])
        or any(
            translation(FieldType.HARM, cell) in DEATHS
            for column in look_at(table)
            for cell, _ in column.commonest
        )
    )


_OF_THE_LIVING = frozenset(Harm) - DEATHS - {Harm.UNKNOWN}


def _of_nobody_known(guessed: Guess, questions: Sequence[str]) -> Guess:
    """The guess of a list of names that may be anybody's."""
    fixed = {**guessed.fixed, "harm": Harm.UNKNOWN.value}
    return replace(guessed, fixed=fixed, questions=tuple(questions))


_MAY_BE_ANYBODY = (
    f"{HARM_IS_UNSAID}: neither its headings nor its title, and no column is one that lists of the "
    "dead have. Nobody of it is known to be killed, and each may have been. If they were, write "
    'harm = "killed" under [fixed]; if it lists staff or contacts, take its mapping out'
)


def _on_notes(table: Table, guessed: Guess) -> Iterator[str]:
    """Notes about the list that speak against people in it, or give a meaning to colours."""
    if guessed.kind not in (RecordKind.PERSON, RecordKind.REMAINS):
        return
    notes = [one for one in table.problems if one.reason != IS_FATE_ABOVE]
    for problem in [one for one in notes if _speaks_against(one.value)][:_MOST_NAMED]:
        where = f"row {problem.row}" if problem.row else "the list"
        yield (
            f"{SAYS_NOTE}{tidy(problem.value)[:_LONGEST_SHOWN]!r} ({where}), and "
            "which rows it means is not read (no colour is): every row counts as its cells say. "
            "Write it into a column of those rows in the place of the note, and name the column "
            "under note"
        )


def _on_scale(table: Table, guessed: Guess, titles: Sequence[str]) -> Iterator[str]:
    """That words around a table of numbers say that these are thousands, shares or rates."""
    if guessed.kind not in (RecordKind.COUNT, RecordKind.INCIDENT):
        return
    around = dict.fromkeys([*titles, *(problem.value for problem in table.problems)])
    said = next((one for one in around if names_scale(one)), "")
    if said:
        yield (
            f"{tidy(said)[:_LONGEST_SHOWN]!r} {MAY_BE_SCALED}, "
            "shares or rates, and each is read as so many people: where they are, write how many "
            "people, without these words, in a copy of the file"
        )


def _on_corrections(table: Table, guessed: Guess) -> Iterator[str]:
    """That a number of people that is read is below nought: it takes back some of another row."""
    kinds = FIELDS[guessed.kind] if guessed.kind else {}
    for field, names in guessed.fields.items():
        for name in names if kinds.get(field) is FieldType.COUNT else ():
            cells = [(row.number, fold_dashes(row.cells[name]).strip()) for row in table.rows]
            below = [(row, cell) for row, cell in cells if _BELOW_NOUGHT.fullmatch(cell)]
            if below:
                taken = -sum(int(cell.partition(".")[0]) for _, cell in below)
                yield (
                    f"{name!r} holds {below[0][1]} in row {below[0][0]}: {TAKES_BACK}, and it is "
                    f"not read. The number here is too high by {taken:,} if it does: correct the "
                    "rows that it is about and take it out, in a copy of the file"
                )


_BELOW_NOUGHT = re.compile(r"-[1-9]\d{0,8}(?:\.0)?")


@lru_cache(maxsize=64)
def _speaks_against(note: str) -> bool:
    return bool(note) and (explains_colours(note) or row_doubt("note", note) is not None)
