"""Verdicts: like is tested with like, unlike is refused with the bridge that is missing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.claims.bridges import missing_bridge
from sijill.claims.sentence import split_claims
from sijill.claims.sentences.parties import Party
from sijill.claims.testing import Desk, judge_claim
from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import Bridge, ClaimParts, DatedCount, JudgedClaim, Measure
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Quantity, Refusal, RefusalReason, Scope, Unit

SCOPE = Scope("Basatin district", DateInterval.from_edtf("2031-06-01/2031-10-20"))


def measure(
    name: str,
    low: int,
    high: int,
    layer: Layer = Layer.DOCUMENTED_INCIDENT,
    unit: Unit = Unit.DEATHS,
) -> Measure:
    quantity = Quantity(CountRange(low, high), unit, layer, SCOPE)
    return Measure(name, name, quantity, is_floor=layer is Layer.DOCUMENTED_INCIDENT)


DOCUMENTED = measure("documented.deaths.graded", 180, 240)
ACKNOWLEDGED = measure("acknowledged.deaths", 18, 19, Layer.ACKNOWLEDGED)
ESTIMATE = measure("estimate.total", 300, 500, Layer.ESTIMATED_MISSING_RECORDS)
NO_ESTIMATE = Measure(
    "estimate.total",
    "estimate",
    None,
    refusal=Refusal(RefusalReason.TOO_FEW_LISTS, "Two lists are too few."),
)


def desk(*measures: Measure, bridges: tuple[Bridge, ...] = ()) -> Desk:
    return Desk(measures or (DOCUMENTED, ACKNOWLEDGED), SCOPE, "alliance", "The Alliance", bridges)


def judge(sentence: str, against: Desk | None = None, said_on: str = "") -> JudgedClaim:
    (parts,) = split_claims(sentence)
    return judge_claim("press:1", _said(parts, said_on), against or desk())


def _said(parts: ClaimParts, day: str) -> ClaimParts:
    return replace(parts, said_on=DateInterval.from_edtf(day))


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("at least 150 civilians were killed", ClaimVerdict.SUPPORTED),
        ("at least 200 civilians were killed", ClaimVerdict.PARTLY_SUPPORTED),
        ("100 civilians were killed", ClaimVerdict.UNVERIFIABLE_NOW),  # perhaps elsewhere
        ("up to 90 civilians were killed", ClaimVerdict.CONTRADICTED),
        ("more than 900 civilians were killed", ClaimVerdict.NOT_SUPPORTED),
        ("up to 900 civilians were killed", ClaimVerdict.PARTLY_SUPPORTED),
        ("18 or 19 civilian deaths were admitted", ClaimVerdict.SUPPORTED),
        ("40 civilian deaths were admitted", ClaimVerdict.NOT_SUPPORTED),
        ("between 180 and 240 civilians were killed", ClaimVerdict.SUPPORTED),
    ],
)
def test_a_claim_is_tested_as_a_range(sentence: str, verdict: ClaimVerdict) -> None:
    tested = judge(sentence, desk(DOCUMENTED, ACKNOWLEDGED, NO_ESTIMATE))
    assert tested.verdict is verdict, tested.reason
    assert tested.evidence


@pytest.mark.parametrize(
    "sentence",
    [
        "nobody was killed",
        "no civilians were killed",
        "at most 90 civilians were killed",
        "fewer than 90 civilians were killed",
        "only 100 civilians were killed",
        "just 100 people died",
        "100 civilians in Basatin were killed from 1 June 2031 to 20 October 2031",
    ],
)
def test_a_claim_that_sets_a_limit_or_says_where_and_when_is_contradicted(sentence: str) -> None:
    (parts,) = split_claims(sentence, (), ("Basatin",))
    assert judge_claim("press:1", parts, desk()).verdict is ClaimVerdict.CONTRADICTED


ARTICLE = "At least 150 civilians were killed. " + "The council met again. " * 100
TABLE = " and ".join(f"{number} people were killed" for number in range(61))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ARTICLE, "The text has 2,336 characters"),
        ("The council met again. " * 100, "The text has 2,300 characters"),
        (TABLE, "The sentence has 61 numbers"),
    ],
)
def test_no_number_is_taken_from_an_article_or_a_table_and_that_is_said(
    text: str, words: str
) -> None:
    judged = judge(text)
    assert judged.verdict is ClaimVerdict.NEEDS_REWORDING
    assert judged.reason.startswith(words)


@pytest.mark.parametrize("count", [1, 40, 104, 179])
def test_a_number_of_no_stated_place_is_not_contradicted_but_asked_where(count: int) -> None:
    parts = ClaimParts("", CountRange.exactly(count), unit=Unit.DEATHS)
    judged = judge_claim("press:1", parts, desk())
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert judged.evidence[0].value == "180–240"
    assert judged.refusal is not None
    assert judged.refusal.needed.endswith("the place and time that the claim is about.")
    here = judge_claim("press:1", replace(parts, place="Basatin district"), desk())
    assert here.verdict is ClaimVerdict.NOT_SUPPORTED
    assert "does not say of which time" in here.reason


def test_a_count_without_an_upper_end_leaves_a_greater_number_open() -> None:
    quantity = Quantity(CountRange(79, None), Unit.INJURIES, Layer.DOCUMENTED_INCIDENT, SCOPE)
    against = desk(Measure("documented.injured", "injured", quantity, is_floor=True))
    for sentence in ("10,000 people were wounded", "at least 900 people were wounded"):
        judged = judge(sentence, against)
        assert judged.verdict is ClaimVerdict.NOT_SUPPORTED
        assert "give no upper end" in judged.evidence[0].words
    assert judge("at least 60 people were wounded", against).verdict is ClaimVerdict.SUPPORTED


def test_every_figure_beside_a_claim_says_what_it_counts_and_of_what() -> None:
    judged = judge("at least 150 civilians were killed")
    assert judged.evidence[0].about == "deaths; Basatin district, 2031-06-01/2031-10-20"


def test_a_count_of_things_is_of_no_party() -> None:
    quantity = Quantity(CountRange.exactly(900), Unit.BUILDINGS, Layer.REGISTER, SCOPE)
    against = desk(Measure("damage.structures", "damage", quantity))
    assert not any("party" in note for note in judge("900 buildings", against).notes)


@pytest.mark.parametrize(
    "sentence",
    [
        "at least 5,000 civilians were killed in Dar Sabil",
        "At least 5,000 civilians were killed near Dar Sabil in July 2031.",
        "Au moins 50 civils ont été tués dans Dar Sabil.",
    ],
)
def test_a_place_that_the_case_does_not_know_is_another_place(sentence: str) -> None:
    (parts,) = split_claims(sentence, (), ("Basatin",))
    assert parts.place == "Dar Sabil"
    judged = judge_claim("press:1", parts, desk())
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert "Dar Sabil against Basatin district" in str(judged.refusal)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("at least 20 civilians were killed in Bab al-Nahr by shells", "Bab al-Nahr"),
        ("at least 20 civilians were killed in Dar ez-Zahr", "Dar ez-Zahr"),
        ("the army says at least 20 civilians were killed in Harat al Wadi", "Harat al Wadi"),
        ("at least 20 civilians were killed in Sabil as Rana bombed it", "Sabil"),
    ],
)
def test_a_name_of_a_place_goes_on_behind_its_article(sentence: str, place: str) -> None:
    (parts,) = split_claims(sentence)
    assert parts.place == place


@pytest.mark.parametrize(
    ("sentence", "unlike"),
    [
        ("at most 90 civilians were killed in July 2031", "case.toml states no period"),
        ("at least 150 civilians were killed in July 2031", "case.toml states no period"),
        ("at least 150 civilians were killed in Dar Sabil", "case.toml states no area"),
    ],
)
def test_figures_of_every_time_and_place_say_nothing_of_one(sentence: str, unlike: str) -> None:
    judged = judge(sentence, replace(desk(), scope=Scope()))
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert unlike in judged.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "In March 2031 at least 150 civilians were killed.",
        "In Amnesty's report at least 150 civilians were killed.",
        "At Least 150 Civilians Killed In Coalition Airstrikes",
        "At least 150 civilians were killed in Alliance strikes.",
    ],
)
def test_months_reports_and_headlines_are_no_places(sentence: str) -> None:
    assert [claim.place for claim in split_claims(sentence)] == [""]


def test_children_are_tested_against_the_count_of_children_and_not_of_all() -> None:
    quantity = Quantity(CountRange(40, 60), Unit.DEATHS, Layer.DOCUMENTED_INCIDENT, SCOPE)
    children = replace(quantity, scope=replace(SCOPE, status="children"))
    against = desk(
        DOCUMENTED,
        NO_ESTIMATE,
        Measure("documented.group.children", "children", children, is_floor=True),
    )
    judged = judge("at least 30 children were killed", against)
    assert judged.verdict is ClaimVerdict.SUPPORTED
    assert [one.figure for one in judged.evidence] == ["documented.group.children"]
    of_all = judge("at least 150 civilians were killed", against)
    assert "documented.group.children" not in [one.figure for one in of_all.evidence]
    assert judge("8 women and children were killed", against).refusal is not None
    assert judge("at least 30 women were killed", against).refusal is not None


def test_a_count_of_reports_is_answered_with_the_positions_that_the_register_counts() -> None:
    quantity = Quantity(CountRange.exactly(77), Unit.DETERMINATIONS, Layer.ACKNOWLEDGED, SCOPE)
    positions = Measure("acknowledged.determinations", "positions on record", quantity)
    judged = judge("The army dismissed 41 allegations.", desk(DOCUMENTED, positions))
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert "77 (positions on record)" in judged.reason
    assert judged.refusal is not None
    assert "which reports each position answers" in judged.refusal.needed


def test_the_whole_of_a_share_is_not_limited_by_what_is_said_of_the_share() -> None:
    whole, share = split_claims("Most of the 900 bodies were of civilians killed in strikes.")
    assert (whole.unit, whole.status) == (Unit.BODIES, "")
    assert share.status == "civilian"


def test_times_more_than_a_number_is_no_bound_of_it() -> None:
    for sentence in ("ten times more than the 159 deaths", "that is more than the 159 deaths"):
        assert CountRange.exactly(159) in [claim.number for claim in split_claims(sentence)]


def test_an_estimate_decides_what_the_records_leave_open() -> None:
    above = desk(DOCUMENTED, ESTIMATE)
    assert judge("more than 250 people died", above).verdict is ClaimVerdict.SUPPORTED
    assert judge("more than 900 people died", above).verdict is ClaimVerdict.NOT_SUPPORTED
    partly = judge("200 civilians were killed", above)
    assert [one.figure for one in partly.evidence] == ["documented.deaths.graded", "estimate.total"]


def test_bodies_against_acknowledged_deaths_are_refused_and_say_why() -> None:
    """T8: 2,600 bodies and 104 deaths are not compared until somebody bridges them."""
    bodies, deaths = split_claims("2,600 bodies were found, but only 104 deaths were admitted")
    for parts in (bodies, deaths):
        tested = judge_claim("press:1", parts, desk())
        assert tested.verdict is ClaimVerdict.NEEDS_REWORDING
        assert tested.refusal is not None
        assert tested.refusal.reason is RefusalReason.UNLIKE_UNITS
        assert "who killed them" in tested.refusal.needed
        assert tested.evidence == ()


@pytest.mark.parametrize(
    ("sentence", "bridge"),
    [
        ("more than 2,600 bodies", "a count of bodies includes fighters"),
        ("21,000 munitions", "a list of munitions used"),
        ("58 casualties", "how many of the casualties were killed"),
        ("102 reports", "which reports are about one incident"),
    ],
)
def test_a_unit_that_the_register_does_not_count_names_its_bridge(
    sentence: str, bridge: str
) -> None:
    tested = judge(sentence)
    assert tested.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert tested.refusal is not None
    assert bridge in tested.refusal.needed


def test_a_bridge_that_the_case_states_lets_unlike_units_be_tested() -> None:
    stated = Bridge(Unit.BODIES, Unit.DEATHS, 100, 300, "a board looked at each body", "the board")
    tested = judge("2,000 bodies", desk(DOCUMENTED, bridges=(stated,)))
    assert tested.parts.number == CountRange(200, 600)
    assert tested.verdict is ClaimVerdict.PARTLY_SUPPORTED
    assert "a board looked at each body" in tested.notes[0]


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (600, 800, ClaimVerdict.SUPPORTED),
        (100, 400, ClaimVerdict.CONTRADICTED),
        (400, 600, ClaimVerdict.UNVERIFIABLE_NOW),
    ],
)
def test_most_of_a_number_is_decided_by_a_stated_share(
    low: int, high: int, verdict: ClaimVerdict
) -> None:
    stated = Bridge(Unit.BODIES, Unit.DEATHS, low, high, "a board", "the board")
    _, share = split_claims("900 bodies, most of them civilians killed in strikes")
    assert judge_claim("press:1", share, desk(bridges=(stated,))).verdict is verdict


def test_most_of_nothing_that_is_named_needs_rewording() -> None:
    tested = judge("most of them civilians killed in strikes")
    assert tested.verdict is ClaimVerdict.NEEDS_REWORDING
    assert "which number is the whole" in str(tested.refusal)


@pytest.mark.parametrize(
    ("words", "unlike"),
    [
        ("in 2029", "period"),
        ("in July 2031", "period"),
        ("in July", "without a year"),
        ("in a single strike", "extent"),
        ("from one family", "extent"),
    ],
)
def test_another_scope_is_refused(words: str, unlike: str) -> None:
    tested = judge(f"200 civilians were killed {words}")
    assert tested.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert tested.refusal is not None
    assert tested.refusal.reason is RefusalReason.UNLIKE_SCOPES
    assert unlike in tested.refusal.explanation


@pytest.mark.parametrize(
    ("sentence", "verdict", "said"),
    [
        ("the toll rose from 40 to 60", ClaimVerdict.NEEDS_REWORDING, "with the day"),
        ("200 people were displaced", ClaimVerdict.UNVERIFIABLE_NOW, "a list that counts them"),
        ("pelo menos 200 civis morreram", ClaimVerdict.NEEDS_REWORDING, "in one of these"),
        ("the toll was twice what was said", ClaimVerdict.NEEDS_REWORDING, "Say both numbers"),
        ("12 civilians were killed a day", ClaimVerdict.NEEDS_REWORDING, "Claim the total"),
        ("the toll could reach 500 dead", ClaimVerdict.NEEDS_REWORDING, "who had died"),
        ("قد يصل عدد القتلى إلى 500", ClaimVerdict.NEEDS_REWORDING, "who had died"),
        ("it denied reports that 75 people died", ClaimVerdict.NEEDS_REWORDING, "how many were"),
        ("3 journalists were among those killed", ClaimVerdict.UNVERIFIABLE_NOW, "of journalists"),
        ("an airstrike killed 40 civilians", ClaimVerdict.UNVERIFIABLE_NOW, "which incident"),
        ("أسفرت غارة عن مقتل 40 مدنيا", ClaimVerdict.UNVERIFIABLE_NOW, "which incident"),
        ("40 civilians were killed in Iraq and Syria", ClaimVerdict.UNVERIFIABLE_NOW, "in Iraq"),
    ],
)
def test_what_is_no_count_of_one_day_is_refused_with_what_is_needed(
    sentence: str, verdict: ClaimVerdict, said: str
) -> None:
    tested = judge(sentence)
    assert tested.verdict is verdict
    assert tested.refusal is not None
    assert said in tested.refusal.needed


def test_a_number_of_children_is_not_held_against_a_number_of_all_the_dead() -> None:
    tested = judge("276 children were killed")
    assert tested.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert tested.refusal is not None
    assert "which of the recorded deaths were of children" in str(tested.refusal)


def test_what_a_party_had_conceded_is_taken_as_of_the_day_of_the_claim() -> None:
    dated = Measure(
        "acknowledged.deaths",
        "acknowledged",
        Quantity(CountRange.exactly(30), Unit.DEATHS, Layer.ACKNOWLEDGED, SCOPE),
        parts=(
            DatedCount(date(2032, 1, 1), CountRange.exactly(10)),
            DatedCount(date(2033, 1, 1), CountRange.exactly(20)),
        ),
    )
    words = "10 civilian deaths were admitted"
    assert judge(words, desk(dated), "2032-06-01").verdict is ClaimVerdict.SUPPORTED
    assert judge(words, desk(dated), "2033-06-01").verdict is ClaimVerdict.NOT_SUPPORTED


def test_undated_parts_leave_open_what_had_been_conceded() -> None:
    undated = Measure(
        "acknowledged.deaths",
        "acknowledged",
        ACKNOWLEDGED.quantity,
        parts=(DatedCount(None, CountRange(18, 19)),),
    )
    tested = judge("10 civilian deaths were admitted", desk(undated), "2032-06-01")
    assert tested.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert "the day on which each of them was released" in tested.reason
    too_many = judge("90 civilian deaths were admitted", desk(undated), "2032-06-01")
    assert too_many.verdict is ClaimVerdict.NOT_SUPPORTED


def test_what_was_taken_from_the_case_is_said() -> None:
    notes = " ".join(judge("at least 150 civilians were killed").notes)
    assert "No place was read in the claim; it is tested for Basatin district" in notes
    assert "No party was read in the claim; it is tested for The Alliance" in notes


@given(st.sampled_from(list(Unit)), st.sampled_from(list(Unit)))
def test_every_pair_of_units_has_a_bridge_to_name(begins: Unit, ends: Unit) -> None:
    refusal = missing_bridge(begins, ends)
    assert refusal.needed.startswith("The bridge that is missing: ")


@given(st.integers(0, 400), st.integers(0, 400))
def test_no_estimate_is_ever_added_to_a_count(low: int, width: int) -> None:
    claim = ClaimParts("", CountRange(low, low + width), unit=Unit.DEATHS)
    values = {one.value for one in judge_claim("x", claim, desk(DOCUMENTED, ESTIMATE)).evidence}
    assert values <= {"180–240", "300–500"}


def test_what_was_conceded_contradicts_a_claim_that_says_of_which_place_and_time() -> None:
    words = "40 civilian deaths in Basatin were admitted"
    (parts,) = split_claims(f"{words} from June to October 2031", (), ("Basatin",))
    judged = judge_claim("press:1", parts, desk())
    assert judged.verdict is ClaimVerdict.CONTRADICTED
    assert "18–19" in judged.reason
    (parts,) = split_claims(words, (), ("Basatin",))  # perhaps of a longer time than the case
    judged = judge_claim("press:1", parts, desk())
    assert judged.verdict is ClaimVerdict.NOT_SUPPORTED
    assert "does not say of which time" in judged.reason


def test_a_figure_without_a_number_is_no_measure_and_names_the_bridge() -> None:
    unknown = Measure(
        "strikes.munitions",
        "munitions",
        Quantity(CountRange(), Unit.MUNITIONS, Layer.BULK_REPORTED, SCOPE),
    )
    judged = judge("21,000 munitions", desk(DOCUMENTED, unknown))
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert "a list of munitions used" in str(judged.refusal)


def test_what_somebody_without_a_name_tells_of_nothing_in_particular_is_not_held_against_all() -> (
    None
):
    judged = judge("17 people died, activists said")
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert judged.refusal is not None
    assert "activists" in judged.refusal.explanation


def test_what_was_added_is_not_held_against_all() -> None:
    assert judge("another 12 people were killed").verdict is not ClaimVerdict.CONTRADICTED


def test_joined_statuses_are_not_held_against_all_the_dead() -> None:
    judged = judge("8 women and children were killed in Basatin district")
    assert judged.verdict is ClaimVerdict.UNVERIFIABLE_NOW
    assert judged.refusal is not None
    assert judged.refusal.reason is RefusalReason.UNLIKE_SCOPES
    assert "women and children" in judged.refusal.explanation


def test_an_estimate_of_everybody_says_nothing_of_what_one_party_did() -> None:
    quantity = Quantity(
        CountRange(300, 500), Unit.DEATHS, Layer.ESTIMATED_MISSING_RECORDS, Scope("", SCOPE.period)
    )
    everybody = desk(DOCUMENTED, Measure("estimate.total", "estimate", quantity))
    party = Party("alliance", ("the Alliance",))
    (parts,) = split_claims("The Alliance killed between 180 and 240 civilians.", [party])
    of_party = judge_claim("press:1", parts, everybody)
    assert of_party.verdict is ClaimVerdict.SUPPORTED
    assert [one.figure for one in of_party.evidence] == ["documented.deaths.graded"]
    of_all = judge_claim("press:1", replace(parts, actor=""), everybody)
    assert of_all.verdict is ClaimVerdict.PARTLY_SUPPORTED
