"""Paper and telephones: forms with the mappings for their answers, and labels with codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sijill.files.picture_pixels import without_metadata
from sijill.files.reading import read_bounded, readable
from sijill.files.writing import save_bytes, save_text
from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.evidence_limits import MOST_PICTURE_BYTES, MOST_PIXELS
from sijill.publication.forms import pdf
from sijill.publication.forms.answer_mapping import mapping_text
from sijill.publication.forms.entry_page import (
    PAGE_COLUMNS,
    PagePicture,
    entry_page,
    media_type_of,
)
from sijill.publication.forms.labels import label_sheet
from sijill.publication.forms.paper_form import paper_form
from sijill.publication.forms.xlsform import Server, forms, xlsform
from sijill.remains.body_codes import BodyCode


def write(folder: Path, names: Sequence[str], server: Server) -> list[Path]:
    """Write the named forms, or all, and say which files were written.

    Raises:
        CaseError: if there is no form of a name.
        StorageError: if a file cannot be written.
    """
    _demand_known(names)
    written = []
    for name, form in forms().items():
        if names and name not in names:
            continue
        workbook, mapping = folder / f"{name}.xlsx", folder / f"{name}.toml"
        save_bytes(workbook, xlsform(form))
        answers = f"{name}.csv" if server is Server.ODK else f"{name}.xlsx"
        save_text(mapping, mapping_text(form, answers, server))
        written += [workbook, mapping]
    return written


def write_paper(folder: Path, names: Sequence[str], *, as_pdf: bool = False) -> list[Path]:
    """Write the named forms, or all, as pages to print, and say which files were written.

    Raises:
        CaseError: if there is no form of a name.
        ModuleNotFoundError: if PDF is wanted and typst is not installed.
        StorageError: if a file cannot be written.
    """
    _demand_known(names)
    written = []
    for name, form in forms().items():
        if names and name not in names:
            continue
        path = folder / f"{name}{pdf.SUFFIX if as_pdf else '.html'}"
        save_bytes(path, pdf.paper_form_pdf(form) if as_pdf else paper_form(form).encode())
        written.append(path)
    return written


def _demand_known(names: Sequence[str]) -> None:
    unknown = set(names) - set(forms())
    if unknown:
        raise CaseError(
            f"there is no form {', '.join(sorted(unknown))}; there are: {', '.join(forms())}."
        )


@dataclass(frozen=True, slots=True)
class EntryFiles:
    """The page to type on, and the mapping for what it saves as ``rows``."""

    page: Path
    mapping: Path
    rows: str


def write_entry(folder: Path, name: str, picture: Path) -> EntryFiles:
    """Write a page on which a scanned notebook page is typed off beside a form, and its mapping.

    The page holds the picture without what a camera wrote beside its pixels, as place and owner.

    Raises:
        CaseError: if there is no such form, or the picture is no PNG or JPEG, or too large.
        StorageError: if a file cannot be read or written.
    """
    _demand_known([name])
    try:
        content = read_bounded(picture, MOST_PICTURE_BYTES)
    except FileUnreadableError as error:
        raise CaseError(f"{error}.") from error
    media_type = media_type_of(content)
    if not media_type:
        raise CaseError(
            f"{picture} is no PNG or JPEG of at most {MOST_PICTURE_BYTES // 2**20} MB. Photograph "
            "or scan the page again, and keep the first picture as evidence."
        )
    shown = without_metadata(content)
    if shown is None:
        raise CaseError(
            f"{picture} is damaged or cut off, or has more than {MOST_PIXELS:,} pixels. Photograph "
            "or scan the page again, and keep the first picture as evidence."
        )
    form = forms()[name]
    stem = f"{name}_{readable(picture.stem)}"
    rows = f"{stem}.csv"
    files = EntryFiles(folder / f"{stem}.html", folder / f"{stem}.toml", rows)
    seen = PagePicture(readable(picture.name), shown, media_type, sha256(content).hexdigest())
    page = entry_page(form, seen, rows)
    save_text(files.page, page)
    save_text(files.mapping, mapping_text(form, rows, Server.KOBO, PAGE_COLUMNS))
    return files


def write_label_sheet(path: Path, place: str, team: str, numbers: Sequence[int]) -> list[str]:
    """Write a sheet of labels (PDF where the file's name says so) and give back its codes.

    Raises:
        CaseError: if place, team or a number do not fit on a label.
        ModuleNotFoundError: if PDF is wanted and typst is not installed.
        StorageError: if the file cannot be written.
    """
    try:
        codes = [str(BodyCode(place, team, number)) for number in numbers]
    except ValueError as error:
        raise CaseError(f"{error}.") from error
    title = f"{place} {team}, {codes[0]} to {codes[-1]}"
    is_pdf = path.suffix.lower() == pdf.SUFFIX
    page = pdf.label_sheet_pdf(codes, title) if is_pdf else label_sheet(codes, title).encode()
    save_bytes(path, page)
    return codes
