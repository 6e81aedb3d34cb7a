"""The pages behind the first page.

What its pictures are drawn from, what no list covers, the files, changes and method.
"""

from collections import defaultdict
from collections.abc import Iterator

from sijill.language.numbers import phrases
from sijill.linkage.comparisons import COMPARISONS
from sijill.model.results.persons import Person
from sijill.model.vocabulary import label
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.tables.people_tables import overlap_counts
from sijill.publication.tables.weeks import graded_weeks


def appendix_pages(dossier: DossierInput) -> Iterator[Page]:
    """Weeks, combinations of lists, coverage, files, changes, method."""
    weeks = graded_weeks(dossier.analysis, dossier.lines)
    yield Page("weeks.html", "weeks.html", {"weeks": weeks, "lines": dossier.lines})
    yield Page("overlap.html", "overlap.html", {"combinations": _combinations(dossier)})
    yield Page("coverage.html", "coverage.html", {"coverage": dossier.coverage})
    yield Page("files.html", "files.html", {"tables": dossier.tables})
    yield Page("changes.html", "changes.html", {"changes": dossier.changes})
    yield Page("method.html", "method.html", _method(dossier))


def _combinations(dossier: DossierInput) -> list[tuple[tuple[str, ...], list[Person]]]:
    """The people on exactly each combination of lists, in the order of the picture."""
    groups: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in dossier.persons.values():
        groups[person.lists].append(person)
    return [
        (
            combination,
            sorted(
                (one for one in groups[combination] if one.is_named and one.is_dead),
                key=lambda one: (one.display_name.casefold(), one.id),
            ),
        )
        for combination in overlap_counts(dossier.persons.values())
    ]


def _method(dossier: DossierInput) -> dict[str, object]:
    comparison = dossier.analysis.register.case.comparison
    grades = (
        " + ".join(label("evidence_grade", grade) for grade in comparison.grades)
        if comparison
        else "of every kind"
    )
    return {
        "comparisons": COMPARISONS,
        "phrases": phrases(),
        "grades": grades,
        "judgements": len(dossier.analysis.register.decisions.judgements),
    }
