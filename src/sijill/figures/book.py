"""The book of figures: all that may be printed about a case, in the order of the dossier."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sijill.claims.testing import Desk
from sijill.figures.analysis import Analysis, LogHead
from sijill.figures.claimed.claim_desk import desk_of, tested_claims, untested_claims
from sijill.figures.claimed.reported import claim_figures, verdict_figures
from sijill.figures.compared.gap_groups import gap_group_figures, gap_groups
from sijill.figures.compared.official_ledger import ledger_figures
from sijill.figures.estimates.estimated import estimate_figures
from sijill.figures.figure import Figure, Section, Writer
from sijill.figures.layers.accidents import accident_figures
from sijill.figures.layers.acknowledged import (
    acknowledged_figures,
    by_grade,
    lines_in_scope,
    lines_outside,
    unmatched_lines,
)
from sijill.figures.layers.conceded_over_time import (
    ConcededPart,
    conceded_by_month_figures,
    conceded_over_time,
)
from sijill.figures.layers.documented import (
    STANDING_IN_ARABIC,
    STANDING_IN_WORDS,
    counted_incidents,
    counted_victims,
    documented_figures,
    graded,
    incidents_reaching,
    leading,
    named_grades,
    victim_words,
)
from sijill.figures.layers.entries import entry_figures
from sijill.figures.layers.gap import gap_figures
from sijill.figures.layers.grading import context_figures, grading_figures, grouping_figures
from sijill.figures.layers.lines_alone import figures_of_lines_alone
from sijill.figures.layers.lost_references import lost_references
from sijill.figures.layers.official_people import official_people_figures
from sijill.figures.layers.outside import outside_figures
from sijill.figures.layers.people import (
    PeopleGroup,
    is_known_dead,
    may_be_named_dead,
    overlap_figures,
    people_figures,
)
from sijill.figures.layers.remains import remains_figures
from sijill.figures.layers.sites import site_figures
from sijill.model.records.record import HazardRecord, IncidentRecord, RecordKind
from sijill.model.records.rejects import Effect, count_rejects
from sijill.model.results.claims import JudgedClaim
from sijill.model.settings.case import Case
from sijill.model.settings.codebook import Codebook
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Quantity, Refusal, Scope, Unit
from sijill.model.vocabulary import label
from sijill.register.register import Register


@dataclass(frozen=True, slots=True)
class FigureBook:
    """Every figure by name, in order, with the checkpoint and the codebook they rest on."""

    figures: Mapping[str, Figure]
    checkpoint: LogHead
    codebook: Codebook
    claims: tuple[JudgedClaim, ...] = ()
    """Every published claim with its verdict."""
    desk: Desk | None = None
    """What claims were tested against."""
    untested: int = 0
    """How many claims are not among ``claims``: more than the case tests."""

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
        if low < 0:
            return (f"{low:,} to {high:,}" if low < high else f"{low:,}").replace("-", "−")
    return str(figure.value.value)


def share_text(permille: CountRange) -> str:
    """A range in thousandths, both ends known, as per cent with one decimal."""
    ends = (permille.lowest, permille.highest)
    low, high = (f"{end / 10:.1f}" for end in ends if end is not None)
    return f"{low} %" if low == high else f"{low}–{high} %"


def write_book(analysis: Analysis, codebook: Codebook) -> FigureBook:
    """Compute every figure."""
    case = analysis.register.case
    writer = Writer(codebook, _words(analysis), _scope(case))
    on_record = writer.of_everybody().of_any_time()
    records = analysis.register.active(IncidentRecord)
    dead = PeopleGroup(analysis.people, may_be_named_dead, is_known_dead)
    of_incidents, conceded = _incident_figures(writer, analysis)
    figures = [
        *of_incidents,
        *figures_of_lines_alone(on_record, analysis),
        *people_figures(writer, analysis.people, dead, case, records),
        *entry_figures(on_record, analysis.register.linkable.values()),
        *overlap_figures(on_record, dead, person_lists(analysis), compared_lists(analysis)),
        *remains_figures(on_record, analysis),
        *official_people_figures(on_record, analysis),
        *site_figures(on_record, analysis),
        *accident_figures(on_record, analysis.register.active(HazardRecord).values()),
        *estimate_figures(writer.of_everybody(), analysis.estimates),
        *context_figures(on_record, analysis),
        *ledger_figures(writer.of_any_time(), analysis),
        *claim_figures(on_record, analysis),
        *_register_figures(on_record, analysis.register),
    ]
    by_name = {figure.name: figure for figure in figures}
    desk = desk_of(analysis, by_name, conceded)
    claims = tested_claims(analysis, desk)
    figures += verdict_figures(on_record, claims)
    order = list(Section)
    figures.sort(key=lambda figure: order.index(figure.section))
    by_name = {figure.name: figure for figure in figures}
    untested = untested_claims(analysis.register)
    return FigureBook(by_name, analysis.checkpoint, codebook, claims, desk, untested)


def person_lists(analysis: Analysis) -> dict[str, str]:
    """The titles of the lists that name people, by source id."""
    kinds = (RecordKind.PERSON, RecordKind.REMAINS)
    used = {record.head.source for record in analysis.register.linkable.values()}
    return {
        source: mapping.title
        for source, mapping in analysis.register.mappings.items()
        if mapping.kind in kinds and source in used
    }


MOST_COMPARED_LISTS = 16
"""Lists of people of which every two have a figure; a wider table nobody reads, and figures and
pages would grow with the square of the lists. Every combination stands in ``list_overlap.csv``."""


def compared_lists(analysis: Analysis) -> dict[str, str]:
    """The titles of the lists of people of which every two are compared, by source id.

    All of them; where they are very many, those with most records.
    """
    lists = person_lists(analysis)
    if len(lists) <= MOST_COMPARED_LISTS:
        return lists
    records = Counter(record.head.source for record in analysis.register.linkable.values())
    largest = sorted(lists, key=lambda source: (-records[source], source))[:MOST_COMPARED_LISTS]
    return {source: title for source, title in lists.items() if source in largest}


def _incident_figures(
    writer: Writer, analysis: Analysis
) -> tuple[list[Figure], tuple[ConcededPart, ...]]:
    """Documented, acknowledged and the gap; and what was conceded, part by part."""
    case, source = analysis.register.case, analysis.incident_list
    if not analysis.incidents:
        return [], ()
    chosen = counted_incidents(analysis)
    reaching = incidents_reaching(leading(analysis), source, case)
    on_record = writer.of_everybody().of_any_time()
    figures = [
        *documented_figures(writer, chosen, reaching, case),
        *outside_figures(on_record, analysis),
        *grouping_figures(on_record, analysis),
        *grading_figures(writer, analysis, chosen),
    ]
    if case.comparison is None:
        return figures, ()
    actor = case.comparison.actor
    lines = lines_in_scope(analysis.lines, chosen, actor)
    unmatched = unmatched_lines(analysis.lines, actor, case, analysis.determinations)
    outside = lines_outside(analysis, chosen, actor)
    acknowledged = acknowledged_figures(
        writer, lines, unmatched, outside, nobodys=sum(not line.actor for line in analysis.lines)
    )
    compared = by_grade(writer, acknowledged[0], lines, graded(chosen, case))
    gap = gap_figures(writer, figures[0], compared[0], graded(chosen, case), lines)
    groups = gap_group_figures(writer, gap_groups(analysis), gap[-1].contributions)
    split = compared if compared[0] is not acknowledged[0] else []
    over_time = conceded_over_time(lines, analysis.determinations, acknowledged[0].contributions)
    by_month = conceded_by_month_figures(writer, over_time)
    return [*figures, *acknowledged, *split, *by_month, *gap, *groups], over_time


def _register_figures(writer: Writer, register: Register) -> list[Figure]:
    """What is in the register, and what could not be used."""
    problems = register.rejects
    records = (
        identity
        for identity in register.records
        if register.decisions.withdrawal_of(identity) is None
    )
    lost = count_rejects(problems, Effect.ROW, Effect.FILE)
    return [
        writer.count("register.records", Unit.RECORDS, Layer.REGISTER, sorted(records)),
        _number(writer, "register.rejected", lost),
        _number(writer, "register.values_set_aside", count_rejects(problems, Effect.VALUE)),
        *_lost_references(writer, register),
        _number(writer, "register.notes", count_rejects(problems, Effect.NOTE)),
    ]


def _lost_references(writer: Writer, register: Register) -> list[Figure]:
    """How many rows name an incident that is on no list; no figure where none does."""
    lost = sum(
        count_rejects(rejects, Effect.VALUE) for rejects in lost_references(register).values()
    )
    return [_number(writer, "register.references_lost", lost)] if lost else []


def _number(writer: Writer, name: str, number: int) -> Figure:
    value = CountRange.exactly(number)
    return writer.figure(name, Quantity(value, Unit.RECORDS, Layer.REGISTER, writer.scope))


def _scope(case: Case) -> Scope:
    """Place, period and party of the comparison."""
    party = case.compared_party
    return Scope(place=case.area, period=case.period, actor=party.name if party else "")


def _words(analysis: Analysis) -> dict[str, str]:
    """The words that fill the braces of every definition."""
    case = analysis.register.case
    party = case.compared_party
    grades = named_grades(case)
    mapping = analysis.register.mappings.get(analysis.incident_list)
    return {
        "actor": party.name if party else "any party",
        "actor_ar": (party.name_ar or party.name) if party else "أي طرف",
        "grades": " + ".join(label("evidence_grade", grade) for grade in grades)
        or STANDING_IN_WORDS,
        "grades_ar": " + ".join(label("evidence_grade", grade, "ar") for grade in grades)
        or STANDING_IN_ARABIC,
        "source": mapping.title if mapping else "the lists of incidents together",
        **victim_words(counted_victims(analysis.incidents.values())),
        "period": str(case.period),
        "in_period": " in the period" if case.period.is_known else "",
        "safety_m": str(case.sites.safety_distance_m),
    }
