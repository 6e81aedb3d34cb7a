"""How the columns of a list write dates, names and counts, as comments for its mapping."""

from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import FieldRule
from sijill.sources.column_habits import ColumnHabit, calendar_of_list, habits_of
from sijill.sources.guessing.proposal import Guess
from sijill.sources.tables.table import Table

_READ_AS: dict[tuple[str, object], str] = {
    ("day_first", True): "the day stands first in numbers like 03/04/2017",
    ("day_first", False): "the month stands first in numbers like 03/04/2017",
    ("comma_after_family", True): "the family name stands before the comma",
    ("thousands", "."): "1.000 is a thousand",
    ("calendar", "iranian"): "years like 1402 are of the Iranian calendar",
    ("calendar", "hijri"): "years like 1402 are of the Hijri calendar",
    ("calendar", "buddhist"): "years like 2560 are of the Thai calendar",
}


def habit_comments(table: Table, guessed: Guess, *, day_first: bool | None) -> list[str]:
    """A line for each field whose column shows how it writes, or leaves it open."""
    kinds = FIELDS[guessed.kind or RecordKind.PERSON]
    habits: list[ColumnHabit] = []
    dated: dict[str, list[str]] = {}
    for field, names in guessed.fields.items():
        if len(names) > 1 and kinds[field] is not FieldType.AGE:
            continue
        cells = sorted({row.cells.get(names[0], "") for row in table.rows} - {""})
        rule = FieldRule(columns=names, day_first=day_first)
        habits += habits_of(field, kinds[field], rule, cells)
        dated |= {field: cells} if kinds[field] is FieldType.DATE else {}
    habits += calendar_of_list(habits, dated)
    return ["", *map(_line, habits)] if habits else []


def _line(habit: ColumnHabit) -> str:
    if habit.value is None:
        return (
            f"# {habit.field}: {habit.reason}. Say which number is the day: day_first = true or "
            "false; until then these cells are set aside."
        )
    if habit.setting in ("counted_names", "mixed_day_order", "units"):
        return f"# {habit.field}: {habit.reason}."
    read_as = _READ_AS[habit.setting, habit.value]
    return f"# {habit.field}: {read_as}, because {habit.reason}. {habit.setting} overrules it."
