"""Which figures a reader sees first: on the dossier's first page, after a build, in a trial run."""

from collections.abc import Collection

HEADLINES = (
    "documented.deaths.graded",
    "documented.people",
    "acknowledged.deaths",
    "acknowledged.lines.deaths",
    "gap.deaths",
    "persons.named",
    "remains.counted",
    "remains.recovered",
    "hazards.killed",
    "claims.periods",
    "claims.totals",
    "claims.areas",
    "claims.groups",
    "estimate.total",
)
"""Names of figures, in the order of reading; a case shows those that it has."""
WITHOUT_INCIDENTS = (
    "testimonies.given",
    "strikes.records",
    "damage.structures",
    "sites.bodies",
    "sites.recorded",
    "acknowledged.ledger.months",
    "claims.statements",
)
"""What stands after the headlines of a case that has no others than those of every case."""
_OF_EVERY_CASE = frozenset({"persons.named", "estimate.total"})
_SEVERAL = frozenset(
    {
        "acknowledged.lines.deaths",
        "claims.periods",
        "claims.totals",
        "claims.areas",
        "claims.groups",
    }
)
"""Headlines of which there is one for each list or party, under its name behind a dot."""
BESIDE = {
    "documented.deaths.graded": (
        "documented.injured",
        "documented.missing",
        "documented.incidents.outside",
    ),
    "documented.people": ("documented.people.injured",),
    "acknowledged.deaths": (
        "acknowledged.undecided",
        "acknowledged.unmatched",
        "acknowledged.outside.deaths",
    ),
    "acknowledged.lines.deaths": ("acknowledged.undecided",),
    "gap.deaths": ("acknowledged.deaths.other_grades",),
    "persons.named": (
        "persons.named.untied",
        "persons.without_name",
        "persons.several",
        "persons.injured",
        "persons.injured.without_name",
        "persons.missing",
        "persons.missing.without_name",
    ),
    "hazards.killed": ("hazards.injured",),
}
"""What is in no total, shown beneath the figure that lacks it, where there is any."""


def headlines(names: Collection[str]) -> list[str]:
    """The names of the front page's figures among those that a case has, in their order.

    A case that holds neither incidents nor totals shows how many records it has of what it holds.
    """
    shown = [name for headline in HEADLINES for name in figures_of(headline, names)]
    if _OF_EVERY_CASE.issuperset(shown):
        shown += [name for name in WITHOUT_INCIDENTS if name in names]
    return shown


def figures_of(headline: str, names: Collection[str]) -> list[str]:
    """The names of a headline's figures among those that a case has: one, none, or several."""
    if headline in _SEVERAL:
        return sorted(name for name in names if name.startswith(f"{headline}."))
    return [headline] if headline in names else []


def headline_of(name: str) -> str:
    """The name of a headline without the list or party that a figure of it is of."""
    return next((one for one in _SEVERAL if name.startswith(f"{one}.")), name)
