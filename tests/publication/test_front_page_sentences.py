"""Sentences of the front page about numbers that are not there."""

from pathlib import Path

from small_cases import Command

INCIDENTS = """\
code,date,location,killed_min,killed_max
A-1,2031-06-03,Basatin,2,4
A-2,2031-06-05,Harbour,unknown,
A-3,2031-06-07,Mill Street,1,1
"""
LINES = """\
incident code,belligerent,assessment,deaths conceded,date,statement
A-1,Northern Command,credible,2,2031-09-01,"June 3, 2031, near Basatin: two civilians were killed."
"""


def test_what_gives_no_number_and_what_is_not_compared_is_said(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    (tmp_path / "lines.csv").write_text(LINES, encoding="utf-8")
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "incidents.csv", tmp_path / "lines.csv").exit_code == 0
    assert sijill("build", case).exit_code == 0
    page = (case / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    assert "of which 1 gives no number and adds nothing." in page
    assert "1 official line is on record, but case.toml names no party" in page
