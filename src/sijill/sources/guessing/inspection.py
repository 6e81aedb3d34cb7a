"""A file looked at for the first time: its columns, what each may mean, and a mapping to be edited.

Guesses rest on headings in three languages (``synonyms.toml``) and on the cells. Nothing is decided
here: the mapping is text for a person, with what was seen written beside it as comments.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold, tidy
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.model.vocabulary import vocabulary
from sijill.sources.tables.table import Table

MOST_SHOWN = 12
_SEPARATORS = re.compile(r"[\s_\-/\\.:]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it was found.

    How many cells are filled, how many differ, and the commonest cells.
    """

    name: str
    filled: int
    different: int
    commonest: tuple[tuple[str, int], ...]

    @property
    def example(self) -> str:
        """The first of the commonest cells, shortened."""
        return tidy(self.commonest[0][0])[:60] if self.commonest else ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposed mapping: the kind of list, a column for each field, key and protected columns."""

    kind: RecordKind
    fields: dict[str, str]
    key: tuple[str, ...]
    protected: tuple[str, ...]


@cache
def _synonyms() -> dict[str, dict[str, dict[str, list[str]]]]:
    text = files("sijill.sources.guessing").joinpath("synonyms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


_NOT_IN_TOML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What TOML forbids or an editor shows as the end of a line, besides what JSON escapes."""


def heading(text: str) -> str:
    """A heading as synonyms are compared: folded, separators as single spaces."""
    return _SEPARATORS.sub(" ", fold(text)).strip()


def look_at(table: Table) -> list[Column]:
    """Every column with its cells counted."""
    found: list[Column] = []
    for name in table.columns:
        cells = Counter(row.cells[name] for row in table.rows if row.cells[name].strip())
        found.append(
            Column(name, sum(cells.values()), len(cells), tuple(cells.most_common(MOST_SHOWN)))
        )
    return found


def guess(columns: Iterable[Column], rows: int, kind: RecordKind | None = None) -> Guess:
    """The likeliest mapping of a table with so many rows."""
    known = list(columns)
    chosen = kind or guess_kind(column.name for column in known)
    protected = tuple(
        column.name for column in known if heading(column.name) in _headings("protected", "names")
    )
    open_columns = [column for column in known if column.name not in protected]
    return Guess(
        chosen, guess_fields(open_columns, chosen), guess_key(open_columns, rows), protected
    )


def guess_kind(names: Iterable[str]) -> RecordKind:
    """The kind of list whose telling headings occur most; a list of persons if none does."""
    headings = {heading(name) for name in names}
    scores = {
        RecordKind(kind): sum(heading(word) in headings for word in words)
        for kind, words in _synonyms()["kinds"].items()
    }
    best = max(scores, key=lambda kind: (scores[kind], kind is RecordKind.PERSON))
    return best if scores[best] else RecordKind.PERSON


def guess_fields(columns: Iterable[Column], kind: RecordKind) -> dict[str, str]:
    """For each field of the kind, the first column with one of its headings.

    A column serves one field.
    """
    by_heading: dict[str, str] = {}
    for column in columns:
        by_heading.setdefault(heading(column.name), column.name)
    found: dict[str, str] = {}
    for name, words in _synonyms()["fields"][kind.value].items():
        for word in words:
            column_name = by_heading.get(heading(word))
            if column_name is not None and column_name not in found.values():
                found[name] = column_name
                break
    return {name: found[name] for name in FIELDS[kind] if name in found}


def guess_key(columns: Iterable[Column], rows: int) -> tuple[str, ...]:
    """The column that names rows.

    Filled and different in every row, one with a telling heading first.
    """
    unique = [
        column.name for column in columns if rows and column.filled == column.different == rows
    ]
    telling = [name for name in unique if heading(name) in _headings("keys", "names")]
    return tuple((telling or unique)[:1]) if telling or len(unique) == 1 else ()


def _headings(table: str, name: str) -> set[str]:
    words = _synonyms()[table][name]
    return {heading(word) for word in words}


