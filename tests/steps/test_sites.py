"""Whether a team may work at a site: decided by people, barred by hazards, shown and planned."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sijill.ledger import Ledger
from sijill.register.decided import Decisions
from sijill.register.register import replay
from small_cases import Command, Prepared, SmallCase, build_street

SITES = {
    "code": "no",
    "place": "place",
    "latitude": "lat",
    "longitude": "lon",
    "state": "state",
    "expected": "expected",
    "families": "families",
}
HAZARDS = {
    "code": "no",
    "status": "status",
    "latitude": "lat",
    "longitude": "lon",
}
FAMILIES = {
    "name": "name",
    "family_group": "family",
    "site": "site",
}
SECOND_MINE = "M2,reported,35.9601,39.0201"


@pytest.fixture
def case(street: SmallCase, prepared: Prepared) -> SmallCase:
    """The street with three sites: S1 beside a mine, S2 apart, S3 without a position."""
    return prepared(street, _build_sites)


def _build_sites(street: SmallCase) -> None:
    sites = (
        "no,place,lat,lon,state,expected,families\n"
        "S1,House 4,35.95,39.01,go,4,al-Attar\n"
        "S2,Garden,35.96,39.02,not_assessed,,\n"
        "S3,Somewhere,,,not_assessed,2,\n"
    )
    people = (
        "no,name,family,site\n"
        "1,Nadim Walid al-Attar,al-Attar,S1\n"
        "2,Huda Samir Darwish,Darwish,S2\n"
        "3,Ali Samir Darwish,Darwish,S2\n"
    )
    street.add_list("sites", "site", SITES, sites)
    street.add_list("mines", "hazard", HAZARDS, "no,status,lat,lon\nM1,cha,35.9503,39.01\n")
    street.add_list("families", "person", FAMILIES, people, 'fixed = { harm = "missing" }')
    build_street(street)


def decisions(case: SmallCase) -> Decisions:
    with Ledger.open(case.folder / "register.db") as ledger:
        return replay(ledger.entries()).decisions


def plan(case: SmallCase) -> dict[str, dict[str, object]]:
    answer = case.run("plan", case.folder, "--json")
    assert answer.exit_code == 0, answer.output
    return {site["code"]: site for site in json.loads(answer.stdout)["sites"]}


def page(case: SmallCase, name: str) -> str:
    text = (case.folder / "out" / "dossier" / name).read_text(encoding="utf-8")
    return re.sub(r"<[^>]*>", "", text)


def test_t16_a_site_beside_a_confirmed_area_is_not_set_to_go_without_a_name(
    case: SmallCase,
) -> None:
    refused = case.run("site", case.folder, "S1", "--state", "go", "--reason", "looks safe")
    assert refused.exit_code == 1
    assert "mines:M1 (33 m)" in refused.stderr
    assert "--override NAME" in refused.stderr
    assert decisions(case).sites == {}
    words = ("--state", "go", "--override", "Capt. Nader", "--reason", "an engineer goes first")
    answer = case.run("site", case.folder, "S1", *words)
    assert answer.exit_code == 0, answer.output
    one = decisions(case).sites["sites:S1"]
    assert (one.override_by, one.hazards) == ("Capt. Nader", ("mines:M1",))
    assert plan(case)["S1"]["task"] == "work"
    with Ledger.open(case.folder / "register.db") as ledger:
        (number,) = [entry.number for entry in ledger.entries() if entry.kind == "site"]
        assert ledger.main.stored(number).signature


def test_a_hazard_that_is_listed_later_is_a_finding_on_the_front_page(case: SmallCase) -> None:
    go = ("--state", "go", "--reason", "nothing known")
    assert case.run("site", case.folder, "S2", *go).exit_code == 0
    assert case.build().exit_code == 0
    assert case.figures()["sites.workable"]["lowest"] == 1
    assert "Nobody may work" not in page(case, "index.html")
    path = case.data / "mines.csv"
    path.write_text(f"{path.read_text(encoding='utf-8')}{SECOND_MINE}\n", encoding="utf-8")
    assert case.build().exit_code == 0
    assert "Nobody may work at S2" in page(case, "index.html")
    assert "but a hazard that was not released is within" in page(case, "sites.html")
    figures = case.figures()
    assert (figures["sites.workable"]["lowest"], figures["sites.reclosed"]["lowest"]) == (0, 1)
    assert plan(case)["S2"]["task"] == "clear"
    assert case.run("site", case.folder, "S2", *go).exit_code == 1


def test_a_decision_is_taken_back_and_the_one_before_holds_again(case: SmallCase) -> None:
    for state in ("restricted", "suspended"):
        words = ("--state", state, "--team", "T2", "--reason", f"{state} today")
        assert case.run("site", case.folder, "S2", *words).exit_code == 0
    assert plan(case)["S2"]["task"] == "wait"
    undone = case.run("site", case.folder, "S2", "--undo", "--reason", "the digger came")
    assert undone.exit_code == 0, undone.output
    assert (plan(case)["S2"]["task"], plan(case)["S2"]["team"]) == ("named_team", "T2")


def test_a_site_that_no_list_names_is_opened_by_a_decision(case: SmallCase) -> None:
    words = ("--state", "not_assessed", "--at", "35.97", "39.03", "--place", "بيت العطار")
    answer = case.run("site", case.folder, "G7", *words, "--reason", "a family called")
    assert answer.exit_code == 0, answer.output
    assert case.build().exit_code == 0
    assert "G7" in page(case, "sites.html")
    assert "بيت العطار" in page(case, "sites.html")
    assert case.figures()["sites.recorded"]["lowest"] == 4
    go = case.run("site", case.folder, "G7", "--state", "go", "--reason", "assessed")
    assert go.exit_code == 0, go.output
    assert set(decisions(case).sites) == {"site:G7"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("S2", "--state", "completed_clear"), "a site becomes go, no_go, restricted"),
        (("S2", "--state", "restricted"), "Name the team with --team"),
        (("S3", "--state", "go"), "the site has no position"),
        (("families:1", "--state", "go"), "is no record of a site"),
        (("S2", "--state", "go", "--reason", " "), "needs a reason"),
        (("S9", "--state", "go", "--at", "91", "0"), "latitude of 91"),
    ],
)
def test_what_is_no_state_of_a_site_is_refused_with_the_way_out(
    case: SmallCase, words: tuple[str, ...], told: str
) -> None:
    reason = () if "--reason" in words else ("--reason", "x")
    answer = case.run("site", case.folder, *words, *reason)
    assert (answer.exit_code, told in answer.stderr) == (1, True), answer.output


def test_the_plan_puts_work_first_and_then_whoever_most_families_wait_for(
    case: SmallCase, tmp_path: Path
) -> None:
    answer = case.run("plan", case.folder, "--page", tmp_path / "plan.html")
    assert answer.exit_code == 0, answer.output
    assert [(code, site["task"]) for code, site in plan(case).items()] == [
        ("S2", "assess"),
        ("S3", "assess"),
        ("S1", "clear"),
    ]
    assert plan(case)["S2"]["families"] == [
        {"name": "Darwish", "missing": ["families:2", "families:3"], "found": []}
    ]
    written = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "خطة اليوم" in written
    assert "NO GO" in written
    assert "al-Attar" in written


@pytest.mark.parametrize("suffix", ["csv", "geojson"])
def test_requests_for_clearance_name_places_and_no_people(
    case: SmallCase, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"requests.{suffix}"
    assert case.run("plan", case.folder, "--requests", path).exit_code == 0
    written = path.read_text(encoding="utf-8")
    assert "mines:M1" in written
    assert "S2" not in written
    assert "Attar" not in written


def test_another_safety_distance_is_a_setting(case: SmallCase) -> None:
    case.map_case()
    path = case.folder / "case.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write("\n[sites]\nsafety_distance_m = 20\n")
    assert case.build().exit_code == 0
    assert plan(case)["S1"]["hazards"] == []
    assert "within 20 m" in str(case.figures()["sites.hazard"]["definition"])


def test_a_case_without_sites_says_how_to_open_one(street: SmallCase) -> None:
    assert street.build().exit_code == 0
    answer = street.run("plan", street.folder)
    assert answer.exit_code == 1
    assert "sijill site CASE" in answer.stderr
    page_of_sites = (street.folder / "out" / "dossier" / "sites.html").read_text(encoding="utf-8")
    assert "No site is in this register" in page_of_sites


IMSMA = {
    "hazards": (
        "hazard_localid,hazard_type,area_classification,status,area_size,shape\n"
        'HA-1,AP mine,CHA,Open,5000,"POLYGON((39.0103 35.95,39.011 35.95,39.011 35.951,'
        '39.0103 35.951,39.0103 35.95))"\n'
        'HA-2,UXO,SHA,Open,800,"POLYGON((39.02 35.96,39.021 35.96,39.021 35.961,39.02 35.96))"\n'
    ),
    "accidents": (
        "Accident ID,Date of accident,Accident type,Latitude,Longitude,Killed\n"
        "AC-1,2031-11-01,UXO,35.97,39.03,1\nAC-2,2031-11-09,AP mine,,,0\n"
    ),
    "clearance": (
        "Activity ID,Activity type,Status,Related hazard,Cleared m2,Completion date\n"
        "CL-1,Clearance,Cleared,HA-2,800,2032-02-01\nCL-2,Clearance,Cleared,HA-1,900,2032-02-02\n"
    ),
    "places": (
        "site code,place,latitude,longitude,expected bodies\n"
        "S1,House 4,35.9501,39.01,4\nS2,Garden,35.96,39.02,\nS3,Street,35.97,39.03,\n"
    ),
}


def test_tables_of_a_mine_action_office_are_understood_by_their_headings(
    sijill: Command, tmp_path: Path
) -> None:
    """The part of HA-1 that was cleared does not release it; AC-2 lies nobody knows where."""
    for name, rows in IMSMA.items():
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    folder = tmp_path / "case"
    made = sijill("new", folder, *(tmp_path / f"{name}.csv" for name in IMSMA))
    assert made.exit_code == 0, made.output
    built = sijill("build", folder)
    assert built.exit_code == 0, built.output
    answer = json.loads(sijill("plan", folder, "--json").stdout)
    near = {one["code"]: [it["hazard"] for it in one["hazards"]] for one in answer["sites"]}
    assert near == {"S1": ["hazards:HA-1"], "S2": [], "S3": ["accidents:AC-1"]}
    (finding,) = answer["findings"]
    assert "1 (accidents:AC-2)" in finding
    page = (folder / "out" / "dossier" / "sites.html").read_text(encoding="utf-8")
    assert "1 hazard has no position" in re.sub(r"<[^>]*>", "", page)


def test_days_of_work_are_a_log_and_say_whether_the_site_was_open(case: SmallCase) -> None:
    worked = ("--team", "T2", "--machinery", "an excavator", "--workers", "6")
    closed = ("--state", "no_go", "--reason", "a mine was seen")
    assert case.run("site", case.folder, "S1", *closed).exit_code == 0
    for site, day, note in (("S1", "2999-06-09", "the stairs"), ("S3", "2019-05-01", "دفن جماعي")):
        answer = case.run("operation", case.folder, site, "--day", day, *worked, "--note", note)
        assert answer.exit_code == (1 if site == "S1" else 0), answer.output
    today = datetime.now(UTC).date().isoformat()
    more = ("operation", case.folder, "s1", "--day", today, *worked, "--note", "the stairs")
    assert case.run(*more).exit_code == 0
    assert case.run(*more).exit_code == 0
    assert case.build().exit_code == 0
    text = (case.folder / "out" / "tables" / "site_days.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(one["code"], one["day"], one["workers"], one["closed"]) for one in rows] == [
        ("S1", today, "12", "yes"),
        ("S3", "2019-05-01", "6", ""),
    ]
    words = page(case, "sites.html")
    assert "Days of work" in words
    assert "دفن جماعي" in words
    assert "not open" in words
    assert "nothing decided" in words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("S9", "--day", "2019-05-01", "--team", "T2", "--note", "x"), "no site S9"),
        (("S1", "--day", "2019-05-01", "--team", " ", "--note", "x"), "the team is empty"),
        (("S1", "--day", "0001-05-01", "--team", "T2", "--note", "x"), "lies before 1800"),
        (("S1", "--day", "2999-05-01", "--team", "T2", "--note", "x"), "has not come yet"),
        (("S1", "--day", "2019-05-01", "--team", "T2", "--note", "x", "--workers", "0"), "people"),
        (("S1", "--day", "2019-05-01", "--team", "T2", "--note", "x", "--minutes", "1500"), "minu"),
    ],
)
def test_what_is_no_day_of_work_is_refused(
    case: SmallCase, words: tuple[str, ...], told: str
) -> None:
    answer = case.run("operation", case.folder, *words)
    assert (answer.exit_code, told in answer.stderr) == (1, True), answer.output


def test_a_number_of_waiting_families_is_a_number_and_no_family_of_that_name(
    case: SmallCase,
) -> None:
    sites = (
        "no,place,lat,lon,state,expected,families\n"
        "S1,House 4,35.95,39.01,go,4,0\n"
        "S2,Garden,35.96,39.02,not_assessed,,1\n"
        "S3,Somewhere,,,not_assessed,2,٨\n"
        "S4,Mill,36.4,39.4,not_assessed,2,at least 5\n"
        "S5,Quay,36.5,39.5,not_assessed,2,Darwish; Karam\n"
    )
    (case.data / "sites.csv").write_text(sites, encoding="utf-8")
    assert case.build().exit_code == 0
    table = (case.folder / "out" / "tables" / "sites.csv").read_text(encoding="utf-8-sig")
    waiting = {row["code"]: row["families_waiting"] for row in csv.DictReader(io.StringIO(table))}
    # one family of a missing person at S1 and one at S2 are known by name
    assert waiting == {"S1": "1", "S2": "1", "S3": "8", "S4": "at least 5", "S5": "2"}
    answer = case.run("plan", case.folder, "--json")
    planned = {one["code"]: one for one in json.loads(answer.stdout)["sites"]}
    assert planned["S3"]["families_waiting"] == [8, 8]
    assert planned["S4"]["families_waiting"] == [5, None]
    order = [code for code in planned if code != "S1"]
    assert order.index("S3") < order.index("S4") < order.index("S5")
