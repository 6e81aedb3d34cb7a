"""Sentences of the front page about numbers that are not there."""

import html
import re
from pathlib import Path

import pytest

from small_cases import Command

INCIDENTS = """\
code,date,location,killed_min,killed_max
A-1,2031-06-03,Basatin,2,4
A-2,2031-06-05,Harbour,unknown,
A-3,2031-06-07,Mill Street,1,1
"""
LINES = """\
incident code,belligerent,assessment,deaths conceded,date,statement
A-1,Northern Command,credible,2,2031-09-01,"June 3, 2031, near Basatin: two civilians were killed."
"""


def words_of(page: str) -> str:
    """What a reader reads of it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_what_gives_no_number_and_what_is_not_compared_is_said(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    (tmp_path / "lines.csv").write_text(LINES, encoding="utf-8")
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "incidents.csv", tmp_path / "lines.csv").exit_code == 0
    assert sijill("build", case).exit_code == 0
    page = (case / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    assert "of which 1 gives no number and adds nothing." in page
    assert "tied to no incident" not in page
    assert "in no total" not in page
    words = words_of(page)
    assert "Northern Command : 1 official line ( 1 credible), conceding 2 deaths." in words
    assert (
        "1 official line is on record and compared with no incident: case.toml names no party under"
    ) in words


STATEMENTS = """\
number,belligerent,date,statement
1,Northern Command,2031-09-01,"June 3, 2031, near Basatin. It was assessed that two civilians died."
2,Northern Command,2031-09-01,"June 3, 2031, near Basatin. It was assessed that two civilians died."
3,Northern Command,2031-09-01,"June 5, 2031, near Basatin. It was assessed that two civilians died."
4,Northern Command,2031-09-01,"June 9, 2031, near Basatin. The report was assessed as not credible."
"""


def test_statements_alone_say_what_they_concede(tmp_path: Path, sijill: Command) -> None:
    """A line that repeats another to the word may be about the same deaths."""
    (tmp_path / "lines.csv").write_text(STATEMENTS, encoding="utf-8")
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "lines.csv").exit_code == 0
    assert sijill("build", case).exit_code == 0
    words = words_of((case / "out" / "dossier" / "index.html").read_text(encoding="utf-8"))
    assert "Deaths conceded in the official lines of Northern Command" in words
    assert (
        "Northern Command : 4 official lines ( 3 credible, 1 non-credible), conceding 4–6 deaths."
    ) in words
    assert "4 official lines are on record and compared with no incident: no list" in words


GRADED = """\
code,date,location,civilians_killed,grade
A-1,2031-06-03,Basatin,3,Weak
A-2,2031-06-05,Harbour,5,Discounted
A-3,2031-06-07,Mill Street,1,
"""


def test_incidents_that_are_discounted_are_said_beside_the_headline(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "incidents.csv").write_text(GRADED, encoding="utf-8")
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "incidents.csv").exit_code == 0
    assert sijill("build", case).exit_code == 0
    page = (case / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "9 civilians are reported killed in 3 incidents of all grades" in words
    assert "; 4 of them in 2 incidents of any grade but Discounted." in words
    assert "reported killed in incidents of any grade but Discounted that begin" in words


PARTIES = """\
[[actors]]
id = "north"
name = "Northern Command"

