"""A sentence split into number, unit, status, party, place, time, source; dates are no counts."""

import pytest

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.parties import Party
from sijill.model.results.claims import ClaimParts, Comparator
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Unit

PARTIES = (Party("alliance", ("the Alliance", "Alliance")),)


def only(sentence: str) -> ClaimParts:
    (found,) = split_claims(sentence, PARTIES, ("Basatin",))
    return found


@pytest.mark.parametrize(
    ("sentence", "number", "unit"),
    [
        ("104 civilians killed", CountRange(104, 104), Unit.DEATHS),
        ("more than 2,600 bodies were recovered", CountRange(2601), Unit.BODIES),
        ("the death toll is likely in the thousands", CountRange(2000), Unit.DEATHS),
        ("at least 21,000 munitions in four months", CountRange(21_000), Unit.MUNITIONS),
        ("between 40 and 50 people were wounded", CountRange(40, 50), Unit.INJURIES),
        ("12 civilians who were injured", CountRange(12, 12), Unit.INJURIES),
        ("dozens of civilians died", CountRange(12, 24), Unit.DEATHS),
        ("a number of civilians were killed", CountRange(2), Unit.DEATHS),
        ("58 casualties", CountRange(58, 58), Unit.CASUALTIES),
        ("up to 30 airstrikes hit the town", CountRange(0, 30), Unit.STRIKES),
        ("102 reports were found credible", CountRange(102, 102), Unit.REPORTS),
        ("قتل 104 مدنيين", CountRange(104, 104), Unit.DEATHS),
        ("مقتل عشرات المدنيين", CountRange(12, 24), Unit.DEATHS),
        ("انتشال ٥٥ جثة", CountRange(55, 55), Unit.BODIES),
        ("انتشال 312 جثة من تحت الأنقاض", CountRange(312, 312), Unit.BODIES),
        ("312 bodies under the rubble", CountRange(312, 312), Unit.BODIES),
        ("the remains of 38 people were dug out", CountRange(38, 38), Unit.REMAINS_SETS),
        ("33 prisoners were executed", CountRange(33, 33), Unit.DEATHS),
        ("mines killed 41 returnees", CountRange(41, 41), Unit.DEATHS),
        ("two families of seven died", CountRange(7, 14), Unit.DEATHS),
        ("he and his three children were killed", CountRange(4, 4), Unit.DEATHS),
        ("a woman and her two daughters died", CountRange(3, 3), Unit.DEATHS),
        (
            "a woman, her three daughters and a neighbour were killed",
            CountRange(5, 5),
            Unit.DEATHS,
        ),
        ("police buried nine bodies on Tuesday", CountRange(9, 9), Unit.BODIES),
        ("nine on Tuesday were killed", CountRange(9, 9), Unit.DEATHS),
        ("the death toll stands at 54, state television reports", CountRange(54, 54), Unit.DEATHS),
    ],
)
def test_a_number_takes_the_unit_beside_it(sentence: str, number: CountRange, unit: Unit) -> None:
    found = only(sentence)
    assert (found.number, found.unit) == (number, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "in 2017 the city fell",
        "on 9 November 2018 a report came out",
        "a siege of four months",
        "civilians were killed",
        "",
    ],
)
def test_dates_durations_and_bare_plurals_are_no_counts(sentence: str) -> None:
    assert split_claims(sentence) == ()


def test_every_part_that_a_sentence_gives_is_read() -> None:
    found = only(
        "According to River Monitor, the Alliance admitted that at least 31 civilians were killed "
        "in Basatin since June 2031"
    )
    assert found.said_by == "River Monitor"
    assert (found.actor, found.place, found.status) == ("alliance", "Basatin", "civilian")
    assert found.layer is Layer.ACKNOWLEDGED
    assert found.comparator is Comparator.AT_LEAST
    assert found.period.to_edtf() == "2031-06-01/.."


def test_two_numbers_that_are_set_against_each_other_name_each_others_unit() -> None:
    bodies, deaths = split_claims("900 bodies were found, but the Alliance admitted 12 deaths")
    assert (bodies.unit, bodies.unlike, bodies.layer) == (Unit.BODIES, Unit.DEATHS, None)
    assert (deaths.unit, deaths.unlike) == (Unit.DEATHS, Unit.BODIES)
    assert deaths.layer is Layer.ACKNOWLEDGED


