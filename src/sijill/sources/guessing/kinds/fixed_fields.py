"""What the mapping of a list says of every row: killed, or an accident."""

from collections.abc import Sequence

from sijill.model.codes import Harm
from sijill.model.records.record import RecordKind
from sijill.model.recovery_codes import HazardObject
from sijill.model.values.quantities import Unit
from sijill.sources.guessing.cell_evidence import harm_texts
from sijill.sources.guessing.columns import Column, FieldColumns
from sijill.sources.guessing.headings.phrases import count_heading
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import asks_of_death
from sijill.sources.guessing.kinds.shapes import Shape
from sijill.sources.guessing.questions.open_questions import columns_of_fate_codes
from sijill.sources.guessing.words import speaks_of


def fixed_values(
    kind: RecordKind,
    fields: FieldColumns,
    shape: Shape | None,
    columns: Sequence[Column],
) -> dict[str, str]:
    """The fields that no column fills and that are the same for every row."""
    fixed = dict(shape.fixed) if shape else {}
    if kind is RecordKind.PERSON and "harm" not in fields and "harm" not in fixed:
        fixed["harm"] = _fate_of_all(fields, columns).value
    if kind is RecordKind.HAZARD and "hazard_object" not in fixed:
        fixed |= _object_of_all(fields, columns)
    if kind is RecordKind.COUNT and "unit" not in fields and _counts_deaths(fields, columns):
        fixed["unit"] = Unit.DEATHS.value
    return fixed


_OF_AREAS = frozenset({"hazard_object", "area_m2", "outline", "cleared", "status"})


def _object_of_all(fields: FieldColumns, columns: Sequence[Column]) -> dict[str, str]:
    """That every row of a list of hazards is an accident, where its headings say so.

    It has people killed or injured, or headings of accidents, and nothing that areas have.
    """
    speaks = bool({"killed", "injured"} & fields.keys()) or speaks_of(
        "accidents", [column.name for column in columns]
    )
    if not speaks or _OF_AREAS & fields.keys():
        return {}
    return {"hazard_object": HazardObject.ACCIDENT.value}


def _fate_of_all(fields: FieldColumns, columns: Sequence[Column]) -> Harm:
    """What befell the people of a list that has no column of fates, as its headings say.

    Of people who were arrested those have died who have a date of death; where some have none, the
    list as a whole says nothing. Nor does it where a column of fates holds codes that nothing
    explains: 1, 2, 9.
    """
    if columns_of_fate_codes(columns, fields) and not speaks_of(
        "killing", [column.name for column in columns]
    ):
        return Harm.UNKNOWN
    is_of_held = speaks_of("detention", [column.name for column in columns])
    if "died" in fields:
        dated = max(column.filled for column in columns if column.name in fields["died"])
        some_live = is_of_held and dated < max(column.filled for column in columns)
        return Harm.UNKNOWN if some_live else Harm.KILLED
    if "last_seen" in fields or speaks_of("missing", fields.get("name", ())):
        return Harm.MISSING
    if is_of_held:
        return Harm.UNKNOWN
    is_of_wounds = speaks_of("wounds", [column.name for column in columns])
    if speaks_of("survival", fields.get("name", ())):
        return Harm.INJURED if is_of_wounds else Harm.ALIVE
    if any(asks_of_death(column.name) for column in columns if column.filled):
        return Harm.KILLED  # a morgue's book has the day of admission and the cause of death
    return Harm.INJURED if is_of_wounds else Harm.KILLED


def _counts_deaths(fields: FieldColumns, columns: Sequence[Column]) -> bool:
    """Whether the number of a list is one of deaths, by its heading or the words of its cells."""
    if harm_texts([column for column in columns if column.name in fields.get("value", ())]):
        return True
    counted = [count_heading(form) for name in fields.get("value", ()) for form in readings(name)]
    return any(count is not None and count.harm == "killed" for count in counted)
