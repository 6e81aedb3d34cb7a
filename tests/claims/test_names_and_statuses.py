"""Names of bodies count nobody, joined statuses are one limit, numbers in words are read whole."""

import pytest

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.parties import Party
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Unit


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Shelter the Children says 12 people died in Basatin.", "Shelter the Children"),
        ("Women for Bread put the number of dead at 20.", "Women for Bread"),
        ("Seven people were killed, the Victims Solidarity Fund said.", "Victims Solidarity Fund"),
        ("Selon l'ONG Civils Solidaires, 14 personnes ont été tuées.", "l'ONG Civils Solidaires"),
    ],
)
def test_words_in_the_name_of_a_body_limit_no_count(sentence: str, who: str) -> None:
    (found,) = split_claims(sentence)
    assert found.unit is Unit.DEATHS
    assert found.status == ""
    assert who in (found.said_by, found.counted_by)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("104 Civilians Killed in Basatin", "civilian"),
        ("Children in Basatin: 12 were killed", "children"),
        ("The town lost 12 children, Shelter the Poor says", "children"),
    ],
)
def test_what_is_no_name_still_limits_a_count(sentence: str, status: str) -> None:
    (found,) = split_claims(sentence)
    assert found.status == status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("8 women and children were killed", "women and children"),
        ("مقتل 8 نساء وأطفال", "women and children"),
        ("8 femmes et enfants ont été tués", "women and children"),
        ("12 fighters and civilians died", "combatant and civilian"),
        ("12 civilians, including women and children, died", "civilian"),
        ("12 civilians and 4 fighters died", "civilian"),
    ],
)
def test_joined_statuses_are_one_limit(sentence: str, status: str) -> None:
    assert split_claims(sentence)[0].status == status


@pytest.mark.parametrize(
    ("sentence", "number", "unit"),
    [
        ("one thousand four hundred and fifty people died", CountRange(1450, 1450), Unit.DEATHS),
        ("two thousand and five people were wounded", CountRange(2005, 2005), Unit.INJURIES),
        ("mille deux cents civils ont été tués", CountRange(1200, 1200), Unit.DEATHS),
        ("cent obus sont tombés", CountRange(100, 100), Unit.MUNITIONS),
        ("قتل ألف وثلاثمئة شخص", CountRange(1300, 1300), Unit.DEATHS),
        ("أكثر من مئتي قتيل", CountRange(201), Unit.DEATHS),
        ("قتل نحو ألفي شخص", CountRange(1800, 2200), Unit.DEATHS),
        ("dozens if not hundreds of civilians were killed", CountRange(12), Unit.DEATHS),
        ("at least 20, possibly 30, bodies were found", CountRange(20, 30), Unit.BODIES),
        ("12 mass graves were found", CountRange(12, 12), Unit.SITES),
        ("A couple and their four daughters were killed", CountRange(6, 6), Unit.DEATHS),
        ("on a trouvé les restes de 52 personnes", CountRange(52, 52), Unit.REMAINS_SETS),
    ],
)
def test_a_number_in_words_is_read_whole(sentence: str, number: CountRange, unit: Unit) -> None:
    (found,) = split_claims(sentence)
    assert (found.number, found.unit) == (number, unit)


def test_a_number_to_which_and_is_written_is_one_of_its_own() -> None:
    claims = split_claims("مقتل امرأتين وثلاثة أطفال")
    assert [claim.number for claim in claims] == [CountRange(2, 2), CountRange(3, 3)]


def test_another_person_is_one_person_and_no_change() -> None:
    claims = split_claims("one civilian was killed and another wounded")
    assert [(claim.number, claim.unit) for claim in claims] == [
        (CountRange(1, 1), Unit.DEATHS),
        (CountRange(1, 1), Unit.INJURIES),
    ]
    assert not claims[1].words_of("change")
    assert split_claims("another 12 were wounded")[0].words_of("change")


def test_people_who_were_treated_or_interviewed_are_no_deaths() -> None:
    for sentence in ("Doctors treated 45 people", "The team interviewed 112 people"):
        (found,) = split_claims(sentence)
        assert found.unit is None
        assert found.words_of("elsewhere")


