"""Records of several lists become incidents: scored with reasons, reviewable, reversible."""

from dataclasses import replace
from datetime import date

import pytest

from made_records import head_of
from sijill.incidents.grouping import group_incidents
from sijill.incidents.pair_scores import Facts, score_pair
from sijill.model.codes import CauseOfDeath
from sijill.model.records.record import Group, IncidentRecord
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.names import Script
from sijill.model.values.places import GeoPoint, Place, Text
from sijill.places.toponyms import place_keys


def facts(  # noqa: PLR0913  one parameter a fact
    record_id: str,
    day: str = "2031-06-03",
    at: tuple[float, float] | None = (35.95, 39.01),
    *,
    radius_m: int = 300,
    name: str = "Basatin",
    code: str = "",
    victims: tuple[str, ...] = (),
    killed: CountRange = CountRange(3, 4),  # noqa: B008  a value
) -> Facts:
    head = head_of(record_id)
    place = (
        Place((Text(name, Script.LATIN),), GeoPoint(*at), radius_m)
        if at
        else Place((Text(name, Script.LATIN),))
    )
    record = IncidentRecord(
        head,
        code=code,
        happened=DateInterval.from_edtf(day),
        place=place,
        killed={Group.CIVILIANS: killed},
        cause_of_death=CauseOfDeath.UNKNOWN,
    )
    return Facts(record, frozenset(victims))


def test_one_day_and_place_on_two_lists_is_one_incident_with_its_reasons() -> None:
    found = group_incidents([facts("a:1"), facts("b:1")])
    assert found.groups == (("a:1", "b:1"),)
    (pair,) = found.pairs
    assert set(pair.reasons) == {
        "same_day",
        "same_place_name",
        "precise_places_meet",
        "numbers_meet",
        "no_other_is_near",
    }
    assert pair.words.startswith("precise places meet +3.5")


def test_days_too_far_apart_are_never_proposed_unless_people_are_in_common() -> None:
    assert group_incidents([facts("a:1"), facts("b:1", "2031-06-20")]).pairs == ()
    both = [facts("a:1", victims=("P1", "P2")), facts("b:1", "2031-06-20", victims=("P1", "P2"))]
    (pair,) = group_incidents(both).pairs
    assert "half_of_victims_in_both" in pair.reasons


def test_places_far_apart_are_two_incidents() -> None:
    apart = [facts("a:1"), facts("b:1", at=(36.10, 39.01), name="Tell Abyad")]
    assert len(group_incidents(apart).groups) == 2


def test_a_list_describes_an_incident_once() -> None:
    three = [facts("a:1"), facts("a:2"), facts("b:1")]
    groups = group_incidents(three).groups
    assert sorted(map(len, groups)) == [1, 2]


def test_one_row_with_two_codes_joins_both_rows_of_its_list() -> None:
    rows = [
        facts("a:1", code="QY0001"),
        facts("b:1", code="QY0001 / QY0002"),
        facts("a:2", code="QY0002"),
    ]
    assert group_incidents(rows).groups == (("a:1", "a:2", "b:1"),)


def test_judgements_stand_over_scores_and_are_reversible() -> None:
    two = [facts("a:1"), facts("b:1")]
    pair = ("a:1", "b:1")
    apart = group_incidents(two, different={pair})
    assert len(apart.groups) == 2
    assert apart.pairs[0].judged == "different"
    assert group_incidents(two).groups == (pair,)
    far = [facts("a:1"), facts("b:1", "2031-09-20")]
    assert group_incidents(far, same={pair}).groups == (pair,)


def test_what_is_judged_different_is_never_joined_through_a_third() -> None:
    three = [facts("a:1"), facts("b:1"), facts("c:1")]
    groups = group_incidents(three, different={("a:1", "c:1")}).groups
    assert not any({"a:1", "c:1"} <= set(group) for group in groups)


def test_pairs_in_doubt_are_offered_for_review() -> None:
    doubtful = [facts("a:1"), facts("b:1", "2031-06-04", at=None, name="Basatin")]
    found = group_incidents(doubtful)
    assert [(one.left, one.right) for one in found.review] == [("a:1", "b:1")]


def test_scores_do_not_depend_on_the_order() -> None:
    left, right = facts("a:1"), facts("b:1", "2031-06-04")
    assert score_pair(left, right) == score_pair(right, left)
    assert group_incidents([left, right]) == group_incidents([right, left])


def test_a_code_is_a_few_signs_and_a_longer_text_is_a_note_without_codes() -> None:
    """Codes are looked for in each pair: over a long text that takes the square of its length."""
    both = [facts(f"{one}:1", "2031-06-03", None, name="", code="ci17 / CI18") for one in "ab"]
    pair = score_pair(*both)
    assert pair is not None
    assert "same_code" in pair.reasons
    both = [facts(f"{one}:1", "2031-06-03", None, name="", code="x" * 20_000) for one in "ab"]
    pair = score_pair(*both)
    assert pair is None or "same_code" not in pair.reasons


