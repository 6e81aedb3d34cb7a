"""Tables of what incidents rest on: groups, reports and their origins, grades suggested and set."""

from sijill.figures.analysis import Analysis
from sijill.figures.layers.documented import by_first_day, leading
from sijill.figures.layers.grading import grades_met
from sijill.model.case_limits import MOST_REVIEW_PAIRS
from sijill.model.records.testimony import TestimonyRecord
from sijill.model.results.grades import SuggestedGrade
from sijill.model.results.incidents import Incident
from sijill.publication.exports import CsvTable


def group_table(analysis: Analysis) -> CsvTable:
    """One row a pair of records that was scored, with the reasons and what came of it."""
    columns = ("left", "right", "probability", "judged", "grouped", "reasons")
    rows = [
        (
            pair.left,
            pair.right,
            f"{pair.permille / 1000:.3f}",
            pair.judged,
            "yes" if analysis.leads[pair.left] == analysis.leads[pair.right] else "",
            pair.words,
        )
        for pair in analysis.groups.pairs
    ]
    return CsvTable("incident_pairs", columns, rows)


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
    columns = (
        *("incident", "code", "grade", "suggested", "agrees", "rule", "says", "trace"),
        *("rules_version", "statements", "origins", "origin_ids", "parties", "circles"),
    )
    rows = [
        _grade_row(incident, incident.suggested)
        for incident in by_first_day(leading(analysis).values())
        if incident.suggested is not None
    ]
    return CsvTable("grades", columns, rows)


def _grade_row(incident: Incident, suggested: SuggestedGrade) -> tuple[object, ...]:
    evidence = suggested.evidence
    tried = (f"{'+' if step.applied else '-'} {step.rule}: {step.why}" for step in suggested.trace)
    return (
        incident.id,
        incident.record.code,
        incident.grade,
        suggested.grade,
        "yes" if suggested.grade == incident.grade else "no",
        suggested.rule,
        suggested.says,
        "; ".join(tried),
        suggested.codebook,
        evidence.statements,
        evidence.independent,
        " ".join(evidence.origins),
        ", ".join(evidence.parties),
        evidence.circles or "",
    )


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
    columns = (
        *("testimony", "may_quote", "uses", "shown_as", "incident"),
        *("earlier_interviews_min", "earlier_interviews_max"),
    )
    rows = [
        (
            identity,
            record.may_quote.value,
            "not asked" if record.uses is None else "; ".join(sorted(record.uses)),
            record.shown_as.value if record.shown_as is not None else "",
            record.incident,
            *(
                "" if end is None else end
                for end in (record.earlier_interviews.lowest, record.earlier_interviews.highest)
            ),
        )
        for identity, record in sorted(analysis.register.active(TestimonyRecord).items())
    ]
    return CsvTable("testimonies", columns, rows)
