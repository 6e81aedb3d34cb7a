"""Numbers whose upper end nobody knows are not printed as exact ones."""

from pathlib import Path

import pytest

from sijill.model.records.fields import FieldType
from sijill.sources.guessing.code_words import translation
from trial_runs import begin_case, trial_of, try_case, values_of

INCIDENTS = """\
Incident ID,Date,Place,Civilians killed,Suspected belligerent
M1,2031-06-02,Karm,4,The Alliance
M2,2031-06-03,Dera,2,The Alliance
M3,2031-06-04,Olt,3,The Alliance
"""
FINDINGS = """\
Incident ID,Incident date,Assessment,Deaths conceded,Made by
M1,2031-06-02,Credible,2,The Alliance
M2,2031-06-03,Credible,,The Alliance
M3,2031-06-04,Non-credible,,The Alliance
"""


def test_harm_conceded_without_a_number_is_in_upper_ends(tmp_path: Path) -> None:
    values = values_of(trial_of(tmp_path, incidents=INCIDENTS, findings=FINDINGS))
    assert values["acknowledged.deaths"] == "at least 2"
    assert values["gap.incidents"] == "1–2"
    months = [value for name, value in values.items() if name.startswith("gap.incidents.month")]
    assert months == ["1–2"]


STATEMENTS = """\
Allegation number,Date of release,Party,Statement
2001,2031-07-31,The Alliance,"June 3, 2031, near Karm. It was assessed that four civilians were \
killed. No strikes were conducted in the area on that day and the allegation is not credible."
2002,2031-07-31,The Alliance,"June 5, 2031, near Olt. Three civilians were killed."
2002,2031-08-31,The Alliance,"June 5, 2031, near Olt. Correction: five civilians were killed."
"""


def test_a_line_that_concedes_and_rejects_is_in_the_upper_end(tmp_path: Path) -> None:
    """And of one allegation that is printed twice the later number stands."""
    values = values_of(trial_of(tmp_path, statements=STATEMENTS))
    assert values["acknowledged.lines.deaths.the_alliance"] == "5–9"
    assert values["acknowledged.undecided"] == "1"


def test_a_number_beside_a_position_that_was_not_read_is_the_most(tmp_path: Path) -> None:
    findings = FINDINGS.replace("Credible,2", "Credibel (sic) perhaps,2")
    values = values_of(trial_of(tmp_path, incidents=INCIDENTS, findings=findings))
    assert values["acknowledged.deaths"] == "at least 0"
    assert values["acknowledged.undecided"] == "1"


@pytest.mark.parametrize("heading", ["MNI", "Minimum number of individuals", "NMI"])
def test_a_minimum_number_of_individuals_is_a_lower_end(tmp_path: Path, heading: str) -> None:
    rows = "1,2031-08-03,River bank,M,1\n2,2031-08-04,Well,F,3\n"
    begin_case(tmp_path, list=f"Body no,Date found,Place found,Sex,{heading}\n{rows}")
    assert values_of(try_case(tmp_path))["remains.counted"] == "at least 4"
    mapping = tmp_path / "case" / "sources" / "list.toml"
    exact = mapping.read_text(encoding="utf-8").replace(", at_least = true", "")
    mapping.write_text(exact, encoding="utf-8")
    assert values_of(try_case(tmp_path))["remains.counted"] == "4"


@pytest.mark.parametrize("outcome", ["Amputation, survived", "injured, survived", "survived, hurt"])
def test_who_was_hurt_and_survived_is_injured(outcome: str) -> None:
    assert translation(FieldType.HARM, outcome, "Outcome") == "injured"
