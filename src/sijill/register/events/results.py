"""Entries about what a build came to: persons, estimates, publications."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import EntryKind
from sijill.register.events.form import EntryForm, part, text_map, texts

PERSONS_SUBJECT = "persons"
"""The subject of every settlement."""
FIGURES_SUBJECT = "figures"
"""The subject of every publication."""


@dataclass(frozen=True, slots=True)
class SettlementEntry(EntryForm):
    """Which records were taken as one person. Subject: ``persons``.

    Attributes:
        partition: SHA-256 (hex) of the groups of record ids, as JSON.
        model: the linkage model and its version.
        persons: how many groups.
        records: how many records in them.
        same_percent: from this probability two records were joined.
        review_percent: from this one a person is asked.
        follows: the leaf of the settlement of the last whole linkage, where its parameters were
            used; empty where all records were linked anew.
    """

    kind: ClassVar[EntryKind] = EntryKind.SETTLEMENT
    partition: str = part(str)
    model: str = part(str)
    persons: int = part(int)
    records: int = part(int)
    same_percent: int = part(int)
    review_percent: int = part(int)
    follows: str = part(str, default="")


@dataclass(frozen=True, slots=True)
class EstimatedTotal:
    """An interval of the total in persons; ``highest`` is ``None`` where the data set no end.

    ``median`` is written as ``point``; ``observed`` counts persons on any list; ``lists`` are the
    sources that were used.
    """

    lowest: int | None
    highest: int | None
    median: int
    level_percent: int
    observed: int
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """Why there is no estimate: the code of the reason, and the reason in words."""

    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class EstimateEntry(EntryForm):
    """How many are on no list, or why that cannot be said. Subject: the stratum.

    Attributes:
        digest: SHA-256 (hex) of table and settings, without the seed.
        seed: the seed of the first estimate under that digest.
        version: of the estimation.
        answer: the total or the reason; their fields are written beside the others.
    """

    kind: ClassVar[EntryKind] = EntryKind.ESTIMATE
    digest: str = part(str)
    seed: int = part(int)
    version: int = part(int)
    answer: EstimatedTotal | NotEstimable = part(lambda value: value)

    def to_payload(self) -> dict[str, Json]:
        """The payload as it is hashed."""
        content: dict[str, Json] = {
            "digest": self.digest,
            "seed": self.seed,
            "version": self.version,
        }
        match self.answer:
            case NotEstimable(reason, explanation):
                return content | {"not_estimable": reason, "explanation": explanation}
            case EstimatedTotal() as total:
                return content | {
                    "lowest": total.lowest,
                    "highest": total.highest,
                    "point": total.median,
                    "level_percent": total.level_percent,
                    "observed": total.observed,
                    "lists": list(total.lists),
                }

    @classmethod
    def from_payload(cls, payload: Mapping[str, Json], erased: Iterable[str] = ()) -> Self:  # noqa: ARG003  nothing here is erasable
        """Read a payload, as ``EntryForm.from_payload``."""
        match payload:
            case {"not_estimable": str() as reason, "explanation": str() as explanation}:
                answer: EstimatedTotal | NotEstimable = NotEstimable(reason, explanation)
            case {
                "lowest": (int() | None) as lowest,
                "highest": (int() | None) as highest,
                "point": int() as median,
                "level_percent": int() as level,
                "observed": int() as observed,
                "lists": list() as lists,
            }:
                answer = EstimatedTotal(lowest, highest, median, level, observed, texts(lists))
            case _:
                raise ValueError(sorted(payload))
        digest, seed, version = payload["digest"], payload["seed"], payload["version"]
        return cls(str(digest), int(str(seed)), int(str(version)), answer)


@dataclass(frozen=True, slots=True)
class PublicationEntry(EntryForm):
    """Which figures a build printed. Subject: ``figures``.

    Attributes:
        digest: of the figures.
        size: how many entries of this device's log they rest on.
        root: the Merkle root (hex) over these.
        codebook: the version of the codebook.
        figures: the value of each figure in words, by its name.
        dossier: SHA-256 (hex) over names and bytes of the dossier's files; empty in entries of
            version 0.1. Where it is given, the entry before is the custody event of the dossier.
    """

    kind: ClassVar[EntryKind] = EntryKind.PUBLICATION
    digest: str = part(str)
    size: int = part(int)
    root: str = part(str)
    codebook: str = part(str)
    figures: Mapping[str, str] = part(text_map)
    dossier: str = part(str, default="")
