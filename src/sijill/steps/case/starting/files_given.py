"""The files that a case is begun with: a folder stands for the files in it.

Photographs and recordings lie beside lists and are none; whatever else cannot be read is told, and
so is a link, which is not followed.
"""

import os
from collections.abc import Iterable
from mimetypes import guess_type
from pathlib import Path

from sijill.files.reading import readable
from sijill.language.sentences import with_noun
from sijill.model.case_limits import LONGEST_CAUSE
from sijill.model.limits import MOST_FILES_OF_A_FOLDER

_NO_LISTS = ("image/", "video/", "audio/", "font/")


def files_given(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """The files in order, and a sentence for each folder of which not all, or nothing, is read."""
    files: list[Path] = []
    problems: list[str] = []
    for path in paths:
        held, left = _files_in(path) if path.is_dir() else ([path], [])
        name = readable(str(path))
        if len(held) > MOST_FILES_OF_A_FOLDER:
            problems.append(
                f"{name} holds more than {MOST_FILES_OF_A_FOLDER} files, so none of "
                "them was looked at. Give the lists one by one."
            )
            continue
        files += held
        if not held and not left:
            problems.append(f"{name} holds no file that may be a list.")
        if left:
            first = readable(str(left[0].relative_to(path)))[:LONGEST_CAUSE]
            what = with_noun(len(left), "link or folder", "links and folders")
            problems.append(
                f"{name}: {what} in it could not be looked into, the first: {first}. Links are not "
                "followed. Give the lists that are there one by one."
            )
    return files, problems


def _files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """The regular files below a folder in order, but hidden ones; at most one more than allowed.

    And the links and folders that were not looked into.
    """
    held: list[Path] = []
    left: list[Path] = []
    waiting = [folder]
    while waiting and len(held) <= MOST_FILES_OF_A_FOLDER:
        place = waiting.pop()
        try:
            with os.scandir(place) as found:
                entries = [entry for entry in found if not entry.name.startswith(".")]
        except OSError:  # it may not be read, or its path is longer than the system takes
            left.append(place)
            continue
        for entry in entries:
            path = place / entry.name
            kind = guess_type(entry.name)[0] or ""
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif not kind.startswith(_NO_LISTS):
                held += [path] if entry.is_file(follow_symlinks=False) else []
                left += [path] if entry.is_symlink() else []
    return sorted(held), sorted(left)
