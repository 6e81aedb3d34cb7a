"""Broken quotation marks, tags, totals, titles, line ends: nobody vanishes, nobody is added."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.errors import FileUnreadableError
from sijill.model.limits import LONGEST_CSV_CELL
from sijill.model.records.rejects import Effect
from sijill.sources.tables.content_kinds import unpack
from sijill.sources.tables.csv_records import QuotationError, split_records
from sijill.sources.tables.lines.row_kinds import find_header_row, find_remarks, is_total
from sijill.sources.tables.lines.sums.row_amounts import number_of
from sijill.sources.tables.lines.sums.total_reasons import IS_TOTAL, MAY_BE_TOTAL
from sijill.sources.tables.table import Table, name_columns
from sijill.sources.tables.table_files import FileReading, read_table

HEAD = "id,name,age,place\n"


def _read(folder: Path, content: str | bytes, name: str = "list.csv", **reading: object) -> Table:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path, name, FileReading("list", **reading))  # type: ignore[arg-type]  # as the test says


def _names(table: Table) -> list[str]:
    return [row.cells["name"] for row in table.rows]


def _reasons(table: Table, effect: Effect) -> list[tuple[int, str]]:
    return [(one.row, one.reason) for one in table.problems if one.effect is effect]


def test_a_quotation_mark_that_is_never_closed_costs_nobody(tmp_path: Path) -> None:
    table = _read(
        tmp_path, HEAD + '1,"Nadir, 30,Ayn\n2,Basma,9,Sur\n3,"Tariq",40,Sur\n4,Lubna,4,Sur\n'
    )
    assert _names(table) == ["Nadir", "Basma", "Tariq", "Lubna"]
    assert _reasons(table, Effect.NOTE) == [
        (2, "a quotation mark on line 2 is never closed; the line was read as a row of its own")
    ]


def test_the_last_quotation_mark_of_a_file_may_be_the_broken_one(tmp_path: Path) -> None:
    table = _read(tmp_path, HEAD + '1,Nadir,30,Ayn\n2,"Basma,9,Sur\n3,Tariq,40,Sur\n')
    assert _names(table) == ["Nadir", "Basma", "Tariq"]


def test_two_broken_marks_that_look_like_a_pair_are_set_aside_with_their_lines(
    tmp_path: Path,
) -> None:
    table = _read(tmp_path, HEAD + '1,Nadir,30,Ayn\n2,"Basma,9,Sur\n3,Tariq",40,Sur\n')
    assert _names(table) == ["Nadir"]
    (problem,) = table.problems
    assert (problem.row, problem.effect) == (3, Effect.ROW)
    assert problem.value == '2,"Basma,9,Sur\n3,Tariq",40,Sur'
    assert "lines 3 to 4" in problem.reason


def test_marks_inside_a_text_that_are_not_doubled_are_noted(tmp_path: Path) -> None:
    table = _read(tmp_path, HEAD + '1,Nadir,30,"in the ""old"" town,\nhe said"\n2,Basma,9,Sur\n')
    assert (_names(table), table.problems) == (["Nadir", "Basma"], ())
    table = _read(tmp_path, HEAD + '1,Nadir,30,"in the\n"old" town"\n2,Basma,9,Sur\n')
    assert _names(table) == ["Nadir", "Basma"]
    assert [one.effect for one in table.problems] == [Effect.NOTE]


def test_a_file_cut_off_in_a_quoted_text_sets_that_row_aside_whole(tmp_path: Path) -> None:
    table = _read(tmp_path, HEAD + '1,Nadir,30,Ayn\n2,Basma,9,"seen in\nthe street, and')
    assert _names(table) == ["Nadir"]
    assert "cut off" in _reasons(table, Effect.ROW)[0][1]


@given(
    st.lists(
        st.lists(st.text("ab\",;\n'\t ", max_size=6), min_size=4, max_size=4).filter(
            lambda row: any(cell.strip() for cell in row)
        ),
        max_size=6,
    )
)
@settings(max_examples=80, deadline=None)
def test_what_a_right_writer_wrote_is_read_again(rows: list[list[str]]) -> None:
    """Rows come back as written, or are stated to be unclear."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows([["a", "b", "c", "d"], *rows])
    found = split_records(written.getvalue(), ",", 1)
    assert len(found.lines) == len(rows) + 1
    unclear = {one.number for one in found.problems if one.effect is Effect.ROW}
    for number, row in enumerate(rows, start=2):
        line = found.lines[number - 1]
        assert line == row or (line is None and number in unclear)


