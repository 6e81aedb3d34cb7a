"""What people decide enters the ledger, counts in the next build, and can be taken back."""

import csv
import json
import re
from pathlib import Path

import pytest

from small_cases import PEOPLE, Prepared, SmallCase

TWICE = ("4,Khaled W. Attar,41,2031-06-03,m,35.95,39.01",)


@pytest.fixture
def two_lists(street: SmallCase, prepared: Prepared) -> SmallCase:
    """A second list that holds the first man once more, spelled otherwise."""
    return prepared(street, _build_two_lists)


def _build_two_lists(street: SmallCase) -> None:
    header = (street.data / "notebook.csv").read_text(encoding="utf-8").splitlines()[0]
    (street.data / "second.csv").write_text("\n".join((header, *TWICE, "")), encoding="utf-8")
    street.map_another("second", "second.csv")
    assert street.build().exit_code == 0


def _named(case: SmallCase) -> tuple[object, object]:
    figure = case.figures()["persons.named"]
    return figure["lowest"], figure["highest"]


def _decide(case: SmallCase, left: str, right: str, decision: str, reason: str = "read") -> Path:
    path = case.folder / "decisions.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("left", "right", "decision", "reason"))
        writer.writerow((left, right, decision, reason))
    return path


def _add(path: Path, *row: str) -> None:
    """One more row for a file of decisions."""
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(row)


def test_a_judgement_outweighs_any_score_and_can_be_taken_back(two_lists: SmallCase) -> None:
    before = _named(two_lists)
    for decision, named in (("different", (4, 4)), ("same", (3, 3))):
        path = _decide(two_lists, "notebook:1", "second:4", decision)
        assert two_lists.run("judge", path).exit_code == 0
        two_lists.build()
        assert _named(two_lists) == named
    for _ in range(2):
        assert two_lists.run("judge", "--undo", "--case", two_lists.folder).exit_code == 0
    two_lists.build()
    assert _named(two_lists) == before
    assert two_lists.run("verify", two_lists.folder).exit_code == 0


def test_a_file_that_decides_one_pair_in_two_ways_decides_it_in_none(two_lists: SmallCase) -> None:
    """The later row was taken in silence, also where it names the pair the other way round."""
    path = _decide(two_lists, "notebook:1", "second:4", "same")
    _add(path, "second:4", "notebook:1", "different", "other fathers")
    answer = two_lists.run("judge", path)
    assert answer.exit_code == 1
    for row, other, decision in ((2, 3, "different"), (3, 2, "same")):
        said = f"row {row}: row {other} of this file decides the same pair otherwise ('{decision}')"
        assert said in answer.stderr
    assert "0 decisions taken" in answer.stdout


def test_a_pair_that_a_file_decides_twice_alike_is_one_decision(two_lists: SmallCase) -> None:
    path = _decide(two_lists, "notebook:1", "second:4", "same")
    _add(path, "second:4", "notebook:1", "same", "read")
    answer = two_lists.run("judge", path)
    assert answer.exit_code == 0
    assert "1 decision taken, 1 already known" in answer.stdout


def test_a_second_reason_for_the_same_decision_is_kept(two_lists: SmallCase) -> None:
    path = _decide(two_lists, "notebook:1", "second:4", "same")
    _add(path, "second:4", "notebook:1", "same", "read again")
    assert "2 decisions taken, 0 already known" in two_lists.run("judge", path).stdout


def test_a_pair_that_nobody_reviewed_waits_and_takes_no_decision_back(two_lists: SmallCase) -> None:
    two_lists.run("judge", _decide(two_lists, "notebook:1", "second:4", "same"))
    before = _decided(two_lists)
    told = two_lists.run("judge", _decide(two_lists, "notebook:1", "second:4", "not reviewed"))
    assert "it has a reason and no decision" in " ".join(told.stderr.split())
    waits = two_lists.run("judge", _decide(two_lists, "notebook:1", "second:4", "not_reviewed", ""))
    assert waits.exit_code == 0
    assert "0 decisions taken, 0 already known, 0 refused" in waits.stdout
    assert _decided(two_lists) == before


