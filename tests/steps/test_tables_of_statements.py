"""Whose statements a pasted table holds and which day its "Date" is, seen from lists beside it."""

import csv
from pathlib import Path

import pytest

from sijill.model.errors import CaseError
from sijill.steps.case.starting.start_case import StartedCase, start_case

TEXTS = (
    "A strike on a fighting position. It is assessed that three civilians were killed. Credible.",
    "No Alliance strikes were conducted in the geographical area. Non-credible.",
    "Two civilians were unintentionally killed and one injured. Credible.",
    "Insufficient information of time, location and details to assess. Non-credible.",
)
DAYS = ("2031-06-03", "2031-06-09", "2031-07-02", "2031-07-20")
PLACES = ("Ayn", "Sur", "Marj", "Tall")


def _write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _start(folder: Path, parties: list[str], rows: list[list[str]], day: str) -> StartedCase:
    head = ["ref", "date", "place", "killed min", "killed max", "belligerent"]
    incidents = [
        [f"M-{number}", when, place, "2", "4", parties[number % len(parties)]]
        for number, (when, place) in enumerate(zip(DAYS, PLACES, strict=True))
    ]
    files = [
        _write(folder / "incidents.csv", [head, *incidents]),
        _write(folder / "army.csv", [["No", day, "Place", "Text"], *rows]),
    ]
    return start_case(folder / "case", files, "Ayn")


def _rows(days: tuple[str, ...], texts: tuple[str, ...] = TEXTS) -> list[list[str]]:
    facts = zip(days, PLACES, texts, strict=True)
    return [[str(number), *fact] for number, fact in enumerate(facts, 1)]


@pytest.mark.parametrize(
    ("parties", "speaker"),
    [
        (["Alliance"], "Alliance"),
        (["The army"], "The army"),  # the one party there is
        (["Alliance forces", "Regime forces"], "Alliance forces"),  # named in a text
        (["The army", "The militia"], None),
    ],
)
def test_the_author_is_the_party_that_lists_or_texts_leave(
    tmp_path: Path, parties: list[str], speaker: str | None
) -> None:
    incidents, army = _start(tmp_path, parties, _rows(DAYS), "Date").inspected
    assert [incidents.kind, army.kind] == ["incident", "determination"]
    assert army.guessed.fixed.get("actor") == speaker
    assert any("who made these statements" in question for question in army.guessed.questions)
    case = (tmp_path / "case" / "case.toml").read_text(encoding="utf-8")
    assert ("\n[comparison]" in case) == (speaker is not None)
    assert "grades = []  # no list of incidents has grades" in case


MONTH_ENDS = ("2031-06-30", "2031-06-30", "2031-07-31", "2031-07-31")
DATED = tuple(f"On 4 June 2031, near Ayn, Syria. {text}" for text in TEXTS)


@pytest.mark.parametrize(
    ("heading", "days", "texts", "field"),
    [
        ("Date", DAYS, TEXTS, "happened"),
        ("Date", MONTH_ENDS, TEXTS, "issued"),
        ("Date", DAYS, DATED, "issued"),
        ("Release date", DAYS, TEXTS, "issued"),
        ("Date of incident", MONTH_ENDS, TEXTS, "happened"),
    ],
)
def test_a_day_that_seldom_repeats_beside_texts_without_one_is_that_of_the_incident(
    tmp_path: Path,
    heading: str,
    days: tuple[str, ...],
    texts: tuple[str, ...],
    field: str,
) -> None:
    _, army = _start(tmp_path, ["Alliance"], _rows(days, texts), heading).inspected
    assert army.guessed.fields.get(field) == (heading,)
    assert len({"issued", "happened"} & army.guessed.fields.keys()) == 1


def test_a_folder_that_is_a_case_is_refused(tmp_path: Path) -> None:
    _start(tmp_path, ["Alliance"], _rows(DAYS), "Date")
    with pytest.raises(CaseError, match="is a case already"):
        _start(tmp_path, ["Alliance"], _rows(DAYS), "Date")


def test_of_two_that_begin_a_case_in_one_folder_at_once_the_second_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both lists stood in one case, and the settings of one of them were written over."""
    folder = tmp_path / "case"

    def another_begins(made: Path) -> None:
        for place in (made / "data", made / "sources"):
            place.mkdir(parents=True)
        (made / "case.toml").write_text("title = 'another'\n", encoding="utf-8")

    monkeypatch.setattr("sijill.steps.case.starting.start_case._make_folders", another_begins)
    file = tmp_path / "list.csv"
    file.write_text("Name,Date of death\nRana Salloum,2031-06-03\n", encoding="utf-8")
    with pytest.raises(CaseError, match="is a case already"):
        start_case(folder, [file], "mine")
    assert (folder / "case.toml").read_text(encoding="utf-8") == "title = 'another'\n"
    assert list((folder / "data").iterdir()) == []
