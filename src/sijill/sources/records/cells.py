"""Cells to values: what the mapping says, applied to one row, with a remark for what was set aside.

A value that cannot be read does not cost the person their place in the register: the value becomes
unknown, the words stay, and the problem is listed. Only a row without a usable key, or without a
value that its mapping requires, is no record.
"""

import json
import re
from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from sijill.language.ages import read_age
from sijill.language.dates import read_date
from sijill.language.names import read_name
from sijill.language.numbers import read_count
from sijill.language.scripts import fold_digits, tidy
from sijill.language.times import read_time
from sijill.model.records.fields import FieldType
from sijill.model.records.record import Remark
from sijill.model.settings.source_mapping import FieldRule, Mapping, Wrapping
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.names import PersonName
from sijill.model.values.places import GeoPoint
from sijill.model.values.times import TimeOfDay
from sijill.model.values.unreadable import Unreadable
from sijill.model.vocabulary import vocabulary
from sijill.places.areas import read_outline
from sijill.places.grid import read_grid
from sijill.sources.records.personal_cells import (
    read_categories,
    read_identity_numbers,
    read_links,
    read_texts,
)

Code = TypeVar("Code", bound=StrEnum)
Value = object
_PHP_TEXT = re.compile(r's:\d+:"(.*?)";')
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180
_MOST_RADIUS_M = 2_000_000


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one row by field, each of the type its field has; absent means unknown."""

    found: MappingOf[str, Value]
    texts: MappingOf[str, str]
    remarks: tuple[Remark, ...] = field(default=())

    def text(self, name: str) -> str:
        """The field as text; empty where there is none."""
        return self.texts.get(name, "")

    def date(self, name: str) -> DateInterval:
        """The field as a date."""
        value = self.found.get(name)
        return value if isinstance(value, DateInterval) else UNKNOWN_DATE

    def age(self, name: str) -> AgeInterval:
        """The field as an age."""
        value = self.found.get(name)
        return value if isinstance(value, AgeInterval) else UNKNOWN_AGE

    def count(self, name: str) -> CountRange:
        """The field as a number of people."""
        value = self.found.get(name)
        return value if isinstance(value, CountRange) else UNKNOWN_COUNT

    def number(self, name: str) -> float | None:
        """The field as a number (degrees, metres)."""
        value = self.found.get(name)
        return value if isinstance(value, float) else None

    def names(self, *fields: str) -> tuple[PersonName, ...]:
        """All names that the fields hold, in order."""
        found: list[PersonName] = []
        for name in fields:
            match self.found.get(name):
                case PersonName() as single:
                    found.append(single)
                case tuple() as several:
                    found += [entry for entry in several if isinstance(entry, PersonName)]
        return tuple(found)

    def texts_of(self, name: str) -> tuple[str, ...]:
        """The field as several texts."""
        value = self.found.get(name)
        return tuple(str(entry) for entry in value) if isinstance(value, tuple) else ()

    def code(self, name: str, codes: type[Code], default: Code) -> Code:
        """The field as a code; ``default`` where it is unknown."""
        value = self.found.get(name)
        return codes(value) if isinstance(value, str) and value in list(codes) else default

    def time(self, name: str) -> TimeOfDay | None:
        """The field as a time of day."""
        value = self.found.get(name)
        return value if isinstance(value, TimeOfDay) else None

    def yes(self, name: str) -> bool:
        """Whether the field clearly says yes."""
        return self.found.get(name) is True

    def grid(self, name: str) -> tuple[GeoPoint, int] | None:
        """The field as the centre of a grid square and its radius in metres."""
        match self.found.get(name):
            case (GeoPoint() as point, int() as radius_m):
                return point, radius_m
        return None

    def outline(self, name: str) -> MappingOf[str, object] | None:
        """The field as a GeoJSON geometry."""
        value = self.found.get(name)
        return value if isinstance(value, dict) else None


def read_values(
    mapping: Mapping,
    cells: MappingOf[str, str],
    corrected: MappingOf[str, str],
    types: MappingOf[str, FieldType],
) -> Values:
    """Read every mapped field of one row.

    Args:
        mapping: says where each field stands.
        cells: the row.
        corrected: fields whose text a decision has replaced.
        types: how each field of this kind of record is read.
    """
    found: dict[str, Value] = {}
    texts: dict[str, str] = {}
    remarks: list[Remark] = []
    for name in (*mapping.fields, *mapping.fixed):
        rule = mapping.fields.get(name)
        text = corrected.get(
            name, mapping.fixed.get(name, "") if rule is None else field_text(rule, cells)
        )
        texts[name] = tidy(text)
        value = read_value(types[name], text, rule)
        if isinstance(value, Unreadable):
            column = ", ".join(rule.reads) if rule else f"fixed {name}"
            remarks.append(Remark(column, text, value.reason))
        elif value is not None:
            found[name] = value
    return Values(found, texts, tuple(remarks))


def field_text(rule: FieldRule, cells: MappingOf[str, str]) -> str:
    """The text of a field.

    Cells joined by a space, unwrapped, unknowns emptied, words translated.
    """
    parts = [cells.get(column, "") for column in rule.reads]
    text = " ".join(part for part in parts if part.strip())
    if rule.unwrap is Wrapping.PHP and text.startswith("a:"):
        text = ",".join(_PHP_TEXT.findall(text))
    if text in rule.unknown or tidy(text) in rule.unknown:
        return ""
    return rule.values.get(text, rule.values.get(tidy(text), text))


def read_value(kind: FieldType, text: str, rule: FieldRule | None) -> Value | Unreadable | None:
    """One value; ``None`` where the text is empty and the field is simply unknown."""
    if kind.is_code:
        return _read_code(kind, text)
    if kind in _LOCATIONS:
        return _read_location(kind, text)
    return _READERS[kind](text, rule or _NO_RULE)


_NO_RULE = FieldRule(column="fixed")
_LOCATIONS = frozenset(
    {
        FieldType.LATITUDE,
        FieldType.LONGITUDE,
        FieldType.METRES,
        FieldType.MGRS,
        FieldType.GEOMETRY,
    }
)


def _read_number(text: str) -> float | Unreadable | None:
    plain = fold_digits(tidy(text)).replace(" ", "")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError:
        return Unreadable("this is no number")


def _read_location(kind: FieldType, text: str) -> Value | Unreadable | None:
    if not text.strip():
        return None
    match kind:
        case FieldType.LATITUDE:
            return _read_degrees(text, _MOST_LATITUDE, "latitude")
        case FieldType.LONGITUDE:
            return _read_degrees(text, _MOST_LONGITUDE, "longitude")
        case FieldType.METRES:
            return _read_degrees(text, _MOST_RADIUS_M, "radius in metres")
        case FieldType.MGRS:
            return read_grid(text)
        case FieldType.GEOMETRY:
            return _read_geometry(text)
    raise AssertionError(f"no reader for {kind}")


def _parts(text: str, rule: FieldRule) -> tuple[str, ...]:
    parts = text.split(rule.split) if rule.split else [text]
    return tuple(tidy(part) for part in parts if part.strip())


def _read_code(kind: FieldType, text: str) -> str | Unreadable | None:
    plain = tidy(text).lower().replace(" ", "_").replace("-", "_")
    if not plain:
        return None
    if plain in vocabulary(kind.value).codes:
        return plain
    return Unreadable(
        f"{tidy(text)!r} is no code of {kind.value!r}; translate it under 'values' in the mapping"
    )


def _read_degrees(text: str, most: float, what: str) -> float | Unreadable:
    try:
        number = float(fold_digits(tidy(text)))
    except ValueError:
        return Unreadable(f"this is no {what}")
    if not -most <= number <= most:
        return Unreadable(f"a {what} of {number:g} is outside {-most:g} to {most:g}")
    return number


def _read_yes_no(text: str) -> bool | Unreadable | None:
    match tidy(text).lower():
        case "yes" | "true" | "1" | "y" | "نعم":
            return True
        case "no" | "false" | "0" | "n" | "لا":
            return False
        case "":
            return None
    return Unreadable("this is neither yes nor no")


def _read_geometry(text: str) -> dict[str, object] | Unreadable:
    try:
        outline = json.loads(text)
    except json.JSONDecodeError:
        return Unreadable("this is no GeoJSON geometry")
    if not isinstance(outline, dict):
        return Unreadable("this is no GeoJSON geometry")
    shape = read_outline(outline)
    return shape if isinstance(shape, Unreadable) else outline


_READERS: dict[FieldType, Callable[[str, FieldRule], Value | Unreadable | None]] = {
    FieldType.TEXT: lambda _text, _rule: None,
    FieldType.REFERENCE: lambda _text, _rule: None,
    FieldType.NAME: lambda text, _rule: read_name(text),
    FieldType.NAMES: lambda text, rule: tuple(read_name(part) for part in _parts(text, rule)),
    FieldType.DATE: lambda text, rule: read_date(text, day_first=rule.day_first),
    FieldType.AGE: lambda text, _rule: read_age(text),
    FieldType.COUNT: lambda text, _rule: read_count(text),
    FieldType.ACTORS: _parts,
    FieldType.YES_NO: lambda text, _rule: _read_yes_no(text),
    FieldType.TIME: lambda text, _rule: read_time(text),
    FieldType.NUMBER: lambda text, _rule: _read_number(text),
    FieldType.IDENTITY: lambda text, rule: read_identity_numbers(text, rule.split),
    FieldType.CATEGORIES: lambda text, rule: read_categories(text, rule.split, rule.values),
    FieldType.LINKS: lambda text, rule: read_links(text, rule.split),
    FieldType.TEXTS: lambda text, rule: read_texts(text, rule.split),
}
"""How the text of each type is read; codes and locations have readers of their own."""
