"""The present position of a line: what speaks for each, and which of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.findings import LineFindings
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.outcome.fallback import reasons_beside
from sijill.official.grammar.outcome.outcome import Outcome
from sijill.official.grammar.position.conceded_harm import LinePosition, own_harms
from sijill.official.grammar.telling.speakers import OWN, Frame

_NOTHING_FOUND = frozenset(
    {OfficialReason.INSUFFICIENT_INFORMATION, OfficialReason.NO_STRIKE_MATCHING}
)
_SAID = frozenset({OfficialReason.NO_STRIKE_THAT_DAY_AREA, OfficialReason.OTHER})
_UNSETTLED = frozenset({OfficialPosition.OPEN, OfficialPosition.NOT_YET_ASSESSED})
_NO_REJECTION = _UNSETTLED | {OfficialPosition.CLOSED_NO_FINDING}


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What speaks for each position: harm that is found or stated, and outcomes by kind.

    ``settled`` are the outcomes that close the matter, ``reopened`` those that open it again;
    ``past`` are positions that are only recalled, ``before`` those that stood until it was opened.
    ``given_up`` is the last that was recalled to be given up; ``is_of_nobody`` says that the only
    numbers of dead that the authority tells are none.
    """

    conceding: tuple[HarmClause, ...]
    settled: tuple[Outcome, ...]
    reopened: tuple[Outcome, ...]
    past: tuple[OfficialPosition, ...]
    before: tuple[OfficialPosition, ...]
    given_up: OfficialPosition | None
    is_of_nobody: bool

    @property
    def rejecting(self) -> list[Outcome]:
        return [one for one in self.settled if one.position is not OfficialPosition.CREDIBLE]

    @property
    def accepting(self) -> list[Outcome]:
        return [one for one in self.settled if one.position is OfficialPosition.CREDIBLE]

    @property
    def earlier(self) -> tuple[OfficialPosition, ...]:
        return (*self.before, *self.past, *(one.position for one in self.reopened))


def position_of(findings: LineFindings) -> LinePosition:
    """The present position of the line."""
    grounds = _grounds_of(findings)
    if not grounds.conceding:
        return _without_harm(grounds)
    is_of_civilians = all(_CIVILIANS.search(harm.words) for harm in grounds.conceding)
    rejecting = [
        one
        for one in grounds.rejecting
        if _speaks_against_harm(one, findings, is_of_civilians=is_of_civilians)
    ]
    is_known = findings.deeds.hold(grounds.conceding)
    if all(is_known and one.position in _NO_REJECTION for one in rejecting):
        return _conceded(grounds.conceding, grounds.earlier)
    return _contested(grounds.conceding, rejecting, grounds.accepting, grounds.earlier)


def _grounds_of(findings: LineFindings) -> _Grounds:
    own = [outcome for outcome in findings.outcomes if _is_own(outcome)]
    beside = [outcome for outcome in findings.outcomes if _concedes_nothing(outcome)]
    own = [*own, *reasons_beside(own, findings.outcomes)] if own else beside
    reopened = [outcome for outcome in own if outcome.position is OfficialPosition.REOPENED]
    settled = [outcome for outcome in own if outcome.position is not OfficialPosition.REOPENED]
    before = [
        outcome
        for outcome in settled
        if reopened
        and outcome.position is not OfficialPosition.CREDIBLE
        and outcome.start < reopened[0].start
    ]
    past = tuple(one.position for one in findings.outcomes if one.frame is Frame.PAST)
    harms = own_harms(findings)
    conceding = tuple(harm for harm in harms if harm.count.highest != 0)
    return _Grounds(
        conceding,
        tuple(outcome for outcome in settled if outcome not in before),
        tuple(reopened),
        past,
        tuple(outcome.position for outcome in before),
        past[-1] if findings.gives_up and past else None,
        not conceding and any(_is_of_nobody(harm) for harm in harms),
    )


