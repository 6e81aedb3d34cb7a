"""What linkage hands on: scored pairs, and the partition of records into persons."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_NOTABLE = math.log(1.1)


def _factor(added: float) -> str:
    """What is added to the log-odds as a factor of the odds: "× 410" or "÷ 12"."""
    size = math.exp(min(abs(added), 50.0))
    return f"{'×' if added >= 0 else '÷'} {size:,.{0 if size >= _WHOLE else 1}f}"


_WHOLE = 10
"""Factors from here on are written without decimals."""


class Veto(StrEnum):
    """Why two records are not one person whatever their score (vocabulary ``link_veto``)."""

    GIVEN_NAMES_DISAGREE = "given_names_disagree"
    FAMILY_NAMES_DISAGREE = "family_names_disagree"
    FATHERS_NAMES_DISAGREE = "fathers_names_disagree"
    SAME_LIST_SAME_INCIDENT = "same_list_same_incident"
    AGES_FAR_APART = "ages_far_apart"
    IDENTITY_NUMBERS_DIFFER = "identity_numbers_differ"
    FEW_RECORDS_DIFFER = "few_records_differ"
    ONE_LIST_WITHOUT_DUPLICATES = "one_list_without_duplicates"
    JUDGED_DIFFERENT = "judged_different"


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two records and how likely they are one person.

    ``left`` sorts before ``right``. ``permille`` is the match probability in thousandths (0 to
    1000), a whole number so that equal input gives equal digests. ``levels`` says for each
    compared field how far it agrees, as the words of the comparison.
    """

    left: str
    right: str
    permille: int
    levels: Mapping[str, str]
    veto: Veto | None = None
    steps: tuple[tuple[str, float], ...] = ()
    """From nothing known to the probability: what is added by what, in natural log-odds."""

    @property
    def pair(self) -> tuple[str, str]:
        """The two record ids."""
        return self.left, self.right

    @property
    def speaks_for(self) -> tuple[str, ...]:
        """What speaks for one person, the strongest first, each with its factor of the odds."""
        return self._reasons(sign=1)

    @property
    def speaks_against(self) -> tuple[str, ...]:
        """What speaks against one person, a veto before all, then the strongest first."""
        veto = (f"veto: {self.veto.value.replace('_', ' ')}",) if self.veto else ()
        return (*veto, *self._reasons(sign=-1))

    def _reasons(self, sign: int) -> tuple[str, ...]:
        """The steps of one sign that move the odds by a tenth or more."""
        steps = [(name, added) for name, added in self.steps if sign * added > _NOTABLE]
        return tuple(
            f"{name} {self.levels.get(name, '')}".rstrip() + f" {_factor(added)}"
            for name, added in sorted(steps, key=lambda step: -abs(step[1]))
        )


@dataclass(frozen=True, slots=True)
class Partition:
    """Which records are one person: every linkable record is in exactly one cluster.

    ``clusters`` are sorted tuples of record ids, sorted by their first. ``model`` is the digest of
    the scoring model and its settings.
    """

    clusters: tuple[tuple[str, ...], ...]
    model: str
