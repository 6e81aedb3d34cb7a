"""Rows of a JSON file: a list of objects, JSON Lines, or the features of a GeoJSON collection.

Objects inside a row become columns with dots (``place.name``); lists of texts are joined by ``; ``.
Numbers keep the digits they were written with.

Lines of JSON Lines end at a line feed alone: other signs that Unicode calls line ends may stand
inside a text (https://jsonlines.org, RFC 8259 section 7).
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import eq

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.csv_tables import decode
from sijill.sources.tables.json_values import (
    NamesError,
    NestingError,
    RepeatedKeys,
    fault_of,
    parse,
    quotable,
    refuse_openings,
    refuse_problems,
    written,
)
from sijill.sources.tables.table import Grid, Row, Table, cell_problem, storable, words_of
from sijill.sources.tables.table_building import refuse_excess

GEOMETRY = "geometry"
"""The column that holds a GeoJSON feature's geometry, as JSON text."""
_LINES_SUFFIX = ".jsonl"
_ONE_LINE = re.compile(r"[^\n]*+[\r\n]*+\Z")
_FEWEST_NUMBERED, _FEWEST_NAMED, _SHARE = 2, 3, 0.8
_OF_COLLECTION = frozenset(("type", "crs", "bbox"))
"""Members of a feature collection that are no data of its rows (RFC 7946, 5 and B.1)."""
_OF_FEATURE = frozenset(("type", "id", "properties", GEOMETRY, "bbox"))


