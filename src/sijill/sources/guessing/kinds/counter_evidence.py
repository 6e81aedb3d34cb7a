"""What speaks against a kind of list: what its rows count, or whom they describe.

A list that counts the dead where bodies lay holds no bodies; one that names each of its people and
marks fates with noughts and ones holds no incidents.
"""

from collections.abc import Callable, Mapping, Sequence

from sijill.language.scripts import fold_digits
from sijill.model.codes import DEATHS
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import (
    MOST,
    codes_said,
    counts_bodies,
    counts_harm,
    harm_texts,
    holds,
    holds_days,
    holds_positions,
    is_doubtful,
    share_of,
)
from sijill.sources.guessing.cell_matching import parts_the_dead
from sijill.sources.guessing.columns import Column, most_filled
from sijill.sources.guessing.headings.fields import fields_of, fields_of_all
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import asks_of_death, names_area
from sijill.sources.guessing.kinds.kind_words import columns_by_fields
from sijill.sources.guessing.kinds.marked_columns import harm_marked
from sijill.sources.guessing.words import has_any, plain_heading, speaks_of, words_of
from sijill.sources.tables.lines.heading_lines import YEAR

_OF_THE_LIVING = frozenset({"alive", "injured"})


def _counts_by_year(columns: Sequence[Column]) -> bool:
    """Whether numbers stand under years, and nothing describes a person: causes of a yearbook."""
    years = [
        column
        for column in columns
        if YEAR.fullmatch(fold_digits(column.name.strip())) and holds(FieldType.COUNT, column)
    ]
    named = fields_of_all([column for column in columns if column.filled], RecordKind.PERSON)
    return len(years) > 1 and not named & _OF_BODIES


def _counts_the_dead(columns: Sequence[Column]) -> bool:
    """Whether a column says how many died in each row: these are incidents, and no bodies."""
    return any(counts_harm(c, of_totals=True) and not harm_marked(c) for c in columns)


def rows_count_bodies(columns: Sequence[Column]) -> bool:
    """Whether rows count bodies and describe none: they are sites where these were found."""
    described = _OF_BODIES & fields_of_all(columns, RecordKind.REMAINS)
    return (
        not described
        and not any(map(_numbers_bodies, columns))
        and any(map(counts_bodies, columns))
        and not rows_count_bodies_and_others(columns)
    )


def rows_count_bodies_and_others(columns: Sequence[Column]) -> bool:
    """Whether rows with a day count bodies beside the missing or the injured: shipwrecks, fires."""
    others = [c for c in columns if _OF_OTHERS & fields_of(c.name, RecordKind.INCIDENT)]
    return (
        any(map(counts_bodies, columns))
        and any(map(holds_days, columns))
        and any(holds(FieldType.COUNT, column) for column in others)
    )


_OF_OTHERS = frozenset({"people_missing_min", "people_injured_min"})


_OF_BODIES = frozenset({"name", "given_name", "age", "sex"})


def _numbers_bodies(column: Column) -> bool:
    """Whether a heading names the number of a body or bag, and of nothing else."""
    return "code" in fields_of(column.name, RecordKind.REMAINS) - fields_of(
        column.name, RecordKind.SITE
    )


def _has_survivors(columns: Sequence[Column]) -> bool:
    """Whether a column for what befell people holds "alive" or "injured": these are no remains.

    So does one that no field of remains is for, and that holds deaths as well: "Outcome 24h".
    """
    for column in columns:
        said = codes_said(FieldType.HARM, column, column.name)
        is_of_fates = "harm" in fields_of(column.name, RecordKind.PERSON)
        has_both = not said.isdisjoint(DEATHS) and not fields_of(column.name, RecordKind.REMAINS)
        if not said.isdisjoint(_OF_THE_LIVING) and (is_of_fates or has_both):
            return True
    return speaks_of("patients", [column.name for column in columns])


def _describes_people(columns: Sequence[Column]) -> bool:
    """Whether each row has a name with an age or a sex, and counts nobody: the victims of mines."""
    counts = any(counts_harm(column, of_totals=True, of_both=True) for column in columns)
    return _names_people(columns) and not counts


def _marks_people(columns: Sequence[Column]) -> bool:
    """Whether each row names somebody, and its numbers are 0 and 1 alone.

    With an age or a sex, or by names that differ from row to row and speak of no event.
    """
    counting = [c for c in columns if counts_harm(c, of_totals=True, of_both=True)]
    return (
        bool(counting)
        and all(map(harm_marked, counting))
        and (_names_people(columns) or any(_names_each_row(c, columns) for c in columns))
    )


def _names_each_row(column: Column, columns: Sequence[Column]) -> bool:
    """Whether nearly every row has a name of its own beneath a heading for names of people."""
    events = words_of("phrase_words.toml", "about", "incident")
    return (
        bool({"name", "given_name"} & fields_of(column.name, RecordKind.PERSON))
        and not is_doubtful(FieldType.NAME, column)
        and column.filled > MOST * most_filled(columns)
        and column.different > MOST * column.filled
        and share_of(column, lambda cell: has_any((plain_heading(cell),), events)) < MOST
    )


