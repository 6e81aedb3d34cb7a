"""Results as files for other programs: figures as JSON, every table as CSV.

CSV is UTF-8 with a byte order mark, so that spreadsheet programs show Arabic. Every cell but plain
codes and numbers is quoted. What a spreadsheet would run as a formula gets an apostrophe before it,
wherever a program with another delimiter, or one that drops spaces, could find its beginning
(OWASP, *CSV Injection*).
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

from xlsxwriter import Workbook

from sijill.figures.book import FigureBook, value_text
from sijill.figures.figure import Contribution, Figure, PartRole
from sijill.model.settings.case import Case
from sijill.model.values.quantities import Refusal

_SIGNS = (
    r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212\u207a-\u207c\u208a-\u208c"
    r"\u2a75\u2a76\ufb29]"
)
_SIGN = re.compile(_SIGNS)
_UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f"
)
"""Signs of control and format (Unicode categories Cc and Cf)."""
_FORMULA = re.compile(
    rf"""
    ( (?: ^ | [;\t|\r\n\v\f\x85\u2028\u2029] )  # where a cell may begin, by any delimiter
      [\s"{_UNSEEN}]*+ )
    ( {_SIGNS} )?
    """,
    re.VERBOSE,
)
"""The beginning of a cell with spaces and invisible signs, and a formula's sign in any width.

The sign is optional so that spaces are passed over once, however many there are.
"""

_PLAIN = re.compile(r"-?[A-Za-z0-9_][A-Za-z0-9_.]*")
_NO_FORMULA = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]*")
"""A plain cell that can begin no formula: it has no minus sign."""
_DIFFERENT_CELLS = 65_536
_LONGEST_XLSX_CELL = 32_767
"""In characters, by the format."""

Item = TypeVar("Item")
Cells = Mapping[str, Callable[[Item], object]]
"""By the name of each column, what it holds of an item."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """One table: the name of its file, columns, rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]

    @classmethod
    def of(cls, name: str, items: Iterable[Item], cells: Cells[Item]) -> "CsvTable":
        """A table of one row an item.

        Args:
            name: of the file.
            items: in the order of the rows.
            cells: by the name of each column, in order, what it holds of an item.
        """
        rows = [tuple(cell(item) for cell in cells.values()) for item in items]
        return cls(name, tuple(cells), rows)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV text, with byte order mark, quoted cells and formulas disarmed.

    Only codes and numbers of plain letters and digits stand without quotation marks: they read the
    same under every delimiter.
    """
    lines = (",".join(map(_quoted, row)) for row in (columns, *rows))
    return "\ufeff" + "".join(f"{line}\r\n" for line in lines)


def _quoted(cell: object) -> str:
    return _quoted_text(str(cell)) if isinstance(cell, str) else _in_quotes(_disarmed(cell))


@lru_cache(maxsize=_DIFFERENT_CELLS)
def _quoted_text(text: str) -> str:
    """Text as a cell; most cells of a large table are the same few."""
    return text if _NO_FORMULA.fullmatch(text) else _in_quotes(_disarmed(text))


def _in_quotes(cell: object) -> str:
    text = str(cell)
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _disarmed(cell: object) -> object:
    if not isinstance(cell, str):
        return "" if cell is None else cell
    if cell.startswith(("\t", "\r", "\n")):
        cell = f"'{cell}"
    return _FORMULA.sub(_with_apostrophe, cell) if _SIGN.search(cell) else cell


def _with_apostrophe(start: re.Match[str]) -> str:
    return f"{start[1]}'{start[2]}" if start[2] else start[1]


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet of a workbook: its name, columns, rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def workbook(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A table as an XLSX workbook of one sheet; see ``workbook_of``."""
    return workbook_of([WorkbookSheet("Sheet1", columns, rows)])


def workbook_of(sheets: Iterable[WorkbookSheet]) -> bytes:
    """Tables as an XLSX workbook in which every cell is text and nothing a formula.

    The same tables give the same bytes. A cell that is longer than a workbook can hold ends with
    an ellipsis.
    """
    target = io.BytesIO()
    options = {
        "in_memory": True,  # no copy of the words in the system's folder for temporary files
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(target, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        for table in sheets:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate((table.columns, *table.rows)):
                for place, cell in enumerate(row):
                    words = "" if cell is None else str(cell)
                    if len(words) > _LONGEST_XLSX_CELL:
                        words = words[: _LONGEST_XLSX_CELL - 1] + "…"
                    sheet.write_string(number, place, words, text if number else head)
    return target.getvalue()


def parquet_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as Parquet: a column of whole numbers as such, every other as text, empty as null.

    The same table gives the same bytes under one version of pyarrow. It is not compressed, so that
    a search through all files for a name that must not leave the case finds it here, too.
    """
    import pyarrow as pa  # noqa: PLC0415  an extra, and slow to load
    import pyarrow.parquet as pq  # noqa: PLC0415

    kept = [tuple(row) for row in rows]
    arrays = {}
    for place, name in enumerate(columns):
        cells = [None if row[place] in (None, "") else row[place] for row in kept]
        is_number = any(cell is not None for cell in cells) and all(
            cell is None or (isinstance(cell, int) and not isinstance(cell, bool)) for cell in cells
        )
        plain = cells if is_number else [None if cell is None else str(cell) for cell in cells]
        arrays[name] = pa.array(plain, pa.int64() if is_number else pa.string())
    target = io.BytesIO()
    pq.write_table(pa.table(arrays), target, compression="none")
    return target.getvalue()


def figures_json(book: FigureBook, case: Case, settled_at: str) -> str:
    """All figures with their scope, definition and records.

    ``settled_at`` is the UTC time of the settlement. Everything but it and the checkpoint is the
    same for the same input.
    """
    content = {
        "case": {"title": case.title, "area": case.area, "period": case.period.to_edtf()},
        "marking": "internal, not for publication",
        "codebook": {"version": book.codebook.version, "dated": book.codebook.dated},
        "checkpoint": {
            "size": book.checkpoint.size,
            "root": book.checkpoint.root,
            "at": settled_at,
        },
        "digest": book.digest(),
    }
    figures = (
        f"\n  {_json(name)}: {_nested(_figure_json(figure), 2)}"
        for name, figure in book.figures.items()
    )
    head = _json(content).removesuffix("\n}")
    return f'{head},\n "figures": {_between("{", figures, " }")}\n}}\n'


def _figure_json(figure: Figure) -> str:
    """A figure with its contributions, of which there may be hundreds of thousands."""
    head = _json(_figure(figure)).removesuffix("\n}")
    parts = (f"\n  {_nested(_contribution_json(part), 2)}" for part in figure.contributions)
    return f'{head},\n "records": {_between("[", parts, " ]")}\n}}'


def _contribution_json(part: Contribution) -> str:
    if (
        part.remark
        or part.role is not PartRole.ADDED
        or part.value.lowest is None
        or part.value.highest is None
    ):
        return _json(_contribution(part))
    return (
        f'{{\n "id": {_json(part.subject)},\n "lowest": {part.value.lowest},\n '
        f'"highest": {part.value.highest}\n}}'
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _nested(text: str, levels: int) -> str:
    """JSON text so many levels further in. Line ends stand between values, never inside them."""
    return text.replace("\n", "\n" + " " * levels)


def _between(opening: str, parts: Iterable[str], closing: str) -> str:
    content = ",".join(parts)
    return f"{opening}{content}\n{closing}" if content else f"{opening}{closing.strip()}"


def _figure(figure: Figure) -> dict[str, object]:
    content: dict[str, object] = {
        "title": figure.title,
        "title_ar": figure.title_ar,
        "text": value_text(figure),
        "definition": figure.definition,
    }
    if isinstance(figure.value, Refusal):
        content |= {
            "refused": figure.value.reason.value,
            "explanation": figure.value.explanation,
            "needed": figure.value.needed,
        }
    else:
        low, high = figure.signed or (figure.value.value.lowest, figure.value.value.highest)
        content |= {
            "lowest": low,
            "highest": high,
            "unit": figure.value.unit.value,
            "layer": figure.value.layer.value,
            "scope": figure.value.scope.as_json(),
            "unknown_parts": figure.unknown,
        }
    return content


def _contribution(part: Contribution) -> dict[str, object]:
    content: dict[str, object] = {
        "id": part.subject,
        "lowest": part.value.lowest,
        "highest": part.value.highest,
    }
    if part.role is not PartRole.ADDED:
        content["role"] = part.role.value
    return content | ({"remark": part.remark} if part.remark else {})
