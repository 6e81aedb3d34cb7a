"""Reports, strikes and damage of a case, from files to the dossier: T7 end to end."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sijill.model import limits
from sijill.model.errors import DecisionError
from sijill.steps.decisions.claims import read_sentences
from small_cases import SmallCase, build_street

MONITOR = {
    "code": "no",
    "happened": "day",
    "actors": "party",
    "grade": "grade",
    "latitude": "lat",
    "longitude": "lon",
    "radius_m": "radius",
    "civilians_killed_min": "killed",
}
POSTS = {
    "publisher": "page",
    "published": "day",
    "incident": "about",
    "text": "text",
}
DAMAGE = {
    "structure": "building",
    "damage": "class",
    "seen": "seen",
    "latitude": "lat",
    "longitude": "lon",
}
MONITOR_ROWS = """\
no,day,party,grade,lat,lon,radius,killed
M1,2031-06-03,The Alliance,fair,35.95,39.01,100,3-4
"""
DAMAGE_ROWS = """\
no,building,class,seen,lat,lon
D1,bakery,destroyed,2031-06-20,35.9501,39.0101
D2,,destroyed,2031-05-01,35.9501,39.0101
D3,,severe,2031-06-20,36.10,39.01
"""
TEXT = (
    "An aircraft struck the house of a family in Basatin before dawn and four people who slept "
    "there were killed"
)
OTHER = "We counted four graves in the garden this afternoon; the neighbours had dug them by hand"


@pytest.fixture
def case(street: SmallCase) -> SmallCase:
    posts = [f"{number},Page {number},short wave,2031-06-04,M1,{TEXT}" for number in range(1, 10)]
    street.add_list("monitor", "incident", MONITOR, MONITOR_ROWS)
    street.add_list(
        "posts",
        "report",
        POSTS | {"medium": "medium"},
        "\n".join(("no,page,medium,day,about,text", *posts, "")),
    )
    street.add_list("damage", "damage", DAMAGE, DAMAGE_ROWS)
    build_street(street)
    return street


def _grades(case: SmallCase) -> Mapping[str, str]:
    text = (case.folder / "out" / "tables" / "grades.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    return row


def _pages(case: SmallCase) -> str:
    pages = sorted((case.folder / "out" / "dossier").rglob("*.html"))
    return "".join(page.read_text(encoding="utf-8") for page in pages)


def test_nine_links_of_one_origin_suggest_weak_until_a_person_finds_a_second(
    case: SmallCase,
) -> None:
    before = case.figures()
    assert (before["documented.reports"]["lowest"], before["documented.origins"]["lowest"]) == (
        9,
        1,
    )
    assert (_grades(case)["grade"], _grades(case)["suggested"]) == ("fair", "weak")
    pages = _pages(case)
    assert "goes back to one origin" in pages
    assert pages.count('small"><bdi>short wave') == 9
    path = case.folder / "filled.csv"
    pairs = "".join(
        f"posts:{min(one, 9)},posts:9,different,page 9 sent somebody there\n" for one in range(1, 9)
    )
    path.write_text(f"left,right,decision,reason\n{pairs}", encoding="utf-8")
    judged = case.run("judge", str(path), "--case", case.folder)
    assert judged.exit_code == 0, judged.output
    assert case.build().exit_code == 0
    assert case.figures()["documented.origins"]["lowest"] == 2
    assert _grades(case)["suggested"] == "fair"


def test_damage_stands_beside_an_incident_and_is_never_counted_as_people(case: SmallCase) -> None:
    figures = case.figures()
    assert (figures["damage.structures"]["lowest"], figures["damage.structures"]["unit"]) == (
        3,
        "buildings",
    )
    assert figures["documented.deaths"]["text"] == "3–4"
    pages = _pages(case)
    assert "bakery: destroyed, 14 m away, first seen 2031-06-20" in pages
    assert "1 damaged structure, 14 m away" in pages
    assert pages.count("m away, ") == 1


def test_a_file_of_sentences_is_tested_and_each_has_a_card(case: SmallCase) -> None:
    path = case.folder / "heard.txt"
    path.write_text("at least 2 civilians were killed\n\n900 bodies were found\n", encoding="utf-8")
    cards = case.folder / "cards"
    words = ("claim", "--file", path, "--card", cards, "--case", case.folder, "--json")
    answer = case.run(*words)
    assert answer.exit_code == 0, answer.output
    both = case.run("claim", "2 civilians were killed", *words[1:3], "--case", case.folder)
    assert "not both" in both.output
    supported, unknown = json.loads(answer.stdout)
    assert supported["verdict"] == "supported"
    assert unknown["missing"].startswith("The bridge that is missing: how many of the bodies")
    pictures = [card.read_text(encoding="utf-8") for card in sorted(cards.iterdir())]
    assert len(pictures) == 2
    assert all("ledger checkpoint" in picture for picture in pictures)
    assert case.run("claim", "--case", case.folder).exit_code == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"x" * (limits.MOST_SENTENCE_BYTES + 1), "more than 2,000,000 bytes"),
        (b"3 died\n" * (limits.MOST_SENTENCES + 1), "has 1,001 sentences"),
        (b"3 died\n" + b"x" * 2_001, "line 2, has 2,001 characters"),
        (b"\xff\xfe3", "cannot be read as UTF-8 text"),
        (b"\n \n", "holds no sentence, so nothing is tested"),
    ],
)
def test_a_file_that_holds_no_claims_is_refused(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "heard.txt"
    path.write_bytes(content)
    with pytest.raises(DecisionError, match=reason):
        read_sentences(path)


def test_an_endless_stream_is_no_file_of_claims(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="no ordinary file"):
        read_sentences(Path("/dev/zero"))
    with pytest.raises(DecisionError, match="cannot be read"):
        read_sentences(tmp_path / "absent.txt")


def test_the_first_report_tells_which_of_two_listed_days_a_line_is_about(street: SmallCase) -> None:
    """Both incidents are at one place, listed for two days; the posts about both are older."""
    monitor = """\
