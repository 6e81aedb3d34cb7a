"""A day's work of a recovery team, from filled-in forms to labels, sheet, candidates and dossier.

Ten bodies from two sites, one of them beside suspected ground, and three families who wait. The
answers lie in the files as KoBoToolbox and ODK Central write them.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from sijill.publication.forms.xlsform import forms
from sijill.remains.body_codes import BodyCode
from small_cases import Prepared, SmallCase

DAY = "2031-11-02"
SITES = (
    {"code": "S1", "place": "شارع المنصور، بيت ٤", "point": "35.9500 39.0100", "found_in": "rubble",
     "expected": "7", "families": "السلوم; الدرويش", "team": "T2"},
    {"code": "S2", "place": "Garden behind the school", "point": "35.9600 39.0200",
     "found_in": "garden_park_grave", "expected": "at least 2", "team": "T2"},
)  # fmt: skip
HAZARDS = (
    {"number": "H1", "reported": "2031-10-30", "point": "35.96010 39.0200", "hazard": "ap_mine",
     "status": "sha"},
)  # fmt: skip
MISSING = (
    {"number": "M1", "name": "كريم يوسف السلوم", "sex": "male", "age": "41", "stature": "178",
     "last_seen": "2031-08-10", "point": "35.9501 39.0101", "family_group": "السلوم", "site": "S1",
     "clothing": "grey shirt; black belt", "effects": "silver ring", "marks": "scar on left knee",
     "reported_by": "CANARY Umm Karim"},
    {"number": "M2", "name": "هدى سمير الدرويش", "sex": "female", "age": "9",
     "last_seen": "2031-08-10", "point": "35.9502 39.0102", "family_group": "الدرويش",
     "site": "S1", "clothing": "blue dress", "reported_by": "CANARY Abu Huda"},
    {"number": "M3", "name": "Nadim Khalid al-Attar", "sex": "male", "age": "65", "stature": "165",
     "last_seen": "2031-09-01", "point": "35.9600 39.0201", "family_group": "al-Attar",
     "site": "S2", "marks": "gold tooth", "reported_by": "CANARY Nabil"},
)  # fmt: skip


def code(number: int) -> str:
    return str(BodyCode("MNSR", "T2", number))


BODIES: tuple[Mapping[str, str], ...] = (
    {"code": code(1), "site": "S1", "layer": "ground floor", "sex": "male", "age": "35-45",
     "stature": "174-182", "condition": "complete crushed", "clothing": "grey shirt; black belt",
     "effects": "silver ring", "point": "35.95003 39.01002 0 4"},
    {"code": code(2), "site": "S1", "layer": "first floor", "sex": "female", "age": "8-10",
     "condition": "complete", "clothing": "blue dress", "point": "35.95002 39.01004 0 4"},
    *({"code": code(number), "site": "S1", "sex": "male", "age": "20-30", "condition": "complete",
       "clothing": "jeans"} for number in (3, 4, 5)),
    {"code": code(6), "site": "S1", "condition": "body_part", "elements": "left femur"},
    {"code": code(7), "site": "S1", "condition": "commingled", "elements": "2 left femur; skull"},
    {"code": code(8), "site": "S2", "sex": "male", "age": "60-70", "stature": "160-168",
     "condition": "complete skeletonised", "marks": "gold tooth", "point": "35.96001 39.02001 0 4",
     "name": "نديم", "identified_by": "the son"},
    *({"code": code(number), "site": "S2", "sex": "female", "age": "adult",
       "condition": "incomplete"} for number in (9, 10)),
)  # fmt: skip
RECOVERED = tuple(
    {**one, "recovered": DAY, "place": "Mansour", "photo": f"{number}.jpg"}
    for number, one in enumerate(BODIES, start=1)
)
BOARD = ("--method", "dna", "--status", "confirmed_board", "--member", "Dr Salma")


def kobo(path: Path, form: str, answers: tuple[Mapping[str, str], ...]) -> None:
    """A workbook as KoBoToolbox exports it: XML names, positions split, its own columns behind."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    names = [one.name for one in forms()[form].questions if one.type != "note"]
    behind = ["_point_latitude", "_point_longitude", "_id", "_uuid"]
    sheet.append(["start", "end", *names, *behind])
    for number, row in enumerate(answers, start=1):
        values: list[str | None] = [row.get(name) for name in names]
        position: list[str | None] = [*row.get("point", "").split()[:2], None, None][:2]
        times = [f"{DAY}T08:00:00.000+03:00", f"{DAY}T08:05:00.000+03:00"]
        sheet.append([*times, *values, *position, str(500 + number), f"uuid-{form}-{number}"])
    book.save(path)


