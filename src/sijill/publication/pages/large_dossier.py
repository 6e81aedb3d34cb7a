"""Lists of ids in a large dossier: what its figures, coverage, overlaps and sources open."""

from collections.abc import Iterable, Iterator

from sijill.figures.figure import Contribution, Figure, PartRole
from sijill.figures.overlap import by_combination
from sijill.model.values.counts import CountRange
from sijill.publication.addresses import by_source
from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.records.record_files import list_file
from sijill.publication.pages.records.record_pages import is_listed_in_file

ONE = CountRange.exactly(1)


def coverage_address(dossier: DossierInput, source: str, month: str) -> str:
    """Where the records of a list in one month are listed."""
    name = f"{source}-{month}"
    return f"list.html#coverage-{name}" if dossier.is_large else f"coverage.html#{name}"


def lists_of_ids(dossier: DossierInput) -> Iterator[tuple[str, str]]:
    """Address and text of every list."""
    for figure in dossier.book.figures.values():
        if is_listed_in_file(figure, dossier):
            yield list_file(figure.name, _behind(figure, dossier))
    for coverage in dossier.coverage.lists:
        for month, ids in (*coverage.months.items(), ("none", coverage.undated)):
            if ids:
                yield list_file(f"coverage-{coverage.source}-{month}", _records(ids, dossier))
    combinations = by_combination(dossier.persons.values())
    for number, people in enumerate(combinations.values(), start=1):
        rows: list[list[object]] = [
            [person.id, person.display_name, str(person.died)] for person in people
        ]
        yield list_file(f"overlap-{number}", rows)
    for source, records in by_source(dossier.analysis.register.records).items():
        yield list_file(
            f"source-{source}", _records((record.head.id for record in records), dossier)
        )


def _behind(figure: Figure, dossier: DossierInput) -> list[list[object]]:
    """The contributions: what each is, and what it adds where that is not one."""
    return [
        [part.subject, _shown(part.subject, dossier), _adds(part)] for part in figure.contributions
    ]


_DOES = {
    PartRole.ADDED: "adds",
    PartRole.SUBTRACTED: "takes away",
    PartRole.WHOLE: "the whole:",
    PartRole.SHARE: "the share:",
}


def _adds(part: Contribution) -> str:
    is_one = part.role is PartRole.ADDED and part.value == ONE
    words = "" if is_one else f"{_DOES[part.role]} {part.value}"
    return ", ".join(filter(None, (words, part.remark)))


def _shown(subject: str, dossier: DossierInput) -> str:
    person = dossier.persons.get(subject) or dossier.person_of.get(subject)
    return person.display_name if person else subject


def _records(ids: Iterable[str], dossier: DossierInput) -> list[list[object]]:
    return [
        [
            identity,
            _shown(identity, dossier),
            f"row {dossier.analysis.register.records[identity].head.locator.row}",
        ]
        for identity in ids
    ]
