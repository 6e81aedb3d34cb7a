"""The values of a row, field by field; what a column repeats is read once.

A list of two hundred thousand rows has a hundred places, a thousand days and two sexes. A field's
value depends on its cells alone, so it is remembered by them, and equal cells share one value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from sijill.language.ages import age_without, word_beside_age
from sijill.language.numbers.harms import StatedHarm, part_about
from sijill.language.scripts import tidy, tidy_rows
from sijill.language.unknown import Topic, means_unknown
from sijill.model.errors import CaseError
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import ExtraValue, RecordKind, Remark
from sijill.model.records.rejects import Effect
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import ExtraField, FieldRule, SourceMapping
from sijill.model.values.counts import CountRange, total
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Unit
from sijill.model.values.unreadable import Unreadable
from sijill.sources.doubts import doubt_of
from sijill.sources.empty_graves import is_empty_grave
from sijill.sources.records.cells import RowValues, Value, field_text, read_value
from sijill.sources.records.words_about_rows import WordsAboutRows
from sijill.sources.row_checks import (
    crossed_ends,
    parts_above_whole,
    points_nowhere,
    range_ends,
    stated_parts,
)

DIFFERENT_CELLS = 65_536
"""How many different cells of one field are remembered."""
_SELDOM_REPEATED = frozenset(
    {FieldType.IDENTITY, FieldType.LINKS, FieldType.GEOMETRY, FieldType.TEXTS, FieldType.ELEMENTS}
)
"""What is another one in most rows, or large: it is read anew."""

_FIRST_DAYS_OF_PROGRAMS = (
    DateInterval.on(date(1970, 1, 1)),
    DateInterval.on(date(1900, 1, 1)),
    DateInterval.in_month(1900, 1),
)
_ZEROS_OF_SPREADSHEETS = (DateInterval.on(date(1899, 12, 30)), DateInterval.on(date(1899, 12, 31)))
"""The day 0 of Unix, of spreadsheets and of databases; "1900-01-00" is their zero."""
_HARM_IN_FIELDS = {
    "killed": StatedHarm.KILLED,
    "deaths": StatedHarm.KILLED,
    "injured": StatedHarm.INJURED,
    "injuries": StatedHarm.INJURED,
}


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What one field of one row came to; ``value`` is ``None`` where it is unknown."""

    text: str
    value: Value | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a mapping: its name, type and rule; no rule where its text is fixed."""

    name: str
    kind: FieldType
    rule: FieldRule | None
    keeps_rows: bool = False
    """Whether line ends say something: a pasted release is read row by row."""
    is_of_deaths: bool = False
    """Whether it is a number that the list says is one of deaths."""
    sexes: frozenset[str] = frozenset()
    """The words for sexes that stand beside the ages in one column."""

    @property
    def columns(self) -> str:
        """Where its text comes from, for a remark."""
        return ", ".join(self.rule.reads) if self.rule else f"fixed {self.name}"

    def read(self, text: str) -> FieldReading:
        """Read the field's text."""
        value = read_value(self.kind, self._without_sex(self._counted(text)), self.rule)
        is_born = self.name == "date_of_birth"
        if value in _ZEROS_OF_SPREADSHEETS or (not is_born and value in _FIRST_DAYS_OF_PROGRAMS):
            value = Unreadable(
                f"{value} is what programs write where there is no date: the date is unknown"
            )
        plain = "" if self._is_unknown(text) else self._tidy(text)
        if isinstance(value, Unreadable):
            return FieldReading(plain, None, (Remark(self.columns, text, value.reason),))
        says_something = value is not None or self.kind is FieldType.TEXT
        doubt = doubt_of(self.name, self.kind, text) if self.rule and says_something else ""
        if doubt:
            remark = Remark(self.columns, text, doubt, Effect.NOTE)
            return FieldReading(plain, value, (remark,))
        return FieldReading(plain, value)

    def _counted(self, text: str) -> str:
        """The part of a cell that counts the field's harm: "3 killed, 5 wounded"."""
        if self.kind is not FieldType.COUNT:
            return text
        in_name = (harm for word, harm in _HARM_IN_FIELDS.items() if word in self.name)
        harm = StatedHarm.KILLED if self.is_of_deaths else next(in_name, None)
        return part_about(text, harm) if harm else text

    def _without_sex(self, text: str) -> str:
        """The age of a cell that holds the sex as well: "40 M"."""
        word = word_beside_age(text) if self.sexes else ""
        return age_without(text, word) if word in self.sexes else text

    def _tidy(self, text: str) -> str:
        return tidy_rows(text) if self.keeps_rows else tidy(text)

    def _is_unknown(self, text: str) -> bool:
        """Whether a place or a reference says that it is not known."""
        is_place = self.name in ("place", "other_place")
        return (is_place or self.kind is FieldType.REFERENCE) and means_unknown(text, Topic.PLACE)


