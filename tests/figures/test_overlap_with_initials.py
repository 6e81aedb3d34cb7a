"""A row with initials may be somebody whom another list names in full: overlaps leave room."""

from pathlib import Path

from sijill.config import find_workspace
from sijill.register.watching import unwatched
from sijill.steps.case.starting.start_case import start_case
from sijill.steps.case.starting.trial import try_out

FULL = ("Nadir Omar Salim", "Hala Idris Barakat", "Munir Carlos Rojas Dahir")


def test_a_row_with_initials_is_in_the_upper_end_of_the_overlap(tmp_path: Path) -> None:
    files = []
    for name, people in (("memorial", FULL), ("monitor", (*FULL[:2], "M. C. Rojas Dahir"))):
        rows = "".join(f"{row},{person},2031-06-0{row}\n" for row, person in enumerate(people, 1))
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_text(f"id,name,date of death\n{rows}", encoding="utf-8")
    start_case(tmp_path / "case", files, "A case")
    figures = try_out(find_workspace(tmp_path / "case", None), unwatched).figures
    values = {name: value for name, (_, value) in figures.items()}
    assert values["persons.named"] == "3–4"
    assert values["overlap.among.memorial.monitor"] == "2–3"
    assert values["overlap.among.monitor.memorial"] == "2–3"