def test_a_pair_with_a_withdrawn_record_says_that_it_is_withdrawn(two_lists: SmallCase) -> None:
    here = ("--case", two_lists.folder)
    assert two_lists.run("withdraw", "second:4", "--reason", "alive", *here).exit_code == 0
    answer = two_lists.run("judge", _decide(two_lists, "notebook:1", "second:4", "same"))
    assert "second:4 is withdrawn and counts no longer" in " ".join(answer.stderr.split())


def test_taking_back_the_latest_of_two_answers_says_which_holds_again(
    built_street: SmallCase,
) -> None:
    here = ("--reason", "papers", "--case", built_street.folder)
    for age in ("9", "10"):
        assert built_street.run("correct", "notebook:3", "age", age, *here).exit_code == 0
    first, second = (
        " ".join(built_street.run("judge", "--undo", *here).stderr.split()) for _ in range(2)
    )
    assert "before stands still:" in first
    assert "before stands still:" not in second


def test_a_decision_that_contradicts_earlier_ones_is_refused_with_the_way_out(
    two_lists: SmallCase,
) -> None:
    for left, right, decision in (
        ("notebook:1", "second:4", "same"),
        ("notebook:3", "second:4", "same"),
        ("notebook:1", "notebook:3", "different"),
    ):
        answer = two_lists.run("judge", _decide(two_lists, left, right, decision))
    assert "contradicts earlier judgements" in answer.stderr
    assert "--undo" in answer.stderr