def write_mapping(
    source: str, file: str, table: Table, columns: list[Column], guessed: Guess
) -> str:
    """The guessed mapping as TOML, with the cells that need translating shown as comments."""
    lines = [
        *_about(source, file, table, guessed),
        "",
        "[covers]  # what the list sets out to hold; absence elsewhere says nothing",
        'place = ""',
        'period = ""  # for example 2017-06-06/2017-10-20',
        "categories = []",
        "",
        "[key]  # the columns that name a row and stay the same when the list is issued again",
        f"columns = [{', '.join(map(quoted, guessed.key))}]",
        "",
        *_fields(columns, guessed),
    ]
    if guessed.kind is RecordKind.PERSON and "harm" not in guessed.fields:
        lines += [
            "",
            "[fixed]",
            'harm = "killed"  # nothing in the list says; correct it if the list holds others',
        ]
    return "\n".join(lines) + "\n"


def _about(source: str, file: str, table: Table, guessed: Guess) -> list[str]:
    """What the list is, and how its file is read."""
    sheets = ", ".join(map(quoted, table.sheets))
    sheet = table.sheet if len(table.sheets) <= 1 else ""
    reading = {"sheet": sheet, "encoding": _stated(table), "delimiter": table.delimiter}
    lines = [
        (
            "# Guessed by sijill inspect. Look over every line; what is wrong here is wrong in "
            "every number."
        ),
        f"id = {quoted(source)}",
        f"title = {quoted(source.replace('-', ' ').capitalize())}",
        f"kind = {quoted(guessed.kind)}  # one of: {', '.join(RecordKind)}",
        f"file = {quoted(file)}",
        'publisher = ""  # who keeps this list',
        *(f"{name} = {quoted(value)}" for name, value in reading.items() if value),
        *([f"sheets = [{sheets}]  # with the same headings"] if len(table.sheets) > 1 else []),
        *([f"header_row = {table.header_row}"] if table.header_row > 1 else []),
        "derives_from = []  # ids of sources that this list takes rows from",
    ]
    if guessed.protected:
        columns = ", ".join(map(quoted, guessed.protected))
        lines.append(f"protected = [{columns}]  # never leave the captured file")
    return lines


def _fields(columns: list[Column], guessed: Guess) -> list[str]:
    """Which column each field reads, the columns that none reads, and the coded fields."""
    seen = {column.name: column for column in columns}
    plain, coded = ["[fields]"], []
    for field, column in guessed.fields.items():
        if FIELDS[guessed.kind][field].is_code:
            coded += ["", *_coded(field, seen[column], guessed.kind)]
        else:
            plain.append(f"{field} = {quoted(column)}")
    used = (*guessed.fields.values(), *guessed.key, *guessed.protected)
    return [*plain, *(f"# not used: {quoted(name)}" for name in seen if name not in used), *coded]


def _coded(field: str, column: Column, kind: RecordKind) -> list[str]:
    """A field whose cells are translated into codes.

    The cells seen, those understood, the others as comments.
    """
    codes = vocabulary(FIELDS[kind][field].value).codes
    lines = [f"[fields.{field}]", f"column = {quoted(column.name)}"]
    known, open_cells = {}, []
    for cell, count in column.commonest:
        code = translation(field, cell)
        if code:
            known[cell] = code
        elif tidy(cell).lower().replace(" ", "_") not in codes:
            open_cells.append((cell, count))
    lines += ["[fields." + field + ".values]"] if known or open_cells else []
    lines += [f"{quoted(cell)} = {quoted(code)}" for cell, code in known.items()]
    lines += [
        f'# {quoted(cell)} = ""  # {count} rows; one of: {", ".join(codes)}'
        for cell, count in open_cells
    ]
    return lines


def translation(field: str, cell: str) -> str:
    """The code that a cell of a coded field means, where the word lists know it; else empty."""
    for code, words in _synonyms()["values"].get(field, {}).items():
        if heading(cell) in {heading(word) for word in words}:
            return code
    return ""


def _stated(table: Table) -> str:
    return "" if table.encoding in ("utf-8", "") else table.encoding


def quoted(text: str) -> str:
    """A text as TOML writes it, on one line: it ends neither its line nor its quotation."""
    written = json.dumps(str(text), ensure_ascii=False)
    return _NOT_IN_TOML.sub(_escape, written)


def _escape(found: re.Match[str]) -> str:
    """A sign as TOML escapes it; half a pair of surrogates is no sign there."""
    number = ord(found[0])
    return "\\ufffd" if 0xD800 <= number <= 0xDFFF else f"\\u{number:04x}"  # noqa: PLR2004  Unicode
