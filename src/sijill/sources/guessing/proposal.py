"""A proposed mapping: the kind of a list, a column for each field, key, protected columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sijill.language.names.listed_names import names_listed
from sijill.language.scripts import tidy
from sijill.model.codes import Harm
from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import (
    codes_said,
    is_doubtful,
    names_ages,
    names_causes,
    share_understood,
    stated_harms,
    with_bodies,
    with_sex_beside_age,
)
from sijill.sources.guessing.column_matching import match_columns
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.topics import about_perpetrators
from sijill.sources.guessing.joined_columns import (
    further_remarks,
    join_ages,
    join_dates,
    join_groups,
    join_name,
    killed_without_injured,
    without_choices,
    without_form_times,
)
from sijill.sources.guessing.kinds.dated_deaths import marks_and_fates
from sijill.sources.guessing.kinds.fixed_fields import fixed_values
from sijill.sources.guessing.kinds.graded_civilians import of_graded_civilians
from sijill.sources.guessing.kinds.kinds import KindGuess, guess_kind
from sijill.sources.guessing.kinds.shapes import Shape
from sijill.sources.guessing.kinds.totals import as_totals_up_to_a_day, caution_on_totals
from sijill.sources.guessing.protection import (
    also_withheld,
    may_name_victims,
    propose_names,
    propose_protected,
    shortest_names,
)
from sijill.sources.guessing.questions.beside_fields import lists_side_by_side
from sijill.sources.guessing.questions.open_questions import (
    ListGuess,
    column_questions,
    list_questions,
    unread_columns,
)
from sijill.sources.guessing.questions.unread_entries import holds_people
from sijill.sources.guessing.questions.unread_numbers import people_a_row
from sijill.sources.guessing.row_keys import codes_of_incidents, guess_key
from sijill.sources.guessing.words import speaks_of
from sijill.sources.tables.table import Row

_NO_KEYS = frozenset(
    {
        FieldType.NAME,
        FieldType.NAMES,
        FieldType.REFERENCE,
        FieldType.AGE,
        FieldType.DATE,
        FieldType.COUNT,
        FieldType.LATITUDE,
        FieldType.LONGITUDE,
        FieldType.COORDINATES,
    }
)

_SHARED = frozenset({"family_group", "site", "concerns", "buried_at"})
"""Fields that several rows share."""


@dataclass(frozen=True, slots=True)
class IncidentReference:
    """A column whose cells name incidents of another list; ``found`` of ``filled`` are there."""

    column: str
    source: str
    found: int
    filled: int


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposed mapping.

    ``protected`` says why for each column. ``extra`` are columns kept as fields of the case's
    own, with title and type; ``values`` are translations that a known export states; ``splits``
    are signs between several values of one cell, ``unpivot`` the columns that are one column of
    several people in a row. ``caution`` says what the list's numbers do not mean, ``questions``
    what the list leaves open that a person should decide; those in ``of_columns`` are about single
    columns, and asked anew at every build. ``listed`` says that cells of names list several people.
    """

    kind: RecordKind | None
    reason: str
    fields: FieldColumns = field(default_factory=dict)
    key: tuple[str, ...] = ()
    protected: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    splits: Mapping[str, str] = field(default_factory=dict)
    caution: str = ""
    questions: tuple[str, ...] = ()
    of_columns: tuple[str, ...] = ()
    listed: bool = False
    reference: IncidentReference | None = None
    unpivot: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adds_up: bool = False
    """Whether the rows of a list of totals are parts of one number."""
    derives_from: tuple[str, ...] = ()
    """Ids of lists that hold many of its rows."""

    @property
    def maps_nothing(self) -> bool:
        """Whether not one column was understood, so that no mapping is worth writing."""
        return self.kind is None or not self.fields


def guess(columns: Sequence[Column], rows: Sequence[Row], kind: RecordKind | None = None) -> Guess:
    """The likeliest mapping of a table; ``kind`` where a person has said it."""
    columns = without_form_times(without_choices(columns))
    found = guess_kind(columns, rows)
    if kind is not None and kind is not found.kind:
        found = KindGuess(kind, "the kind was stated")
    elif found.kind is RecordKind.PERSON and any(map(holds_people, columns)):
        found = KindGuess(RecordKind.INCIDENT, "its rows hold people, each with what befell them")
    elif kind is None and (parted := lists_side_by_side(columns)):
        found = KindGuess(None, parted)
    if found.kind is None:
        return Guess(
            None,
            found.reason,
            protected=_protected(columns, RecordKind.PERSON),
            caution=found.shape.caution if found.shape else "",
        )
    return _mapping(columns, rows, found, _read_columns(columns, rows, found.kind, found.shape))


