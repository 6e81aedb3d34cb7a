"""sijill estimate: from somebody's own CSV file to an interval, a refusal, or a clear error."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from sijill.model.errors import TableError
from sijill.steps.estimates.estimate_file import read_tables
from sijill.steps.estimates.request import Request
from sijill.steps.estimates.table_text import read_text
from small_cases import Command

FAST = ("--method", "decomposable graphs", "--method", "log-linear", "--replicates", "20")


@pytest.fixture
def killings(tmp_path: Path) -> Path:
    """Two governorates of 800 and 500, three lists, and a third that one list alone covers."""
    rng = np.random.default_rng(7)
    lines = ["in_monitor,in_morgue,in_press,governorate"]
    for governorate, persons in (("Raqqa", 800), ("Hama", 500)):
        on_lists = rng.random((persons, 3)) < (0.4, 0.3, 0.2)
        lines += [",".join([*map(str, on.astype(int)), governorate]) for on in on_lists if on.any()]
    lines += ["1,0,0,Homs"] * 9
    path = tmp_path / "killings.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_table_is_estimated_with_the_methods_beside_it(killings: Path, sijill: Command) -> None:
    answer = sijill("estimate", killings, *FAST)
    assert answer.exit_code == 0, answer.output
    assert "95 % interval" in answer.stdout
    assert "Each method by itself" in answer.stdout
    assert "monitor, morgue, press" in answer.stdout
    assert "What it rests on:" in answer.stdout
    assert "* Records are linked correctly." in answer.stdout
    assert "* decomposable graphs: Madigan & York 1997" in answer.stdout
    assert "* latent classes" not in answer.stdout


def test_strata_refusals_and_their_sum(killings: Path, sijill: Command, tmp_path: Path) -> None:
    told = ("estimate", killings, "--by", "governorate", *FAST, "--store", tmp_path / "kept")
    answer = sijill(*told, "--json")
    content = json.loads(answer.stdout)
    raqqa, hama = content["strata"]["Raqqa"]["total"], content["strata"]["Hama"]["total"]
    assert raqqa["lowest"] < 800 < raqqa["highest"]
    assert hama["lowest"] < 500 < hama["highest"]
    assert content["strata"]["Homs"]["not_estimable"] == "too_few_lists"
    assert content["all"]["floor"] == 9
    assert content["all"]["total"]["highest"] is None
    assert content["all"]["total"]["lowest"] > raqqa["lowest"] + hama["lowest"]
    (note,) = content["all"]["notes"]
    assert "1 stratum has no estimate (Homs: too few lists) and only its 9 recorded" in note
    words = sijill(*told).stdout
    assert "Homs: not estimable. Only 1 of the lists" in words


def test_processes_do_not_change_the_answer(killings: Path, sijill: Command) -> None:
    words = ("estimate", killings, "--by", "governorate", *FAST, "--json")
    assert sijill(*words, "--processes", "1").stdout == sijill(*words, "--processes", "2").stdout


def test_draws_are_written(killings: Path, sijill: Command, tmp_path: Path) -> None:
    path = tmp_path / "draws.parquet"
    assert sijill("estimate", killings, *FAST, "--draws", path).exit_code == 0
    assert parquet.read_table(path).num_rows == 2 * 2_000 + 2_000 + 20
    nowhere = sijill("estimate", killings, *FAST, "--draws", tmp_path / "none" / "draws.parquet")
    assert nowhere.exit_code == 1
    assert "none" in nowhere.stderr


def test_the_first_estimate_stands_and_is_read_back_whole(
    killings: Path, sijill: Command, tmp_path: Path
) -> None:
    words = ("estimate", killings, *FAST, "--store", tmp_path / "kept", "--json", "--draws")
    first = json.loads(sijill(*words, tmp_path / "a.parquet", "--seed", "1").stdout)
    again = json.loads(sijill(*words, tmp_path / "b.parquet", "--seed", "2").stdout)
    assert again["strata"] == first["strata"]
    assert (first["read_back"], again["read_back"]) == ([], [""])
    assert again["kept_seeds"] == {"": 1}
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert len(list((tmp_path / "kept").glob("*/*.json"))) == 1
    told = sijill("estimate", killings, *FAST, "--store", tmp_path / "kept", "--seed", "2")
    assert "estimated before with seed 1, which stands" in told.stderr
    assert "all: read from the store, not computed again" in told.stderr


def test_what_was_tried_with_other_settings_is_told(
    killings: Path, sijill: Command, tmp_path: Path
) -> None:
    words = ("estimate", killings, *FAST, "--store", tmp_path / "kept", "--json")
    first = json.loads(sijill(*words).stdout)["strata"]["all"]["total"]
    sijill(*words, "--derived", "press=monitor")
    third = json.loads(sijill(*words, "--deviation", "0.2").stdout)
    assert third["read_back"] == []
    total = f"{first['lowest']:,}–{first['highest']:,}"
    assert sorted(third["tried_before"][""]) == [
        "delta_sd 0.07, derived press monitor: not estimable",
        f"delta_sd 0.07: {total}",
    ]
    told = sijill("estimate", killings, *FAST, "--store", tmp_path / "kept").stderr
    assert "all: estimated before with other settings: delta_sd 0.2: " in told


def test_another_name_of_a_stratum_is_no_way_to_draw_again(
    killings: Path, sijill: Command, tmp_path: Path
) -> None:
    words = ("--by", "governorate", *FAST, "--store", tmp_path / "kept", "--json")
    first = json.loads(sijill("estimate", killings, *words).stdout)
    renamed = tmp_path / "renamed.csv"
    renamed.write_text(killings.read_text(encoding="utf-8").replace("Raqqa", "Zor"), "utf-8")
    again = json.loads(sijill("estimate", renamed, *words, "--seed", "5").stdout)
    assert again["strata"]["Zor"]["total"] == first["strata"]["Raqqa"]["total"]
    assert again["strata"]["Zor"]["stratum"] == "Zor"
    assert again["all"] == first["all"]
    assert again["read_back"] == ["Hama", "Homs"]


@pytest.mark.parametrize("damage", ["*/*.json", "*/*.parquet"])
def test_a_damaged_store_is_an_error(
    killings: Path, sijill: Command, tmp_path: Path, damage: str
) -> None:
    words = ("estimate", killings, *FAST, "--store", tmp_path / "kept")
    sijill(*words)
    (path,) = (tmp_path / "kept").glob(damage)
    path.write_text("{}", encoding="utf-8")
    answer = sijill(*words)
    assert answer.exit_code == 1
    assert "is no stored estimate" in answer.stderr


def test_pictures_are_written_with_a_page_that_shows_them(
    killings: Path, sijill: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "charts"
    method = ("--method", "decomposable graphs", "--store", tmp_path / "kept")
    words = ("--by", "governorate", *method, "--charts", folder)
    assert sijill("estimate", killings, *words).exit_code == 0
    page = (folder / "index.html").read_text(encoding="utf-8")
    names = sorted(path.name for path in folder.glob("*.svg"))
    assert names == [f"{stratum}-{place}.svg" for stratum in (1, 2) for place in range(1, 6)]
    assert all(f"href='{name}'" in page for name in names)
    assert page.count("<svg ") == 10
    assert "<h2>Raqqa</h2>" in page
    assert page.index("<h2>All strata</h2>") < page.index("<h2>Raqqa</h2>")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for path in folder.glob("*.svg"):
        assert ET.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - ours
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = sijill("estimate", killings, *words[:-1], tmp_path / "file" / "charts")
    assert answer.exit_code == 1
    assert "cannot be written (Not a directory)" in " ".join(answer.stderr.split())


def test_a_derived_list_is_one_with_its_source(killings: Path, sijill: Command) -> None:
    answer = sijill("estimate", killings, *FAST, "--derived", "press=monitor", "--json")
    assert json.loads(answer.stdout)["strata"]["all"]["not_estimable"] == "dependent_lists"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--method", "log-linear", "--method", "log-linear"), "name each method once"),
        (("--chance", "1"), "'1' is not of the form A,B"),
        (("--chance", "0,1"), "two positive numbers"),
        (("--chance", "nan,1"), "two positive numbers"),
        (("--cap", "0"), "0 is not in the range"),
        (("--deviation", "-1"), "-1.0 is not in the range"),
        (("--deviation", "nan"), "nan is not a number"),
        (("--harder", "inf"), "inf is not in the range"),
        (("--missed-links", "nan"), "nan is not a number"),
        (("--seed", "9" * 30), "is not in the range"),
    ],
)
def test_options_that_cannot_be_are_usage_errors(
    killings: Path, sijill: Command, words: tuple[str, ...], said: str
) -> None:
    answer = sijill("estimate", killings, *words)
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_the_prior_of_latent_classes_is_stated(killings: Path, sijill: Command) -> None:
    words = ("--method", "latent classes", "--cap", "3", "--chance", "2,2.5", "--json")
    one = json.loads(sijill("estimate", killings, *words).stdout)["strata"]["all"]
    assert one["settings"]["prior"]["cap_factor"] == 3
    assert one["settings"]["prior"]["chance"] == [2.0, 2.5]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--count", "governorate", "--one-each"), "not both"),
        (("--by", "governorate", "--by", "governorate"), "named as a stratum and as a stratum"),
        (("--by", "district"), "no column is named 'district'"),
        (("--count", "governorate"), "column governorate: 'Raqqa' is no whole number"),
        (("--list", "governorate"), "column governorate: 'Raqqa' is neither 0 nor 1"),
        (("--derived", "press"), "'press' is not of the form LIST=ORIGIN"),
        (("--derived", "tv=monitor"), "no list is named 'tv'"),
    ],
)
def test_mistakes_are_named(
    killings: Path, sijill: Command, words: tuple[str, ...], said: str
) -> None:
    answer = sijill("estimate", killings, *words)
    assert answer.exit_code == 1
    assert said in answer.stderr
    in_json = sijill("estimate", killings, *words, "--json")
    assert said in json.loads(in_json.stdout)["error"]


TABLE = (
    "Überwacher;in_press;in_morgue;count\n1;0;0;30\n0;1;0;25\n0;0;1;20\n1;1;0;9\n1;0;1;8\n0;1;1;7\n"
)
WORDS = (
    "--list",
    "Überwacher",
    "--list",
    "in_press",
    "--list",
    "in_morgue",
    "--method",
    "log-linear",
)


@pytest.mark.parametrize(
    ("delimiter", "encoding", "more"),
    [
        (";", "utf-8", ()),
        (";", "utf-16", ()),
        ("\t", "utf-8-sig", ()),
        ("|", "cp1252", ("--encoding", "cp1252")),
        ("^", "utf-8", ("--delimiter", "^")),
        ("\t", "utf-8", ("--delimiter", "tab")),
    ],
)
def test_any_separator_and_encoding_that_build_takes(
    sijill: Command, tmp_path: Path, delimiter: str, encoding: str, more: tuple[str, ...]
) -> None:
    path = tmp_path / "counts.csv"
    path.write_bytes(TABLE.replace(";", delimiter).encode(encoding))
    answer = sijill("estimate", path, *WORDS, "--replicates", "3", "--json", *more)
    assert json.loads(answer.stdout)["strata"]["all"]["observed"] == 99


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (b"PK\x03\x04", "is a workbook (XLSX) or an archive (ZIP): name it .xlsx, or unpack it"),
        (b"\x1f\x8b\x08", "is packed (gzip): unpack it"),
        (b"PAR1", "is Parquet: name it .parquet"),
        (b'[{"A": 1}]', "is JSON: save the table as CSV"),
    ],
)
def test_files_that_are_no_text_are_named(tmp_path: Path, first: bytes, said: str) -> None:
    path = tmp_path / "table"
    path.write_bytes(first + bytes(40))
    with pytest.raises(TableError) as error:
        read_text(path)
    assert said in str(error.value)


def count_in(path: Path) -> int:
    tables = read_tables(Request(path), path)
    return sum(table.observed for table in tables.values())


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\nA;B;C;count\r\n1;0;0;7\r\n0;1;1;2\r\n",
        "A B C count\n1 0 0 7\n0 1 1 2\n",
        "A   B  C  count\n1   0  0   7\n0   1  1   2\n",
        '"A" "B" "C" "Freq"\n"1" 1 0 0 7\n"2" 0 1 1 2\n',
    ],
)
def test_tables_as_spreadsheets_and_packages_write_them(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.txt"
    path.write_text(text, encoding="utf-8")
    assert count_in(path) == 9


def write_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


COUNTED: list[list[object]] = [["A", "B", "C", "count"], [1, 0, 0, 7.0], [0, 1, 1, 2]]


def test_the_one_sheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    assert count_in(write_workbook(tmp_path / "counts.xlsx", {"counts": COUNTED})) == 9


def test_a_workbook_with_several_sheets_is_asked_about(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "two.xlsx", {"counts": COUNTED, "notes": [["source", "x"]]})
    with pytest.raises(TableError, match="one sheet with rows is needed; there are counts, notes"):
        count_in(path)


def test_cells_of_a_workbook_without_a_value_are_refused(tmp_path: Path) -> None:
    rows = [*COUNTED, [1, 1, 0, "=SUM(D2:D3)"]]
    with pytest.raises(TableError, match=r"sum.xlsx, row 4, column 4: "):
        count_in(write_workbook(tmp_path / "sum.xlsx", {"counts": rows}))


def test_a_parquet_file_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "counts.parquet"
    parquet.write_table(pa.table({"A": [1, 0], "B": [0, 1], "C": [0, 1], "count": [7, 2]}), path)
    assert count_in(path) == 9


def test_links_that_were_missed_are_put_back_and_said(sijill: Command, tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(TABLE, encoding="utf-8")
    words = ("estimate", path, *WORDS, "--replicates", "3", "--missed-links", "0.1")
    answer = json.loads(sijill(*words, "--json").stdout)
    assert answer["missed_links"] == {"share": 0.1, "recorded_as_given": {"all": 99}}
    assert answer["strata"]["all"]["observed"] < 99
    assert "if_links_missed" not in answer
    assert "to have missed 10% of all overlaps" in " ".join(sijill(*words).output.split())


def test_what_missed_links_would_change_is_said_without_being_asked(
    killings: Path, sijill: Command
) -> None:
    content = json.loads(sijill("estimate", killings, *FAST, "--json").stdout)
    found, answer = content["if_links_missed"]["all"], content["strata"]["all"]
    assert found["share"] == 0.1
    assert found["recorded"] < answer["observed"]
    assert found["total"]["lowest"] < answer["total"]["lowest"]
    assert found["total"]["highest"] < answer["total"]["highest"]
    words = " ".join(sijill("estimate", killings, *FAST).output.split())
    assert f"overlap in 10 had been missed, {found['recorded']:,} persons would be" in words
    assert "The lower end is that of" in words
    assert "│ Chao's lower bound │" in words


def test_of_strata_it_is_a_table_of_each(killings: Path, sijill: Command) -> None:
    words = " ".join(sijill("estimate", killings, "--by", "governorate", *FAST).output.split())
    (table,) = words.split("If one overlap in 10 had been missed by the linkage")[1:]
    assert "│ Hama │" in table
    assert "│ Raqqa │" in table
    assert "The lower end is that of" not in words


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "is no UTF-8 text. As cp1252 it reads 'Überwacher'."),
        (("--encoding", "ascii"), "is no ascii text. As cp1252 it reads"),
        (("--delimiter", "ab"), "'ab' is no single character between cells"),
    ],
)
def test_a_table_in_another_encoding_is_refused_with_the_likeliest(
    sijill: Command, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "counts.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    answer = sijill("estimate", path, *more)
    assert answer.exit_code != 0
    assert said in " ".join(answer.output.split())


@pytest.fixture
def districts(tmp_path: Path) -> Path:
    """Three districts of many persons, one of few, and one that a single list covers."""
    rng = np.random.default_rng(5)
    lines = ["in_monitor,in_morgue,in_press,district"]
    for district, persons in (("Amsar", 900), ("Belqa", 700), ("Dornu", 500), ("Hesba", 60)):
        on_lists = rng.random((persons, 3)) < (0.45, 0.4, 0.3)
        lines += [",".join([*map(str, on.astype(int)), district]) for on in on_lists if on.any()]
    lines += ["1,0,0,Kilwa"] * 9
    path = tmp_path / "districts.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_small_strata_learn_from_large_ones_where_asked(districts: Path, sijill: Command) -> None:
    told = ("estimate", districts, "--by", "district", "--partial-pooling", *FAST)
    content = json.loads(sijill(*told, "--json").stdout)
    own, after = content["strata"]["Hesba"]["total"], content["partly_pooled"]["strata"]["Hesba"]
    assert after["total"]["highest"] - after["total"]["lowest"] < own["highest"] - own["lowest"]
    kilwa = content["partly_pooled"]["strata"]["Kilwa"]
    assert 9 <= kilwa["total"]["lowest"] < kilwa["total"]["highest"] < 60
    assert content["partly_pooled"]["all"]["total"]["highest"] is not None
    words = sijill(*told).stdout
    assert "The same after partial pooling" in words
    assert "Strata are taken to be alike" in words


def test_partial_pooling_needs_strata_and_three_of_them(killings: Path, sijill: Command) -> None:
    alone = sijill("estimate", killings, "--partial-pooling", *FAST)
    assert alone.exit_code == 2
    assert "name their columns with --by" in alone.output
    two = sijill("estimate", killings, "--by", "governorate", "--partial-pooling", *FAST)
    assert two.exit_code == 0
    assert "how much strata differ cannot be told" in two.output
