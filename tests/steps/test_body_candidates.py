"""sijill candidates: missing people beside a body, from files to a ranked list."""

import csv
import json
from pathlib import Path

import pytest

from small_cases import SmallCase, build_street

BODIES = {
    "code": "code",
    "recovered": "found",
    "age": "age",
    "stature": "height",
    "effects": "effects",
    "sex": "sex",
}
FAMILIES = {
    "name": "name",
    "last_seen": "seen",
    "age": "age",
    "stature": "height",
    "effects": "effects",
    "sex": "sex",
}


@pytest.fixture
def waiting(street: SmallCase) -> SmallCase:
    """Two bodies without a name, three families who wait."""
    bodies = (
        "code,found,age,height,effects,sex\n"
        "B1,2031-07-04,30-40,170-178,silver ring; keys,male\n"
        "B2,2031-07-04,,,,\n"
    )
    families = (
        "no,name,seen,age,height,effects,sex\n"
        "1,Yusuf Rami Darwish,2031-06-20,34,about 174,ring of silver,male\n"
        "2,Hala Rami Darwish,2031-06-20,29,160,,female\n"
        "3,Tariq Adel Shami,2031-08-01,35,174,,male\n"
    )
    street.add_list("bodies", "remains", BODIES, bodies)
    street.add_list("families", "person", FAMILIES, families, 'fixed = { harm = "missing" }')
    build_street(street)
    return street


def test_the_likeliest_stands_first_and_who_was_seen_later_is_excluded(waiting: SmallCase) -> None:
    answer = json.loads(waiting.run("candidates", waiting.folder, "--json").stdout)
    first, second = answer["bodies"]
    assert first["candidates"][0]["person"] == "families:1"
    assert (first["considered"], first["excluded"]) == (3, 1)
    assert {one["person"] for one in first["candidates"]} == {"families:1", "families:2"}
    assert [one["person"] for one in second["candidates"]] == ["families:2", "families:1"]
    assert "other bodies" in {one["field"] for one in second["candidates"][1]["factors"]}


def test_a_table_for_the_morgue_names_reasons_and_rows(waiting: SmallCase, tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    answer = waiting.run("candidates", waiting.folder, "--output", path)
    assert "no identifications" in answer.stdout
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["code"], rows[0]["rank"], rows[0]["name"]) == ("B1", "1", "Yusuf Rami Darwish")
    assert "clothing and effects for it" in rows[0]["reasons"]
    assert rows[0]["where"] == "families.csv, row 2"


def test_an_identified_body_and_its_person_are_looked_for_no_more(waiting: SmallCase) -> None:
    decided = waiting.run(
        "identify", "bodies:B1", "families:1", "--method", "dna", "--status", "confirmed_board",
        "--by", "the board", "--reason", "two relatives", "--case", waiting.folder,
    )  # fmt: skip
    assert decided.exit_code == 0, decided.output
    (body,) = json.loads(waiting.run("candidates", waiting.folder, "--json").stdout)["bodies"]
    assert body["remains"] == "bodies:B2"
    assert body["considered"] == 2


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--of", "bodies:B9"), "no record of remains"),
        (("--list", "nobody"), "there is no list nobody"),
        (("--list", "bodies"), "nobody on the lists is missing"),
    ],
)
def test_what_cannot_be_searched_is_said(
    waiting: SmallCase, options: tuple[str, ...], reason: str
) -> None:
    answer = waiting.run("candidates", waiting.folder, *options)
    assert answer.exit_code == 1
    assert reason in answer.stderr


def _candidates(case: SmallCase) -> dict[str, list[str]]:
    answer = case.run("candidates", case.folder, "--json")
    assert answer.exit_code == 0, answer.output
    bodies = json.loads(answer.stdout)["bodies"]
    return {one["remains"]: [each["person"] for each in one["candidates"]] for one in bodies}


def test_who_refuses_a_search_is_no_candidate_until_it_is_taken_back(waiting: SmallCase) -> None:
    before = _candidates(waiting)
    assert "families:1" in before["bodies:B1"]
    words = ("--scope", "family_tracing", "--reason", "the mother", "--case", waiting.folder)
    for state in ("refused", "given", "withdrawn"):
        answer = waiting.run("consent", "families:1", state, *words)
        assert answer.exit_code == 0, answer.output
        told = " ".join(waiting.run("candidates", waiting.folder).output.split())
        if state == "given":
            assert _candidates(waiting) == before
            assert "refused or withdrawn" not in told
        else:
            assert all("families:1" not in people for people in _candidates(waiting).values())
            assert "refused or withdrawn: families:1." in told
    waiting.run("judge", "--undo", "--reason", "a mistake", "--case", waiting.folder)
    assert _candidates(waiting) == before


def test_a_body_whose_family_refuses_a_search_is_compared_with_nobody(waiting: SmallCase) -> None:
    words = ("--scope", "family_tracing", "--reason", "the family", "--case", waiting.folder)
    assert waiting.run("consent", "bodies:B1", "refused", *words).exit_code == 0
    assert set(_candidates(waiting)) == {"bodies:B2"}
    asked = waiting.run("candidates", waiting.folder, "--of", "bodies:B1")
    assert asked.exit_code == 1
    assert "bodies:B1: consent to a search was refused or withdrawn" in asked.stderr
    another = waiting.run("consent", "bodies", "refused", *words)
    assert another.exit_code == 0
    assert _candidates(waiting) == {}


@pytest.mark.parametrize(
    ("scope", "says"), [("statistics", "goes on counting"), ("dna", "must heed it")]
)
def test_a_refusal_that_no_command_heeds_is_said_to_be_so(
    waiting: SmallCase, scope: str, says: str
) -> None:
    words = ("--scope", scope, "--reason", "x", "--case", waiting.folder)
    assert says in " ".join(waiting.run("consent", "families:1", "refused", *words).stderr.split())
    assert says not in waiting.run("consent", "families:1", "given", *words).stderr
