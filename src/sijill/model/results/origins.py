"""Who repeats whom: statements, what they derive from, and the origins to which they go back."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sijill.model.values.derivation import Derivation


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source said about one matter.

    ``about`` are the matters it is about (incidents, or a number with its unit): only statements
    about one matter are compared by whom they cite. ``repeats`` are statements that a list says it
    repeats, with how. ``pictures`` are perceptual hashes of 64 bits in hexadecimal digits.
    """

    id: str
    said_by: str = ""
    on: date | None = None
    text: str = ""
    about: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    relation: Derivation = Derivation.STATED
    team: str = ""
    pictures: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Names of where the matters happened."""


@dataclass(frozen=True, slots=True)
class Derived:
    """One statement depends on another; ``basis`` says by what that is known.

    ``earlier`` is the id of a statement, or ``cited:`` and the name of a source that no statement
    of the register is from.
    """

    later: str
    earlier: str
    how: Derivation
    basis: str


@dataclass(frozen=True, slots=True)
class OriginCluster:
    """One origin and every statement that goes back to it.

    ``first`` stands for the origin: the statement that repeats none, the first of a circle, or a
    cited source. ``echoes`` are the others. ``circle`` holds the statements that repeat each other
    in a circle, so that nobody knows which is the origin; empty where there is none.
    """

    first: str
    echoes: tuple[str, ...]
    circle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginGraph:
    """Who derives from whom. A statement with several parents goes back to several origins."""

    derived: tuple[Derived, ...] = ()
    clusters: tuple[OriginCluster, ...] = ()
    roots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By statement, the origins (``OriginCluster.first``) to which it goes back."""
    frames: frozenset[str] = frozenset()
    """Statements of which only a page's frame was kept (a log-in wall): no account, no origin."""

    def steps(self, statement: str) -> tuple[Derived, ...]:
        """What a statement derives from, the strongest first; ``derived`` is sorted so."""
        first = bisect_left(self.derived, statement, key=lambda step: step.later)
        last = bisect_right(self.derived, statement, key=lambda step: step.later)
        return self.derived[first:last]

    def chain(self, statement: str) -> tuple[Derived, ...]:
        """The steps from a statement back to an origin, the strongest at each."""
        steps: list[Derived] = []
        seen: set[str] = set()
        while statement not in seen and (from_here := self.steps(statement)):
            seen.add(statement)
            steps.append(from_here[0])
            statement = from_here[0].earlier
        return tuple(steps)
