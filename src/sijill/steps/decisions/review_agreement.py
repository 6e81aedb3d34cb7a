"""How the judgements of a case agree with the scores, and its readers with each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.ledger.log.ledger import Ledger
from sijill.linkage.agreement import (
    ReaderAgreement,
    ReliabilityBand,
    compare_readers,
    measure_reliability,
)
from sijill.model.codes import LinkDecision
from sijill.model.decisions.decision import Judgement
from sijill.register.decided import retracted_leaves
from sijill.register.register import replay
from sijill.register.statements import read_statement
from sijill.register.watching import Watch
from sijill.steps.case.link import link_records
from sijill.steps.workspace import Workspace

_DECIDED = {LinkDecision.SAME: True, LinkDecision.DIFFERENT: False}


@dataclass(frozen=True, slots=True)
class ReviewAgreement:
    """Judgements beside scores, and readers beside each other.

    ``unscored`` are pairs judged same or different that have no score: they share no key by which
    records are compared, or are less than a thousandth likely.
    """

    bands: tuple[ReliabilityBand, ...]
    unscored: int
    readers: tuple[ReaderAgreement, ...]


def review_agreement(workspace: Workspace, progress: Watch) -> ReviewAgreement:
    """Measure the review of a built case.

    Scores are those that the records alone give: a judgement binds its own pair and changes no
    score. Readers are compared on the pairs that both judged, each by the latest answer that was
    not taken back.

    Raises:
        LedgerError: if the case was not built.
    """
    with Ledger.open(workspace.ledger) as ledger:
        entries = list(ledger.entries())
    register = replay(entries)
    judged = {
        pair: _DECIDED[judgement.decision]
        for pair, judgement in register.decisions.judgements.items()
        if judgement.decision in _DECIDED
    }
    scored = link_records(register, progress, workspace.work).scored
    known = [
        (scored[pair].permille / 1000, same) for pair, same in judged.items() if pair in scored
    ]
    return ReviewAgreement(
        measure_reliability(known), len(judged) - len(known), readers_of(entries)
    )


def readers_of(entries: Iterable[Entry]) -> tuple[ReaderAgreement, ...]:
    """Each two readers who judged the same pairs, by name."""
    kept = list(entries)
    retracted = retracted_leaves(kept)
    answers: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for entry in kept:
        if entry.kind is EntryKind.JUDGEMENT and entry.leaf not in retracted:
            statement = read_statement(entry)
            if isinstance(statement, Judgement):
                answers[statement.decided.author][statement.pair] = statement.decision.value
    agreements = []
    for first, second in combinations(sorted(answers), 2):
        both = sorted(answers[first].keys() & answers[second].keys())
        if both:
            pairs = [(answers[first][pair], answers[second][pair]) for pair in both]
            agreements.append(compare_readers(first, second, pairs))
    return tuple(agreements)
