"""The claims desk: each published claim split into its parts and tested against the figures.

A claim is read from its columns and its sentence; what a person confirmed stands over both. The
figures are those of the book, so a claim is tested against exactly what is printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.attribution.recorders import Recorder
from sijill.claims.sentences.parties import Party
from sijill.claims.statements import is_stated
from sijill.claims.testing import Desk, judge_claim
from sijill.figures.analysis import Analysis
from sijill.figures.claimed.event_places import (
    placed_counts,
    placed_events,
    places_of_incidents,
)
from sijill.figures.claimed.list_keepers import list_keepers, measure_of, recorders_of, with_keeper
from sijill.figures.figure import Figure
from sijill.figures.layers.conceded_over_time import ConcededPart
from sijill.model.decisions.decision import ClaimReading
from sijill.model.records.record import CountRecord
from sijill.model.results.claims import (
    Bridge,
    ClaimParts,
    Comparator,
    JudgedClaim,
    Measure,
)
from sijill.model.settings.case import Case
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Scope, Unit
from sijill.register.register import Register

TESTED = (
    ("documented.deaths.graded", True),
    ("documented.deaths", True),
    ("documented.injured", True),
    ("documented.incidents.graded", True),
    ("documented.incidents", True),
    ("acknowledged.deaths", False),
    ("acknowledged.injuries", False),
    ("acknowledged.determinations", False),
    ("persons.named.period", True),
    ("persons.named", True),
    ("remains.recovered", True),
    ("remains.bodies", True),
    ("strikes.munitions", True),
    ("strikes.reported", True),
    ("damage.structures", True),
    ("estimate.total", False),
    ("documented.group.children", True),
    ("documented.group.women", True),
    ("documented.group.men", True),
    ("persons.children", True),
    ("persons.women", True),
    ("persons.men", True),
)
"""The figures that claims are tested against, the one that decides first, and which are floors."""
_PEOPLE = (Unit.DEATHS, Unit.INJURIES, Unit.CASUALTIES)


def desk_of(
    analysis: Analysis, figures: Mapping[str, Figure], conceded: Iterable[ConcededPart]
) -> Desk:
    """What claims are tested against; ``conceded`` are the parts of what the party concedes."""
    case = analysis.register.case
    parts = {"acknowledged.deaths": tuple(part.dated for part in conceded)}
    events = placed_events(analysis)
    measures = [
        replace(
            _of_group(measure_of(figures[name], is_floor=is_floor, parts=parts.get(name, ()))),
            placed=placed_counts(figures[name], events),
        )
        for name, is_floor in TESTED
        if name in figures
    ]
    return Desk(
        measures,
        Scope(case.area, case.period),
        *_party_of(case),
        bridges=stated_bridges(case),
        keepers=list_keepers(
            case,
            analysis.register.counted_mappings,
            figures,
            [name for name, _ in TESTED if not _is_of_group(name)],
        ),
    )


def _of_group(measure: Measure) -> Measure:
    """The measure limited to the part of the dead that its figure is named after: children."""
    if measure.quantity is None or not _is_of_group(measure.figure):
        return measure
    group = measure.figure.rpartition(".")[2]
    scope = replace(measure.quantity.scope, status=group)
    return replace(measure, quantity=replace(measure.quantity, scope=scope))


_GROUPS = frozenset({"children", "women", "men"})


def _is_of_group(figure: str) -> bool:
    return figure.rpartition(".")[2] in _GROUPS


def _party_of(case: Case) -> tuple[str, str]:
    """The id and the name of the party whose acknowledgement the case compares."""
    if case.comparison is None:
        return "", ""
    named = case.comparison.actor
    return named, next((actor.name for actor in case.actors if actor.id == named), named)


def stated_bridges(case: Case) -> tuple[Bridge, ...]:
    """The bridges between units that the case states."""
    return tuple(
        Bridge(
            bridge.begins,
            bridge.ends,
            bridge.lowest_permille,
            bridge.highest_permille,
            bridge.reason,
            bridge.source,
        )
        for bridge in case.bridges
    )


def parties_of(case: Case) -> tuple[Party, ...]:
    """The parties of a case and every word by which a sentence may call them."""
    return tuple(
        Party(actor.id, tuple(filter(None, (actor.id, actor.name, actor.name_ar, *actor.aliases))))
        for actor in case.actors
    )


def places_of(case: Case) -> tuple[str, ...]:
    """The name of the area of a case, and its first word: Raqqa of Raqqa governorate."""
    return tuple(filter(None, (case.area, case.area.partition(" ")[0])))


@dataclass(frozen=True, slots=True)
class CaseNames:
    """Whom and what the sentences of a case may name: parties, its area, keepers of its lists."""

    parties: tuple[Party, ...]
    places: tuple[str, ...]
    recorders: tuple[Recorder, ...]
    events: tuple[str, ...] = ()
    """Where incidents of the case happened, as its lists write it."""


def names_of(register: Register) -> CaseNames:
    """The names of a case, for every sentence that is read in its words."""
    case = register.case
    return CaseNames(
        parties_of(case),
        places_of(case),
        recorders_of(case, register.counted_mappings),
        places_of_incidents(register),
    )


def claims_to_test(register: Register) -> list[str]:
    """The ids of the claims that are tested, sorted; where there are more, confirmed ones first.

    Reading a sentence and testing it takes half a millisecond or more: of a list of a hundred
    thousand a build would do nothing else for minutes.
    """
    confirmed = register.decisions.claims
    by_importance = sorted(
        register.active(CountRecord), key=lambda identity: (identity not in confirmed, identity)
    )
    return sorted(by_importance[: register.case.dossier.claim_limit])


def read_claims(register: Register) -> dict[str, tuple[ClaimParts, ...]]:
    """By record, what the sentence of a published claim says, read once in the words of the case.

    Of those that are tested, and of those whose number or unit no column gives.
    """
    claims, names = register.active(CountRecord), names_of(register)
    tested = frozenset(claims_to_test(register))
    return {
        identity: read_sentence(record.sentence, names)
        for identity, record in claims.items()
        if identity in tested or not is_stated(record)
    }


def untested_claims(register: Register) -> int:
    """How many claims are on record and not tested, because the case tests no more."""
    return len(register.active(CountRecord)) - len(claims_to_test(register))


def tested_claims(analysis: Analysis, desk: Desk) -> tuple[JudgedClaim, ...]:
    """The claims to test, and every sentence that a person confirmed, with its verdict."""
    register = analysis.register
    claims = register.active(CountRecord)
    recorders = recorders_of(register.case, register.counted_mappings)
    read: list[JudgedClaim] = []
    for identity in claims_to_test(register):
        reading = register.decisions.claims.get(identity)
        sentence = analysis.claims_read[identity]
        for subject, parts in _parts_of(claims[identity], sentence, register.case, recorders):
            confirmed = reading if subject == identity else None
            read.append(_tested(subject, _confirmed(parts, confirmed), desk, confirmed))
    for subject, reading in sorted(register.decisions.claims.items()):
        if subject not in register.records:
            parts = _confirmed(ClaimParts(reading.sentence), reading)
            read.append(_tested(subject, parts, desk, reading))
    return tuple(read)


def _tested(
    subject: str, parts: ClaimParts, desk: Desk, reading: ClaimReading | None
) -> JudgedClaim:
    tested = judge_claim(subject, parts, desk)
    return replace(tested, confirmed_by=reading.decided.author) if reading else tested


def _parts_of(
    record: CountRecord,
    claims: tuple[ClaimParts, ...],
    case: Case,
    recorders: Sequence[Recorder],
) -> Iterator[tuple[str, ClaimParts]]:
    """The claims of one row: of its number, or of each number of its sentence as it was read."""
    for place, parts in enumerate(claims_of_row(record, claims), start=1):
        subject = record.head.id if place == 1 else f"{record.head.id}#{place}"
        yield subject, with_keeper(own_words(parts, case), recorders)


def claims_of_row(record: CountRecord, read: Sequence[ClaimParts]) -> tuple[ClaimParts, ...]:
    """The claims of one row: of the number in its column, else of each number of its sentence.

    What its columns say stands over ``read``, which its sentence says. One at least.
    """
    claims = tuple(read) or (ClaimParts(record.sentence),)
    if record.value.is_known:
        of_number = next((one for one in claims if one.number == record.value), claims[0])
        claims = (replace(of_number, number=record.value),)
    return tuple(_with_columns(parts, record) for parts in claims)


def read_sentence(sentence: str, names: CaseNames) -> tuple[ClaimParts, ...]:
    """The claims of a sentence in the words of a case."""
    return split_claims(sentence, names.parties, names.places, names.recorders, names.events)


def _with_columns(parts: ClaimParts, record: CountRecord) -> ClaimParts:
    """The parts that the columns of a row give stand over those of its sentence."""
    if is_stated(record):
        parts = parts.without_words_of("length")
    is_share = parts.is_share
    unit = parts.unit if is_share else record.unit or parts.unit
    unlike = parts.unlike or (record.unit if is_share and record.unit is not parts.unit else None)
    return replace(
        parts,
        comparator=parts.comparator if is_share else comparator_of(record.value, parts.comparator),
        unit=unit,
        unlike=unlike,
        actor=record.actor or parts.actor,
        place=str(record.place) if record.place.is_known else parts.place,
        period=record.about if record.about.is_known else parts.period,
        said_by=record.said_by or parts.said_by,
        said_on=record.said_on if record.said_on.is_known else parts.said_on,
    )


def comparator_of(number: CountRange, otherwise: Comparator) -> Comparator:
    """How a number is meant, by its ends."""
    if not number.is_known:
        return otherwise
    if number.is_exact:
        return Comparator.EXACTLY
    if number.highest is None:
        return Comparator.AT_LEAST
    return Comparator.BETWEEN if number.lowest else Comparator.AT_MOST


def own_words(parts: ClaimParts, case: Case) -> ClaimParts:
    """A number of people that a party of the case gives itself is what that party acknowledges."""
    party = case.actor(parts.said_by)
    actor = case.actor(parts.actor)
    if actor is not None:
        parts = replace(parts, actor=actor.id)
    if party is None or parts.unit not in _PEOPLE or parts.layer is not None:
        return parts
    return replace(parts, layer=Layer.ACKNOWLEDGED, actor=parts.actor or party.id)


def _confirmed(parts: ClaimParts, reading: ClaimReading | None) -> ClaimParts:
    """The parts as a person confirmed them, where somebody has."""
    if reading is None:
        return parts
    confirmed = reading.parts
    return ClaimParts(
        reading.sentence or parts.sentence,
        reading.number,
        Comparator(confirmed["comparator"]) if "comparator" in confirmed else Comparator.EXACTLY,
        Unit(confirmed["unit"]) if "unit" in confirmed else None,
        Layer(confirmed["layer"]) if "layer" in confirmed else None,
        confirmed.get("status", ""),
        confirmed.get("actor", ""),
        confirmed.get("place", ""),
        DateInterval.from_edtf(confirmed.get("period", "")),
        confirmed.get("said_by", ""),
        DateInterval.from_edtf(confirmed.get("said_on", "")),
        Unit(confirmed["unlike"]) if "unlike" in confirmed else None,
        counted_by=confirmed.get("counted_by", ""),
    )
