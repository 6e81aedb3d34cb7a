"""Cells that state the killed and the injured apart, in several languages."""

import pytest

from sijill.language.numbers import read_count
from sijill.language.numbers.harms import StatedHarm, part_about, states_harms
from sijill.model.records.record import RecordKind
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import guess
from sijill.sources.tables.table import Row, Table

NOT_SAID = None


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("3 killed, 5 wounded", 3, 5),
        ("Casualties: 3 killed and 5 injured.", 3, 5),
        ("2 dead 3 wounded", 2, 3),
        ("1 загиблий, 3 поранених", 1, 3),
        ("killed: 3; injured: 5", 3, 5),
        ("three killed", 3, NOT_SAID),
        ("2 injured", NOT_SAID, 2),
        ("no casualties", 0, 0),
        ("قتيلان و5 جرحى", 2, 5),
        ("٤ قتلى و ٦ مصابين", 4, 6),
        ("3 muertos y 2 heridos", 3, 2),
        ("4 morts, 1 blessé", 4, 1),
        ("погибло 2, ранено 3", 2, 3),
        ("загинуло 2, поранено 3", 2, 3),
        ("1,200 killed, 30 injured", 1200, 30),
        ("١٬٢٠٠ قتيل، ٣٠ جريح", 1200, 30),
        ("3 killed + 5 injured", 3, 5),
    ],
)
def test_each_number_is_that_of_its_words(
    text: str, killed: int | None, injured: int | None
) -> None:
    assert states_harms(text)
    for harm, number in ((StatedHarm.KILLED, killed), (StatedHarm.INJURED, injured)):
        expected = UNKNOWN_COUNT if number is None else CountRange.exactly(number)
        found = read_count(part_about(text, harm))
        assert found == expected, harm


@pytest.mark.parametrize(
    "text",
    [
        "7 killed and injured",  # one number of both
        "Killed and injured: 7",
        "7 dead/wounded",
        "3 men killed, 2 women killed, 5 wounded",  # several numbers of one harm
        "3 killed; 5 wounded (2 died later)",
    ],
)
def test_what_no_part_counts_alone_is_no_number_of_the_killed(text: str) -> None:
    assert part_about(text, StatedHarm.KILLED) == text
    assert isinstance(read_count(text), Unreadable)


def test_an_open_end_stays_with_its_number() -> None:
    found = read_count(part_about("10+ killed, 5 injured", StatedHarm.KILLED))
    assert found == CountRange(10, None)


@pytest.mark.parametrize("text", ["3", "", "A farmer stepped on a mine", "5 killed or so, we hear"])
def test_other_cells_are_no_such_statement(text: str) -> None:
    assert not states_harms(text)


@pytest.mark.parametrize("text", ["3", "4-6", "at least 4", "5 killed"])
def test_a_cell_that_speaks_of_one_harm_is_read_whole(text: str) -> None:
    assert part_about(text, StatedHarm.KILLED) == text


def _fields(kind: RecordKind, heading: str, *cells: str) -> dict[str, tuple[str, ...]]:
    names = ("Accident ID", "Date", "Village", heading)
    rows = tuple(
        Row(number, dict(zip(names, (f"A{number}", "2031-03-04", "Ayn", cell), strict=True)))
        for number, cell in enumerate(cells, 2)
    )
    table = Table(names, rows)
    return dict(guess(look_at(table), rows, kind).fields)


def test_both_are_read_from_one_column_of_texts() -> None:
    cells = ("3 killed, 5 wounded", "1 killed", "2 injured")
    accidents = _fields(RecordKind.HAZARD, "Casualties", *cells)
    assert accidents["killed"] == accidents["injured"] == ("Casualties",)
    incidents = _fields(RecordKind.INCIDENT, "What happened", *cells)
    assert incidents["people_killed_min"] == incidents["people_injured_min"] == ("What happened",)


def test_a_column_of_stories_is_no_number() -> None:
    cells = ("3 killed when a car hit a mine, so the sheikh", "We heard a blast", "He lost a leg")
    assert "killed" not in _fields(RecordKind.HAZARD, "Details", *cells)


def test_numbered_columns_of_names_are_asked_about() -> None:
    names = ("Accident ID", "Accident date", "Killed", "Victim 1 name", "Victim 2 name")
    rows = (Row(2, dict(zip(names, ("A1", "2031-03-04", "2", "Rana", "Samir"), strict=True))),)
    guessed = guess(look_at(Table(names, rows)), rows, RecordKind.HAZARD)
    (question,) = [one for one in guessed.questions if "several people in one row" in one]
    assert question.startswith("'Victim 1 name', 'Victim 2 name'")
