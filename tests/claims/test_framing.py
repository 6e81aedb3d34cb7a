"""Around a number: who speaks for a party, events, days in digits, what may yet come."""

import pytest

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.parties import Party
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Unit

ALLIANCE = Party("alliance", ("The Alliance", "Alliance", "الحلف"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Alliance spokesman Jon Dorr said 40 civilians died.",
        "An Alliance general told reporters that 40 civilians were killed.",
        "An internal Alliance review found that 40 civilians were killed.",
        "The Alliance's own investigation concluded that 40 civilians died.",
        "A spokesman for the Alliance said that 40 civilians died.",
        "According to an Alliance report, 40 civilians were killed.",
        "أعلن متحدث باسم الحلف مقتل 40 مدنيا",
    ],
)
def test_whoever_speaks_for_a_party_says_what_it_acknowledges(sentence: str) -> None:
    (claim,) = split_claims(sentence, [ALLIANCE])
    assert (claim.actor, claim.layer, claim.said_by) == (
        "alliance",
        Layer.ACKNOWLEDGED,
        "alliance",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Critics of the Alliance counted 400 civilian deaths.",
        "Families of those killed by the Alliance say 300 civilians died.",
        "A former Alliance officer said 300 civilians died.",
        "قال أهالي ضحايا الحلف إن 300 مدني قتلوا",
    ],
)
def test_whoever_is_only_named_after_a_party_does_not_speak_for_it(sentence: str) -> None:
    (claim,) = split_claims(sentence, [ALLIANCE])
    assert claim.layer is None


@pytest.mark.parametrize(
    "words", ["owns up to", "accepts responsibility for", "has apologised for", "regrets"]
)
def test_responsibility_that_is_taken_is_acknowledged(words: str) -> None:
    (claim,) = split_claims(f"The Alliance {words} 30 civilian deaths.", [ALLIANCE])
    assert (claim.actor, claim.layer) == ("alliance", Layer.ACKNOWLEDGED)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Alliance denies responsibility for 30 deaths.",
        "The Alliance acknowledged neither the 40 dead of the market nor the 31 of the mill.",
        "An Alliance general denied that any civilians were killed.",
    ],
)
def test_what_is_denied_is_kept_as_denied(sentence: str) -> None:
    assert all(claim.words_of("denied") for claim in split_claims(sentence, [ALLIANCE]))


def test_nobody_acknowledged_is_a_number() -> None:
    (claim,) = split_claims("The Alliance acknowledged no civilian deaths.", [ALLIANCE])
    assert (claim.number, claim.words_of("denied")) == (CountRange.exactly(0), "")


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("45 dead, dozens hurt in strike on school", "strike"),
        ("The strike killed 30 people.", "strike"),
        ("Thirty people died in one airstrike.", "one airstrike"),
        ("The airstrike campaign killed 300 people.", ""),
        ("No civilian was killed in any strike.", ""),
        ("Coalition strikes killed 300 people.", ""),
    ],
)
def test_one_event_is_told_from_many(sentence: str, event: str) -> None:
    assert split_claims(sentence)[0].words_of("event") == event


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("By October the count of the dead will reach 2,000.", "will reach"),
        ("The toll may yet exceed 2,000.", "may yet exceed"),
        ("Another 40 people are expected to die.", "expected to die"),
        ("Up to 2,000 people may have died.", ""),
    ],
)
def test_what_may_yet_come_is_a_forecast(sentence: str, words: str) -> None:
    assert split_claims(sentence)[0].words_of("forecast") == words


