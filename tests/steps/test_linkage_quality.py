"""The file that says who is who, and what is wrong with it."""

import json
from pathlib import Path

import pytest

from sijill.model.errors import CaseError
from sijill.model.results.links import ScoredPair, Veto
from sijill.steps.decisions.linkage_quality import read_persons, score_steps
from small_cases import SmallCase


def write(folder: Path, text: str) -> Path:
    file = folder / "truth.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_rows_without_a_person_are_left_out(tmp_path: Path) -> None:
    file = write(tmp_path, "record,person,note\nmonitor:1,P1,\nmonitor:2,,\n")
    assert read_persons(file) == {"monitor:1": "P1"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("record,who\nmonitor:1,P1\n", "no column person"),
        ("record,person\nmonitor:1,P1\nmonitor:1,P2\n", "line 3: monitor:1 is given a second"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(CaseError, match=reason):
        read_persons(write(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        read_persons(tmp_path / "truth.csv")


def test_a_score_is_explained_from_the_prior_to_the_probability() -> None:
    steps = (("prior", -4.0), ("given", 5.0), ("sex", -1.0), ("relatives", -0.5))
    levels = {"given": "same", "sex": "different"}
    found = score_steps(ScoredPair("a", "b", 378, levels, None, steps))
    assert [step.name for step in found] == ["prior", "given", "sex", "relatives"]
    assert [step.level for step in found] == ["", "same", "different", ""]
    assert found[1].words == "× 148"
    assert found[2].words == "÷ 2.72"
    assert found[-1].probability == pytest.approx(0.3775, abs=0.0005)


def test_a_veto_stands_last() -> None:
    scored = ScoredPair("a", "b", 900, {}, Veto.AGES_FAR_APART, (("prior", 1.0),))
    assert score_steps(scored)[-1].level == "ages far apart"
    assert score_steps(scored)[-1].probability == 0


def test_a_pair_says_in_words_what_speaks_for_and_against() -> None:
    steps = (("prior", -4.0), ("given", 5.0), ("sex", -1.0), ("age", 0.01), ("place", 0.5))
    levels = {"given": "same", "sex": "different", "age": "same", "place": "shared"}
    pair = ScoredPair("a", "b", 378, levels, None, steps)
    assert pair.speaks_for == ("given same × 148", "place shared × 1.6")
    assert pair.speaks_against == ("prior ÷ 55", "sex different ÷ 2.7")
    vetoed = ScoredPair("a", "b", 1, {}, Veto.AGES_FAR_APART)
    assert vetoed.speaks_against == ("veto: ages far apart",)


def test_links_and_blocking_of_a_case_are_measured_against_a_file(built_street: SmallCase) -> None:
    rows = "record,person\nnotebook:1,P1\nnotebook:2,P2\nnotebook:3,P3\n"
    file = write(built_street.folder, rows)
    on_case = (built_street.folder, "--truth", file, "--json")
    groups = json.loads(built_street.run("linkage", "evaluate", *on_case).stdout)
    assert [group["records"] for group in groups if group["by"] == "sex"] == [1, 2]
    blocking = json.loads(built_street.run("linkage", "blocking", *on_case).stdout)
    assert (blocking["records"], blocking["true_pairs"], blocking["recall"]) == (3, 0, None)
    assert blocking["by_key"] == {"father and family": 1, "family and day": 1}
    shown = built_street.run("linkage", "blocking", *on_case[:-1]).stdout
    assert "0.3 a record" in " ".join(shown.split())