@pytest.mark.parametrize(
    ("left", "right", "decision", "reason", "told"),
    [
        ("notebook:1", "second:99", "same", "x", "no record 'second:99'"),
        ("notebook:1", "notebook:1", "same", "x", "compared with itself"),
        ("notebook:1", "second:4", "perhaps", "x", "is no decision"),
        ("notebook:1", "second:4", "unsure", "", "needs a reason"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(
    two_lists: SmallCase, left: str, right: str, decision: str, reason: str, told: str
) -> None:
    answer = two_lists.run("judge", _decide(two_lists, left, right, decision, reason))
    assert told in answer.stderr
    assert "row 2" in answer.stderr
    assert "0 decisions taken" in answer.stdout


def test_a_correction_leaves_the_row_its_own_words(built_street: SmallCase) -> None:
    assert built_street.figures()["persons.children"]["lowest"] == 1
    answer = built_street.run(
        "correct",
        "notebook:2",
        "age",
        "21",
        "--reason",
        "identity card",
        "--case",
        built_street.folder,
    )
    assert answer.exit_code == 0, answer.output
    built_street.build()
    assert built_street.figures()["persons.children"]["lowest"] == 0
    records = built_street.folder / "out" / "dossier" / "records" / "notebook-1.html"
    text = records.read_text(encoding="utf-8")
    assert "Corrected: age is" in text
    assert "identity card" in text
    assert ">12<" in text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("age", "350", "cannot be the age"), ("shoe", "43", "has no field 'shoe'")],
)
def test_a_correction_that_cannot_be_read_is_refused(
    built_street: SmallCase, field: str, value: str, told: str
) -> None:
    answer = built_street.run(
        "correct", "notebook:2", field, value, "--reason", "x", "--case", built_street.folder
    )
    assert answer.exit_code == 1
    assert told in answer.stderr


def test_a_decision_without_a_reason_is_refused(built_street: SmallCase) -> None:
    words = ("withdraw", "notebook:3", "--kind", "not_dead", "--reason", " ")
    answer = built_street.run(*words, "--case", built_street.folder)
    assert answer.exit_code != 0
    assert "it is empty" in answer.stderr


def test_a_death_that_was_an_error_is_withdrawn_and_shown_first(built_street: SmallCase) -> None:
    answer = built_street.run(
        *("withdraw", "notebook:3", "--kind", "not_dead"),
        *("--reason", "seen alive by his brother", "--case", built_street.folder),
    )
    assert answer.exit_code == 0, answer.output
    built_street.build()
    assert _named(built_street) == (2, 2)
    overview = (built_street.folder / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    assert "Withdrawn: recorded dead and not dead." in overview
    assert "seen alive by his brother" in overview
    again = built_street.run(
        "withdraw", "notebook:3", "--reason", "x", "--case", built_street.folder
    )
    assert again.exit_code == 1
    assert "withdrawn already" in again.stderr
    assert built_street.run("judge", "--undo", "--case", built_street.folder).exit_code == 0
    built_street.build()
    assert _named(built_street) == (3, 3)


def test_an_unknown_record_is_told_with_one_like_it(built_street: SmallCase) -> None:
    answer = built_street.run(
        "withdraw", "notebok:3", "--reason", "x", "--case", built_street.folder
    )
    assert "Did you mean notebook:3?" in answer.stderr


def test_decisions_are_listed_with_who_and_when(two_lists: SmallCase) -> None:
    two_lists.run("judge", _decide(two_lists, "notebook:1", "second:4", "same", "same father"))
    listed = json.loads(two_lists.run("log", two_lists.folder, "--decisions", "--json").stdout)
    assert [(one["kind"], one["author"]) for one in listed] == [("judgement", "test")]
    assert listed[0]["payload"]["reason"] == "same father"


def test_nothing_to_take_back_is_said(street: SmallCase) -> None:
    street.write_list(*PEOPLE)
    street.build()
    answer = street.run("judge", "--undo", "--case", street.folder)
    assert answer.exit_code == 1
    assert "no decision to take back" in answer.stderr


def _decided(case: SmallCase) -> object:
    return json.loads(case.run("log", case.folder, "--decisions", "--json").stdout)


DECISIONS = {
    "correct": ("correct", "notebook:3", "age", "9", "--reason", "the papers"),
    "consent": ("consent", "notebook:3", "refused", "--scope", "publish", "--reason", "family"),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_the_very_same_decision_stands_and_is_not_written_again(
    built_street: SmallCase, name: str
) -> None:
    words = (*DECISIONS[name], "--case", built_street.folder)
    assert built_street.run(*words).exit_code == 0
    before = _decided(built_street)
    again = built_street.run(*words)
    assert again.exit_code == 1
    assert "decided already" in " ".join(again.stderr.split())
    assert _decided(built_street) == before
    undo = ("judge", "--undo", "--reason", "a mistake", "--case", built_street.folder)
    assert built_street.run(*undo).exit_code == 0
    assert built_street.run(*words).exit_code == 0  # it was taken back: decided anew


def test_a_decision_with_another_answer_between_is_a_new_one(built_street: SmallCase) -> None:
    for age in ("9", "10", "9"):
        words = ("correct", "notebook:3", "age", age, "--reason", "the papers")
        assert built_street.run(*words, "--case", built_street.folder).exit_code == 0


def test_what_two_people_decided_is_taken_back_twice(built_street: SmallCase) -> None:
    words = ("correct", "notebook:3", "age", "9", "--reason", "the papers")
    for author in ("A. Haddad", "R. Salloum"):
        by = ("--author", author, "--case", built_street.folder)
        assert built_street.run(*words, *by).exit_code == 0
    undo = ("judge", "--undo", "--reason", "a mistake", "--case", built_street.folder)
    first = built_street.run(*undo)
    assert first.exit_code == 0
    (entry,) = re.findall(r"stands still: (\w+:\d+)\.", " ".join(first.stderr.split()))
    assert built_street.build().exit_code == 0
    assert built_street.figures()["persons.children"]["lowest"] == 2
    second = built_street.run(*undo, "--entry", entry)
    assert "stands still" not in second.stderr
    assert built_street.build().exit_code == 0
    assert built_street.figures()["persons.children"]["lowest"] == 1


def test_what_a_row_says_already_is_no_correction(built_street: SmallCase) -> None:
    age = PEOPLE[0].split(",")[2]
    words = ("correct", "notebook:1", "age", age, "--reason", "papers")
    answer = built_street.run(*words, "--case", built_street.folder)
    assert answer.exit_code == 1
    assert "nothing to correct" in " ".join(answer.stderr.split())
