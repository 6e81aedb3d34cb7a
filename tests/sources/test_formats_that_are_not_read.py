"""Files of programs whose formats are not read: the sentence says how their table comes out."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sijill.model.errors import FileUnreadableError
from sijill.sources.guessing.first_look import look_first
from sijill.sources.tables.table_files import FileReading


@pytest.mark.parametrize("name", ["list.db", "list.sqlite3", "list.csv"])
def test_a_database_says_how_to_export_its_tables(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table victims (name text)")
        database.commit()
    with pytest.raises(FileUnreadableError, match="sqlite3 -header -csv"):
        look_first(path, FileReading("list"))


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("list.mdb", "mdb-export"),
        ("list.accdb", "mdb-export"),
        ("list.sav", "labels instead of the codes"),
        ("list.docx", "this is no document"),
        ("list.pdf", "copy its table"),
        ("list.xyz", "Save it in another format"),
        ("list", "no ending"),
        ("list.gz", "no ending"),
    ],
)
def test_other_formats_say_how_to_export_them(name: str, how: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x00\x01 binary")
    with pytest.raises(FileUnreadableError, match=how) as raised:
        look_first(path, FileReading("list"))
    assert ".csv" in str(raised.value)
    assert ".xlsx" in str(raised.value)


def test_the_pieces_of_a_telegram_post_are_one_text(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(
        '[{"id": 1, "text": ["Killed: ", {"type": "bold", "text": "Rana Attar"}, ", 45, see ",'
        ' {"type": "text_link", "text": "here", "href": "https://example.org/1"}],'
        ' "text_entities": [{"type": "plain", "text": "Killed"}]},'
        ' {"id": 2, "text": [1, 2], "text_entities": []}]',
        encoding="utf-8",
    )
    first, second = look_first(path, FileReading("posts")).table.rows
    assert first.cells["text"] == "Killed: Rana Attar, 45, see here (https://example.org/1)"
    assert first.cells["text_entities"] == '[{"type": "plain", "text": "Killed"}]'
    assert second.cells["text"] == "1; 2", "a list that is no text stays a list"
