"""No text that rejects an allegation, or repeats one, adds to what is conceded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.codes import OfficialPosition
from sijill.official.grammar.reading import read_line

WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ALLEGED = st.sampled_from(
    [
        "The report alleges that {n} civilians were {how}killed in an airstrike",
        "Airwars reported that {n} civilians were {how}killed",
        "According to local sources, {n} people were {how}killed",
        "{n} civilians were {how}killed, according to activists",
        "It was alleged that a strike killed {n} civilians",
        "Social media posts claim {n} dead",
        "Witnesses say that a strike resulted in the deaths of {n} civilians",
        "A media report states that at least {n} civilians, including two women, were {how}killed",
        "Amnesty International concluded that {n} civilians were {how}killed",
        "The allegation of {n} civilian deaths was received from a monitor",
        "{n} civilians were {how}killed, the report said",
        "The complaint describes a strike in which {n} civilians were {how}killed",
        "UNAMA verified {n} civilian deaths",
        "An investigation by local officials found that {n} civilians were {how}killed",
        "The Ministry of Health put the toll at {n} dead",
        "Reports allege the loss of {n} civilian lives",
        "Activists said that a strike killed {n} men and a woman",
    ]
)
REJECTED = st.sampled_from(
    [
        "After a review it was assessed that no Coalition strikes were conducted in the area",
        "There is insufficient information to assess the report",
        "No strike or operation was identified",
        "More likely than not civilian casualties did not occur as a result of a Coalition strike",
        "The allegation was found not credible",
        "Only legitimate military targets were struck",
        "The report was closed as a duplicate",
        "The report is still under assessment",
        "The report provided insufficient detail",
        "The Ministry of Defence rejects the allegation",
        "The Coalition did not target the building",
        "Coalition strikes were conducted more than 5 kilometres from the alleged location",
        "The explosion was caused by a misfired rocket of an armed group",
        "It could not be established that civilians were harmed",
        "The report does not specify a location within the city",
        "The claim was proven to be a fabrication",
    ]
)
FOUND = st.sampled_from(
    [
        "After a review it was assessed that {n} civilians were unintentionally killed",
        "The Coalition determined that {n} civilians were killed",
        "Regrettably, {n} civilians were unintentionally killed due to their proximity to it",
        "The investigation found that the strike killed {n} civilians",
        "It was assessed that the strike resulted in the deaths of {n} civilians",
    ]
)
UNTRUE = st.sampled_from(
    [
        "The report that {n} civilians were {how}killed is false",
        "Information about the death of {n} civilians is not true",
        "News about {n} {how}killed civilians is another fake",
        "The death of {n} civilians was not confirmed",
        "Accusations that {n} civilians died are groundless",
    ]
)
NUMBER = st.integers(2, 400)
JOINS = st.sampled_from([". ", ". \n", "; however, ", ", but "])
HOW = st.sampled_from(["", "unintentionally ", "inadvertently "])


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _spelled(number: int, *, in_words: bool) -> str:
    return WORDS[number - 2] if in_words and number - 2 < len(WORDS) else str(number)


def _after(join: str, text: str) -> str:
    return text if join.startswith(".") else text[0].lower() + text[1:]


@settings(max_examples=150, deadline=None)
@given(alleged=ALLEGED, rejected=REJECTED, n=NUMBER, join=JOINS, how=HOW, in_words=st.booleans())
def test_a_rejection_concedes_nothing(
    *, alleged: str, rejected: str, n: int, join: str, how: str, in_words: bool
) -> None:
    said = _sentence(alleged.format(n=_spelled(n, in_words=in_words), how=how))
    line = read_line(f"{said}{join}{_after(join, rejected)}.")
    assert not line.deaths.is_known, line
    assert line.position is not OfficialPosition.CREDIBLE


@settings(max_examples=100, deadline=None)
@given(alleged=ALLEGED, n=NUMBER, how=HOW, in_words=st.booleans())
def test_an_allegation_alone_concedes_nothing(
    *, alleged: str, n: int, how: str, in_words: bool
) -> None:
    line = read_line(_sentence(alleged.format(n=_spelled(n, in_words=in_words), how=how)) + ".")
    assert not line.deaths.is_known
    assert line.position is not OfficialPosition.CREDIBLE


@settings(max_examples=150, deadline=None)
@given(alleged=ALLEGED, found=FOUND, n=NUMBER, m=NUMBER, join=JOINS, how=HOW)
def test_of_an_allegation_and_a_finding_the_finding_is_conceded(
    *, alleged: str, found: str, n: int, m: int, join: str, how: str
) -> None:
    said = _sentence(alleged.format(n=n, how=how))
    line = read_line(f"{said}{join}{_after(join, found.format(n=m))}.")
    assert (line.deaths.lowest, line.deaths.highest) == (m, m), line
    assert line.position is OfficialPosition.CREDIBLE


@settings(max_examples=60, deadline=None)
@given(alleged=ALLEGED, found=FOUND, n=NUMBER, m=NUMBER)
def test_the_order_of_the_sentences_changes_nothing(
    *, alleged: str, found: str, n: int, m: int
) -> None:
    said = _sentence(alleged.format(n=n, how=""))
    line = read_line(f"{_sentence(found.format(n=m))}. {said}.")
    assert (line.deaths.lowest, line.deaths.highest) == (m, m), line


@settings(max_examples=60, deadline=None)
@given(untrue=UNTRUE, n=NUMBER, how=HOW)
def test_what_is_called_untrue_is_rejected(*, untrue: str, n: int, how: str) -> None:
    line = read_line(untrue.format(n=n, how=how) + ".")
    assert not line.deaths.is_known, line
    assert line.position is OfficialPosition.NON_CREDIBLE, line
