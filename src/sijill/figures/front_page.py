"""Which figures a reader sees first: on the dossier's first page, after a build, in a trial run."""

HEADLINES = (
    "documented.deaths.graded",
    "documented.people",
    "acknowledged.deaths",
    "gap.deaths",
    "persons.named",
    "remains.recovered",
    "hazards.killed",
    "estimate.total",
)
"""Names of figures, in the order of reading; a case shows those that it has."""
BESIDE = {
    "documented.deaths.graded": ("documented.injured", "documented.incidents.outside"),
    "documented.people": ("documented.people.injured",),
    "acknowledged.deaths": ("acknowledged.unmatched", "acknowledged.outside.deaths"),
    "gap.deaths": ("acknowledged.deaths.other_grades",),
    "persons.named": (
        "persons.named.untied",
        "persons.without_name",
        "persons.several",
        "persons.injured",
        "persons.missing",
    ),
    "hazards.killed": ("hazards.injured",),
}
"""What is in no total, shown beneath the figure that lacks it, where there is any."""
