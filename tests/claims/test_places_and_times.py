"""Claims of one place or time of several: counted from the records that are of it."""

from dataclasses import replace

import pytest

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.parties import Party
from sijill.claims.testing import Desk, judge_claim
from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import JudgedClaim, Measure, PlacedCount
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.quantities import Layer, Quantity, Scope, Unit

ARMY = Party("army", ("The Army", "Army", "Wadi Joint Command"))


def _placed(record: str, place: str, when: str, low: int, high: int) -> PlacedCount:
    places = (place,) if place else ()
    return PlacedCount(record, places, DateInterval.from_edtf(when), CountRange(low, high))


PLACED = (
    _placed("m:1", "Tell Nur, Wadi district", "2031-03-14", 5, 7),
    _placed("m:2", "Bir Sabil, Wadi district", "2031-03-15", 2, 2),
    _placed("m:3", "Tell Nur, Wadi district", "2031-04-02", 1, 1),
    _placed("m:4", "Dar Ghanem", "2031-04-05", 12, 15),
)
PLACES = tuple(dict.fromkeys(place for each in PLACED for place in each.places))


def _desk(*further: PlacedCount, layer: Layer = Layer.DOCUMENTED_INCIDENT) -> Desk:
    placed = (*PLACED, *further)
    low = sum(each.count.at_least for each in placed)
    high = sum(each.count.highest or 0 for each in placed)
    quantity = Quantity(CountRange(low, high), Unit.DEATHS, layer, Scope())
    measure = Measure("documented.deaths", "Documented", quantity, is_floor=True, placed=placed)
    return Desk([measure], Scope(), "army", "The Army")


def _judged(sentence: str, desk: Desk) -> JudgedClaim:
    (parts,) = split_claims(sentence, [ARMY], (), (), PLACES)
    return judge_claim("claim:1", parts, desk)


@pytest.mark.parametrize(
    ("sentence", "value", "verdict"),
    [
        ("Between 5 and 7 people were killed at Tell Nur in March 2031.", "5–7", "supported"),
        ("At least six people were killed in Tell Nur.", "6–8", "supported"),
        ("At least eight people were killed in Wadi district.", "8–10", "supported"),
        ("Two people were killed in Tell Nur in March 2031.", "5–7", "contradicted"),
        ("In April 2031, 13 to 16 people were killed.", "13–16", "supported"),
        ("Nobody was killed in Bir Sabil.", "2", "contradicted"),
        ("قتل شخصان في بئر سبيل.", "2", "supported"),
    ],
)
def test_a_claim_of_one_place_or_time_is_tested_for_it(
    sentence: str, value: str, verdict: str
) -> None:
    judged = _judged(sentence, _desk())
    assert judged.evidence[0].value == value
    assert judged.verdict is ClaimVerdict(verdict)


@pytest.mark.parametrize(
    "sentence",
    [
        "Seven people were killed in Harat Lila.",
        "Seven people were killed at Harat Lila.",
        "Two strikes on Harat Lila killed seven people.",
        "Seven people were killed in Tell Nur in May 2031.",
        "Seven people died in Tell Nur and Dar Ghanem.",
        "قتل سبعة أشخاص في بلدة ليلى.",
    ],
)
def test_a_place_or_time_that_no_record_is_of_is_no_other(sentence: str) -> None:
    parts = split_claims(sentence, [ARMY], (), (), PLACES)[-1]
    judged = judge_claim("claim:1", parts, _desk())
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert not judged.evidence


@pytest.mark.parametrize(
    "further",
    [
        _placed("m:5", "", "2031-03-20", 3, 3),
        _placed("m:5", "Wadi district", "2031-03-20", 3, 3),
        PlacedCount("m:5", ("Tell Nur",), UNKNOWN_DATE, CountRange(3, 3)),
    ],
)
def test_a_record_that_may_be_of_it_adds_to_the_upper_end_alone(further: PlacedCount) -> None:
    judged = _judged("At least five people died in Tell Nur in March 2031.", _desk(further))
    assert judged.evidence[0].value == "5–10"
    assert "1 record: m:1." in " ".join(judged.notes)


@pytest.mark.parametrize(
    "sentence",
    [
        "Radio Tell Nur reports that 20 people were killed.",
        "The Tell Nur Times says that 20 people were killed.",
        "The Wadi Joint Command says that 20 people were killed.",
    ],
)
def test_a_place_inside_another_name_is_none(sentence: str) -> None:
    (parts,) = split_claims(sentence, [ARMY], (), (), PLACES)
    assert not parts.place


