"""A party is compared that no incident names: the build says why there are no totals."""

import json

from small_cases import SmallCase

ROWS = "code,day,killed{more}\nZ1,2031-06-02,10{party}\nZ2,2031-06-15,5{party}\n"
FIELDS = {"code": "code", "happened": "day", "civilians_killed_min": "killed"}


def _sentences(street: SmallCase) -> list[str]:
    built = street.run("build", street.folder, "--json")
    return [notice["sentence"] for notice in json.loads(built.stdout)["notices"]]


def test_incidents_that_name_no_party_are_told_where_one_is_compared(street: SmallCase) -> None:
    street.add_list("monitor", "incident", FIELDS, ROWS.format(more="", party=""))
    said = [one for one in _sentences(street) if "The Alliance is compared" in one]
    assert len(said) == 1
    assert "none of the 2 incidents names it" in said[0]


def test_nothing_is_said_where_an_incident_names_it(street: SmallCase) -> None:
    rows = ROWS.format(more=",party", party=",The Alliance")
    street.add_list("monitor", "incident", {**FIELDS, "actors": "party"}, rows)
    assert not any("is compared" in one for one in _sentences(street))
