"""What stands beside an incident on its page: strikes by name, damage summed up and folded away."""

import html
import re

from small_cases import SmallCase, build_street

INCIDENTS = """\
no,day,place,lat,lon,party,killed
A1,2031-06-03,Quay,35.95,39.01,The Alliance,4
"""
STRIKES = """\
no,day,by,about
S1,2031-06-03,The Alliance,A1
"""
DAMAGE = """\
no,lat,lon,class,seen
D1,35.95001,39.01,Destroyed,2031-07-01
D2,35.9503,39.01,Severe,2031-07-01
D3,35.9504,39.01,Severe,2031-07-01
D4,35.99,39.01,Severe,2031-07-01
"""


def _lay_out(street: SmallCase) -> str:
    """The words of the incident's page."""
    incidents = {
        "code": "no",
        "happened": "day",
        "place": "place",
        "latitude": "lat",
        "longitude": "lon",
        "actors": "party",
        "civilians_killed_min": "killed",
    }
    street.add_list("incidents", "incident", incidents, INCIDENTS)
    about = '{ column = "about", source = "incidents" }'
    street.add_list(
        "strikes", "strike", {"happened": "day", "actors": "by", "incident": about}, STRIKES
    )
    seen = {"latitude": "lat", "longitude": "lon", "damage": "class", "seen": "seen"}
    street.add_list("damage", "damage", seen, DAMAGE)
    build_street(street)
    (page,) = (street.folder / "out" / "dossier" / "incidents").glob("*.html")
    text = re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8"))
    return " ".join(html.unescape(text).split())


def test_damage_near_an_incident_is_summed_up_by_its_class(street: SmallCase) -> None:
    words = _lay_out(street)
    assert "strike: The Alliance; 2031-06-03 (a list ties it to this incident)" in words
    assert re.search("3 damaged structures, 1 to 4[45] m away: 2 Severe ?, 1 Destroyed", words)
    assert "damage:D4" not in words
