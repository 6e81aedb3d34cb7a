"""Whose number it is where no plain verb tells it: owners, origins, passives, reposts, makers."""

import pytest

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.parties import Party
from sijill.model.results.claims import ClaimParts
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Unit


def _first(sentence: str) -> ClaimParts:
    return split_claims(sentence)[0]


def _who(claim: ClaimParts) -> str:
    return claim.counted_by or claim.said_by


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The directorate's figure of 812 dead is disputed.", "directorate"),
        ("The river council's latest official toll is 54 killed.", "river council"),
        ("By the rebel council's own count 61 civilians died.", "rebel council"),
        ("The doctors' estimate is 300 dead.", "doctors"),
        ("Le bilan du gouvernement est de 98 morts.", "gouvernement"),
        ("The tally of the health ministry stands at 220 deaths.", "health ministry"),
        ("The number, 2,150 dead, comes from the town's responders.", "town's responders"),
        ("The minister was quoted by the agency as saying that 22 people died.", "minister"),
        ("Le maire, cité par l'agence, parle de 40 morts.", "maire"),
        ("RT @BasatinNow At least 8 dead after the attack", "@BasatinNow"),
        ("Two local officials said that nine people had died.", "local officials"),
        ("The paper, citing three hospital doctors, reported 19 deaths.", "hospital doctors"),
        ("Per the army's weekly bulletins, 41 people died.", "army"),
        ("Images analysed by the mapping office show 1,281 damaged houses.", "mapping office"),
        ("The council still insists that only three people died.", "council"),
        ("An assessment by engineers found 90 damaged buildings.", "engineers"),
        ("Residents have given a toll of 64 dead.", "Residents"),
        ("State media blamed the rebels for the deaths of 14 civilians.", "State media"),
        ("Neither side confirmed the 35 deaths that villagers reported.", "villagers"),
        ("The panel of inquiry held 9 sessions and verified 57 deaths.", "panel of inquiry"),
        ("Le ministère fait état de 215 morts.", "ministère"),
        ("وفقا لجمعية محلية، قتل 31 مدنيا", "جمعية محلية"),
        ("Plus de 30 blessés, selon une source locale citée par l'agence.", "source locale"),
        ("Monitors pulled 21 bodies from the rubble, they said.", "Monitors"),
        ("The channel, quoting a senior commander, put the dead at 200.", "senior commander"),
        ("أفادت مصادر محلية بسقوط 18 قتيلا", "مصادر محلية"),
        ("نقلت الصحيفة عن مسؤول أمني قوله إن 9 أشخاص قتلوا", "مسؤول أمني"),
        ("وزارة الصحة: مقتل 300 مدني", "وزارة الصحة"),
    ],
)
def test_whose_number_it_is(sentence: str, who: str) -> None:
    claims = [claim for claim in split_claims(sentence) if claim.unit is not None]
    assert [_who(claim) for claim in claims] == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        "The strike's death toll is 40.",
        "The battle's toll of 310 dead shocked the town.",
        "An attack blamed on rebels killed 12 people.",
        "Neither side confirmed that 35 people had died.",
        "Three doctors were killed.",
        "The shells came from the hills and killed 31 people.",
    ],
)
def test_what_happened_says_nothing_itself(sentence: str) -> None:
    assert {_who(claim) for claim in split_claims(sentence)} == {""}


def test_a_number_of_those_who_tell_is_no_claim() -> None:
    for sentence in (
        "Two officials said that nine people had died.",
        "The agency, quoting four witnesses, reported that nine people died.",
        "A report by two newspapers found that nine people had died.",
    ):
        assert [claim.number for claim in split_claims(sentence)] == [CountRange.exactly(9)]
    assert _first("Three doctors were killed.").number == CountRange.exactly(3)


def test_the_number_that_is_not_meant_is_no_claim() -> None:
    (claim,) = split_claims("The survey showed that 85 people, not 20, had been killed.")
    assert claim.number == CountRange.exactly(85)


def test_each_clause_of_a_contrast_has_its_own_speaker() -> None:
    first, second = split_claims("While the council says 31 people died, rebels admit to three.")
    assert (_who(first), second.actor) == ("council", "rebels")


@pytest.mark.parametrize(
    ("sentence", "least"),
    [
        ("The death toll passes 18,000.", 18_001),
        ("The number of dead exceeds 400.", 401),
        ("Le bilan dépasse 90 morts.", 91),
        ("عدد القتلى يتجاوز 50", 51),
    ],
)
def test_a_number_that_was_passed_is_the_least(sentence: str, least: int) -> None:
    assert _first(sentence).number == CountRange(least, None)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("One death was recorded.", Unit.DEATHS),
        ("They verified the names of 641 victims.", Unit.NAMED_VICTIMS),
        ("400 people were identified by name.", Unit.NAMED_VICTIMS),
        ("A list has 90 people who are known by name.", Unit.NAMED_VICTIMS),
        ("The rebels announced the death of 17 of their men.", Unit.DEATHS),
        ("In the raid 76 fighters and 12 civilians died.", Unit.DEATHS),
        ("بلغ عدد القتلى 310 في المدينة", Unit.DEATHS),
    ],
)
def test_what_the_first_number_counts(sentence: str, unit: Unit) -> None:
    assert _first(sentence).unit is unit


def test_those_of_some_people_are_counted_as_what_was_named_before() -> None:
    _, second = split_claims("Workers found 33 bodies, including those of nine children.")
    assert second.unit is Unit.BODIES


def test_families_are_said_to_be_what_is_counted() -> None:
    (claim,) = split_claims("The governor said that 46 families lost everything.")
    assert (claim.unit, claim.words_of("elsewhere")) == (None, "families")


def test_the_owner_of_its_own_toll_is_whoever_changed_it() -> None:
    assert _who(_first("The directorate revised its toll to 37 dead.")) == "directorate"


def test_the_wounded_before_the_word_for_people_are_no_dead() -> None:
    for sentence in (
        "Guards spoke of hundreds of wounded people.",
        "They saw 40 injured civilians.",
    ):
        assert _first(sentence).unit is Unit.INJURIES


def test_a_year_that_counts_nothing_is_no_claim() -> None:
    (claim,) = split_claims("Its 2019 report has 213 civilian deaths.")
    assert claim.number == CountRange.exactly(213)
    (claim,) = split_claims("In all 2019 people were killed.")
    assert claim.number == CountRange.exactly(2_019)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("3 rockets landed near the school.", Unit.MUNITIONS),
        ("دمرت الغارات 20 منزلا", Unit.BUILDINGS),
        ("Une vingtaine d'habitations ont été détruites.", Unit.BUILDINGS),
    ],
)
def test_things_are_counted_in_their_units(sentence: str, unit: Unit) -> None:
    assert _first(sentence).unit is unit


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the 52 civilians killed in Zahira, the army has acknowledged 30.",
        "Sur les 52 civils tués, l'armée a reconnu 30 morts.",
        "من بين 52 مدنيا قتلوا، اعترف الجيش بـ30.",
    ],
)
def test_the_whole_of_which_a_party_concedes_a_part_is_not_its_own(sentence: str) -> None:
    party = Party("army", ("the army", "l'armée", "الجيش"))
    whole, part = split_claims(sentence, (party,))
    assert (whole.number, whole.layer) == (CountRange.exactly(52), None)
    assert (part.number, part.layer) == (CountRange.exactly(30), Layer.ACKNOWLEDGED)
