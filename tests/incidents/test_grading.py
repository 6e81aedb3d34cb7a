"""Suggested grades: rules of a codebook in order, each with the condition by which it applied."""

import pytest

from made_records import head_of
from sijill.claims.derivations import find_derivations
from sijill.claims.origins import trace_origins
from sijill.claims.report_statements import trace_reports
from sijill.incidents.evidence import EvidenceSources, gather_evidence
from sijill.incidents.grading import airwars_grading, read_grading, suggest_grade
from sijill.model.codes import EvidenceGrade
from sijill.model.errors import CaseError
from sijill.model.records.record import IncidentRecord, ReportRecord
from sijill.model.results.grades import GradeEvidence
from sijill.model.results.incidents import Incident
from sijill.model.results.origins import Statement
from sijill.model.settings.case import Actor, Case
from sijill.model.values.counts import CountRange
from sijill.steps.case.incidents import parties_by_name


@pytest.mark.parametrize(
    ("evidence", "grade", "rule"),
    [
        (GradeEvidence(9, ("post",)), EvidenceGrade.WEAK, "one_origin"),
        (GradeEvidence(2, ("a", "b")), EvidenceGrade.FAIR, "independent"),
        (GradeEvidence(2, ("a", "b"), is_conceded=True), EvidenceGrade.CONFIRMED, "accepted"),
        (GradeEvidence(2, ("a", "b"), parties=("x", "y")), EvidenceGrade.CONTESTED, "competing"),
        (
            GradeEvidence(3, ("a", "b"), is_strike_contested=True),
            EvidenceGrade.CONTESTED,
            "competing",
        ),
        (GradeEvidence(1, ("a",), is_no_harm=True), EvidenceGrade.NO_HARM_REPORTED, "no_harm"),
        (
            GradeEvidence(2, ("a", "b"), is_combatants_only=True),
            EvidenceGrade.DISCOUNTED,
            "combatants_only",
        ),
        (GradeEvidence(), EvidenceGrade.UNGRADED, "nothing"),
    ],
)
def test_the_first_rule_that_applies_gives_the_grade(
    evidence: GradeEvidence, grade: EvidenceGrade, rule: str
) -> None:
    found = suggest_grade(evidence)
    assert (found.grade, found.rule) == (grade, rule)
    assert found.trace[-1].applied
    assert not any(one.applied for one in found.trace[:-1])
    assert found.codebook == airwars_grading().version


def test_nine_links_that_go_back_to_one_post_are_weak() -> None:
    """T7: nine links, one origin."""
    text = (
        "An aircraft struck the house of the Attar family in Basatin at dawn and four were killed"
    )
    statements = [
        Statement(f"posts:{number}", f"Page {number}", None, text, ("monitor:1",))
        for number in range(9)
    ]
    graph = trace_origins([one.id for one in statements], find_derivations(statements))
    roots = {root for one in statements for root in graph.roots[one.id]}
    found = suggest_grade(GradeEvidence(len(statements), tuple(sorted(roots))))
    assert len(roots) == 1
    assert found.grade is EvidenceGrade.WEAK
    assert found.trace[-1].why == "origins: 1, at most 1 allowed; statements: 9, at least 1 needed"


def _accused(*words: str) -> IncidentRecord:
    head = head_of("monitor:1")
    return IncidentRecord(head, actors=words)


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        (("The Alliance", "River Council"), EvidenceGrade.FAIR),
        (("The Alliance", "Garrison"), EvidenceGrade.CONTESTED),
        (("The Alliance", "River Council", "Garrison"), EvidenceGrade.CONTESTED),
        (("River Council", "Bridge Guard"), EvidenceGrade.FAIR),
    ],
)
def test_partners_are_one_side_and_do_not_compete(
    words: tuple[str, ...], grade: EvidenceGrade
) -> None:
    case = Case(
        title="A town",
        actors=(
            Actor(id="alliance", name="The Alliance", partners=("council",)),
            Actor(id="council", name="River Council"),
            Actor(id="guard", name="Bridge Guard", partners=("council",)),
            Actor(id="garrison", name="Garrison"),
        ),
    )
    record = _accused(*words)
    incident = Incident(record, record.grade, CountRange(), CountRange(), ())
    around = EvidenceSources(
        trace_origins(["a", "b"], ()),
        {"monitor:1": ["a", "b"]},
        party_of=parties_by_name(case),
        sides={actor.id: " with ".join(case.side(actor.id)) for actor in case.actors},
    )
    found = gather_evidence(incident, [record], around)
    assert suggest_grade(found).grade is grade
    assert found.parties[0] == "alliance with council with guard"


def test_a_partner_that_is_no_party_of_the_case_is_refused() -> None:
    with pytest.raises(ValueError, match="'council', which is no other party"):
        Case(title="T", actors=(Actor(id="alliance", name="A", partners=("council",)),))


def test_origins_never_outnumber_statements() -> None:
    assert GradeEvidence(1, ("a", "b")).independent == 1


def test_a_case_may_have_a_codebook_of_its_own() -> None:
    text = 'title = "T"\nversion = "t-1"\n[[rule]]\nid = "all"\ngrade = "weak"\nsays = "All."\n'
    found = suggest_grade(GradeEvidence(5, ("a", "b")), read_grading(text, "grading.toml"))
    assert (found.grade, found.codebook) == (EvidenceGrade.WEAK, "t-1")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ('id = "x"\ngrade = "nice"\nsays = ""', "nice"),
        ('id = "x"\ngrade = "weak"\nsays = ""\nlinks_min = 2', "links_min"),
        ('id = "x"\ngrade = "weak"\nsays = ""\norigins_min = "two"', "origins_min"),
    ],
)
def test_a_codebook_with_a_mistake_is_refused_by_rule(rule: str, says: str) -> None:
    text = f'title = "T"\nversion = "1"\n[[rule]]\n{rule}\n'
    with pytest.raises(CaseError, match=says):
        read_grading(text, "grading.toml")


def test_pages_that_kept_only_a_log_in_wall_are_no_further_origins() -> None:
    """Three links of which one was kept with its account: one origin, so weak."""
    texts = (
        "Two people were killed in Siha when a shell hit the bakery at noon, a neighbour says",
        "Facebook",
        "One moment, please... Please wait while your request is being verified...",
    )
    reports = [
        ReportRecord(
            head_of(f"posts:{row}"),
            publisher=f"Page {row}",
            text=text,
            incidents=("monitor:1",),
        )
        for row, text in enumerate(texts, start=2)
    ]
    graph = trace_reports(reports, {})
    assert graph.frames == {"posts:3", "posts:4"}
    record = IncidentRecord(head_of("monitor:1"))
    incident = Incident(record, record.grade, CountRange(), CountRange(), ())
    around = EvidenceSources(graph, {"monitor:1": [one.head.id for one in reports]})
    found = gather_evidence(incident, [record], around)
    assert (found.statements, found.origins) == (3, ("posts:2",))
    assert suggest_grade(found).grade is EvidenceGrade.WEAK
    walls = EvidenceSources(graph, {"monitor:1": ["posts:3", "posts:4"]})
    assert gather_evidence(incident, [record], walls).independent == 1