class ValueReader:
    """Reads the mapped fields of rows as one mapping says.

    Args:
        mapping: says where each field stands.
        types: how each field of this kind of record is read.
    """

    def __init__(self, mapping: SourceMapping, types: Mapping[str, FieldType]) -> None:
        self._mapping = mapping
        self._types = types
        is_release = mapping.kind == RecordKind.DETERMINATION
        self._fields = [
            _Field(
                name,
                types[name],
                rule,
                is_release and name in ("text", "around"),
                name == "value" and mapping.fixed.get("unit") == Unit.DEATHS,
                _sexes_beside(mapping, rule) if types[name] is FieldType.AGE else frozenset(),
            )
            for name, rule in mapping.fields.items()
        ]
        fixed = [_Field(name, types[name], None) for name in mapping.fixed]
        self._fixed = {
            field.name: (field, field.read(mapping.fixed[field.name])) for field in fixed
        }
        self._readers = [(field, *_cell_reader(field)) for field in self._fields]
        self._words = WordsAboutRows(mapping)
        self._range_ends = range_ends(mapping.fields)
        self._parts = stated_parts(mapping)
        self._extra = [
            (rule, lru_cache(DIFFERENT_CELLS)(partial(_read_extra, name, rule)))
            for name, rule in mapping.extra.items()
        ]

    def read(self, cells: Mapping[str, str], corrected: Mapping[str, str]) -> RowValues:
        """The values of one row; ``corrected`` are fields whose text a decision has replaced."""
        values: dict[str, Value] = {}
        texts: dict[str, str] = {}
        remarks: list[Remark] = []
        for field, columns, read in self._readers:
            if field.name in corrected:
                reading = field.read(corrected[field.name])
            else:
                reading = read(*[cells.get(column, "") for column in columns])
            _take(field, reading, values, texts)
            remarks += reading.remarks
        for field, reading in self._fixed.values():
            if field.name in corrected:
                reading = field.read(corrected[field.name])  # noqa: PLW2901  replaced for this row
            _take(field, reading, values, texts)
            remarks += reading.remarks
        for name, text in corrected.items():  # decided of a field that no column holds
            if name in self._types and name not in self._mapping.fields and name not in self._fixed:
                field = _Field(name, self._types[name], None)
                _take(field, field.read(text), values, texts)
        remarks += [
            *points_nowhere(self._mapping, values),
            *crossed_ends(self._mapping, self._range_ends, values),
            *parts_above_whole(self._mapping, self._parts, values),
        ]
        found = {} if "note" in corrected else cells
        doubt = None
        if "harm" not in corrected:
            said = self._words.said(found, values, texts)
            doubt, remarks = said.doubt, remarks + ([said.remark] if said.remark else [])
            values |= said.values
        if doubt is RowDoubt.NOT_HUMAN and is_empty_grave(texts.get("name", ""), is_name=True):
            values.pop("name", None)  # "reserved" is nobody's name
        return RowValues(values, texts, tuple(remarks), doubt)

    def read_extra(
        self, cells: Mapping[str, str]
    ) -> tuple[tuple[ExtraValue, ...], tuple[Remark, ...]]:
        """The fields of the case's own that a row fills, in the mapping's order.

        A value that cannot be read as its type stands as it was written, with a remark.
        """
        values: list[ExtraValue] = []
        remarks: list[Remark] = []
        for rule, read in self._extra:
            value, remark = read(*[cells.get(column, "") for column in rule.reads])
            values += [value] if value else []
            remarks += [remark] if remark else []
        return tuple(values), tuple(remarks)


