"""What a dry run says of a list: rows, what is set aside with its row, shares, keys, references."""

import csv
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pytest

from sijill.steps.case.starting.trial import (
    FIRST_LOOK,
    FigureBounds,
    ListTrial,
    Trial,
)
from trial_runs import begin_case, try_case

INCIDENTS = "code,date,location,killed_min,killed_max\nT-1,2031-06-03,Basatin,2,3\n"


def _trial(folder: Path, **files: str) -> Trial:
    begin_case(folder, **files)
    return try_case(folder, FigureBounds(0, 0))


@dataclass(frozen=True)
class Expected:
    """A list and what a dry run says of it; ``aside`` are a count and words of its reason."""

    text: str
    taken: int
    aside: tuple[tuple[int, str], ...] = ()
    understood: dict[str, tuple[int, int]] = field(default_factory=dict)
    tied: int | None = None
    lost: int = 0
    with_incidents: bool = False


HEAD = "id,name,sex,age,date of death\n"
LISTS = {
    "all is understood": Expected(
        HEAD + "1,Rana Attar,f,12,2031-06-03\n2,Samir Hallaq,m,40,2031-06-09\n", 2
    ),
    "an age that is none": Expected(
        HEAD + "1,Rana Attar,f,soon,2031-06-03\n2,Samir Hallaq,m,40,2031-06-09\n",
        2,
        ((1, "this is no age"),),
        {"age": (2, 1)},
    ),
    "a day that does not exist": Expected(
        HEAD + "1,Rana Attar,f,12,2031-06-31\n", 1, ((1, "no day 31"),), {"died": (1, 0)}
    ),
    "unknown in five languages": Expected(
        HEAD + "1,Rana Attar,f,unknown,\n2,Samir Hallaq,m,مجهول,-\n3,Lina Attar,?,неизвестно,n/a\n"
        "4,Omar Jaber,m,bilinmiyor,nan\n5,Huda Jaber,f,inconnu,unbekannt\n",
        5,
        (),
        {"age": (0, 0), "died": (0, 0), "sex": (4, 4)},
    ),
    "placeholders are no names": Expected(
        HEAD + '1,"DOE, JOHN",m,,2031-06-03\n2,فلان الفلاني,m,,2031-06-03\n', 2
    ),
    "an age out of bounds": Expected(
        HEAD + "1,Rana Attar,f,350,2031-06-03\n2,Lina Attar,f,-4,2031-06-03\n",
        2,
        ((1, "outside 0 to 125"), (1, "negative")),
        {"age": (2, 0)},
    ),
    "dates that could be exchanged": Expected(
        HEAD + "1,Rana Attar,f,12,03/04/2031\n2,Lina Attar,f,9,05/06/2031\n",
        2,
        ((2, "say day_first"),),
        {"died": (2, 0)},
    ),
    "one date shows the order": Expected(
        HEAD + "1,Rana Attar,f,12,03/04/2031\n2,Lina Attar,f,9,25/06/2031\n",
        2,
        (),
        {"died": (2, 2)},
    ),
    "dates with points": Expected(
        HEAD + "1,Rana Attar,f,12,03.04.2031\n2,Lina Attar,f,9,05.06.2031\n",
        2,
        (),
        {"died": (2, 2)},
    ),
    "years of an unnamed calendar": Expected(
        HEAD + "1,Rana Attar,f,12,1402/07/15\n2,Lina Attar,f,9,1402/07/16\n",
        2,
        ((2, "say calendar"),),
        {"died": (2, 0)},
    ),
    "a 31st day shows the calendar": Expected(
        HEAD + "1,Rana Attar,f,12,1402/07/15\n2,Lina Attar,f,9,1402/05/31\n",
        2,
        (),
        {"died": (2, 2)},
    ),
    "approximate ages": Expected(
        HEAD + "1,Rana Attar,f,about 40,2031-06-03\n2,Lina Attar,f,Anfang 30,2031-06-03\n",
        2,
        (),
        {"age": (2, 2)},
    ),
    "references": Expected(
        "id,incident,name,date of death\n1,T-1,Rana Attar,2031-06-03\n2,T-9,Lina Attar,2031-06-03\n"
        "3,,Omar Jaber,2031-06-03\n",
        3,
        ((1, "leads nowhere"),),
        {"incident": (2, 1)},
        1,
        1,
        with_incidents=True,
    ),
    "an empty row is no record": Expected(
        HEAD + "1,Rana Attar,f,12,2031-06-03\n,,,,\n2,Lina Attar,f,9,2031-06-03\n",
        2,
        ((1, "the row is empty"),),
        {},
    ),
    "a total is no person": Expected(
        HEAD + "1,Rana Attar,f,12,2031-06-03\n2,Lina Attar,f,9,2031-06-03\nTotal,2,,,\n",
        2,
        ((1, "total"),),
        {},
    ),
    "a sex that is no code": Expected(
        HEAD + "1,Rana Attar,f,12,2031-06-03\n2,Lina Attar,zz,9,2031-06-03\n",
        2,
        ((1, "translate it under 'values'"),),
        {"sex": (2, 1)},
    ),
    "a number of killed that is none": Expected(
        "code,date,location,killed_min,killed_max\nA,2031-06-03,Basatin,2,3\nB,2031-06-04,Quay,lots!,\n",
        2,
        ((1, "no whole number"),),
        {"people_killed_min": (2, 1)},
    ),
    "none may be zero or unknown": Expected(
        "code,date,location,killed_min,killed_max\nA,2031-06-03,Basatin,none,none\n",
        1,
        ((1, "can mean zero or unknown"), (1, "can mean zero or unknown")),
    ),
    "words for numbers": Expected(
        "code,date,location,killed_min\nA,2031-06-03,Basatin,at least four\n"
        "B,2031-06-04,Quay,не менее пяти\n",
        2,
        (),
        {"people_killed_min": (2, 2)},
    ),
    "a latitude that is none": Expected(
        "code,date,location,latitude,longitude,killed_min\nA,2031-06-03,Basatin,95.1,39.0,2\n",
        1,
        ((1, "outside -90 to 90"), (1, "missing or cannot be read")),
        {"latitude": (1, 0)},
    ),
    "bodies": Expected(
        "tag,date recovered,name,sex,age,found at,buried at,identified by\n"
        "B-1,2031-06-13,unidentified,M,adult,Basatin,plot 4,\nB-2,soon,,F,child,Quay,plot 5,\n",
        2,
        ((1, "no date"),),
        {"recovered": (2, 1), "age": (2, 2)},
    ),
    "identified names no board": Expected(
        "tag,date recovered,name,sex,age,found at,buried at,identification status\n"
        "B-1,2031-06-13,Rana Attar,F,12,Basatin,plot 4,identified\n"
        "B-2,2031-06-13,,F,9,Basatin,plot 4,تم التعرف\n",
        2,
        (),
        {"identification": (2, 2)},
    ),
}


