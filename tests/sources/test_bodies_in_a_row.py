"""Rows of remains that stand for several bodies, or for bodies that another row has already."""

from pathlib import Path

import pytest

from sijill.model.records.row_doubt import RowDoubt
from sijill.sources.row_doubts import row_doubt
from trial_runs import trial_of, values_of

LOG = """\
Code,Date exhumed,Site,Number of bodies,Sex,Remarks
M-1,2033-04-02,Orchard wall,1,male,
M-2,2033-04-02,Orchard wall,4,,commingled
M-3,2033-04-09,Well,,,fragments of bone
M-4,2033-04-11,Mill,2,,two persons in one sheet
M-5,2033-04-19,Mill,3,,"Re-exhumation of nos. 2, moved to the town cemetery"
"""
MORGUE = "Code,Date exhumed,Site,Sex\nH-1,2033-04-03,Ward,male\nH-2,2033-04-03,Ward,female\n"


def test_the_bodies_that_rows_count_are_added(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, log=LOG)
    values = values_of(trial)
    assert values["remains.counted"] == "7–10"
    assert values["remains.recovered"] == "4–5"
    assert trial.figures.keys() >= {"remains.counted"}


def test_a_list_that_counts_no_bodies_has_one_in_each_row(tmp_path: Path) -> None:
    assert values_of(trial_of(tmp_path, log=LOG, morgue=MORGUE))["remains.counted"] == "9–12"
    (tmp_path / "alone").mkdir()
    assert "remains.counted" not in values_of(trial_of(tmp_path / "alone", morgue=MORGUE))


def test_only_a_row_whose_words_say_more_than_its_number_is_asked_about(tmp_path: Path) -> None:
    trial_of(tmp_path, log=LOG)
    mapping = (tmp_path / "case" / "sources" / "log.toml").read_text(encoding="utf-8")
    assert "speaks of several bodies" not in mapping
    (tmp_path / "more").mkdir()
    trial_of(tmp_path / "more", log=LOG.replace("two persons", "three persons"))
    mapping = (tmp_path / "more" / "case" / "sources" / "log.toml").read_text(encoding="utf-8")
    assert "speaks of several bodies in row 5" in mapping


def test_bodies_beside_the_missing_are_the_killed_of_incidents(tmp_path: Path) -> None:
    wrecks = "Date,Route,Bodies recovered,Missing (est.),Survivors,Source\n"
    wrecks += "2033-04-02,North,3,at least 5,20,crew\n2033-04-09,North,,4,11,crew\n"
    wrecks += "2033-05-01,South,2,,0,crew\nTotal,,5,9,31,missing: lowest\n"
    values = values_of(trial_of(tmp_path, wrecks=wrecks))
    assert values["documented.deaths"] == "5"
    assert values["documented.missing"] == "at least 9"


@pytest.mark.parametrize(
    ("remark", "doubt"),
    [
        ("Re-exhumation of body no. 17", RowDoubt.REPEATED),
        ("أعيد استخراج الرفات رقم 9", RowDoubt.REPEATED),
        ("réexhumation du corps n° 14", RowDoubt.REPEATED),
        ("повторная эксгумация, № 7", RowDoubt.REPEATED),
        ("re-exhumed from the garden", None),
        ("re-exhumed on 12 March", None),
        ("re-exhumed, buried in grave no. 12", None),
    ],
)
def test_a_second_exhumation_names_the_row_of_the_first(
    remark: str, doubt: RowDoubt | None
) -> None:
    assert row_doubt("note", remark) is doubt
