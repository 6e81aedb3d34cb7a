"""Testimonies: what a witness allowed is enforced in everything that is written (T8, T10, T12)."""

import csv
import re
from pathlib import Path

import pytest

from made_records import head_of
from sijill.figures.field.interviews import count_interviews
from sijill.model.records import testimony as testimonies
from sijill.model.records.field_work import RecoveryDetails
from sijill.model.records.record import RemainsRecord
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import (
    Gap,
    Layer,
    Quantity,
    Refusal,
    RefusalReason,
    Scope,
    Unit,
    gap_between,
)
from sijill.remains.individuals import count_individuals
from sijill.sources.records.builders.testimony import build_testimony
from sijill.sources.records.cells import RowValues
from small_cases import Prepared, SmallCase, build_street

ACCOUNTS = {
    "pseudonym": "alias",
    "account": "account",
    "killed": "killed",
    "incident": "incident",
    "earlier_interviews": "before",
    "consent": '{ column = "consent", split = " " }',
    "consent_identity": "shown",
}
MONITOR = {
    "code": "no",
    "happened": "day",
    "people_killed_min": "killed",
}
ROWS = """\
no,witness,alias,account,killed,incident,before,consent,shown,memo
T1,CANARY-1 Umm Ali,Jasmine,the roof fell at noon,4,M1,,internal_case publish,pseudonym,quoted memo
T2,CANARY-2 Abu Nur,Cedar,I heard two aircraft,3,M1,,internal_case statistics,pseudonym,kestrels
T3,CANARY-3 Samer,Laurel,the cellar was full,5,M1,3,internal_case publish,anonymous,
T4,CANARY-4 Hala,Myrtle,nobody came for days,2,M1,,,pseudonym,a heron pond
T5,CANARY-1 Umm Ali,Jasmine,told again at night,4,M1,,internal_case,pseudonym,
"""


@pytest.fixture
def case(street: SmallCase, prepared: Prepared) -> SmallCase:
    """The street, an incident and five accounts of four witnesses, built."""
    return prepared(street, _build_accounts)


def _build_accounts(street: SmallCase) -> None:
    street.add_list("accounts", "testimony", ACCOUNTS, ROWS, 'protected = ["witness"]')
    street.add_list("monitor", "incident", MONITOR, "no,day,killed\nM1,2031-06-03,2\n")
    build_street(street)


def written(case: SmallCase) -> str:
    """Everything under ``out``, as text."""
    files = sorted(path for path in (case.folder / "out").rglob("*") if path.is_file())
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


def incident_page(case: SmallCase) -> str:
    (path,) = (case.folder / "out" / "dossier" / "incidents").glob("*.html")
    return re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))


def test_what_is_not_allowed_by_name_is_refused_in_everything_written(case: SmallCase) -> None:
    everything = written(case)
    assert "the roof fell at noon" in everything
    for words in ("I heard two aircraft", "nobody came for days", "told again at night"):
        assert words not in everything
    assert "CANARY" not in everything
    assert "quoted memo" in everything
    assert "kestrels" not in everything  # a column that no field reads
    assert "a heron pond" not in everything


def test_a_refusal_is_told_apart_from_a_question_that_nobody_asked(case: SmallCase) -> None:
    path = case.folder / "out" / "tables" / "testimonies.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["testimony"]: row for row in csv.DictReader(file)}
    assert {one.removeprefix("accounts:"): row["may_quote"] for one, row in rows.items()} == {
        "T1": "given",
        "T2": "refused",
        "T3": "given",
        "T4": "not_asked",
        "T5": "refused",
    }
    assert rows["accounts:T4"]["uses"] == ""
    assert case.figures()["testimonies.quotable"]["lowest"] == 2
    assert case.figures()["testimonies.not_asked"]["lowest"] == 1
    page = incident_page(case)
    assert "not to be quoted: consent refused" in page


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ({"may_quote": True}, "given"),
        ({"may_quote": False}, "refused"),
        ({"may_quote": None}, "not_asked"),
        ({}, "not_asked"),
        ({"may_quote": True, "consent": ("statistics",)}, "refused"),
        ({"may_quote": True, "consent": ("publish",)}, "given"),
        ({"may_quote": None, "consent": ("publish",)}, "not_asked"),
        ({"consent": ("publish", "statistics")}, "given"),
        ({"consent": ("statistics",)}, "refused"),
        ({"consent": None}, "not_asked"),
        ({"may_quote": False, "consent": None}, "refused"),
    ],
)
def test_what_is_not_given_is_refused_or_was_not_asked(
    cells: dict[str, object], answer: str
) -> None:
    texts = {name: "x" if value is not None else "" for name, value in cells.items()}
    found = {name: value for name, value in cells.items() if value is not None}
    values = RowValues(texts=texts | {"account": "the roof"}, by_field=found)
    record = build_testimony(head_of("a:1"), values)
    assert (record.may_quote, record.account) == (answer, "the roof" if answer == "given" else "")


def test_an_anonymous_witness_has_no_pseudonym_either(case: SmallCase) -> None:
    everything = written(case)
    assert "the cellar was full" in everything
    assert "Laurel" not in everything
    assert "Myrtle" not in everything
    assert "Jasmine" in everything


