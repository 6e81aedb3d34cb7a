"""Tables of web pages, which ministries and programs save under the names of workbooks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.errors import FileUnreadableError
from sijill.sources.guessing.first_look import look_first
from sijill.sources.tables.lines.web_page_lines import tables_of_page
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.table_files import FileReading, read_table
from sijill.steps.case.starting.start_case import start_case
from sijill.steps.protection.protected_files import Protection, withhold
from trial_runs import try_case, values_of

PAGE = """\
<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}">
<style>td {{ color: red }}</style><title>Daily report</title></head><body>
<!-- <table><tr><td>old</td></tr></table> -->
<table><tr><td>Menu</td></tr></table>
<TABLE border=1><caption>Killed in Ayn</caption>
<tr><th rowspan=2>Date<th colspan=2>Women &amp; men<tr><th>Killed</th><th>Injured</th></tr>
<tr><td rowspan="2">1 May 2031</td><td>3</td><td>1</td></tr>
<tr><td>4<br>*</td><td>2</td></tr>
<tr><td>2 May 2031</td><td> 5&nbsp;</td><td></td></tr>
</table></body></html>"""


def _read(folder: Path, text: str, name: str = "list.xls", encoding: str = "utf-8") -> Table:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return look_first(path, FileReading("list", header_row=0)).table


@pytest.mark.parametrize("name", ["list.xls", "list.html", "list.csv"])
def test_the_largest_table_of_a_page_is_read(tmp_path: Path, name: str) -> None:
    table = _read(tmp_path, PAGE.format(charset="utf-8"), name)
    assert table.columns == ("Date", "Killed", "Injured")
    assert [list(row.cells.values()) for row in table.rows] == [
        ["1 May 2031", "3", "1"],
        ["1 May 2031", "4\n*", "2"],
        ["2 May 2031", "5", ""],
    ]
    values = [problem.value for problem in table.problems]
    assert "Killed in Ayn" in " ".join(values)
    assert "Menu" in values
    assert "old" not in " ".join(values)


def test_the_character_set_is_the_one_that_the_page_says(tmp_path: Path) -> None:
    page = PAGE.format(charset="windows-1251").replace("Killed<", "Погибло<")
    table = _read(tmp_path, page, encoding="cp1251")
    assert table.columns[1] == "Погибло"
    again = read_table(tmp_path / "list.xls", "list.xls", FileReading("list", header_row=3))
    assert again.encoding == "windows-1251"


def test_a_table_in_a_cell_of_another_is_a_table_of_its_own(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>left<table><tr><td>Name<td>Age<tr><td>Rana<td>30</table> right</td></tr>"
        "</table>"
    )
    table = _read(tmp_path, page)
    assert [row.cells for row in table.rows] == [{"Name": "Rana", "Age": "30"}]


def test_a_new_case_counts_the_table_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "report.xls").write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    start_case(tmp_path / "case", [tmp_path / "report.xls"], "A case")
    assert "12" in values_of(try_case(tmp_path)).values()


def test_cells_that_claim_to_span_millions_span_nothing() -> None:
    page = "<table><tr><td colspan=99999 rowspan=99999>a<td colspan=2>b</table>"
    (table,) = tables_of_page(page, 100)
    assert table.lines == [["a", "b", ""]]


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="there is no table of rows"):
        _read(tmp_path, "<html><table><tr><td></td></tr></table>")


@given(st.lists(st.sampled_from(["<table>", "</table>", "<tr>", "<td>", "<th rowspan=3>", "x"])))
def test_broken_pages_have_tables_or_none(parts: list[str]) -> None:
    for table in tables_of_page("".join(parts), 1_000):
        assert all(isinstance(cell, str) for line in table.lines for cell in line)


@pytest.mark.parametrize(
    "cells",
    [
        "<td>2<td>Rana Attar<td>Zuhra",
        "<td>2<td>Rana Attar<td colspan=2>Zuhra",
        "<td>2<td>Rana Attar<td>Basatin<br>told_by: Zuhra<td>Zuhra",
    ],
)
def test_a_protected_word_of_a_page_stays_beneath_its_heading(tmp_path: Path, cells: str) -> None:
    page = "<table><tr><td>no<td>name<td>place<td>told_by<tr><td>1<td>Nuha Attar<td>Marj<td>Qalmar"
    table = _read(tmp_path, f"{page}<tr>{cells}</table>")
    protection = Protection(("told_by",), ("told_by",), (), frozenset({"no", "name", "place"}))
    kept, _ = withhold(table, protection, Grid("list", "list.xls"))
    assert "Zuhra" not in repr(kept)
