"""Cells of thousands of digits, beside every kind of word, are looked at as any other cells are."""

from pathlib import Path

import pytest

from sijill.steps.case.starting.inspect_file import inspect_file

LONG = "9" * 5_000
"""More digits than the language turns into a number."""
WORDS = ("0,1", "2,3", "yes,no", "credible,pending", "-1,-2", "12.5,4", "2031-06-03,2031-06-04")


@pytest.mark.parametrize("heading", ["Verified", "Killed", "Case", "Age", "2031", "Of them women"])
@pytest.mark.parametrize("words", WORDS)
def test_a_first_look_reads_cells_of_thousands_of_digits(
    heading: str, words: str, tmp_path: Path
) -> None:
    cells = [LONG, *words.split(","), LONG[1:], *words.split(",")]
    rows = [f"Sami {'ABCDEF'[at]}mri,2031-06-0{at + 1},{cell}" for at, cell in enumerate(cells)]
    path = tmp_path / "list.csv"
    path.write_text("\n".join([f"Name,Date,{heading}", *rows, ""]), encoding="utf-8")
    found = inspect_file(path)
    assert found.guessed.kind is not None
