"""A list that is issued again: rows follow their identity, and two issues are no two observers."""

from pathlib import Path

import pytest

from sijill.steps.case.starting.start_case import start_case
from small_cases import SmallCase

HEAD = "No,Civil number,Name,Sex,Age,Date of death\n"
PEOPLE = {
    "7730114": "Harun Belqis Mertan,male,31,2034-02-03",
    "7730299": "Sawsan Idris Qalbi,female,27,2034-02-03",
    "7731840": "Tamim Rafiq Sorani,male,52,2034-02-09",
    "7732002": "Nuha Adib Farouji,female,8,2034-02-11",
    "7732555": "Bakr Munir Zallal,male,44,2034-02-12",
}
LATER = {
    **{key: row for key, row in PEOPLE.items() if key != "7730114"},
    "7739001": "Ruba Jad Hilwani,female,19,2034-02-20",
}


def _issue(people: dict[str, str]) -> str:
    rows = (f"{number},{key},{row}\n" for number, (key, row) in enumerate(people.items(), 1))
    return HEAD + "".join(rows)


def _begin(street: SmallCase, **issues: dict[str, str]) -> Path:
    files = [street.folder.parent / f"{name}.csv" for name in issues]
    for path, people in zip(files, issues.values(), strict=True):
        path.write_text(_issue(people), encoding="utf-8")
    folder = street.folder.parent / "issued"
    start_case(folder, files, "Issued again")
    return folder


def test_rows_are_known_by_their_identity_and_not_by_their_place(street: SmallCase) -> None:
    case = _begin(street, registry=PEOPLE)
    street.run("build", case)
    (case / "data" / "registry.csv").write_text(_issue(LATER), encoding="utf-8")
    street.run("build", case)
    changes = (case / "out" / "dossier" / "changes.html").read_text(encoding="utf-8")
    assert "1 new, 0 changed, 1 no longer listed." in changes


def test_a_register_without_identities_is_known_by_its_numbers(street: SmallCase) -> None:
    text = "No,Name,Date of death\n1,Harun Mertan,2034-02-03\n2,Sawsan Qalbi,2034-02-04\n"
    path = street.folder.parent / "graves.csv"
    path.write_text(text, encoding="utf-8")
    case = street.folder.parent / "numbered"
    start_case(case, [path], "Numbered")
    assert 'columns = ["No"]' in (case / "sources" / "graves.toml").read_text(encoding="utf-8")


def test_two_issues_are_one_list_to_estimates(street: SmallCase) -> None:
    case = _begin(street, january=PEOPLE, february=LATER)
    mapping = (case / "sources" / "january.toml").read_text(encoding="utf-8")
    assert 'derives_from = ["february"]' in mapping
    assert "sijill withdraw" in mapping
    assert "derives_from = []" in (case / "sources" / "february.toml").read_text(encoding="utf-8")


INCIDENTS = """\
code,date,place,killed_min,killed_max,injured,belligerent
R1,2034-03-04,Dayr Hanna,2,3,4,River Guard
R2,2034-03-19,Tell Maqam,4,4,,River Guard
"""


RELEASE = """\
{speaker}, monthly review
Credible
1. {day}, near {place}: two civilians were unintentionally killed.
2. {day}, near the fords of {place}: one civilian was unintentionally killed.
"""


@pytest.mark.parametrize(("speaker", "proposed"), [("River Guard", True), ("Hill Guard", False)])
def test_monthly_releases_of_one_party_are_compared(
    tmp_path: Path, speaker: str, *, proposed: bool
) -> None:
    files = [tmp_path / name for name in ("incidents.csv", "march.txt", "april.txt")]
    files[0].write_text(INCIDENTS + "R3,2034-04-02,Marj,1,1,,Hill Guard\n", encoding="utf-8")
    march = RELEASE.format(speaker="River Guard", day="March 4, 2034", place="Dayr Hanna")
    april = RELEASE.format(speaker=speaker, day="April 2, 2034", place="Marj")
    files[1].write_text(march, encoding="utf-8")
    files[2].write_text(april, encoding="utf-8")
    start_case(tmp_path / "case", files, "River")
    text = (tmp_path / "case" / "case.toml").read_text(encoding="utf-8")
    assert ('\n[comparison]\nactor = "river_guard"' in text) is proposed
