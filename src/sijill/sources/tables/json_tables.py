"""Rows of a JSON file: a list of objects, JSON Lines, or the features of a GeoJSON collection.

Objects inside a row become columns with dots (``place.name``); lists of texts are joined by ``; ``.
Numbers keep the digits they were written with.
"""

import json
from collections.abc import Iterator

from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.csv_tables import decode
from sijill.sources.tables.table import Grid, Row, Table

GEOMETRY = "geometry"
"""The column that holds a GeoJSON feature's geometry, as JSON text."""


def read_json(content: bytes, rows_at: str, where: Grid) -> Table:
    """Read a JSON, JSON Lines or GeoJSON file.

    Args:
        content: the file.
        rows_at: the key under which the list of rows stands; empty where the file is the list.
        where: names the file in problems.

    Raises:
        FileUnreadableError: if the file is no JSON, or holds no list of objects where it should.
    """
    text, encoding = decode(content, "", where)
    items = _items(text, rows_at, where)
    rows, problems = [], []
    columns: dict[str, None] = {}
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            problems.append(
                where.problem(number, "this entry is no object with named values", str(item))
            )
            continue
        cells = dict(_flatten(_feature(item) if item.get("type") == "Feature" else item))
        columns.update(dict.fromkeys(cells))
        rows.append(Row(number, cells))
    complete = tuple(
        Row(row.number, {name: row.cells.get(name, "") for name in columns}) for row in rows
    )
    return Table(tuple(columns), complete, encoding, "", where.sheet, tuple(problems))


def _items(text: str, rows_at: str, where: Grid) -> list[object]:
    try:
        content = json.loads(text, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        lines = text.splitlines()
        if len(lines) > 1 and lines[0].lstrip().startswith("{") and error.msg == "Extra data":
            return _json_lines(lines, where)
        raise FileUnreadableError(
            f"{where.file}, line {error.lineno}: {error.msg}. The file is no valid JSON; it "
            "may be cut off."
        ) from error
    if isinstance(content, dict):
        name = rows_at or ("features" if content.get("type") == "FeatureCollection" else "")
        lists = [key for key, value in content.items() if isinstance(value, list)]
        name = name or (lists[0] if len(lists) == 1 else "")
        if not isinstance(content.get(name), list):
            raise FileUnreadableError(
                f"{where.file}: the rows are not a list at {name or 'the top'!r}. "
                f"Say rows_at in the mapping; lists in the file: {', '.join(lists) or 'none'}."
            )
        content = content[name]
    if not isinstance(content, list):
        raise FileUnreadableError(f"{where.file}: the file holds no list of rows.")
    return content


def _json_lines(lines: list[str], where: Grid) -> list[object]:
    items: list[object] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            items.append(json.loads(line, parse_float=str, parse_int=str))
        except json.JSONDecodeError as error:
            raise FileUnreadableError(
                f"{where.file}, line {number}: {error.msg}. The file may be cut off here."
            ) from error
    return items


def _feature(item: dict[str, object]) -> dict[str, object]:
    properties = item.get("properties")
    values = dict(properties) if isinstance(properties, dict) else {}
    geometry = json.dumps(item.get(GEOMETRY), ensure_ascii=False) if item.get(GEOMETRY) else ""
    return {**({"id": item["id"]} if "id" in item else {}), **values, GEOMETRY: geometry}


def _flatten(value: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        name = f"{prefix}{key}"
        match inner:
            case dict():
                yield from _flatten(inner, f"{name}.")
            case None:
                yield name, ""
            case bool():
                yield name, "true" if inner else "false"
            case list() if all(isinstance(entry, str) for entry in inner):
                yield name, "; ".join(inner)
            case list():
                yield name, json.dumps(inner, ensure_ascii=False)
            case _:
                yield name, str(inner)