@dataclass(frozen=True, slots=True)
class _ReadColumns:
    """The columns that fields read, and those that are protected.

    ``shown`` are the columns that are not protected; ``names`` are protected because they may be
    of people who tell; ``meanings`` translate the marks of columns, ``graded`` is the caution of a
    list that grades its incidents.
    """

    fields: FieldColumns
    shown: Sequence[Column]
    protected: dict[str, str]
    names: Mapping[str, str]
    meanings: Mapping[str, Mapping[str, str]]
    graded: str


def _read_columns(
    columns: Sequence[Column], rows: Sequence[Row], kind: RecordKind, shape: Shape | None
) -> _ReadColumns:
    """Which field reads which column, and which columns no field may read."""
    protected = _protected(columns, kind)
    of_people = kind in (RecordKind.PERSON, RecordKind.REMAINS)
    unasked = (
        about_perpetrators([column.name for column in columns]) if of_people else frozenset[str]()
    )
    shown = [column for column in columns if column.name not in unasked | protected.keys()]
    fields: FieldColumns = _fields(shown, rows, kind, shape)
    fields = as_totals_up_to_a_day(fields, shown, rows) if kind is RecordKind.COUNT else fields
    fields = codes_of_incidents(fields, rows) if kind is RecordKind.INCIDENT else fields
    fields, graded = of_graded_civilians(fields, shown)
    fields = _with_bodies_in_a_row(with_bodies(fields, shown, kind), shown, rows, kind)
    names = propose_names(shown, fields, kind) if shape is None else {}
    shown = [column for column in shown if column.name not in names]
    marked, meanings = ({}, {}) if shape else marks_and_fates(fields, shown, rows, kind)
    return _ReadColumns({**fields, **marked}, shown, protected | names, names, meanings, graded)


def _with_bodies_in_a_row(
    fields: FieldColumns,
    columns: Sequence[Column],
    rows: Sequence[Row],
    kind: RecordKind,
) -> FieldColumns:
    """The fields of remains with the column that says how many a row stands for, under "Number"."""
    if kind is not RecordKind.REMAINS or "bodies" in fields:
        return fields
    free = [column for column in columns if column.name not in columns_read(fields)]
    counting = people_a_row(free, rows, next(iter(fields.get("name", ())), ""))
    return {**fields, "bodies": (counting.name,)} if counting else fields


def _mapping(
    columns: Sequence[Column], rows: Sequence[Row], found: KindGuess, read: _ReadColumns
) -> Guess:
    """The mapping of a list whose kind is known, with what it leaves open."""
    kind, shape, fields = found.kind or RecordKind.PERSON, found.shape, read.fields
    unread = unread_columns(read.shown, kind, fields)
    fixed = fixed_values(kind, fields, shape, columns)
    has_lists = kind is RecordKind.PERSON and _lists_names(fields, rows)
    listed = ListGuess(kind, read.shown, rows, fields, fixed, listed=has_lists)
    is_known = shape is not None
    of_columns = column_questions(listed, unread, is_known_export=is_known)
    key = shape.key if shape and shape.key else _key(read.shown, rows, kind, fields)
    named = [column.name for column in columns]
    used = {*key, *chain.from_iterable(fields.values()), *(column.name for column in unread)}
    return Guess(
        kind,
        found.reason,
        fields,
        key,
        read.protected | also_withheld(read.protected, named, used),
        fixed,
        extra={
            **{column.name: {"title": column.name} for column in unread},
            **(shape.extra if shape else {}),
        },
        values=shape.values if shape else read.meanings,
        splits=_splits(kind, fields, {column.name: column for column in columns}),
        caution=shape.caution if shape else read.graded or caution_on_totals(fields, columns, rows),
        questions=(
            *may_name_victims(shortest_names(read.names, named)),
            *of_columns,
            *list_questions(listed, is_known_export=is_known),
        ),
        of_columns=of_columns,
        listed=has_lists,
    )


def _key(
    columns: Sequence[Column],
    rows: Sequence[Row],
    kind: RecordKind,
    fields: FieldColumns,
) -> tuple[str, ...]:
    """The columns that name a row: none of a field that several rows may share."""
    kinds = FIELDS[kind]
    no_keys = {
        name
        for field, names in fields.items()
        if kinds[field] in _NO_KEYS or kinds[field].is_code or field in _SHARED
        for name in names
    }
    if kind is RecordKind.PERSON:
        counting = people_a_row(columns, rows, next(iter(fields.get("name", ())), ""))
        no_keys |= {counting.name} if counting else set()
    return guess_key(columns, rows, no_keys, fields.get("identity_number", ()))