def _is_of_news(columns: Sequence[Column]) -> bool:
    """Whether rows are headlines of outlets with a number, and have no place of their own."""
    has_headlines = {"publisher", "title"} <= fields_of_all(columns, RecordKind.REPORT)
    return has_headlines and bool(columns_by_fields(RecordKind.COUNT, columns))


def _names_people(columns: Sequence[Column]) -> bool:
    named = fields_of_all([column for column in columns if column.filled], RecordKind.PERSON)
    return bool({"name", "given_name"} & named and {"age", "sex"} & named)


def _names_and_counts_nobody(columns: Sequence[Column]) -> bool:
    """Whether rows name somebody and no column is for a number: "Sentence" is that of a court.

    Days beneath "Died" are no numbers: obituaries have a publisher and a date as statements do.
    """
    named = fields_of_all([column for column in columns if column.filled], RecordKind.PERSON)
    of_numbers = [
        column for column in columns if "value" in fields_of(column.name, RecordKind.COUNT)
    ]
    is_of_days = bool(of_numbers) and all(map(holds_days, of_numbers))
    states = fields_of_all(columns, RecordKind.COUNT) & {"value", "said_by", "said_on"}
    counts = any(counts_harm(column, of_totals=True, of_both=True) for column in columns)
    has_fates = any(map(parts_the_dead, columns))
    return bool({"name", "given_name"} & named) and (
        is_of_days or (has_fates and not counts) or not (states or counts)
    )


def _tells_of_events(columns: Sequence[Column]) -> bool:
    """Whether texts say how many were harmed on days and in places that differ: no totals."""
    stated = harm_texts(columns)
    others = [column for column in columns if column is not stated and column.different > 1]
    has_places = any(
        "place" in fields_of(column.name, RecordKind.INCIDENT)
        and not names_area(*readings(column.name))
        for column in others
    )
    return stated is not None and has_places and any(map(holds_days, others))


def _is_of_families(columns: Sequence[Column]) -> bool:
    """Whether rows say how many of a family were killed, and name nobody.

    A heading for victims is one for names as well; above numbers it counts them.
    """
    counting = [column for column in columns if counts_harm(column, of_totals=False)]
    others = [column for column in columns if column not in counting]
    named = fields_of_all(others, RecordKind.PERSON)
    return bool(counting) and not named & {"name", "given_name"}


def _dates_deaths_of_named(columns: Sequence[Column]) -> bool:
    """Whether rows name people with the day of their death, and nothing of how they were found.

    A grave beside a name says where somebody lies, and not that anybody was recovered from it.
    """
    filled = [column for column in columns if column.filled]
    named = fields_of_all(filled, RecordKind.PERSON)
    of_finds = fields_of_all(columns, RecordKind.REMAINS) & _OF_FINDS
    return (
        bool({"name", "given_name"} & named)
        and not of_finds
        and any(asks_of_death(column.name) for column in filled)
    )


_OF_FINDS = frozenset(
    {"recovered", "code", "condition", "layer", "elements", "identification", "identified_by"}
) | {"apparent_cause", "forensic_cause", "found_in", "grid", "sequence"}


def _names_people_and_finds_nothing(columns: Sequence[Column]) -> bool:
    """Whether rows name people beside the reason and source of a death, and no position on it.

    Noughts and ones beneath "Dead" are no numbers that an authority found. A decision that is none
    on an allegation ("approved" on a claim for payment) is no position.
    """
    named = fields_of_all([column for column in columns if column.filled], RecordKind.PERSON)
    kind = FieldType.OFFICIAL_POSITION
    others = {c.name for c in columns if is_doubtful(kind, c) and not holds_positions(c)}
    finds = {
        field
        for column in columns
        for field in fields_of(column.name, RecordKind.DETERMINATION)
        if field == "codes"
        or (field == "deaths_min" and not harm_marked(column))
        or (field == "position" and column.name not in others)
    }
    return (
        bool({"name", "given_name"} & named)
        and not finds
        and not any(map(holds_positions, columns))
    )


def _has_witnesses(columns: Sequence[Column]) -> bool:
    """Whether a heading is about witnesses: their statements are no authority's."""
    return speaks_of("witnesses", [column.name for column in columns])


SPEAKS_AGAINST: Mapping[RecordKind, tuple[Callable[[Sequence[Column]], bool], ...]] = {
    RecordKind.PERSON: (_is_of_families, _counts_by_year),
    RecordKind.INCIDENT: (_marks_people, _is_of_news),
    RecordKind.COUNT: (_names_and_counts_nobody, _tells_of_events),
    RecordKind.REMAINS: (
        _has_survivors,
        _counts_the_dead,
        rows_count_bodies,
        _dates_deaths_of_named,
    ),
    RecordKind.SITE: (rows_count_bodies_and_others,),
    RecordKind.HAZARD: (_describes_people,),
    RecordKind.DETERMINATION: (_has_witnesses, _names_people_and_finds_nothing),
}
"""What a list of a kind does not have: any of these is enough."""
