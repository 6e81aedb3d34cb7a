"""A new case from files: a folder, copies of the files, a guessed mapping for each."""

import filecmp
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sijill.files.durability import whole_file
from sijill.files.reading import open_regular, readable
from sijill.files.writing import SAVING, save_text
from sijill.model.errors import CaseError, FileUnreadableError, StorageError
from sijill.sources.guessing.incident_links import link_to_incidents
from sijill.steps.case.starting.case_text import write_case
from sijill.steps.case.starting.files_given import files_given
from sijill.steps.case.starting.further_lists import further_lists, without_sheets
from sijill.steps.case.starting.inspect_file import (
    Inspected,
    look_into,
    nothing_understood,
    with_guess,
    with_source,
)
from sijill.steps.case.starting.list_names import plain_id, source_id
from sijill.steps.case.starting.same_rows import ask_about_issues
from sijill.steps.case.starting.statements import complete_statements
from sijill.steps.case.starting.wide_lists import without_question_of_names
from sijill.steps.case_lock import case_lock
from sijill.steps.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StartedCase:
    """A new case: what was guessed, the mappings that were written, and what could not be read."""

    inspected: tuple[Inspected, ...]
    mappings: tuple[Path, ...]
    problems: tuple[str, ...]


def start_case(folder: Path, files: Iterable[Path], title: str) -> StartedCase:
    """Start a case.

    A folder, ``case.toml``, copies of the files in ``data/``, and a guessed mapping for each. A
    folder among ``files`` stands for the files in it. A column that names the incidents of another
    of the files is tied to it.

    Raises:
        CaseError: if there is a case in the folder already, or not one of the files is understood.
        StorageError: if the folder cannot be written to; what was begun in it is removed.
    """
    _demand_no_case(folder)
    paths, problems = files_given(files)
    looked, unread = _look_into_all(paths)
    problems += unread
    if problems and not looked:
        listed = "\n".join(f"  - {problem}" for problem in problems)
        raise CaseError(f"not one file could be used, so no case was started.\n{listed}")
    _make_folders(folder)
    with case_lock(Workspace(folder, folder)), _undone_on_failure() as made:
        _demand_no_case(folder)  # another process may have started one meanwhile
        copied: list[Inspected] = []
        for file, inspected in looked:
            is_there = any(other.file == inspected.file for other in copied)
            copy = folder / "data" / readable(file.name)
            problem = "" if is_there else _copy(file, copy, made)
            if problem:
                problems.append(problem)
            else:
                copied.append(inspected)
        mappings = {
            folder / "sources" / f"{inspected.source}.toml": inspected.mapping
            for inspected in copied
        }
        lists = [inspected.as_list for inspected in copied]
        case_text = write_case(title, lists, unread=len(problems))
        for target, text in {**mappings, folder / "case.toml": case_text}.items():
            if not target.exists():
                made.append(target)
            save_text(target, text)
    return StartedCase(tuple(copied), tuple(mappings), tuple(problems))


def _demand_no_case(folder: Path) -> None:
    if (folder / "case.toml").exists():
        raise CaseError(
            f"{folder} is a case already. Add a file with: sijill inspect FILE --write "
            f"{folder}/sources/NAME.toml"
        )


@contextmanager
def _undone_on_failure() -> Iterator[list[Path]]:
    """A list for the new files of a case; they are removed if not all of them can be written.

    Half a case would be taken for one: a list that is cut off, or a case without its lists.
    """
    made: list[Path] = []
    try:
        yield made
    except StorageError as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise StorageError(f"{error} No case was started.") from error


def _look_into_all(files: Sequence[Path]) -> tuple[list[tuple[Path, Inspected]], list[str]]:
    """Each readable file with its guess, references between them tied; and what failed."""
    looked: list[tuple[Path, Inspected]] = []
    problems: list[str] = []
    names: set[str] = set()
    for file in files:
        if file.name in names:
            problems.append(f"{file}: two files are called {file.name}; rename one of them.")
            continue
        names.add(file.name)
        try:
            inspected = look_into(
                file, _free_id(source_id(file.name), [other.source for _, other in looked])
            )
        except FileUnreadableError as error:
            problems.append(str(error))
            continue
        if inspected.guessed.maps_nothing:
            problems.append(nothing_understood(inspected))
            continue
        further = further_lists(file, inspected)
        first = without_sheets(inspected, [sheet.table.sheet for sheet in further])
        if any(listed.guessed.unpivot for listed in further):
            settled = without_question_of_names(first.table, first.guessed)
            first = replace(first, guessed=settled)
        looked.append((file, first))
        for sheet in further:
            wanted = plain_id(f"{inspected.source}-{sheet.source}")
            source = _free_id(wanted, [other.source for _, other in looked])
            title = f"{inspected.title}: {sheet.title}"
            looked.append((file, with_source(sheet, source, title)))
    linked = link_to_incidents([inspected.as_list for _, inspected in looked])
    asked = ask_about_issues(complete_statements(linked))
    return [
        (file, inspected if guess == inspected.guessed else with_guess(inspected, guess))
        for (file, inspected), guess in zip(looked, [one.guess for one in asked], strict=True)
    ], problems


def _free_id(plain: str, taken: Sequence[str]) -> str:
    """The id, or with a number behind it where another of the lists has it."""
    number, free = 2, plain
    while free in taken:
        free, number = f"{plain[:44]}-{number}", number + 1
    return free


def _make_folders(folder: Path) -> None:
    try:
        for place in (folder / "data", folder / "sources"):
            place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be made ({error.strerror}). Give another folder."
        ) from error


def _copy(file: Path, copy: Path, made: list[Path]) -> str:
    """Copies a file; the problem in a sentence where it cannot be read, or another is there.

    Raises:
        StorageError: if the copy cannot be written.
    """
    if copy.exists():
        is_same = copy.is_file() and filecmp.cmp(file, copy, shallow=False)
        there = f"{file}: a file of this name is in {copy.parent} already; rename one of them."
        return "" if is_same else there
    made.append(copy)
    try:
        with open_regular(file) as source, whole_file(copy, SAVING, mode=None) as target:
            shutil.copyfileobj(source, target)
    except FileUnreadableError as error:
        return f"{error}. Check the path and the permissions."
    except OSError as error:
        raise StorageError(
            f"{file} cannot be copied to {copy.parent} ({error.strerror}). Make room or change the "
            "permissions, then repeat."
        ) from error
    return ""
