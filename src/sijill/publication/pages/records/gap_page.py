"""The gap: what is documented beside what is conceded, by group, and whether evidence decides."""

from collections.abc import Iterator
from itertools import groupby

from sijill.figures.compared.credibility import credibility_model
from sijill.figures.compared.gap_groups import gap_groups
from sijill.model.values.quantities import Refusal
from sijill.publication.dossier_input import DossierInput, Page

DIMENSIONS = {
    "reason": "By the reason that the party gives",
    "position": "By the position of the party",
    "month": "By month",
    "channel": "By whom the allegation reached the party",
    "grade": "By grade",
    "named": "By number of victims who are named",
    "reports": "By number of reports on record",
    "place": "By place",
}
"""The dimensions of ``gap_groups``, in the order of the page, with their headings."""
LEFT_OUT = (
    "documented.incidents.outside.party",
    "documented.incidents.outside.period",
    "documented.incidents.unknown",
    "documented.deaths.grade.weak",
    "documented.deaths.grade.contested",
    "documented.deaths.grade.discounted",
    "gap.beyond",
    "acknowledged.deaths.other_grades",
    "acknowledged.undecided",
    "acknowledged.unmatched",
    "acknowledged.unmatched.deaths",
    "acknowledged.outside",
    "acknowledged.outside.deaths",
    "acknowledged.disagreements",
)
"""Figures of what stands in no total of the gap, or may change it."""


def gap_pages(dossier: DossierInput) -> Iterator[Page]:
    """The page of the gap; none without a comparison."""
    analysis, figures = dossier.analysis, dossier.book.figures
    by_dimension = {
        dimension: list(groups)
        for dimension, groups in groupby(gap_groups(analysis), key=lambda group: group.dimension)
    }
    if "gap.deaths" not in figures or not by_dimension:
        return
    acknowledged = "acknowledged.deaths.graded"
    model = credibility_model(analysis)
    content = {
        "acknowledged": acknowledged if acknowledged in figures else "acknowledged.deaths",
        "dimensions": [
            (name, heading, by_dimension[name])
            for name, heading in DIMENSIONS.items()
            if name in by_dimension
        ],
        "left_out": [figures[name] for name in LEFT_OUT if name in figures],
        "model": None if isinstance(model, Refusal) else model,
        "no_model": model if isinstance(model, Refusal) else None,
    }
    yield Page("gap.html", "gap.html", content)
