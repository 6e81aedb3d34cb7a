"""What an incident rests on, for its page: other records, reports with steps, surroundings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.model.records.record import ReportRecord
from sijill.model.records.testimony import TestimonyRecord
from sijill.model.results.incidents import Incident, IncidentPair
from sijill.model.results.origins import Derived
from sijill.publication.dossier_input import DossierInput


@dataclass(frozen=True, slots=True)
class EvidenceIndex:
    """What stands beside incidents, by incident record: scored pairs, accounts of witnesses."""

    pairs: Mapping[str, Sequence[IncidentPair]]
    accounts: Mapping[str, Sequence[TestimonyRecord]]


def index_evidence(dossier: DossierInput) -> EvidenceIndex:
    """Sort out once what stands beside which incident."""
    pairs: dict[str, list[IncidentPair]] = defaultdict(list)
    for pair in dossier.analysis.groups.pairs:
        for identity in (pair.left, pair.right):
            pairs[identity].append(pair)
    accounts: dict[str, list[TestimonyRecord]] = defaultdict(list)
    for account in dossier.analysis.register.active(TestimonyRecord).values():
        accounts[account.incident].append(account)
    return EvidenceIndex(pairs, accounts)


def evidence_of(
    dossier: DossierInput, index: EvidenceIndex, incident: Incident
) -> dict[str, object]:
    """What the template of an incident shows beside its numbers."""
    analysis = dossier.analysis
    reports = analysis.register.records
    return {
        "lead": analysis.leads.get(incident.id, incident.id),
        "pairs": [
            (pair.right if pair.left == incident.id else pair.left, pair)
            for pair in sorted(
                index.pairs.get(incident.id, ()),
                key=lambda pair: (-pair.permille, pair.left, pair.right),
            )
            if pair.judged or pair.permille >= _SHOWN
        ],
        "reports": [
            (report, steps_of(dossier, identity))
            for identity in incident.reports
            if isinstance(report := reports.get(identity), ReportRecord)
        ],
        "accounts": index.accounts.get(incident.id, ()),
        "beside": analysis.nearby.get(incident.id),
    }


_SHOWN = 50
"""Per mille from which a pair is shown on a page."""


def steps_of(dossier: DossierInput, report: str) -> tuple[Derived, ...]:
    """What a report derives from, the strongest first."""
    return dossier.analysis.report_graph.steps(report)