def _list(trial: Trial) -> ListTrial:
    return next(one for one in trial.lists if one.source == "given")


@pytest.mark.parametrize("name", list(LISTS))
def test_a_dry_run_says_what_becomes_of_a_list(name: str, tmp_path: Path) -> None:
    expected = LISTS[name]
    files = {"given": expected.text}
    if expected.with_incidents:
        files["incidents"] = INCIDENTS
    one = _list(_trial(tmp_path, **files))
    assert one.taken == expected.taken
    found = [(aside.count, aside.reason) for aside in one.set_aside]
    assert len(found) == len(expected.aside), found
    for count, words in expected.aside:
        assert any(count == number and words in reason for number, reason in found), found
    shares = {share.field: (share.filled, share.understood) for share in one.fields}
    assert expected.understood.items() <= shares.items(), shares
    assert (one.tied, one.lost_references) == (expected.tied, expected.lost)


@pytest.mark.parametrize("name", list(LISTS))
def test_the_numbers_of_a_dry_run_add_up(name: str, tmp_path: Path) -> None:
    one = _list(_trial(tmp_path, given=LISTS[name].text))
    rows_aside = sum(aside.count for aside in one.set_aside if aside.effect == "row")
    assert one.taken + rows_aside == one.rows
    lines = len(list(csv.reader(StringIO(LISTS[name].text)))) - 1
    assert one.rows <= lines
    for share in one.fields:
        assert 0 <= share.understood <= share.filled <= one.rows
    for aside in one.set_aside:
        assert 1 < aside.row <= lines + 2
        assert "Error(" not in aside.reason
        assert "object at" not in aside.reason


