"""Tables of what incidents rest on: groups, reports and their origins, grades suggested and set."""

from sijill.figures.analysis import Analysis
from sijill.figures.layers.documented import by_first_day, leading
from sijill.figures.layers.grading import grades_met
from sijill.model.case_limits import MOST_REVIEW_PAIRS
from sijill.model.records.testimony import TestimonyRecord
from sijill.model.results.grades import SuggestedGrade
from sijill.model.results.incidents import Incident
from sijill.publication.exports import Cells, CsvTable
from sijill.publication.wording import if_stated


def group_table(analysis: Analysis) -> CsvTable:
    """One row a pair of records that was scored, with the reasons and what came of it."""
    leads = analysis.leads
    return CsvTable.of(
        "incident_pairs",
        analysis.groups.pairs,
        {
            "left": lambda pair: pair.left,
            "right": lambda pair: pair.right,
            "probability": lambda pair: f"{pair.permille / 1000:.3f}",
            "judged": lambda pair: pair.judged,
            "grouped": lambda pair: "yes" if leads[pair.left] == leads[pair.right] else "",
            "reasons": lambda pair: pair.words,
        },
    )


def incident_review_table(analysis: Analysis) -> CsvTable:
    """Pairs of incidents that a person should look at; sijill judge takes what is filled in."""
    columns = ("left", "right", "decision", "reason", "probability", "reasons", "one", "other")
    rows = [
        (
            pair.left,
            pair.right,
            "",
            "",
            f"{pair.permille / 1000:.3f}",
            pair.words,
            *(
                f"{incident.record.happened}, {incident.record.place}, killed {incident.stated}"
                for incident in (analysis.incidents[pair.left], analysis.incidents[pair.right])
            ),
        )
        for pair in analysis.groups.review[:MOST_REVIEW_PAIRS]
    ]
    return CsvTable("review_incidents", columns, rows)


def grade_table(analysis: Analysis) -> CsvTable:
    """One row an incident: its grade, the suggested one, the rule, and what it rests on."""
    graded = [
        (incident, incident.suggested)
        for incident in by_first_day(leading(analysis).values())
        if incident.suggested is not None
    ]
    return CsvTable.of("grades", graded, _GRADE_CELLS)


_GRADE_CELLS: Cells[tuple[Incident, SuggestedGrade]] = {
    "incident": lambda graded: graded[0].id,
    "code": lambda graded: graded[0].record.code,
    "grade": lambda graded: graded[0].grade,
    "suggested": lambda graded: graded[1].grade,
    "agrees": lambda graded: "yes" if graded[1].grade == graded[0].grade else "no",
    "rule": lambda graded: graded[1].rule,
    "says": lambda graded: graded[1].says,
    "trace": lambda graded: "; ".join(
        f"{'+' if step.applied else '-'} {step.rule}: {step.why}" for step in graded[1].trace
    ),
    "rules_version": lambda graded: graded[1].codebook,
    "statements": lambda graded: graded[1].evidence.statements,
    "origins": lambda graded: graded[1].evidence.independent,
    "origin_ids": lambda graded: " ".join(graded[1].evidence.origins),
    "parties": lambda graded: ", ".join(graded[1].evidence.parties),
    "circles": lambda graded: graded[1].evidence.circles or "",
}


def grade_agreement_table(analysis: Analysis) -> CsvTable:
    """How often each grade meets each suggested grade."""
    return CsvTable("grade_agreement", ("grade", "suggested", "incidents"), grades_met(analysis))


def origin_table(analysis: Analysis) -> CsvTable:
    """One row a step from a report to what it derives from, and to which origins it goes back."""
    graph = analysis.report_graph
    columns = ("report", "derives_from", "how", "basis", "origins")
    rows: list[tuple[str, ...]] = [
        (step.later, step.earlier, step.how, step.basis, " ".join(graph.roots.get(step.later, ())))
        for step in graph.derived
    ]
    derived = {step.later for step in graph.derived}
    rows += [
        (report, "", "", "only the page's frame was kept", "")
        if report in graph.frames
        else (report, "", "", "", report)
        for report in sorted(graph.roots)
        if report not in derived
    ]
    return CsvTable("report_origins", columns, rows)


def testimony_table(analysis: Analysis) -> CsvTable:
    """One row an account: what the witness answered, and what the account is about; no words."""
    accounts = analysis.register.active(TestimonyRecord)
    return CsvTable.of(
        "testimonies",
        (accounts[name] for name in sorted(accounts)),
        {
            "testimony": lambda record: record.head.id,
            "may_quote": lambda record: record.may_quote.value,
            "uses": lambda record: (
                "not asked" if record.uses is None else "; ".join(sorted(record.uses))
            ),
            "shown_as": lambda record: record.shown_as.value if record.shown_as is not None else "",
            "incident": lambda record: record.incident,
            "earlier_interviews_min": lambda record: if_stated(record.earlier_interviews.lowest),
            "earlier_interviews_max": lambda record: if_stated(record.earlier_interviews.highest),
        },
    )