def test_the_month_of_an_admission_is_not_that_of_the_deaths() -> None:
    sentence = "In March 2031 the army admitted seven deaths."
    judged = _judged(sentence, _desk(layer=Layer.ACKNOWLEDGED))
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("12 people died in Tell Nur and five in Dar Ghanem.", ["Tell Nur", "Dar Ghanem"]),
        ("In Tell Nur 12 people died and in Dar Ghanem five.", ["Tell Nur", "Dar Ghanem"]),
        ("قتل خمسة أشخاص في تل نور، بينما أصيب ستون في دار غانم.", ["Tell Nur", "Dar Ghanem"]),
        ("In Tell Nur starben zwölf und in Dar Ghanem fünf Menschen.", ["Tell Nur", "Dar Ghanem"]),
        (
            "12 died and 20 were wounded in Tell Nur and Dar Ghanem.",
            ["Tell Nur and Dar Ghanem"] * 2,
        ),
        ("12 died in Tell Nur and 20 were wounded.", ["Tell Nur"] * 2),
        (
            "Of the 92 dead, 12 died in Tell Nur and five elsewhere.",
            ["", "Tell Nur", "elsewhere"],
        ),
    ],
)
def test_of_two_places_each_is_that_of_the_number_in_its_clause(
    sentence: str, places: list[str]
) -> None:
    claims = split_claims(sentence, [ARMY], (), (), PLACES)
    assert [claim.place for claim in claims] == places


def test_of_two_times_each_is_that_of_the_number_in_its_clause() -> None:
    sentence = "12 people died on 14 March 2031; a month later, five were killed."
    first, second = split_claims(sentence)
    assert first.period.to_edtf() == "2031-03-14"
    assert not second.period.is_known
    assert second.words_of("day") == "month later"


@pytest.mark.parametrize(
    "sentence",
    [
        "In the first three weeks of the siege at least six people were killed.",
        "At least six people were killed over a two-day period.",
        "At least six people were killed within 24 hours.",
        "Rescuers say at least six people were killed on Sunday.",
        "En las tres primeras semanas murieron al menos seis personas.",
        "منذ تشرين الأول قتل ستة أشخاص على الأقل.",
        "За первые три недели погибли не менее шести человек.",
    ],
)
def test_a_number_of_a_time_without_a_date_is_not_held_against_all(sentence: str) -> None:
    parts = split_claims(sentence)[-1]
    judged = judge_claim("claim:1", parts, _desk())
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert not judged.evidence
    stated = replace(parts, period=DateInterval.from_edtf("2031-03"))
    assert judge_claim("claim:1", stated, _desk()).evidence


@pytest.mark.parametrize(
    "sentence",
    [
        "On Sunday the council said that at least six people were killed.",
        "In a statement on Tuesday the council said at least six people were killed.",
        "At least six people were killed during the four-month siege.",
        "At least six people died in the worst raid in two years.",
        "At least six people, among them a 12-year-old, were killed.",
    ],
)
def test_a_time_of_something_else_is_none_of_the_deaths(sentence: str) -> None:
    assert not any(claim.words_of("day") for claim in split_claims(sentence))


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Tell Nur'da 12 kişi öldürüldü.", "Tell Nur"),
        ("در تل نور ۱۲ نفر کشته شدند.", "Tell Nur"),
        ("12 אזרחים נהרגו בתל נור.", "Tell Nur"),
        ("В результате обстрела Дар-Ганема погибли 12 человек.", "Dar Ghanem"),
        ("أسفر القصف على تل نور عن مقتل 12 شخصا.", "Tell Nur"),
        ("12 people were killed in Tell Nur and Karm Lila.", "Tell Nur and Karm Lila"),
        ("12 people were killed in Tell Nur and Army jets left.", "Tell Nur"),
    ],
)
def test_a_place_of_the_case_is_known_in_other_scripts_and_cases(sentence: str, place: str) -> None:
    assert {claim.place for claim in split_claims(sentence, [ARMY], (), (), PLACES)} == {place}


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("12 people died between May and mid-November 2031.", "2031-05-01/2031-11-20"),
        ("12 people died from March to early June 2031.", "2031-03-01/2031-06-10"),
        ("Am 3. und 4. Mai 2031 starben 12 Menschen.", "2031-05-03/2031-05-04"),
    ],
)
def test_the_end_of_a_time_is_not_all_of_it(sentence: str, period: str) -> None:
    assert [claim.period.to_edtf() for claim in split_claims(sentence)] == [period]


