"""A number that another recorder counted: read from the sentence, and tested against their list."""

import pytest

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.attribution.recorders import Recorder
from sijill.claims.sentences.parties import Party
from sijill.claims.testing import Desk, judge_claim
from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import ClaimParts, JudgedClaim, ListKeeper, Measure
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Quantity, RefusalReason, Scope, Unit

SCOPE = Scope("Basatin district", DateInterval.from_edtf("2031-06-01/2031-10-20"))
RECORDERS = (
    Recorder("River Monitor", ("River Monitor", "مرصد النهر")),
    Recorder("Archive of Names", ("Archive of Names",)),
)
ALLIANCE = Party("alliance", ("The Alliance", "Alliance", "الحلف الدولي بقيادة الشمال"))


def _measure(name: str, low: int, high: int, unit: Unit = Unit.DEATHS) -> Measure:
    layer = Layer.ACKNOWLEDGED if name.startswith("acknowledged") else Layer.DOCUMENTED_INCIDENT
    is_floor = layer is Layer.DOCUMENTED_INCIDENT
    return Measure(name, name, Quantity(CountRange(low, high), unit, layer, SCOPE), is_floor)


DESK = Desk(
    (_measure("documented.deaths.graded", 900, 950), _measure("acknowledged.deaths", 18, 19)),
    SCOPE,
    "alliance",
    "The Alliance",
    keepers=(
        ListKeeper("Archive of Names", (_measure("persons.list.a", 70, 80, Unit.NAMED_VICTIMS),)),
        ListKeeper("River Monitor", (_measure("documented.deaths.graded", 180, 240),)),
    ),
)


def _read(sentence: str) -> ClaimParts:
    (claim,) = split_claims(sentence, [ALLIANCE], ("Basatin",), RECORDERS)
    return claim


def _judged(sentence: str) -> JudgedClaim:
    return judge_claim("press:1", _read(sentence), DESK)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("River Monitor counts 200 civilian deaths.", "River Monitor"),
        ("River Monitor has so far documented 200 deaths.", "River Monitor"),
        ("By River Monitor's count, 200 people were killed.", "River Monitor"),
        ("The 200 deaths documented by River Monitor are a floor.", "River Monitor"),
        ("According to River Monitor, 200 civilians were killed.", "River Monitor"),
        ("Selon River Monitor, 200 civils ont été tués.", "River Monitor"),
        ("River Monitor a recensé 200 morts.", "River Monitor"),
        ("وثق مرصد النهر مقتل 200 مدني.", "River Monitor"),
        ("مرصد النهر وثق مقتل 200 مدني.", "River Monitor"),
        ("وفقا للمرصد السوري قتل 200 مدني.", "Syrian Observatory for Human Rights"),
        ("The Ministry of Health counted 900 dead.", "Ministry of Health"),
        ("A local group of volunteers recorded 900 deaths.", "local group of volunteers"),
        ("The ministry's figures put the dead at 900.", "ministry"),
        ("أحصى المجلس المحلي 95 شهيدا.", "المجلس المحلي"),
        (
            "Neuf cents civils sont morts selon l'Observatoire syrien des droits de l'homme.",
            "Syrian Observatory for Human Rights",
        ),
        ("أعلن المجلس المحلي توثيق مقتل 95 مدنيا.", "المجلس المحلي"),
        ("Data compiled by River Monitor suggest 200 deaths.", "River Monitor"),
        ("River Monitor, a small group, has tracked 200 deaths.", "River Monitor"),
        (
            "An inquiry by Amnesty and River Monitor found 200 dead.",
            "Amnesty International; River Monitor",
        ),
        ("Dorwatch and River Monitor documented 200 deaths.", "Dorwatch; River Monitor"),
        ("At least 200 documented civilian deaths were caused.", ""),
        ("In total, 200 civilian deaths were documented.", ""),
        ("We documented 200 deaths.", ""),
        ("وثق مقتل 200 مدني.", ""),
        ("200 civilians were killed, Radio Basatin said.", ""),
    ],
)
def test_who_counted_is_read_beside_the_number(sentence: str, who: str) -> None:
    assert _read(sentence).counted_by == who


@pytest.mark.parametrize(
    "sentence",
    [
        "The Alliance has not admitted 300 civilian deaths.",
        "The Alliance has never acknowledged killing 300 civilians.",
        "L'Alliance n'a pas reconnu 300 morts civils.",
    ],
)
def test_what_is_not_acknowledged_is_not_tested_as_if_it_were(sentence: str) -> None:
    judged = _judged(sentence)
    assert judged.verdict is ClaimVerdict.NEEDS_REWORDING
    assert "not acknowledged" in judged.reason


def test_what_a_party_documents_is_what_it_acknowledges() -> None:
    claim = _read("The Alliance documented 18 civilian deaths.")
    assert (claim.counted_by, claim.layer, claim.actor) == ("", Layer.ACKNOWLEDGED, "alliance")


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("اعترف الحلف الدولي بمقتل 18 مدنيا.", "alliance"),
        ("Northland has admitted 18 civilian deaths.", "Northland"),
        ("18 civilian deaths were acknowledged.", ""),
    ],
)
def test_who_acknowledges_is_a_party_by_the_beginning_of_its_name_or_its_own_words(
    sentence: str, actor: str
) -> None:
    assert _read(sentence).actor == actor