no,day,party,grade,lat,lon,radius,killed
M1,2031-06-03,The Alliance,fair,35.95,39.01,100,3-4
M2,2031-06-04,The Alliance,fair,35.95,39.01,100,3-4
"""
    posts = """\
no,page,day,about,text
P1,A page,2031-06-03,M2,Four were killed
P2,A page,2031-06-02,M1,Four were killed
"""
    lines = """\
no,who,text
L1,The Alliance,"June 3, 2031, near Basatin, via self-report. The report contains no details."
"""
    street.add_list("monitor", "incident", MONITOR, monitor)
    street.add_list("posts", "report", POSTS, posts)
    street.add_list("lines", "determination", {"actor": "who", "text": "text"}, lines)
    build_street(street)
    table = street.folder / "out" / "tables" / "official_matches.csv"
    ranked = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert ranked[0]["incident"] == "monitor:M2"


def test_a_report_says_where_an_incident_was_that_its_list_places_in_the_town(
    street: SmallCase,
) -> None:
    """A second list names two quarters hit on that day; the post tied to the first names one."""
    council = "no,day,place,lat,lon,radius\nC1,2031-06-03,{},35.95,39.01,300\n"
    placed = {name: MONITOR[name] for name in ("code", "happened", "latitude", "longitude")}
    placed |= {"radius_m": "radius", "place": "place"}
    street.add_list("monitor", "incident", MONITOR, MONITOR_ROWS.replace("39.01,100", "39.01,5000"))
    street.add_list(
        "council",
        "incident",
        placed,
        council.format("Mill Road") + "C2,2031-06-03,Orchard Gate,35.96,39.02,300\n",
    )
    street.add_list(
        "posts",
        "report",
        POSTS | {"incident": '{ column = "about", source = "monitor" }'},
        "no,page,day,about,text\n1,P,2031-06-03,M1,Two houses fell at Orchard Gate\n",
    )
    build_street(street)
    text = (street.folder / "out" / "tables" / "incidents.csv").read_text(encoding="utf-8-sig")
    groups = {row["stands_for"] for row in csv.DictReader(io.StringIO(text))}
    assert "monitor:M1 council:C2" in groups


def test_posts_that_do_not_say_in_which_list_their_incident_is_are_told_on_the_first_page(
    street: SmallCase,
) -> None:
    placed = {name: MONITOR[name] for name in ("code", "happened", "latitude", "longitude")}
    street.add_list("monitor", "incident", MONITOR, MONITOR_ROWS)
    street.add_list("council", "incident", placed, "no,day,lat,lon\nC1,2031-06-20,35.91,39.09\n")
    posts = "no,page,day,about,text\n1,P,2031-06-03,M1,Two died\n2,Q,2031-06-20,C1,One died\n"
    street.add_list("posts", "report", POSTS, posts)
    build_street(street)
    figures = json.loads((street.folder / "out" / "figures.json").read_text("utf-8"))["figures"]
    assert figures["register.references_lost"]["text"] == "2"
    page = (street.folder / "out" / "dossier" / "index.html").read_text("utf-8")
    assert "not in which of several lists it is" in page
    first = POSTS | {"incident": '{ column = "about", source = "monitor" }'}
    street.add_list("posts", "report", first, posts)
    build_street(street)
    figures = json.loads((street.folder / "out" / "figures.json").read_text("utf-8"))["figures"]
    assert figures["register.references_lost"]["text"] == "1"
