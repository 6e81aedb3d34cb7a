"""What real files do: each mistake is told in a sentence, and nothing else is lost for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from small_cases import HEADER, PEOPLE, Command, SmallCase


def _workbook(path: Path, rows: tuple[str, ...]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("page 1")
        for number, row in enumerate((HEADER, *rows)):
            sheet.write_row(number, 0, row.split(","))


def _named(street: SmallCase) -> object:
    return street.figures()["persons.named"]["highest"]


def test_a_truncated_workbook_stops_its_list_and_no_other(street: SmallCase) -> None:
    _workbook(street.data / "second.xlsx", ("1,Adnan Rami al-Najjar,30,2031-06-04,m,,",))
    whole = (street.data / "second.xlsx").read_bytes()
    (street.data / "second.xlsx").write_bytes(whole[: len(whole) // 2])
    street.map_another("second", "second.xlsx")
    answer = street.build()
    assert answer.exit_code == 1
    assert "second.xlsx: the workbook is damaged or cut off" in answer.stderr
    assert "Ask for the file again" in answer.stderr
    assert _named(street) == 3
    assert "second.xlsx" in street.rejects()


def test_a_truncated_workbook_alone_leaves_nothing_to_build(street: SmallCase) -> None:
    _workbook(street.data / "notebook.xlsx", PEOPLE)
    whole = (street.data / "notebook.xlsx").read_bytes()
    (street.data / "notebook.xlsx").write_bytes(whole[:-40])
    street.map_another("notebook", "notebook.xlsx")
    answer = street.build()
    assert answer.exit_code == 1
    assert "damaged or cut off" in answer.stderr


def test_a_wrong_encoding_is_told_with_its_line(street: SmallCase) -> None:
    rows = ("4,خالد وليد العطار,40,2031-06-03,m,,", "5,رنا سمير الحلاق,12,2031-06-09,f,,")
    text = "\n".join((HEADER, *rows * 9, ""))
    (street.data / "arabic.csv").write_bytes(text.encode("cp1256"))
    street.map_another("arabic", "arabic.csv")
    answer = street.build()
    assert answer.exit_code == 1
    assert "arabic.csv, line 2: byte 0xce is no utf-8 text. Nothing was read." in answer.stderr
    street.map_another("arabic", "arabic.csv", 'encoding = "cp1256"')
    assert street.build().exit_code == 0
    assert "خالد" in (street.folder / "out" / "tables" / "persons.csv").read_text(encoding="utf-8")


def test_utf_8_under_another_name_is_refused_before_it_is_garbled(street: SmallCase) -> None:
    street.write_list(*PEOPLE, "4,خالد العطار,40,2031-06-03,m,,")
    street.map_list('encoding = "cp1256"')
    answer = street.build()
    assert "but the file is valid UTF-8" in answer.stderr
    assert answer.exit_code == 1


def test_a_mapping_that_names_a_missing_column_says_which_there_are(street: SmallCase) -> None:
    street.map_list(died="dyed")
    answer = street.build()
    assert answer.exit_code == 1
    assert "dyed" in answer.stderr
    assert "died" in answer.stderr


def test_two_sources_with_one_id_are_both_named_and_neither_is_read(street: SmallCase) -> None:
    street.map_list(name="second")
    street.map_another("third", "notebook.csv")
    answer = street.build()
    assert answer.exit_code == 1
    assert "two mappings have the id 'notebook': notebook.toml and second.toml" in answer.stderr
    assert _named(street) == 3


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("4,Adnan Rami al-Najjar,40,31.02.2017,m,35.95,39.01", "died", "31.02.2017"),
        ("4,Adnan Rami al-Najjar,40,2031-06-03,m,4239,39.01", "lat", "4239"),
        ("4,Adnan Rami al-Najjar,350,2031-06-03,m,35.95,39.01", "age", "350"),
    ],
)
def test_an_impossible_value_is_set_aside_and_the_person_stays(
    street: SmallCase, row: str, column: str, value: str
) -> None:
    street.write_list(*PEOPLE, row)
    answer = street.build()
    assert answer.exit_code == 0
    assert _named(street) == 4
    rejected = [line for line in street.rejects().splitlines() if value in line]
    assert len(rejected) == 1
    assert "notebook.csv" in rejected[0]
    assert ",5," in rejected[0]
    assert column in rejected[0]


def test_a_row_without_its_key_is_rejected_with_its_place(street: SmallCase) -> None:
    street.write_list(*PEOPLE, ",Adnan Rami al-Najjar,40,2031-06-03,m,,")
    assert street.build().exit_code == 0
    assert _named(street) == 3
    assert any(",5," in line for line in street.rejects().splitlines() if "notebook.csv" in line)


def test_a_list_none_of_whose_rows_can_be_used_says_why(street: SmallCase) -> None:
    street.write_list(*(f",Adnan Rami al-Najjar,{age},2031-06-03,m,," for age in range(20, 27)))
    answer = street.build()
    assert answer.exit_code == 1
    assert "notebook: notebook.csv, row 2: " in answer.stderr
    assert "7 rows are set aside in all" in answer.stderr
    assert "no mapping" not in answer.stderr


def test_an_empty_file_is_told(street: SmallCase) -> None:
    (street.data / "second.csv").touch()
    street.map_another("second", "second.csv")
    answer = street.build()
    assert answer.exit_code == 1
    assert "second.csv: the file is empty (0 bytes)" in answer.stderr


def test_a_file_that_changed_is_kept_in_both_versions(built_street: SmallCase) -> None:
    built_street.write_list(*PEOPLE[:2], "4,Adnan Rami al-Najjar,40,2031-06-03,m,,")
    answer = built_street.build()
    assert answer.exit_code == 0
    assert "notebook.csv has changed since it was captured" in answer.output
    kept = [path for path in (built_street.folder / "evidence").rglob("*") if path.is_file()]
    assert len([path for path in kept if path.stat().st_size]) == 2
    assert _named(built_street) == 3
    changes = (built_street.folder / "out" / "dossier" / "changes.html").read_text(encoding="utf-8")
    assert "Adnan" in changes or "notebook" in changes
    assert built_street.run("verify", built_street.folder).exit_code == 0


def test_a_file_that_is_gone_stays_in_the_register(built_street: SmallCase) -> None:
    (built_street.data / "notebook.csv").unlink()
    answer = built_street.build()
    assert answer.exit_code == 1
    assert "The register keeps the file captured on" in answer.stderr
    assert _named(built_street) == 3


def test_a_directory_where_a_file_should_be(street: SmallCase) -> None:
    (street.data / "second.csv").mkdir()
    street.map_another("second", "second.csv")
    answer = street.build()
    assert answer.exit_code == 1
    assert "second.csv" in answer.stderr
    assert "folder" in answer.stderr or "directory" in answer.stderr


def _without_privilege(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an ordinary user: root without the right to pass over permissions."""
    drop = ["/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
    return subprocess.run(
        [*(drop if os.getuid() == 0 else []), sys.executable, "-m", "sijill", *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_permission_to_read_a_list(street: SmallCase) -> None:
    (street.data / "second.csv").write_text(f"{HEADER}\n{PEOPLE[0]}\n", encoding="utf-8")
    street.map_another("second", "second.csv")
    (street.data / "second.csv").chmod(0)
    answer = _without_privilege("build", str(street.folder))
    assert answer.returncode == 1, answer.stderr
    assert "second.csv" in answer.stderr
    assert "permission" in answer.stderr.lower()
    assert _named(street) == 3


def test_no_permission_to_write_names_the_folder_and_the_way_out(street: SmallCase) -> None:
    street.folder.chmod(0o555)
    answer = _without_privilege("build", str(street.folder))
    assert answer.returncode == 1
    assert str(street.folder) in answer.stderr
    assert "--work" in answer.stderr
    assert "Traceback" not in answer.stderr
    street.folder.chmod(0o755)


@pytest.mark.skipif(os.getuid() != 0, reason="a small disk is mounted by root alone")
def test_a_full_disk_is_told_and_loses_nothing(street: SmallCase, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this machine does not let a test mount a small disk")
    try:
        first = street.run("build", street.folder, "--work", disk)
        assert first.exit_code == 1
        assert "full" in first.stderr or "space" in first.stderr
        subprocess.run(
            ["/bin/mount", "-o", "remount,size=40m", str(disk)], check=True, capture_output=True
        )
        assert street.run("build", street.folder, "--work", disk).exit_code == 0
        assert street.run("verify", street.folder, "--work", disk).exit_code == 0
        assert (disk / "out" / "figures.json").stat().st_size > 0
    finally:
        subprocess.run(["/bin/umount", str(disk)], check=True)


def test_errors_are_objects_for_programs(street: SmallCase, sijill: Command) -> None:
    answer = sijill("build", street.folder / "nowhere", "--json")
    assert answer.exit_code == 1
    assert "nowhere" in json.loads(answer.stdout)["error"]
    assert answer.stderr.startswith("sijill: ")