def test_a_bare_number_names_an_incident_in_its_own_list_on_one_day_and_at_one_place() -> None:
    rows = [
        facts("a:1", code="1"),
        facts("a:2", code="1"),
        facts("a:3", "2031-06-05", code="1"),
        facts("a:4", "2031-06-05", None, name="Mill", code="1"),
        facts("a:5", code="2"),
        facts("b:1", "2031-06-09", code="1"),
    ]
    assert group_incidents(rows).groups == (
        ("a:1", "a:2"),
        ("a:3",),
        ("a:4",),
        ("a:5",),
        ("b:1",),
    )


def test_two_rows_with_one_number_stay_two_where_a_person_says_so() -> None:
    rows = [facts("a:1", code="1"), facts("a:2", code="1")]
    found = group_incidents(rows, different={("a:1", "a:2")})
    assert found.groups == (("a:1",), ("a:2",))


def test_thousands_of_rows_with_one_number_and_day_are_joined_one_by_one() -> None:
    """Comparing all members of both groups at every join took the square of the rows."""
    listed = [facts(f"a:{n:05}", code="7") for n in range(4_000)]
    found = group_incidents(listed)
    assert [len(group) for group in found.groups] == [4_000]


ANOTHER_INCIDENT = {
    "a year before the number": ("2023-014", "2023-015"),
    "a stroke after the year": ("S/2023/014", "S/2023/015"),
    "parts of a split incident": ("2023.MMP3", "2023.MMP3.1"),
    "letters before both": ("SY-2023-014", "SY-2023-015"),
}


@pytest.mark.parametrize("name", ANOTHER_INCIDENT)
def test_incidents_of_one_list_whose_codes_share_a_part_are_two(name: str) -> None:
    one, other = ANOTHER_INCIDENT[name]
    rows = [facts("a:1", code=one), facts("a:2", "2031-06-04", code=other)]
    assert len(group_incidents(rows).groups) == 2


def test_rows_of_two_lists_with_one_number_are_two_incidents() -> None:
    rows = [facts("a:1", code="101"), facts("b:1", "2031-09-03", None, name="Mill", code="101")]
    assert len(group_incidents(rows).groups) == 2


def test_one_code_in_two_lists_months_apart_is_asked_about() -> None:
    other = facts("b:1", "2031-09-03", None, name="Mill", code="INC-001")
    rows = [facts("a:1", code="INC-001"), other]
    found = group_incidents(rows)
    assert len(found.groups) == 2
    assert [(pair.left, pair.right) for pair in found.review] == [("a:1", "b:1")]


def _reported(about: Facts, text: str, first: date | None = None) -> Facts:
    return replace(about, reported=place_keys(text), first_report=first)


def test_reports_name_the_place_of_an_incident_that_its_list_places_in_the_whole_town() -> None:
    wide = facts("a:1", name="Harbour City", radius_m=5_000)
    others = [facts("b:1", name="Basatin"), facts("b:2", name="Mill Road")]
    assert len(group_incidents([wide, *others]).groups) == 3
    told = _reported(wide, "A shell fell on a house in Basatin, neighbours say")
    found = group_incidents([told, *others])
    assert found.groups == (("a:1", "b:1"), ("b:2",))
    assert "reports_name_the_place" in found.pairs[0].reasons


def test_that_reports_name_the_town_says_nothing() -> None:
    told = _reported(facts("a:1", name="Basatin"), "Basatin, Harbour City: a shell fell")
    pair = score_pair(told, facts("b:1", name="Harbour City", radius_m=5_000))
    assert pair is not None
    assert "reports_name_the_place" not in pair.reasons


def test_reports_outweigh_no_place_that_both_lists_name() -> None:
    told = _reported(facts("a:1", name="Basatin"), "from Basatin to Mill Road")
    pair = score_pair(told, facts("b:1", name="Mill Road"))
    assert pair is not None
    assert "other_place_name" in pair.reasons


def test_the_day_of_the_first_report_decides_between_two_days() -> None:
    """Two lists differ by a day; the first report is of the one, or of the other."""
    first = facts("a:1", "2031-06-03")
    later = facts("b:1", "2031-06-04")
    chances = []
    for day in (date(2031, 6, 4), None, date(2031, 6, 3)):
        pair = score_pair(_reported(first, "", day), later)
        assert pair is not None
        chances.append(pair.permille)
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == 3


def test_no_report_is_made_before_the_incident() -> None:
    both = facts("a:1", "2031-06-03"), facts("b:1", "2031-06-03")
    before = score_pair(_reported(both[0], "", date(2031, 6, 2)), both[1])
    after = score_pair(_reported(both[0], "", date(2031, 6, 5)), both[1])
    assert before is not None
    assert after is not None
    assert "not_day_of_first_report" in before.reasons
    assert set(after.reasons) == set(before.reasons) - {"not_day_of_first_report"}
