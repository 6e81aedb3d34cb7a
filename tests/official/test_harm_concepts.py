"""Harm read by concepts, where no form of the grammar fits: who, how many, by whose word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.codes import OfficialPosition as Position
from sijill.model.limits import LONGEST_RELEASE_LINE
from sijill.official.grammar.chart.harm import propositions_in
from sijill.official.grammar.chart.told import harm_told
from sijill.official.grammar.clauses import clause_of
from sijill.official.grammar.reading import read_line
from sijill.official.grammar.tokens import sentences


def told(text: str) -> list[str]:
    """The numbers that the authority tells, each with its kind."""
    return [f"{harm.count} {harm.kind.value}" for harm in harm_told(sentences(text)).harms]


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("We accept that a father, his wife and their three daughters were killed.", ["5 deaths"]),
        ("The Command concedes nine civilian fatalities and one serious injury.",
         ["9 deaths", "1 injuries"]),
        ("We found that among the eight killed there were three civilians.", ["3 deaths"]),
        ("The board finds that a family of seven, among them four children, died.", ["7 deaths"]),
        ("The review raises the civilian toll from two to five dead.", ["5 deaths"]),
        ("Our missile cost a shepherd and his nephew their lives.", ["2 deaths"]),
        ("We assess that up to eight residents may have been hurt.", ["0–8 injuries"]),
        ("The analysts put the number of villagers killed at four.", ["4 deaths"]),
    ],
)  # fmt: skip
def test_words_of_any_order_are_one_proposition(text: str, harms: list[str]) -> None:
    assert told(text) == harms


@pytest.mark.parametrize(
    "text",
    [
        "We found that five were killed in the first house and three in the second.",
        "We accept the death of Salim Hadid and his two sons.",
        "We found that our strike killed three civilians and a guard.",
        "We found that a farmer was killed along with his four sons.",
        "We accept that seven civilians were killed and injured.",
        "We found that 12 of the 30 dead were civilians.",
        "We found that 4 civilians, not 14, died.",
        "We found that two brothers, aged 6 and 9, were killed.",
    ],
)
def test_a_number_that_may_not_be_all_is_not_read(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The monitor's review found that our shell cost seven villagers their lives.",
        "An inquiry by the council established the demise of seven villagers.",
        "Seven villagers perished, or so the residents say.",
        "We are told that our shell cost seven villagers their lives.",
        "Had seven villagers perished, we would say so.",
        "We found nothing to show that seven villagers perished.",
        "A roadside bomb cost seven villagers their lives, our inquiry found.",
        "We found that the seven who perished had been planting explosives.",
        "We found that seven villagers perished. That finding is withdrawn.",
        "The finding that seven villagers perished can no longer be sustained.",
        "We thought that a villager was hurt but found her unharmed.",
        "Our medics came after seven villagers had perished.",
    ],
)
def test_what_others_say_is_denied_or_was_done_by_others_is_nobodys(text: str) -> None:
    assert told(text) == []


def test_a_position_by_concepts_is_shown_as_a_guess() -> None:
    line = read_line("In this case the authority recognises its responsibility for ten deaths.")
    assert line.position is Position.CREDIBLE
    assert str(line.deaths) == "10"
    assert 0 < line.reading.suggested_percent < 100
    assert any("a guess to confirm" in one.reason for one in line.reading.not_understood)


SMALL = ["we", "found", "his", "took", ",", "and", "of", "or", ";", "the", "says", "no", "may", "a"]
HARMED = ["two", "three", "children", "fighters", "killed", "died", "lives", "injured", "report"]
WORDS = st.sampled_from([*SMALL, *HARMED])


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60))
def test_each_group_is_tied_once(words: list[str]) -> None:
    for sentence in sentences(" ".join(words)):
        found = propositions_in(clause_of(sentence))
        places = [one.people.start for one in found]
        assert len(places) == len(set(places))


def test_a_sentence_longer_than_any_is_not_read() -> None:
    words = "we found that two civilians were killed "
    longer = words * (LONGEST_RELEASE_LINE // 70 + 1)
    assert told(longer) == []
