"""Reports as statements: what each source said about an incident, and where it has it from."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sijill.claims.derivations import Pair, find_derivations
from sijill.claims.origins import trace_origins
from sijill.language.page_frames import is_page_frame
from sijill.model.records.record import ReportRecord
from sijill.model.results.origins import OriginGraph, Statement
from sijill.model.values.derivation import Derivation


def statement_of_report(record: ReportRecord, leads: Mapping[str, str]) -> Statement:
    """A report as a statement about incidents; ``leads`` gives the incident of each record."""
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
    )


def trace_reports(
    reports: Iterable[ReportRecord],
    leads: Mapping[str, str],
    same: Collection[Pair] = frozenset(),
    different: Collection[Pair] = frozenset(),
) -> OriginGraph:
    """The reports and where each goes back to; pairs as in ``find_derivations``."""
    statements = [statement_of_report(report, leads) for report in reports]
    frames = frozenset(statement.id for statement in statements if is_page_frame(statement.text))
    read = [
        _without_frame(statement) if statement.id in frames else statement
        for statement in statements
    ]
    derived = find_derivations(read, same, different)
    return replace(trace_origins([statement.id for statement in read], derived), frames=frames)


def _without_frame(statement: Statement) -> Statement:
    """A statement of which only a frame was kept: that two walls are the same says nothing."""
    repeats = () if statement.relation is Derivation.COPIES else statement.repeats
    return replace(statement, text="", repeats=repeats)
