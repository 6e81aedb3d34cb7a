"""Decisions as they stand now.

Judgements, grades, corrections, withdrawals, less what was taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sijill.ledger.entry import Entry, EntryKind
from sijill.model.codes import CorrectionKind, LinkDecision
from sijill.model.decisions import Assessment, Correction, Decided, Judgement, Withdrawal
from sijill.model.errors import LedgerError

RETRACTABLE = frozenset(kind for kind in EntryKind if kind.is_decision) - {
    EntryKind.RETRACTION,
    EntryKind.ERASURE,
}
"""Decisions that can be taken back."""


ERASED = "(erased on request)"
"""Stands where a reason was erased."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds now. For one pair, incident or field the latest decision counts."""

    judgements: dict[tuple[str, str], Judgement] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    corrections: dict[tuple[str, str], Correction] = field(default_factory=dict)
    withdrawals: dict[str, Withdrawal] = field(default_factory=dict)

    def corrected_texts(self) -> dict[str, dict[str, str]]:
        """By record id, the fields whose text a correction replaces."""
        texts: dict[str, dict[str, str]] = {}
        for correction in self.corrections.values():
            texts.setdefault(correction.record, {})[correction.field] = correction.value
        return texts


def read_decisions(entries: Iterable[Entry]) -> Decisions:
    """Replay all decisions in order."""
    kept = list(entries)
    taken_back = {
        leaf for entry in kept if entry.kind is EntryKind.RETRACTION for leaf in entry.over
    }
    decisions = Decisions()
    for entry in kept:
        if entry.leaf in taken_back:
            continue
        decided = Decided(entry.name, entry.author, entry.at)
        text = dict.fromkeys(entry.erased, ERASED)
        text |= {name: str(value) for name, value in entry.payload.items()}
        match entry.kind:
            case EntryKind.JUDGEMENT:
                judgement = _judgement(text, decided)
                decisions.judgements[judgement.pair] = judgement
            case EntryKind.ASSESSMENT:
                decisions.assessments[entry.subject] = Assessment(
                    entry.subject, text["grade"], text["reason"], text["codebook"], decided
                )
            case EntryKind.CORRECTION if "value" in entry.erased:
                pass  # the row was erased with it
            case EntryKind.CORRECTION:
                decisions.corrections[entry.subject, text["field"]] = Correction(
                    entry.subject,
                    text["field"],
                    text["value"],
                    CorrectionKind(text["kind"]),
                    text["reason"],
                    decided,
                )
            case EntryKind.WITHDRAWAL:
                decisions.withdrawals[entry.subject] = Withdrawal(
                    entry.subject, CorrectionKind(text["kind"]), text["reason"], decided
                )
            case _:
                pass
    return decisions


def _judgement(text: dict[str, str], decided: Decided) -> Judgement:
    left, right = sorted((text["left"], text["right"]))
    if left == right:
        raise LedgerError(f"entry {decided.entry} judges {left} against itself. Run sijill verify.")
    return Judgement(left, right, LinkDecision(text["decision"]), text["reason"], decided)