def _is_of_nobody(harm: HarmClause) -> bool:
    """Whether it tells that nobody died; beside the fighters of a group others may have."""
    return harm.kind is HarmKind.DEATHS and not (harm.is_of_fighters and harm.beside.highest)


_CIVILIANS = expression(r"(?<!\S)(?:civilians?|noncombatants?) ")


def _speaks_against_harm(
    outcome: Outcome, findings: LineFindings, *, is_of_civilians: bool
) -> bool:
    """Whether a rejection contradicts harm that the line finds.

    That nobody was seen there, or that some of those alleged are not confirmed, excludes none;
    "previously reported as" in a correction recalls, it closes nothing. What the target was says
    nothing of civilians who were killed beside it.
    """
    if outcome.reason is OfficialReason.TARGET_VALID_ONLY_COMBATANTS and outcome.is_of_presence:
        return not is_of_civilians
    is_recalled = findings.corrects and outcome.position is OfficialPosition.DUPLICATE
    return not (outcome.is_of_presence or outcome.is_of_part or is_recalled)


def _without_harm(grounds: _Grounds) -> LinePosition:
    """The position of a line that finds no harm: its outcomes decide."""
    rejecting, accepting = grounds.rejecting, grounds.accepting
    if rejecting and accepting:
        doubles = [one for one in rejecting if one.position is OfficialPosition.DUPLICATE]
        # what is found credible beside a duplicate is the other report
        last = max(doubles or (*rejecting, *accepting), key=lambda outcome: outcome.start)
        return _outcome(last, grounds.earlier)
    is_open = bool(grounds.reopened) and all(one.position in _UNSETTLED for one in grounds.settled)
    if grounds.settled and not is_open:
        return _outcome(_still_open(grounds.settled) or _leading(grounds.settled), grounds.earlier)
    if grounds.reopened:
        return _outcome(grounds.reopened[-1], grounds.past)
    position = OfficialPosition.NO_STATEMENT
    if grounds.given_up:
        is_of_harm = grounds.given_up is OfficialPosition.CREDIBLE
        position = OfficialPosition.NON_CREDIBLE if is_of_harm else OfficialPosition.REOPENED
    elif grounds.is_of_nobody:
        position = OfficialPosition.NON_CREDIBLE
    return LinePosition(position, OfficialReason.NONE_GIVEN, grounds.earlier, ())


def _still_open(outcomes: Sequence[Outcome]) -> Outcome | None:
    """What is still examined behind words that only confirm nothing yet."""
    rejecting = [one for one in outcomes if one.position not in _UNSETTLED]
    ongoing = [one for one in outcomes if one.position is OfficialPosition.OPEN]
    settled = [one for one in rejecting if not _leaves_open(one)]
    if not ongoing or settled:
        return None
    last = max((one.start for one in rejecting), default=-1)
    return next((one for one in ongoing if one.start > last), None)


def _leaves_open(rejection: Outcome) -> bool:
    """Whether what is examined behind it may show otherwise: it confirms nothing, or only says so.

    "Our soldiers did not fire. Seven were killed. An inquiry has been opened."
    """
    is_only_said = rejection.frame in (Frame.STATED, Frame.DENIED)
    return rejection.reason in _NOTHING_FOUND or (is_only_said and rejection.reason in _SAID)


def _is_own(outcome: Outcome) -> bool:
    """Whether the authority states it; those who alleged did not reopen the report."""
    is_reopened = outcome.position is OfficialPosition.REOPENED and outcome.frame is Frame.ALLEGED
    return outcome.frame in OWN or is_reopened or _rejects(outcome)


def _rejects(outcome: Outcome) -> bool:
    """Whether a denied clause rejects: "no strike was identified" denies by its own words."""
    return outcome.frame is Frame.DENIED and outcome.position is not OfficialPosition.CREDIBLE


