"""The dossier: a folder of pages that opens from disk, without network, and prints well.

A page is written only where its content changed, and pages that no longer exist are removed, so the
folder is always exactly one dossier.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import chain as in_turn
from pathlib import Path

import jinja2
from markupsafe import Markup

from sijill.figures.places import states_precision
from sijill.files.writing import write_text
from sijill.language.sentences import with_noun
from sijill.model.errors import StorageError
from sijill.model.vocabulary import label, vocabulary
from sijill.publication.addresses import anchor
from sijill.publication.charts.maps import spot_anchor
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.pages.appendix import appendix_pages
from sijill.publication.pages.claim_pages import card_files, claim_pages
from sijill.publication.pages.field.chain_pages import chain_pages
from sijill.publication.pages.field.site_pages import site_pages
from sijill.publication.pages.large_dossier import coverage_address, lists_of_ids
from sijill.publication.pages.overview import overview_pages
from sijill.publication.pages.people_pages import incident_pages, people_pages
from sijill.publication.pages.records.gap_page import gap_pages
from sijill.publication.pages.records.record_files import file_count, record_files
from sijill.publication.pages.records.record_pages import figure_pages, official_pages, source_pages
from sijill.publication.pages.search import search_script
from sijill.publication.pages.template_files import strict_templates
from sijill.publication.wording import (
    code,
    day,
    figure_link,
    figure_value,
    in_script,
    metres,
    number,
    row_of,
    sentence,
)

NAVIGATION = (
    ("index.html", "Overview"),
    ("figures.html", "Figures"),
    ("incidents.html", "Incidents"),
    ("people.html", "People"),
    ("official.html", "Official lines"),
    ("sites.html", "Sites"),
    ("sources.html", "Sources"),
    ("changes.html", "Changes"),
    ("method.html", "Method"),
)
_MOST_FRAMES = 64
"""Frames that are kept: two parts, for each page of the navigation and others, at each depth."""
ASSETS = ("style.css", "search_folding.js", "dossier.js", "record.js")


def write_dossier(
    dossier: DossierInput, folder: Path, progress: Callable[[str, int, int], None]
) -> int:
    """Write all pages below a folder; returns how many there are.

    Args:
        dossier: what they are written from.
        folder: where they go.
        progress: called with what is written, how many are, and 0: nobody has counted all.

    Raises:
        StorageError: if a page cannot be written; pages written before stay.
    """
    environment = _environment(dossier)
    written: set[Path] = set()
    for page in all_pages(dossier):
        progress("writing pages", len(written), 0)
        depth = page.address.count("/")
        html = environment.get_template(page.template).render(
            page.content, root="../" * depth, here=page.address
        )
        written.add(_write(folder / page.address, html))
    for name in ASSETS:
        asset = files("sijill.publication").joinpath("assets", name).read_text(encoding="utf-8")
        written.add(_write(folder / "assets" / name, asset))
    written.add(
        _write(
            folder / "assets" / "search-index.js",
            search_script(dossier.analysis, dossier.addresses),
        )
    )
    for address, svg in card_files(dossier):
        written.add(_write(folder / address, svg))
    if dossier.is_large:
        for address, text in in_turn(record_files(dossier), lists_of_ids(dossier)):
            progress("writing record files", len(written), 0)
            written.add(_write(folder / address, text))
    _remove_others(folder, written)
    return len(written)


def all_pages(dossier: DossierInput) -> Iterator[Page]:
    """Every page of a dossier, the first page first."""
    return in_turn(
        overview_pages(dossier),
        figure_pages(dossier),
        incident_pages(dossier),
        people_pages(dossier),
        official_pages(dossier),
        gap_pages(dossier),
        claim_pages(dossier),
        chain_pages(dossier),
        site_pages(dossier),
        source_pages(dossier),
        appendix_pages(dossier),
        _opening_pages(dossier),
    )


def _opening_pages(dossier: DossierInput) -> Iterator[Page]:
    """The pages that open everything of a large dossier."""
    if dossier.is_large:
        yield Page("record.html", "record.html", {"files": file_count(dossier)})
        yield Page("list.html", "list.html", {"files": file_count(dossier)})


def _environment(dossier: DossierInput) -> jinja2.Environment:
    """Templates with everything they may refer to."""
    environment = strict_templates()
    register = dossier.analysis.register
    environment.globals |= {
        "case": register.case,
        "mappings": register.mappings,
        "records": {**register.records, **dossier.analysis.determinations},
        "persons": dossier.persons,
        "person_of": dossier.person_of,
        "known": dossier.known,
        "analysis": dossier.analysis,
        "book": dossier.book,
        "addresses": dossier.addresses,
        "pages": NAVIGATION,
        "label": label,
        "vocabulary": vocabulary,
        "meaning": lambda name, entry: vocabulary(name).codes[entry].meaning,
        "anchor": anchor,
        "code": code,
        "day": day,
        "figure_link": figure_link,
        "frame": frame_of(environment),
        "file_hash": dossier.file_hash,
        "figure_value": figure_value,
        "in_script": in_script,
        "sentence": sentence,
        "metres": metres,
        "is_large": dossier.is_large,
        "withheld": dossier.withheld,
        "coverage_address": lambda source, month: coverage_address(dossier, source, month),
        "number": number,
        "party_name": register.case.name_of,
        "row_of": row_of,
        "spot_anchor": spot_anchor,
        "states_precision": states_precision,
        "with_noun": with_noun,
    }
    return environment


def frame_of(environment: jinja2.Environment) -> Callable[..., Markup]:
    """What stands around the content of every page, rendered once for all that share it."""
    marked = {address for address, _ in NAVIGATION}

    @lru_cache(_MOST_FRAMES)
    def render(template: str, root: str, here: str) -> Markup:
        return Markup(environment.get_template(template).render(root=root, here=here))  # noqa: S704  escaped

    def frame(template: str, root: str, here: str = "") -> Markup:
        return render(template, root, here if here in marked else "")

    return frame


def _write(path: Path, text: str) -> Path:
    write_text(path, text)
    return path


def _remove_others(folder: Path, written: set[Path]) -> None:
    """Remove files and folders that an earlier dossier left and this one does not have."""
    try:
        for path in folder.rglob("*"):
            if path.is_file() and path not in written:
                path.unlink()
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    except OSError as error:
        raise StorageError(
            f"{folder}: an old page cannot be removed ({error.strerror}). Remove the folder "
            "and build again."
        ) from error
