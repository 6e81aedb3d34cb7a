"""What an audit found, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType

from sijill.ledger.merkle.tree import TreeHead

MOST_FINDINGS = 200


class Verdict(IntEnum):
    """What can be said of a ledger; the number is the exit code of the command.

    DAMAGED: something is missing or cannot be read, as after a disk error or half a copy.
    TAMPERED: something that can be read contradicts a hash or a rule; a flipped bit looks the same.
    COULD_NOT_CHECK: something is there that could not be examined, so nothing is promised.
    """

    SOUND = 0
    DAMAGED = 1
    TAMPERED = 2
    COULD_NOT_CHECK = 3


_FROM_LEAST_TO_MOST = (
    Verdict.SOUND,
    Verdict.COULD_NOT_CHECK,
    Verdict.DAMAGED,
    Verdict.TAMPERED,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation: what it means on its own, where, and what.

    A finding that weighs SOUND is a note: something a reader should know, but no fault.
    """

    verdict: Verdict
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The result of an audit.

    Attributes:
        findings: the first 200 of them, then how many more there are.
        entries: how many entries were examined.
        heads: for each log, by its id, the size and the root computed from its entries; a log
            without an unbroken sequence is not among them.
        verdict: the gravest of all findings, also of those that are only counted.
        keys: by the log's id, the public key in hexadecimal, if it is signed; whose it is, only a
            person can say.
    """

    findings: tuple[Finding, ...]
    entries: int
    heads: Mapping[str, TreeHead]
    verdict: Verdict
    keys: Mapping[str, str] = field(default_factory=dict)

    def heads_in_words(self) -> dict[str, str]:
        """By the log's id, its head as ``SIZE:ROOT``."""
        return {log: f"{head.size}:{head.root}" for log, head in self.heads.items()}


def printable(text: str) -> str:
    """The text with every character that could move a cursor or hide others as its escape."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in text
    )


class FindingList:
    """Findings as they come in. It stays small, however broken a ledger is."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._more = 0
        self._verdict = Verdict.SOUND

    def add(self, verdict: Verdict, where: str, what: str) -> None:
        """Add a finding. What the file made up of unprintable characters is shown as escapes."""
        where, what = printable(where), printable(what)
        self._verdict = max(self._verdict, verdict, key=_FROM_LEAST_TO_MOST.index)
        if len(self._kept) < MOST_FINDINGS:
            self._kept.append(Finding(verdict, where, what))
        else:
            self._more += 1

    def report(
        self,
        entries: int,
        heads: Mapping[str, TreeHead],
        keys: Mapping[str, str] = MappingProxyType({}),
    ) -> AuditReport:
        """The report of an audit that examined so many entries and computed these heads."""
        kept = tuple(self._kept)
        if self._more:
            kept += (Finding(self._verdict, "further", f"{self._more} findings are not listed"),)
        return AuditReport(kept, entries, heads, self._verdict, dict(keys))
