"""What was not understood of a line, and what is only suggested, for a person to read."""

from sijill.model.codes import OfficialPosition
from sijill.model.records.release import NotUnderstood
from sijill.official.grammar.findings import LineFindings
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.head.line_head import LineHead, second_days
from sijill.official.grammar.position.conceded_harm import CONCEDING, LinePosition
from sijill.official.grammar.suggested.suggestion import Suggestion
from sijill.official.grammar.telling.speakers import OWN, Frame

NO_FINDING = "no finding was recognised in this text"


_SECOND_DAY = "the line names a second day: only the first was read as that of its incident"


def of_language(text: str, language: str) -> NotUnderstood:
    """A whole text in a language that is not read."""
    words = f"this text is in {language}, and only English is read: give a translation, or columns"
    return NotUnderstood(text, 0, len(text), words)


def of_head(text: str, head: LineHead) -> list[NotUnderstood]:
    """Grid references that name no square, dates that were not read, and those of other days."""
    listed = [
        NotUnderstood(grid.value, grid.start, grid.end, "this grid reference names no square")
        for grid in head.references.unread
    ]
    listed.extend(
        NotUnderstood(
            text[dated.start : dated.end], dated.start, dated.end, "this date was not read"
        )
        for dated in head.dates
        if not dated.value.is_known
    )
    listed.extend(
        NotUnderstood(text[day.start : day.end], day.start, day.end, _SECOND_DAY)
        for day in second_days(text, head)
    )
    return listed


def of_position(
    text: str, stated: LinePosition, guess: Suggestion | None, *, is_taken: bool
) -> list[NotUnderstood]:
    """A line of which no position was read, or two that contradict each other, or one guessed.

    ``is_taken`` says that the guess stands as the position until a person reads the line.
    """
    if stated.conflict:
        start, end = min(stated.spans)[0], max(span[1] for span in stated.spans)
        return [NotUnderstood(text[start:end], start, end, stated.conflict)]
    reason = NO_FINDING
    if guess is not None:
        share = f"by its words it is most likely {guess.position} ({guess.percent} of 100)"
        who = "a guess to confirm" if is_taken else "nothing is conceded until a person reads it"
        reason = f"{reason}; {share}: {who}"
    elif stated.position is not OfficialPosition.NO_STATEMENT or not text.strip():
        return []
    return [NotUnderstood(text, 0, len(text), reason)]


def of_reason(text: str, stated: LinePosition, taken: LinePosition) -> list[NotUnderstood]:
    """A reason that only the words of a rejection suggest, where ``stated`` gives none."""
    is_same = stated.reason is taken.reason or stated.position is not taken.position
    return [] if is_same else [NotUnderstood(text, 0, len(text), f"{_GUESSED} {taken.reason}")]


_GUESSED = "no reason was recognised; a guess to confirm, by the words it is most likely"


def of_findings(text: str, findings: LineFindings, stated: LinePosition) -> list[NotUnderstood]:
    """Passages that were set aside, and numbers of a conceding line that could not be used."""
    listed = [
        NotUnderstood(text[start:end], start, end, reason) for start, end, reason in findings.unread
    ]
    if stated.position in _UNDECIDED:
        listed.extend(
            NotUnderstood(text[harm.start : harm.end], harm.start, harm.end, _BESIDE_AN_INQUIRY)
            for harm in findings.harms
            if harm.frame in OWN and harm.count.highest != 0 and not harm.is_of_fighters
        )
    if stated.position in CONCEDING:
        listed.extend(
            NotUnderstood(text[harm.start : harm.end], harm.start, harm.end, _why_not(harm))
            for harm in findings.harms
            if harm.frame in OWN and _why_not(harm)
        )
    if stated.position in CONCEDING and not any(harm.frame in OWN for harm in findings.harms):
        listed.extend(
            NotUnderstood(text[harm.start : harm.end], harm.start, harm.end, _ONLY_ALLEGED)
            for harm in findings.harms
            if harm.frame is Frame.ALLEGED and harm.count.is_known
        )
    return listed


_ONLY_ALLEGED = "the number of those who allege, beside a finding that gives none"
_BESIDE_AN_INQUIRY = "told beside an inquiry without a finding: no number is conceded"
_UNDECIDED = (
    OfficialPosition.OPEN,
    OfficialPosition.NOT_YET_ASSESSED,
    OfficialPosition.REOPENED,
    OfficialPosition.CLOSED_NO_FINDING,
)
_WHY_NOT = {
    HarmKind.CASUALTIES: "killed and injured stand under one number",
    HarmKind.DEATHS: "a death without a number",
    HarmKind.INJURIES: "an injury without a number",
}


def _why_not(harm: HarmClause) -> str:
    """Why a number of a conceding line cannot be used; empty where it can."""
    if harm.is_of_fighters:
        return "of those harmed only the fighters are told"
    is_open = harm.kind is HarmKind.CASUALTIES or not harm.count.is_known
    return _WHY_NOT[harm.kind] if is_open else ""
