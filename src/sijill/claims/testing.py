"""A claim tested against the register: documented, acknowledged and estimated numbers, one by one.

Intervals first: a claim is a range, and so is every figure. What is documented is a floor of what
happened, so it can contradict a claim that is too low and support "at least", and it leaves a claim
above it open; then an estimate decides, if one can be defended. An estimate is never added to a
count. Where unit or scope differ, the answer is a refusal that names the bridge that is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sijill.claims.bridges import cross, find_bridge, missing_bridge
from sijill.claims.measures import (
    as_of,
    comparable_measures,
    group_of,
    narrowed,
    of_unit,
    scope_problem,
)
from sijill.claims.recorded import (
    keeper_of,
    refuse_uncounted,
    refuse_unheld,
    verdict_on_list,
)
from sijill.claims.unclear import refuse_unclear
from sijill.claims.unsaid import of_one_event, sets_a_limit, taken_for_granted, within_scope
from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import (
    Bearing,
    Bridge,
    ClaimParts,
    Comparator,
    Evidence,
    JudgedClaim,
    ListKeeper,
    Measure,
)
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Refusal, RefusalReason, Scope, Unit


@dataclass(frozen=True, slots=True)
class Desk:
    """What claims are tested against: the figures, the scope of the case, stated bridges."""

    measures: Sequence[Measure]
    scope: Scope
    actor: str = ""
    """The id of the party whose acknowledgement the case compares."""
    actor_title: str = ""
    bridges: tuple[Bridge, ...] = ()
    keepers: tuple[ListKeeper, ...] = ()
    """Who keeps the lists of the case: what they are said to count is tested against these."""


def judge_claim(subject: str, parts: ClaimParts, desk: Desk) -> JudgedClaim:
    """The verdict on one claim, with the evidence for and against it."""
    if refusal := refuse_unclear(parts):
        verdict = (
            ClaimVerdict.UNVERIFIABLE_NOW
            if refusal.reason is RefusalReason.NOTHING_RECORDED
            else ClaimVerdict.NEEDS_REWORDING
        )
        return JudgedClaim(subject, parts, verdict, refusal.explanation, refusal=refusal)
    if parts.is_share or parts.unlike not in (None, parts.unit):
        return _compared(subject, parts, desk)
    if parts.counted_by:
        return _of_recorder(subject, parts, desk)
    parts, notes = _over_bridge(parts, desk)
    measures = comparable_measures(parts, desk.measures)
    if not measures:
        return _without_measure(subject, parts, desk, notes)
    asked = parts
    measures, scope, records = narrowed(parts, measures, desk.scope)
    parts = of_one_event(parts, records)
    notes = (*notes, *_counted_notes(records))
    scope = replace(scope, status=group_of(parts, desk.measures) or desk.scope.status)
    problem = scope_problem(parts, scope, (desk.actor, desk.actor_title))
    if problem is not None:
        return JudgedClaim(
            subject,
            parts,
            ClaimVerdict.UNVERIFIABLE_NOW,
            problem.explanation,
            refusal=problem,
            notes=notes,
        )
    evidence, bearings = _weigh(parts, measures)
    verdict, reason = _verdict(parts, bearings, evidence)
    refusal = None
    notes = (*notes, *taken_for_granted(parts, scope, desk.actor_title, measures))
    if verdict is ClaimVerdict.CONTRADICTED and not sets_a_limit(parts):
        verdict, reason, refusal = within_scope(asked, scope, reason)
    return JudgedClaim(subject, parts, verdict, reason, evidence, refusal=refusal, notes=notes)


def _counted_notes(records: Sequence[str]) -> tuple[str, ...]:
    """Which records a figure was counted from that is limited to the claim's place and time."""
    if not records:
        return ()
    further = f" and {len(records) - _SHOWN:,} more" if len(records) > _SHOWN else ""
    number = f"{len(records):,} {'record' if len(records) == 1 else 'records'}"
    listed = f"{', '.join(records[:_SHOWN])}{further}"
    return (f"Counted for the place and time of the claim from {number}: {listed}.",)


_SHOWN = 6


def _of_recorder(subject: str, parts: ClaimParts, desk: Desk) -> JudgedClaim:
    """A number that other recorders counted, against the list of the only one that counted it."""
    keeper = keeper_of(parts, desk.keepers)
    if keeper is None:
        return refuse_unheld(subject, parts, desk.keepers)
    measures = of_unit(keeper.measures, parts.unit)
    if not measures:
        return refuse_uncounted(subject, parts, keeper)
    problem = scope_problem(parts, desk.scope, (desk.actor, desk.actor_title))
    if problem is not None:
        words = problem.explanation
        return JudgedClaim(subject, parts, ClaimVerdict.UNVERIFIABLE_NOW, words, refusal=problem)
    evidence, bearings = _weigh(parts, measures)
    verdict, reason = verdict_on_list(keeper, evidence, [bearing for _, bearing in bearings])
    note = f"Tested against the list of {keeper.name} as this case holds it."
    return JudgedClaim(
        subject,
        parts,
        verdict,
        reason,
        evidence,
        notes=(note, *taken_for_granted(parts, desk.scope, desk.actor_title, measures)),
    )