def test_most_of_something_is_a_share_of_the_number_before_it() -> None:
    whole, share = split_claims("900 bodies, most of them civilians killed in strikes")
    assert whole.number == CountRange(900, 900)
    assert (share.comparator, share.unlike) == (Comparator.MOST_OF, Unit.BODIES)
    assert (share.unit, share.status) == (Unit.DEATHS, "civilian")


def test_a_text_of_any_length_gets_an_answer() -> None:
    assert len(split_claims("7 killed " * 5_000)) < 300


@pytest.mark.parametrize(
    ("sentence", "unit", "whole"),
    [
        ("most of the bodies were civilians killed by shelling", Unit.DEATHS, Unit.BODIES),
        ("2,600 bodies, most of them civilians killed by shelling", Unit.DEATHS, Unit.BODIES),
        ("most of the people killed were civilians", Unit.DEATHS, Unit.DEATHS),
        ("most civilians were killed in strikes", Unit.DEATHS, Unit.DEATHS),
    ],
)
def test_most_of_something_names_its_whole(sentence: str, unit: Unit, whole: Unit) -> None:
    found = split_claims(sentence)[-1]
    assert found.comparator is Comparator.MOST_OF
    assert (found.unit, found.unlike) == (unit, whole)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("one in five strikes killed civilians", "one in five"),
        ("two out of three civilians were killed", "two out of three"),
    ],
)
def test_a_proportion_is_a_share_and_no_count(sentence: str, words: str) -> None:
    (share,) = split_claims(sentence)
    assert share.words_of("number") == words
    assert share.is_share
    assert not share.number.is_known


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("no civilians were killed in July 2031", Unit.DEATHS),
        ("nobody was injured", Unit.INJURIES),
    ],
)
def test_nobody_is_zero_and_no_evidence_is_no_number(sentence: str, unit: Unit) -> None:
    found = only(sentence)
    assert (found.number, found.unit) == (CountRange.exactly(0), unit)
    assert only("no evidence that 30 civilians were killed").number == CountRange.exactly(30)


def test_a_bare_number_after_one_of_people_counts_the_same_and_belongs_to_who_says_it() -> None:
    first, second = split_claims(
        "A monitor says 1,450 civilians died; the Alliance says 104", PARTIES
    )
    assert (first.unit, first.actor, first.said_by) == (Unit.DEATHS, "", "monitor")
    assert (second.unit, second.status) == (Unit.DEATHS, "civilian")
    assert (second.actor, second.said_by) == ("alliance", "alliance")
    assert dict(second.read)["unit"].startswith("not said; as before")


def test_a_bare_number_after_bodies_stays_without_a_unit() -> None:
    assert split_claims("2,600 bodies were found; the Alliance says 104", PARTIES)[1].unit is None


def test_a_sentence_with_more_numbers_than_a_claim_has_is_not_split() -> None:
    """Each number is looked at beside all the words: a table would take the square of its size."""
    assert len(split_claims("3 killed, " * 40, (), ())) == 40
    (table,) = split_claims("3 killed, " * 80, (), ())
    assert not table.number.is_known
    assert table.words_of("numbers") == "80"


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("nearly half of the bodies were those of civilians", Unit.BODIES),
        ("children account for a third of those killed", Unit.DEATHS),
        ("almost all of the dead were killed by artillery", Unit.DEATHS),
        ("two thirds of allegations were rejected", Unit.REPORTS),
        ("نصف القتلى من الأطفال", Unit.DEATHS),
    ],
)
def test_a_share_is_claimed_of_a_whole_and_is_no_count(sentence: str, whole: Unit) -> None:
    share = split_claims(sentence)[-1]
    assert share.comparator is Comparator.PART_OF
    assert share.unlike is whole
    assert not share.number.is_known


@pytest.mark.parametrize(
    ("sentence", "number", "unit", "status"),
    [
        ("about 1.5 million shells fell", CountRange.exactly(1_500_000), Unit.MUNITIONS, ""),
        ("سقطت 1.5 مليون قذيفة", CountRange.exactly(1_500_000), Unit.MUNITIONS, ""),
        ("سقطت 1.5 ألف قذيفة", CountRange.exactly(1_500), Unit.MUNITIONS, ""),
        ("276 children died", CountRange.exactly(276), Unit.DEATHS, "children"),
        ("1450 civilians in airstrikes", CountRange.exactly(1450), Unit.DEATHS, "civilian"),
        ("a blast wounding 30 children", CountRange.exactly(30), Unit.INJURIES, "children"),
        ("قتل 1450 مدنيا في الغارات", CountRange.exactly(1450), Unit.DEATHS, "civilian"),
        ("أصيب 30 طفلا في القصف", CountRange.exactly(30), Unit.INJURIES, "children"),
        ("three families were killed", CountRange.exactly(3), None, ""),
    ],
)
def test_what_happened_to_people_stands_before_or_behind_them(
    sentence: str, number: CountRange, unit: Unit | None, status: str
) -> None:
    (claim,) = split_claims(sentence)
    assert (claim.number, claim.unit, claim.status) == (number, unit, status)


