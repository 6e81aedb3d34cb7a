"""Where no finding is recognised the concepts of a line may suggest one, shown as a guess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.codes import OfficialPosition as Position
from sijill.model.codes import OfficialReason as Reason
from sijill.official.grammar.position.conceded_harm import CONCEDING
from sijill.official.grammar.reading import read_line
from sijill.official.grammar.suggested.components import components_of
from sijill.official.grammar.suggested.suggestion import (
    LEAST_AGAINST_HARM,
    LEAST_FOR_HARM,
    LEAST_PERCENT,
    suggest,
)


def test_a_word_counts_as_its_kind_and_a_denial_reaches_to_the_end_of_its_clause() -> None:
    found = components_of("No sortie hit the house, but two children of Basatin were hurt.")
    assert {"STRIKE", "not: STRIKE", "NUMBER", "CIVILIAN", "INJURY", "NAME"} <= found
    assert "not: INJURY" not in found


def test_what_others_say_is_a_component_of_its_own() -> None:
    assert "said: DEATH" in components_of("Residents allege that a family was killed.")
    assert "said: DEATH" not in components_of("It was assessed that a family was killed.")


GUESSED = [
    ("Strike logs and imagery give no trace of a mission over the quarter.", "non_credible"),
    ("Nothing that our sensors kept bears out the story of a burning bus.", "non_credible"),
]


@pytest.mark.parametrize(("text", "position"), GUESSED)
def test_a_guess_is_marked_with_its_share_and_left_to_a_person(text: str, position: str) -> None:
    guess = suggest(text)
    assert guess is not None
    assert guess.position is Position(position)
    assert LEAST_PERCENT <= guess.percent <= 100


def test_a_guess_is_shown_as_one_in_the_reading_of_a_line() -> None:
    line = read_line(
        "Mar. 25, 2031, near Basatin, Syria, via SNHR report. What the report describes took place "
        "a full day after the only Coalition strike in the district."
    )
    assert line.position is Position.NON_CREDIBLE
    assert line.reading.suggested_percent >= LEAST_PERCENT
    (listed,) = line.reading.not_understood
    assert "a guess to confirm" in listed.reason


def test_words_that_suggest_a_concession_concede_nothing() -> None:
    line = read_line("Twelve deaths were alleged. Seven of these the Coalition can substantiate.")
    assert line.position not in CONCEDING
    assert not line.deaths.is_known
    (listed,) = line.reading.not_understood
    assert "nothing is conceded until a person reads it" in listed.reason


def test_what_the_grammar_reads_is_no_guess() -> None:
    line = read_line("After a review the allegation was found not credible.")
    assert line.reading.suggested_percent == 0
    assert not line.reading.not_understood


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The market lies beside the old bridge.",
        "The Alliance publishes this list each month.",
        "قتل 12 مدنيا في غارة على المدينة",
    ],
)
def test_a_text_without_a_finding_suggests_none(text: str) -> None:
    line = read_line(text)
    assert line.position is Position.NO_STATEMENT
    assert line.reading.suggested_percent == 0


WORDS = st.sampled_from(
    [
        *("no", "not", "civilians", "were", "killed", "harmed", "strike", "report", "coalition"),
        *("found", "the", "seven", "alleged", "near", "evidence", "of", "and", "video", "house"),
        *("fighters", "assessed", "credible", "that", "was", "duplicate", "still", "open"),
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_whatever_the_words_an_unsure_guess_concedes_no_number(words: list[str]) -> None:
    line = read_line(" ".join(words))
    if 0 < line.reading.suggested_percent < LEAST_AGAINST_HARM:
        assert not line.deaths.is_known
        assert not line.injuries.is_known


def test_a_concession_may_be_guessed_where_nothing_is_denied_or_told_by_others() -> None:
    line = read_line(
        "The army admits its guilt in the tragedy at the clinic and will pay the families."
    )
    assert line.position is Position.CREDIBLE
    assert line.reading.suggested_percent >= LEAST_FOR_HARM
    assert not line.deaths.is_known


@pytest.mark.parametrize(
    "text",
    [
        "Residents blame the army for the tragedy at the clinic, in which thirteen were martyred.",
        "The army does not accept the blame for the tragedy at the clinic.",
        "Fighters are to blame for the tragedy at the clinic.",
    ],
)
def test_no_concession_is_guessed_of_what_others_say_is_denied_or_fighters_did(text: str) -> None:
    line = read_line(text)
    assert line.position not in CONCEDING
    assert not line.deaths.is_known


@pytest.mark.parametrize(
    ("text", "deaths", "injuries"),
    [
        ("The ministry admits that its error martyred thirteen villagers and will compensate them.",
         "13", "unknown"),
        ("The army admits that its error hospitalised two villagers and will compensate them.",
         "unknown", "2"),
        ("The monitor writes that our error martyred thirteen villagers.", "unknown", "unknown"),
        ("Our error did not martyr thirteen villagers.", "unknown", "unknown"),
        ("Our strike martyred thirteen fighters, we are sorry to say.", "unknown", "unknown"),
    ],
)  # fmt: skip
def test_a_number_in_words_of_no_form_is_read_by_its_concepts(
    text: str, deaths: str, injuries: str
) -> None:
    line = read_line(text)
    assert (str(line.deaths), str(line.injuries)) == (deaths, injuries)


def test_a_rejection_that_gives_no_reason_in_a_known_form_has_the_one_its_words_suggest() -> None:
    text = "The claim is unfounded. At the time our drones were busy over another province."
    line = read_line(text)
    assert line.position is Position.NON_CREDIBLE
    assert line.reason is Reason.NO_STRIKE_THAT_DAY_AREA
    assert "a guess to confirm" in line.reading.not_understood[0].reason
    assert read_line("The report is not credible.").reason is Reason.NONE_GIVEN
