"""Rows in which a protected word may stand outside its column."""

import json

import pytest

from sijill.sources.tables.csv_tables import read_csv
from sijill.sources.tables.json_tables import read_json
from sijill.sources.tables.protected_columns import ProtectedNames
from sijill.sources.tables.protected_rows import (
    OTHER_HEADINGS,
    UNSURE,
    NestedKeys,
    nested_names,
    only_without,
    rows_in_doubt,
)
from sijill.sources.tables.table import Grid, Table

HEADER = "no,name,place,told_by"
WHERE = Grid("list", "list.csv")


def table(*lines: str) -> Table:
    text = "\n".join((HEADER, *lines, ""))
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
    assert rows_in_doubt(listed) == {("", row.number): UNSURE for row in listed.rows[1:]}
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
    assert rows_in_doubt(table("9,Sami,Basatin,x", line)) == {}


def test_rows_beneath_other_headings_are_set_aside_to_the_end() -> None:
    lines = ("9,Sami,Basatin,x", "informant,name,place,no", "Umm Walid,Rana,Basatin,2", "3,a,b,c")
    doubtful = rows_in_doubt(table(*lines))
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
    ],
)
def test_a_key_inside_a_cell_is_found(cell: str) -> None:
    keys = NestedKeys(ProtectedNames(["told_by"]))
    assert nested_names({"no": "1", "note": cell}, keys) == {"note": "told_by"}


@pytest.mark.parametrize(
    "cell", ["told_by", 'he said: "I was told by nobody"', '{"a": "told_by"}', "12:30", '"' * 9_000]
)
def test_words_that_are_no_key_stay(cell: str) -> None:
    assert nested_names({"note": cell}, NestedKeys(ProtectedNames(["told_by"]))) == {}
