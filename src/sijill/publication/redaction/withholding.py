"""What consent holds back: names, accounts, quotes, the row's own words and words about it.

Where consent to work with a record, to publish it or to argue with it was refused or withdrawn, the
record still counts and is shown as withheld: its words stay in the captured file. A person is one
person: what is held back for one record is held back for every record taken to be the same person,
withdrawn ones included.
A witness who did not allow to be quoted is not quoted from the row either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sijill.figures.analysis import Analysis
from sijill.language.scripts import fold
from sijill.model.codes import ConsentIdentity, ConsentState, ConsentUse, LinkDecision
from sijill.model.decisions.decision import Consent
from sijill.model.records.record import (
    IncidentRecord,
    PersonRecord,
    Record,
    RemainsRecord,
    TestimonyRecord,
)
from sijill.model.records.rejects import Reject
from sijill.model.results.persons import Person
from sijill.model.results.sites import Site
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.places import UNKNOWN_PLACE
from sijill.publication.redaction.decision_words import without_words
from sijill.publication.redaction.hidden_records import hide, without, without_quotes
from sijill.publication.redaction.identifiers import kind_of_identifier
from sijill.register.register import Register

SHOWN_USES = frozenset({ConsentUse.INTERNAL_CASE, ConsentUse.PUBLISH, ConsentUse.ADVOCACY})
"""The uses that showing a record on a page or in a table serves."""
REFUSING = frozenset({ConsentState.REFUSED, ConsentState.WITHDRAWN})
_WORDS_OF_WITNESS = ("account", "mentioned_names")
"""Fields that hold a witness's words; so may any column that no field reads."""


def is_refusal(consent: Consent) -> bool:
    """Whether an answer holds back what it is about."""
    return consent.use in SHOWN_USES and consent.state in REFUSING


def allows(register: Register, record: TestimonyRecord, use: ConsentUse) -> bool:
    """Whether a testimony may be put to a use: as decided, else as its list of consents says.

    A list that asks for consents refuses each use that a row does not name. Where neither a
    decision nor a list says anything, the register holds the account for its own work alone.
    """
    decided = [
        consent
        for consent in register.decisions.consents.values()
        if consent.subject in (record.head.id, record.head.source) and consent.use is use
    ]
    if decided:
        return all(consent.state.permits for consent in decided)
    if record.uses is not None:
        return use in record.uses
    return use is ConsentUse.INTERNAL_CASE


def withheld_records(register: Register, persons: Iterable[Person]) -> frozenset[str]:
    """The ids of records that consent holds back."""
    subjects = {
        consent.subject for consent in register.decisions.consents.values() if is_refusal(consent)
    }
    subjects |= {
        identity
        for identity, record in register.records.items()
        if (
            isinstance(record, TestimonyRecord)
            and not allows(register, record, ConsentUse.INTERNAL_CASE)
        )
        or (isinstance(record, PersonRecord | RemainsRecord) and record.may_publish is False)
    }
    if not subjects:
        return frozenset()
    own = {
        identity for identity, record in register.records.items() if record.head.source in subjects
    }
    named = subjects & register.records.keys()
    same = {
        record
        for person in persons
        if named.intersection(person.records)
        for record in person.records
    }
    hidden = frozenset(own | named | same)
    return hidden | _withdrawn_copies(register, hidden)


def _withdrawn_copies(register: Register, hidden: frozenset[str]) -> set[str]:
    """Withdrawn records of somebody withheld: of the same name, or judged to be the same person.

    Records that were withdrawn are linked to nobody, so that names alone tell whose they are.
    """
    judged = {
        record
        for judgement in register.decisions.judgements.values()
        if judgement.decision is LinkDecision.SAME and hidden.intersection(judgement.pair)
        for record in judgement.pair
    }
    names = {name for record in hidden for name in _names_of(register.records.get(record))}
    return {
        record
        for record, read in register.records.items()
        if register.decisions.withdrawal_of(record)
        and (record in judged or not names.isdisjoint(_names_of(read)))
    }


def _names_of(record: Record | None) -> frozenset[str]:
    """The names of a person or a body as they are written, folded."""
    if not isinstance(record, PersonRecord | RemainsRecord):
        return frozenset()
    return frozenset(fold(name.written) for name in record.written_names if name.written)


def withhold(analysis: Analysis, hidden: frozenset[str]) -> Analysis:
    """The analysis as it may be shown. Numbers, ids and decisions are those of the whole.

    ``hidden`` are the ids of ``withheld_records``.
    """
    register = analysis.register
    records = {
        identity: _shown(record, register, is_hidden=identity in hidden)
        for identity, record in register.records.items()
    }
    mappings = _shown_mappings(register, hidden)
    if not hidden and records == register.records and mappings == register.mappings:
        return analysis
    people = replace(
        analysis.people,
        working={
            identity: _shown_person(person, hidden)
            for identity, person in analysis.people.working.items()
        },
    )
    return replace(
        analysis,
        register=replace(
            register,
            records=records,
            rejects=_shown_rejects(register, records, hidden),
            mappings=mappings,
            decisions=without_words(register.decisions, hidden),
        ),
        people=people,
        known={
            identity: replace(facts, place=UNKNOWN_PLACE) if identity in hidden else facts
            for identity, facts in analysis.known.items()
        },
        sites={identity: _shown_site(site, hidden) for identity, site in analysis.sites.items()},
        mentions={
            person: kept
            for person, testimonies in analysis.mentions.items()
            if (kept := tuple(testimony for testimony in testimonies if testimony not in hidden))
        },
        determinations={
            identity: replace(record, text="", link="") if identity in hidden else record
            for identity, record in analysis.determinations.items()
        },
        incidents={
            identity: replace(incident, record=_incident(records, incident.record))
            for identity, incident in analysis.incidents.items()
        },
    )


