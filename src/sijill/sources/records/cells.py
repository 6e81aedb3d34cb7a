"""Cells to values: what the mapping says, applied to one row, with a remark for what was set aside.

A value that cannot be read costs itself and not the record: it becomes unknown, its words stay, and
the problem is listed. Only a row without a usable key or a required value is no record.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from sijill.language.ages import read_age, with_units, word_beside_age
from sijill.language.dates import Calendar, read_date
from sijill.language.names.reading import join_name, read_name
from sijill.language.numbers import read_count
from sijill.language.numbers.stature import read_stature
from sijill.language.scripts import fold_digits, tidy
from sijill.language.times import read_time
from sijill.language.unknown import Topic, means_unknown
from sijill.model.limits import longest_text
from sijill.model.records.fields import FieldType
from sijill.model.records.record import Remark
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import ANY_DAY, BETWEEN_CELLS, FieldRule, Wrapping
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.names import PersonName
from sijill.model.values.places import GeoPoint
from sijill.model.values.stature import UNKNOWN_STATURE, Stature
from sijill.model.values.times import TimeOfDay
from sijill.model.values.unreadable import Unreadable
from sijill.model.vocabulary import vocabulary
from sijill.sources.records.bounds import read_within_bounds
from sijill.sources.records.coordinates import (
    MOST_LATITUDE,
    MOST_LONGITUDE,
    read_coordinates,
    read_degrees,
    read_geometry,
    read_grid_or_utm,
    read_metres,
)
from sijill.sources.records.joined_dates import join_date
from sijill.sources.records.personal_cells import (
    read_codes,
    read_elements,
    read_identity_numbers,
    read_links,
    read_name_cell,
    read_references,
    read_texts,
)

Code = TypeVar("Code", bound=StrEnum)
Value = object
_PHP_TEXT = re.compile(r's:\d+:"(.*?)";')


@dataclass(frozen=True, slots=True)
class RowValues:
    """The values of one row by field, each of the type its field has; absent means unknown."""

    by_field: Mapping[str, Value]
    texts: Mapping[str, str]
    remarks: tuple[Remark, ...] = field(default=())
    doubt: RowDoubt | None = None
    """What the row's own words say against it."""

    def text(self, name: str) -> str:
        """The field as text; empty where there is none."""
        return self.texts.get(name, "")

    def date(self, name: str) -> DateInterval:
        """The field as a date."""
        value = self.by_field.get(name)
        return value if isinstance(value, DateInterval) else UNKNOWN_DATE

    def age(self, name: str) -> AgeInterval:
        """The field as an age."""
        value = self.by_field.get(name)
        return value if isinstance(value, AgeInterval) else UNKNOWN_AGE

    def count(self, name: str) -> CountRange:
        """The field as a number of people."""
        value = self.by_field.get(name)
        return value if isinstance(value, CountRange) else UNKNOWN_COUNT

    def number(self, name: str) -> float | None:
        """The field as a number (degrees, metres)."""
        value = self.by_field.get(name)
        return value if isinstance(value, float) else None

    def names(self, *fields: str) -> tuple[PersonName, ...]:
        """All names that the fields hold, in order."""
        names: list[PersonName] = []
        for name in fields:
            match self.by_field.get(name):
                case PersonName() as single:
                    names.append(single)
                case tuple() as several:
                    names += [entry for entry in several if isinstance(entry, PersonName)]
        return tuple(names)

    def texts_of(self, name: str) -> tuple[str, ...]:
        """The field as several texts."""
        value = self.by_field.get(name)
        return tuple(str(entry) for entry in value) if isinstance(value, tuple) else ()

    def code(self, name: str, codes: type[Code], default: Code) -> Code:
        """The field as a code; ``default`` where it is unknown."""
        value = self.by_field.get(name)
        if not isinstance(value, str):
            return default
        try:
            return codes(value)
        except ValueError:
            return default

    def codes(self, name: str, codes: type[Code]) -> tuple[Code, ...]:
        """The field as several codes, in the order of the cell."""
        return tuple(codes(text) for text in self.texts_of(name))

    def time(self, name: str) -> TimeOfDay | None:
        """The field as a time of day."""
        value = self.by_field.get(name)
        return value if isinstance(value, TimeOfDay) else None

    def stature(self, name: str) -> Stature:
        """The field as a height."""
        value = self.by_field.get(name)
        return value if isinstance(value, Stature) else UNKNOWN_STATURE

    def answer(self, name: str) -> bool | None:
        """The field as yes or no; ``None`` where it says neither."""
        value = self.by_field.get(name)
        return value if isinstance(value, bool) else None

    def yes(self, name: str) -> bool:
        """Whether the field clearly says yes."""
        return self.by_field.get(name) is True

    def point(self, name: str) -> tuple[GeoPoint, int] | None:
        """The field as a point and its radius in metres."""
        match self.by_field.get(name):
            case (GeoPoint() as point, int() as radius_m):
                return point, radius_m
        return None

    def outline(self, name: str) -> Mapping[str, object] | None:
        """The field as a GeoJSON geometry."""
        value = self.by_field.get(name)
        return value if isinstance(value, dict) else None


