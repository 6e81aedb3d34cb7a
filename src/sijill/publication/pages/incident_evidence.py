"""What an incident rests on, for its page: other records, reports with steps, surroundings."""

from sijill.model.records.record import ReportRecord
from sijill.model.records.testimony import TestimonyRecord
from sijill.model.results.incidents import Incident, IncidentPair
from sijill.model.results.origins import Derived
from sijill.publication.dossier_input import DossierInput


def evidence_of(
    dossier: DossierInput, pairs: dict[str, list[IncidentPair]], incident: Incident
) -> dict[str, object]:
    """What the template of an incident shows beside its numbers."""
    analysis = dossier.analysis
    reports = analysis.register.records
    return {
        "lead": analysis.leads.get(incident.id, incident.id),
        "pairs": [
            (pair.right if pair.left == incident.id else pair.left, pair)
            for pair in sorted(
                pairs.get(incident.id, ()), key=lambda pair: (-pair.permille, pair.left, pair.right)
            )
            if pair.judged or pair.permille >= _SHOWN
        ],
        "reports": [
            (report, steps_of(dossier, identity))
            for identity in incident.reports
            if isinstance(report := reports.get(identity), ReportRecord)
        ],
        "accounts": [
            record
            for record in reports.values()
            if isinstance(record, TestimonyRecord)
            and record.incident == incident.id
            and record.head.id not in analysis.register.decisions.withdrawals
        ],
        "nearby": analysis.nearby.get(incident.id, ()),
    }


_SHOWN = 50
"""Per mille from which a pair is shown on a page."""


def steps_of(dossier: DossierInput, report: str) -> tuple[Derived, ...]:
    """What a report derives from, the strongest first."""
    return dossier.analysis.report_graph.steps(report)


def pairs_by_incident(dossier: DossierInput) -> dict[str, list[IncidentPair]]:
    """The scored pairs of every incident record."""
    pairs: dict[str, list[IncidentPair]] = {}
    for pair in dossier.analysis.groups.pairs:
        for identity in (pair.left, pair.right):
            pairs.setdefault(identity, []).append(pair)
    return pairs
