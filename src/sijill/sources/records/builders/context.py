"""The values of one row as a report, a strike, a damaged structure, a letter, a ledger's month."""

from sijill.model.records.context import (
    DamageRecord,
    LedgerMonthRecord,
    LetterRecord,
    ReportRecord,
    StrikeRecord,
)
from sijill.model.records.head import Head
from sijill.model.values.derivation import Derivation
from sijill.sources.records.cells import RowValues
from sijill.sources.records.joined_fields import ends_of, place_of, until


def build_report(head: Head, values: RowValues) -> ReportRecord:
    """What one source said."""
    return ReportRecord(
        head,
        publisher=values.text("publisher"),
        author=values.text("author"),
        medium=values.text("medium"),
        published=values.date("published"),
        incidents=values.texts_of("incident"),
        language=values.text("language"),
        title=values.text("title"),
        text=values.text("text"),
        translation=values.text("translation"),
        repeats=values.text("repeats"),
        relation=values.code("relation", Derivation, Derivation.STATED),
        team=values.text("team"),
        pictures=tuple(digest.lower() for digest in values.texts_of("pictures")),
        killed=ends_of(values, "killed", "killed_max"),
        injured=ends_of(values, "injured", "injured_max"),
        place=place_of(values),
        note=values.text("note"),
    )


def build_strike(head: Head, values: RowValues) -> StrikeRecord:
    """One strike or bulletin of strikes."""
    return StrikeRecord(
        head,
        actors=values.texts_of("actors"),
        happened=until(values.date("happened"), values.date("happened_until")),
        place=place_of(values),
        incident=values.text("incident"),
        strikes=values.count("strikes"),
        munitions=values.count("munitions"),
        munition=values.text("munition"),
        target=values.text("target"),
        text=values.text("text"),
        note=values.text("note"),
    )


def build_damage(head: Head, values: RowValues) -> DamageRecord:
    """One damaged structure."""
    return DamageRecord(
        head,
        place=place_of(values),
        structure=values.text("structure"),
        damage=values.text("damage"),
        seen=values.date("seen"),
        unharmed=values.date("unharmed"),
        incident=values.text("incident"),
        note=values.text("note"),
    )


def build_letter(head: Head, values: RowValues) -> LetterRecord:
    """One letter or answer."""
    return LetterRecord(
        head,
        sender=values.text("sender"),
        addressee=values.text("addressee"),
        subject=values.text("subject"),
        sent=values.date("sent"),
        answer_by=values.date("answer_by"),
        answers=values.text("answers"),
        answered=values.date("answered"),
        answer=values.text("answer"),
        incidents=values.texts_of("incident"),
        text=values.text("text"),
        note=values.text("note"),
    )


def build_ledger_month(head: Head, values: RowValues) -> LedgerMonthRecord:
    """One month's totals of an authority's reports."""
    return LedgerMonthRecord(
        head,
        actor=values.text("actor"),
        month=values.date("month"),
        carried=values.count("carried"),
        received=values.count("received"),
        reopened=values.count("reopened"),
        completed=values.count("completed"),
        credible=values.count("credible"),
        non_credible=values.count("non_credible"),
        duplicates=values.count("duplicates"),
        open_after=values.count("open_after"),
        deaths=values.count("deaths"),
        cumulative_deaths=values.count("cumulative_deaths"),
        note=values.text("note"),
    )
