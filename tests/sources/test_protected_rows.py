"""Rows in which a protected word may stand outside its column."""

import json
from dataclasses import replace

import pytest

from sijill.sources.tables.csv_tables import read_csv
from sijill.sources.tables.json_tables import read_json
from sijill.sources.tables.protection.nested_keys import NestedKeys, nested_names
from sijill.sources.tables.protection.protected_columns import ProtectedNames
from sijill.sources.tables.protection.protected_rows import (
    OTHER_HEADINGS,
    OTHER_ROWS,
    UNSURE,
    headings_in_doubt,
    merged_columns,
    only_without,
    rows_in_doubt,
    with_origins,
)
from sijill.sources.tables.protection.protected_values import ProtectedValues
from sijill.sources.tables.table import ComputedCell, Grid, MergedCell, Row, Table

HEADER = "no,name,place,told_by"
WHERE = Grid("list", "list.csv")
HIDDEN = ("told_by",)
KEYS = NestedKeys(ProtectedNames(HIDDEN), ProtectedValues(["Umm Walid"]), "told_by")


def table(*lines: str, header: str = HEADER) -> Table:
    text = "\n".join((header, *lines, ""))
    return read_csv(text.encode(), "utf-8", ",", 1, WHERE)


def objects(*items: dict[str, object]) -> Table:
    return read_json(json.dumps(items).encode(), "", Grid("list", "list.json"))


@pytest.mark.parametrize(
    "line",
    [
        "1,Khalid,Umm Walid",
        "1,Umm Walid",
        '1,Khalid,"Umm Walid"x,Basatin',
        '1,"Khalid\n2,Rana",Umm Walid,x',
    ],
)
def test_a_row_whose_cells_may_stand_under_other_headings_is_set_aside(line: str) -> None:
    listed = table("9,Sami,Basatin,x", line)
    assert rows_in_doubt(listed, HIDDEN) == {("", row.number): UNSURE for row in listed.rows[1:]}
    assert listed.rows[1:]


def test_lines_that_are_several_rows_by_their_cells_are_no_row() -> None:
    line = '1,Khalid,"Basatin,Umm Walid\n2,Rana,Basatin",Abu Samir'
    assert [row.number for row in table("9,Sami,Basatin,x", line).rows] == [2]


@pytest.mark.parametrize(
    "line",
    [
        "1,Khalid,Basatin,Umm Walid",
        "1,Khalid,Basatin,",
        ",,,Umm Walid",
        '1,Khalid,"Basatin, a street\nby the mill",Umm Walid',
        '1,"Khalid\n",Basatin,"Umm Walid, of the third floor, by the mill"',
    ],
)
def test_a_row_in_order_is_kept(line: str) -> None:
    assert rows_in_doubt(table("9,Sami,Basatin,x", line), HIDDEN) == {}


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (HEADER, '1,Khalid,"Basatin\n2,Rana,Basatin,Umm Walid",x'),
        (HEADER, '1,Khalid,"Basatin\n2, Rana, Basatin, Umm Walid",x'),
        (HEADER, '1,"Khalid,Basatin,Umm Walid,z\n2,Rana",Basatin,x'),
        (HEADER, '1,"Khalid,Basatin,Umm Walid\n",Basatin,x'),
        (HEADER, '1,Khalid,"Basatin ""old""\n\n2,Rana,Basatin,Umm Walid",x'),
        (HEADER, '1, Khalid,"Basatin\n2, Rana, Basatin, Umm Walid, a", x'),
        ("no,told_by,name,place", '1,x,"Khalid\n2,Umm Walid",Basatin'),
        ("told_by,no,name,place", 'x,1,"Khalid\nUmm Walid,2,Rana",Basatin'),
    ],
)
def test_a_cell_that_may_hold_the_cells_of_other_rows_sets_its_row_aside(
    header: str, line: str
) -> None:
    listed = table("9,Sami,Basatin,x", line, header=header)
    assert rows_in_doubt(listed, HIDDEN)["", 3] == OTHER_ROWS


@pytest.mark.parametrize(
    "place",
    [
        "a street\nby the mill",
        "a street, by the mill,\nbehind the school, on the left",
        "a street\r\nby the mill; 1,000 steps",
        "Basatin, 12, Mill Street,\nby the school, third floor, left",
        "\n",
        "a,b",
    ],
)
def test_an_address_of_several_lines_is_kept(place: str) -> None:
    listed = table(f'1,Khalid,"{place}",Umm Walid', f'2,Rana,"{place}",x')
    assert rows_in_doubt(listed, HIDDEN) == {}
    assert [row.cells["place"] for row in listed.rows] == [place, place]


