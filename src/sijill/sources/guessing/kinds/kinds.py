"""What a list is about: a well-known export by its columns, else the kind whose headings it has."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.language.scripts import fold
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import (
    MOST,
    counts_harm,
    harm_texts,
    has_number,
    holds,
    holds_claims,
    holds_positions,
    is_doubtful,
    names_the_harmed,
)
from sijill.sources.guessing.cell_matching import is_about_anything
from sijill.sources.guessing.column_matching import heads_names, names_the_killed
from sijill.sources.guessing.columns import MOST_NAMED, Column, most_filled
from sijill.sources.guessing.headings.fields import fields_of, fields_of_all
from sijill.sources.guessing.headings.phrases import asked_by
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import is_under_a_person
from sijill.sources.guessing.joined_columns import parts_of_dates
from sijill.sources.guessing.kinds.counter_evidence import (
    SPEAKS_AGAINST,
    rows_count_bodies,
    rows_count_bodies_and_others,
)
from sijill.sources.guessing.kinds.kind_words import (
    columns_by_fields,
    is_barred,
    listed,
    listed_for,
)
from sijill.sources.guessing.kinds.shapes import Shape, find_shape
from sijill.sources.guessing.kinds.sides import lies_on_its_side
from sijill.sources.guessing.kinds.totals import running_totals, totals_of_groups, totals_of_periods
from sijill.sources.guessing.words import plain_heading, read_words, words_of
from sijill.sources.tables.table import Row


@dataclass(frozen=True, slots=True)
class KindGuess:
    """The likeliest kind of a list, why, and the well-known export that it is, if any."""

    kind: RecordKind | None
    reason: str
    shape: Shape | None = None


def guess_kind(columns: Sequence[Column], rows: Sequence[Row] = ()) -> KindGuess:
    """What a list is about, with the reason; ``rows`` show whether its numbers only ever grow.

    The kind is ``None`` where no heading says anything, or for an export that holds no records.
    """
    shape = find_shape(column.name for column in columns)
    if shape is not None:
        listed = ", ".join(shape.seen)
        return KindGuess(shape.kind, f"{shape.title}, by its columns {listed}", shape)
    totals = _kind_of_totals(columns, rows)
    if totals is not None:
        return totals
    if lies_on_its_side(columns):
        return KindGuess(
            None,
            "its headings stand in the first column and its rows side by side: turn it round "
            "(copy it and paste it transposed)",
        )
    days = parts_of_dates(columns)  # German "Tag" is a day, and no tag of a body
    telling = {
        kind: [name for name in _telling_columns(kind, columns) if name not in days]
        for kind in RecordKind
    }
    scores = {
        kind: _score(kind, columns, telling[kind])
        for kind in RecordKind
        if _is_evident(kind, columns, telling[kind])
    }
    if not scores:
        return _by_cells(columns)
    best = max(scores, key=lambda kind: (scores[kind][0], kind is RecordKind.PERSON))
    listed = ", ".join(scores[best][1][:MOST_NAMED])
    return KindGuess(best, f"a list of {read_words('kinds.toml')[best.value]['name']}, by {listed}")


def _by_cells(columns: Sequence[Column]) -> KindGuess:
    """What a list is about whose headings do not say it."""
    found = _holds_findings(columns)
    if found is not None:
        reason = f"what an authority found, by texts such as {found.example!r}"
        return KindGuess(RecordKind.DETERMINATION, reason)
    claims = [column for column in columns if holds_claims(column)]
    if claims and not _PLACED & fields_of_all(columns, RecordKind.INCIDENT):
        reason = f"published claims, by sentences such as {claims[0].example!r}"
        return KindGuess(RecordKind.COUNT, reason)
    harmed = [f"'{column.name}'" for column in columns if names_the_harmed(column)]
    if harmed:
        return KindGuess(RecordKind.INCIDENT, f"rows that name several, by {', '.join(harmed)}")
    kind, stated = _states_harms(columns)
    if stated:
        return KindGuess(kind, f"rows that say in words who was harmed, by {stated}")
    return KindGuess(None, "no heading says what the list is about")


_PLACED = frozenset({"place", "latitude", "geometry"})
"""Fields of what happened somewhere: sentences beside these may describe incidents."""


def _kind_of_totals(columns: Sequence[Column], rows: Sequence[Row]) -> KindGuess | None:
    """That the list holds totals, where it does and is no authority's ledger of reports."""
    found = {
        "totals up to a day": running_totals(columns, rows),
        "totals of a month, a year or a week": totals_of_periods(columns),
        "totals of groups without a day": totals_of_groups(columns, rows),
    }
    what, named = next(((what, names) for what, names in found.items() if names), ("", []))
    if not what or _is_official_ledger(columns):
        return None
    listed = ", ".join(map(repr, named[:MOST_NAMED]))
    return KindGuess(RecordKind.COUNT, f"{what}, by {listed}")