def field_text(rule: FieldRule, parts: Sequence[str], kind: FieldType) -> str:
    """The text of a field from its cells, in the order of the rule's columns.

    Cells joined by a space (year, month and day of a date as one date), unwrapped, unknowns
    emptied, words translated.
    """
    if sum(map(len, parts)) > longest_text(kind):
        return " ".join(part for part in parts if part.strip())
    if len(parts) > 1 and (together := BETWEEN_CELLS.join(map(tidy, parts))) in rule.values:
        return rule.values[together]
    if kind is FieldType.DATE and len(parts) > 1:
        text = join_date(parts)
    elif kind is FieldType.NAME and len(parts) > 1:
        text = join_name(parts)
    elif rule.units:
        text = with_units(parts, rule.units)
    else:
        text = " ".join(part for part in parts if part.strip())
    if rule.unwrap is Wrapping.PHP and text.startswith("a:"):
        text = ",".join(_PHP_TEXT.findall(text))
    if text in rule.unknown or tidy(text) in rule.unknown:
        return ""
    code = rule.values.get(text, rule.values.get(tidy(text)))
    if code is None and ANY_DAY in rule.values and _holds_day(text):
        code = rule.values[ANY_DAY]
    if code is None and kind is FieldType.SEX and (word := word_beside_age(text)):
        code = rule.values.get(word, word)
    return text if code is None else code


_DAY_IN_NUMBERS = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}\b")
"""A day in numbers, whichever of them is the day and whichever calendar counts the year."""


def _holds_day(text: str) -> bool:
    """Whether a cell holds a day or a month, and not "pending" or "stayed"."""
    day = read_date(text)
    is_read = isinstance(day, DateInterval) and day.is_known
    return is_read or _DAY_IN_NUMBERS.match(fold_digits(tidy(text))) is not None


def read_value(kind: FieldType, text: str, rule: FieldRule | None) -> Value | Unreadable | None:
    """One value; ``None`` where the text is empty and the field is simply unknown."""
    return read_within_bounds(kind, text, lambda: _read(kind, text, rule or _NO_RULE))


def _read(kind: FieldType, text: str, rule: FieldRule) -> Value | Unreadable | None:
    if kind is FieldType.OFFICIAL_REASON:
        return _read_reasons(text, rule)
    if kind.is_code:
        return _read_code(kind, text)
    if kind in _LOCATION_READERS:
        return _read_location(kind, text)
    return _READERS[kind](text, rule)


_NO_RULE = FieldRule(column="fixed")


def _read_number(text: str) -> float | Unreadable | None:
    plain = fold_digits(tidy(text)).replace(" ", "")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError:
        return Unreadable("this is no number")


def _read_location(kind: FieldType, text: str) -> Value | Unreadable | None:
    return _LOCATION_READERS[kind](text) if text.strip() else None


def _parts(text: str, rule: FieldRule) -> tuple[str, ...]:
    parts = text.split(rule.split) if rule.split else [text]
    return tuple(tidy(part) for part in parts if part.strip())


def _actors(text: str, rule: FieldRule) -> tuple[str, ...]:
    return tuple(part for part in _parts(text, rule) if not means_unknown(part))


def _read_code(kind: FieldType, text: str) -> str | Unreadable | None:
    plain = tidy(text).lower().replace(" ", "_").replace("-", "_")
    if not plain:
        return None
    if plain in vocabulary(kind.value).codes:
        return plain
    if means_unknown(text, Topic.SEX if kind is FieldType.SEX else Topic.OTHER):
        return None
    return Unreadable(
        f"{tidy(text)!r} is no code of {kind.value!r}; translate it under 'values' in the mapping"
    )