def _shown(record: Record, register: Register, *, is_hidden: bool) -> Record:
    if is_hidden:
        return hide(record)
    match record:
        case TestimonyRecord():
            return _shown_testimony(record, register)
        case RemainsRecord():
            return _shown_remains(record, register)
    return record


def _shown_remains(record: RemainsRecord, register: Register) -> RemainsRecord:
    """A body without the words for who identified it; by what kind of person or means stays."""
    columns = _identifying(register.mappings[record.head.source])
    if not columns and not record.identified_by:
        return record
    return replace(
        record,
        head=without(record.head, columns),
        identified_by=kind_of_identifier(record.identified_by),
    )


def _identifying(mapping: SourceMapping) -> set[str]:
    """The columns of a list that say who identified a body."""
    rule = mapping.fields.get("identified_by")
    return set(rule.reads) if rule else set()


def _shown_testimony(record: TestimonyRecord, register: Register) -> TestimonyRecord:
    """A testimony without words that may not be quoted, and without a pseudonym if anonymous."""
    mapping = register.mappings[record.head.source]
    fields = mapping.fields
    is_anonymous = _identity_of(record, register) is ConsentIdentity.ANONYMOUS
    gone = {"pseudonym"} if is_anonymous else set()
    columns = {column for name in gone if name in fields for column in fields[name].reads}
    if not record.may_quote.permits:
        others = [rule for name, rule in fields.items() if name not in _WORDS_OF_WITNESS]
        kept = {column for rule in others for column in rule.reads}
        columns |= set(record.head.cells).difference(kept, mapping.key.columns)
    return replace(
        record,
        head=without(record.head, columns),
        pseudonym="" if is_anonymous else record.pseudonym,
    )


def _identity_of(record: TestimonyRecord, register: Register) -> ConsentIdentity | None:
    """In what form a witness may appear: the most careful of all answers."""
    answers = [
        consent.identity
        for consent in register.decisions.consents.values()
        if consent.subject in (record.head.id, record.head.source)
    ]
    if ConsentIdentity.ANONYMOUS in (*answers, record.shown_as):
        return ConsentIdentity.ANONYMOUS
    return record.shown_as


def _shown_site(site: Site, hidden: frozenset[str]) -> Site:
    """The site without the names of families of whom a record is withheld."""
    record = None if site.id in hidden else site.record
    families = tuple(
        replace(family, name="(name withheld)") if hidden.intersection(family.people) else family
        for family in site.families
    )
    return replace(site, record=record, families=families)


def _incident(records: Mapping[str, Record], record: IncidentRecord) -> IncidentRecord:
    shown = records.get(record.head.id)
    return shown if isinstance(shown, IncidentRecord) else record


def _shown_person(person: Person, hidden: frozenset[str]) -> Person:
    """The person without a name, where a record of theirs is withheld."""
    if not hidden.intersection(person.records):
        return person
    return replace(
        person,
        latin="(name withheld)",
        arabic="",
        spellings=(),
        place=UNKNOWN_PLACE,
        disagreements=(),
    )


_QUESTIONS_ELSEWHERE = "its questions stand in sources/{}.toml, and sijill inspect CASE shows them"


def _shown_mappings(register: Register, hidden: frozenset[str]) -> dict[str, SourceMapping]:
    """The mappings; questions of a list of which something is withheld may quote just that."""
    partly = {register.records[identity].head.source for identity in hidden}
    return {
        source: mapping.model_copy(update={"questions": (_QUESTIONS_ELSEWHERE.format(source),)})
        if mapping.questions and (mapping.protected or source in partly)
        else mapping
        for source, mapping in register.mappings.items()
    }


def _shown_rejects(
    register: Register, records: Mapping[str, Record], hidden: frozenset[str]
) -> tuple[Reject, ...]:
    """What could not be used, without the words of withheld rows and of who identified a body.

    Of a source that is withheld as a whole, rows that became no records are withheld as well.
    """
    rows = {
        (records[identity].head.source, records[identity].head.locator.row) for identity in hidden
    }
    refused = {
        consent.subject for consent in register.decisions.consents.values() if is_refusal(consent)
    }
    identifying = {
        (source, column)
        for source, mapping in register.mappings.items()
        for column in _identifying(mapping)
    }
    return tuple(
        without_quotes(reject)
        if (reject.source, reject.row) in rows
        or (reject.source, reject.column) in identifying
        or (reject.source in refused and reject.row)
        else reject
        for reject in register.rejects
    )
