"""An authority's own list of the dead beside the remains: how many have no row on it."""

from small_cases import SmallCase, build_street

BODIES = {"code": "no", "condition": "state", "name": "name", "sex": "sex", "recovered": "found"}
OFFICIAL = {"name": "name", "sex": "sex", "died": "day"}
REMAINS = """\
no,state,name,sex,found
B1,complete,Khalid Walid al-Attar,male,2031-06-03
B2,complete,,male,2031-06-05
B3,incomplete,,female,2031-06-05
B4,body_part,,,2031-06-06
B5,complete,,male,2031-06-07
"""
DEAD = """\
id,name,sex,day
1,Khalid Walid al-Attar,male,2031-06-03
2,,male,2031-06-05
"""


def _lay_out(street: SmallCase, official: str) -> None:
    street.add_list("bodies", "remains", BODIES, REMAINS)
    street.add_list("police", "person", OFFICIAL, DEAD, 'fixed = { harm = "killed" }')
    street.map_case(f'official_list = "{official}"')


def test_the_gap_holds_whichever_body_each_row_is_about(street: SmallCase) -> None:
    """Four bodies or more and two rows: two are missing at least, and all but the named at most."""
    _lay_out(street, "police")
    build_street(street)
    figures = street.figures()
    assert figures["acknowledged.people"]["lowest"] == 2
    gap = figures["gap.remains"]
    assert (gap["lowest"], gap["highest"], gap["unit"]) == (2, 4, "remains_sets")
    assert figures["remains.recovered"]["lowest"] == 5


def test_a_list_that_is_none_is_refused_with_those_that_are(street: SmallCase) -> None:
    _lay_out(street, "polcie")
    answer = street.build()
    assert answer.exit_code == 1
    assert "there is no list 'polcie'; the lists are bodies, notebook, police" in answer.stderr
