"""What a dossier is written from, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sijill.figures.analysis import Analysis
from sijill.figures.book import FigureBook
from sijill.figures.changed.changes import Changes
from sijill.figures.coverage import CoverageOfLists
from sijill.linkage.circumstances import Circumstance
from sijill.model.results.official import OfficialLine
from sijill.model.results.persons import Person
from sijill.model.results.regions import Region
from sijill.publication.addresses import Addresses
from sijill.publication.exports import CsvTable

PAGE_LIMIT = 5_000
"""Up to so many records every person, incident and record has a page; above, one page opens all."""


@dataclass(frozen=True, slots=True)
class DossierInput:
    """Everything that one dossier is written from.

    ``known`` are day and place of death by record id, ``lines`` the comparison's party's official
    line by incident, ``person_of`` the person of each linkable record, ``problems`` sentences about
    input that could not be used, ``mentions`` the testimonies that name someone of a person's name
    and time, by person id, ``tables`` what is written as CSV beside the pages,
    ``withheld`` the records that consent holds back, ``sealed`` by the SHA-256 of each sealed file
    that by which pages name it. With more than ``page_limit`` records the dossier is written as
    tables, figures and record files that one page opens.
    """

    analysis: Analysis
    book: FigureBook
    changes: Changes
    coverage: CoverageOfLists
    addresses: Addresses
    known: Mapping[str, Circumstance]
    lines: Mapping[str, OfficialLine]
    person_of: Mapping[str, Person]
    regions: tuple[Region, ...]
    problems: tuple[str, ...]
    mentions: Mapping[str, tuple[str, ...]]
    tables: tuple[CsvTable, ...]
    withheld: frozenset[str] = frozenset()
    sealed: Mapping[str, str] = field(default_factory=dict)
    page_limit: int = PAGE_LIMIT

    @property
    def is_large(self) -> bool:
        """Whether records, persons and incidents have no pages of their own."""
        return self.addresses.is_large

    def file_hash(self, sha256: str) -> str:
        """The hash by which a file is named on pages: of its ciphertext, where it is sealed."""
        return self.sealed.get(sha256, sha256)

    @property
    def persons(self) -> Mapping[str, Person]:
        """The persons of the working reading, by id."""
        return self.analysis.people.working


@dataclass(frozen=True, slots=True)
class Page:
    """One page to write: its address in the dossier, its template, and what the template needs."""

    address: str
    template: str
    content: Mapping[str, object]