def test_one_event_of_a_place_and_day_is_the_only_one_on_record_of_them() -> None:
    judged = _judged(
        "An air strike killed at least five people in Tell Nur on 14 March 2031.", _desk()
    )
    assert judged.verdict is ClaimVerdict.SUPPORTED
    another = _judged("An air strike killed two people in Tell Nur on 14 March 2031.", _desk())
    assert another.verdict is ClaimVerdict.NOT_SUPPORTED
    assert "event" in another.reason
    undated = _judged("An air strike killed at least five people in Tell Nur.", _desk())
    assert undated.verdict is ClaimVerdict.UNVERIFIABLE_NOW


def test_a_name_with_the_area_in_it_is_no_place() -> None:
    (claim,) = split_claims(
        "The Wadi Monitor said 12 people died.", [ARMY], ("Wadi valley", "Wadi")
    )
    assert not claim.place


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("At least 40 people were killed on 20 October.", "20 October"),
        ("On October 20 40 people were killed.", "October 20"),
        ("El 11 de noviembre murieron tres personas.", "11 de noviembre"),
        ("Am 20. Oktober starben mindestens 40 Menschen.", "20 Oktober"),
        ("20 Ekim'de 40 kişi öldü.", "20 Ekim"),
        ("قتل 40 شخصا في 20 تشرين الأول", "20 تشرين الأول"),
        ("20 октября погибли 40 человек.", "20 октября"),
        ("At least 12 may have died.", ""),
        ("20 people were killed on the march to the town.", ""),
    ],
)
def test_a_day_without_a_year_is_said_and_counts_nobody(sentence: str, words: str) -> None:
    (claim,) = split_claims(sentence)
    assert claim.words_of("month") == words


@pytest.mark.parametrize(
    "sentence",
    [
        "40 people were killed in the summer of 2031.",
        "40 people were killed this year.",
        "40 people were killed in one night.",
        "40 people were killed during Ramadan.",
    ],
)
def test_a_season_or_a_stretch_is_no_whole_year(sentence: str) -> None:
    (claim,) = split_claims(sentence)
    assert claim.words_of("day")
    assert not claim.period.is_known


def test_what_is_said_of_a_part_in_one_place_is_not_said_of_all() -> None:
    sentence = "Desde marzo de 2031 han muerto 48 personas, 40 de ellas en Tell Nur."
    claims = split_claims(sentence, [ARMY], (), (), PLACES)
    assert [claim.place for claim in claims] == ["", "Tell Nur"]


@pytest.mark.parametrize(
    ("sentence", "period", "said_on"),
    [
        (
            "The army said on 1 August 2031 that 12 people died in March 2031.",
            "2031-03",
            "2031-08-01",
        ),
        ("12 people died, the ministry said on 3 May 2031.", "", "2031-05-03"),
        ("A report published in May 2032 says 12 people died in March 2031.", "2031-03", "2032-05"),
        ("The ministry said that on 3 May 2031 12 people died.", "2031-05-03", ""),
        ("12 bodies were found on 3 May 2031.", "2031-05-03", ""),
    ],
)
def test_when_it_was_said_is_not_when_it_happened(sentence: str, period: str, said_on: str) -> None:
    (claim,) = split_claims(sentence, [ARMY])
    assert (claim.period.to_edtf(), claim.said_on.to_edtf()) == (period, said_on)


def test_a_body_that_was_found_on_a_day_of_the_week_is_of_no_certain_day() -> None:
    (found,) = split_claims("14 bodies were found on Sunday.")
    assert found.words_of("day") == "sunday"


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("В июне 2031 года погибли 12 человек.", ["2031-06"]),
        ("У жовтні 2031 року загинули 12 людей.", ["2031-10"]),
        ("The toll of October 2031 is 45, against 20 for May.", ["2031-10", ""]),
        ("از ماه اکتبر تاکنون ۴۸ نفر کشته شده‌اند.", [""]),
    ],
)
def test_months_are_read_in_their_cases_and_none_takes_the_year_of_another(
    sentence: str, periods: list[str]
) -> None:
    claims = split_claims(sentence)
    assert [claim.period.to_edtf() for claim in claims] == periods
    assert [bool(claim.words_of("month")) for claim in claims] == [not each for each in periods]


