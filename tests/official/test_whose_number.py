"""Whose doing harm was, and whose word a number is: by subject, answer and contrast."""

import pytest

from sijill.language.releases.release_lines import lines_of
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.official.grammar.reading import read_line


@pytest.mark.parametrize(
    "text",
    [
        "The fire from the clinic killed six.",
        "Garrison shells fired from the old mill killed six civilians in the next lane.",
        "Militia rockets aimed at our base killed six civilians and wounded two.",
        "It was insurgent fire that killed six civilians.",
        "Russian aircraft killed six civilians.",
        "A car bomb went off outside the clinic, killing six.",
        "A mine cost six civilians their lives.",
        "Six civilians were killed in your raid, Mayor Hadley said.",
        "Six civilians fell victim to a mine.",
        "Six guests died in an attack, which was the work of the militia.",
        "The raid hit six gunmen, killing them.",
        "The raid destroyed a bomb-making house, killing six.",
        "Six civilians, two of them children, were among the dead, the mayor says.",
        "Gunmen opened fire and killed six civilians.",
        "It was found that the militia's attack caused six deaths.",
        "The review found that the enemy took six civilians hostage and killed them.",
        "It is true that six civilians died; a mine killed them.",
        "We struck the crew whose rocket had killed six civilians.",
        "Before our strike the gunmen had killed six civilians.",
        "Our aircraft arrived after six civilians had been killed.",
        "The loss of six civilian lives in the attack by the militia shocks us.",
        "The regrettable loss of six lives cannot be laid at our door.",
        "The true number of those killed, the mayor says, is six.",
        "Secondary explosions of the militia's own stores, not set off by any strike, killed six.",
    ],
)
def test_harm_by_another_subject_is_not_conceded(text: str) -> None:
    line = read_line(text)
    assert not line.deaths.is_known
    assert not line.injuries.is_known
    assert line.position is not OfficialPosition.CREDIBLE


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("A strike on a militia's rocket crew killed six civilians.", 6),
        ("Our rockets fired at the mill killed six civilians in the next lane.", 6),
        ("We accept the monitor's conclusion that six civilians died in the cellar we struck.", 6),
        ("Relatives say that six people were killed, and we can confirm this.", 6),
        ("A monitor found six civilian deaths; the command concurs.", 6),
        ("What the villagers say is true: six civilians were killed by our fire.", 6),
        ("Villagers tell of 20 dead; the true number of civilians killed by our fire is six.", 6),
        ("Asked about the 20 civilians said to have died, he replied: it was six, not 20.", 6),
        ("You name nine people who died. We are able to confirm six of the nine.", 6),
        ("The report that six civilians died agrees with our footage and is accepted.", 6),
        ("We acknowledge that the six men in the bus, none of them armed, were killed by us.", 6),
        ("The strike killed the messenger and, sadly, six children who walked with him.", 6),
        ("A raid claimed the lives of six civilians.", 6),
        ("Six farmers, two of them children, fell victim to our bomb.", 6),
        ("Our shell hit six herders, killing them.", 6),
        ("A blast of our bomb brought down a dwelling, killing six.", 6),
        ("Six guests were among those killed by our raid.", 6),
        ("Six people were mistakenly identified as a threat and shot dead, the army said.", 6),
        ("It was determined that our bomb left six residents of the next house dead.", 6),
        ("Five civilians died at the scene and a sixth died later.", 6),
        ("Six of the people in it, none of them a gunman, did not survive.", 6),
        ("The Pentagon's inquiry said that our raid killed six farmers.", 6),
        ("Six patients died in our raid, General Hadley said.", 6),
        ("Two strikes were flown. In each of these strikes three civilians were killed.", 6),
        (
            "Correction: published as four civilians killed. That was wrong: six were killed.",
            6,
        ),
        (
            "It is assessed that six civilians died when a house where ISIS had mines was hit.",
            6,
        ),
        ("We took a herdsman for a courier and killed him.", 1),
    ],
)
def test_what_the_authority_takes_as_its_own_is_conceded(text: str, deaths: int) -> None:
    line = read_line(text)
    assert line.position is OfficialPosition.CREDIBLE
    assert (line.deaths.lowest, line.deaths.highest) == (deaths, deaths)


@pytest.mark.parametrize(
    "text",
    [
        "We do not accept the monitor's conclusion that six civilians died in the cellar.",
        "Relatives say that six people were killed, and the hospital can confirm this.",
        "A monitor found six civilian deaths; the ministry of health concurs.",
        "You name six people who died. We cannot confirm this.",
        "Villagers tell of six dead; the true number is nil.",
        "The claim that six died is inflated; our inquiry puts the number at zero.",
    ],
)
def test_what_it_does_not_take_as_its_own_is_not(text: str) -> None:
    line = read_line(text)
    assert not line.deaths.is_known
    assert line.position is not OfficialPosition.CREDIBLE


def test_a_part_of_the_dead_is_not_of_the_injured() -> None:
    line = read_line(
        "It was assessed that nine died, four of them civilians, and two were injured."
    )
    assert (line.deaths.lowest, line.injuries.lowest, line.injuries.highest) == (4, 2, 2)
    line = read_line(
        "It was assessed that nine people were killed, four of them civilians, and three "
        "civilians were injured."
    )
    assert (line.deaths.lowest, line.injuries.lowest, line.injuries.highest) == (4, 3, 3)


def test_a_finding_called_wrong_is_past() -> None:
    line = read_line("We were wrong to call this report non-credible: six civilians did die.")
    assert line.position is OfficialPosition.CREDIBLE
    assert line.deaths.lowest == 6


def test_a_finding_given_up_leaves_its_opposite() -> None:
    turned = read_line("The finding of May that the allegation was credible was overturned.")
    assert turned.position is OfficialPosition.NON_CREDIBLE
    assert turned.reading.positions[0] is OfficialPosition.CREDIBLE


def test_reports_counted_of_a_month_are_no_position() -> None:
    text = "Forty were completed, of which six were determined to be credible."
    assert read_line(text).position is OfficialPosition.NO_STATEMENT


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The nearest sortie that day was flown 30 km away.", "no_strike_that_day_area"),
        ("There is no telling which of the 20 strikes the report refers to.", "too_many_strikes"),
        ("The place given is not exact enough to be assessed.", "insufficient_location"),
        ("The blast was the result of infighting between militias.", "not_ours_other_actor"),
        ("The shell described is not used by the Coalition.", "not_ours_other_actor"),
        ("Belgian aircraft had no part in it.", "not_ours_other_actor"),
        ("The house was struck by the Iraqi Air Force.", "partner_strike"),
        ("Two men were burying a mine when they were shot.", "target_valid_only_combatants"),
    ],
)
def test_reasons_are_read_from_what_they_are_made_of(text: str, reason: str) -> None:
    line = read_line(text)
    assert (line.position, line.reason) == (
        OfficialPosition.NON_CREDIBLE,
        OfficialReason(reason),
    )


_WITH_LETTERS = """a) 3 May 2031, vicinity Basatin, Syria: credible. Two killed.
b) 4 May 2031, vicinity Kafra, Syria: non-credible."""
_WITH_CELLS = """Date | Place | Result
May 3, 2031 | vicinity of Basatin, Syria | Substantiated: 2 killed
May 4, 2031 | vicinity of Kafra, Syria | Unsubstantiated"""


@pytest.mark.parametrize("text", [_WITH_LETTERS, _WITH_CELLS])
def test_rows_with_letters_or_cells_are_lines(text: str) -> None:
    assert len(lines_of(text)) == 2
