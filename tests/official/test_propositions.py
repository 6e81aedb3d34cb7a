"""A finding is read by what it says: a concept, whether it is denied, and what stands with it."""

import pytest

from sijill.model.values.counts import CountRange
from sijill.official.grammar.clauses import clause_of
from sijill.official.grammar.outcome.exclusions import rows_of_propositions
from sijill.official.grammar.outcome.propositions import passages_of, proposition
from sijill.official.grammar.reading import read_line
from sijill.official.grammar.tokens import sentences


def _said(text: str, written: str) -> list[str]:
    (sentence,) = sentences(text)
    return [said[0].strip() for said in passages_of(clause_of(sentence), written)]


SAID = [
    ("The alliance carried out no raids over Basatin.", "plain conduct strike"),
    ("Our jets never dropped a bomb there.", "plain conduct strike"),
    ("Nobody was hurt.", "not harm"),
    ("Civilian harm is unlikely.", "doubting harm"),
    ("Civilian deaths: 0.", "any harm"),
    ("The men in the yard were fighters.", "is fighter <be2 <person"),
    ("Of the sorties flown it is impossible to tell which is meant.", "not which =tell"),
]


@pytest.mark.parametrize(("text", "written"), SAID)
def test_one_thing_passages_of_other_words_is_one_proposition(text: str, written: str) -> None:
    assert _said(text, written)


UNSAID = [
    ("The alliance carried out raids over Basatin.", "plain conduct strike"),
    ("Harm to civilians cannot be ruled out.", "refusing harm"),
    ("We cannot rule out that civilians were harmed.", "not harm"),
    ("Nothing was seen, but three farmers died.", "not harm"),
    ("No guard was in sight when three farmers died.", "not harm"),
    ("There is insufficient evidence of a raid.", "plain information"),
    ("The men in the yard were not fighters.", "is fighter <be2 <person"),
]


@pytest.mark.parametrize(("text", "written"), UNSAID)
def test_a_denial_reaches_no_further_than_its_part_of_the_sentence(text: str, written: str) -> None:
    assert not _said(text, written)


def test_the_passage_holds_the_denial_and_what_stands_with_the_head() -> None:
    assert _said("On that day the crews flew no sorties there.", "plain conduct strike") == [
        "flew no sorties"
    ]


def test_every_proposition_of_the_table_is_well_written() -> None:
    written = [one for row in rows_of_propositions() for one in row.patterns]
    assert written
    for one in written:
        assert proposition(one).heads


@pytest.mark.parametrize("written", ["not nothing_known", "seldom harm", "not harm <nothing_known"])
def test_a_name_that_there_is_not_is_told(written: str) -> None:
    with pytest.raises(KeyError):
        proposition(written)


UNKNOWN_WORDS = [
    ("None of the jets overflew the hamlet.", "non_credible", "no_strike_that_day_area"),
    ("The account cannot be paired with one of our raids.", "non_credible", "no_strike_matching"),
    ("The account is at odds with every raid we flew.", "non_credible", "no_strike_matching"),
    ("The report rests on one anonymous post.", "non_credible", "insufficient_information"),
    ("The site cannot be narrowed down.", "non_credible", "insufficient_location"),
    ("Any of nine strikes may be meant.", "non_credible", "too_many_strikes"),
    ("The dead worked for the armed group.", "non_credible", "target_valid_only_combatants"),
    ("Egyptian jets, on their own, bombed this farm.", "non_credible", "partner_strike"),
    ("The case has been handed to a prosecutor.", "open", "none_given"),
    ("The case awaits its turn.", "not_yet_assessed", "none_given"),
    ("The raid is one and the same as that named in March.", "duplicate", "duplicate_of"),
    ("This entry repeats one printed in March.", "duplicate", "duplicate_of"),
    ("The allegation has been upheld.", "credible", "none_given"),
]


@pytest.mark.parametrize(("text", "position", "reason"), UNKNOWN_WORDS)
def test_a_line_in_words_that_no_pattern_has_is_read_by_its_concepts(
    text: str, position: str, reason: str
) -> None:
    line = read_line(text)
    assert (line.position, line.reason) == (position, reason)
    assert not line.reading.suggested_percent
    assert not line.deaths.is_known


def test_a_proposition_decides_nothing_where_a_clause_concedes_harm() -> None:
    line = read_line("The site cannot be narrowed down. Our strike killed two farmers.")
    assert (line.position, line.deaths) == ("credible", CountRange.exactly(2))