CENTRAL = (
    *("KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected"),
    *("Status", "ReviewState", "DeviceID", "Edits", "FormVersion"),
)


def central(path: Path, form: str, answers: tuple[Mapping[str, str], ...]) -> None:
    """An archive as ODK Central exports it: the form, the parts seen on each body, photographs."""
    names = [one.name for one in forms()[form].questions if one.type not in ("note", "geopoint")]
    position = [f"point-{one}" for one in ("Latitude", "Longitude", "Altitude", "Accuracy")]
    own, group = io.StringIO(newline=""), io.StringIO(newline="")
    rows, parts = csv.writer(own), csv.writer(group)
    rows.writerow(["SubmissionDate", *names, *position, "meta-instanceID", *CENTRAL])
    parts.writerow(["part", "PARENT_KEY", "KEY"])
    for number, row in enumerate(answers, start=1):
        key = row.get("KEY", f"uuid:{form}-{number}")
        server = {"AttachmentsPresent": "1", "AttachmentsExpected": "1", "Edits": "0", **row}
        rows.writerow(
            [
                f"{DAY}T16:00:00.000Z",
                *(row.get(name, "") for name in names),
                *[*row.get("point", "").split(), "", "", "", ""][:4],
                *(key, key),
                *(server.get(name, "") for name in CENTRAL[1:]),
            ]
        )
        parts.writerow(["left femur", key, f"{key}/parts[1]"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"sijill_{form}.csv", own.getvalue())
        archive.writestr(f"sijill_{form}-parts.csv", group.getvalue())
        for photo in sorted({row["photo"] for row in answers if row.get("photo")}):
            archive.writestr(f"media/{photo}", b"\xff\xd8\xff")


@pytest.fixture
def case(street: SmallCase, prepared: Prepared) -> SmallCase:
    """The case that the forms of the day make, built."""
    return prepared(street, _take_forms_in)


def _take_forms_in(street: SmallCase) -> None:
    (street.folder / "sources" / "notebook.toml").unlink()
    (street.data / "notebook.csv").unlink()
    filled: dict[str, tuple[Mapping[str, str], ...]] = {
        "site": SITES,
        "hazard": HAZARDS,
        "missing": MISSING,
    }
    for form, answers in filled.items():
        made = street.run("forms", street.folder / "sources", "--form", form)
        assert made.exit_code == 0, made.output
        (street.folder / "sources" / f"{form}.xlsx").unlink()
        kobo(street.data / f"{form}.xlsx", form, answers)
    made = street.run("forms", street.folder / "sources", "--form", "recovery", "--server", "odk")
    assert made.exit_code == 0, made.output
    (street.folder / "sources" / "recovery.xlsx").unlink()
    mapping = street.folder / "sources" / "recovery.toml"
    text = mapping.read_text(encoding="utf-8").replace("recovery.csv", "recovery.zip")
    mapping.write_text(text, encoding="utf-8")
    central(street.data / "recovery.zip", "recovery", RECOVERED)
    built = street.build()
    assert built.exit_code == 0, built.output


def table(case: SmallCase, name: str) -> list[dict[str, str]]:
    text = (case.folder / "out" / "tables" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_forms_come_in_whole(case: SmallCase) -> None:
    figures = case.figures()
    assert figures["remains.recovered"]["text"] == "10"
    assert figures["sites.recorded"]["text"] == "2"
    rejects = list(csv.DictReader(io.StringIO(case.rejects().lstrip("\ufeff"))))
    assert [one for one in rejects if one.get("effect") == "row"] == []


def test_a_second_export_brings_no_second_record(case: SmallCase) -> None:
    """The servers export everything again; what is half-finished or altered waits with a reason."""
    before = json.loads(case.build("--json").stdout)["records"]
    more = {**RECOVERED[0], "clothing": "coat"}
    central(case.data / "recovery.zip", "recovery", (
        *RECOVERED,
        {**more, "code": code(11), "AttachmentsPresent": "0"},
        {**more, "code": code(12), "ReviewState": "edited", "Edits": "1"},
        {**more, "code": code(13), "ReviewState": "rejected"},
        {**more, "code": code(14), "ReviewState": "approved", "Edits": "2"},
        {**more, "code": ""},
    ))  # fmt: skip
    kobo(case.data / "missing.xlsx", "missing", MISSING)
    again = json.loads(case.build("--json").stdout)
    assert again["records"] == before + 1
    assert case.figures()["remains.recovered"]["text"] == "11"
    rejects = list(csv.DictReader(io.StringIO(case.rejects().lstrip("\ufeff"))))
    reasons = [one["reason"] for one in rejects if one["effect"] == "row"]
    assert len(reasons) == 4
    for words in ("0 of its 1 files", "changed after it was sent", "reviewer rejected", "is empty"):
        assert [words in reason for reason in reasons].count(True) == 1, reasons


def test_the_four_counters_do_not_mix(case: SmallCase) -> None:
    """Five bodies and three more at S2, ten sets; two left femora in one bag, one in another."""
    figures = case.figures()
    found = {
        name: figures[f"remains.{name}"]["text"]
        for name in ("recovered", "bodies", "individuals", "persons")
    }
    assert found == {"recovered": "10", "bodies": "8", "individuals": "9", "persons": "0"}
    assert len({figures[f"remains.{name}"]["unit"] for name in found}) == 4


def test_the_suspected_ground_closes_its_site_and_not_the_other(case: SmallCase) -> None:
    go = ("--state", "go", "--reason", "the engineer has looked")
    assert case.run("site", case.folder, "S1", *go).exit_code == 0
    refused = case.run("site", case.folder, "S2", *go)
    assert (refused.exit_code, "hazard:H1 (11 m)" in refused.stderr) == (1, True), refused.stderr
    plan = json.loads(case.run("plan", case.folder, "--json").stdout)["sites"]
    assert [(one["code"], one["task"], len(one["families"])) for one in plan] == [
        ("S1", "work", 2),
        ("S2", "clear", 1),
    ]
    assert plan[0]["expected"] == [7, 7]
    assert len(plan[0]["remains"]) == 7


def test_labels_and_the_sheet_of_the_day_bear_the_same_codes(
    case: SmallCase, tmp_path: Path
) -> None:
    labels, sheet = tmp_path / "labels.html", tmp_path / "sheet.html"
    words = ("--place", "MNSR", "--team", "T2", "--count", "10")
    assert case.run("labels", labels, *words).exit_code == 0
    answer = case.run("daysheet", case.folder, sheet, "--day", DAY, "--team", "t2")
    assert answer.exit_code == 0, answer.output
    assert "10 sets of remains from 2 sites" in answer.stdout
    for number in range(1, 11):
        assert code(number) in labels.read_text(encoding="utf-8")
        assert code(number) in sheet.read_text(encoding="utf-8")
    written = sheet.read_text(encoding="utf-8")
    assert "كشف اليوم" in written
    assert "grey shirt" in written
    assert "CANARY" not in written


def test_the_sheet_as_pdf_says_the_same(case: SmallCase, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    answer = case.run("daysheet", case.folder, path, "--day", DAY, "--team", "T2")
    assert answer.exit_code == 0, answer.output
    words = "".join(page.extract_text() for page in PdfReader(path).pages)
    for number in range(1, 11):
        assert code(number) in words.replace("\n", "")
    assert "silver ring" in words
    assert "hazard:H1, 11 m" in words
    assert "CANARY" not in words


@pytest.mark.parametrize("words", [("--day", "2031-11-03"), ("--day", DAY, "--team", "T9")])
def test_a_day_without_a_find_has_no_sheet(
    case: SmallCase, tmp_path: Path, words: tuple[str, ...]
) -> None:
    answer = case.run("daysheet", case.folder, tmp_path / "sheet.html", *words)
    assert answer.exit_code == 1
    assert "no remains in the register were recovered on" in answer.stderr


def test_the_bodies_lead_to_the_families(case: SmallCase) -> None:
    bodies = json.loads(case.run("candidates", case.folder, "--json").stdout)["bodies"]
    first = {body["remains"]: body["candidates"][0]["person"] for body in bodies}
    assert first[f"recovery:{code(1)}"] == "missing:M1"
    assert first[f"recovery:{code(2)}"] == "missing:M2"
    assert first[f"recovery:{code(8)}"] == "missing:M3"


def test_a_body_stands_beside_its_candidates_on_paper(case: SmallCase, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    body = f"recovery:{code(8)}"
    answer = case.run("candidates", case.folder, "--of", body, "--page", path, "--most", "2")
    assert answer.exit_code == 0, answer.output
    page = path.read_text(encoding="utf-8")
    assert page.index("missing:M3") < page.index("Decision of the board")
    for words in ("gold tooth", "160–168 cm", "Nadim Khalid al-Attar", "نديم", "ffe14d", "f7a8c4"):
        assert words in page
    assert page.count("Not started") == 8
    assert "CANARY" not in page
    several = case.run("candidates", case.folder, "--page", path)
    assert (several.exit_code, "one body" in several.stderr) == (1, True)


def test_a_board_ends_the_wait_of_a_family_and_the_chain_says_what_is_missing(
    case: SmallCase,
) -> None:
    body = f"recovery:{code(1)}"
    told = ("--reason", "16 of 16 loci", "--case", case.folder)
    assert case.run("identify", body, "missing:M1", *BOARD, *told).exit_code == 0
    where = ("--holder", "al-Salloum family", "--at", "مقبرة تل البيعة", "--buried")
    moved = case.run("presence", code(1), *where, "--since", "2031-11-05", *told)
    assert moved.exit_code == 0, moved.output
    done = case.run("examine", code(1), "dna_sample", "completed", *told)
    assert done.exit_code == 0, done.output
    assert case.build().exit_code == 0
    rows = {row["code"]: row for row in table(case, "chain") if row["code"]}
    assert len(rows) == 10
    row = rows[code(1)]
    assert (row["identity"], row["method_class"], row["board"]) == (
        "confirmed_board",
        "primary",
        "Dr Salma",
    )
    assert (row["buried_at"], row["examined"]) == ("مقبرة تل البيعة", "1")
    assert row["missing"] == "incident official_line"
    assert rows[code(6)]["missing"] == "person incident official_line"
    assert case.figures()["remains.confirmed"]["text"] == "1"
    plan = json.loads(case.run("plan", case.folder, "--json").stdout)["sites"]
    (site,) = [one for one in plan if one["code"] == "S1"]
    assert [family["missing"] for family in site["families"]] == [["missing:M2"]]
    shown = "".join(
        re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8"))
        for page in (case.folder / "out" / "dossier").rglob("*.html")
    )
    assert "Buried by al-Salloum family at مقبرة تل البيعة from 2031-11-05" in shown
    assert "Examination, dna sample: completed" in shown
    assert "CANARY" not in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("presence", code(1), "--holder", " ", "--at", "x"), "the holder is empty"),
        (("presence", code(1), "--holder", "A", "--at", "x", "--since", "2031-10-01"), "was found"),
        (("presence", code(1), "--holder", "A", "--at", "x", "--since", "soon"), "is no day"),
        (("presence", "MNSR-T2-99", "--holder", "A", "--at", "x"), "no record"),
        (("presence", "missing:M1", "--holder", "A", "--at", "x"), "no record of remains"),
        (("examine", code(99), "dental", "completed"), "no record"),
    ],
)
def test_what_is_no_line_of_a_body_s_log_is_refused(
    case: SmallCase, words: tuple[str, ...], told: str
) -> None:
    answer = case.run(*words, "--reason", "x", "--case", case.folder)
    assert (answer.exit_code, told in answer.stderr) == (1, True), answer.output