def test_an_account_feeds_its_incident_by_reference(case: SmallCase) -> None:
    page = incident_page(case)
    assert "5 accounts of witnesses" in page
    assert "accounts:T2" in page
    assert "3 killed, as told" in page
    assert "withheld" in page
    assert "Jasmine" not in page


def test_t12_a_withdrawn_consent_takes_the_account_from_everything_and_names_the_copies(
    case: SmallCase,
) -> None:
    given = ("--scope", "publish", "--reason", "by telephone", "--case", case.folder)
    answer = case.run("consent", "accounts:T1", "withdrawn", *given)
    assert answer.exit_code == 0
    assert "a dossier of" in answer.stderr
    assert case.build().exit_code == 0
    everything = written(case)
    assert "the roof fell at noon" not in everything
    assert case.figures()["testimonies.given"]["text"] == "5"
    assert "the cellar was full" in everything


def test_what_was_allowed_by_nobody_cannot_be_withdrawn_and_is_refused_instead(
    case: SmallCase,
) -> None:
    words = ("--scope", "publish", "--reason", "by telephone", "--case", case.folder)
    answer = case.run("consent", "accounts:T2", "withdrawn", *words)
    assert answer.exit_code == 1
    assert "holds no consent to publish" in answer.stderr
    assert case.run("consent", "accounts:T2", "refused", *words).exit_code == 0


def test_an_account_is_handed_to_nobody_unless_the_witness_agreed(
    case: SmallCase, tmp_path: Path
) -> None:
    words = ("bundle", case.folder, "--subject", "accounts:T2", "--to", tmp_path / "out")
    refused = case.run(*words)
    assert refused.exit_code == 1
    assert "consent about accounts:T2" in refused.stderr
    court = ("--scope", "national_court", "--reason", "she asked", "--case", case.folder)
    assert case.run("consent", "accounts:T2", "given", *court).exit_code == 0
    assert case.run(*words).exit_code == 0


def test_a_witness_who_is_asked_again_is_a_warning(case: SmallCase) -> None:
    repeated = case.figures()["testimonies.repeated"]
    assert repeated["text"] == "3"
    assert {one["id"] for one in repeated["records"]} == {  # type: ignore[attr-defined]
        "accounts:T1",
        "accounts:T3",
        "accounts:T5",
    }
    sheet = case.folder / "out" / "dossier" / "records" / "accounts-1.html"
    words = re.sub(r"<[^>]*>", "", sheet.read_text(encoding="utf-8"))
    assert "This witness has told it 4 times that are known" in words


def account(
    record: str, pseudonym: str = "", earlier: int | None = None
) -> testimonies.TestimonyRecord:
    head = head_of(record)
    told = CountRange(earlier, earlier)
    return testimonies.TestimonyRecord(head, pseudonym=pseudonym, earlier_interviews=told)


def test_interviews_are_counted_by_witness() -> None:
    counted = count_interviews(
        [
            account("accounts:1", "Jasmine"),
            account("accounts:2", "jasmine", 2),
            account("accounts:3"),
            account("accounts:4"),
        ]
    )
    assert sorted((one.number, one.is_repeated) for one in counted) == [
        (1, False),
        (1, False),
        (4, True),
    ]


def test_t8_bodies_less_deaths_acknowledged_is_a_refusal_that_names_the_bridge() -> None:
    city = Scope(place="Raqqa")
    bodies = Quantity(CountRange.exactly(2_600), Unit.BODIES, Layer.DOCUMENTED_PERSON, city)
    conceded = Quantity(CountRange.exactly(104), Unit.DEATHS, Layer.ACKNOWLEDGED, city)
    answer = gap_between(bodies, conceded)
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.UNLIKE_UNITS
    assert "bodies and deaths are different things" in answer.explanation
    assert "how many of the bodies are deaths" in answer.needed


def test_t10_cases_are_no_persons() -> None:
    """17,000 sets of remains from graves and surface finds, 6,982 people identified among them."""
    remains = {
        f"graves:{number}": RemainsRecord(
            head_of(f"graves:{number}"),
            recovery=RecoveryDetails(conditions=("body_part",), elements=("left femur",)),
        )
        for number in range(1, 17_001)
    }
    persons = {f"graves:{number}": f"list:{number % 6_982}" for number in range(1, 17_001)}
    found = count_individuals(remains, persons=persons)
    assert (len(remains), found.lowest, len(set(persons.values()))) == (17_000, 6_982, 6_982)
    assert count_individuals(remains).lowest == 17_000
    counters = [
        Quantity(CountRange.exactly(number), unit, Layer.DOCUMENTED_PERSON, Scope())
        for number, unit in (
            (17_000, Unit.REMAINS_SETS),
            (6_982, Unit.PERSONS),
            (6_982, Unit.INDIVIDUALS),
            (0, Unit.BODIES),
        )
    ]
    for left in counters:
        for right in counters:
            answer = gap_between(left, right)
            assert isinstance(answer, Gap) is (left is right)