def _compared(subject: str, parts: ClaimParts, desk: Desk) -> JudgedClaim:
    """Two numbers set against each other, or a share: they must count the same thing."""
    unit = parts.unit or Unit.DEATHS
    whole = parts.unlike
    if whole is None:
        refusal = Refusal(
            RefusalReason.UNLIKE_UNITS,
            "The claim speaks of a share of something and does not say of what.",
            "Say which number is the whole, and what it counts.",
        )
        return JudgedClaim(
            subject, parts, ClaimVerdict.NEEDS_REWORDING, refusal.explanation, refusal=refusal
        )
    bridge = find_bridge(desk.bridges, whole, unit)
    if bridge is None and whole is not unit:
        refusal = missing_bridge(whole, unit)
        return JudgedClaim(
            subject, parts, ClaimVerdict.NEEDS_REWORDING, refusal.explanation, refusal=refusal
        )
    if parts.is_share and bridge is None:
        refusal = Refusal(
            RefusalReason.NOTHING_RECORDED,
            f"The claim is about a share of {whole.value.replace('_', ' ')}, and the case states "
            "no such share.",
            "State the share as a bridge of the case, with its source, or claim a number.",
        )
        return JudgedClaim(
            subject, parts, ClaimVerdict.UNVERIFIABLE_NOW, refusal.explanation, refusal=refusal
        )
    if parts.is_share and bridge is not None:
        return _share(subject, parts, bridge)
    return judge_claim(subject, replace(parts, unlike=None), desk)


def _share(subject: str, parts: ClaimParts, bridge: Bridge) -> JudgedClaim:
    """Most of the whole: more than half or not, by the share that a person states."""
    if parts.comparator is Comparator.PART_OF:
        verdict, words = ClaimVerdict.UNVERIFIABLE_NOW, "stands beside it for a person to compare"
    elif bridge.lowest_permille > _HALF:
        verdict, words = ClaimVerdict.SUPPORTED, "lies above one half"
    elif bridge.highest_permille <= _HALF:
        verdict, words = ClaimVerdict.CONTRADICTED, "does not exceed one half"
    else:
        verdict, words = ClaimVerdict.UNVERIFIABLE_NOW, "lies on both sides of one half"
    share = f"{bridge.lowest_permille / 10:g}–{bridge.highest_permille / 10:g} %"
    return JudgedClaim(
        subject,
        parts,
        verdict,
        f"The share that is stated ({share}) {words}.",
        notes=(_bridge_note(bridge),),
    )


_HALF = 500


def _bridge_note(bridge: Bridge) -> str:
    return (
        f"From {bridge.begins} to {bridge.ends} by the bridge of this case: {bridge.reason} "
        f"({bridge.source})."
    )


def _over_bridge(parts: ClaimParts, desk: Desk) -> tuple[ClaimParts, tuple[str, ...]]:
    """The claim in a unit that the register counts, where a person stated the bridge to it."""
    if comparable_measures(parts, desk.measures) or parts.unit is None:
        return parts, ()
    for bridge in desk.bridges:
        if bridge.begins is not parts.unit:
            continue
        crossed = replace(parts, unit=bridge.ends, number=cross(parts.number, bridge))
        if comparable_measures(crossed, desk.measures):
            return crossed, (_bridge_note(bridge),)
    return parts, ()


def _without_measure(
    subject: str, parts: ClaimParts, desk: Desk, notes: tuple[str, ...]
) -> JudgedClaim:
    """The register counts nothing of the kind: which bridge would lead to what it does count."""
    unit = parts.unit or Unit.DEATHS
    counted = [
        measure.quantity.unit
        for measure in desk.measures
        if measure.quantity is not None and measure.quantity.value.is_known
    ]
    determined = next((each for each in desk.measures if _is_of(each, Unit.DETERMINATIONS)), None)
    if unit is Unit.REPORTS and determined is not None and determined.quantity is not None:
        refusal = missing_bridge(unit, Unit.DETERMINATIONS)
        words = (
            "The register counts no reports; it counts positions of the party on incidents: "
            f"{determined.quantity.value} ({determined.title})."
        )
    elif unit not in counted and Unit.DEATHS in counted:
        refusal = missing_bridge(unit, Unit.DEATHS)
        words = f"The register holds no count of {unit.value.replace('_', ' ')} to test it against."
    else:
        refusal = Refusal(
            RefusalReason.NOTHING_RECORDED,
            f"The register holds no figure of this kind: {unit.value.replace('_', ' ')}"
            f"{f', {parts.layer.value}' if parts.layer else ''}.",
            "Add a list that counts it.",
        )
        words = refusal.explanation
    return JudgedClaim(
        subject, parts, ClaimVerdict.UNVERIFIABLE_NOW, words, refusal=refusal, notes=notes
    )


def _is_of(measure: Measure, unit: Unit) -> bool:
    quantity = measure.quantity
    return quantity is not None and quantity.unit is unit and quantity.value.is_known


