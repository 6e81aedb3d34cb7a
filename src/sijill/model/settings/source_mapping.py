"""A source's mapping: which column means what, what the list covers, who it derives from.

One TOML file a source, written by ``sijill inspect`` and edited by a person. Reading it reports
every mistake of the file at once. The text of the mapping goes into the ledger, so a record is
always read as the mapping of its time said.
"""

import difflib
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval

EACH = "[]."
"""Between a column that holds the repeats of a form and what each of them is asked for."""

HARM_IS_A_GUESS = "no heading says that these people were killed; they are counted as killed"
"""How the question begins that a list puts whose people are taken for killed."""

HARM_IS_UNSAID = "nothing in the list speaks of death"
"""How the question begins that a list puts of whose people nobody is known to be killed."""

EQUAL_ROWS = "equal rows"
"""Under ``settled`` in the mapping of a list of incidents: equal rows are different incidents."""

DAYS_ARE_UNREAD = "dates like 03/04/2017 are unknown here"
"""How the question begins that a list puts whose cells do not show which number is the day."""


def read_period(value: object) -> object:
    """Accept an EDTF text where a period is expected.

    Anything else is left for pydantic to refuse.
    """
    return DateInterval.from_edtf(value) if isinstance(value, str) else value


def inside(place: str) -> str:
    """Refuse a place that does not lie under the folder it is looked for in, or can be none.

    Case files and mappings come from other devices, too: they must not reach files beside the case.
    """
    path = PurePath(place)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{place!r} leads out of the case; give a place inside it, without '..'")
    if "\x00" in place:
        raise ValueError(f"{place!r} holds the character NUL, which no name of a file has")
    return place


def known_zone(name: str) -> str:
    """Refuse a time zone that the IANA time zone database does not have."""
    if name and name not in available_timezones():
        raise ValueError(f"{name!r} is no time zone; write one like Asia/Damascus")
    return name


BETWEEN_CELLS = " | "
"""What stands between the cells of several columns where ``values`` says what they mean."""

ANY_DAY = "any day"
"""Under ``values``: what every day means ("Executed on"), while other words are translated."""


InsidePlace = Annotated[str, AfterValidator(inside)]
Period = Annotated[DateInterval, BeforeValidator(read_period)]
SourceId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$")]


class Strict(BaseModel):
    """A table of a TOML file in which an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Wrapping(StrEnum):
    """How a cell wraps its value."""

    PHP = "php"
    """PHP's ``serialize`` of a list of texts: the texts are taken out, joined by commas."""


class FieldRule(Strict):
    """Where a field's text comes from and how it is prepared before it is read.

    ``values`` translates whole cells (exactly as written) into what sijill reads; a cell of a
    coded field that is neither translated nor a code is set aside with a remark. Of several columns
    it may translate all cells of a row together, with a bar between them: crosses under "Killed"
    and "Injured" are ``"x | "`` and ``" | x"``. ``"any day"`` translates every cell with a day, and
    ``""`` the empty ones. ``unknown`` lists cells that mean *unknown* (an age
    of ``0``). ``split`` separates several values in one cell.
    ``at_least`` says that each number of people or bodies is the least (a minimum number of
    individuals), and that there may be more. ``listed`` says that cells of names may list several
    people, numbered or a line each, and that each of them is a record. ``source`` is the id of the
    source that a reference points into.

    How the column writes is decided from all its cells where it is not stated: ``day_first`` (which
    number of 03/04/2017 is the day), ``mixed_day_order`` (both orders stand in the column: no date
    that can be read both ways is read), ``calendar`` (``"iranian"``, ``"hijri"`` or, where a
    year is like 2560, ``"buddhist"``), ``comma_after_family`` (LAST, FIRST), ``thousands`` (``.``
    where 1.000 is a thousand), ``counted_names`` (names written with several numbers: relatives
    without names of their own), ``units`` (of ages that are bare numbers, one for each column;
    where it is not stated the headings say it: "Age (months)"). ``zone``
    (``Asia/Damascus``) says in which zone a moment in UTC is a day.
    """

    column: str = ""
    columns: tuple[str, ...] = ()
    values: dict[str, str] = {}
    unknown: tuple[str, ...] = ()
    split: str = ""
    listed: bool = False
    unwrap: Wrapping | None = None
    day_first: bool | None = None
    mixed_day_order: bool = False
    calendar: Literal["", "iranian", "hijri", "buddhist"] = ""
    comma_after_family: bool | None = None
    thousands: Literal["", "."] = ""
    counted_names: tuple[str, ...] = ()
    at_least: bool = False
    units: tuple[Literal["", "years", "months", "weeks", "days"], ...] = ()
    zone: Annotated[str, AfterValidator(known_zone)] = ""
    source: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.column) == bool(self.columns):
            raise ValueError("give either 'column' or 'columns'")
        if self.units and len(self.units) != len(self.reads):
            raise ValueError("'units' needs one unit for each column, empty where it has none")
        return self

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns that the field reads, in order.

        Several are joined by a space; several numbers of people are added up.
        """
        return self.columns or (self.column,)


class ExtraType(StrEnum):
    """How a field of the case's own is read."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    COUNT = "count"
    YES_NO = "yes_no"
    LINKS = "links"


