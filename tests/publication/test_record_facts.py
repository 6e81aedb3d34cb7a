"""What a record page says of remains and of accounts beside the row's own words."""

import pytest

from made_records import head_of
from sijill.model.codes import ConsentState, ConsentUse
from sijill.model.records import testimony as testimonies
from sijill.model.records.field_work import RecoveryDetails
from sijill.model.records.record import RemainsRecord
from sijill.publication.pages.details import personal_facts

HEAD = head_of("n:1")


def test_three_causes_stand_apart() -> None:
    details = RecoveryDetails(
        conditions=("commingled", "burnt_partial"),
        elements=("left femur", "left femur"),
        apparent_cause="gunshot",
        stated_cause="shot at the gate, as the brother says",
        forensic_cause="blast injury of the lungs",
    )
    assert personal_facts(RemainsRecord(HEAD, recovery=details)) == [
        ("Condition", "Commingled, Partly burnt"),
        ("Parts that are there", "left femur; left femur"),
        ("Apparent cause", "Gunshot"),
        ("Cause as it was told", "shot at the gate, as the brother says"),
        ("Cause that a doctor found", "blast injury of the lungs"),
    ]
    assert personal_facts(RemainsRecord(HEAD)) == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (ConsentState.GIVEN, "Given"),
        (ConsentState.REFUSED, "Refused"),
        (ConsentState.NOT_ASKED, "Not asked"),
    ],
)
def test_an_account_says_whether_anybody_asked(answer: ConsentState, words: str) -> None:
    assert personal_facts(testimonies.TestimonyRecord(HEAD, may_quote=answer)) == [
        ("Consent to be quoted", words)
    ]


def test_uses_that_a_list_asks_about_are_named_or_none() -> None:
    asked = testimonies.TestimonyRecord(HEAD, uses=frozenset({ConsentUse.STATISTICS}))
    assert ("Uses that are allowed", "Statistics") in personal_facts(asked)
    assert ("Uses that are allowed", "none") in personal_facts(
        testimonies.TestimonyRecord(HEAD, uses=frozenset())
    )