def test_a_doubled_key_is_told_with_its_row(tmp_path: Path) -> None:
    trial = _trial(tmp_path, given=HEAD + "1,Rana Attar,f,12,2031-06-03\n")
    assert _list(trial).repeated_keys == 0
    mapping = tmp_path / "case" / "sources" / "given.toml"
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace("columns = []", 'columns = ["id"]'), encoding="utf-8")
    people = "1,Rana Attar,f,12,2031-06-03\n1,Lina Attar,f,9,2031-06-03\n"
    (tmp_path / "case" / "data" / "given.csv").write_text(HEAD + people, encoding="utf-8")
    one = _list(try_case(tmp_path, FigureBounds(0, 0)))
    assert (one.taken, one.repeated_keys) == (2, 1)


def test_no_figure_is_worked_out_above_the_bound_and_it_is_said(tmp_path: Path) -> None:
    trial = _trial(tmp_path, given=HEAD + "1,Rana Attar,f,12,2031-06-03\n")
    assert not trial.figures
    assert "1 records of people and remains (it links 0 at most)" in trial.without_figures


@pytest.mark.parametrize(("most", "has_figures"), [(1, False), (2, True)])
def test_a_large_list_of_incidents_is_read_whole_without_figures(
    tmp_path: Path, most: int, *, has_figures: bool
) -> None:
    """Every row is taken; what is left out is only how the front page would read."""
    _trial(tmp_path, given=INCIDENTS + "T-2,2031-06-04,Basatin,1,1\n")
    trial = try_case(tmp_path, FigureBounds(FIRST_LOOK.linked, most))
    assert _list(trial).taken == 2
    assert bool(trial.figures) is has_figures
    assert ("2 records (it counts 1 at most)" in trial.without_figures) is not has_figures


@pytest.mark.parametrize(("most", "has_figures"), [(1, False), (2, True)])
def test_very_many_lists_are_read_whole_without_figures(
    tmp_path: Path, most: int, *, has_figures: bool
) -> None:
    _trial(tmp_path, one=INCIDENTS, other=INCIDENTS.replace("T-1", "U-1"))
    trial = try_case(tmp_path, FigureBounds(5, 5, lists=most))
    assert [one.taken for one in trial.lists] == [1, 1]
    assert bool(trial.figures) is has_figures
    assert ("2 lists (it compares 1 at most)" in trial.without_figures) is not has_figures


def test_columns_that_no_field_reads_are_named(tmp_path: Path) -> None:
    text = (
        "id,name,date of death,desk colour,empty\n1,Rana Attar,2031-06-03,green,\n"
        "2,Samir Hallaq,2031-06-09,,\n"
    )
    (people,) = _trial(tmp_path, people=text).lists
    assert people.unread_columns == ("desk colour",)


def test_a_note_says_how_often_and_where(tmp_path: Path) -> None:
    text = "id,name,date of death\n1,Two unknown men,2031-06-03\n2,Three men,2031-06-04\n"
    (people,) = _trial(tmp_path, people=text).lists
    (note,) = people.notes
    assert (note.count, note.row, note.value) == (2, 2, "Two unknown men")
    assert "more than one person" in note.reason


def test_a_file_without_its_protected_column_is_left_out_and_nothing_of_it_shown(
    tmp_path: Path,
) -> None:
    _trial(tmp_path, people="id,name,date of death,told by\n1,Rana Attar,2031-06-03,Nasser\n")
    mapping = (tmp_path / "case/sources/people.toml").read_text(encoding="utf-8")
    assert '  "told by",' in mapping.partition("protected = [")[2]
    data = next((tmp_path / "case").rglob("people.csv"))
    data.write_text("1,Rana Attar,2031-06-03,Nasser\n", encoding="utf-8")
    trial = try_case(tmp_path, FigureBounds(0, 0))
    assert trial.lists == ()
    assert "is protected" in trial.problems[0]
    assert "Nasser" not in str(trial.as_json())


def test_of_very_many_claims_a_first_look_reads_no_sentence(tmp_path: Path) -> None:
    text = "id,sentence,value,unit,said by\n"
    text += "".join(f'{n},"{n} people were killed in June.",{n},deaths,Council\n' for n in (3, 4))
    begin_case(tmp_path, claims=text)
    trial = try_case(tmp_path, FigureBounds(5, 5, read=1))
    assert trial.lists[0].kind == "count"
    assert not trial.figures
    assert "2 claims and official lines (it reads 1 at most)" in trial.without_figures
    trial = try_case(tmp_path, FigureBounds(5, 5, characters=50))
    assert "claims of 58 characters (it reads 50 at most)" in trial.without_figures