@pytest.mark.parametrize(
    ("sentence", "period", "day"),
    [
        ("On 2031-07-13 12 people were killed.", "2031-07-13", ""),
        ("On 13/7/2031 12 people were killed.", "2031-07-13", ""),
        ("On 13.07.2031 12 people were killed.", "2031-07-13", ""),
        ("On 3/7/2031 12 people were killed.", "", "3/7/2031"),
        ("During the 2031 campaign 12 people were killed.", "2031", ""),
    ],
)
def test_days_in_digits_are_no_counts(sentence: str, period: str, day: str) -> None:
    (claim,) = split_claims(sentence)
    assert claim.number == CountRange.exactly(12)
    assert claim.period == DateInterval.from_edtf(period)
    assert claim.words_of("day") == day


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The death toll hits 1.1K", CountRange.exactly(1_100)),
        ("12k hurt", CountRange.exactly(12_000)),
        ("Between two and three thousand people died.", CountRange(2_000, 3_000)),
        ("Two or three hundred people died.", CountRange(200, 300)),
        ("Entre deux et trois cents personnes sont mortes.", CountRange(200, 300)),
        ("Between two hundred and three hundred people died.", CountRange(200, 300)),
        ("Between 40 and 50 thousand people died.", CountRange(40_000, 50_000)),
    ],
)
def test_thousands_and_hundreds_of_a_range(sentence: str, number: CountRange) -> None:
    assert split_claims(sentence)[0].number == number


@pytest.mark.parametrize(
    ("sentence", "number", "unit", "status"),
    [
        ("مئات القتلى والجرحى في المدينة", CountRange(200), Unit.CASUALTIES, ""),
        ("قتلت 129 سيدة في الحصار", CountRange.exactly(129), Unit.DEATHS, "women"),
        ("مقتل عائلة من سبعة أفراد", CountRange.exactly(7), Unit.DEATHS, ""),
        ("سجل المشفى 354 قتيلاً بالاسم", CountRange.exactly(354), Unit.NAMED_VICTIMS, ""),
        ("تجاوز عدد القتلى 3000", CountRange(3_001), Unit.DEATHS, ""),
        ("قد يتجاوز عدد القتلى 3000", CountRange(3_001), Unit.DEATHS, ""),
    ],
)
def test_arabic_sentences_say_what_they_count(
    sentence: str, number: CountRange, unit: Unit, status: str
) -> None:
    (claim,) = split_claims(sentence)
    assert (claim.number, claim.unit, claim.status) == (number, unit, status)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("يقتل يومياً 15 مدنياً", "يوميا"),
        ("Every day, 14 civilians die.", "every day"),
        ("Daily reports say that 40 people were killed.", ""),
    ],
)
def test_a_rate_may_stand_before_its_number(sentence: str, words: str) -> None:
    assert split_claims(sentence)[0].words_of("rate") == words


@pytest.mark.parametrize(
    "sentence",
    ["Nobody has counted the dead of Basatin.", "Nobody knows how many civilians died."],
)
def test_whoever_does_not_count_is_no_number_of_dead(sentence: str) -> None:
    assert all(claim.number != CountRange.exactly(0) for claim in split_claims(sentence))


def test_nobody_who_was_recorded_killed_is_nobody() -> None:
    (claim,) = split_claims("Nobody was recorded killed.")
    assert claim.number == CountRange.exactly(0)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Three strikes today, 17 people dead", "today"),
        ("Officials said today that 17 people had died.", ""),
        ("By today, 17 people had died.", ""),
        ("قتل 17 مدنيا أمس", "امس"),
    ],
)
def test_a_time_without_a_date_narrows_a_claim(sentence: str, day: str) -> None:
    assert split_claims(sentence)[-1].words_of("day") == day


def test_months_joined_by_a_hyphen_are_a_period() -> None:
    (claim,) = split_claims("Civilian toll, June-October 2017: 1,834-2,400.")
    assert claim.number == CountRange(1_834, 2_400)
    assert claim.period == DateInterval.from_edtf("2017-06-01/2017-10-31")


def test_an_admission_is_acknowledged_and_its_owner_is_the_party() -> None:
    (claim,) = split_claims("The Alliance's admission of 87 deaths came late.", [ALLIANCE])
    assert (claim.actor, claim.layer) == ("alliance", Layer.ACKNOWLEDGED)


def test_what_befell_people_may_stand_before_a_bound() -> None:
    (claim,) = split_claims("Strikes have injured fewer than 500 civilians.")
    assert (claim.number, claim.unit) == (CountRange(0, 499), Unit.INJURIES)


