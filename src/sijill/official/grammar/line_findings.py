"""What the clauses of one line say, as far as they were read: outcomes and numbers, in order."""

from dataclasses import dataclass, field

from sijill.model.values.counts import CountRange
from sijill.official.grammar.harm.harm_clauses import HarmClause
from sijill.official.grammar.outcomes import Outcome


@dataclass(slots=True)
class LineFindings:
    """What the clauses of a line say: outcomes and numbers in the order of the text."""

    outcomes: list[Outcome] = field(default_factory=list)
    harms: list[HarmClause] = field(default_factory=list)
    corrects: bool = False
    beside_fighters: list[HarmClause] = field(default_factory=list)
    """Those harmed without the fighters among them, of whom nothing is said yet."""
    civilians_among: CountRange | None = None
    """The civilians in a group that was parted, of which nobody has said yet what became of it."""
    unread: list[tuple[int, int, str]] = field(default_factory=list)