@dataclass(frozen=True, slots=True)
class _BadLine:
    """A line of JSON Lines that is no JSON."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Items:
    """The entries that are to be rows, and what else stands beside their list."""

    entries: list[object]
    beside: dict[str, object] = field(default_factory=dict)


def read_json(content: bytes, rows_at: str, where: Grid) -> Table:
    """Read a JSON, JSON Lines or GeoJSON file.

    An entry that is no object, names a value twice or is nested beyond reason is a problem; the
    others are read.

    Args:
        content: the file.
        rows_at: the key under which the list of rows stands; empty where the file is the list.
        where: names the file in problems.

    Raises:
        FileUnreadableError: if the file is no JSON, holds no list of objects where it should, or
            more lists, objects or entries than a list of its size.
    """
    text, encoding = decode(content, "", where)
    size = len(content)
    del content  # or a long list is in memory twice
    refuse_openings(text, size, where)
    listed = _items(text, rows_at, where)
    del text
    items = listed.entries
    refuse_excess((), len(items), size, where)
    rows: list[tuple[int, dict[str, str]]] = []
    problems: list[Reject] = list(_beside(listed.beside, where))
    columns: dict[str, str] = {}
    for number in range(1, len(items) + 1):
        item, items[number - 1] = items[number - 1], None  # one by one, or all are in memory twice
        cells, reason = _cells(item)
        if reason:
            value = item.words if isinstance(item, _BadLine) else written(item)
            problems.append(where.problem(number, reason, words_of([value])))
            refuse_problems(len(problems), number, where)
            continue
        for name in cells:
            if name not in columns:
                columns[name] = storable(name)
        rows.append((number, cells))
    refuse_excess(tuple(columns), len(items), size, where)
    complete = tuple(Row(number, _complete(cells, columns)) for number, cells in rows)
    names = tuple(columns.values())
    return Table(names, complete, encoding, "", where.sheet, tuple(problems))


def _complete(cells: dict[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    """The cells under all columns in their order, by names that can be stored."""
    if len(cells) == len(columns) and all(map(eq, cells, columns.values())):
        return cells
    return {plain: cells.get(name, "") for name, plain in columns.items()}


def _cells(item: object) -> tuple[dict[str, str], str]:
    """The cells of one entry, or why there are none."""
    if isinstance(item, _BadLine):
        return {}, item.reason
    if reason := fault_of(item, limits.DEEPEST_JSON):
        return {}, reason
    if not isinstance(item, dict):
        return {}, "this entry is no object with named values"
    is_feature = item.get("type") == "Feature"
    if is_feature and not isinstance(item.get("properties"), dict | None):
        return {}, "the properties of this feature are no object with named values"
    cells: dict[str, str] = {}
    for name, text in _flatten(_feature(item) if is_feature else item):
        if name in cells:
            return {}, f"two values of this entry would stand in the column {name!r}"
        cells[name] = text
        if len(cells) > limits.MOST_COLUMNS:
            return {}, f"this entry has more than {limits.MOST_COLUMNS:,} values"
    if any(len(name) > limits.LONGEST_HEADING for name in cells):
        return {}, f"a name in this entry is longer than {limits.LONGEST_HEADING} characters"
    return cells, cell_problem(cells.values()) or cell_problem(cells)


def _beside(values: dict[str, object], where: Grid) -> Iterator[Reject]:
    """A note with what stands beside the list of rows, so that none of it is lost in silence."""
    if values:
        reason = (
            "the file holds other values beside its list of rows; they belong to no row. If the "
            "file is one record a line, let its name end in .jsonl"
        )
        yield where.problem(0, reason, words_of([written(values)]), Effect.NOTE)


def _items(text: str, rows_at: str, where: Grid) -> _Items:
    try:
        content = parse(text)
    except (NestingError, NamesError, json.JSONDecodeError) as error:
        lines = _lines(text)
        if len(lines) > 1 and _is_object(lines[0]):
            return _Items(_json_lines(lines, where))
        raise FileUnreadableError(_why_not(error, where)) from error
    if isinstance(content, RepeatedKeys):
        if not rows_at and _ONE_LINE.match(text):
            return _Items([content])
        raise FileUnreadableError(
            f"{where.file}: the name {content.key!r} stands twice at the top of the file, and "
            "programs disagree on which counts. Ask for the file again."
        )
    if isinstance(content, dict):
        return _rows_of(content, text, rows_at, where)
    if not isinstance(content, list):
        raise FileUnreadableError(f"{where.file}: the file holds no list of rows.")
    return _Items(content)


def _why_not(error: NestingError | NamesError | json.JSONDecodeError, where: Grid) -> str:
    """Why a file cannot be read as a whole."""
    if isinstance(error, json.JSONDecodeError):
        return (
            f"{where.file}, line {error.lineno}: {error.msg}. The file is no valid JSON; it "
            "may be cut off."
        )
    reason = "lists are nested in lists beyond reason"
    if isinstance(error, NamesError):
        reason = f"{error}; a list of records has one object for each row"
    return f"{where.file}: {reason}. No list of records is like that; ask for the file again."


def _rows_of(content: dict[str, object], text: str, rows_at: str, where: Grid) -> _Items:
    """The list of rows inside an object.

    An object on one line is a list of one where it has no lists of objects, or where the name of
    the file says that each line is a record.
    """
    name = rows_at or ("features" if content.get("type") == "FeatureCollection" else "")
    lists = [key for key, value in content.items() if isinstance(value, list)]
    objects = [
        key for key in lists if any(isinstance(entry, dict) for entry in _list(content, key))
    ]
    if not name and (content.get("type") == "Feature" or _is_one_row(content, text, where)):
        if not _is_lines(where) and _is_table_of_objects(content):
            raise FileUnreadableError(
                f"{where.file}: the file is an object of {len(content):,} objects with the same "
                "names in them. Each may be a row or a column, and the file does not say which. "
                "Save it as a list with one object a row."
            )
        return _Items([content])
    name = name or (lists[0] if len(lists) == 1 else "")
    name = name or (objects[0] if len(objects) == 1 else "")
    if not isinstance(content.get(name), list):
        raise FileUnreadableError(
            f"{where.file}: the rows are not a list at {name or 'the top'!r}. "
            f"Say rows_at in the mapping; lists in the file: {quotable(lists, content) or 'none'}."
        )
    known = _OF_COLLECTION if name == "features" else frozenset[str]()
    beside = {key: value for key, value in content.items() if key not in (known | {name})}
    return _Items(_list(content, name), beside)


def _list(content: dict[str, object], key: str) -> list[object]:
    value = content[key]
    return value if isinstance(value, list) else []


def _is_one_row(content: dict[str, object], text: str, where: Grid) -> bool:
    """Whether an object is JSON Lines of one line, rather than an answer with or without rows."""
    if not _ONE_LINE.match(text):
        return False
    if _is_lines(where):
        return True
    lists = [value for value in content.values() if isinstance(value, list)]
    with_objects = any(isinstance(entry, dict) for value in lists for entry in value)
    return len(lists) < len(content) and [] not in lists and not with_objects


def _is_lines(where: Grid) -> bool:
    return where.file.lower().removesuffix(".gz").endswith(_LINES_SUFFIX)


def _is_table_of_objects(content: dict[str, object]) -> bool:
    """Whether an object holds rows by their ids, or columns by their names, and is no row itself.

    Then all its values are objects with the same names. Two may be two people in one record
    (victim, witness); those under numbers or codes ("K1", "K2") are not.
    """
    objects = [value for value in content.values() if isinstance(value, dict)]
    if len(objects) < len(content) or len(objects) < _FEWEST_NUMBERED:
        return False
    names = Counter(name for one in objects for name in one)
    same = [name for name, times in names.items() if times >= _SHARE * len(objects)]
    is_table = bool(same) and 2 * len(same) >= len(names)
    are_coded = all(any(map(str.isdigit, key)) for key in content)
    are_numbered = are_coded or all(map(str.isdigit, names))
    return is_table and (are_numbered or len(objects) >= _FEWEST_NAMED)


def _lines(text: str) -> list[str]:
    return text.rstrip("\r\n").split("\n")


def _is_object(line: str) -> bool:
    return line.lstrip().startswith("{") and line.rstrip().endswith("}")


def _json_lines(lines: list[str], where: Grid) -> list[object]:
    items: list[object] = []
    bad = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            items.append(parse(line))
        except NestingError:
            items.append(_BadLine(line, "the line is nested beyond reason"))
        except NamesError as error:
            items.append(_BadLine(line, f"the line is wide beyond reason: {error}"))
        except json.JSONDecodeError as error:
            bad += 1
            items.append(
                _BadLine(line, f"line {number} is no JSON ({error.msg}); it may be cut off")
            )
    if bad == len(items):
        raise FileUnreadableError(f"{where.file}: no line of the file is valid JSON.")
    return items


def _feature(item: dict[str, object]) -> dict[str, object]:
    properties = item.get("properties")
    values = dict(properties) if isinstance(properties, dict) else {}
    identity = {"id": item["id"]} if "id" in item and "id" not in values else {}
    geometry = item.get(GEOMETRY)
    own = {"properties.geometry": values.pop(GEOMETRY)} if GEOMETRY in values else {}
    if "id" in item and "id" in values and values["id"] != item["id"]:
        own["feature.id"] = item["id"]
    for key in (name for name in item if name not in _OF_FEATURE or not _is_usual(name, item)):
        own[f"feature.{key}" if key in values else key] = item[key]
    words = "" if geometry is None else json.dumps(geometry, ensure_ascii=False)
    return {**identity, **values, **own, GEOMETRY: words}


def _is_usual(name: str, feature: dict[str, object]) -> bool:
    """Whether a member of a feature says no more than the format has it say (RFC 7946, 5)."""
    value = feature[name]
    return name != "bbox" or (isinstance(value, list) and all(isinstance(n, str) for n in value))


def _flatten(value: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        name = f"{prefix}{key}"
        match inner:
            case str():  # most values
                yield name, inner
            case dict() if inner:
                yield from _flatten(inner, f"{name}.")
            case None | dict():
                yield name, ""
            case bool():
                yield name, "true" if inner else "false"
            case list() if all(isinstance(entry, str) for entry in inner):
                yield name, "; ".join(inner)
            case list() if key == "text" and all(map(_is_piece, inner)):
                yield name, "".join(map(_words_of_piece, inner))
            case list():
                yield name, json.dumps(inner, ensure_ascii=False)
            case _:
                yield name, str(inner)


def _is_piece(entry: object) -> bool:
    """Whether an entry is a piece of a text as Telegram exports it: words, or words with a form."""
    if isinstance(entry, str):
        return True
    return isinstance(entry, dict) and isinstance(entry.get("text"), str) and "type" in entry


def _words_of_piece(entry: object) -> str:
    """The words of a piece, the address of a link behind them where they do not show it."""
    match entry:
        case {"text": str(words), "href": str(address)} if address != words:
            return f"{words} ({address})"
        case {"text": str(words)}:
            return words
    return str(entry)