class ExtraField(FieldRule):
    """A field of the case's own: kept with every record, shown under ``title``, searchable."""

    title: str = ""
    type: ExtraType = ExtraType.TEXT


def _rule(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


Rule = Annotated[FieldRule, BeforeValidator(_rule)]
ExtraRule = Annotated[ExtraField, BeforeValidator(_rule)]


class Coverage(Strict):
    """What the list sets out to hold. Outside it, absence from the list says nothing."""

    place: str = ""
    period: Period = UNKNOWN_DATE
    categories: tuple[str, ...] = ()
    note: str = ""


class Key(Strict):
    """The columns whose cells name a row, and stay the same when the list is issued again."""

    columns: tuple[str, ...] = ()


class SourceMapping(Strict):
    """One source.

    Raises:
        pydantic.ValidationError: naming every mistake, among them a field that its kind does not
        have.
    """

    id: SourceId
    title: str
    kind: RecordKind
    file: InsidePlace
    publisher: str = ""
    licence: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    """Several sheets of a workbook with the same headings that are one list: a year each, say."""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = Field(default=1, ge=1)
    rows_at: str = ""
    """In JSON: the name of the list that holds the rows, where the file is not the list itself."""

    unpivot: dict[str, tuple[str, ...]] = {}
    """Columns that are one column of as many rows, by its name: a row that holds several people."""

    adds_up: bool = False
    """Whether the rows of a list of totals hold nobody twice, and are parts of one number."""

    covers: Coverage = Coverage()
    derives_from: tuple[SourceId, ...] = ()
    key: Key = Key()
    fields: dict[str, Rule]
    fixed: dict[str, str] = {}
    extra: dict[str, ExtraRule] = {}
    required: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """What a person should settle, in sentences: they stand on the first page until taken out."""

    settled: tuple[str, ...] | None = None
    """Columns that change no number, or are read as they should be: nothing is asked about them.
    ``EQUAL_ROWS`` may stand among them.

    Of every other column a build asks what the list leaves open, by the mapping and the file as
    they are; of none where this is not stated, as in a mapping written by hand."""

    @model_validator(mode="after")
    def _one_or_several_sheets(self) -> Self:
        if self.sheet and self.sheets:
            raise ValueError("give either 'sheet' or 'sheets'")
        return self

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        known = FIELDS[self.kind]
        if not self.fields:
            raise ValueError(
                "no field reads a column: write under [fields] which column is for which"
            )
        for table in (self.fields, self.fixed, self.required):
            for name in table:
                if name not in known:
                    near = difflib.get_close_matches(name, known, n=1)
                    hint = f"; did you mean {near[0]!r}?" if near else ""
                    raise ValueError(
                        f"a {self.kind} has no field {name!r}{hint}; it has: {', '.join(known)}"
                    )
        for name in self.extra:
            if name in known:
                raise ValueError(
                    f"{name!r} is a field of every {self.kind}: write it under [fields], or give "
                    "the extra field another name"
                )
        for name in self.required:
            if name not in self.fields:
                raise ValueError(f"the required field {name!r} is mapped to no column")
        both = set(self.fields) & set(self.fixed)
        if both:
            raise ValueError(
                f"{', '.join(sorted(both))}: a field is read from a column or fixed, not both"
            )
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping reads, in order, each once."""
        rules = [*self.fields.values(), *self.extra.values()]
        read = [*self.key.columns, *(name for rule in rules for name in rule.reads)]
        paths = [column for name in read for column in self.unpivot.get(name, (name,))]
        names = [path.partition(EACH)[0] for path in paths]
        return tuple(dict.fromkeys([*names, *self.protected]))
