"""A suggested grade with the rules that were tried, and what they were tried on."""

from dataclasses import dataclass

from sijill.model.codes import EvidenceGrade


@dataclass(frozen=True, slots=True)
class GradeEvidence:
    """What is known of an incident before anybody grades it.

    ``statements`` are all statements about it, ``origins`` the independent ones to which they go
    back. ``parties`` are the sides that are accused, partners under one name. ``circles`` counts
    circles of statements that repeat each other.
    """

    statements: int = 0
    origins: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    is_strike_contested: bool = False
    is_conceded: bool = False
    is_combatants_only: bool = False
    is_no_harm: bool = False
    named_victims: int = 0
    circles: int = 0

    @property
    def is_contested(self) -> bool:
        """Whether parties compete, or it is contested that there was an action."""
        return len(self.parties) > 1 or self.is_strike_contested

    @property
    def independent(self) -> int:
        """How many independent origins there are; never more than statements."""
        return min(len(self.origins), self.statements)


@dataclass(frozen=True, slots=True)
class RuleTried:
    """One rule, whether it applied, and the condition by which it did or did not."""

    rule: str
    applied: bool
    why: str


@dataclass(frozen=True, slots=True)
class SuggestedGrade:
    """A grade that the rules of a codebook (its version) suggest; a person decides."""

    grade: EvidenceGrade
    rule: str
    says: str
    trace: tuple[RuleTried, ...]
    evidence: GradeEvidence
    codebook: str