SOMEWHERE = {
    "The army killed 20 civilians in the village of Dar Sabil.": "Dar Sabil",
    "The army killed 20 civilians in the Sabil district.": "Sabil",
    "Strikes in Dar Sabil killed 20 civilians.": "Dar Sabil",
    "La guerre a tué 20 civils dans le village de Dar Sabil.": "Dar Sabil",
    "20 civiles murieron en la ciudad de Dar Sabil.": "Dar Sabil",
    "قتل 20 مدنيا في غارات على حي السبيل.": "السبيل",
    "قتل 20 مدنيا في قرية تل السبيل أمس.": "تل السبيل",
    "قتل 20 مدنيا في تل السبيل.": "تل السبيل",
    "قتل 20 مدنيا ببلدة السبيل.": "السبيل",
    "В Дар-Сабиле погибли 20 мирных жителей.": "Дар-Сабиле",
    "В деревне Дар-Сабиль погибли 20 мирных жителей.": "Дар-Сабиль",
    "У селі Дар-Сабіль загинули 20 цивільних.": "Дар-Сабіль",
    "۲۰ غیرنظامی در روستای سبیل کشته شدند.": "سبیل",
    "20 אזרחים נהרגו בכפר סביל.": "סביל",
    "В Минобороны заявили, что погибли 20 мирных жителей.": "",
    "In the Alliance airstrikes 20 civilians were killed.": "",
    "قتل 20 مدنيا في منزل.": "",
}


@pytest.mark.parametrize("sentence", SOMEWHERE)
def test_a_place_that_the_case_does_not_have_is_never_passed_over(sentence: str) -> None:
    parts = split_claims(sentence, [ARMY], (), (), PLACES)[-1]
    assert parts.place == SOMEWHERE[sentence]
    if parts.place:
        judged = judge_claim("claim:1", parts, _desk())
        assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW


def test_a_place_of_some_of_the_dead_is_not_that_of_all() -> None:
    sentence = "The army killed 14 civilians in March 2031, of them 8 in Tell Nur."
    assert [each.place for each in split_claims(sentence, [ARMY], (), (), PLACES)] == [
        "",
        "Tell Nur",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army has killed 20 people since the campaign began.",
        "Since the battle for the town started, the army killed 20 people.",
        "From the start of the offensive 20 people were killed.",
        "20 people were killed since the ceasefire.",
        "قتل 20 شخصا منذ بدء الحملة.",
        "قتل 20 شخصا منذ الهدنة.",
        "С начала кампании погибли 20 человек.",
        "З початку кампанії загинули 20 людей.",
        "Seit Beginn der Kampagne wurden 20 Menschen getötet.",
        "Depuis le début de la campagne, 20 personnes ont été tuées.",
        "Desde el inicio de la campaña murieron 20 personas.",
        "Operasyonun başından bu yana 20 kişi öldürüldü.",
        "از آغاز عملیات ۲۰ نفر کشته شدند.",
        "מאז תחילת המערכה נהרגו 20 בני אדם.",
    ],
)
def test_a_time_since_something_without_a_date_is_no_count_of_all_times(sentence: str) -> None:
    judged = _judged(sentence, _desk())
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert "which the claim does not date" in judged.reason


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("20 people were killed since March 2031.", "2031-03-01/.."),
        ("Since the campaign began in March 2031 the army killed 20 people.", "2031-03"),
        ("The army has since acknowledged 20 deaths.", ""),
    ],
)
def test_a_time_that_is_dated_or_none_is_not_taken_for_one_without_a_date(
    sentence: str, period: str
) -> None:
    (parts,) = split_claims(sentence, [ARMY], (), (), PLACES)
    assert (str(parts.period) if parts.period.is_known else "") == period
    assert not parts.words_of("day")


def test_a_place_is_called_as_the_claim_does_and_not_by_what_lies_near_it() -> None:
    places = ("Nur", "near Nur", "Nur district", "Bir Nur")
    (parts,) = split_claims("12 people were killed in Nur.", [ARMY], (), (), places)
    assert parts.place == "Nur"