def test_no_credible_evidence_is_a_denial() -> None:
    (claim,) = split_claims("There is no credible evidence that strikes killed 40 people.")
    assert claim.words_of("denied") == "no credible evidence that"


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Since June 2031 at least 1,200 people have been killed.", CountRange(1_200)),
        ("Not 87, not 200: the dead number more than a thousand.", CountRange(1_001)),
    ],
)
def test_a_date_takes_no_word_of_the_number_behind_it(sentence: str, number: CountRange) -> None:
    (claim,) = split_claims(sentence)
    assert claim.number == number


def test_a_grave_is_one_place_and_not_all() -> None:
    (claim,) = split_claims("A mass grave near the mill holds 250 bodies.")
    assert claim.words_of("event") == "a mass grave"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The strikes did not kill more than 20 civilians.", "did not kill"),
        ("None of the strikes killed more than seven civilians.", "none of"),
        ("Neither of the raids killed more than seven civilians.", "neither of"),
        ("No strike killed more than seven civilians.", "no strike"),
        ("The shelling did not cause more than nine deaths.", "did not cause"),
        ("لم تقتل الغارات أكثر من سبعة مدنيين.", "لم تقتل"),
    ],
)
def test_a_number_that_is_denied_is_no_count(sentence: str, words: str) -> None:
    (claim,) = split_claims(sentence)
    assert words in claim.words_of("denied")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Alliance did not comment on how many died; 20 civilians were killed.",
        "No more than 20 civilians were killed.",
        "The strikes did not only kill 20 civilians.",
        "At least 24 people, none of them soldiers, were killed.",
    ],
)
def test_a_number_beside_a_negation_may_stand(sentence: str) -> None:
    (claim,) = split_claims(sentence)
    assert not claim.words_of("denied")


@pytest.mark.parametrize("sentence", ["None were killed.", "The Alliance said none died."])
def test_none_is_nobody(sentence: str) -> None:
    (claim,) = split_claims(sentence, [ALLIANCE])
    assert claim.number == CountRange.exactly(0)


@pytest.mark.parametrize(
    "sentence",
    [
        "Five civilians were killed, the monitor said; the Alliance said none died.",
        "Five civilians were killed, while the Alliance admits none died.",
        "While the Alliance admits none died, five civilians were killed.",
    ],
)
def test_what_a_party_says_beside_it_is_not_said_of_another_number(sentence: str) -> None:
    claims = {claim.number: claim for claim in split_claims(sentence, [ALLIANCE])}
    assert claims[CountRange.exactly(5)].layer is None
    assert claims[CountRange.exactly(0)].layer is Layer.ACKNOWLEDGED


@pytest.mark.parametrize("words", ["more than", "fewer than", "less than"])
def test_a_number_that_another_is_compared_with_stands_itself(words: str) -> None:
    sentence = f"The Alliance admits 14 deaths, {words} the 24 on the monitor's list."
    assert [claim.number.lowest for claim in split_claims(sentence, [ALLIANCE])] == [14, 24]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Alliance raised its figure for Wadi Nur from two to six civilian deaths.",
        "The Alliance corrected the toll up from two to six deaths.",
        "رفع الحلف الحصيلة من قتيلين إلى ستة.",
    ],
)
def test_a_number_that_is_raised_has_two_states(sentence: str) -> None:
    (claim,) = split_claims(sentence, [ALLIANCE])
    assert claim.words_of("change")


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("In the first half of 2031", "2031-01-01/2031-06-30"),
        ("In the second quarter of 2031", "2031-04-01/2031-06-30"),
        ("In the second half of March 2031", "2031-03-16/2031-03-31"),
    ],
)
def test_a_half_of_a_year_is_a_time_and_no_share(words: str, period: str) -> None:
    (claim,) = split_claims(f"{words}, 24 civilians were killed.")
    assert (str(claim.period), claim.number) == (period, CountRange.exactly(24))


def test_a_mark_before_a_date_leaves_its_year_to_it() -> None:
    sentence = "24 people died in Dar Nur, between 14 March 2031 and 2 April 2031, radio reports."
    (claim,) = split_claims(sentence)
    assert str(claim.period) == "2031-03-14/2031-04-02"