def _weigh(
    parts: ClaimParts, measures: Iterable[Measure]
) -> tuple[tuple[Evidence, ...], list[tuple[Measure, Bearing]]]:
    evidence: list[Evidence] = []
    bearings: list[tuple[Measure, Bearing]] = []
    for measure in measures:
        value, when, undated = as_of(measure, parts)
        if measure.quantity is None or not value.is_known:
            why = measure.refusal.explanation if measure.refusal else "It is unknown."
            evidence.append(Evidence(measure.figure, measure.title, "no number", Bearing.OPEN, why))
            continue
        about = f"{measure.quantity.unit.value.replace('_', ' ')}; {measure.quantity.scope}"
        bearing, words = _bearing(parts.number, value, is_floor=measure.is_floor)
        if undated and bearing is Bearing.PARTLY:
            bearing = Bearing.UNDATED
            words = f"no record says when {undated} of its parts became known"
        bearings.append((measure, bearing))
        evidence.append(
            Evidence(measure.figure, measure.title, f"{value}{when}", bearing, words, about)
        )
    return tuple(evidence), bearings


def _bearing(claim: CountRange, counted: CountRange, *, is_floor: bool) -> tuple[Bearing, str]:
    """What a range that was found says of a range that is claimed."""
    low, high = claim.at_least, claim.highest
    least, most = counted.at_least, counted.highest
    if high is not None and least > high:
        return Bearing.AGAINST, f"at least {least:,} is more than the claim allows"
    if most is None and least < low:
        return Bearing.OPEN, f"the records say at least {least:,} and give no upper end"
    if most is not None and most < low:
        if is_floor:
            return Bearing.OPEN, f"the records reach {most:,} and are a floor, not the whole"
        return Bearing.AGAINST, f"at most {most:,} is less than the claim"
    if is_floor and not low and high is not None:
        return (
            Bearing.PARTLY,
            "the records do not exceed the claim; they are a floor, not the whole",
        )
    if least >= low and (high is None or (most is not None and most <= high)):
        return Bearing.FOR, "the whole range agrees with the claim"
    return Bearing.PARTLY, "a part of the range agrees with the claim, a part does not"


def _verdict(
    parts: ClaimParts,
    bearings: Sequence[tuple[Measure, Bearing]],
    evidence: Sequence[Evidence],
) -> tuple[ClaimVerdict, str]:
    """The first figure that decides; a floor that leaves it open leaves it to an estimate."""
    if not bearings:
        return ClaimVerdict.UNVERIFIABLE_NOW, evidence[0].words if evidence else "Nothing is known."
    counts = [bearing for measure, bearing in bearings if not _is_estimate(measure)]
    estimates = [bearing for measure, bearing in bearings if _is_estimate(measure)]
    if Bearing.UNDATED in counts[:1]:
        words = "the day on which each of them was released"
        return (
            ClaimVerdict.UNVERIFIABLE_NOW,
            f"{_reason(evidence, Bearing.UNDATED)}. The bridge that is missing: {words}.",
        )
    is_open = not (parts.place and parts.period.is_known)
    if Bearing.AGAINST in counts[:1] and parts.layer is Layer.ACKNOWLEDGED and is_open:
        missing = "time" if parts.place else "place and time"
        words = f"the claim does not say of which {missing}, so both may be true"
        return ClaimVerdict.NOT_SUPPORTED, f"{_reason(evidence, Bearing.AGAINST)}; {words}."
    if Bearing.AGAINST in counts[:1]:
        return ClaimVerdict.CONTRADICTED, _reason(evidence, Bearing.AGAINST)
    if Bearing.FOR in counts[:1]:
        if parts.layer is None and Bearing.AGAINST in estimates:
            words = "What is recorded agrees with it; the estimate of the whole does not."
            return ClaimVerdict.PARTLY_SUPPORTED, words
        return ClaimVerdict.SUPPORTED, _reason(evidence, Bearing.FOR)
    if Bearing.FOR in estimates:
        return ClaimVerdict.SUPPORTED, _reason(evidence, Bearing.FOR)
    if Bearing.PARTLY in (*counts, *estimates):
        return ClaimVerdict.PARTLY_SUPPORTED, _reason(evidence, Bearing.PARTLY)
    if Bearing.AGAINST in estimates:
        return ClaimVerdict.NOT_SUPPORTED, _reason(evidence, Bearing.AGAINST)
    words = (
        f"{_reason(evidence, Bearing.OPEN)}; no estimate can be defended that reaches further, so "
        "the claim is neither shown nor excluded."
    )
    return ClaimVerdict.NOT_SUPPORTED, words


def _is_estimate(measure: Measure) -> bool:
    return measure.quantity is not None and measure.quantity.layer in (
        Layer.ESTIMATED_MISSING_RECORDS,
        Layer.ESTIMATED_MISSING_FIELDS,
        Layer.INDIRECT_ESTIMATE,
    )


def _reason(evidence: Sequence[Evidence], bearing: Bearing) -> str:
    item = next((item for item in evidence if item.bearing is bearing), None)
    return f"{item.title}: {item.value}; {item.words}" if item else ""
