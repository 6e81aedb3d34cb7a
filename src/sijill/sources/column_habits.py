"""How a column writes, decided from all its cells: day or month first, family first, 1.000.

A cell such as 03/04/2017 does not show which number is the day; another of its column may. The
heading "Age (months)" says of what its bare numbers are. What the mapping states is never
overruled, and what nothing decides stays open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijill.language.ages import unit_of_heading
from sijill.language.dates import day_order, has_other_years, year_calendar
from sijill.language.names.order import name_order, numbered_names
from sijill.language.numbers import thousands_sign
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.settings.source_mapping import FieldRule, SourceMapping


@dataclass(frozen=True, slots=True)
class ColumnHabit:
    """What a field's cells show: the setting of its rule, its value, and a phrase that says why.

    ``value`` is ``None`` where the cells contradict each other or leave it open.
    """

    field: str
    setting: str
    value: bool | str | tuple[str, ...] | None
    reason: str


def column_habits(
    mapping: SourceMapping, rows: Sequence[Mapping[str, str]]
) -> tuple[ColumnHabit, ...]:
    """What the cells of each date, name and count show where the mapping does not state it."""
    habits: list[ColumnHabit] = []
    kinds = FIELDS[mapping.kind]
    dated: dict[str, Sequence[str]] = {}
    for name, rule in mapping.fields.items():
        if kinds[name] is FieldType.AGE:
            habits += _of_ages(name, rule)
        elif len(rule.reads) == 1 and kinds[name] in _HABITS_OF:
            cells = sorted({row.get(rule.reads[0], "") for row in rows} - {""})
            habits += habits_of(name, kinds[name], rule, cells)
            if kinds[name] is FieldType.DATE and not rule.calendar:
                dated[name] = cells
    return (*habits, *calendar_of_list(habits, dated))


def calendar_of_list(
    habits: Sequence[ColumnHabit], dated: Mapping[str, Sequence[str]]
) -> Iterator[ColumnHabit]:
    """The calendar that days of a list show, for its columns of bare years that show none.

    Args:
        habits: what single columns show.
        dated: the different cells of each field of dates whose rule states no calendar.
    """
    shown = {habit.field: habit for habit in habits if habit.setting == "calendar"}
    calendars = {habit.value for habit in shown.values()}
    for field, cells in dated.items() if len(calendars) == 1 else ():
        if field not in shown and has_other_years(cells):
            said = next(iter(shown.values()))
            reason = f"those of {said.field} are: {said.reason}"
            yield ColumnHabit(field, "calendar", said.value, reason)


def habits_of(
    field: str, kind: FieldType, rule: FieldRule, cells: Sequence[str]
) -> list[ColumnHabit]:
    """What the headings of a field, or the different cells of its one column, show about it."""
    if kind is FieldType.AGE:
        return _of_ages(field, rule)
    return _HABITS_OF[kind](field, rule, cells) if kind in _HABITS_OF else []


def with_habits(mapping: SourceMapping, rows: Sequence[Mapping[str, str]]) -> SourceMapping:
    """The mapping with what its columns show written into its rules."""
    decided: dict[str, dict[str, object]] = {}
    for habit in column_habits(mapping, rows):
        if habit.value is not None:
            decided.setdefault(habit.field, {})[habit.setting] = habit.value
    if not decided:
        return mapping
    fields = {
        name: rule.model_copy(update=decided[name]) if name in decided else rule
        for name, rule in mapping.fields.items()
    }
    return mapping.model_copy(update={"fields": fields})


def _of_dates(name: str, rule: FieldRule, cells: Sequence[str]) -> list[ColumnHabit]:
    habits: list[ColumnHabit] = []
    if not rule.calendar:
        calendar, reason = year_calendar(cells, rule.reads[0])
        if calendar is not None:
            habits.append(ColumnHabit(name, "calendar", calendar.value, reason))
    if rule.day_first is not None:
        return habits
    order = day_order(cells, rule.reads[0])
    if order.contradicts:
        habits.append(ColumnHabit(name, "mixed_day_order", value=True, reason=order.reason))
    if order.day_first is not None or order.doubtful or order.contradicts:
        habits.append(ColumnHabit(name, "day_first", order.day_first, order.reason))
    return habits


def _of_names(name: str, rule: FieldRule, cells: Sequence[str]) -> list[ColumnHabit]:
    habits: list[ColumnHabit] = []
    if rule.comma_after_family is None:
        order = name_order(cells)
        if order.comma_after_family is not None:
            habits.append(
                ColumnHabit(name, "comma_after_family", order.comma_after_family, order.reason)
            )
    if not rule.counted_names and (counted := tuple(sorted(numbered_names(cells)))):
        reason = f"{len(counted)} names stand with several numbers: relatives counted through"
        habits.append(ColumnHabit(name, "counted_names", counted, reason))
    return habits


def _of_ages(name: str, rule: FieldRule) -> list[ColumnHabit]:
    units = tuple(unit_of_heading(column) for column in rule.reads)
    if rule.units or not set(units) - {"", "years"}:
        return []
    headings = " and ".join(
        f"{column!r}" for column, unit in zip(rule.reads, units, strict=True) if unit
    )
    reason = (
        f"bare numbers are {' and '.join(filter(None, units))}, as the heading says: {headings}"
    )
    return [ColumnHabit(name, "units", units, reason)]


def _of_counts(name: str, rule: FieldRule, cells: Sequence[str]) -> list[ColumnHabit]:
    sign = "" if rule.thousands else thousands_sign(cells)
    if not sign:
        return []
    return [ColumnHabit(name, "thousands", sign, "points part thousands in its other cells")]


_HABITS_OF = {
    FieldType.DATE: _of_dates,
    FieldType.NAME: _of_names,
    FieldType.COUNT: _of_counts,
}