@pytest.mark.parametrize(
    "sentence",
    [
        "ten times as many civilians died as the party admits",
        "the number of deaths doubled",
        "تضاعف عدد القتلى",
        "ثلاثة أرباع القتلى من الأطفال",
    ],
)
def test_a_change_or_a_comparison_in_words_is_no_count(sentence: str) -> None:
    assert not any(claim.number.is_known for claim in split_claims(sentence))


def test_one_event_and_a_month_without_a_year_are_kept_as_words() -> None:
    (event,) = split_claims("dozens of civilians died in a single strike")
    assert event.words_of("event") == "a single strike"
    (month,) = split_claims("in June alone 312 civilians were killed")
    assert month.words_of("month") == "June"
    (dated,) = split_claims("in June 2031 alone 312 civilians were killed")
    assert dated.words_of("month") == ""


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("the toll rose from 40 to 60", "rose from 40 to 60"),
        ("the number of dead fell by 12", "fell by 12"),
        ("deaths are at 90, up from 70", "up from 70"),
        ("le bilan est passé de 40 à 60 morts", "passe de 40 a 60 morts"),
        ("ارتفع عدد القتلى من 40 إلى 60 قتيلا", "ارتفع عدد القتلي من 40 الي 60 قتيلا"),
    ],
)
def test_the_ends_and_the_size_of_a_change_are_marked(sentence: str, words: str) -> None:
    assert words in [claim.words_of("change") for claim in split_claims(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "up to 40 people from one family died",
        "the toll rose to 1,600 deaths",
        "from 1 June to 3 July 2031 60 civilians died",
    ],
)
def test_a_number_as_it_stands_is_no_change(sentence: str) -> None:
    (claim,) = split_claims(sentence)
    assert (claim.unit, claim.words_of("change")) == (Unit.DEATHS, "")


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("some 300 people were displaced", CountRange(270, 330)),
        ("hundreds of thousands of people fled the town", CountRange(200_000)),
        ("500 residents are trapped", CountRange.exactly(500)),
        ("نزح أكثر من 300 ألف شخص", CountRange(300_001)),
        ("فُقد 20 مدنيا", CountRange.exactly(20)),
        ("plus de 3 000 habitants ont fui", CountRange(3_001)),
    ],
)
def test_people_who_fled_or_are_missing_are_no_deaths(sentence: str, number: CountRange) -> None:
    (claim,) = split_claims(sentence)
    assert (claim.number, claim.unit) == (number, None)
    assert claim.words_of("elsewhere")


@pytest.mark.parametrize(
    "sentence",
    [
        "31 trapped civilians were killed",
        "31 مدنيا فقدوا حياتهم",
        "40 missing, 31 dead",
        "the garrison killed 31 civilians who fled",
    ],
)
def test_people_who_were_trapped_and_killed_are_deaths(sentence: str) -> None:
    assert split_claims(sentence)[-1].unit is Unit.DEATHS


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Pelo menos 31 civis morreram, segundo o conselho.", "Portuguese"),
        ("Almenys 31 civils van morir a Basatin.", "Catalan"),
        ("Най-малко 31 цивилни бяха убити.", "Bulgarian"),
        ("Најмање 31 цивила је убијено.", "Serbian"),
        ("Не менш за 31 мірных жыхароў загінулі.", "Belarusian"),
        ("Almeno 31 civili sono stati uccisi.", "Italian"),
        ("Minstens 31 burgers werden gedood.", "Dutch"),
        ("31 άμαχοι σκοτώθηκαν", "another script"),
        ("کم از کم 31 شہری ہلاک ہوئے", "Urdu"),
        ("لانیکەم ٣١ کەس کوژران", "Central Kurdish"),
    ],
)
def test_a_sentence_in_another_language_is_not_split(sentence: str, language: str) -> None:
    (claim,) = split_claims(sentence, PARTIES)
    assert (claim.number.is_known, claim.unit) == (False, None)
    assert claim.words_of("language") == language


