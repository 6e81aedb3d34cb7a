"""What people decided about records, in sentences: corrections, bodies, consent, withdrawal."""

from collections import defaultdict
from collections.abc import Iterator

from sijill.model.decisions.decision import (
    Assessment,
    Consent,
    Correction,
    Decided,
    Identification,
    Judgement,
    LineTie,
    Withdrawal,
)
from sijill.model.decisions.field_work import Examination, Presence
from sijill.model.vocabulary import label
from sijill.publication.redaction.identifiers import kind_of_identifier
from sijill.register.decided import Decisions

WHOLE_LIST = "The whole list is withdrawn"


def decision_notes(decisions: Decisions) -> dict[str, tuple[str, ...]]:
    """The sentences by record or source id."""
    sentences_of: dict[str, list[str]] = defaultdict(list)
    for subject, sentence in _sentences(decisions):
        sentences_of[subject].append(sentence)
    return {subject: tuple(sentences) for subject, sentences in sentences_of.items()}


def _sentences(decisions: Decisions) -> Iterator[tuple[str, str]]:
    for withdrawal in decisions.withdrawals.values():
        yield withdrawal.record, withdrawal_note(withdrawal)
    for withdrawal in decisions.withdrawn_lists.values():
        yield withdrawal.record, withdrawal_note(withdrawal, WHOLE_LIST)
    for correction in decisions.corrections.values():
        yield correction.record, correction_note(correction)
    for identification in decisions.identifications.values():
        yield (
            identification.remains,
            identification_note(identification, f"Identified as {identification.person}"),
        )
        yield (
            identification.person,
            identification_note(identification, f"Identified as the body {identification.remains}"),
        )
    yield from _body_sentences(decisions)
    for consent in decisions.consents.values():
        yield consent.subject, consent_note(consent)
    for gradings in decisions.gradings.values():
        for grading in gradings:
            yield grading.incident, grading_note(grading)
    yield from _links(decisions)


def _links(decisions: Decisions) -> Iterator[tuple[str, str]]:
    """What was said about two records: one person or two, an official line and its incident."""
    for judgement in decisions.judgements.values():
        yield judgement.left, judgement_note(judgement)
        yield judgement.right, judgement_note(judgement)
    for tie in decisions.ties.values():
        yield tie.determination, tie_note(tie)
        if tie.incident:
            yield tie.incident, tie_note(tie)


def _body_sentences(decisions: Decisions) -> Iterator[tuple[str, str]]:
    """The log of each body, in order, and its examination."""
    for remains, log in decisions.presences.items():
        yield from ((remains, presence_note(presence)) for presence in log)
    for examination in decisions.examinations.values():
        yield examination.remains, examination_note(examination)


def _entered(decided: Decided) -> str:
    """Who decided it, and the entry that says so."""
    return f"{decided.author}, entry {decided.entry}"


def withdrawal_note(withdrawal: Withdrawal, words: str = "Withdrawn") -> str:
    """That a record, or its list, counts no longer."""
    kind = label("correction_kind", withdrawal.kind).lower()
    return (
        f"{words} ({kind}) by {withdrawal.decided.author}: {withdrawal.reason} "
        f"(entry {withdrawal.decided.entry})."
    )


def grading_note(grading: Assessment) -> str:
    """A grade that an assessor set; the latest counts."""
    return (
        f"Graded {label('evidence_grade', grading.grade).lower()}: {grading.reason} "
        f"({_entered(grading.decided)}, codebook {grading.codebook})."
    )


def correction_note(correction: Correction) -> str:
    """A correction, with who made it and why."""
    return (
        f"Corrected: {correction.field} is {correction.value} ({correction.reason}; "
        f"{_entered(correction.decided)}). The row keeps its own words."
    )


def identification_note(identification: Identification, words: str) -> str:
    """Whose body it is, by what and by whom that was established, and who wrote it down.

    Of whoever recognised the body, the kind of person is said and no name.
    """
    by = f", by {kind_of_identifier(identification.by)}" if identification.by else ""
    also = ", ".join(label("id_method", method).lower() for method in identification.methods)
    bearing = label("id_method_class", identification.bearing).lower()
    board = f" Board: {', '.join(identification.members)}." if identification.members else ""
    status = label("id_status", identification.status).lower()
    effect = "They count as one person" if identification.joins else "A lead: they count as two"
    return (
        f"{words} "
        f"({status}; {label('id_method', identification.method).lower()}{by}"
        f"{'; with ' + also if also else ''}; {bearing} method): "
        f"{identification.reason} ({_entered(identification.decided)}). {effect}.{board}"
    )


def presence_note(presence: Presence) -> str:
    """Who held a body and where, from a day on."""
    since = f" from {presence.since}" if presence.since.is_known else ""
    what = "Buried" if presence.is_burial else "Held"
    return (
        f"{what} by {presence.holder} at {presence.place}{since}: {presence.reason} "
        f"({_entered(presence.decided)})."
    )


def examination_note(examination: Examination) -> str:
    """How far a part of an examination is."""
    by = f", {examination.by}" if examination.by else ""
    return (
        f"Examination, {label('exam_item', examination.item).lower()}: "
        f"{label('exam_state', examination.state).lower()}{by}. {examination.reason} "
        f"({_entered(examination.decided)})."
    )


def consent_note(consent: Consent) -> str:
    """What was answered to which use."""
    recipient = f" ({consent.recipient})" if consent.recipient else ""
    details = [
        label("consent_state", consent.state).lower(),
        label("consent_identity", consent.identity).lower() if consent.identity else "",
        label("consent_how", consent.form).lower() if consent.form else "",
    ]
    return (
        f"Consent, {label('consent_use', consent.use).lower()}{recipient}: "
        f"{', '.join(filter(None, details))}. {consent.reason} ({_entered(consent.decided)})."
    )


def judgement_note(judgement: Judgement) -> str:
    """Whether two records were judged one person, incident or origin, under which codebook."""
    codebook = f", codebook {judgement.codebook}" if judgement.codebook else ""
    decision = label("link_decision", judgement.decision).lower()
    return (
        f"{judgement.left} and {judgement.right} were judged {decision}: {judgement.reason} "
        f"({_entered(judgement.decided)}{codebook})."
    )


def tie_note(tie: LineTie) -> str:
    """Which incident an official line was said to be about, under which codebook."""
    codebook = f", codebook {tie.codebook}" if tie.codebook else ""
    about = f"is about {tie.incident}" if tie.incident else "is about no incident on record"
    reason = f": {tie.reason}" if tie.reason else ""
    return (
        f"The official line {tie.determination} {about}{reason} "
        f"({_entered(tie.decided)}{codebook})."
    )
