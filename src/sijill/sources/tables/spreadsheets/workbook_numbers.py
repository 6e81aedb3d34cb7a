"""Numbers that no calendar has, in cells that a workbook shows as dates or times.

A date is a count of days (ECMA-376 part 1, 18.17.4.1), and a number below zero is none. The reader
of values makes a time of day of it, and the first day of its calendar of what is no number at all.
Such a cell keeps its number as it is written, which the reading of dates then finds to be none.
"""

import io
import re
import zipfile
from collections.abc import Set as AbstractSet
from datetime import date, time
from xml.etree.ElementTree import ParseError

from sijill.sources.tables.spreadsheets.workbook_xml import cells_of_part, parts_of_sheets

_NUMBER = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>\s*([-\w.+]+)\s*<")
_FIRST_YEAR = 1900


def may_be_invented(cell: object) -> bool:
    """Whether a cell as it was read is a time of day, or a day before the calendar begins."""
    return isinstance(cell, time) or (isinstance(cell, date) and cell.year < _FIRST_YEAR)


def numbers_that_are_no_days(
    content: bytes, sheet: str, places: AbstractSet[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """By row and column, from 0, what is written in those of some cells that hold no day.

    Args:
        content: the workbook.
        sheet: the name of the sheet.
        places: the cells that may be invented.
    """
    if not places:
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return {}
            xml = archive.read(parts_of_sheets(archive).get(sheet, ""))
    except (zipfile.BadZipFile, ParseError, KeyError):
        return {}
    written = (
        (row, column, _NUMBER.search(body))
        for row, column, _, body in cells_of_part(xml)
        if (row, column) in places
    )
    return {
        (row, column): number[1].decode("utf-8", "replace")
        for row, column, number in written
        if number is not None and not number[1][:1].isdigit()
    }