def test_names_of_another_language_do_not_hide_the_one_of_the_sentence() -> None:
    assert only("31 civilians were killed in São José, said Müller").unit is Unit.DEATHS
    assert only("31 morts à São José").unit is Unit.DEATHS


def test_months_that_are_joined_in_arabic_are_a_period_and_no_count() -> None:
    found = only("قتل 31 مدنيا بين حزيران وتشرين الأول 2031")
    assert (found.number, found.period.to_edtf()) == (
        CountRange.exactly(31),
        "2031-06-01/2031-10-31",
    )


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("between 1 June 2031 and 3 July 2031 60 civilians died", "2031-06-01/2031-07-03"),
        ("du 1er juin au 3 juillet 2031, 60 civils sont morts", "2031-06-01/2031-07-03"),
        ("60 civilians died from 6 June to 20 October", ""),
        ("60 civilians died on June 6", ""),
        ("in June 60 civilians died", ""),
    ],
)
def test_days_of_a_month_are_no_counts(sentence: str, period: str) -> None:
    (claim,) = split_claims(sentence)
    assert (claim.number, claim.period.to_edtf()) == (CountRange.exactly(60), period)


def test_people_who_are_named_are_named_victims() -> None:
    assert only("the archive named 31 victims").unit is Unit.NAMED_VICTIMS


def test_the_noun_inside_a_proportion_is_its_whole() -> None:
    found = only("un mort sur quatre était un enfant")
    assert (found.comparator, found.unit, found.unlike) == (
        Comparator.PART_OF,
        Unit.DEATHS,
        Unit.DEATHS,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "31 civilians died in the most exhaustive attack of the war",
        "at most 31 civilians were killed",
        "31 people were killed in one of its most violent weeks",
    ],
)
def test_a_superlative_and_a_bound_are_no_share(sentence: str) -> None:
    (claim,) = split_claims(sentence)
    assert claim.number.highest == 31


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("another 12 were killed on Friday", "change"),
        ("a further 9 people died", "change"),
        ("12 more civilians were killed", "change"),
        ("civilian deaths were up 12 on last month", "change"),
        ("there is no evidence that 100 civilians were killed", "denied"),
        ("the claim that 500 civilians were killed is false", "denied"),
        ("the Alliance denies that it killed 159 civilians", "denied"),
    ],
)
def test_what_was_added_or_is_denied_is_no_count_of_the_whole(sentence: str, part: str) -> None:
    assert only(sentence).words_of(part)


def test_a_name_is_no_number_of_another_language() -> None:
    assert only("six people died in Bir Halim").number == CountRange(6, 6)


def test_a_bound_is_no_change() -> None:
    found = only("there were up to 12 deaths")
    assert (found.number, found.words_of("change")) == (CountRange(0, 12), "")


def test_a_year_with_which_a_number_is_compared_is_no_count() -> None:
    found = only("civilian deaths doubled compared with 2031")
    assert not found.number.is_known


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("17 people died, activists said", "activists"),
        ("900 bodies were found, the recovery team said", "recovery team"),
        ("doctors told reporters that 41 people died", "doctors"),
        ("أعلنت وزارة الصحة مقتل 1200 شخص", "وزارة الصحة"),
    ],
)
def test_who_says_a_number_is_read_before_and_behind_it(sentence: str, who: str) -> None:
    assert only(sentence).said_by == who


def test_killed_and_injured_are_told_apart_where_an_and_is_written_to_the_word() -> None:
    first, second = split_claims("مقتل 1200 شخص وإصابة 3400 آخرين")
    assert (first.unit, second.unit) == (Unit.DEATHS, Unit.INJURIES)


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("16 fighters and four civilians were killed", ("combatant", "civilian")),
        ("three journalists were among the 25 people killed", ("journalists", "")),
        ("rescue workers found 38 bodies", ("",)),
        ("he and his three children were killed", ("",)),
    ],
)
def test_a_status_is_that_of_the_number_beside_it(sentence: str, statuses: tuple[str, ...]) -> None:
    found = split_claims(sentence)
    assert tuple(claim.status for claim in found if claim.unit) == tuple(
        status for claim, status in zip(found, statuses, strict=True) if claim.unit
    )


