"""Pages of incidents that several records describe, of letters about them, and groups in words."""

import html
import re

from small_cases import SmallCase, build_street

INCIDENT = {
    "code": "no",
    "happened": "day",
    "place": "place",
    "latitude": "lat",
    "longitude": "lon",
    "actors": "party",
}
FIRST = """\
no,day,place,lat,lon,party,grade,killed
A1,2031-06-03,Quay,35.95,39.01,The Alliance,fair,4-6
A2,2031-06-20,Mill,35.99,39.09,The Alliance,fair,2
"""
SECOND = """\
no,day,place,lat,lon,party,killed
B1,2031-06-03,Quay,35.95,39.01,The Alliance,5
B2,2031-06-27,Ford,35.70,39.50,Others,7
"""
LETTERS = """\
no,to,about,sent
L1,The Alliance,A1,2031-07-15
"""
LINES = """\
no,text
R1,"2031-06-20, near Mill. It was assessed that no strike was conducted in the area that day."
"""


def _lay_out(street: SmallCase) -> None:
    first = {**INCIDENT, "grade": "grade", "civilians_killed_min": "killed"}
    street.add_list("first", "incident", first, FIRST)
    street.add_list("second", "incident", {**INCIDENT, "people_killed_min": "killed"}, SECOND)
    about = '{ column = "about", source = "first" }'
    letters = {"addressee": "to", "incident": about, "sent": "sent"}
    street.add_list("letters", "reply_letter", letters, LETTERS)
    releases = 'fixed = { actor = "alliance" }'
    street.add_list("releases", "determination", {"text": "text"}, LINES, releases)
    build_street(street)


def _words(street: SmallCase, address: str) -> str:
    text = (street.folder / "out" / "dossier" / address).read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def _page_of(street: SmallCase, incident: str) -> str:
    pages = sorted((street.folder / "out" / "dossier" / "incidents").glob("*.html"))
    shown = [_words(street, f"incidents/{page.name}") for page in pages]
    (found,) = [words for words in shown if f"› {incident} " in words]
    return found


def test_a_record_that_another_stands_for_is_not_shown_as_an_unknown_incident(
    street: SmallCase,
) -> None:
    _lay_out(street)
    assert street.figures()["documented.grouped"]["lowest"] == 3
    table = _words(street, "incidents.html")
    assert "4 records of incidents of all lists, whoever the suspected party: 3 incidents" in table
    assert re.search(r"B1 2031-06-03 .{0,80} one incident with A1 , and counted there", table)
    assert re.search(r"B2 2031-06-27 .{0,80} unknown of 7 people", table)
    second = _page_of(street, "second:B1")
    assert "one incident with A1 , which stands for the group in the figures" in second
    for wrong in ("no line", "not in the totals", "No official line", "Suggested grade"):
        assert wrong not in second, wrong
    alone = _page_of(street, "second:B2")
    assert "7 people, civilian or not. How many of them were civilians is not stated" in alone
    assert "not in the totals of this case" in alone
    assert "The source gives no number" not in alone


def test_pairs_of_incidents_that_wait_stand_on_the_page_of_pairs(street: SmallCase) -> None:
    _lay_out(street)
    page = _words(street, "review.html")
    assert "1 pair may be one incident or two" in page
    assert "No pair of people waits for a decision." in page
    assert re.search(r"A1 B1 0\.\d{3} same day", page)
    decided = street.folder / "decided.csv"
    decided.write_text("left,right,decision,reason\nfirst:A1,second:B1,same,one house\n", "utf-8")
    answer = street.run("judge", decided, "--case", street.folder)
    assert "1 decision taken, 0 already known" in answer.stdout
    build_street(street)
    page = _words(street, "review.html")
    assert "No pair of records waits for a decision." in page
    assert "may be one incident or two" not in page


def test_a_letter_stands_with_the_incident_that_it_is_about(street: SmallCase) -> None:
    _lay_out(street)
    letter = "row 2 to The Alliance , sent 2031-07-15 : no answer on record"
    assert letter in _page_of(street, "first:A1")
    assert letter in _page_of(street, "second:B1")
    assert "letters:L1" not in _page_of(street, "first:A2")
    assert "The Alliance A1 2031-07-15" in _words(street, "official.html")


def test_groups_and_parties_are_printed_in_words(street: SmallCase) -> None:
    _lay_out(street)
    page = _words(street, "gap.html")
    assert "No strikes that day in the area 1 A2" in page
    assert "No official line 1 A1" in page
    assert "By grade Group Incidents Deaths documented" in page
    assert re.search(r"Number unknown Deaths conceded Found credible Fair 2 A1 A2", page)
    assert not re.search(r"no strike that day area|non credible|Found credible 0\d", page)
    official = _words(street, "official.html")
    assert "The Alliance Non-credible" in official
    assert "1 line tied to an incident" in official
    titles = {figure["title"] for figure in street.figures().values()}
    assert "Without an acknowledged death, reason: No strikes that day in the area" in titles