def test_a_number_of_another_recorder_is_tested_against_the_list_of_that_recorder() -> None:
    """The case counts 900 to 950, and River Monitor alone 180 to 240."""
    assert _judged("River Monitor counts at least 150 deaths.").verdict is ClaimVerdict.SUPPORTED
    judged = _judged("River Monitor counts 900 deaths.")
    assert judged.verdict is ClaimVerdict.NOT_SUPPORTED
    assert "As this case holds the list of River Monitor: 180–240" in judged.reason
    assert [item.value for item in judged.evidence] == ["180–240"]


def test_a_recorder_without_a_list_in_the_case_is_refused_and_the_bridge_is_named() -> None:
    judged = _judged("The Ministry of Health counted 920 dead.")
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert judged.refusal is not None
    assert judged.refusal.reason is RefusalReason.NOTHING_RECORDED
    assert "the list of Ministry of Health" in judged.refusal.needed
    assert "Archive of Names, River Monitor" in judged.refusal.needed
    assert judged.evidence == ()


def test_a_list_that_counts_another_unit_is_refused_with_what_it_counts() -> None:
    judged = _judged("Archive of Names recorded 75 deaths.")
    assert judged.refusal is not None
    assert judged.refusal.reason is RefusalReason.UNLIKE_UNITS
    assert "70–80 named victims" in judged.refusal.explanation


def test_two_recorders_are_refused_where_only_one_keeps_a_list() -> None:
    judged = _judged("River Monitor and Amnesty International together recorded 200 deaths.")
    assert judged.refusal is not None
    assert "what Amnesty International counted" in judged.refusal.explanation


@pytest.mark.parametrize(
    ("sentence", "number", "unit"),
    [
        ("Plus de 2 600 corps ont été retrouvés.", CountRange(2601), Unit.BODIES),
        ("Au moins 150 civils ont été tués.", CountRange(150), Unit.DEATHS),
        ("Aucun civil n'a été tué.", CountRange(0, 0), Unit.DEATHS),
        ("Des milliers de civils ont péri.", CountRange(2000), Unit.DEATHS),
        ("لم يقتل أي مدني.", CountRange(0, 0), Unit.DEATHS),
        ("قال ناشطون إن 30 شخصا قتلوا.", CountRange(30, 30), Unit.DEATHS),
        ("أصيب 30 شخصا.", CountRange(30, 30), Unit.INJURIES),
        ("Un civil a été tué.", CountRange(1, 1), Unit.DEATHS),
    ],
)
def test_french_and_arabic_sentences_are_read(
    sentence: str, number: CountRange, unit: Unit
) -> None:
    claim = _read(sentence)
    assert (claim.number, claim.unit) == (number, unit)


@pytest.mark.parametrize(
    "sentence",
    ["Les deux tiers des victimes étaient des femmes.", "Un mort sur quatre était un enfant."],
)
def test_a_share_in_french_is_no_count(sentence: str) -> None:
    assert _read(sentence).is_share


@pytest.mark.parametrize("sentence", ["The toll doubled in August.", "تضاعف عدد القتلى."])
def test_a_change_without_a_number_says_what_to_add(sentence: str) -> None:
    judged = _judged(sentence)
    assert judged.verdict is ClaimVerdict.NEEDS_REWORDING
    assert "how a number changed" in judged.reason


def test_two_numbers_of_two_who_counted_are_taken_in_order() -> None:
    sentence = "River Monitor and the Alliance list 200 and 18 civilian deaths."
    counted, conceded = split_claims(sentence, [ALLIANCE], (), RECORDERS)
    assert (counted.counted_by, counted.unit, counted.actor) == ("River Monitor", Unit.DEATHS, "")
    assert (conceded.actor, conceded.layer) == ("alliance", Layer.ACKNOWLEDGED)
    first, second = split_claims("The ministry and the council counted 70 and 85 deaths.")
    assert (first.counted_by, second.counted_by) == ("ministry", "council")


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Amnesty, citing River Monitor, says 200 civilians were killed.", "River Monitor"),
        ("A survey put the number of dead at 744.", "survey"),
        ("Le conseil estime à 744 le nombre de morts.", "conseil"),
        ("An estimated 200 civilians were killed, River Monitor found.", "River Monitor"),
    ],
)
def test_who_counted_of_a_chain_and_of_an_estimate(sentence: str, who: str) -> None:
    assert _read(sentence).counted_by == who


@pytest.mark.parametrize(
    "sentence",
    [
        "أعلن الحلف مقتل 18 مدنيا.",
        "لم يعترف الحلف إلا بمقتل 18 مدنيا.",
        "According to the Alliance, 18 civilians died.",
        "The Alliance raised its tally to 18 deaths.",
    ],
)
def test_what_a_party_says_of_the_dead_is_what_it_acknowledges(sentence: str) -> None:
    read = _read(sentence)
    assert (read.actor, read.layer, read.words_of("denied")) == (
        "alliance",
        Layer.ACKNOWLEDGED,
        "",
    )


def test_what_a_party_says_of_another_is_no_acknowledgement() -> None:
    army = Party("army", ("the Army", "Army"))
    (read,) = split_claims("The Alliance said the Army killed 50 civilians.", [ALLIANCE, army])
    assert (read.actor, read.said_by, read.layer) == ("army", "alliance", None)
    (own,) = split_claims("The Alliance says it killed 38 Army soldiers.", [ALLIANCE, army])
    assert (own.actor, own.layer, own.status) == ("alliance", Layer.ACKNOWLEDGED, "combatant")


def test_the_first_word_of_a_name_that_two_parties_share_names_neither() -> None:
    others = [Party("a", ("القوات الشمالية",)), Party("b", ("القوات الجنوبية",))]
    (read,) = split_claims("أعلنت القوات مقتل 18 مدنيا.", others)
    assert read.actor == ""