def _concedes_nothing(outcome: Outcome) -> bool:
    """Whether a sentence that quotes others states a finding: "the claim is unfounded"."""
    return outcome.frame is Frame.ALLEGED and outcome.position is not OfficialPosition.CREDIBLE


def _leading(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome that says most: a duplicate before a rejection, a reason before none."""
    order = (
        OfficialPosition.DUPLICATE,
        OfficialPosition.NON_CREDIBLE,
        OfficialPosition.CREDIBLE,
    )
    ranked = {position: place for place, position in enumerate(order)}
    return min(
        outcomes,
        key=lambda outcome: (
            ranked.get(outcome.position, len(order)),
            outcome.reason is OfficialReason.NONE_GIVEN,
            outcome.reason is OfficialReason.OTHER,
            outcome.reason is OfficialReason.INSUFFICIENT_INFORMATION,
            outcome.start,
        ),
    )


def _outcome(outcome: Outcome, earlier: tuple[OfficialPosition, ...]) -> LinePosition:
    return LinePosition(outcome.position, outcome.reason, earlier, ((outcome.start, outcome.end),))


def _conceded(harms: Sequence[HarmClause], earlier: tuple[OfficialPosition, ...]) -> LinePosition:
    spans = tuple((harm.start, harm.end) for harm in harms)
    return LinePosition(OfficialPosition.CREDIBLE, OfficialReason.NONE_GIVEN, earlier, spans)


def _contested(
    conceding: Sequence[HarmClause],
    rejecting: Sequence[Outcome],
    accepting: Sequence[Outcome],
    earlier: tuple[OfficialPosition, ...],
) -> LinePosition:
    """A line that seems to concede and to reject: the finding decides, not a plain sentence."""
    is_found = any(harm.frame is Frame.FOUND for harm in conceding)
    is_duplicate = any(outcome.position is OfficialPosition.DUPLICATE for outcome in rejecting)
    is_of_other_kind = _deny_another_kind(rejecting, conceding)
    if is_duplicate or (not is_found and not accepting and not is_of_other_kind):
        return _outcome(_leading(rejecting), earlier)
    if is_of_other_kind:
        return _conceded(conceding, earlier)
    last_harm = max(harm.start for harm in conceding)
    last_rejection = max(outcome.start for outcome in rejecting)
    firm = [outcome for outcome in rejecting if outcome.position not in _NO_REJECTION]
    if not firm or (
        is_found and last_harm > last_rejection and all(_is_incidental(one) for one in rejecting)
    ):
        return _conceded(conceding, earlier)
    leading = _leading(rejecting)
    spans = ((leading.start, leading.end), *((harm.start, harm.end) for harm in conceding))
    return LinePosition(
        OfficialPosition.NO_STATEMENT,
        OfficialReason.NONE_GIVEN,
        earlier,
        spans,
        "one clause concedes harm and another rejects the allegation: a person must read it",
    )


def _deny_another_kind(rejecting: Sequence[Outcome], conceding: Sequence[HarmClause]) -> bool:
    """Whether the rejections only say that nobody was killed, where injured are told, or reversed.

    "Two were injured, nobody was killed."
    """
    kinds = {harm.kind for harm in conceding}
    if kinds == {HarmKind.INJURIES}:
        return all(outcome.is_of_deaths for outcome in rejecting)
    return kinds == {HarmKind.DEATHS} and all(outcome.is_of_injuries for outcome in rejecting)


_INCIDENTAL = frozenset(
    {
        OfficialReason.INSUFFICIENT_INFORMATION,
        OfficialReason.OTHER,
        OfficialReason.VIDEO_NO_CIVILIANS,
    }
)


def _is_incidental(rejection: Outcome) -> bool:
    """Whether a rejection only says that something is not known, or nobody was harmed elsewhere.

    "The first building was destroyed with no civilian casualties. Regrettably, in the second ...".
    So does one of the number that others tell: "reports of thirty dead are wrong, but two died".
    """
    return rejection.reason in _INCIDENTAL or rejection.is_of_number
