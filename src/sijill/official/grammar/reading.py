"""One line of a release, read: each field with its place in the verbatim text.

What a line does not say stays unknown. A line that says one civilian was killed and is silent on
injured says nothing about injured. Words that seem to matter and fit no pattern are listed, and a
position that the words of the whole line only suggest is marked as suggested.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sijill.language.scripts import fold_plain, script_of
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.release import FieldSpan, NotUnderstood, ReleaseField, ReleaseReading
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval, DatePrecision
from sijill.model.values.places import (
    RADIUS_M,
    UNKNOWN_PLACE,
    Place,
    PlaceBasis,
    PlacePrecision,
    Text,
)
from sijill.official.grammar import unread
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.findings import LineFindings, findings_of
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.head.header import channel_code
from sijill.official.grammar.head.line_head import LineHead, account_without, head_of, spans_of
from sijill.official.grammar.head.references import GridSquare
from sijill.official.grammar.position.conceded_harm import (
    CONCEDING,
    LinePosition,
    alleged,
    conceded,
)
from sijill.official.grammar.position.line_position import position_of
from sijill.official.grammar.suggested.numbers_told import numbers_told
from sijill.official.grammar.suggested.suggestion import (
    LEAST_AGAINST_HARM,
    LEAST_FOR_HARM,
    Suggestion,
    suggest,
    suggest_reason,
)
from sijill.official.grammar.telling.own_party import in_own_name
from sijill.official.grammar.telling.speakers import Frame
from sijill.official.grammar.tokens import sentences
from sijill.official.grammar.words import class_of, other_language


@dataclass(frozen=True, slots=True)
class LineReading:
    """The fields of a line and the ``ReleaseReading`` that says where they stand."""

    position: OfficialPosition = OfficialPosition.NO_STATEMENT
    reason: OfficialReason = OfficialReason.NONE_GIVEN
    deaths: CountRange = UNKNOWN_COUNT
    injuries: CountRange = UNKNOWN_COUNT
    happened: DateInterval = UNKNOWN_DATE
    place: Place = UNKNOWN_PLACE
    channel: str = ""
    codes: tuple[str, ...] = ()
    reading: ReleaseReading = field(default_factory=ReleaseReading)


def read_line(text: str, heading: str = "", party: str = "") -> LineReading:
    """Everything that one line says.

    Args:
        text: the line.
        heading: the section of the release around it.
        party: who speaks, in the words of its list; its own name in the text is no third party's.
    """
    head = head_of(text)
    if language := other_language(text):
        findings, stated = LineFindings(), position_of(LineFindings())
        listed = [unread.of_language(text, language)]
    else:
        account = account_without(text, head)
        parts = in_own_name(sentences(account), party)
        findings = findings_of(parts, _day_at(head))
        stated = _position(findings, heading)
        guess = _guess(stated, account, findings)
        is_asked = stated.position in CONCEDING or (guess is not None and guess.tells_number)
        told = numbers_told(parts) if is_asked else []
        taken = guess if guess is not None and _is_taken(guess, findings, told) else None
        listed = unread.of_head(text, head)
        listed += unread.of_position(text, stated, guess, is_taken=taken is not None)
        bare, stated = stated, _with_guess(stated, taken, account)
        listed += unread.of_reason(text, bare, stated)
        if stated.position in CONCEDING or (guess is not None and guess.is_plain):
            findings.harms.extend(_of_unread_kinds(told, findings, stated))
        listed = unread.of_findings(text, findings, stated) + listed
    deaths, killed = conceded(findings, stated, HarmKind.DEATHS)
    injuries, injured = conceded(findings, stated, HarmKind.INJURIES)
    spans = [
        *spans_of(head),
        *_spans(ReleaseField.DEATHS, killed),
        *_spans(ReleaseField.INJURIES, injured),
    ]
    return LineReading(
        stated.position,
        stated.reason,
        deaths,
        injuries,
        head.dated.value if head.dated else UNKNOWN_DATE,
        _place(head),
        head.channel.words if head.channel else "",
        tuple(dict.fromkeys(code.value for code in head.references.codes)),
        _reading(head, findings, stated, spans, listed),
    )


def _day_at(head: LineHead) -> int | None:
    """Where the day of the line's incident stands; ``None`` where it is no day."""
    if head.dated is None or head.dated.value.precision not in _DAYS:
        return None
    return head.dated.start


_DAYS = (DatePrecision.DAY, DatePrecision.WINDOW)


def _position(findings: LineFindings, heading: str) -> LinePosition:
    """The line's own position, or that of the heading where it states none."""
    stated = position_of(findings)
    if stated.position is OfficialPosition.NO_STATEMENT and not stated.conflict and heading:
        return position_of(findings_of(sentences(f"{heading} is {heading}")))
    return stated