def test_a_percent_sign_is_a_share() -> None:
    (found,) = split_claims("Women made up 60% of the dead, the ministry says.")
    assert found.is_share
    assert found.said_by == "ministry"


@pytest.mark.parametrize(
    "sentence",
    [
        "12 people died in Basatin, Radio One said.",
        "Channel Four said 12 people died.",
        "France 24 said 12 were dead.",
        "12 people died, according to Channel 4.",
        "Selon Radio Deux, 12 personnes ont été tuées.",
        "A Radio Two report says 12 people were killed.",
    ],
)
def test_a_number_that_ends_a_name_counts_nobody(sentence: str) -> None:
    (found,) = split_claims(sentence)
    assert found.number == CountRange.exactly(12)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Strike Kills Nine in Basatin", 9),
        ("In Basatin 24 reported dead.", 24),
        ("On Monday Nine people were killed in the village.", 9),
        ("The mayor of Basatin said 24 died.", 24),
        ("Basatin 24 dead, officials said.", 24),
    ],
)
def test_a_number_behind_a_name_still_counts(sentence: str, number: int) -> None:
    (found,) = split_claims(sentence)
    assert found.number == CountRange.exactly(number)


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the 300 bodies, most of them were civilians killed in Alliance strikes",
        "300 bodies, most of them civilians killed by the Alliance, were found",
        "انتشال 300 جثة معظمها لمدنيين قتلهم التحالف",
    ],
)
def test_what_is_said_of_most_of_them_is_not_said_of_all(sentence: str) -> None:
    parties = (Party("alliance", ("the Alliance", "Alliance", "التحالف")),)
    whole, most = split_claims(sentence, parties)
    assert (whole.unit, whole.status, whole.actor) == (Unit.BODIES, "", "")
    assert most.is_share
    assert most.actor == "alliance"


def test_who_says_a_number_stands_behind_what_is_said_of_most() -> None:
    parties = (Party("alliance", ("the Alliance", "Alliance")),)
    whole, _ = split_claims("40 people died, most of them women, the Alliance said", parties)
    assert whole.said_by == "alliance"


@pytest.mark.parametrize(
    "sentence",
    [
        "وثق المركز مقتل 640 مدنيا بينهم 120 طفلا",
        "640 people were killed including 120 children",
    ],
)
def test_a_part_of_the_people_is_a_claim_of_its_own(sentence: str) -> None:
    whole, part = split_claims(sentence)
    assert (whole.number, part.number) == (CountRange(640, 640), CountRange(120, 120))
    assert (whole.status == "children", part.status) == (False, "children")


@pytest.mark.parametrize(
    "sentence",
    [
        "نفى المتحدث باسم الجيش مقتل 12 مدنيا في الغارة",
        "The minister dismissed as rumours reports that 50 civilians had died.",
        "Le ministre nie que 12 civils aient été tués.",
    ],
)
def test_a_number_that_is_denied_is_no_claim_of_it(sentence: str) -> None:
    assert split_claims(sentence)[0].words_of("denied")


def test_a_group_of_about_a_hundred_is_counted_and_one_that_stands_for_a_noun_is_not() -> None:
    (found,) = split_claims("Une centaine de corps ont été retrouvés.")
    assert (found.number, found.unit) == (CountRange(90, 110), Unit.BODIES)
    (found,) = split_claims("The real toll may be ten times higher than the official one.")
    assert not found.number.is_known
    assert split_claims("The strike killed one.")[0].number == CountRange(1, 1)


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("At least 15 people were killed, according to doctors.", [""]),
        ("At least 15 people were killed, doctors in the town said.", [""]),
        ("15 people were killed, rescue workers told reporters.", [""]),
        ("Nine people were shot dead by soldiers.", [""]),
        ("12 civilians died, among them three journalists.", ["civilian", "journalists"]),
    ],
)
def test_whoever_tells_a_number_is_not_whom_it_counts(sentence: str, statuses: list[str]) -> None:
    assert [claim.status for claim in split_claims(sentence)] == statuses


def test_a_status_of_another_part_of_the_sentence_limits_no_count() -> None:
    sentence = "The army admits that 12 civilians died; residents say that 15 people did."
    assert [claim.status for claim in split_claims(sentence)] == ["civilian", ""]