@pytest.mark.parametrize("line", ['"a\n', 'x,"a""\n', '"\n', '"a"b,"c\n', '"x\ny\n'])
def test_broken_marks_by_the_thousand_are_read_in_linear_work(line: str) -> None:
    found = split_records("a,b\n" + line * 5_000, ",", 1)
    assert len(found.lines) > 1 or found.problems


def test_marks_that_would_be_read_again_and_again_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sijill.sources.tables.csv_records.MOST_REREAD", -300_000)
    with pytest.raises(QuotationError):
        split_records("a,b\n" + '"x\n' * 9, ",", 1)
    with pytest.raises(FileUnreadableError, match="quotation marks are never closed"):
        _read(tmp_path, "a,b\n" + '"x\n' * 9)


def test_a_carriage_return_alone_is_part_of_its_cell(tmp_path: Path) -> None:
    table = _read(tmp_path, HEAD + "1,Nadir,30,Ayn\rsouth\n2,Basma,9,Sur\n")
    assert [row.cells["place"] for row in table.rows] == ["Ayn\rsouth", "Sur"]
    assert "carriage return" in _reasons(table, Effect.NOTE)[0][1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_line_ends_of_every_system(tmp_path: Path, end: str) -> None:
    table = _read(tmp_path, (HEAD + "1,Nadir,30,Ayn\n2,Basma,9,Sur\n").replace("\n", end))
    assert [(row.number, row.cells["place"]) for row in table.rows] == [(2, "Ayn"), (3, "Sur")]
    assert not table.problems


def test_a_last_row_without_line_end_is_read_and_noted(tmp_path: Path) -> None:
    table = _read(tmp_path, HEAD + "1,Nadir,30,Ayn\n2,Basma,9,Su")
    assert _names(table) == ["Nadir", "Basma"]
    assert "no line end" in _reasons(table, Effect.NOTE)[0][1]


@pytest.mark.parametrize(
    "tags", ["#meta+id,#affected+name,#age,#loc+name", "#id,,,#loc +name +en", "#a,#b,,"]
)
def test_hxl_tags_are_no_person(tmp_path: Path, tags: str) -> None:
    table = _read(tmp_path, f"{HEAD}{tags}\n1,Nadir,30,Ayn\n")
    assert _names(table) == ["Nadir"]
    assert "HXL" in _reasons(table, Effect.ROW)[0][1]


@pytest.mark.parametrize(
    "cells",
    [
        ["Total", "14"],
        ["", "TOTAL:", "", "14"],
        ["14", "Grand Total"],
        ["Total deaths", "14", "3"],
        ["Subtotal June", "7"],
        ["Total", "", "Dead: 9", "4 women"],
        ["المجموع", "", "شهداء: ٩", "12"],
        ["Total: 14"],
        ["المجموع", "١٤"],
        ["الإجمالي", "14"],
        ["جمع کل", "۱۴"],
        ["کۆی گشتی", "14"],
        ["Total général", "14"],
        ["Sous-total", "7"],
        ["Total general", "14"],
        ["Total geral", "14"],
        ["Summe", "14"],
        ["Insgesamt", "14", "50 %"],
        ["Genel Toplam", "14"],
        ["Итого", "14"],
        ["Усього", "14"],
        ["סה״כ", "14"],
        ["Totals", "1,204"],
    ],
)
def test_a_row_of_totals_is_recognised(cells: list[str]) -> None:
    assert is_total([cell for cell in cells if cell])


@pytest.mark.parametrize(
    "cells",
    [
        ["7", "Jamal Total", "12"],
        ["7", "Sum", "12"],
        ["Total", "14", "Homs"],
        ["Totalhan Aziz", "14"],
        ["7", "Basma", "9"],
        ["14"],
        [],
        ["Total", "Karim Attar", "aged: 9"],
        ["7", "Total", "9 May, Sur, Karim: 2"],
    ],
)
def test_a_person_is_no_total(cells: list[str]) -> None:
    assert not is_total(cells)


def test_totals_are_kept_with_their_words(tmp_path: Path) -> None:
    table = _read(tmp_path, HEAD + "1,Nadir,30,Ayn\nTotal,1,,\n")
    assert _names(table) == ["Nadir"]
    assert [(one.row, one.value) for one in table.problems] == [(3, "Total | 1")]


def test_headings_below_a_title_are_found_where_nobody_said_where(tmp_path: Path) -> None:
    content = "Register of the dead\nAs of,3 June 2031\n\n" + HEAD + "1,Nadir,30,Ayn\n"
    table = _read(tmp_path, content, header_row=0)
    assert (table.header_row, _names(table)) == (4, ["Nadir"])
    assert [one.value for one in table.problems if one.effect is Effect.NOTE] == [
        "Register of the dead",
        "As of | 3 June 2031",
    ]
    assert find_header_row([["name"], ["Nadir"]]) == 1
    assert find_header_row([]) == 1


def test_a_line_that_names_the_separator_is_no_heading(tmp_path: Path) -> None:
    table = _read(tmp_path, "sep=;\nname;age\nNadir, son of Omar;30\n")
    assert (table.delimiter, _names(table)) == (";", ["Nadir, son of Omar"])


@pytest.mark.parametrize(
    ("content", "encoding", "words"),
    [
        (HEAD.encode("utf-16-le") + "1,ن,3,م\n".encode("utf-16-le"), "", "utf-16-le"),
        (HEAD.encode(), "punycode", "does not exist"),
        (HEAD.encode(), "no\x00thing", "does not exist"),
        (b"\xff\xfe\xff", "", "utf-16"),
    ],
)
def test_odd_encodings_end_in_a_sentence(
    tmp_path: Path, content: bytes, encoding: str, words: str
) -> None:
    with pytest.raises(FileUnreadableError, match=words):
        _read(tmp_path, content, encoding=encoding)


def test_a_separator_of_many_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="one character"):
        _read(tmp_path, HEAD, delimiter="||")


