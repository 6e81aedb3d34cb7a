"""What people decided about records, in sentences: corrections, bodies, consent, withdrawal."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from sijill.model.decisions.decision import (
    Assessment,
    Consent,
    Correction,
    Identification,
    Judgement,
)
from sijill.model.decisions.field_work import Examination, Presence
from sijill.model.vocabulary import label
from sijill.register.decided import Decisions


def decision_notes(
    decisions: Decisions, withheld: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """The sentences by record or source id; no corrected words of a withheld record."""
    notes: dict[str, list[str]] = defaultdict(list)
    for subject, sentence in _sentences(decisions, withheld):
        notes[subject].append(sentence)
    return {subject: tuple(sentences) for subject, sentences in notes.items()}


def _sentences(decisions: Decisions, withheld: Collection[str]) -> Iterator[tuple[str, str]]:
    for withdrawal in decisions.withdrawals.values():
        words = label("correction_kind", withdrawal.kind).lower()
        yield (
            withdrawal.record,
            f"Withdrawn ({words}) by {withdrawal.decided.author}: {withdrawal.reason}",
        )
    for correction in decisions.corrections.values():
        if correction.record not in withheld:
            yield correction.record, correction_note(correction)
    for one in decisions.identifications.values():
        yield one.remains, identification_note(one, f"Identified as {one.person}")
        yield one.person, identification_note(one, f"Identified as the body {one.remains}")
    yield from _body_sentences(decisions, withheld)
    for consent in decisions.consents.values():
        yield consent.subject, consent_note(consent)
    for gradings in decisions.gradings.values():
        for grading in gradings:
            yield grading.incident, grading_note(grading)
    for judgement in decisions.judgements.values():
        yield judgement.left, judgement_note(judgement)
        yield judgement.right, judgement_note(judgement)


def _body_sentences(decisions: Decisions, withheld: Collection[str]) -> Iterator[tuple[str, str]]:
    """The log of each body, in order, and its examination; nothing of a withheld one."""
    for remains, log in decisions.presences.items():
        if remains not in withheld:
            yield from ((remains, presence_note(one)) for one in log)
    for one in decisions.examinations.values():
        if one.remains not in withheld:
            yield one.remains, examination_note(one)


def grading_note(one: Assessment) -> str:
    """A grade that an assessor set; the latest counts."""
    return (
        f"Graded {label('evidence_grade', one.grade).lower()}: {one.reason} "
        f"({one.decided.author}, entry {one.decided.entry}, codebook {one.codebook})."
    )


def correction_note(one: Correction) -> str:
    """A correction, with who made it and why."""
    return (
        f"Corrected: {one.field} is {one.value} ({one.reason}; {one.decided.author}, entry "
        f"{one.decided.entry}). The row keeps its own words."
    )


def identification_note(one: Identification, words: str) -> str:
    """Whose body it is, by what and by whom that was established, and who wrote it down."""
    by = f", by {one.by}" if one.by else ""
    also = ", ".join(label("id_method", method).lower() for method in one.methods)
    bearing = label("id_method_class", one.bearing).lower()
    board = f" Board: {', '.join(one.members)}." if one.members else ""
    status = label("id_status", one.status).lower()
    effect = "They count as one person" if one.joins else "A lead: they count as two"
    return (
        f"{words} "
        f"({status}; {label('id_method', one.method).lower()}{by}"
        f"{'; with ' + also if also else ''}; {bearing} method): "
        f"{one.reason} ({one.decided.author}, entry {one.decided.entry}). {effect}.{board}"
    )


def presence_note(one: Presence) -> str:
    """Who held a body and where, from a day on."""
    since = f" from {one.since}" if one.since.is_known else ""
    what = "Buried" if one.is_burial else "Held"
    return (
        f"{what} by {one.holder} at {one.place}{since}: {one.reason} "
        f"({one.decided.author}, entry {one.decided.entry})."
    )


def examination_note(one: Examination) -> str:
    """How far a part of an examination is."""
    by = f", {one.by}" if one.by else ""
    return (
        f"Examination, {label('exam_item', one.item).lower()}: "
        f"{label('exam_state', one.state).lower()}{by}. {one.reason} "
        f"({one.decided.author}, entry {one.decided.entry})."
    )


def consent_note(one: Consent) -> str:
    """What was answered to which use."""
    recipient = f" ({one.recipient})" if one.recipient else ""
    details = [
        label("consent_state", one.state).lower(),
        label("consent_identity", one.identity).lower() if one.identity else "",
        label("consent_how", one.form).lower() if one.form else "",
    ]
    return (
        f"Consent, {label('consent_use', one.use).lower()}{recipient}: "
        f"{', '.join(filter(None, details))}. {one.reason} ({one.decided.author}, entry "
        f"{one.decided.entry})."
    )


def judgement_note(one: Judgement) -> str:
    """Whether two records were judged one person, incident or origin, under which codebook."""
    codebook = f", codebook {one.codebook}" if one.codebook else ""
    return (
        f"{one.left} and {one.right} were judged {label('link_decision', one.decision).lower()}: "
        f"{one.reason} ({one.decided.author}, entry {one.decided.entry}{codebook})."
    )
