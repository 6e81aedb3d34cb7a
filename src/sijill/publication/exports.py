"""Results as files for other programs: figures as JSON, every table as CSV.

CSV is UTF-8 with a byte order mark, so that spreadsheet programs show Arabic; a text that a
spreadsheet would run as a formula gets an apostrophe before it.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sijill.figures.book import FigureBook, value_text
from sijill.figures.figure import Contribution, Figure
from sijill.model.errors import StorageError
from sijill.model.settings.case import Case
from sijill.model.values.quantities import Refusal, Scope

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class CsvTable:
    """One table: the name of its file, columns, rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def write_text(path: Path, text: str) -> None:
    """Write a file whole: a reader never sees half of it. Unchanged files are left alone.

    Raises:
        StorageError: if it cannot be written; what was there before stays.
    """
    temporary = path.with_name(f".{path.name}.new")
    content = text.encode()
    try:
        if path.exists() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StorageError(
            f"{path} cannot be written ({error.strerror}). The ledger is unharmed; make room "
            "or change the permissions and build again."
        ) from error


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV text, with byte order mark and formulas disarmed."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_disarmed(cell) for cell in row])
    return "\ufeff" + target.getvalue()


def _disarmed(cell: object) -> object:
    text = "" if cell is None else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA_STARTS) else text


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
        "figures": {name: _figure(figure) for name, figure in book.figures.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _figure(figure: Figure) -> dict[str, object]:
    told: dict[str, object] = {
        "title": figure.title,
        "title_ar": figure.title_ar,
        "text": value_text(figure),
        "definition": figure.definition,
    }
    if isinstance(figure.value, Refusal):
        told |= {
            "refused": figure.value.reason.value,
            "explanation": figure.value.explanation,
            "needed": figure.value.needed,
        }
    else:
        low, high = figure.signed or (figure.value.value.lowest, figure.value.value.highest)
        told |= {
            "lowest": low,
            "highest": high,
            "unit": figure.value.unit.value,
            "layer": figure.value.layer.value,
            "scope": _scope(figure.value.scope),
            "unknown_parts": figure.unknown,
        }
    return told | {"records": [_contribution(part) for part in figure.contributions]}


def _contribution(part: Contribution) -> dict[str, object]:
    told: dict[str, object] = {
        "id": part.subject,
        "lowest": part.value.lowest,
        "highest": part.value.highest,
    }
    return told | ({"remark": part.remark} if part.remark else {})


def _scope(scope: Scope) -> Mapping[str, object]:
    return {
        "place": scope.place,
        "period": scope.period.to_edtf(),
        "actor": scope.actor,
        "status": scope.status,
        "grades": list(scope.grades),
        "sources": list(scope.sources),
    }