_BETWEEN_REASONS = re.compile(r"[,;|\n]")


def _read_reasons(text: str, rule: FieldRule) -> tuple[str, ...] | Unreadable | None:
    """Every reason in the cell, each once; a cell with one that is no code is not read."""
    whole = _read_code(FieldType.OFFICIAL_REASON, text)
    if not isinstance(whole, Unreadable):
        return (whole,) if whole else None
    parts = text.split(rule.split) if rule.split else _BETWEEN_REASONS.split(text)
    if len(parts) == 1:
        parts = text.split()
    codes: list[str] = []
    for part in map(tidy, parts):
        code = _read_code(FieldType.OFFICIAL_REASON, rule.values.get(part, part))
        if isinstance(code, Unreadable):
            return code if len(parts) > 1 and _BETWEEN_REASONS.search(text) else whole
        codes += [code] if code else []
    return tuple(dict.fromkeys(codes)) or None


def _read_date(text: str, rule: FieldRule) -> DateInterval | Unreadable:
    zone = ZoneInfo(rule.zone) if rule.zone else None
    return read_date(
        text,
        day_first=rule.day_first,
        zone=zone,
        is_mixed=rule.mixed_day_order,
        calendar=Calendar(rule.calendar) if rule.calendar else None,
    )


def _read_yes_no(text: str) -> bool | Unreadable | None:
    match tidy(text).lower():
        case "yes" | "true" | "1" | "y" | "نعم":
            return True
        case "no" | "false" | "0" | "n" | "لا":
            return False
        case "":
            return None
    return Unreadable("this is neither yes nor no")


_LOCATION_READERS: dict[FieldType, Callable[[str], Value | Unreadable]] = {
    FieldType.LATITUDE: lambda text: read_degrees(text, MOST_LATITUDE, "latitude"),
    FieldType.LONGITUDE: lambda text: read_degrees(text, MOST_LONGITUDE, "longitude"),
    FieldType.METRES: read_metres,
    FieldType.MGRS: read_grid_or_utm,
    FieldType.COORDINATES: read_coordinates,
    FieldType.GEOMETRY: read_geometry,
}


def _read_number_of_people(text: str, rule: FieldRule) -> CountRange | Unreadable:
    counted = read_count(text, rule.thousands)
    if not rule.at_least or isinstance(counted, Unreadable):
        return counted
    return CountRange(counted.lowest)


_READERS: dict[FieldType, Callable[[str, FieldRule], Value | Unreadable | None]] = {
    FieldType.TEXT: lambda _text, _rule: None,
    FieldType.REFERENCE: lambda _text, _rule: None,
    FieldType.NAME: read_name_cell,
    FieldType.NAMES: lambda text, rule: tuple(read_name(part) for part in _parts(text, rule)),
    FieldType.DATE: _read_date,
    FieldType.AGE: lambda text, _rule: read_age(text),
    FieldType.COUNT: _read_number_of_people,
    FieldType.ACTORS: _actors,
    FieldType.YES_NO: lambda text, _rule: _read_yes_no(text),
    FieldType.TIME: lambda text, _rule: read_time(text),
    FieldType.STATURE: lambda text, _rule: read_stature(text),
    FieldType.NUMBER: lambda text, _rule: _read_number(text),
    FieldType.IDENTITY: lambda text, rule: read_identity_numbers(text, rule.split),
    FieldType.CATEGORIES: lambda text, rule: read_codes(
        text, rule.split, rule.values, "victim_category"
    ),
    FieldType.CONSENT_USES: lambda text, rule: read_codes(
        text, rule.split, rule.values, "consent_use"
    ),
    FieldType.CONDITIONS: lambda text, rule: read_codes(
        text, rule.split, rule.values, "remains_condition"
    ),
    FieldType.INVOLVEMENT: lambda text, rule: read_codes(
        text, rule.split, rule.values, "involvement_degree", keeps_order=True
    ),
    FieldType.REFERENCES: lambda text, rule: read_references(text, rule.split),
    FieldType.LINKS: lambda text, rule: read_links(text, rule.split),
    FieldType.TEXTS: lambda text, rule: read_texts(text, rule.split),
    FieldType.ELEMENTS: lambda text, rule: read_elements(text, rule.split),
}
"""How the text of each type is read; codes and locations have readers of their own."""