def _protected(columns: Sequence[Column], kind: RecordKind) -> dict[str, str]:
    """The columns to be protected, and those that are written alike or belong to one of them."""
    protected, named = propose_protected(columns, kind), [column.name for column in columns]
    return protected | also_withheld(protected, named, read=named)


def _lists_names(fields: FieldColumns, rows: Sequence[Row]) -> bool:
    """Whether a cell of the column of names lists several people."""
    names, looked_at = fields.get("name", ()), rows[:MOST_ROWS_LOOKED_AT]
    return len(names) == 1 and any(names_listed(row.cells[names[0]]) for row in looked_at)


def _fields(
    columns: Sequence[Column], rows: Sequence[Row], kind: RecordKind, shape: Shape | None
) -> FieldColumns:
    """The columns of each field, in the order of the kind's fields."""
    by_name = {column.name: column for column in columns}
    stated = {
        field: names
        for field, names in (shape.fields if shape else {}).items()
        if any(by_name[name].filled for name in names if name in by_name)
    }
    taken = {name for names in stated.values() for name in names} | set(
        shape.extra if shape else ()
    )
    matched = match_columns([column for column in columns if column.name not in taken], kind)
    guessed = (
        join_name(matched, by_name)
        if "name" in FIELDS[kind]
        else {field: (name,) for field, name in matched.items()}
    )
    columns_of: FieldColumns = {**join_dates(guessed, columns, kind), **stated}
    columns_of = _of_people(columns_of, columns, rows, kind)
    if kind is RecordKind.HAZARD:
        columns_of = join_groups(columns_of, columns, kind)
    columns_of = {**columns_of, **stated_harms(columns_of, columns, kind)}
    columns_of = {**columns_of, **killed_without_injured(columns_of, columns, rows)}
    if kind in (RecordKind.PERSON, RecordKind.REMAINS):
        columns_of = {**columns_of, **further_remarks(columns_of, columns, rows, kind)}
    return {field: columns_of[field] for field in FIELDS[kind] if field in columns_of}


def _of_people(
    fields: FieldColumns, columns: Sequence[Column], rows: Sequence[Row], kind: RecordKind
) -> FieldColumns:
    """The columns of the fields of a person by what their cells hold: sexes within ages, causes."""
    by_name = {column.name: column for column in columns}
    columns_of = dict(join_ages(fields, columns, rows) if "age" in FIELDS[kind] else fields)
    if "harm" in columns_of and _is_of_wounded(columns_of, by_name[columns_of["harm"][0]], columns):
        del columns_of["harm"]
    sexes = columns_of.get("sex", ())
    if not {"age", "age_group"} & columns_of.keys() and sexes and names_ages(by_name[sexes[0]]):
        columns_of["age_group"] = sexes
    if "sex" in FIELDS[kind]:
        columns_of = dict(with_sex_beside_age(columns_of, by_name))
    cause = columns_of.get("cause", ())
    if "cause_of_death" in FIELDS[kind] and len(cause) == 1 and names_causes(by_name[cause[0]]):
        columns_of["cause_of_death"] = cause
    return columns_of


def _splits(
    kind: RecordKind, fields: FieldColumns, columns: Mapping[str, Column]
) -> dict[str, str]:
    """For fields that hold several parties, the sign between them, where parts recur alone."""
    sign_of: dict[str, str] = {}
    for name, used in fields.items():
        if FIELDS[kind][name] is not FieldType.ACTORS or len(used) > 1:
            continue
        cells = [tidy(cell) for cell, _ in columns[used[0]].commonest]
        for sign in (";", "|", ","):
            parts = {tidy(part) for cell in cells if sign in cell for part in cell.split(sign)}
            if parts & set(cells):
                sign_of[name] = sign
                break
    return sign_of


def _is_of_wounded(fields: FieldColumns, harm: Column, columns: Sequence[Column]) -> bool:
    """Whether a column taken for harm says what the wounds were, in a list of the wounded.

    It tells of no other fate than wounds: "amputation", "fracture" and never "fatal".
    """
    fates = codes_said(FieldType.HARM, harm)
    is_no_fate = is_doubtful(FieldType.HARM, harm) and not share_understood(FieldType.HARM, harm)
    only_wounds = fates == {Harm.INJURED.value} or is_no_fate
    return (
        only_wounds
        and "died" not in fields
        and speaks_of("wounds", [column.name for column in columns])
    )
