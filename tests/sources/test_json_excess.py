"""JSON of a few signs a value takes far more memory than its text: it is refused before."""

import json
from pathlib import Path

import pytest

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
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