def test_a_number_stands_as_of_a_day_until_that_day() -> None:
    found = only("4,021 people had died as of 1 May 2031")
    assert found.period.to_edtf() == "../2031-05-01"


def test_two_countries_are_both_the_place() -> None:
    assert only("2,300 civilians died in Iraq and Syria").place == "Iraq and Syria"


def test_part_of_a_whole_counts_what_the_whole_counts() -> None:
    part, whole = split_claims("fewer than 30 of the 415 allegations were found credible")
    assert (part.number, part.unit, whole.unit) == (CountRange(0, 29), Unit.REPORTS, Unit.REPORTS)


def test_two_numbers_counted_by_two_are_each_of_one() -> None:
    first, second = split_claims(
        "1,600 and 159 deaths were counted by River Monitor and the Alliance", PARTIES
    )
    assert (first.counted_by, second.actor) == ("River Monitor", "alliance")


@pytest.mark.parametrize(
    ("sentence", "unit", "status"),
    [
        ("Rescuers recovered 38 bodies from the school, the civil defence said.", Unit.BODIES, ""),
        ("Some 12 people died, the civil defence said.", Unit.DEATHS, ""),
        ("12 were found, the civil defence said.", None, ""),
        ("45 people were injured, the victims' association said.", Unit.INJURIES, ""),
        ("Selon la protection civile, 12 personnes sont mortes.", Unit.DEATHS, ""),
        ("30 civils ont été tués, selon la protection civile.", Unit.DEATHS, "civilian"),
    ],
)
def test_a_word_for_people_in_a_name_counts_nobody(
    sentence: str, unit: Unit | None, status: str
) -> None:
    (claim,) = split_claims(sentence)
    assert (claim.unit, claim.status) == (unit, status)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Sixty people were injured, eleven of them badly, when a rocket hit.", Unit.INJURIES),
        ("The army conceded five deaths, but residents counted at least nine.", Unit.DEATHS),
        ("Of 92 killed, 59 died in air strikes and 33 in shelling.", Unit.DEATHS),
        ("Rescuers pulled 14 bodies from the rubble and another six on Monday.", Unit.BODIES),
        ("The army fired 200 rockets in May and 150 in June.", Unit.MUNITIONS),
    ],
)
def test_a_number_without_a_noun_counts_what_the_one_before_it_does(
    sentence: str, unit: Unit
) -> None:
    assert split_claims(sentence)[-1].unit is unit


def test_a_turkish_ending_belongs_to_its_number() -> None:
    for sentence in ("45'ten fazla kişi öldü.", "40'tan fazla kişi öldü."):
        (claim,) = split_claims(sentence)
        assert claim.number.lowest in (41, 46)
        assert claim.unit is Unit.DEATHS


def test_how_far_off_a_number_may_be_counts_nobody() -> None:
    assert len(split_claims("About 100 people, give or take ten, were killed.")) == 1


def test_a_number_that_is_more_than_what_was_conceded_is_none_of_it() -> None:
    sentence = "The raids killed 40 people, twice as many as the Alliance has acknowledged."
    (claim,) = split_claims(sentence, PARTIES)
    assert claim.layer is None


def test_a_verb_of_the_next_number_is_none_of_this_one() -> None:
    killed, wounded = split_claims("Армія вбила понад 5 людей і поранила ще вісім.")
    assert (killed.unit, wounded.unit) == (Unit.DEATHS, Unit.INJURIES)


@pytest.mark.parametrize(
    "sentence",
    [
        "The army shelled the town, killing 25 and wounding 40 people.",
        "Армия обстреляла город, убив 25 и ранив 40 человек.",
    ],
)
def test_each_number_counts_what_the_verb_before_it_did(sentence: str) -> None:
    killed, wounded = split_claims(sentence)
    assert (killed.unit, wounded.unit) == (Unit.DEATHS, Unit.INJURIES)


def test_a_number_that_another_rose_from_is_a_change() -> None:
    _, before = split_claims("Almost 100 people had been killed, up from fewer than 50 last year.")
    assert before.words_of("change")


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("Una treintena de personas murieron.", 27, 33),
        ("Más de un centenar de personas resultaron heridas.", 91, None),
        ("Une centaine de personnes sont mortes.", 90, 110),
    ],
)
def test_nouns_for_about_so_many_are_numbers(sentence: str, low: int, high: int | None) -> None:
    (claim,) = split_claims(sentence)
    assert (claim.number.lowest, claim.number.highest) == (low, high)
