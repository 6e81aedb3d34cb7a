"""The pages behind the first page.

What its pictures are drawn from, what no list covers, the files, changes and method.
"""

from collections import defaultdict
from collections.abc import Iterator

from sijill.language.numbers import phrases
from sijill.linkage.comparisons import COMPARISONS
from sijill.model.results.persons import Person
from sijill.model.vocabulary import label
from sijill.publication.dossier_input import Edition, Page
from sijill.publication.tables.people_tables import overlap_counts
from sijill.publication.tables.weeks import graded_weeks


def appendix_pages(edition: Edition) -> Iterator[Page]:
    """Weeks, combinations of lists, coverage, files, changes, method."""
    weeks = graded_weeks(edition.findings, edition.lines)
    yield Page("weeks.html", "weeks.html", {"weeks": weeks, "lines": edition.lines})
    yield Page("overlap.html", "overlap.html", {"combinations": _combinations(edition)})
    yield Page("coverage.html", "coverage.html", {"coverage": edition.coverage})
    yield Page("files.html", "files.html", {"tables": edition.tables})
    yield Page("changes.html", "changes.html", {"changes": edition.changes})
    yield Page("method.html", "method.html", _method(edition))


def _combinations(edition: Edition) -> list[tuple[tuple[str, ...], list[Person]]]:
    """The people on exactly each combination of lists, in the order of the picture."""
    groups: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in edition.persons.values():
        groups[person.lists].append(person)
    return [
        (
            combination,
            sorted(
                (one for one in groups[combination] if one.is_named and one.is_dead),
                key=lambda one: (one.display_name.casefold(), one.id),
            ),
        )
        for combination in overlap_counts(edition.persons.values())
    ]


def _method(edition: Edition) -> dict[str, object]:
    comparison = edition.findings.register.case.comparison
    grades = (
        " + ".join(label("evidence_grade", grade) for grade in comparison.grades)
        if comparison
        else "of every kind"
    )
    return {
        "comparisons": COMPARISONS,
        "phrases": phrases(),
        "grades": grades,
        "judgements": len(edition.findings.register.decisions.judgements),
    }