def _guess(stated: LinePosition, account: str, findings: LineFindings) -> Suggestion | None:
    """What the words suggest where no finding was recognised.

    Against harm that the line tells without denying it, a rejection needs a greater share.
    """
    if _NOT_RULED_OUT.search(fold_plain(account)):
        return None
    is_read = stated.position is not OfficialPosition.NO_STATEMENT or stated.conflict
    if is_read or findings.is_bulletin:
        return None
    if any(words in fold_plain(account) for words in class_of("no_comment")):
        return None
    guess = suggest(account)
    tells_harm = any(
        harm.count.is_known and harm.frame is not Frame.DENIED for harm in findings.harms
    )
    if guess is None or not tells_harm or guess.percent >= LEAST_AGAINST_HARM:
        return guess
    return guess if guess.position is OfficialPosition.CREDIBLE else None


def _is_taken(guess: Suggestion, findings: LineFindings, told: list[HarmClause]) -> bool:
    """Whether a guess is the position: one that harm is conceded where none is told otherwise.

    Harm that the grammar reads as alleged, denied, another's or of another time is conceded by no
    guess; nor is any where a number of people harmed is read by neither reading: "we killed two of
    them" may be of fighters.
    """
    if guess.position is not OfficialPosition.CREDIBLE:
        return True
    is_unread = guess.tells_number and not told
    return guess.percent >= LEAST_FOR_HARM and not (findings.harms or findings.unread or is_unread)


_NOT_RULED_OUT = expression(
    r"\bnot in a position to (?:confirm|say|state) (?:whether|if)\b"
    r"|\b(?:can ?not|could not|can't|impossible to|unable to|not possible to) "
    r"(?:be )?(?:rule|ruled|exclude|excluded)\b"
)
"""What is neither said nor denied is no rejection: "it cannot be ruled out that"."""


def _with_guess(stated: LinePosition, guess: Suggestion | None, account: str) -> LinePosition:
    """The position with a guess in its place, and a reason of a rejection that gives none."""
    if guess is None:
        is_bare = stated.position is OfficialPosition.NON_CREDIBLE
        if not is_bare or stated.reason is not OfficialReason.NONE_GIVEN:
            return stated
        return replace(stated, reason=suggest_reason(account))
    return replace(
        stated, position=guess.position, reason=guess.reason, suggested_percent=guess.percent
    )


def _of_unread_kinds(
    told: list[HarmClause], findings: LineFindings, stated: LinePosition
) -> list[HarmClause]:
    """Numbers of the second reading, of kinds and words of which the grammar reads none at all."""
    is_unsure = 0 < stated.suggested_percent < LEAST_AGAINST_HARM
    read = {harm.kind for harm in findings.harms}
    if is_unsure or HarmKind.CASUALTIES in read:
        return []
    if stated.position not in CONCEDING and (findings.harms or findings.unread):
        return []
    return [
        harm
        for harm in told
        if harm.kind not in read
        and not any(one.start < harm.end and harm.start < one.end for one in findings.harms)
    ]


def _reading(
    head: LineHead,
    findings: LineFindings,
    stated: LinePosition,
    spans: Iterable[FieldSpan],
    listed: Iterable[NotUnderstood],
) -> ReleaseReading:
    found = [*spans, *(FieldSpan(ReleaseField.POSITION, *span) for span in stated.spans)]
    found += _spans(ReleaseField.ALLEGED, alleged(findings))
    return ReleaseReading(
        tuple(sorted(found, key=lambda span: (span.start, span.field))),
        (*stated.earlier, stated.position),
        channel_code(head.channel.words) if head.channel else "",
        findings.corrects,
        tuple(listed),
        stated.suggested_percent,
    )


def _spans(name: ReleaseField, clauses: Iterable[HarmClause]) -> list[FieldSpan]:
    return [FieldSpan(name, clause.start, clause.end) for clause in clauses]


def _place(head: LineHead) -> Place:
    names = (Text(head.place.words, script_of(head.place.words)),) if head.place else ()
    if not head.references.grids:
        return Place(names) if names else UNKNOWN_PLACE
    grid = head.references.grids[0]
    return Place(names, grid.point, grid.radius_m, _precision(grid), PlaceBasis.BELLIGERENT_MGRS)


def _precision(grid: GridSquare) -> PlacePrecision:
    """The finest precision whose radius covers the square of the reference."""
    fitting = [precision for precision, radius in RADIUS_M.items() if radius >= grid.radius_m]
    return min(fitting, key=lambda precision: RADIUS_M[precision])
