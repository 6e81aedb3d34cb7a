"""Lists that grade their incidents as monitors of harm to civilians do."""

from collections.abc import Sequence

from sijill.model.records.fields import FieldType
from sijill.sources.guessing.cell_evidence import holds
from sijill.sources.guessing.columns import Column, FieldColumns
from sijill.sources.guessing.questions.answers import ARE_CIVILIANS


def of_graded_civilians(
    fields: FieldColumns, columns: Sequence[Column]
) -> tuple[FieldColumns, str]:
    """The fields of a list that grades its incidents as monitors of harm to civilians do.

    "killed_min" there counts civilians, if no column counts civilians or fighters apart. The
    second value is the caution that says so.
    """
    grade = [column for column in columns if (column.name,) == fields.get("grade")]
    apart = [name for name in fields if name.startswith(("civilians_", "combatants_"))]
    renamed = {
        name: name.replace("people_", "civilians_")
        for name in fields
        if name.startswith(("people_killed_", "people_injured_"))
    }
    is_graded = any(holds(FieldType.EVIDENCE_GRADE, column) for column in grade)
    if not renamed or apart or not is_graded:
        return fields, ""
    named = ", ".join(repr(fields[name][0]) for name in renamed)
    return {renamed.get(name, name): names for name, names in fields.items()}, (
        f"{named} {ARE_CIVILIANS} {grade[0].name!r} grades incidents as monitors of "
        "harm to civilians do; if they count fighters too, write people_killed_min and so on"
    )
