"""Pasted releases of different layouts: lines apart, headings and totals in no line."""

import pytest

from sijill.language.releases.release_lines import lines_of, release_of
from sijill.official.grammar.reading import read_line

BULLETS = """\
In May 2031 the Alliance carried over 40 open reports, received 6, reopened one and completed 9.

Credible reports

• April 3, 2031, near Basatin, Syria, via self-report: Two civilians were unintentionally killed.
• April 9, 2031, near Tell Hamra, Syria, via Airwars report: It was assessed that at least three
civilians were unintentionally killed and one was injured. 2201/CS044

Duplicate reports

• April 9, 2031, near Tell Hamra, Syria, via SNHR report: Duplicate of 2201.
"""
NUMBERED = """\
After a thorough review the command found that the following two reports are credible:

1. On March 2, 2031, near al-Wadi, Iraq, it was assessed that one civilian was killed.

2. On the night of March 7, 2031, near Jisr, Iraq, it was assessed that two children were killed.

The following two reports were found to be non-credible:

3. March 16, 2031, near Jisr, Iraq: It was assessed that no strike corresponds to the report.

4. March 18, 2031, near Jisr, Iraq: see entry 3.

In total the credible reports resulted in the deaths of three civilians.
"""
TABLE = """\
No.\tDate\tPlace\tSource\tFinding
2301\t03 DEC 20\tBasatin, Syria\tAirwars\tCredible: 4 civilians killed, 2 injured
2303\t11 DEC 20\tQasr, Syria\tMedia\tNon-credible: no strikes
Total\t2 reports\t\t\t4 killed, 2 injured
"""
PROSE = """\
Three reports were open at the beginning of the quarter; two remain open.

Feb. 1, 2031, near Harran, Somalia. The strike killed one civilian and injured three others.

Feb. 23, 2031, near Jilal, Somalia. This report remains under assessment.

The two reports above came in writing. Altogether one civilian was killed.
"""
CORRECTIONS = """\
(1) June 2, 2031, near Basatin, Syria, via Airwars report. Regrettably, five civilians were killed.

Corrections to earlier releases:

(2) Jan. 5, 2031, near Tell Hamra, Syria, via self-report. The February release stated that two
civilians were killed. That was incorrect; the two civilians were injured. (1207)
"""
FORMS = """\
FINDINGS OF THE COMBINED TEAM

REPORT 17
Date: 4 May 2031
Place: Gul Dara, Afghanistan
Reported by: UNAMA
Finding: Substantiated. Two women and a child were killed when a munition landed short.

REPORT 18
Date: between 8 and 10 May 2031
Place: Kotal, Afghanistan
Reported by: media
Finding: Open. The team has not yet visited the site.

TOTALS: 2 reports, 1 substantiated, 3 civilians killed.
"""
BELOW = """The assessment has been completed.

The reports listed below were determined to be non-credible due to insufficient information:

- May 4, 2031, near Basatin, Syria, via Airwars report. 1610/CS822
- May 6, 2031, near Basatin, Syria, via Airwars report. 1618/CS829

The following reports were determined to be credible:

- May 9, 2031, near Basatin, Syria, via self-report. One civilian killed. 1622
"""
BARE = """\
RIVER COMMAND, MONTHLY REVIEW
June 30, 2031
In June the review of five reports ended.
CREDIBLE (2):
1. June 2, 2031, near Basatin: two civilians were unintentionally killed.
2. June 5, 2031, near Qasr: one civilian was unintentionally killed.
Non-credible
3. June 7, 2031, near Jisr: the report lacks details.
Duplicates
4. May 3, 2031, near Harran: assessed in the May review.
Correction: the number of civilians killed on May 9, 2031 near Tell Hamra should read four.
To date, 31 civilians have been killed.
"""
ABOVE = """\
Feb. 1, 2031, near Harran, Somalia. The strike killed one civilian.
Feb. 23, 2031, near Jilal, Somalia. The strike killed two civilians.
The two reports above name three civilians who were killed.
"""
LAYOUTS = {
    "a row about the rows above": (ABOVE, ["2031-02-01 credible 1", "2031-02-23 credible 2"]),
    "bare headings": (
        BARE,
        [
            "2031-06-02 credible 2",
            "2031-06-05 credible 1",
            "2031-06-07 non_credible unknown",
            "2031-05-03 duplicate unknown",
        ],
    ),
    "below": (
        BELOW,
        [
            "2031-05-04 non_credible unknown",
            "2031-05-06 non_credible unknown",
            "2031-05-09 credible 1",
        ],
    ),
    "bullets": (
        BULLETS,
        ["2031-04-03 credible 2", "2031-04-09 credible at least 3", "2031-04-09 duplicate unknown"],
    ),
    "numbered": (
        NUMBERED,
        [
            "2031-03-02 credible 1",
            "2031-03-07 credible 2",
            "2031-03-16 non_credible unknown",
            "2031-03-18 duplicate unknown",
        ],
    ),
    "table": (TABLE, ["2020-12-03 credible 4", "2020-12-11 non_credible unknown"]),
    "prose": (PROSE, ["2031-02-01 credible 1", "2031-02-23 open unknown"]),
    "corrections": (CORRECTIONS, ["2031-06-02 credible 5", "2031-01-05 credible 0"]),
    "forms": (FORMS, ["2031-05-04 credible 3", "2031-05-08/2031-05-10 open unknown"]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_allegation_is_a_line(layout: str) -> None:
    text, expected = LAYOUTS[layout]
    read = [read_line(text[one.start : one.end], one.heading) for one in lines_of(text)]
    found = [f"{line.happened.to_edtf()} {line.position} {line.deaths}" for line in read]
    assert found == expected


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_line_holds_a_total_or_the_words_of_another(layout: str) -> None:
    text, _ = LAYOUTS[layout]
    lines = lines_of(text)
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        assert following is None or line.end <= following.start
        words = text[line.start : line.end].casefold()
        assert not {"total", "altogether", "following", "corrections", "above"} & set(words.split())


def test_the_cells_of_a_table_give_number_place_and_channel() -> None:
    first = read_line(TABLE.splitlines()[1])
    assert first.codes == ("2301",)
    assert [name.written for name in first.place.names] == ["Basatin, Syria"]
    assert first.reading.channel_code == "monitor"


def test_the_fields_of_a_form_give_place_and_channel() -> None:
    (form, _) = lines_of(FORMS)
    line = read_line(FORMS[form.start : form.end])
    assert [name.written for name in line.place.names] == ["Gul Dara, Afghanistan"]
    assert (line.channel, line.codes) == ("UNAMA", ("17",))


def test_a_text_that_is_no_list_is_one_line() -> None:
    text = "The Alliance found the report not credible.\n\nIt was closed on 3 May 2031."
    (line,) = lines_of(text)
    assert (line.start, line.end) == (0, len(text))


def test_rows_of_one_paragraph_are_lines_of_their_own() -> None:
    rows = (
        "Nov. 11, 2031, near Basatin, Syria, via Airwars report. No strike was identified. 3188",
        "Nov. 13, 2031, near Basatin, Syria, via Airwars report. Two civilians were killed. 3190",
        "03 DEC 31 - vicinity of Basatin, Syria. Substantiated. Two civilians were killed.",
    )
    text = "\n".join(rows)
    assert [text[line.start : line.end].strip() for line in lines_of(text)] == list(rows)


def test_a_wrapped_row_that_begins_with_a_day_is_no_line() -> None:
    text = (
        "Nov. 11, 2031, near Basatin, Syria, via Airwars report. It concerns the same strike as\n"
        "Nov. 12, 2031, near Basatin, Syria, and was assessed with it.\n"
        "Nov. 13, 2031, near Tall Abyar, Syria, via Airwars report. Two civilians were killed."
    )
    assert len(lines_of(text)) == 2


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_that_begin_with_their_day_are_apart_without_empty_lines(gap: str) -> None:
    said = "After a review of available information it was assessed that no civilians were harmed."
    heads = (
        "June 2, 2031, near Basatin",
        "June 3, 2031, near Old Town",
        "June 11, 2031, near Qasr",
    )
    text = gap.join(("A monthly report", *(f"{head}, via media report: {said}" for head in heads)))
    assert [text[line.start : line.end].strip()[:13] for line in lines_of(text)] == [
        head[:13] for head in heads
    ]


STATEMENTS = """\
STATEMENT BY THE COMBINED ASSESSMENT TEAM

The spokesman of the team presented the results of four inquiries.

Regarding the claim that on 18 March 2031 Alliance forces hit a farm in Basatin, killing seven
farmers, the team reviewed the schedule of missions. It found that the Alliance carried out no
strikes in the governorate on that day.

In light of this, the team found that the Alliance did not strike the farm.

As for what was stated in the report of the panel, that on 6 May 2031 a plant in Wadi Nur was
bombed: the building was used by the militia as a weapons store.

2. With respect to the allegation received from an organisation that on the night of 9 June 2031 a
house in Tell Hamra was hit, the team found that the bomb missed its target because of a technical
fault, and that two civilians were killed.

Concerning the claim that on (2 July 2031) a market in Jisr was shelled, the team concluded that no
strike matched the claim.
"""
ONE_PARAGRAPH = (
    "Regarding the claim that on 18 March 2031 a farm in Basatin was hit: no strikes there."
)
NO_LIST = """\
The team assesses every allegation.

The incident of 3 May 2031 near Basatin was assessed as credible: two civilians were killed.

It thanks those who reported it.
"""


def test_a_paragraph_that_opens_with_an_allegation_and_its_day_is_a_line() -> None:
    read = [read_line(STATEMENTS[one.start : one.end]) for one in lines_of(STATEMENTS)]
    found = [f"{line.happened.to_edtf()} {line.position} {line.deaths}" for line in read]
    assert found == [
        "2031-03-18 non_credible unknown",
        "2031-05-06 non_credible unknown",
        "2031-06-09 credible 2",
        "2031-07-02 non_credible unknown",
    ]
    places = [line.place.names[0].written for line in read]
    assert places == ["Basatin", "Wadi Nur", "Tell Hamra", "Jisr"]
    release = release_of(STATEMENTS)
    assert release is not None
    assert release.around.startswith("STATEMENT BY")
    assert "In light of this" not in release.around


@pytest.mark.parametrize(("text", "count"), [(ONE_PARAGRAPH, 1), (NO_LIST, 1)])
def test_a_text_about_one_allegation_stays_whole(text: str, count: int) -> None:
    lines = lines_of(text)
    assert len(lines) == count
    assert text[lines[0].start : lines[0].end] == text


def test_the_day_of_the_release_is_that_of_a_short_row_above_its_lines() -> None:
    release = release_of(BARE)
    assert release is not None
    assert release.issued == "June 30, 2031"
    without = release_of(BARE.replace("June 30, 2031\n", ""))
    assert without is not None
    assert not without.issued


def test_a_correction_of_another_line_is_no_part_of_the_last_and_is_told() -> None:
    release = release_of(BARE)
    assert release is not None
    assert [row.partition(":")[0] for row in release.doubtful] == ["Correction"]


def test_a_numbered_line_begins_with_its_day_alone_where_the_numbers_go_on() -> None:
    release = (
        "1. On 3 April 2031 in Basatin two residents were killed.\n"
        "2. On 9 April 2031 in Qasr, residents alleged four deaths. The inquiry is open.\n"
        "3. On 12 April 2031 no operation was carried out.\n"
    )
    assert [release[line.start : line.end].strip()[:2] for line in lines_of(release)] == [
        "1.",
        "2.",
        "3.",
    ]