def test_a_protected_account_of_several_lines_is_its_own_cell() -> None:
    line = '1,Khalid,Basatin,"I saw him, lying\nthere, and his, brother, too"'
    assert rows_in_doubt(table("9,Sami,Basatin,x", line), HIDDEN) == {}


FULL = ("1,Khalid,Basatin,x", "2,Rana,Hayy,y")


@pytest.mark.parametrize("short", ["3,Sami,Hayy", "3,Sami,  hayy "])
def test_rows_without_their_empty_last_cells_are_kept(short: str) -> None:
    assert rows_in_doubt(table(*FULL, short), HIDDEN) == {}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((*FULL, "3,Hayy,Umm Walid"), "nobody knows the word as a place"),
        ((*FULL, "3,Umm Walid"), "nor as a name"),
        ((*FULL, "3,Sami,"), "an empty cell was written"),
        ((*FULL, "9,Sami,Basatin,", "3,Sami,Hayy"), "the file writes empty cells"),
        ((FULL[0], "3,Sami,Basatin"), "one row shows no habit"),
        (("1,Khalid,x,Basatin", FULL[1], "3,Sami,Basatin"), "it stands among the protected, too"),
    ],
)
def test_other_short_rows_are_set_aside(lines: tuple[str, ...], why: str) -> None:
    assert rows_in_doubt(table(*lines), HIDDEN)["", len(lines) + 1] == UNSURE, why


@pytest.mark.parametrize(
    ("short", "is_kept"),
    [("4,Sami,2031-06-09", True), ("4,Sami,12", False), ("4,Sami,Umm Walid", False)],
)
def test_a_date_is_known_by_its_pattern(short: str, *, is_kept: bool) -> None:
    full = ("1,Khalid,2031-06-03,71", "2,Rana,2031-06-04,72")
    listed = table(*full, short, header="no,name,died,told_by")
    assert rows_in_doubt(listed, HIDDEN) == ({} if is_kept else {("", 4): UNSURE})


def test_a_column_behind_the_protected_one_is_weighed_as_well() -> None:
    header = "no,told_by,place,note"
    lines = ("1,Umm Walid,Basatin,x", "2,Abu Samir,Hayy,y", "3,,Basatin", "4,Rana,Umm Walid")
    assert rows_in_doubt(table(*lines, header=header), HIDDEN) == {("", 5): UNSURE}


def test_a_heading_may_hold_the_cells_of_a_row() -> None:
    swallowed = table("9,Sami,B,x", header='no,name,"place\n1,Khalid,Basatin,Umm Walid",told_by')
    assert headings_in_doubt(swallowed, HIDDEN)
    spoken = table("9,Sami,B,x", header='no,name,"place\n(street, town)",told_by')
    assert not headings_in_doubt(spoken, HIDDEN)


def test_rows_beneath_other_headings_are_set_aside_to_the_end() -> None:
    lines = ("9,Sami,Basatin,x", "informant,name,place,no", "Umm Walid,Rana,Basatin,2", "3,a,b,c")
    doubtful = rows_in_doubt(table(*lines), HIDDEN)
    assert doubtful == dict.fromkeys([("", 3), ("", 4), ("", 5)], OTHER_HEADINGS)


def test_a_name_that_is_filled_only_where_the_protected_one_is_not() -> None:
    listed = objects(
        {"no": "1", "told_by": "Umm Walid", "place": "Basatin"},
        {"no": "2", "informant": "Abu Samir", "place": "Basatin"},
    )
    assert only_without(listed, ["told_by"]) == ("informant",)


def test_in_a_table_with_headings_every_row_has_every_column() -> None:
    assert only_without(table("1,,Basatin,", ",Rana,,Umm Walid"), ["told_by"]) == ()


def test_where_no_protected_cell_is_filled_nothing_stands_apart_from_one() -> None:
    assert only_without(objects({"no": "1", "told_by": ""}, {"no": "2"}), ["told_by"]) == ()


@pytest.mark.parametrize(
    "cell",
    [
        '{"told_by": "Umm Walid"}',
        '[{"a": [{"Told By": "Umm Walid"}]}]',
        '{"told\\u005fby":"Umm Walid"}',
        "{'told_by': 'Umm Walid'}",
        'seen: "name of told_by" : x',
        '{"told_by": "cut off',
        '{"text": "{\\"told_by\\": \\"x\\"}"}',
        '{"text": "{\\"a\\": \\"{\\\\\\"told\\\\u005fby\\\\\\": 1}\\"}"}',
        '{""told_by"": ""x"", ""b"": """"}',
        "{told_by: x}",
        "{ no: 1, Told By = x }",
        "<told_by>x</told_by>",
        '<p told_by="x">',
        "{“told_by”: “x”}",
        '[{"question": "told_by", "answer": "x"}]',
        '[["Told by", "x"]]',
        "https://f.example/?no=1&told_by=x",
        "https://f.example/#Told%20By=x",
        "told_by%3Dx",
        "told_by=x&no=1",
        "no: 1\nTold by: x",
        "told_by:\n  - x",
        "TOLD_BY = x",
        "told_by -> x",
        "[told_by]\nx",
        "no,told_by\r\n1,x",
        "no\ttold_by\n1\tx",
        'no|"Told by"\n1|x',
    ],
)
def test_a_key_inside_a_cell_is_found(cell: str) -> None:
    assert nested_names({"no": "1", "note": cell}, KEYS) == {"note": "told_by"}


