"""The files that a case is begun with: a folder stands for the files in it.

Photographs and recordings lie beside lists and are none; whatever else cannot be read is told.
"""

from collections.abc import Iterable
from mimetypes import guess_type
from pathlib import Path

from sijill.files.reading import readable
from sijill.model.limits import MOST_FILES_OF_A_FOLDER

_NO_LISTS = ("image/", "video/", "audio/", "font/")


def files_given(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """The files in order, and a sentence for each folder that holds too many."""
    files: list[Path] = []
    problems: list[str] = []
    for path in paths:
        held = _files_in(path) if path.is_dir() else [path]
        if len(held) > MOST_FILES_OF_A_FOLDER:
            problems.append(
                f"{readable(str(path))} holds more than {MOST_FILES_OF_A_FOLDER} files, so none of "
                "them was looked at. Give the lists one by one."
            )
        else:
            files += held
    return files, problems


def _files_in(folder: Path) -> list[Path]:
    """The regular files below a folder in order, but hidden ones; at most one more than allowed."""
    held: list[Path] = []
    for path in sorted(folder.rglob("[!.]*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        kind = guess_type(path.name)[0] or ""
        if not (hidden or path.is_symlink() or kind.startswith(_NO_LISTS)) and path.is_file():
            held.append(path)
        if len(held) > MOST_FILES_OF_A_FOLDER:
            break
    return held
