"""Reports as statements: what each source said about an incident, and where it has it from."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sijill.claims.cited_sources import has_own_account
from sijill.claims.derivations import Pair, find_derivations
from sijill.claims.origins import trace_origins
from sijill.language.page_frames import is_page_frame
from sijill.model.records.record import ReportRecord
from sijill.model.results.origins import OriginGraph, Statement
from sijill.model.values.derivation import Derivation


def statement_of_report(
    record: ReportRecord, leads: Mapping[str, str], places: Mapping[str, Collection[str]]
) -> Statement:
    """A report as a statement about incidents.

    Args:
        record: the report.
        leads: the incident of each record of incidents.
        places: the names of where each incident happened.
    """
    about = dict.fromkeys(leads.get(incident, incident) for incident in record.incidents)
    return Statement(
        record.head.id,
        record.publisher or record.author,
        record.published.earliest,
        record.text or record.translation,
        tuple(about),
        (record.repeats,) if record.repeats else (),
        record.relation,
        record.team,
        record.pictures,
        tuple(sorted({name for incident in about for name in places.get(incident, ())})),
    )


def trace_reports(
    reports: Iterable[ReportRecord],
    leads: Mapping[str, str],
    same: Collection[Pair] = frozenset(),
    different: Collection[Pair] = frozenset(),
    places: Mapping[str, Collection[str]] | None = None,
) -> OriginGraph:
    """The reports and where each goes back to; pairs as in ``find_derivations``.

    What its publisher's own reporter says is an origin too, beside the sources that a report cites.
    """
    statements = [statement_of_report(report, leads, places or {}) for report in reports]
    frames = frozenset(statement.id for statement in statements if is_page_frame(statement.text))
    read = [
        _without_frame(statement) if statement.id in frames else statement
        for statement in statements
    ]
    derived = find_derivations(read, same, different)
    repeating = {step.later for step in derived if step.how is not Derivation.QUOTES}
    own = {
        statement.id
        for statement in read
        if statement.id not in repeating and has_own_account(statement.text, statement.said_by)
    }
    graph = trace_origins([statement.id for statement in read], derived, own)
    return replace(graph, frames=frames)


def _without_frame(statement: Statement) -> Statement:
    """A statement of which only a frame was kept: that two walls are the same says nothing."""
    repeats = () if statement.relation is Derivation.COPIES else statement.repeats
    return replace(statement, text="", repeats=repeats)