@pytest.mark.parametrize("cell", ['{"Umm Walid": 1}', '[{"a": {"umm walid": "x"}}]'])
def test_a_protected_word_is_found_as_a_key(cell: str) -> None:
    assert nested_names({"note": cell}, KEYS) == {"note": "told_by"}


def test_keys_are_found_in_time_that_grows_with_the_text() -> None:
    long = ("a;" * 100_000, "\n" * 200_000, "a" + " " * 200_000, "?a b" * 50_000, "a,\n" * 70_000)
    braces = ("{" * 200_000, ",a" + " " * 200_000, "{a" + "\\" * 200_000, '{""' * 70_000)
    for cell in (*long, *braces):
        assert nested_names({"note": cell}, KEYS) == {}


@pytest.mark.parametrize(
    "cell",
    [
        "told_by",
        'he said: "I was told by nobody"',
        "It was told by: nobody",
        "Basatin, told by nobody\nand others, too",
        '{"a": "told_by"}',
        "12:30",
        '"' * 9_000,
    ],
)
def test_words_that_are_no_key_stay(cell: str) -> None:
    assert nested_names({"note": cell}, KEYS) == {}


def sheet(*merged: MergedCell, rows: int = 4) -> Table:
    columns = ("no", "place", "told_by")
    listed = (Row(number, dict.fromkeys(columns, "x")) for number in range(2, rows + 2))
    return Table(columns, tuple(listed), merged=merged)


NAMED = {"told_by": "told_by"}


def test_a_cell_merged_with_a_protected_one_is_withheld_with_it() -> None:
    both = dict.fromkeys(("place", "told_by"), "told_by")
    merged = merged_columns(sheet(MergedCell(3, 4, ("place", "told_by"))), NAMED)
    assert merged == {("", 3): both, ("", 4): both}


def test_a_cell_merged_across_other_columns_is_kept() -> None:
    assert merged_columns(sheet(MergedCell(3, 4, ("no", "place"))), NAMED) == {}


def computed(*texts: ComputedCell, rows: int = 4) -> Table:
    return replace(sheet(rows=rows), computed=texts)


def test_a_text_that_a_formula_made_of_a_protected_cell_is_withheld_alone() -> None:
    text = ComputedCell(3, 4, "place", frozenset(("no", "told_by")))
    place = {"place": "told_by"}
    assert merged_columns(computed(text), NAMED) == {("", 3): place, ("", 4): place}
    assert merged_columns(computed(replace(text, sources=frozenset(("no",)))), NAMED) == {}


@pytest.mark.parametrize(
    ("place", "is_withheld"),
    [
        ("told by Umm Walid", True),
        ("Samira, Basatin", True),
        ("Basatin", False),
        ("", False),
        ("a long text " * 20, True),
    ],
)
def test_a_text_from_another_sheet_is_withheld_by_its_words(
    place: str, *, is_withheld: bool
) -> None:
    text = ComputedCell(2, 4, "place", frozenset(), is_from_elsewhere=True)
    table = computed(text, rows=1)
    rows = [replace(row, cells=row.cells | {"place": place}) for row in table.rows]
    values = ProtectedValues(["Umm Walid", "Samira"])
    found = merged_columns(with_origins(replace(table, rows=tuple(rows)), values, "told_by"), NAMED)
    assert bool(found) is is_withheld


def test_very_many_texts_of_formulas_are_withheld_of_every_row_in_little_time() -> None:
    texts = [ComputedCell(1, 9_000, "place", frozenset(("told_by",)))] * 30_000
    found = merged_columns(computed(*texts, rows=300), NAMED)
    assert list(found.values()) == [{"place": "told_by"}] * 300


def test_very_many_merged_cells_are_withheld_of_every_row_in_little_time() -> None:
    whole = MergedCell(1, 9_000, ("place", "told_by"))
    merged = merged_columns(sheet(*[whole] * 30_000, rows=300), NAMED)
    assert {tuple(columns) for columns in merged.values()} == {("place", "told_by")}
    assert len(merged) == 300
