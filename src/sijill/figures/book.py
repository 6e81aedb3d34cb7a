"""The book of figures: all that may be printed about a case, in the order of the dossier."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sijill.figures.acknowledged import acknowledged_figures, lines_in_scope, unmatched_lines
from sijill.figures.documented import (
    documented_figures,
    graded,
    incidents_in_scope,
    incidents_reaching,
)
from sijill.figures.figure import Figure, Writer
from sijill.figures.findings import Checkpoint, Findings
from sijill.figures.gap import gap_figures
from sijill.figures.others import claim_figures, estimate_figures, register_figures, remains_figures
from sijill.figures.people import entry_figures, overlap_figures, people_figures
from sijill.model.records.record import IncidentRecord, RecordKind
from sijill.model.settings.case import Case
from sijill.model.settings.codebook import Codebook
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Quantity, Refusal, RefusalReason, Scope, Unit
from sijill.model.vocabulary import label


@dataclass(frozen=True, slots=True)
class FigureBook:
    """Every figure by name, in order, with the checkpoint and the codebook they rest on."""

    figures: Mapping[str, Figure]
    checkpoint: Checkpoint
    codebook: Codebook

    def digest(self) -> str:
        """SHA-256 over names and values, without the checkpoint: equal for equal results."""
        content = {name: value_text(figure) for name, figure in self.figures.items()}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def value_text(figure: Figure) -> str:
    """The value in words: a range, or that it is not given and why."""
    if isinstance(figure.value, Refusal):
        return f"not given: {figure.value.reason}"
    if figure.value.unit is Unit.PER_THOUSAND_DEATHS:
        return share_text(figure.value.value)
    if figure.signed is not None:
        low, high = figure.signed
        return f"{low:,} to {high:,}".replace("-", "−") if low < 0 else str(figure.value.value)
    return str(figure.value.value)


def share_text(permille: CountRange) -> str:
    """A range in thousandths as per cent with one decimal."""
    low, high = (f"{(end or 0) / 10:.1f}" for end in (permille.lowest, permille.highest))
    return f"{low} %" if low == high else f"{low}–{high} %"


def write_book(findings: Findings, codebook: Codebook) -> FigureBook:
    """Compute every figure."""
    case = findings.register.case
    writer = Writer(codebook, _words(findings), _scope(case))
    records = findings.register.active(IncidentRecord)
    figures = [
        *_incident_figures(writer, findings),
        *people_figures(writer, findings.people, case, records),
        *entry_figures(writer, findings.register.linkable.values()),
        *overlap_figures(writer, findings.people, person_lists(findings)),
        *remains_figures(writer, findings),
        *estimate_figures(writer, findings.estimates),
        *claim_figures(writer, findings),
        *register_figures(writer, findings.register.records, findings.register.rejects),
    ]
    return FigureBook({figure.name: figure for figure in figures}, findings.checkpoint, codebook)


def person_lists(findings: Findings) -> dict[str, str]:
    """The titles of the lists that name people, by source id."""
    kinds = (RecordKind.PERSON, RecordKind.REMAINS)
    used = {record.head.source for record in findings.register.linkable.values()}
    return {
        source: mapping.title
        for source, mapping in findings.register.mappings.items()
        if mapping.kind in kinds and source in used
    }


def _incident_figures(writer: Writer, findings: Findings) -> list[Figure]:
    """Documented, acknowledged and the gap, or one refusal where no list of incidents is chosen."""
    case, source = findings.register.case, findings.incident_list
    if not findings.incidents:
        return []
    if not source:
        refusal = Refusal(
            RefusalReason.UNLIKE_SCOPES,
            "Several lists hold incidents; they describe the same events and are not added.",
            "Choose one with 'incidents' under [comparison] in case.toml.",
        )
        return [writer.figure("documented.deaths.graded", refusal)]
    chosen = incidents_in_scope(findings.incidents, source, case)
    reaching = incidents_reaching(findings.incidents, source, case)
    figures = documented_figures(writer, chosen, reaching, case)
    if case.comparison is None:
        return figures
    actor = case.comparison.actor
    lines = lines_in_scope(findings.lines, chosen, actor)
    unmatched = unmatched_lines(findings.lines, actor, case, findings.determinations)
    acknowledged = acknowledged_figures(writer, lines, unmatched)
    gap = gap_figures(writer, figures[0], acknowledged[0], graded(chosen, case), lines)
    return [*figures, *acknowledged, *gap]


def _scope(case: Case) -> Scope:
    """Place, period and party of the comparison."""
    party = ""
    if case.comparison is not None:
        party = next((actor.name for actor in case.actors if actor.id == case.comparison.actor), "")
    return Scope(place=case.area, period=case.period, actor=party)


def _words(findings: Findings) -> dict[str, str]:
    """The words that fill the braces of every definition."""
    case = findings.register.case
    party = next(
        (actor for actor in case.actors if case.comparison and actor.id == case.comparison.actor),
        None,
    )
    grades = case.comparison.grades if case.comparison else ()
    mapping = findings.register.mappings.get(findings.incident_list)
    return {
        "actor": party.name if party else "any party",
        "actor_ar": (party.name_ar or party.name) if party else "أي طرف",
        "grades": " + ".join(label("evidence_grade", grade) for grade in grades) or "any grade",
        "source": mapping.title if mapping else "the list of incidents",
        "period": str(case.period),
    }


def quantity_of(figure: Figure) -> Quantity | None:
    """The figure's quantity, or ``None`` for a refusal."""
    return None if isinstance(figure.value, Refusal) else figure.value
