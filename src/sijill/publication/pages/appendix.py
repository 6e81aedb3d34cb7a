"""The pages behind the first page.

What its pictures are drawn from, what no list covers, the files, changes and method.
"""

from collections.abc import Iterator

from sijill.figures.layers.documented import STANDING_IN_WORDS, named_grades
from sijill.figures.overlap import by_combination
from sijill.figures.weeks import graded_weeks
from sijill.language.numbers import phrases
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.model.case_limits import MOST_REVIEW_PAIRS
from sijill.model.vocabulary import label
from sijill.publication.dossier_input import DossierInput, Page


def appendix_pages(dossier: DossierInput) -> Iterator[Page]:
    """Weeks, combinations of lists, coverage, files, changes, method."""
    weeks = graded_weeks(dossier.analysis)
    yield Page("weeks.html", "weeks.html", {"weeks": weeks, "lines": dossier.lines})
    yield Page(
        "overlap.html",
        "overlap.html",
        {"combinations": list(by_combination(dossier.persons.values()).items())},
    )
    yield Page("coverage.html", "coverage.html", {"coverage": dossier.coverage})
    yield Page("files.html", "files.html", {"tables": dossier.tables, "most": MOST_REVIEW_PAIRS})
    yield Page("changes.html", "changes.html", {"changes": dossier.changes})
    yield Page("method.html", "method.html", _method(dossier))


def _method(dossier: DossierInput) -> dict[str, object]:
    named = named_grades(dossier.analysis.register.case)
    grades = " + ".join(label("evidence_grade", grade) for grade in named) or STANDING_IN_WORDS
    return {
        "comparisons": COMPARISONS,
        "phrases": phrases(),
        "grades": grades,
        "judgements": len(dossier.analysis.register.decisions.judgements),
    }
