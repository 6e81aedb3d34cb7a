"""An authority's own list of the dead beside the remains: for how many it has no row.

Nobody needs to know which row is which body. If the list holds fewer people than there are
individuals among the remains, the rest is on no row of it, whichever they are; and a body that is
on a row for certain is none of them. Between the two lies what nobody has settled.
"""

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.figures.layers.remains import individuals_of
from sijill.model.errors import CaseError
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Quantity, Unit


def official_people_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """The rows of the authority's list, and the remains that are on none; none without a list.

    Raises:
        CaseError: if ``official_list`` in ``case.toml`` names no list, or one that was withdrawn.
    """
    register = analysis.register
    source = register.case.official_list
    if not source:
        return []
    if source not in register.mappings:
        raise CaseError(
            f"official_list in case.toml: there is no list {source!r}; the lists are "
            f"{', '.join(sorted(register.mappings))}."
        )
    if withdrawn := register.decisions.withdrawn_lists.get(source):
        raise CaseError(
            f"official_list in case.toml: the list {source!r} was withdrawn (entry "
            f"{withdrawn.decided.entry}). Name another list, or none."
        )
    rows = sorted(
        identity
        for identity, record in register.active(PersonRecord).items()
        if record.head.source == source and record.harm.is_death
    )
    words = {"list": register.mappings[source].title}
    listed = writer.count("acknowledged.people", Unit.DEATHS, Layer.ACKNOWLEDGED, rows, words=words)
    remains = register.active(RemainsRecord)
    if not remains:
        return [listed]
    official = set(rows)
    on_a_row = {
        record
        for person in analysis.people.working.values()
        if official.intersection(person.records)
        for record in person.remains
    }
    others = sorted(remains.keys() - on_a_row)
    least = min(max(0, individuals_of(register).lowest - len(rows)), len(others))
    value = Quantity(
        CountRange(least, len(others)), Unit.REMAINS_SETS, Layer.DOCUMENTED_PERSON, writer.scope
    )
    parts = [Contribution(identity, CountRange(0, 1)) for identity in others]
    return [listed, writer.figure("gap.remains", value, parts, words=words)]