def _states_harms(columns: Sequence[Column]) -> tuple[RecordKind, str]:
    """The heading of short cells such as "12 dead, 30 wounded" beside days and places; else empty.

    Beside months, years or weeks they are totals. Longer ones are posts and news, of which several
    may tell of one event.
    """
    column = harm_texts(columns)
    if column is None or column.words > _WORDS_OF_HARM or not _holds_numbers(column):
        return RecordKind.INCIDENT, ""
    others = [other for other in columns if other is not column and other.filled]
    periods = words_of("keys.toml", "periods", "words")
    if {"happened", "place"} <= fields_of_all(others, RecordKind.INCIDENT):
        return RecordKind.INCIDENT, repr(column.name)
    is_of_periods = any(not periods.isdisjoint(readings(other.name)) for other in others)
    return RecordKind.COUNT, repr(column.name) if is_of_periods else ""


_WORDS_OF_HARM = 6
"""Words of "12 dead, 30 wounded"; a cell of more is a text about what happened."""


def _holds_numbers(column: Column) -> bool:
    """Whether any cell has a number; "deaths" in some and "casualties" in others are labels."""
    return any(has_number(cell) for cell, _ in column.commonest)


def _is_official_ledger(columns: Sequence[Column]) -> bool:
    """Whether the list counts an authority's reports too: carried over, new, completed, open."""
    kind = RecordKind.LEDGER_MONTH
    named = {field for column in columns for field in fields_of(column.name, kind)}
    return len(named & listed_for(kind, "own")) >= _FEWEST_OF_LEDGERS


_FEWEST_OF_LEDGERS = 3
"""Fields of an authority's ledger that headings name; two stand in other lists as well."""


def _is_evident(kind: RecordKind, columns: Sequence[Column], telling: Sequence[str]) -> bool:
    """Whether a heading or a cell is one that lists of this kind have, or a person's name is there.

    A code, a place and a link alone stand in lists of every kind; some headings say what a list is
    only together ("published" and "text").
    """
    if any(is_other(columns) for is_other in SPEAKS_AGAINST.get(kind, ())):
        return False
    if kind is RecordKind.SITE and rows_count_bodies(columns):
        return True
    if kind is RecordKind.LETTER and len(telling) < _FEWEST_OF_LETTERS:
        return False  # bodies come from somewhere, too
    if telling or _cell_words(kind, columns):
        return True
    if kind is RecordKind.INCIDENT and (
        _numbers_its_victims(columns) or rows_count_bodies_and_others(columns)
    ):
        return True
    if kind is RecordKind.PERSON:
        fields = fields_of_all(columns, kind)
        is_named = any(heads_names(column) or names_the_killed(column) for column in columns)
        is_told = is_named or any(map(_holds_fates, columns))
        return bool(_OF_NAMES & fields) or (bool({"age", "sex"} & fields) and is_told)
    together = listed(read_words("kinds.toml")[kind.value].get("together"))
    if not together or is_barred(kind, columns):
        return False
    there = {form for column in columns if column.filled for form in readings(column.name)}
    return any(there >= {plain_heading(str(word)) for word in listed(w)} for w in together)


_FEWEST_OF_LETTERS = 2
"""Telling headings of a list of letters; one ("from") stands in other lists as well."""
_LAST_NUMBER = re.compile(r"[\s_#-]*\d+[\s_#-]*")


def _numbers_its_victims(columns: Sequence[Column]) -> bool:
    """Whether columns name several people in a row: "Victim 1", "Victim 2"."""
    stems = Counter(
        " ".join(_LAST_NUMBER.sub(" ", column.name).split())
        for column in columns
        if _LAST_NUMBER.search(column.name)
    )
    return any(
        columns_of > 1 and "name" in fields_of(stem, RecordKind.PERSON)
        for stem, columns_of in stems.items()
    )


def _holds_fates(column: Column) -> bool:
    """Whether the cells beneath a heading for what befell people are fates."""
    is_asked = "harm" in fields_of(column.name, RecordKind.PERSON)
    return is_asked and holds(FieldType.HARM, column)


