"""What the values of a row say against each other: ends that cross, parts above their whole.

Coordinates that are no point are taken out; ranges that stand the wrong way round and parts of more
people than the whole are said in a remark.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from sijill.model.records.record import Remark
from sijill.model.records.rejects import Effect
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval

_CODES_OF_NO_PLACE = frozenset({-1.0, -9.0, -99.0, -999.0, 99.0})
"""What questionnaires and statistical programs write where nothing is known."""


def points_nowhere(mapping: SourceMapping, values: dict[str, object]) -> list[Remark]:
    """Takes out coordinates that are none: 0, 0, and a latitude or longitude without the other."""
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if latitude is None and longitude is None:
        return []
    if latitude == 0 and longitude == 0:
        reason = "0, 0 is what databases write where there are no coordinates: the point is unknown"
    elif latitude == longitude and latitude in _CODES_OF_NO_PLACE:
        reason = f"{latitude:g}, {longitude:g} is a code for no coordinates: the point is unknown"
    elif 0 in (latitude, longitude):
        reason = (
            "a latitude or longitude of exactly 0 is what databases write where there is none: the "
            "point is unknown"
        )
    elif latitude is None or longitude is None:
        reason = (
            "a latitude and a longitude make a point; the other one is missing or cannot be read"
        )
    else:
        return []
    rules = [mapping.fields[name] for name in ("latitude", "longitude") if name in mapping.fields]
    columns = ", ".join(column for rule in rules for column in rule.reads)
    words = ", ".join(
        f"{values.pop(name):g}" for name in ("latitude", "longitude") if name in values
    )
    return [Remark(columns, words, reason)]


def range_ends(fields: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Those of the fields that are the two ends of one range."""
    pairs = [(name, f"{name}_until") for name in fields]
    pairs += [(name, f"{name[:-4]}_max") for name in fields if name.endswith("_min")]
    return tuple(pair for pair in pairs if pair[1] in fields)


def crossed_ends(
    mapping: SourceMapping, pairs: Iterable[tuple[str, str]], values: Mapping[str, object]
) -> Iterator[Remark]:
    """Ranges of two columns whose ends stand the wrong way round: said, and how they are read."""
    for first, last in pairs:
        rules = (mapping.fields[name] for name in (first, last) if name in mapping.fields)
        columns = ", ".join(column for rule in rules for column in rule.reads)
        match values.get(first), values.get(last):
            case CountRange(int() as low), CountRange(_, int() as high) if low > high:
                reason = f"the least is above the greatest: it is read as {high:,} to {low:,}"
                yield Remark(columns, f"{low}, {high}", reason, Effect.NOTE)
            case DateInterval(date() as begins), DateInterval(_, date() as ends) if begins > ends:
                reason = "the last day lies before the first: it is set aside"
                yield Remark(columns, f"{begins}, {ends}", reason)


_PARTS = (
    ("people", ("civilians", "children", "women", "men", "combatants")),
    ("civilians", ("children",)),
)
"""Groups, and those that are part of each."""


@dataclass(frozen=True, slots=True)
class StatedPart:
    """A group of people of one harm, and the fields of its number and of those it is part of."""

    name: str
    whole: str
    harm: str
    least: str
    most: str


def stated_parts(mapping: SourceMapping) -> tuple[StatedPart, ...]:
    """The parts of groups whose number the mapping reads; a list of persons states none."""
    parts = []
    for (whole, names), harm in product(_PARTS, ("killed", "injured")):
        ends = (f"{whole}_{harm}_max", f"{whole}_{harm}_min")
        most = next((name for name in ends if name in mapping.fields), "")
        if most:
            parts += [StatedPart(name, whole, harm, f"{name}_{harm}_min", most) for name in names]
    return tuple(parts)


def parts_above_whole(
    mapping: SourceMapping, parts: Sequence[StatedPart], values: Mapping[str, object]
) -> Iterator[Remark]:
    """Rows that state more of a group than of those whom it is part of: one of the two is wrong."""
    for part in parts:
        rules = (mapping.fields.get(part.least), mapping.fields.get(part.most))
        columns = ", ".join(name for rule in rules if rule for name in rule.reads)
        has_ends = part.most.endswith("_max")  # each end has a column of its own
        least = values.get(part.most.replace("_max", "_min")) if has_ends else None
        match values.get(part.least), values.get(part.most), least:
            case CountRange(int() as low), CountRange(_, int() as high), _ if low > high:
                more, than = f"{part.name} {part.harm} ({low:,})", f"{part.whole} ({high:,})"
                reason = f"more {more} than {than}: one is wrong"
                yield Remark(columns, f"{low}, {high}", reason, Effect.NOTE)
            case CountRange(int() as low), _, CountRange(int() as floor) if low > floor:
                more, than = f"{part.name} {part.harm} ({low:,})", f"{part.whole} ({floor:,})"
                reason = f"more {more} than {than}, at the least: one of the lower ends is wrong"
                yield Remark(columns, f"{low}, {floor}", reason, Effect.NOTE)
