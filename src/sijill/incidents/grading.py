"""Suggested grades: the rules of a codebook, tried in order, with a trace. A person decides.

The grade is no function of the number of links: of Airwars' 46 incidents graded weak 45 had more
than one. What counts is how many independent origins there are, who is accused, and what a party
concedes.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sijill.model.codes import EvidenceGrade
from sijill.model.errors import CaseError
from sijill.model.results.grades import GradeEvidence, RuleTried, SuggestedGrade


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One rule: its conditions by name, all of which must hold, and the grade that it gives."""

    id: str
    grade: EvidenceGrade
    says: str
    conditions: Mapping[str, bool | int]


@dataclass(frozen=True, slots=True)
class GradingCodebook:
    """A scale of evidence. Every decision stores its version."""

    title: str
    version: str
    rules: Sequence[GradeRule]


@cache
def airwars_grading() -> GradingCodebook:
    """The scale that holds where a case has none of its own."""
    text = files("sijill.incidents").joinpath("grading.toml").read_text(encoding="utf-8")
    return read_grading(text, "grading.toml")


def read_grading(text: str, where: str) -> GradingCodebook:
    """Read a codebook of grades.

    Raises:
        CaseError: naming the file and the rule, if it is no such codebook.
    """
    try:
        return grading_of(tomllib.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CaseError(
            f"{where} is no codebook of grades ({error}). It needs title, version and [[rule]] "
            f"tables with id, grade, says and conditions of: {', '.join(sorted(CONDITIONS))}."
        ) from error


def grading_of(content: Mapping[str, Any]) -> GradingCodebook:
    """A codebook from the content of its TOML. Raises KeyError, TypeError or ValueError."""
    rules = [_rule(row) for row in content["rule"]]
    return GradingCodebook(content["title"], content["version"], rules)


def _rule(row: Mapping[str, str | bool | int]) -> GradeRule:
    conditions = {name: value for name, value in row.items() if name not in ("id", "grade", "says")}
    unknown = sorted(conditions.keys() - CONDITIONS.keys())
    if unknown:
        raise ValueError(f"rule {row['id']}: there is no condition {unknown[0]!r}")
    checked: dict[str, bool | int] = {}
    for name, value in conditions.items():
        if not isinstance(value, bool | int):
            raise ValueError(f"rule {row['id']}: {name} is a number, true or false")  # noqa: TRY004
        checked[name] = value
    return GradeRule(str(row["id"]), EvidenceGrade(str(row["grade"])), str(row["says"]), checked)


def suggest_grade(
    evidence: GradeEvidence, codebook: GradingCodebook | None = None
) -> SuggestedGrade:
    """The grade of the first rule that applies, with every rule that was tried before it."""
    book = codebook or airwars_grading()
    trace: list[RuleTried] = []
    for rule in book.rules:
        answers = [_condition(name, value, evidence) for name, value in rule.conditions.items()]
        failed = next((why for holds, why in answers if not holds), None)
        if failed is not None:
            trace.append(RuleTried(rule.id, applied=False, why=failed))
            continue
        words = "; ".join(why for _, why in answers) or "nothing else applied"
        trace.append(RuleTried(rule.id, applied=True, why=words))
        return SuggestedGrade(rule.grade, rule.id, rule.says, tuple(trace), evidence, book.version)
    return SuggestedGrade(
        EvidenceGrade.UNGRADED, "", "No rule applies.", tuple(trace), evidence, book.version
    )


def _condition(name: str, value: bool | int, evidence: GradeEvidence) -> tuple[bool, str]:  # noqa: FBT001
    actual = CONDITIONS[name](evidence)
    if name.endswith("_min"):
        return actual >= value, f"{name.removesuffix('_min')}: {actual}, at least {value} needed"
    if name.endswith("_max"):
        return actual <= value, f"{name.removesuffix('_max')}: {actual}, at most {value} allowed"
    return bool(actual) == bool(value), f"{name.replace('_', ' ')}: {'yes' if actual else 'no'}"


CONDITIONS = {
    "origins_min": lambda evidence: evidence.independent,
    "origins_max": lambda evidence: evidence.independent,
    "statements_min": lambda evidence: evidence.statements,
    "named_min": lambda evidence: evidence.named_victims,
    "conceded": lambda evidence: evidence.is_conceded,
    "contested": lambda evidence: evidence.is_contested,
    "combatants_only": lambda evidence: evidence.is_combatants_only,
    "no_harm": lambda evidence: evidence.is_no_harm,
}
"""What a rule may ask, and how it is answered."""
