"""Who says a number: before a verb of speech, behind it, in a headline, meant by a pronoun."""

import pytest

from sijill.claims.sentence import split_claims
from sijill.model.results.claims import ClaimParts


def _first(sentence: str) -> ClaimParts:
    return split_claims(sentence)[0]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Strike kills 14 in Basatin, residents say", "residents"),
        ("Activists: 31 civilians killed in Basatin", "Activists"),
        ("Airstrike on Basatin leaves 22 dead: monitor", "monitor"),
        ("Airstrike on Basatin leaves 22 dead - river monitor", "river monitor"),
        ('"We counted 54 dead," said the mayor of Basatin.', "mayor of Basatin"),
        ("In a letter to parliament the minister wrote that four civilians had died.", "minister"),
        ("The army killed 80 people, it said.", "army"),
        ("The head of the morgue, Dr Salim Harun, said 112 people died.", "head of the morgue"),
        ("The group, which visited the site, found that 84 civilians had died.", "group"),
        ("The deaths of 88 civilians were confirmed on Monday by the hospital.", "hospital"),
        ("The number of dead is put at 35 by relatives.", "relatives"),
        ("According to a hospital source, 19 people died.", "hospital source"),
        ("Some 300 people died, a US marine officer told a newspaper.", "US marine officer"),
        ("The U.S. military said that 12 people had been killed.", "US military"),
        ("A source who asked not to be named told the agency that 19 people had died.", "source"),
        ("More than 200 were injured, the health directorate added.", "health directorate"),
        ("Per the river monitor, the strike left 16 dead.", "river monitor"),
        ("The mayor, speaking on local radio, gave a figure of 21 dead.", "mayor"),
        ("Some 3,000 people died in the siege, aid workers believe.", "aid workers"),
        ("BREAKING: 17 killed in the shelling of Basatin - governor", "governor"),
        ("A river monitor said Sunday that 12 people had died.", "river monitor"),
        ("Its director, Dina Harun, said 9 people had died.", "Dina Harun"),
        ("Some 40 people died, said an official who spoke on condition of anonymity.", "official"),
        ("Seven people died, residents reached by phone said.", "residents"),
        ("وقال أحد السكان لوكالة الأنباء إن 12 شخصا قتلوا", "أحد السكان"),
        ("أفادت مصادر طبية بارتفاع حصيلة القتلى إلى 17", "مصادر طبية"),
        ("@BasatinNow: 9 children killed this morning in Basatin", "@BasatinNow"),
        ("Bishop Idan Varo alleged that 900 people had died.", "Bishop Idan Varo"),
        ("The rebels boasted of killing 90 soldiers.", "rebels"),
        ("The government maintains that 120 rebels were killed.", "government"),
        ("Activists accuse the army of killing 52 people.", "Activists"),
        ("Officials have not said how many died, but residents told us 40 did.", "residents"),
        ("One in five of those killed was a child, the charity reported.", "charity"),
        ("Twice as many people died in May as in April, the network said.", "network"),
        ("نقلت الوكالة عن شاهد عيان أن 30 شخصا قتلوا.", "شاهد عيان"),
        ("« Nous avons enterré 60 personnes », raconte un habitant.", "habitant"),
        ("Selon le ministère de la Santé, 28 personnes ont été tuées.", "ministère de la Santé"),
        ("Le préfet a indiqué que 12 civils ont péri.", "préfet"),
        ("قتلت غارة 77 مدنيا في بساتين، وفق ناشطين.", "ناشطين"),
        ("قالت وزارة الدفاع إن الغارة أسفرت عن مقتل 15 مدنيا.", "وزارة الدفاع"),
    ],
)
def test_who_says_the_number(sentence: str, who: str) -> None:
    assert _first(sentence).said_by == who


def test_as_of_a_day_is_no_part_of_who_counted() -> None:
    assert _first("As of 30 June 2031 the council had registered 2,154 dead.").counted_by == (
        "council"
    )
    assert _first("1,204 dead were documented by activists in Basatin.").counted_by == "activists"


@pytest.mark.parametrize(
    "sentence",
    [
        "Killed by airstrikes: 1,600 civilians.",
        "If confirmed, the 46 deaths would be the worst toll this year.",
        "By its own count 1,417 civilians were killed.",
        "1,339 victims are documented by name.",
        "Based on records, 700 people died.",
        "Forty people died, it is said.",
        "The tally by April was 266 killed.",
        "The count by Friday was 31 dead.",
        "One man was quoted by the paper as saying that 12 people died.",
    ],
)
def test_words_that_name_nobody_are_nobody(sentence: str) -> None:
    claim = _first(sentence)
    assert (claim.said_by, claim.counted_by) == ("", "")


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The tally kept by the bar association stands at 512 killed.", "bar association"),
        ("Figures released on Wednesday by the registry show that 411 people died.", "registry"),
        ("A tally by the Daily Lantern shows that 266 people were killed.", "Daily Lantern"),
        ("According to figures compiled by volunteers, 340 people have been killed.", "volunteers"),
    ],
)
def test_whoever_keeps_a_count_counted(sentence: str, who: str) -> None:
    assert _first(sentence).counted_by == who


def test_the_age_of_somebody_is_no_number_of_people() -> None:
    parts = split_claims("Salim, a 34-year-old driver, said he saw seven bodies in the street.")
    assert [str(one.number) for one in parts] == ["7"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            "A quarter of those killed were women, the Sorel Foundation has found.",
            "Sorel Foundation",
        ),
        ("Three times as many bombs were dropped as before, the auditor wrote.", "auditor"),
        ("The militia boasted of having killed 120 soldiers.", "militia"),
        ("Opposition lawmakers accuse the army of killing 66 villagers.", "Opposition lawmakers"),
        ("Figures from the registry show 870 dead.", "Figures from the registry"),
        ("RT @Basatin_News: 4 killed near the bakery", "@Basatin_News"),
        ("Defence minister: 40 people killed in one month", "Defence minister"),
        ("Au moins 19 personnes ont péri, a indiqué le maire de Basatin.", "maire"),
    ],
)
def test_who_says_a_share_a_change_or_a_headline(sentence: str, who: str) -> None:
    claim = _first(sentence)
    assert claim.said_by.startswith(who)


def test_somebody_who_died_told_nothing() -> None:
    assert _first("Her uncle and 14 others were killed, she told reporters.").said_by == ""


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("The raid left 27 dead and more than 60 injured.", ["27", "at least 61"]),
        ("The raid left 27 dead and over 60 injured.", ["27", "at least 60"]),
        ("Officials say not one civilian was killed.", ["0"]),
        ("Not even one child was killed.", ["0"]),
        ("31 people were killed days after the truce.", ["31"]),
        ("قتل 12 طفلا يوم الأحد.", ["12"]),
    ],
)
def test_a_bound_a_denial_and_a_day_belong_to_their_own_number(
    sentence: str, numbers: list[str]
) -> None:
    assert [str(one.number) for one in split_claims(sentence)] == numbers


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("There are 35 dead so far in Basatin.", ["35"]),
        ("Some 35 or so people died in Basatin.", ["31–39"]),
        ("Some say three people died in Basatin.", ["3"]),
        ("Not one but three civilians were killed in Basatin.", ["3"]),
    ],
)
def test_words_beside_a_number_are_none_of_it(sentence: str, numbers: list[str]) -> None:
    assert [str(one.number) for one in split_claims(sentence)] == numbers