def _score(
    kind: RecordKind, columns: Sequence[Column], telling: Sequence[str]
) -> tuple[int, list[str]]:
    """How far the headings fit a kind, and the headings that say so, the most telling first."""
    says = dict.fromkeys(telling)
    if kind is RecordKind.HAZARD and says:  # accidents with mines count their killed and injured
        counts = (c for c in columns if counts_harm(c, of_totals=False, of_both=True))
        says |= dict.fromkeys(column.name for column in counts)
    fits = [c.name for c in columns if c.name not in says and _is_read(kind, c)]
    words = _cell_words(kind, columns)
    weight = int(str(read_words("kinds.toml")[kind.value]["weight"]))
    named = [f"'{name}'" for name in (*says, *fits)]
    return weight * (len(says) + bool(words)) + len(fits), [
        *named[: len(says)],
        *words,
        *named[len(says) :],
    ]


def _telling_columns(kind: RecordKind, columns: Sequence[Column]) -> list[str]:
    """The columns that lists of other kinds do not have, by their headings and their cells."""
    distinctive = words_of("kinds.toml", kind.value, "telling")
    asked, together = listed_for(kind, "asked"), columns_by_fields(kind, columns)
    if kind is RecordKind.REMAINS:
        together |= _clothes_of_unnamed(columns)
    return [
        column.name
        for column in columns
        if column.name in together
        or not distinctive.isdisjoint(readings(column.name))
        or (asked and any(asked & asked_by(form) for form in readings(column.name)))
        or _is_of_kind(kind, column)
    ]


def _clothes_of_unnamed(columns: Sequence[Column]) -> frozenset[str]:
    """The columns of clothes in a list of codes most of whose rows name nobody: bodies, found."""
    named = [fields_of(column.name, RecordKind.PERSON) for column in columns]
    has_names = max(
        (c.filled for c, fields in zip(columns, named, strict=True) if fields & _OF_NAMES),
        default=0,
    )
    rows = most_filled(columns)
    says_fate = any(fields & {"harm", "last_seen"} for fields in named)
    if (
        2 * has_names >= rows
        or says_fate
        or "code" not in fields_of_all(columns, RecordKind.REMAINS)
    ):
        return frozenset()
    fields_of_clothes = zip(columns, named, strict=True)
    return frozenset(c.name for c, fields in fields_of_clothes if "clothing" in fields and c.filled)


_OF_NAMES = frozenset({"name", "given_name", "family_name"})


def _is_of_kind(kind: RecordKind, column: Column) -> bool:
    return (
        _names_own_field(kind, column.name)
        or (kind is RecordKind.PERSON and is_under_a_person(column.name))
        or (kind is RecordKind.INCIDENT and counts_harm(column, of_totals=False, of_both=True))
        or (kind is RecordKind.DETERMINATION and _is_position(column))
    )


def _names_own_field(kind: RecordKind, heading: str) -> bool:
    """Whether a heading names a field that only lists of this kind have, and nothing of others."""
    return (
        bool(listed_for(kind, "own") & fields_of(heading, kind))
        and not is_about_anything(heading)
        and not any(fields_of(heading, other) for other in RecordKind if other is not kind)
    )


def _is_read(kind: RecordKind, column: Column) -> bool:
    """Whether a field of the kind has the heading and understands the cells."""
    types = FIELDS[kind]
    return any(
        field not in types or not is_doubtful(types[field], column)
        for field in fields_of(column.name, kind)
    )


def _is_position(column: Column) -> bool:
    """Whether the column is for an authority's position, by its heading and its cells."""
    is_named = "position" in fields_of(column.name, RecordKind.DETERMINATION)
    return (is_named or is_about_anything(column.name)) and holds_positions(column)


def _cell_words(kind: RecordKind, columns: Sequence[Column]) -> list[str]:
    """The first cell among the commonest that holds one of the words of a kind."""
    words = [fold(word) for word in listed_for(kind, "cells")]
    for column in columns if words else ():
        for cell, _ in column.commonest:
            folded = fold(cell)
            if any(word in folded for word in words):
                return [f"cells such as '{cell[:40]}'"]
    return []


def _holds_findings(columns: Sequence[Column]) -> Column | None:
    """The first column of sentences most of which tell what an authority found."""
    said = [fold(word) for word in listed_for(RecordKind.DETERMINATION, "mostly")]
    for column in columns:
        texts = [fold(cell) for cell, _ in column.commonest]
        saying = sum(any(word in text for word in said) for text in texts)
        if column.words >= _FEWEST_WORDS_OF_TEXTS and saying >= MOST * len(texts) > 0:
            return column
    return None


_FEWEST_WORDS_OF_TEXTS = 5
"""Words of a column of texts (the median); a shorter cell is a label."""