def _sexes_beside(mapping: SourceMapping, age: FieldRule) -> frozenset[str]:
    """The words for sexes that the mapping translates, where they stand in the column of ages."""
    sex = mapping.fields.get("sex")
    return frozenset(sex.values) if sex and sex.reads == age.reads else frozenset()


def _take(
    field: _Field, reading: FieldReading, values: dict[str, Value], texts: dict[str, str]
) -> None:
    texts[field.name] = reading.text
    if reading.value is not None:
        values[field.name] = reading.value


def _cell_reader(field: _Field) -> tuple[tuple[str, ...], Callable[..., FieldReading]]:
    """The columns of a field, and what reads their cells."""
    if field.rule is None:
        raise ValueError(f"the field {field.name!r} has no columns")
    read = partial(_read_cells, field, field.rule)
    if field.kind in _SELDOM_REPEATED:
        return field.rule.reads, read
    return field.rule.reads, lru_cache(DIFFERENT_CELLS)(read)


def _read_cells(field: _Field, rule: FieldRule, *cells: str) -> FieldReading:
    if field.kind is FieldType.COUNT and len(cells) > 1:
        return _read_sum(field, rule, cells)
    return field.read(field_text(rule, cells, field.kind))


def _read_sum(field: _Field, rule: FieldRule, cells: Sequence[str]) -> FieldReading:
    """One number out of several columns: their sum, at least, where one says nothing."""
    parts = [field.read(field_text(rule, (cell,), field.kind)) for cell in cells]
    text = " + ".join(part.text or "?" for part in parts)
    remarks = tuple(remark for part in parts for remark in part.remarks)
    counts = [part.value for part in parts if isinstance(part.value, CountRange)]
    known = [count for count in counts if count.is_known]
    if not known:
        return FieldReading("", None, remarks)
    added = total(known).range
    whole = added if len(known) == len(cells) else CountRange(added.lowest)
    return FieldReading(text, whole, remarks)


def _read_extra(
    name: str, rule: ExtraField, *cells: str
) -> tuple[ExtraValue | None, Remark | None]:
    kind = FieldType(rule.type.value)
    text = field_text(rule, cells, kind)
    value = read_value(kind, text, rule)
    remark = None
    if isinstance(value, Unreadable):
        remark = Remark(", ".join(rule.reads), text, value.reason)
    if not tidy(text):
        return None, remark
    title = rule.title or name.replace("_", " ").capitalize()
    return ExtraValue(name, title, _plainest(value, text)), remark


def _plainest(value: Value, text: str) -> str:
    match value:
        case DateInterval() | CountRange() if value.is_known:
            return str(value)
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.15g}"
        case tuple():
            return " ".join(str(part) for part in value)
    return tidy(text)


def demand_readable(mapping: SourceMapping, name: str) -> None:
    """Refuse a fixed value that is none of its field: it would be set aside in every row.

    Mappings in the ledger are not tested again, so that a register of before still opens.

    Raises:
        CaseError: naming each of them.
    """
    mistakes = [
        f"\n  - fixed {field}: {value.reason}"
        for field, text in mapping.fixed.items()
        if isinstance(value := read_value(FIELDS[mapping.kind][field], text, None), Unreadable)
    ]
    if mistakes:
        raise CaseError(f"{name} has mistakes:{''.join(mistakes)}")
