"""Consent: what a source or a family allows, or no longer allows, enters the ledger, signed.

Consent is given for one use, and where it names one for one recipient; a new use needs a new one.
It is written down and shown. What is refused or withdrawn is withheld from every dossier and table
written from then on. Copies that were given away earlier are named, for people to see to.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry
from sijill.model.codes import ConsentForm, ConsentIdentity, ConsentState, ConsentUse
from sijill.model.decisions.exhibits import CustodyEvent
from sijill.model.errors import DecisionError
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.records.testimony import TestimonyRecord
from sijill.publication.redaction.mentions import mentions_of_withheld, sentences_on_mentions
from sijill.publication.redaction.withholding import allows, withheld_records
from sijill.register.custody import copies_given_away, read_custody
from sijill.register.events import ConsentEntry
from sijill.register.register import Register, Replay
from sijill.steps.case.link import link_records
from sijill.steps.custody.evidence import REGISTER
from sijill.steps.decisions.judge import near_record
from sijill.steps.decisions.standing import append_decision
from sijill.steps.open_case import OpenCase


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked and answered; ``recipient`` where the use names an organisation."""

    use: ConsentUse
    state: ConsentState
    reason: str
    recipient: str = ""
    identity: ConsentIdentity | None = None
    form: ConsentForm | None = None


@dataclass(frozen=True, slots=True)
class RecordedConsent:
    """The entry, and what left the register before with the subject in it.

    ``given_away`` is empty where the answer permits the use. ``mentions`` says which rows hold the
    name of the subject and are shown, where it is withheld.
    """

    entry: Entry
    given_away: tuple[CustodyEvent, ...]
    mentions: tuple[str, ...] = ()


def record_consent(case: OpenCase, subject: str, answer: Answer) -> RecordedConsent:
    """Write down an answer about a record, an exhibit or a whole source; a later one replaces it.

    Raises:
        DecisionError: if there is no such subject, a recipient is missing or has no place, or
            consent is withdrawn that was never given.
    """
    replayed = Replay.of(case.ledger.entries())
    register = replayed.register()
    if subject not in (*register.records, *register.mappings, *read_custody(replayed.entries)):
        raise DecisionError(
            f"there is no record, exhibit or source {subject!r} in the register. "
            f"{near_record(register, subject)}"
        )
    if bool(answer.recipient) != (answer.use is ConsentUse.SHARE_WITH_ORGANISATION):
        raise DecisionError(
            f"{ConsentUse.SHARE_WITH_ORGANISATION}, and no other use, names an organisation."
        )
    latest = register.decisions.consents.get((subject, answer.use.value, answer.recipient))
    holds = _row_permits(register, subject, answer.use) if latest is None else latest.state.permits
    if answer.state is ConsentState.WITHDRAWN and not holds:
        raise DecisionError(
            f"{subject} holds no consent to {answer.use} that could be withdrawn. Write refused, "
            "if that is what was said."
        )
    consent_entry = ConsentEntry(
        answer.use, answer.state, answer.reason, answer.recipient, answer.identity, answer.form
    )
    entry = append_decision(case, replayed.entries, consent_entry.draft(subject))
    earlier = () if answer.state.permits else _given_away(replayed, register, subject)
    replayed.take([entry])
    mentions = mentions_of_withheld(replayed.register(), ())
    about = {
        withheld: shown
        for withheld, shown in mentions.items()
        if subject in (withheld, register.records[withheld].head.source)
    }
    return RecordedConsent(entry, tuple(earlier), tuple(sentences_on_mentions(about)))


def keep_withheld(case: OpenCase, leaving: Collection[str], what: str) -> list[Entry]:
    """Refusals for the records that are withheld only because they are a person of those leaving.

    To be written before a record is erased or withdrawn: afterwards nothing ties them to what was
    answered, and the next build would print their names.

    Args:
        case: the case.
        leaving: the ids of the records that are erased or withdrawn.
        what: what becomes of them, as the reason says it.
    """
    entries = list(case.ledger.entries())
    register = Replay.of(entries).register()
    own = withheld_records(register, ())
    leaving = register.linkable.keys() & set(leaving)
    if not own or not leaving:
        return []
    people = link_records(register, case.progress, case.workspace.work).people.working.values()
    same = {
        record
        for person in people
        if not leaving.isdisjoint(person.records)
        for record in person.records
    }
    held = withheld_records(register, people) & same - own - leaving
    reason = f"a record of the same person, which was withheld, is {what}"
    refusal = ConsentEntry(ConsentUse.PUBLISH, ConsentState.REFUSED, reason, "", None, None)
    return [append_decision(case, entries, refusal.draft(record)) for record in sorted(held)]


def _row_permits(register: Register, subject: str, use: ConsentUse) -> bool:
    """Whether the row itself says that the use is allowed, as a form does that was signed."""
    match register.records.get(subject):
        case TestimonyRecord() as record:
            is_quoting = use is ConsentUse.PUBLISH and record.may_quote.permits
            return is_quoting or allows(register, record, use)
        case PersonRecord() | RemainsRecord() as record:
            return use is ConsentUse.PUBLISH and record.may_publish is True
    return False


def _given_away(replayed: Replay, register: Register, subject: str) -> list[CustodyEvent]:
    """What left the register since the subject came in: dossiers, and copies of its files."""
    record = register.records.get(subject)
    source = record.head.source if record is not None else subject
    captures = replayed.captures().get(source, ())
    files = {capture.sha256 for capture in captures} | {
        capture.kept_as for capture in captures if capture.kept_as
    }
    since = min((capture.at for capture in captures), default=None)
    left = copies_given_away(replayed.entries, {REGISTER, subject, *files})
    return [event for event in left if since is None or event.at >= since]
