"""How often each witness was interviewed, with a warning about repeated accounts.

A second, differing account can discredit a witness, and each telling can hurt (eyeWitness to
Atrocities, guidance for documenters; Eurojust and ICC guidelines for civil society, 2022).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sijill.language.scripts import fold
from sijill.model.records.testimony import TestimonyRecord

MOST_INTERVIEWS = 1
"""More than one account by one witness is shown with a warning."""


@dataclass(frozen=True, slots=True)
class WitnessInterviews:
    """The accounts of one witness in the register, and how often it was told elsewhere before."""

    accounts: tuple[str, ...]
    earlier: int

    @property
    def number(self) -> int:
        """Interviews that are known of."""
        return len(self.accounts) + self.earlier

    @property
    def is_repeated(self) -> bool:
        """Whether the witness was asked more than once."""
        return self.number > MOST_INTERVIEWS


def count_interviews(testimonies: Iterable[TestimonyRecord]) -> tuple[WitnessInterviews, ...]:
    """Each witness, by source and pseudonym; accounts without a pseudonym are one witness each."""
    groups: dict[tuple[str, str], list[TestimonyRecord]] = defaultdict(list)
    for testimony in testimonies:
        groups[testimony.head.source, fold(testimony.pseudonym) or testimony.head.id].append(
            testimony
        )
    return tuple(
        WitnessInterviews(
            tuple(sorted(testimony.head.id for testimony in members)),
            max((testimony.earlier_interviews.at_least for testimony in members), default=0),
        )
        for _, members in sorted(groups.items())
    )
