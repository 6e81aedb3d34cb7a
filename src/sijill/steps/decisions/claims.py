"""Claims: test a sentence against the last build's figures, and keep how a person reads a claim.

The figures come from ``out/claims_desk.json``, which every build writes: a sentence that was just
heard is tested without building again. Confirming a reading is a decision: it is signed, stands
over what the program read, and the next build tests the claim as it was confirmed.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sijill.claims.testing import Desk, judge_claim
from sijill.figures.claimed.claim_desk import (
    CaseNames,
    claims_of_row,
    comparator_of,
    names_of,
    own_words,
    read_sentence,
)
from sijill.figures.claimed.list_keepers import with_keeper
from sijill.files.reading import read_bounded
from sijill.files.writing import save_text
from sijill.ledger.entries.entry import Entry
from sijill.model.errors import DecisionError, FileUnreadableError
from sijill.model.limits import LONGEST_SENTENCE, MOST_SENTENCE_BYTES, MOST_SENTENCES
from sijill.model.records.record import CountRecord
from sijill.model.results.claims import ClaimParts, Comparator, JudgedClaim
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Unit
from sijill.publication.addresses import anchor
from sijill.publication.pages.claim_pages import claim_card
from sijill.register.events import ClaimEntry
from sijill.register.register import Register, replay
from sijill.steps.decisions.standing import append_decision
from sijill.steps.open_case import OpenCase
from sijill.steps.workspace import FIGURES_FILE, Workspace, last_built


@dataclass(frozen=True, slots=True)
class Corrections:
    """Parts that a person states; ``None`` leaves what was read, an empty text takes it away."""

    number: CountRange | None = None
    unit: Unit | None = None
    layer: Layer | None = None
    status: str | None = None
    actor: str | None = None
    place: str | None = None
    period: DateInterval | None = None
    said_by: str | None = None
    said_on: DateInterval | None = None
    counted_by: str | None = None

    def applied_to(self, parts: ClaimParts) -> ClaimParts:
        """The parts with what was stated over them."""
        stated = {
            name: value for name in self.__slots__ if (value := getattr(self, name)) is not None
        }
        if self.number is not None:
            stated["comparator"] = comparator_of(self.number, Comparator.EXACTLY)
        if self.number is not None and self.unit is not None:
            parts = parts.without_words_of("length")
        return replace(parts, **stated)


def sentence_subject(sentence: str) -> str:
    """The subject of a sentence that stands in no record."""
    return f"claim:{hashlib.sha256(sentence.strip().encode()).hexdigest()[:12]}"


def read_sentences(path: Path) -> list[str]:
    """The sentences of a text file, one a line, without empty lines.

    Raises:
        DecisionError: if the file cannot be read as UTF-8 text, is larger than
            ``MOST_SENTENCE_BYTES``, or has no sentence, more, or a longer one than are tested.
    """
    try:
        text = read_bounded(path, MOST_SENTENCE_BYTES).decode("utf-8-sig")
    except (FileUnreadableError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path} cannot be read as UTF-8 text ({error}).") from error
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    sentences = [(number, line) for number, line in lines if line]
    if not sentences:
        raise DecisionError(f"{path} holds no sentence, so nothing is tested. Give one a line.")
    if len(sentences) > MOST_SENTENCES:
        raise DecisionError(
            f"{path} has {len(sentences):,} sentences, and at most {MOST_SENTENCES:,} are tested "
            "at once. Give it in parts."
        )
    for number, line in sentences:
        if len(line) > LONGEST_SENTENCE:
            raise DecisionError(
                f"{path}, line {number}, has {len(line):,} characters, and a claim at most "
                f"{LONGEST_SENTENCE:,}. Give the sentence with the number, one a line."
            )
    return [line for _, line in sentences]


def check_sentence(
    register: Register, desk: Desk, words: str, stated: Corrections
) -> tuple[JudgedClaim, ...]:
    """The claims of a sentence, or of the record of that id, each with its verdict.

    Where the sentence has several numbers, what is stated holds of the first.
    """
    record = register.records.get(words)
    if record is not None and not isinstance(record, CountRecord):
        raise DecisionError(f"{words} is no published claim.")
    names = names_of(register)
    claims_in_words = list(_parts(names, record, words))
    claims_in_words[0] = own_words(stated.applied_to(claims_in_words[0]), register.case)
    if stated.counted_by is None:
        claims_in_words = [with_keeper(parts, names.recorders) for parts in claims_in_words]
    subject = words if record is not None else sentence_subject(words)
    return tuple(
        judge_claim(subject if place == 1 else f"{subject}#{place}", parts, desk)
        for place, parts in enumerate(claims_in_words, start=1)
    )


def _parts(names: CaseNames, record: CountRecord | None, words: str) -> Iterator[ClaimParts]:
    if record is None:
        yield from read_sentence(words, names) or (ClaimParts(words),)
        return
    yield from claims_of_row(record, read_sentence(record.sentence, names))


def confirm(case: OpenCase, words: str, tested: JudgedClaim, reason: str) -> Entry:
    """Keep how a person reads a claim: a record's, or a sentence's that stands in no record.

    Raises:
        DecisionError: if the claim has neither a number nor a share, or no unit.
    """
    entries = list(case.ledger.entries())
    register = replay(entries)
    parts = tested.parts
    if parts.unit is None or not (parts.number.is_known or parts.is_share):
        raise DecisionError(
            "the claim says no number or not what it counts. State them with --number and --unit."
        )
    entry = ClaimEntry(
        reason=reason,
        codebook=load_codebook().version,
        sentence="" if words in register.records else words,
        lowest=parts.number.lowest,
        highest=parts.number.highest,
        comparator=parts.comparator.value,
        unit=parts.unit.value,
        layer=parts.layer.value if parts.layer else "",
        status=parts.status,
        actor=parts.actor,
        place=parts.place,
        period=parts.period.to_edtf(),
        said_by=parts.said_by,
        said_on=parts.said_on.to_edtf(),
        unlike=parts.unlike.value if parts.unlike else "",
        counted_by=parts.counted_by,
    )
    return append_decision(case, entries, entry.draft(tested.subject))


def write_cards(workspace: Workspace, folder: Path, claims: Iterable[JudgedClaim]) -> None:
    """Write the card of each claim, resting on the figures of the last build.

    Raises:
        CaseError: if there is no build.
        StorageError: if a card cannot be written.
    """
    with last_built(workspace, FIGURES_FILE) as content:
        book, head = content["codebook"]["version"], content["checkpoint"]
        rests_on = f"codebook {book} · ledger checkpoint {head['size']}, root {head['root'][:16]}"
    for claim in claims:
        save_text(folder / f"{anchor(claim.subject)}.svg", claim_card(claim, rests_on))
