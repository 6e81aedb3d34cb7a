"""What linkage hands on: scored pairs, and the partition of records into persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Veto(StrEnum):
    """Why two records are not one person whatever their score (vocabulary ``link_veto``)."""

    GIVEN_NAMES_DISAGREE = "given_names_disagree"
    FAMILY_NAMES_DISAGREE = "family_names_disagree"
    SAME_LIST_SAME_INCIDENT = "same_list_same_incident"
    AGES_FAR_APART = "ages_far_apart"
    IDENTITY_NUMBERS_DIFFER = "identity_numbers_differ"
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


@dataclass(frozen=True, slots=True)
class Partition:
    """Which records are one person: every linkable record is in exactly one cluster.

    ``clusters`` are sorted tuples of record ids, sorted by their first. ``model`` is the digest of
    the scoring model and its settings.
    """

    clusters: tuple[tuple[str, ...], ...]
    model: str
