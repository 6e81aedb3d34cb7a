"""The page of chains from body to official line."""

from collections.abc import Iterator

from sijill.figures.field.chain import chain_rows, gap_counts
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.pages.paging import in_pages

COUNTERS = ("remains.recovered", "remains.bodies", "remains.individuals", "remains.persons")
"""Four numbers that never mix."""


def chain_pages(dossier: DossierInput) -> Iterator[Page]:
    """The chains by the thousand, with what is missing, and the four counters.

    A large dossier lists the chains that begin with remains; the table holds all of them.
    """
    rows = chain_rows(dossier.analysis)
    shown = [row for row in rows if row.remains is not None or not dossier.is_large]
    content = {
        "chains": len(rows),
        "gaps": gap_counts(rows),
        "counters": [name for name in COUNTERS if name in dossier.book.figures],
    }
    yield from in_pages("chain", "chain.html", "rows", shown, content)