[comparison]
actor = "north"
grades = ["confirmed"]
"""
OF_TWO_PARTIES = """\
code,date,location,belligerents,grading,killed_min,killed_max
A-1,2031-06-03,Basatin,Northern Command,confirmed,2,4
A-2,2031-06-05,Harbour,Southern Command,confirmed,5,5
A-3,2031-06-07,Mill Street,Northern Command,weak,1,1
"""
VICTIMS = """\
no,incident,name,age,date of death
1,A-1,Khalid Walid Attar,40,2031-06-03
2,A-2,Rana Nabil Hallaq,12,2031-06-05
3,A-9,Samir Omar Jaber,31,2031-06-09
4,,Huda Karim Mansur,22,2031-06-09
5,,"DOE, JOHN",,2031-06-09
"""


def test_what_stands_in_no_number_of_an_incident_is_said_beside_it(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "incidents.csv").write_text(OF_TWO_PARTIES, encoding="utf-8")
    (tmp_path / "victims.csv").write_text(VICTIMS, encoding="utf-8")
    case = tmp_path / "mycase"
    files = (tmp_path / "incidents.csv", tmp_path / "victims.csv")
    assert sijill("new", case, *files).exit_code == 0
    (case / "case.toml").write_text('title = "A street"\n' + PARTIES, encoding="utf-8")
    built = sijill("build", case)
    assert built.exit_code == 0
    page = (case / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    plain = " ".join(re.sub(r"<[^>]+>", "", page).split())
    for sentence in (
        "killed in 2 incidents of all grades with Northern Command as a suspected or known party; ",
        "2–4 of them in 1 incident graded confirmed.",
        "1 more incident on record is in no total: 1 does not name Northern Command.",
        "In incidents graded confirmed, Northern Command a suspected or known party. 1 more",
        "4 distinct people are named as killed across all lists. ",
        "2 of them are tied to no incident and in no number of an incident.",
    ):
        assert sentence in plain
    assert "Of them tied to no incident" in built.stdout


def _first_page(case: Path) -> str:
    page = (case / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_a_total_that_names_have_raised_says_what_the_list_itself_states(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "incidents.csv").write_text(
        "code,date,location,killed\nA-1,2031-06-03,Basatin,1\nA-2,2031-06-05,Harbour,4\n",
        encoding="utf-8",
    )
    named = VICTIMS.replace("2,A-2", "2,A-1")
    (tmp_path / "victims.csv").write_text(named, encoding="utf-8")
    case = tmp_path / "mycase"
    sijill("new", case, tmp_path / "incidents.csv", tmp_path / "victims.csv")
    assert sijill("build", case).exit_code == 0
    plain = _first_page(case)
    assert "6 people (civilian or not) are reported killed in 2 incidents" in plain
    assert (
        "1 incident names more people killed than the number says; as stated, the total is 5"
        in plain
    )


def test_a_second_list_of_incidents_is_named_with_what_it_adds_to_no_total(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "incidents.csv").write_text(GRADED, encoding="utf-8")
    (tmp_path / "harbour_watch.csv").write_text(
        "ref,date,location,dead\n7,2031-06-03,Basatin,3\n8,2031-06-20,Salt Pans,9\n",
        encoding="utf-8",
    )
    (tmp_path / "lines.csv").write_text(LINES, encoding="utf-8")
    case = tmp_path / "mycase"
    sijill("new", case, *(tmp_path / f"{name}.csv" for name in ("incidents", "harbour_watch")))
    with (case / "case.toml").open("a", encoding="utf-8") as text:
        text.write(PARTIES.replace("grades", 'incidents = "incidents"\ngrades'))
    assert sijill("build", case).exit_code == 0
    plain = _first_page(case)
    assert "in a list that is not counted (Harbour watch; to count it instead, change" in plain
    assert "change incidents under [comparison] in case.toml)" in plain


def test_where_nobody_is_named_as_killed_no_list_is_said_to_hold_them(
    tmp_path: Path, sijill: Command
) -> None:
    for name in ("first", "second"):
        (tmp_path / f"{name}.csv").write_text(
            "name,age,date missing,last seen at\nKhalid Walid Attar,40,2031-06-03,Mill Street\n",
            encoding="utf-8",
        )
    case = tmp_path / "mycase"
    sijill("new", case, tmp_path / "first.csv", tmp_path / "second.csv")
    assert sijill("build", case).exit_code == 0
    plain = _first_page(case)
    assert "0 distinct people are named as killed" in plain
    assert "of the named dead" not in plain


PATIENTS = """\
name,age,date of death,fate
Khalid Walid Attar,40,2031-06-03,killed
Rana Nabil Hallaq,12,2031-06-05,zz
Samir Omar Jaber,31,,yy
"""


def test_whom_no_list_calls_killed_is_in_the_upper_end_and_the_page_says_so(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "ward.csv").write_text(
        "name,age,date of death,place\nHadi Nabil Zayd,61,2031-06-04,Basatin\n", encoding="utf-8"
    )
    (tmp_path / "patients.csv").write_text(PATIENTS.replace("fate", "harm"), encoding="utf-8")
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "ward.csv", tmp_path / "patients.csv").exit_code == 0
    _settle(case / "sources" / "ward.toml")
    assert sijill("build", case).exit_code == 0
    page = (case / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "2–4 distinct people are named as killed across all lists" in words
    assert "states a fate, person by person; its mapping counts every one" in page
    assert "Whether 2 people entered in the lists were killed is not known" in words
    assert "2 values of the files could not be used" in words


STATUS = """\
name,age,date of death,status,consent to publish
Khalid Walid Attar,40,2031-06-03,zz,yes
Rana Nabil Hallaq,12,2031-06-05,yy,yes
"""


def test_what_nobody_has_settled_is_on_the_first_page_until_it_is_taken_out(
    tmp_path: Path, sijill: Command
) -> None:
    """It was said once, by the command that made the mapping, and never again."""
    (tmp_path / "dead.csv").write_text(STATUS, encoding="utf-8")
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "dead.csv").exit_code == 0
    built = sijill("build", case)
    assert "dead: 2 questions are not settled, and on the first page" in built.stdout
    asked = "the words of 'status' ('zz', 'yy') are those of no field"
    assert f"Not settled: {asked}" in sijill("inspect", case).output
    index, sources = (case / "out" / "dossier" / page for page in ("index.html", "sources.html"))
    assert "Not settled in Dead; the numbers may change with it." in _words(index)
    for page in (index, sources):
        assert asked[1:] in _words(page)
    _settle(case / "sources" / "dead.toml")
    assert "not settled" not in sijill("build", case).stdout
    assert "Not settled" not in _words(index) + _words(sources)


def test_a_question_quotes_nothing_of_a_list_of_which_something_is_withheld(
    tmp_path: Path, sijill: Command
) -> None:
    (tmp_path / "dead.csv").write_text(STATUS.replace("zz,yes", "zz,no"), encoding="utf-8")
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "dead.csv").exit_code == 0
    assert sijill("build", case).exit_code == 0
    for page in ("index.html", "sources.html"):
        words = _words(case / "out" / "dossier" / page)
        assert "ts questions stand in sources/dead.toml" in words
        assert "zz" not in words


def _settle(mapping: Path) -> None:
    """Take the questions out of a mapping, and say that its columns are settled."""
    written = mapping.read_text(encoding="utf-8")
    settled = re.sub(r"questions = \[.*?\n\]\n", "", written, flags=re.DOTALL)
    settled = settled.replace("settled = []", 'settled = ["status"]')
    assert settled != written
    mapping.write_text(settled, encoding="utf-8")


def _words(page: Path) -> str:
    """The words of a page, on one line."""
    bare = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", html.unescape(bare))


def test_what_is_conceded_beyond_the_documented_is_said_beside_the_gap(
    tmp_path: Path, sijill: Command
) -> None:
    """One documented and four conceded at the quay; these three make the difference smaller."""
    (tmp_path / "incidents.csv").write_text(
        "code,date,location,civilians killed,belligerent,grading\n"
        "A,2031-06-03,Quay,1,Alliance,Fair\nB,2031-06-05,Mill,8-10,Alliance,Fair\n",
        encoding="utf-8",
    )
    (tmp_path / "replies.csv").write_text(
        "incident,authority,finding,deaths conceded\nA,Alliance,credible,4\n"
        "B,Alliance,credible,2\n",
        encoding="utf-8",
    )
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "incidents.csv", tmp_path / "replies.csv").exit_code == 0
    assert sijill("build", case).exit_code == 0
    page = (case / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "3–5 documented deaths are not acknowledged" in words
    assert "3 deaths are acknowledged beyond what is documented in the same incident" in words


MONTHS = """\
Month,Open at start,New reports,Completed,Credible,Non-credible,Open at end,Deaths,Cumulative deaths
January 2031,20,8,10,4,6,18,11,60
February 2031,18,5,9,2,7,{open_after},3,{cumulative}
"""
"""An authority's own totals, in the words of a researcher's table."""


def _page_of_months(folder: Path, sijill: Command, **february: int) -> str:
    (folder / "monthly totals.csv").write_text(MONTHS.format(**february), encoding="utf-8")
    case = folder / "mycase"
    assert sijill("new", case, folder / "monthly totals.csv").exit_code == 0
    assert sijill("build", case).exit_code == 0
    pages = [case / "out" / "dossier" / name for name in ("index.html", "official.html")]
    text = " ".join(page.read_text(encoding="utf-8") for page in pages)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_monthly_totals_that_add_up_are_read_as_what_they_are(
    tmp_path: Path, sijill: Command
) -> None:
    words = _page_of_months(tmp_path, sijill, open_after=14, cumulative=63)
    assert "0 of 2 months stand in one that does not" in words
    assert "which number is wrong" not in words


@pytest.mark.parametrize(
    ("february", "finding"),
    [
        ({"open_after": 15, "cumulative": 63}, "15 is stated, 14 follows"),
        ({"open_after": 14, "cumulative": 64}, "64 is stated, 63 follows"),
    ],
)
def test_a_monthly_total_that_does_not_add_up_is_said_on_the_first_page(
    february: dict[str, int], finding: str, tmp_path: Path, sijill: Command
) -> None:
    words = _page_of_months(tmp_path, sijill, **february)
    assert "own totals stand in a sum that does not hold" in words.replace("stands", "stand")
    assert finding in words


PRESS = """\
outlet,date,sentence,number
Radio Qasr,2031-06-08,"At least 3 people were killed in Basatin and Harbour, the monitor says",3
Morning Post,2031-06-09,"Radio Qasr reports at least 3 killed",3
Evening Wire,2031-06-09,"More than 400 people have been killed",400
"""


def test_published_claims_are_told_and_the_injured_of_unknown_number(
    tmp_path: Path, sijill: Command
) -> None:
    files = {
        "incidents.csv": INCIDENTS.replace("_max", "_max,injured").replace("2,4", "2,4,7"),
        "press.csv": PRESS,
        "letter.txt": "Dear friends, please read this first.\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    case = tmp_path / "mycase"
    sijill("new", case, *(tmp_path / name for name in files))
    assert sijill("build", case).exit_code == 0
    words = words_of((case / "out" / "dossier" / "index.html").read_text(encoding="utf-8"))
    assert "Published claims , held against these figures and in no number here: " in words
    assert "are reported injured ( 2 incidents give no number of them)" in words
    assert "Not settled in this case; the numbers may change with it." in words
    assert "letter" not in words


def test_a_list_of_the_injured_is_in_no_sentence_about_the_dead(
    tmp_path: Path, sijill: Command
) -> None:
    dead = "Name,Age,Date killed\nSalwa Bahri Naddaf,34,2033-05-02\nIyad Karim Suwan,9,2033-05-02\n"
    hurt = "Name,Age,Outcome\nTamim Rafiq Sorani,52,injured\nRuba Jad Hilwani,19,injured\n"
    for name, text in (("dead.csv", dead), ("hurt.csv", hurt)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    case = tmp_path / "mycase"
    assert sijill("new", case, tmp_path / "dead.csv", tmp_path / "hurt.csv").exit_code == 0
    assert sijill("build", case).exit_code == 0
    words = words_of((case / "out" / "dossier" / "index.html").read_text(encoding="utf-8"))
    assert "2 distinct people are named as killed" in words
    assert "2 more people are named as injured" in words
    short = words[words.index("In short") : words.index("What no list covers")]
    assert "of the named dead are on Hurt" not in short
    assert "of the named dead is on" not in short
