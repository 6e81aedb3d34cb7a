"""Totals that a pasted release prints around its lines are held against each other."""

from dataclasses import replace

import pytest

from made_records import head_of
from sijill.model.codes import OfficialPosition
from sijill.model.records.record import DeterminationRecord
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.official.release_text import read_release
from sijill.official.release_totals import check_release, releases_of, totals_in_words, totals_of

HEAD = head_of("releases:1")
NUMBERS = (
    *("carried", "received", "reopened", "completed", "credible", "non_credible", "duplicates"),
    *("open_after", "deaths", "cumulative_deaths"),
)
RELEASES = [
    (
        (
            "In the month of May 2031, the Alliance carried over 43 open reports of "
            "possible harm from previous months, received 27 new reports, and completed the "
            "assessment on 28 reports. Seventeen of these reports were assessed to be non- "
            "credible, nine were assessed to be credible, and two reports were assessed to "
            "be duplicates. A total of 42 reports are still open."
        ),
        ["43", "27", "unknown", "28", "9", "17", "2", "42", "unknown", "unknown"],
        "its totals hold",
    ),
    (
        (
            "In the month of November 2031, the command carried over 194 open reports and "
            "received 15 new reports. The assessment of 25 allegation reports has been "
            "completed. Three reports were determined to be credible and resulted in 15 "
            "unintentional civilian deaths. Two of the reports were determined to be "
            "duplicate reports and the remaining 20 reports were assessed to be non- "
            "credible. A total of 184 reports are still open."
        ),
        ["194", "15", "unknown", "25", "3", "20", "2", "184", "15", "unknown"],
        "its totals hold",
    ),
    (
        (
            "The command carried over 97 open reports and received two new reports. It "
            "completed 20 assessment reports. Seven reports were determined to be credible. "
            "It assessed the remaining 13 reports as non-credible. Seventy-nine reports are "
            "still open, including two that it had closed but reopened. At least 1,335 "
            "civilians have been unintentionally killed."
        ),
        ["97", "2", "2", "20", "7", "13", "unknown", "79", "unknown", "1,335"],
        "its totals hold",
    ),
    (
        (
            "Of 51 reports carried over and 4 received, 12 were completed (3 credible, 8 "
            "non-credible, 1 duplicate) and 44 remain open."
        ),
        ["51", "4", "unknown", "12", "3", "8", "1", "44", "unknown", "unknown"],
        "its totals do not hold: carried + received - completed = open: 44 is stated, 43 follows",
    ),
]


@pytest.mark.parametrize(("text", "numbers", "words"), RELEASES)
def test_the_totals_are_read_and_checked(text: str, numbers: list[str], words: str) -> None:
    totals = totals_of(HEAD, [text])
    assert totals is not None
    assert [str(getattr(totals, name)) for name in NUMBERS] == numbers
    assert totals_in_words(totals) == words


def test_a_text_without_totals_has_none() -> None:
    assert totals_of(HEAD, ["Two reports were received, and three civilians were killed."]) is None


def test_a_pasted_release_says_whether_its_totals_hold() -> None:
    text = (
        "In the month of May 2031 the Alliance carried over 40 reports, received 6 and completed 9."
        " A total of 38 reports are still open.\n\n"
        "1. April 3, 2031, near Basatin, Syria: Two civilians were unintentionally killed.\n"
        "2. April 9, 2031, near Qasr, Syria: No Alliance strikes were conducted in the area.\n"
    )
    read = read_release(DeterminationRecord(HEAD, text=text)).reading
    assert read is not None
    (listed,) = read.not_understood
    assert listed.reason.startswith("the text holds 2 lines")
    assert listed.reason.endswith(
        "its totals do not hold: carried + received - completed = open: 38 is stated, 37 follows"
    )


def _lines(*positions: str, around: str, deaths: int = 0) -> list[DeterminationRecord]:
    """A release of a text file: a record a line, the first with the text around them."""
    records = []
    for number, position in enumerate(positions, start=1):
        head = replace(HEAD, id=f"may:{number}", locator=replace(HEAD.locator, row=number))
        concedes = position == "credible" and deaths
        records.append(
            DeterminationRecord(
                head,
                actor="Alliance",
                position=OfficialPosition(position),
                deaths=CountRange.exactly(deaths) if concedes else UNKNOWN_COUNT,
                around=around if number == 1 else "",
            )
        )
    return records


AROUND = (
    "In May 2031 the Alliance carried over 40 reports, received 6 and completed 3. Two reports "
    "were determined to be credible and resulted in 7 unintentional civilian deaths. One report "
    "was assessed to be non-credible. A total of 43 reports are still open."
)


@pytest.mark.parametrize(
    ("positions", "deaths", "breaks"),
    [
        (("credible", "credible", "non_credible"), 0, []),
        (("credible", "credible"), 0, []),
        (
            ("credible", "non_credible", "non_credible"),
            7,
            [
                ("credible lines of the release", "2 is stated, the release has 1"),
                ("non-credible lines of the release", "1 is stated, the release has 2"),
            ],
        ),
        (
            ("credible", "credible", "non_credible"),
            4,
            [("deaths in the lines of the release", "7 is stated, the lines concede 8")],
        ),
    ],
)
def test_totals_are_held_against_the_lines(
    positions: tuple[str, ...], deaths: int, breaks: list[tuple[str, str]]
) -> None:
    (release,) = releases_of(_lines(*positions, around=AROUND, deaths=deaths))
    assert release.totals.actor == "Alliance"
    found = [(one.identity, one.words) for one in check_release(release).breaks]
    assert found == breaks


def test_lines_that_were_not_understood_are_not_compared() -> None:
    (release,) = releases_of(_lines("credible", "no_statement", around=AROUND))
    checked = check_release(release)
    assert not checked.breaks
    assert "not understood" in checked.uncheckable[-1].words


def test_lines_of_different_cells_are_of_different_releases() -> None:
    first, second = _lines("credible", "credible", around=AROUND)
    cells = [
        replace(one, around=AROUND, head=replace(one.head, locator=replace(HEAD.locator, row=row)))
        for row, one in enumerate((first, second), start=2)
    ]
    in_cells = [
        replace(one, head=replace(one.head, locator=replace(one.head.locator, line=5)))
        for one in cells
    ]
    assert [len(release.lines) for release in releases_of(in_cells)] == [1, 1]


def test_rows_of_a_table_with_texts_of_several_releases_are_of_different_releases() -> None:
    rows = _lines("credible", "credible", around=AROUND)
    other = AROUND + " It is the second report."
    of_two = [replace(rows[0], around=AROUND), replace(rows[1], around=other)]
    assert [len(release.lines) for release in releases_of(of_two)] == [1, 1]
