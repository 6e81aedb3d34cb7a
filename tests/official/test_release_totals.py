"""Totals that a pasted release prints around its lines are held against each other."""

import pytest

from sijill.model.records.record import DeterminationRecord, Head, Locator
from sijill.official.release_text import read_release
from sijill.official.release_totals import totals_in_words, totals_of

HEAD = Head("releases:1", "releases", Locator("releases.csv", "0" * 64, "", 1))
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
