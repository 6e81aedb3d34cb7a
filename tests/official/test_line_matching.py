"""Lines tied to incidents by points, by the order of numbers and by a person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_records import head_of
from sijill.language.scripts import script_of
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.decisions.decision import Decided, LineTie
from sijill.model.records.record import DeterminationRecord, Group, IncidentRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match, MatchBasis, ScoredCandidate
from sijill.model.settings.case import Actor, Case
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import GeoPoint, Place, Text
from sijill.official import matching
from sijill.official.matching import match_determinations
from sijill.official.scores import score
from sijill.official.sequence import only_rising, paired_in_order
from sijill.official.surroundings import Reporting

CASE = Case(title="A town", area="Basatin", actors=(Actor(id="alliance", name="The Alliance"),))
DAY = date(2031, 6, 15)


def _place(name: str, point: GeoPoint | None = None, radius_m: int = 100) -> Place:
    return Place((Text(name, script_of(name)),), point, radius_m if point else None)


def _incident(
    row: int, place: str, *, code: str = "", day: date = DAY, point: GeoPoint | None = None
) -> Incident:
    record = IncidentRecord(
        head_of(f"monitor:{row}"),
        code=code,
        happened=DateInterval.on(day),
        place=_place(place, point),
        actors=("The Alliance",),
        killed={Group.CIVILIANS: CountRange(2, 4)},
    )
    return Incident(record, record.grade, CountRange(2, 4), CountRange(2, 4), ())


def _line(
    row: int, place: str, *, number: str = "", point: GeoPoint | None = None
) -> DeterminationRecord:
    return DeterminationRecord(
        head_of(f"releases:{row}"),
        actor="The Alliance",
        codes=(number,) if number else (),
        happened=DateInterval.on(DAY),
        place=_place(place, point),
        position=OfficialPosition.NON_CREDIBLE,
        reason=OfficialReason.INSUFFICIENT_INFORMATION,
    )


def _match(
    lines: list[DeterminationRecord], incidents: list[Incident], **ties: LineTie
) -> dict[str, Match]:
    by_id = {incident.id: incident for incident in incidents}
    held = {tie.determination: tie for tie in ties.values()}
    return match_determinations(lines, by_id, CASE, held)


def test_a_day_apart_and_the_same_name_in_another_script_match() -> None:
    line = _line(1, "near al-Badu, Basatin")
    incidents = [_incident(1, "حي البدو", day=date(2031, 6, 16)), _incident(2, "Mansur")]
    match = _match([line], incidents)["releases:1"]
    assert (match.incident, match.basis) == ("monitor:1", MatchBasis.DAY_AND_PLACE)
    assert [one.words for one in match.ranked[0].reasons] == [
        "1 day apart",
        "same place by a rare name",
    ]


def test_a_far_coordinate_speaks_against_a_pair_and_forbids_none() -> None:
    line = _line(1, "Siha, Basatin", point=GeoPoint(35.95, 39.01))
    near = _incident(1, "Siha", point=GeoPoint(35.99, 39.01))
    match = _match([line], [near])["releases:1"]
    assert match.incident == "monitor:1"
    assert any(one.points < 0 for one in match.ranked[0].reasons)


def test_records_of_one_incident_do_not_contend_for_a_line() -> None:
    """A second list that has the same incident: its record stands behind the one that leads."""
    line = _line(1, "Siha, Basatin")
    incidents = {one.id: one for one in (_incident(1, "Siha"), _incident(2, "Siha"))}
    alone = match_determinations([line], incidents, CASE)["releases:1"]
    assert alone.basis is MatchBasis.SEVERAL
    leads = {"monitor:1": "monitor:1", "monitor:2": "monitor:1"}
    grouped = match_determinations([line], incidents, CASE, leads=leads)["releases:1"]
    assert (grouped.incident, grouped.candidates) == ("monitor:1", ("monitor:1",))


def test_a_line_that_names_another_record_is_tied_to_the_one_that_leads() -> None:
    line = replace(_line(1, "Siha, Basatin"), incident="monitor:2")
    incidents = {one.id: one for one in (_incident(1, "Siha"), _incident(2, "Siha"))}
    match = match_determinations([line], incidents, CASE, leads={"monitor:2": "monitor:1"})
    assert (match["releases:1"].incident, match["releases:1"].basis) == (
        "monitor:1",
        MatchBasis.KEY,
    )


def test_day_and_town_alone_tie_the_only_incident_of_the_day_and_one_of_two_never() -> None:
    alone = _match([_line(1, "Basatin")], [_incident(1, "Siha")])["releases:1"]
    assert (alone.incident, alone.basis) == ("monitor:1", MatchBasis.DAY_AND_PLACE)
    both = _match([_line(1, "Basatin")], [_incident(1, "Siha"), _incident(2, "Mansur")])
    assert (both["releases:1"].incident, both["releases:1"].basis) == ("", MatchBasis.SEVERAL)


@pytest.mark.parametrize(
    ("deaths", "words"),
    [
        (2, "conceded deaths as documented"),
        (3, "conceded deaths within the documented"),
        (4, "conceded deaths as documented"),
        (5, "more conceded than documented"),
        (1, "fewer conceded than documented"),
    ],
)
def test_conceded_deaths_are_held_against_both_ends_of_the_documented(
    deaths: int, words: str
) -> None:
    line = replace(_line(1, "Siha, Basatin"), deaths=CountRange.exactly(deaths))
    match = _match([line], [_incident(1, "Siha")])["releases:1"]
    assert words in [one.words for one in match.ranked[0].reasons]


def test_a_line_that_names_a_quarter_is_seldom_about_an_incident_placed_in_the_town_only() -> None:
    match = _match([_line(1, "Siha, Basatin")], [_incident(1, "Basatin")])["releases:1"]
    assert match.incident == ""
    (pair,) = match.ranked
    assert pair.reasons[-1].words == "the line names a quarter, the incident only the area"


def test_a_line_that_is_certain_takes_its_incident_from_the_others() -> None:
    """The second line may be about either; the first can only be about Siha."""
    incidents = [_incident(1, "Siha"), _incident(2, "Mansur")]
    matches = _match([_line(1, "Siha, Basatin"), _line(2, "Basatin")], incidents)
    assert [matches[f"releases:{row}"].incident for row in (1, 2)] == ["monitor:1", "monitor:2"]


def test_numbered_lines_contend_for_an_incident_and_a_line_printed_twice_does_not() -> None:
    incident = [_incident(1, "Siha")]
    twice = [_line(row, "Siha, Basatin", number="3155") for row in (1, 2)]
    assert {one.incident for one in _match(twice, incident).values()} == {"monitor:1"}
    rivals = [_line(row, "Basatin", number=f"315{row}") for row in (1, 2)]
    assert {one.incident for one in _match(rivals, incident).values()} == {""}


def test_two_numbered_lines_share_an_incident_that_fits_both_far_better_than_any_other() -> None:
    incidents = [_incident(1, "Siha"), _incident(2, "Mansur")]
    lines = [_line(row, "Siha, Basatin", number=f"315{row}") for row in (1, 2)]
    assert {one.incident for one in _match(lines, incidents).values()} == {"monitor:1"}


def test_the_same_point_tells_two_incidents_of_a_day_apart() -> None:
    point = GeoPoint(35.95, 39.01)
    line = _line(1, "Basatin", point=point)
    incidents = [
        _incident(1, "Basatin", point=GeoPoint(35.99, 39.06)),
        _incident(2, "Basatin", point=point),
    ]
    assert _match([line], incidents)["releases:1"].incident == "monitor:2"


def test_what_another_list_says_of_the_finding_counts() -> None:
    incidents = [_incident(1, "Siha"), _incident(2, "Siha")]
    columns = [
        replace(
            _line(1, ""),
            head=head_of(f"columns:{row}"),
            incident=f"monitor:{row}",
            reason=reason,
        )
        for row, reason in (
            (1, OfficialReason.NO_STRIKE_THAT_DAY_AREA),
            (2, OfficialReason.INSUFFICIENT_INFORMATION),
        )
    ]
    matches = _match([_line(1, "Siha, Basatin"), *columns], incidents)
    assert matches["releases:1"].incident == "monitor:2"


def test_lines_that_nothing_else_tells_apart_are_paired_in_the_order_of_their_numbers() -> None:
    incidents = [_incident(1, "Siha", code="QY12"), _incident(2, "Siha", code="QY11")]
    lines = [_line(1, "Siha, Basatin", number="3155"), _line(2, "Siha, Basatin", number="3159")]
    matches = _match(lines, incidents)
    assert matches["releases:1"].incident == "monitor:2"
    assert matches["releases:2"].incident == "monitor:1"
    assert matches["releases:1"].basis is MatchBasis.ORDER_OF_NUMBERS


def test_the_order_is_not_used_where_numbers_or_incidents_are_missing() -> None:
    incidents = [_incident(row, "Siha", code=f"QY1{row}") for row in (1, 2, 3)]
    lines = [_line(1, "Siha, Basatin", number="3155"), _line(2, "Siha, Basatin", number="3159")]
    matches = _match(lines, incidents)
    assert {match.basis for match in matches.values()} == {MatchBasis.SEVERAL}


@pytest.mark.parametrize("incident", ["monitor:2", ""])
def test_a_person_outweighs_key_and_score(incident: str) -> None:
    decided = Decided("3fa9c1:7", "rana", datetime(2031, 7, 1, tzinfo=UTC))
    tie = LineTie("releases:1", incident, "the same street", "1", decided)
    line = replace(_line(1, "Siha, Basatin"), incident="monitor:1")
    match = _match([line], [_incident(1, "Siha"), _incident(2, "Mansur")], tie=tie)["releases:1"]
    assert (match.incident, match.basis) == (incident, MatchBasis.BY_HAND)


def test_a_channel_that_is_on_record_for_one_of_two_incidents_tells_them_apart() -> None:
    line = replace(_line(1, "Siha, Basatin"), channel="River Monitor report")
    incidents = {one.id: one for one in (_incident(1, "Siha"), _incident(2, "Siha"))}
    known = {"monitor:2": ("Other Page", "River Monitor"), "monitor:1": ("Other Page",)}
    match = match_determinations([line], incidents, CASE, reporting=Reporting(known))["releases:1"]
    assert match.incident == "monitor:2"
    assert "its channel reported the incident" in [one.words for one in match.ranked[0].reasons]


@pytest.mark.parametrize("channel", ["media report", "self-report", ""])
def test_a_channel_that_names_nobody_tells_nothing(channel: str) -> None:
    line = replace(_line(1, "Siha, Basatin"), channel=channel)
    incidents = {one.id: one for one in (_incident(1, "Siha"), _incident(2, "Siha"))}
    known = {"monitor:2": ("Media News", "")}
    match = match_determinations([line], incidents, CASE, reporting=Reporting(known))["releases:1"]
    assert match.basis is MatchBasis.SEVERAL


def test_the_reports_about_an_incident_may_name_the_quarter_that_the_list_does_not() -> None:
    line = _line(1, "Siha, Basatin")
    incidents = {one.id: one for one in (_incident(1, "Basatin"), _incident(2, "Basatin"))}
    texts = {"monitor:2": ("A house in al-Siha came down at night.",)}
    match = match_determinations([line], incidents, CASE, reporting=Reporting(texts=texts))
    best = match["releases:1"].ranked[0]
    assert (match["releases:1"].incident, best.incident) == ("monitor:2", "monitor:2")
    assert "its reports name the place" in [one.words for one in best.reasons]


def test_the_first_report_of_an_incident_says_on_which_day_it_was() -> None:
    """Two incidents of the quarter, listed a day before the line and on its day; reports differ."""
    incidents = {
        one.id: one for one in (_incident(1, "Siha", day=date(2031, 6, 16)), _incident(2, "Siha"))
    }
    line = _line(1, "Siha, Basatin")
    assert match_determinations([line], incidents, CASE)["releases:1"].incident == "monitor:2"
    first = Reporting(first_days={"monitor:1": DAY, "monitor:2": date(2031, 6, 14)})
    match = match_determinations([line], incidents, CASE, reporting=first)["releases:1"]
    assert match.incident == "monitor:1"


def test_a_channel_that_keeps_a_list_speaks_against_what_its_list_does_not_have() -> None:
    line = replace(_line(1, "Siha, Basatin"), channel="River Monitor report")
    incidents = {"monitor:1": _incident(1, "Siha")}
    other = _incident(2, "Siha")
    other = replace(other, record=replace(other.record, head=head_of("council:2")))
    incidents["council:2"] = other
    keepers = {"monitor": "The River Monitor", "council": "The Council"}
    match = match_determinations([line], incidents, CASE, reporting=Reporting(keepers=keepers))
    assert match["releases:1"].incident == "monitor:1"
    unlisted = match["releases:1"].ranked[1].reasons
    assert "not in the list that its channel names" in [one.words for one in unlisted]


def test_an_incident_of_no_named_party_is_a_candidate_behind_one_that_names_it() -> None:
    line = _line(1, "Siha, Basatin")
    unnamed = _incident(1, "Siha")
    unnamed = replace(unnamed, record=replace(unnamed.record, actors=()))
    other_party = _incident(2, "Siha")
    other_party = replace(other_party, record=replace(other_party.record, actors=("Garrison",)))
    alone = _match([line], [unnamed, other_party])["releases:1"]
    assert (alone.incident, alone.candidates) == ("monitor:1", ("monitor:1",))
    both = _match([line], [unnamed, _incident(3, "Siha")])["releases:1"]
    assert both.candidates == ("monitor:3", "monitor:1")


def test_a_long_interval_meets_a_day_by_chance() -> None:
    line = _line(1, "Basatin")
    long = _incident(1, "Siha")
    month = DateInterval.between(date(2031, 6, 1), date(2031, 6, 30))
    long = replace(long, record=replace(long.record, happened=month))
    match = _match([line], [long, _incident(2, "Mansur")])["releases:1"]
    assert (match.incident, match.candidates) == ("monitor:2", ("monitor:2", "monitor:1"))


def test_agreeing_on_the_answer_that_all_get_says_less_than_on_a_rare_one() -> None:
    incidents = [_incident(row, "Siha") for row in range(1, 21)]
    columns = [
        replace(
            _line(1, ""),
            head=head_of(f"columns:{row}"),
            incident=f"monitor:{row}",
            position=OfficialPosition.CREDIBLE if row == 1 else OfficialPosition.NON_CREDIBLE,
            reason=OfficialReason.NONE_GIVEN,
        )
        for row in range(1, 21)
    ]
    for position, fewest, most in (
        (OfficialPosition.CREDIBLE, 2.0, 5.0),
        (OfficialPosition.NON_CREDIBLE, -1.0, 1.0),
    ):
        line = replace(_line(1, "Siha, Basatin"), position=position)
        best = _match([line, *columns], incidents)["releases:1"].ranked[0]
        points = {one.words: one.points for one in best.reasons}
        assert fewest < points["same position in another list"] < most


def test_what_a_line_is_likely_about_adds_up_to_at_most_one() -> None:
    incidents = [_incident(1, "Siha"), _incident(2, "Mansur"), _incident(3, "Siha")]
    lines = [_line(1, "Siha, Basatin"), _line(2, "Basatin"), _line(3, "Badu, Basatin")]
    matches = _match(lines, incidents)
    assert len(matches) == len(lines)
    for match in matches.values():
        shares = [one.share for one in match.ranked]
        assert shares == sorted(shares, reverse=True)
        assert 0 < sum(shares) <= 1.001


def test_a_list_that_has_the_incident_still_open_is_older_than_the_decision() -> None:
    """Ten incidents of the day; another list has one open, one unassessed, eight decided."""
    incidents = [_incident(row, "Siha") for row in range(1, 11)]
    states = {1: OfficialPosition.OPEN, 2: OfficialPosition.NOT_YET_ASSESSED}
    columns = [
        replace(
            _line(1, ""),
            head=head_of(f"columns:{row}"),
            incident=f"monitor:{row}",
            position=states.get(row, OfficialPosition.NON_CREDIBLE),
            reason=OfficialReason.NONE_GIVEN,
        )
        for row in range(1, 11)
    ]
    taken = [replace(_line(row, ""), incident=f"monitor:{row}") for row in range(3, 11)]
    match = _match([_line(1, "Siha, Basatin"), *columns, *taken], incidents)["releases:1"]
    points = {one.incident: {why.words: why.points for why in one.reasons} for one in match.ranked}
    assert points["monitor:2"]["not yet assessed in another list"] < 0
    assert abs(points["monitor:1"]["still open in another list"]) < 1
    assert match.incident == "monitor:1"


def test_a_list_of_lines_about_other_things_makes_a_weak_candidate_weaker() -> None:
    """The share of lines about nothing on record is learned from the list."""
    near = _incident(1, "Siha", day=date(2031, 6, 16))
    far = [_incident(row, "Mansur", day=date(2031, 8, row)) for row in range(2, 22)]
    line = _line(1, "Basatin")
    others = [
        replace(_line(row, "Badu, Basatin"), happened=DateInterval.on(date(2031, 8, row)))
        for row in range(2, 22)
    ]
    alone = _match([line], [near, *far])["releases:1"].ranked[0].share
    among = _match([line, *others], [near, *far])["releases:1"].ranked[0].share
    assert among < alone


def test_a_run_of_numbers_between_tied_lines_rises_with_the_codes() -> None:
    """Four allegations handed over together: the second and third can only be the two between."""
    incidents = [
        _incident(1, "Siha", code="QY11"),
        _incident(2, "Badu", code="QY12"),
        _incident(3, "Badu", code="QY13"),
        _incident(4, "Mansur", code="QY14"),
    ]
    lines = [
        _line(1, "Siha, Basatin", number="3153"),
        _line(2, "Badu, Basatin", number="3154"),
        replace(_line(3, "Badu, Basatin", number="3155"), position=OfficialPosition.OPEN),
        _line(4, "Mansur, Basatin", number="3157"),
    ]
    matches = _match(lines, incidents)
    assert [matches[f"releases:{row}"].incident for row in (1, 2, 3, 4)] == [
        f"monitor:{row}" for row in (1, 2, 3, 4)
    ]
    assert matches["releases:3"].basis is MatchBasis.ORDER_OF_NUMBERS


@pytest.mark.parametrize("codes", [("QY12", ""), ("QY12", "QY12")])
def test_a_run_is_not_ordered_where_codes_are_missing_or_do_not_rise(
    codes: tuple[str, str],
) -> None:
    incidents = [
        _incident(1, "Siha", code="QY11"),
        *(_incident(row, "Badu", code=code) for row, code in zip((2, 3), codes, strict=True)),
    ]
    lines = [
        _line(1, "Siha, Basatin", number="3153"),
        _line(2, "Badu, Basatin", number="3154"),
        replace(_line(3, "Badu, Basatin", number="3155"), position=OfficialPosition.OPEN),
    ]
    matches = _match(lines, incidents)
    assert {matches[f"releases:{row}"].basis for row in (2, 3)} == {MatchBasis.SEVERAL}


def test_two_incidents_of_one_number_leave_a_line_open() -> None:
    """Lists of two countries may number alike: the order then tells nothing."""
    incidents = [_incident(1, "Badu", code="QY12"), _incident(2, "Badu", code="BA12")]
    match = _match([_line(1, "Badu, Basatin", number="3154")], incidents)["releases:1"]
    assert (match.basis, match.incident) == (MatchBasis.SEVERAL, "")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.text("abcd", min_size=1, max_size=2),
            st.tuples(st.integers(1, 5), st.sampled_from(["", "a"])),
        ),
        max_size=4,
    )
)
def test_a_run_is_ordered_where_one_choice_of_all_rises(
    choices: list[dict[str, tuple[int, str]]],
) -> None:
    rising = [
        incidents
        for incidents in product(*choices)
        if all(
            first < second
            for first, second in pairwise(
                codes[incident] for codes, incident in zip(choices, incidents, strict=True)
            )
        )
    ]
    assert only_rising(choices) == (rising[0] if len(rising) == 1 else ())


def test_a_long_run_of_lines_that_say_the_same_is_seen_to_be_open_at_once() -> None:
    choices = [{f"{line}/{place}": (line + place, "") for place in range(6)} for line in range(300)]
    assert only_rising(choices) == ()


def test_numbers_far_apart_are_no_run() -> None:
    incidents = [_incident(row, "Badu", code=f"QY1{row}") for row in (1, 2)]
    lines = [
        _line(1, "Badu, Basatin", number="3154"),
        replace(_line(2, "Badu, Basatin", number="3955"), position=OfficialPosition.OPEN),
    ]
    assert {match.basis for match in _match(lines, incidents).values()} == {MatchBasis.SEVERAL}


def test_a_line_with_one_close_candidate_is_tied_by_no_order() -> None:
    """The candidate was not likely enough, and there is nothing that an order could choose from."""
    line = _line(1, "Siha, Basatin", number="700")
    ranked = (ScoredCandidate("monitor:1", 3.0, (), 0.52), ScoredCandidate("monitor:2", 0.0, (), 0))
    match = Match("releases:1", "", MatchBasis.SEVERAL, (), ranked)
    incidents = {f"monitor:{row}": _incident(row, "Siha", code=f"QY{row}") for row in (1, 2)}
    assert paired_in_order({"releases:1": line}, {"releases:1": match}, incidents, 2.5) == {}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("al-Rumman", "monitor:1", id="as the list spells it"),
        pytest.param("al-Ruman", "monitor:1", id="a doubled letter says nothing"),
        pytest.param("al-Rumnan", "monitor:1", id="a consonant too many"),
        pytest.param("al-Tawahn", "monitor:2", id="a consonant too few"),
    ],
)
def test_a_slip_of_the_pen_is_taken_for_the_one_word_it_may_mean(written: str, meant: str) -> None:
    incidents = [_incident(1, "Rumman"), _incident(2, "al-Tawahinn")]
    match = _match([_line(1, f"{written}, Basatin")], incidents)["releases:1"]
    assert match.incident == meant


def test_a_slip_that_may_mean_two_words_means_none() -> None:
    incidents = [_incident(1, "Sanur"), _incident(2, "Samur")]
    match = _match([_line(1, "Sawur, Basatin")], incidents)["releases:1"]
    assert match.basis is not MatchBasis.DAY_AND_PLACE


def _incidents_of(place: str, rows: range) -> list[Incident]:
    """Incidents of one place, each on a day of its own, long after the line."""
    return [_incident(row, place, day=date(2031, 9, 1) + timedelta(row)) for row in rows]


def test_a_slip_in_a_list_of_incidents_is_taken_for_the_word_of_many() -> None:
    common = _incidents_of("Zaytun", range(10, 16))
    candidates = [_incident(1, "Zajtun"), _incident(2, "Mansur")]
    match = _match([_line(1, "Zaytun, Basatin")], [*candidates, *common])["releases:1"]
    assert match.incident == "monitor:1"


def test_a_rare_word_keeps_its_own_meaning_beside_a_common_one_that_it_may_be() -> None:
    common = _incidents_of("Mansar", range(10, 16))
    candidates = [_incident(1, "Mansad"), _incident(2, "Mansar")]
    match = _match([_line(1, "Mansad, Basatin")], [*candidates, *common])["releases:1"]
    assert match.incident == "monitor:1"


def test_of_two_words_near_a_slip_the_one_that_is_much_commoner_is_meant() -> None:
    common = _incidents_of("Samur", range(10, 16))
    candidates = [_incident(1, "Sanur"), _incident(2, "Samur")]
    match = _match([_line(1, "Sawur, Basatin")], [*candidates, *common])["releases:1"]
    assert match.incident == "monitor:2"


def _killed(incident: Incident, low: int, high: int) -> Incident:
    killed = CountRange(low, high)
    return replace(incident, killed=killed)


def test_an_equal_number_of_deaths_says_the_more_the_rarer_it_is() -> None:
    """Many incidents with one death and one with nine: that a line concedes nine says more."""
    ones = [_killed(one, 1, 1) for one in _incidents_of("Siha", range(10, 40))]

    def points(deaths: int) -> float:
        line = replace(_line(1, "Basatin"), deaths=CountRange.exactly(deaths))
        incidents = [_killed(_incident(1, "Siha"), deaths, deaths), *ones]
        reasons = _match([line], incidents)["releases:1"].ranked[0].reasons
        return next(one.points for one in reasons if "documented" in one.words)

    assert points(9) > points(1) > 0


def test_less_than_half_of_the_documented_deaths_speaks_against_a_pair() -> None:
    line = replace(_line(1, "Basatin"), deaths=CountRange.exactly(2))
    incidents = [_killed(_incident(1, "Siha"), 2, 3), _killed(_incident(2, "Siha"), 20, 24)]
    match = _match([line], incidents)["releases:1"]
    assert match.incident == "monitor:1"
    assert "less than half of the documented deaths conceded" in [
        one.words for one in match.ranked[1].reasons
    ]


def test_a_copied_point_is_nearer_than_a_neighbouring_one() -> None:
    line = _line(1, "Basatin", point=GeoPoint(35.9500, 39.0100))
    copied = _incident(1, "Siha", point=GeoPoint(35.95002, 39.01002))
    beside = _incident(2, "Siha", point=GeoPoint(35.9505, 39.0100))
    assert _match([line], [copied, beside])["releases:1"].incident == "monitor:1"


@pytest.mark.parametrize("digits", ["9" * 5_000, "٣" * 5_000])
def test_a_number_of_any_length_stops_no_other_line(digits: str) -> None:
    lines = [_line(1, "Badu", number=digits), _line(2, "Basatin square")]
    incidents = [_incident(1, "Badu", code=f"QY{digits}"), _incident(2, "Basatin square")]
    assert _match(lines, incidents).keys() == {"releases:1", "releases:2"}


def test_of_very_many_incidents_near_a_line_the_nearest_are_weighed_and_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Four thousand lines of one day with as many incidents were sixteen million pairs."""
    monkeypatch.setattr(matching, "MOST_PAIRS", 12)
    monkeypatch.setattr(matching, "FEWEST_WEIGHED", 4)
    weighed: list[str] = []

    def counted(*given: Any) -> Any:  # noqa: ANN401  as the function has them
        weighed.append(given[2].id)
        return score(*given)

    monkeypatch.setattr("sijill.official.matching.score", counted)
    days = [DAY + timedelta(days=row % 4) for row in range(30)]
    incidents = [_incident(row, f"Ward {row}", day=day) for row, day in enumerate(days)]
    incidents += [_incident(99, "Mansur", day=DAY + timedelta(days=3))]
    matches = _match([_line(1, "Mansur"), _line(2, "Mansur"), _line(3, "Qalat")], incidents)
    assert len(weighed) == 12
    match = matches["releases:1"]
    assert match.candidates[0] == "monitor:99"
    assert match.ranked[0].reasons[-1].words == (
        "of 31 incidents of these days, the nearest 4 weighed"
    )
    days_of = {incident.id: incident.record.happened.day for incident in incidents}
    assert [days_of[one] for one in matches["releases:3"].candidates] == [DAY] * 4
    monkeypatch.setattr(matching, "MOST_PAIRS", 93)
    assert "weighed" not in str(_match([_line(1, "Mansur")], incidents))
