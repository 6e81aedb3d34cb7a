"""A determination may give several reasons: all are kept, and its incident counts once."""

import csv

import pytest

from sijill.model.codes import OfficialReason
from sijill.model.records.record import DeterminationRecord, Locator
from sijill.model.records.rejects import Reject
from sijill.model.results.official import Match, MatchBasis
from sijill.model.settings.case import Actor, Case
from sijill.official.lines import official_lines
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import read_rows
from sijill.sources.toml_files import read_mapping
from small_cases import SmallCase, build_street

MAPPING = """\
id = "m"
title = "M"
kind = "determination"
file = "m.csv"
[fields]
actor = "by"
[fields.position]
column = "found"
[fields.reason]
column = "why"
unwrap = "php"
values = { "thin" = "insufficient_information" }
"""
THIN, OTHER = OfficialReason.INSUFFICIENT_INFORMATION, OfficialReason.OTHER
NO_STRIKE = OfficialReason.NO_STRIKE_THAT_DAY_AREA


def _read(*reasons: str) -> tuple[tuple[DeterminationRecord, ...], tuple[Reject, ...]]:
    rows = [
        ReceivedRow(
            Locator("m.csv", "0" * 64, "", number),
            {"by": "alliance", "found": "non_credible", "why": why},
            (),
        )
        for number, why in enumerate(reasons, start=2)
    ]
    read = read_rows(read_mapping(MAPPING, "m.toml"), rows, {})
    records = tuple(one for one in read.records if isinstance(one, DeterminationRecord))
    return records, read.rejects


@pytest.mark.parametrize(
    ("cell", "reasons"),
    [
        ("", ()),
        ("none given", ()),
        ("thin", (THIN,)),
        ("no strike that day area", (NO_STRIKE,)),
        ("thin,other", (THIN, OTHER)),
        ("other; thin", (OTHER, THIN)),
        ("other | thin | other", (OTHER, THIN)),
        ("insufficient_information other", (THIN, OTHER)),
        ('a:2:{i:0;s:24:"insufficient_information";i:1;s:5:"other";}', (THIN, OTHER)),
    ],
)
def test_every_reason_of_a_cell_is_kept_in_its_order(
    cell: str, reasons: tuple[OfficialReason, ...]
) -> None:
    (record,), rejects = _read(cell)
    assert record.reasons == reasons
    assert not rejects


@pytest.mark.parametrize(("cell", "named"), [("thin, lies", "'lies'"), ("we know it", "'we know")])
def test_a_word_that_is_no_reason_is_listed(cell: str, named: str) -> None:
    (record,), (reject,) = _read(cell)
    assert record.reasons == ()
    assert reject.column == "why"
    assert named in reject.reason


def test_a_line_has_the_reasons_of_the_record_that_gives_them() -> None:
    (silent, two), _ = _read("", "other, thin")
    case = Case(title="A town", area="Basatin", actors=(Actor(id="alliance", name="Alliance"),))
    matches = {
        one.head.id: Match(one.head.id, "incidents:1", MatchBasis.KEY) for one in (silent, two)
    }
    (line,) = official_lines((silent, two), matches, case)
    assert line.reasons == (OTHER, THIN)


def test_the_gap_by_reason_adds_up_to_the_totals_and_shows_both(street: SmallCase) -> None:
    incidents = "\n".join(
        (
            "no,day,party,grade,killed",
            *(f"M{number},2031-06-0{number},The Alliance,fair,{number}" for number in (1, 2, 3)),
            "",
        )
    )
    columns = {"code": "no", "happened": "day", "actors": "party", "grade": "grade"}
    street.add_list("monitor", "incident", {**columns, "civilians_killed_min": "killed"}, incidents)
    findings = (
        'no,about,found,why\n1,M1,non_credible,"insufficient_information,other"\n'
        "2,M2,non_credible,insufficient_information\n"
    )
    about = '{ column = "about", source = "monitor" }'
    of_line = {"incident": about, "position": "found", "reason": "why"}
    street.add_list(
        "findings", "determination", of_line, findings, 'fixed = { actor = "alliance" }'
    )
    build_street(street)
    text = (street.folder / "out" / "tables" / "gap_groups.csv").read_text(encoding="utf-8-sig")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["dimension"] == "reason"]
    assert [(row["group"], row["incidents"], row["documented_lowest"]) for row in rows] == [
        ("insufficient_information", "1", "2"),
        ("insufficient_information and other", "1", "1"),
        ("no line", "1", "3"),
    ]
    figures = street.figures()
    assert figures["documented.deaths"]["lowest"] == sum((1, 2, 3))
    both = "gap.incidents.reason.insufficient_information_and_other"
    assert figures[both]["lowest"] == 1


def test_a_line_that_concedes_harm_and_states_no_number_leaves_its_group_open(
    street: SmallCase,
) -> None:
    incidents = "no,day,party,grade,killed\n" + "".join(
        f"M{number},2031-06-0{number},The Alliance,fair,{number}\n" for number in (1, 2, 3)
    )
    columns = {"code": "no", "happened": "day", "actors": "party", "grade": "grade"}
    street.add_list("monitor", "incident", {**columns, "civilians_killed_min": "killed"}, incidents)
    about = '{ column = "about", source = "monitor" }'
    of_line = {"incident": about, "position": "found", "deaths_min": "dead"}
    findings = "no,about,found,dead\n1,M1,non_credible,\n2,M2,credible,\n3,M3,credible,2\n"
    street.add_list(
        "findings", "determination", of_line, findings, 'fixed = { actor = "alliance" }'
    )
    build_street(street)
    text = (street.folder / "out" / "tables" / "gap_groups.csv").read_text(encoding="utf-8-sig")
    rows = {
        row["group"]: (row["conceded_lowest"], row["conceded_highest"])
        for row in csv.DictReader(text.splitlines())
        if row["dimension"] == "position"
    }
    assert rows == {"credible": ("2", ""), "non_credible": ("0", "0")}
    page = (street.folder / "out" / "dossier" / "gap.html").read_text(encoding="utf-8")
    of_position = page.partition('id="position"')[2].partition("</table>")[0]
    assert "at least 2" in of_position