def test_cells_that_no_database_keeps_set_their_row_aside(tmp_path: Path) -> None:
    table = _read(
        tmp_path, HEAD + f"1,Na\x00dir,30,Ayn\n2,{'x' * 1_000_001},9,Sur\n3,Tariq,4,Sur\n"
    )
    assert _names(table) == ["Tariq"]
    assert [reason.partition(",")[0] for _, reason in _reasons(table, Effect.ROW)] == [
        "a cell holds the character NUL",
        "a cell has 1",
    ]
    assert all("\x00" not in one.value and len(one.value) < 2_000 for one in table.problems)


def test_a_cell_of_a_quarter_million_characters_is_read(tmp_path: Path) -> None:
    assert _names(_read(tmp_path, HEAD + f'1,"{"ن" * 250_000}",30,Ayn\n')) == ["ن" * 250_000]


def test_wide_tables_are_named_and_refused_without_quadratic_work(tmp_path: Path) -> None:
    names = name_columns(["same"] * 16_000)
    assert len(set(names)) == 16_000
    assert names[:3] == ("same", "same (2)", "same (3)")
    assert name_columns(["a (2)", "a", "a"]) == ("a (2)", "a", "a (3)")
    with pytest.raises(FileUnreadableError, match="20,001 columns"):
        _read(tmp_path, "a," * 20_000 + "a\n1\n")
    with pytest.raises(FileUnreadableError, match="nearly all cells are empty"):
        _read(tmp_path, "a," * 10_000 + "a\n" + "1\n" * 400)
    with pytest.raises(FileUnreadableError, match="100,002 rows"):
        _read(tmp_path, "a,b\n" + "1\n" * 100_001)


