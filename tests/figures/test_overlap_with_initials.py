"""A row with initials may be somebody whom another list names in full: overlaps leave room."""

from pathlib import Path

from trial_runs import trial_of, values_of

FULL = ("Nadir Omar Salim", "Hala Idris Barakat", "Munir Carlos Rojas Dahir")


def test_a_row_with_initials_is_in_the_upper_end_of_the_overlap(tmp_path: Path) -> None:
    lists = {}
    for name, people in (("memorial", FULL), ("monitor", (*FULL[:2], "M. C. Rojas Dahir"))):
        rows = "".join(f"{row},{person},2031-06-0{row}\n" for row, person in enumerate(people, 1))
        lists[name] = f"id,name,date of death\n{rows}"
    values = values_of(trial_of(tmp_path, **lists))
    assert values["persons.named"] == "3–4"
    assert values["overlap.among.memorial.monitor"] == "2–3"
    assert values["overlap.among.monitor.memorial"] == "2–3"
