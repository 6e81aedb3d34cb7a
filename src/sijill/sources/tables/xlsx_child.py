"""The child process that opens a spreadsheet.

Run as ``python -m sijill.sources.tables.xlsx_child FILE SHEET``.

It writes one JSON object to standard output and nothing else: rows as lists of texts, or an error.
"""

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

Cell = int | float | str | bool | time | date | datetime | timedelta


def cell_text(value: Cell) -> str:
    """The plainest written form of a cell: ``3843``, ``0.5``, ``2017-06-15``, ``true``."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return value.isoformat()
    return str(value)


def answer(file: str, sheet: str, *, names_only: bool) -> dict[str, object]:
    """The content of one sheet, or what went wrong, as a JSON object."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(Path(file).read_bytes()))
        if names_only:
            return {"sheets": workbook.sheet_names}
        name = sheet or workbook.sheet_names[0]
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except WorksheetNotFound:
        listed = ", ".join(map(repr, workbook.sheet_names))
        return {"error": f"there is no sheet {sheet!r}; the workbook has {listed}."}
    except (CalamineError, IndexError, OSError) as error:
        return {"error": f"the workbook is damaged or cut off ({error}). Ask for the file again."}
    return {"sheet": name, "rows": [[cell_text(cell) for cell in row] for row in rows]}


if __name__ == "__main__":
    arguments = sys.argv[1:]
    json.dump(answer(arguments[0], arguments[1], names_only="names" in arguments[2:]), sys.stdout)
