"""Who did the harm that a claim counts: a party of the case, another one, or nobody it names."""

import pytest

from sijill.claims.measures import scope_problem
from sijill.claims.sentence import split_claims
from sijill.claims.sentences.parties import Party
from sijill.model.values.quantities import Scope, Unit

PARTIES = (
    Party("alliance", ("The Alliance", "US-led Alliance", "الحلف")),
    Party("garrison", ("Garrison forces",)),
)
NAMED = {
    "An air strike by the coalition killed at least 12 civilians, residents said.": "coalition",
    "Saudi-led coalition raids left at least 26 people dead.": "Saudi-led coalition",
    "Russian air force jets killed 40 people on Monday.": "Russian air force",
    "The army shot dead three protesters.": "army",
    "Rebel forces killed 12 farmers.": "Rebel forces",
    "12 farmers were killed by artillery fire from government positions.": "government",
    "Mines laid by Islamic State have injured 491 people.": "Islamic State",
    "Nine villagers were killed in the night of 3 May by Jaysh al-Nahr.": "Jaysh al-Nahr",
    "Rights monitors say 12 people were killed by security forces.": "security forces",
    "Militants of the Free Wing killed about 200 villagers.": "Militants of the Free Wing",
    "قتل ما لا يقل عن 18 مدنيا في غارات للتحالف على القرية": "التحالف",
    "مقتل أكثر من ألف طفل على يد قوات النظام": "قوات النظام",
    "قتل 12 مدنيا في غارة جوية روسية": "روسية",
    "Au moins 22 civils ont été tués par des tirs de l'armée.": "l'armée",
    "Siete menores murieron en un bombardeo de las Fuerzas Militares.": "Fuerzas Militares",
    "Siete menores murieron en un bombardeo.": "",
    "أسفر القصف المدفعي لجيش الوادي عن مقتل 25 شخصا": "جيش",
    "قتل 12 مدنيا بغارات للتحالف": "التحالف",
    "Bei einem Luftangriff der Koalition am 3. Mai 2031 starben 40 Menschen.": "koalition",
    "Die Armee tötete in Tell Nur bis zu 31 Menschen.": "armee",
    "40 Menschen wurden von der Armee getötet.": "armee",
    "12 kişi ordu tarafından öldürüldü.": "ordu",
    "Dar Nur'da koalisyon hava saldırısında en az 12 sivil öldürüldü.": "koalisyon",
    "ارتش در سه هفته نخست بیش از ۳۰ نفر را کشت.": "ارتش",
    "۳۰ نفر توسط ارتش کشته شدند.": "ارتش",
    "הצבא הרג עד 31 בני אדם.": "הצבא",
    "Армия убила более 30 человек.": "Армия",
    "Армия обстреляла город, убив 25 и ранив 40 человек.": "Армия",
    "Rebels shelled the town, killing 25 and wounding 40 people.": "Rebels",
    "L'armée a tué trois personnes et en a blessé huit.": "L'armée",
    "Унаслідок удару коаліції загинули 12 людей.": "коаліції",
}


@pytest.mark.parametrize("sentence", NAMED)
def test_a_party_that_the_case_does_not_have_is_named_in_the_words_of_the_claim(
    sentence: str,
) -> None:
    assert {claim.actor for claim in split_claims(sentence, PARTIES)} == {NAMED[sentence]}


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        ("Alliance jets killed 12 people.", "alliance"),
        ("US-led Alliance strikes killed 12 people.", "alliance"),
        ("12 people were killed by shelling of the garrison forces.", "garrison"),
        ("قتل 12 مدنيا في غارات الحلف", "alliance"),
        ("قتل 18 مدنيا في غارات للحلف", "alliance"),
        ("12 people were killed.", ""),
        ("12 people were killed by shelling.", ""),
        ("12 soldiers were killed near the bridge.", ""),
        ("The ministry counted 12 deaths, documented by the health network.", ""),
    ],
)
def test_a_party_of_the_case_is_known_and_nobody_is_made_up(sentence: str, party: str) -> None:
    assert {claim.actor for claim in split_claims(sentence, PARTIES)} == {party}


@pytest.mark.parametrize("actor", [("alliance", "The Alliance"), ("", "")])
def test_a_number_of_another_party_is_not_tested_against_the_figures(
    actor: tuple[str, str],
) -> None:
    (claim,) = split_claims("Saudi-led coalition raids killed 26 people.", PARTIES)
    problem = scope_problem(claim, Scope(), actor)
    assert problem is not None
    assert "Saudi-led coalition" in problem.explanation


def test_of_two_parties_each_did_what_its_clause_counts() -> None:
    sentence = (
        "Of the 92 killed, 59 died in Alliance strikes and 33 in shelling by garrison forces."
    )
    claims = split_claims(sentence, PARTIES)
    assert [claim.actor for claim in claims] == ["", "alliance", "garrison"]
    assert {claim.unit for claim in claims} == {Unit.DEATHS}


BESIDE = {
    "The Alliance killed 14 civilians and the Garrison forces eight.": "garrison",
    "The Alliance killed 14 civilians, the rebels at least eight.": "rebels",
    "The Alliance killed 14 and the Garrison forces eight civilians.": "garrison",
    "14 civilians were killed by the Alliance and eight by the Garrison forces.": "garrison",
    "Civilians killed: by the Alliance 14, by the Garrison forces 8.": "garrison",
    "Civilians killed: Alliance 14, Garrison forces 8.": "garrison",
    "Activists say the Alliance killed 14 civilians and the army eight.": "army",
    "La Alliance mató a 14 civiles y el ejército a ocho.": "ejército",
    "L'Alliance a tué 14 civils et les rebelles huit.": "rebelles",
    "Die Allianz tötete 14 Zivilisten und die Armee acht.": "armee",
    "قتل الحلف 14 مدنيا والجيش ثمانية.": "الجيش",
    "The Alliance killed 14 civilians and wounded eight.": "alliance",
    "The Alliance killed 14 civilians and eight in Basatin.": "alliance",
}


@pytest.mark.parametrize("sentence", BESIDE)
def test_a_number_without_a_verb_is_of_whoever_stands_beside_it(sentence: str) -> None:
    first, second = split_claims(sentence, PARTIES)
    assert first.actor in ("alliance", "allianz")  # the German name is no name of the case
    assert second.actor == BESIDE[sentence]
    assert str(second.number).endswith("8")


def test_soldiers_of_another_army_are_no_civilians() -> None:
    _, second = split_claims("The Alliance killed 14 civilians and eight army soldiers.", PARTIES)
    assert second.status == "combatant"
