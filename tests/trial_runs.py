"""Cases begun from small lists as a user begins them, and what a trial run says of them."""

from pathlib import Path

from sijill.config import find_workspace
from sijill.register.watching import unwatched
from sijill.steps.case.starting.start_case import start_case
from sijill.steps.case.starting.trial import FigureBounds, Trial, try_out


def try_case(folder: Path, bounds: FigureBounds | None = None) -> Trial:
    """A trial run of the case in the folder."""
    return try_out(find_workspace(folder / "case", None), unwatched, bounds)


def begin_case(folder: Path, **lists: str) -> None:
    """A new case with one CSV file for each list, called by the list's name."""
    paths = [folder / f"{name}.csv" for name in lists]
    for path, text in zip(paths, lists.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    start_case(folder / "case", paths, "A case")


def trial_of(folder: Path, **lists: str) -> Trial:
    """A trial run of a new case with these lists."""
    begin_case(folder, **lists)
    return try_case(folder)


def values_of(trial: Trial) -> dict[str, str]:
    """Each figure of the front page as it is printed, by its name."""
    return {name: value for name, (_, value) in trial.figures.items()}
