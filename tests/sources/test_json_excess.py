"""JSON of a few signs a value takes far more memory than its text: it is refused before."""

import json
from pathlib import Path

import pytest

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.sources.tables import json_values
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table


def _read(folder: Path, text: str, name: str = "list.json") -> Table:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_table(path, name, FileReading("list"))


MANY = limits.LEAST_CELLS_ALLOWED + 1
BOMBS = {
    "empty objects": (f"[{'{},' * MANY}{{}}]", "list.json", "lists and objects"),
    "empty lists": (f'[{{"a":[{"[]," * MANY}[]]}}]', "list.json", "lists and objects"),
    "empty lines": ('{"a": 1}\n' + "\n" * MANY, "list.jsonl", "lines"),
    "numbers": (f"[{'1,' * MANY}1]", "list.json", "rows"),
    "numbers with digits": (f"[{'12345678901234567,' * 250_000}1]", "list.json", "can be no rows"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_more_values_than_a_list_of_its_size_has_are_refused(bomb: str, tmp_path: Path) -> None:
    text, name, words = BOMBS[bomb]
    with pytest.raises(FileUnreadableError, match=f"{name}: .*{words}.*as a new file"):
        _read(tmp_path, text, name)


def test_a_long_file_of_places_with_their_corners_is_read(tmp_path: Path) -> None:
    corners = [[39.0 + number / 1e5, 35.0] for number in range(200)]
    feature = {
        "type": "Feature",
        "properties": {"name": "Basatin"},
        "geometry": {"type": "LineString", "coordinates": corners},
    }
    content = {"type": "FeatureCollection", "features": [feature] * 2_000}
    assert len(_read(tmp_path, json.dumps(content)).rows) == 2_000


def test_some_entries_that_are_no_rows_cost_no_others(tmp_path: Path) -> None:
    entries: list[object] = [{"name": f"Rana {number}"} for number in range(10)]
    table = _read(tmp_path, json.dumps([1, *entries, "x", *([2] * 20)]))
    assert len(table.rows) == 10
    assert len(table.problems) == 22


NAMES = limits.MOST_NAMES_OF_WIDE_ENTRIES
WIDE = ",".join(f'"k{number}":0' for number in range(limits.MOST_COLUMNS + 1))
WIDE_FILES = {
    "one object": "{" + ",".join(f'"k{number}":0' for number in range(NAMES + 1)) + "}",
    "objects in one another": '{"a":{'
    + "},".join(f'"b{number}":{{{WIDE}' for number in range(NAMES // limits.MOST_COLUMNS + 1))
    + "}}}",
    "wide rows": "[" + ",".join(["{" + WIDE + "}"] * (NAMES // limits.MOST_COLUMNS + 1)) + "]",
    "brackets inside texts": "{"
    + ",".join(f'"}}{number}{{":0' for number in range(NAMES + 1))
    + "}",
    "empty objects between": "{"
    + ",".join(f'"k{number}":0,"e{number}":{{}}' for number in range(NAMES))
    + "}",
}


@pytest.mark.parametrize("kind", WIDE_FILES)
def test_objects_of_more_names_than_columns_are_refused_before_they_are_read(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    monkeypatch.setattr(json_values, "_object", lambda pairs: read.append(len(pairs)))
    with pytest.raises(FileUnreadableError, match=r"list.json: [\d,]+ names stand in objects"):
        _read(tmp_path, WIDE_FILES[kind])
    assert not read


def test_a_wide_line_costs_itself(tmp_path: Path) -> None:
    lines = ['{"name": "Rana"}', WIDE_FILES["one object"], '{"name": "Nadir"}']
    table = _read(tmp_path, "\n".join(lines), "list.jsonl")
    assert [row.cells["name"] for row in table.rows] == ["Rana", "Nadir"]
    assert [problem.reason.partition(":")[0] for problem in table.problems] == [
        "the line is wide beyond reason"
    ]


def test_many_rows_with_objects_and_times_in_them_are_read(tmp_path: Path) -> None:
    row = {"name": "Rana {", "at": "10:20:30", "place": {"name": "Sur", "path": ["a:b", {"c": 1}]}}
    rows = [row] * (NAMES // 4)
    assert len(_read(tmp_path, json.dumps(rows)).rows) == len(rows)
    assert len(_read(tmp_path, json.dumps({"rows": rows}, indent=0)).rows) == len(rows)
    lines = "\n".join(map(json.dumps, [*rows, *rows]))
    assert len(_read(tmp_path, lines, "list.jsonl").rows) == 2 * len(rows)


def test_a_line_that_is_cut_off_is_not_taken_for_a_wide_one(tmp_path: Path) -> None:
    rows = [{"name": "Rana", "at": "10:20", "place": "Sur", "age": 4}] * (NAMES // 3)
    cut = json.dumps(rows[0])[:-12]
    for bad in (cut, cut.replace('"Sur', '"Su'), '{"name": {'):
        text = "\n".join([json.dumps(rows[0]), bad, *map(json.dumps, rows)])
        table = _read(tmp_path, text, "list.jsonl")
        assert len(table.rows) == len(rows) + 1
        assert len(table.problems) == 1