def test_every_member_of_a_packed_file_is_read(tmp_path: Path) -> None:
    two = gzip.compress(HEAD.encode() + b"1,Nadir,30,Ayn\n") + gzip.compress(b"2,Basma,9,Sur\n")
    assert _names(_read(tmp_path, two, "list.csv.gz")) == ["Nadir", "Basma"]
    assert _names(_read(tmp_path, two + b"\0" * 20, "list.csv")) == ["Nadir", "Basma"]
    with pytest.raises(FileUnreadableError, match="6 bytes follow"):
        _read(tmp_path, two + b"hidden", "list.csv.gz")
    with pytest.raises(FileUnreadableError, match="unpacks to more than"):
        _read(tmp_path, gzip.compress(b"a" * 20_000_000), "list.csv.gz")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.xls", b"<html><p>name</p>", "no table of rows"),
        ("list.csv", b"%PDF-1.4\n", "PDF"),
        ("list.csv", b"\x89PNG\r\n", "picture"),
        ("list.xls", b"PK\x03\x04 cut", "damaged or cut off"),
        ("list.csv", b"PK\x03\x04 cut", "damaged or cut off"),
    ],
)
def test_a_file_is_what_it_holds_and_not_what_it_is_called(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(FileUnreadableError, match=words):
        _read(tmp_path, content, name)


def test_a_text_called_a_workbook_is_read_as_text(tmp_path: Path) -> None:
    assert _names(_read(tmp_path, "name\tage\nNadir\t30\n", "list.xls")) == ["Nadir"]


def test_json_lines_end_at_a_line_feed_alone(tmp_path: Path) -> None:
    lines = [{"name": "Nadir", "note": "a\u2028b\u0085c"}, {"name": "Basma", "note": "\x1c"}]
    content = "\n".join(json.dumps(one, ensure_ascii=False) for one in lines)
    assert _names(_read(tmp_path, content, "list.jsonl")) == ["Nadir", "Basma"]
    assert _names(_read(tmp_path, '{"name": "Nadir", "also": ["a"]}\n', "one.jsonl")) == ["Nadir"]


def test_one_bad_entry_of_json_costs_that_entry(tmp_path: Path) -> None:
    entries = [
        '{"name": "Nadir"}',
        '{"name": "Basma", "name": "Lubna"}',
        '{"name": "Tariq", "place.name": "Ayn", "place": {"name": "Sur"}}',
        '{"name": "\\ud83d"}',
        '{"name": ' + "[" * 70 + "]" * 70 + "}",
        '{"name": ' + "[" * 9_000 + "]" * 9_000 + "}",
        '{"name": "cut',
        "7",
        '{"name": "Samar", "age": 1e400, "id": ' + "9" * 5_000 + "}",
    ]
    table = _read(tmp_path, "\n".join(entries), "list.jsonl")
    assert _names(table) == ["Nadir", "Samar"]
    assert [reason for _, reason in _reasons(table, Effect.ROW)] == [
        "the name 'name' stands twice in one object of this entry",
        "two values of this entry would stand in the column 'place.name'",
        "a cell holds half a character (a lone surrogate)",
        "the entry is nested deeper than 64 levels",
        "the line is nested beyond reason",
        "line 7 is no JSON (Unterminated string starting at); it may be cut off",
        "this entry is no object with named values",
    ]
    assert "Basma" in table.problems[0].value
    assert "Lubna" in table.problems[0].value


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[" * 100_000, "nested"),
        ('{"rows": [], "rows": [{"name": "Nadir"}],\n"x": 1}', "stands twice"),
        ('{"name": "cut', "cut off"),
        ("7", "no list of rows"),
    ],
)
def test_json_that_is_no_list_ends_in_a_sentence(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(FileUnreadableError, match=words):
        _read(tmp_path, content, "list.json")


def test_objects_with_ever_new_names_are_refused_before_they_fill_the_memory(
    tmp_path: Path,
) -> None:
    content = json.dumps([{f"column {number}": 1} for number in range(3_000)])
    with pytest.raises(FileUnreadableError, match="nearly all cells are empty"):
        _read(tmp_path, content, "list.json")


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_run_of_carriage_returns_is_read_in_one_pass(end: str) -> None:
    """It took time that grew with the square of its length: three million, and it never ended."""
    records = split_records("no,name\n1,a" + "\r" * 2_000_000 + end, ",", 1)
    assert len(records.lines) == 2


def test_a_packed_file_of_many_members_is_refused_and_of_some_is_read() -> None:
    """Each member used to cost a copy of all that follow it."""
    one = gzip.compress(b"a,b\n")
    assert unpack(one * 900 + b"\0" * 512, "l.csv.gz") == b"a,b\n" * 900
    with pytest.raises(FileUnreadableError, match=r"more than 1,000 parts"):
        unpack(one * 1_001, "l.csv.gz")
    with pytest.raises(FileUnreadableError, match="4 bytes follow the end"):
        unpack(one * 3 + b"tail", "l.csv.gz")


def _rows(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """Rows of cells from lines; cells are apart at bars, the first line holds the headings."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]], lines[0]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("date|place|dead\n1 May|Ayn|3\n2 May|Rab|4\n||7", [2]),
        ("date|place|dead\n1 May|Ayn|3\n2 May|Rab|4\nMay||7\n1 June|Rab|5\nJune||5", [2, 4]),
        ("a|b|n|m\nX|u|4|6\nX|v|3|1\nድምር||7|7\nY|w|9|2\nY|z|6|5\nድምር||15|7\nሁሉ||22|14", [2, 5, 6]),
        ("date|place|dead|hurt\n1 May|Ayn|3|2\n2 May|Rab|4|1\n|x|7|3", [2]),
        ("date|place|dead\n||7\n1 May|Ayn|3\n2 May|Rab|4", [0]),
        ("date|place|dead\n1 May|Ayn|3\n2 May|Rab|4\n3 May|Rab|9\n|x|16", [3]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nBasma|9|2 May|Ayn\nSuma|2||", [2]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nBasma|10|2 May|Ayn\nMean|20||", [2]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nBasma|9|2 May|Ayn\nAyn total|2||", [2]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nname|age|day|place", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nSource: a hospital|||", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nPage 1 of 2|||", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\n* not final|||", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nملاحظة: غير نهائية|||", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nПримечание. Список неполон|||", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nStand Juni 2031|||", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nKaynak: hastane|||", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nFuente: hospital|||", [1]),
        ("name|age|day|place\nNadir|30|1 May|Ayn\nהערה: לא סופי|||", [1]),
        ("name|age|day|place\nAyn|||\nNadir|30|1 May|Ayn\nBasma|9|2 May|Ayn", [0]),
        ("no|name|day|place\n1|Nadir|1 May|Ayn\n2|Basma|2 May|Rab\n3|||", [2]),
    ],
)
def test_rows_that_speak_of_the_list_are_set_aside(text: str, places: list[int]) -> None:
    found = find_remarks(*_rows(text))
    assert [place for place, reason in found.items() if reason != MAY_BE_TOTAL] == places


@pytest.mark.parametrize(
    "text",
    [
        "name|age|day|place\nNadir|30|1 May|Ayn\nBasma|9|2 May|Ayn\nTariq|||",
        "name|age|day|place\nNadir|30|1 May|Ayn\nBasma|9|2 May|Ayn\nTariq|2||",
        "name|age|day|place\nNadir|30|1 May|Ayn\nBasma|9|2 May|Ayn\nSum|51||",
        "no|name|day\n1|Nadir|1 May\n2|Basma|2 May\n3|Tariq|",
        "date|place|dead\n1 May|Ayn|1\n2 May|Rab|1\n|Ayn|2",
        "date|place|dead\n1 May|Ayn|1\n2 May||1\n4 May|Rab|3\n5 May|Sur|1\n6 May||4",
        "date|place|dead|hurt\n1 May|Ayn|2|3\n2 May|Rab|1|3\n4 May||3|6\n5 May|Sur|1|0",
        "no|place|dead\nA-1|Ayn|1\nA-2||1\nA-3|Sur|2\nA-4||2\nA-5|Rab|6",
        "place|date|dead\nAyn|1 May|1\nRab|2 May|2\nSur||2\nNad|3 May|3\nHal||3\nTin|4 May|1",
        "name|day\nNadir|1 May\nBasma|",
    ],
)
def test_rows_that_may_be_records_stay(text: str) -> None:
    assert set(find_remarks(*_rows(text)).values()) <= {MAY_BE_TOTAL}


@given(st.lists(st.integers(1, 60), min_size=2, max_size=12))
def test_the_sum_of_all_rows_is_never_counted_as_one_more(numbers: list[int]) -> None:
    rows = [{"day": "1 May", "place": f"p{one}", "dead": str(one)} for one in numbers]
    rows.append({"day": "", "place": "", "dead": str(sum(numbers))})
    assert find_remarks(rows, ["day", "place", "dead"])[len(numbers)] == IS_TOTAL


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ቀበሌ|dead|hurt\nA|28|40\nB|17|33\nC|9|12\nድምር|54|85", [3]),
        ("ቀበሌ|dead|hurt\nድምር|54|85\nA|28|40\nB|17|33\nC|9|12", [0]),
        ("ቀበሌ|dead|hurt\nA|28|40\nB|17|33\nC|9|12\nD|54|84", []),
        ("ቀበሌ|dead\nA|28\nB|17\nC|9\nD|54", [3]),
        ("ቀበሌ|dead\nA|2\nB|1\nC|4\nD|7", []),
        ("ቀበሌ|least|most\nA|1|1\nB|1|1\nC|1|1\nD|3|3", []),
        ("ቀበሌ|day|dead|hurt\nA|1 May|8|1\nB|2 May|1|3\nC|2 May|1|1\nD|4 May|10|5", []),
    ],
)
def test_an_end_that_is_the_sum_of_all_needs_no_word_for_a_total(
    text: str, places: list[int]
) -> None:
    """Two different numbers that both agree are no accident, nor is one of ten or more."""
    assert list(find_remarks(*_rows(text))) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("mês|n|m\nJan|8|2\nFev|11|1\nQ I|19|3\nMar|12|3\nAbr|1|4\nQ II|13|7", [2, 5]),
        ("mês|n|m\nQ I|19|3\nJan|8|2\nFev|11|1\nQ II|13|7\nMar|12|3\nAbr|1|4", [0, 3]),
        ("m|n\nA|8\nB|11\nx|19\nC|12\nD|1\ny|13\nz|32", [2, 5, 6]),
        ("m|n\nA|8\nB|11\nx|19\nC|12\nD|1\ny|14", []),
        ("m|n\nA|8\nB|11\nx|19", []),
        ("m|n\nA|1\nB|2\nC|3\nD|2\nE|2\nF|4", []),
        ("id|m|n\n1|A|8\n2|B|11\n3|C|19\n4|D|12\n5|E|1\n6|F|13", []),
    ],
)
def test_blocks_that_are_the_whole_list_may_each_have_a_sum(text: str, places: list[int]) -> None:
    found = find_remarks(*_rows(text)).items()
    assert sorted(place for place, reason in found if reason != MAY_BE_TOTAL) == places


def test_areas_alone_in_the_column_of_names_are_titles(tmp_path: Path) -> None:
    """The column of places holds villages; the districts stand as rows between the people."""
    table = _read(
        tmp_path,
        HEAD + "1,Salim Nahr,30,Quay\n,Harbour district,,\n2,Rana Attar,41,Mill\n,Hill district,,\n"
        "3,Huda Sur,12,Bridge\n4,Amal Quay,,\n",
    )
    assert _names(table) == ["Salim Nahr", "Rana Attar", "Huda Sur", "Amal Quay"]
    assert len([one for one in table.problems if "title of a section" in one.reason]) == 2


def test_areas_in_a_column_of_places_are_no_titles(tmp_path: Path) -> None:
    rows = "1,Salim,30,Hill district\n,,,Harbour district\n,,,Sur district\n2,Rana,41,Mill\n"
    assert len(_read(tmp_path, HEAD + rows).rows) == 4


def test_parents_above_their_children_are_records_and_no_titles(tmp_path: Path) -> None:
    rows = "1,Huda,f,30,,\n2,Samir,m,33,,\n,Nawal,,,,\n,Karim,,,,\n3,Lina,f,4,Nawal,Karim\n"
    table = _read(tmp_path, f"id,name,sex,age,mother,father\n{rows}4,Zaid,m,2,Nawal,Karim\n")
    assert _names(table) == ["Huda", "Samir", "Nawal", "Karim", "Lina", "Zaid"]


def test_titles_of_sections_are_told_and_count_nobody(tmp_path: Path) -> None:
    rows = "Ayn,,,\n1,Nadir,30,Ayn\n2,Basma,9,Ayn\nSur,,,\n3,Tariq,40,Sur\n"
    table = _read(tmp_path, HEAD + rows)
    assert _names(table) == ["Nadir", "Basma", "Tariq"]
    assert [row for row, reason in _reasons(table, Effect.ROW) if "a title" in reason] == [2, 5]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0),
        (" 12 ", 12),
        ("٣٤", 34),
        ("1,234", 1_234),
        ("12.0", 12),
        ("9" * 12, 999_999_999_999),
        ("9" * 13, None),
        ("²", None),
        ("x1", None),
        ("", None),
    ],
)
def test_a_whole_number_of_up_to_twelve_digits_is_read(cell: str, number: int | None) -> None:
    assert number_of(cell) == number


TOO_LONG = LONGEST_CSV_CELL + 1


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("x" * TOO_LONG, "line 2 has 4,000,019 characters and a cell of more than 4,000,000"),
        (f'"{"x" * TOO_LONG}"', "line 2 has 4,000,021 characters and a cell of more"),
        ('"a\n' + "word\n" * (TOO_LONG // 5 + 1) + '"', "opens on line 2 is not closed where"),
    ],
    ids=["bare", "quoted", "many lines"],
)
def test_a_cell_beyond_all_reason_costs_its_row_alone(
    tmp_path: Path, cell: str, reason: str
) -> None:
    """It is never held by the reader of CSV, which takes eight bytes for each character."""
    table = _read(tmp_path, f"{HEAD}1,Lina Attar,{cell},Quay\n2,Rana Attar,5,Quay\n")
    assert [row.cells["name"] for row in table.rows] == ["Rana Attar"]
    (problem,) = table.problems
    assert reason in problem.reason
    assert "1,Lina Attar" in problem.value
    assert len(problem.value) < TOO_LONG


def test_a_quotation_that_is_never_closed_takes_the_rest_of_the_file_with_it(
    tmp_path: Path,
) -> None:
    text = "word " * 9 + "\n"
    table = _read(tmp_path, f'{HEAD}2,Rana Attar,5,Quay\n1,"Lina\n{text * (TOO_LONG // 45)}')
    assert [row.cells["id"] for row in table.rows] == ["2"]
    assert table.problems[-1].reason.endswith("or the file is cut off")


@pytest.mark.parametrize(
    "content",
    [
        {f"p{n}": {"name": "Rana", "died": "2031-06-03"} for n in range(3)},
        {"1": {"name": "Rana", "died": "2031"}, "2": {"name": "Samir", "died": "2031"}},
        {"name": {"0": "Rana", "1": "Samir"}, "died": {"0": "2031", "1": "2031"}},
    ],
)
def test_an_object_of_rows_or_columns_is_refused_and_no_row(
    tmp_path: Path, content: dict[str, object]
) -> None:
    """It was read as one person, and the others were columns that no field reads."""
    path = tmp_path / "list.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(FileUnreadableError, match="objects with the same names in them"):
        read_table(path, path.name, FileReading("list"))


def test_one_record_with_objects_in_it_is_a_row(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    people = {"victim": {"name": "Rana"}, "witness": {"name": "Samir"}}
    for content in (people, people | {"no": "1"}, {"a": {"x": "1"}, "b": {"y": "2"}, "c": {}}):
        path.write_text(json.dumps(content), encoding="utf-8")
        assert len(read_table(path, path.name, FileReading("list")).rows) == 1


def test_a_sentence_at_the_foot_is_nobody(tmp_path: Path) -> None:
    people = "1,Rana Haddad,30,Basatin\n2,Omar Saleh,41,Harbour\n3,Lina Sabbagh,8,Harbour\n"
    foot = ",Let us not forget them,,\n,Set down by hand in the parish office,,\n"
    table = _read(tmp_path, HEAD + people + ",,,\n" + foot)
    assert _names(table) == ["Rana Haddad", "Omar Saleh", "Lina Sabbagh"]
    assert [row for row, reason in _reasons(table, Effect.ROW) if "foot" in reason] == [6, 7]


def test_people_without_a_name_of_their_own_stay_at_the_foot(tmp_path: Path) -> None:
    people = "1,Rana Haddad,30,Basatin\n2,Omar Saleh,41,Harbour\n"
    foot = [
        "unknown man from the village",
        "daughter of the late Rana Haddad",
        "an old man in the street",
        "Abu Bakr al Saleh",
        "Maria de la Cruz",
    ]
    table = _read(tmp_path, HEAD + people + "".join(f",{name},,\n" for name in foot))
    assert _names(table)[2:] == foot


def test_a_list_in_small_letters_keeps_names_at_its_foot(tmp_path: Path) -> None:
    people = "1,rana haddad,30,Basatin\n2,omar saleh,41,Harbour\n"
    table = _read(tmp_path, HEAD + people + ",lina bint omar saleh,,\n")
    assert _names(table)[-1] == "lina bint omar saleh"


def test_a_title_that_stands_again_on_every_page_is_nobody(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        "Register of the Lower Quarter,,,\n,,,\nid,name,age,place\n"
        "1,Rana Attar,4,Ayn\n2,Samir Attar,40,Ayn\n"
        ",Register of the Lower Quarter - page 2,,\n"
        "3,Lina Attar,9,Sur\n,REGISTER OF THE LOWER QUARTER,,\n4,Omar Attar,31,Sur\n"
        ",Quarter Attar,3,\n",
        header_row=3,
    )
    assert _names(table) == [
        "Rana Attar",
        "Samir Attar",
        "Lina Attar",
        "Omar Attar",
        "Quarter Attar",
    ]
    repeated = "the row repeats the title above the headings; it is no record"
    assert [row for row, reason in _reasons(table, Effect.ROW) if reason == repeated] == [6, 8]


def test_a_label_with_a_colon_and_one_number_counts_its_block(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        f"{HEAD}1,Rana Attar,4,Ayn\n2,Samir Attar,40,Ayn\nKilled in family 1:,,,2\n"
        "3,Lina Attar,9,Sur\n4,Omar Attar,31,Sur\nKilled in family 2:,,,1\n5,Nour Attar,2,Sur\n",
    )
    assert _names(table) == ["Rana Attar", "Samir Attar", "Lina Attar", "Omar Attar", "Nour Attar"]
