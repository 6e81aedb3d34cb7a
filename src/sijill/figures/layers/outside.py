"""Incidents on record that are in no total, and why."""

from enum import StrEnum

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Figure, Writer
from sijill.figures.layers.documented import counted_incidents, ids_of, leading, names_party
from sijill.model.values.quantities import Layer, Unit


class OutsideReason(StrEnum):
    """Why an incident on record is in no total; of several reasons the first."""

    LIST = "list"
    """It stands in another list than the one that is counted."""
    PARTY = "party"
    """It does not name the comparison's party."""
    PERIOD = "period"
    """It does not begin in the period, or not on a known day."""


_WHY = {
    OutsideReason.LIST: (": in a list that is not counted", ": في قائمة غير معتمدة"),
    OutsideReason.PARTY: (": {actor} not named", ": لم يُذكر {actor_ar}"),
    OutsideReason.PERIOD: (": not dated to the period", ": خارج الفترة أو دون تاريخ"),
}


def outside_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """The incidents on record that are in no total, all and by the reason."""
    by_reason = _outside(analysis)
    everyone = sorted(identity for members in by_reason.values() for identity in members)
    figures = [_outside_figure(writer, everyone, "", ("", ""))]
    figures += [
        _outside_figure(writer, sorted(by_reason[reason]), reason.value, words)
        for reason, words in _WHY.items()
        if by_reason.get(reason)
    ]
    return figures


def _outside_figure(
    writer: Writer, incidents: list[str], variant: str, why: tuple[str, str]
) -> Figure:
    words = {"why": why[0].format_map(writer.words), "why_ar": why[1].format_map(writer.words)}
    return writer.count(
        "documented.incidents.outside",
        Unit.INCIDENTS,
        Layer.DOCUMENTED_INCIDENT,
        incidents,
        variant=variant,
        words=words,
    )


def _outside(analysis: Analysis) -> dict[OutsideReason, list[str]]:
    case, source = analysis.register.case, analysis.incident_list
    inside = set(ids_of(counted_incidents(analysis)))
    by_reason: dict[OutsideReason, list[str]] = {}
    for identity, incident in leading(analysis).items():
        if identity in inside:
            continue
        if source not in ("", incident.record.head.source):
            reason = OutsideReason.LIST
        elif not names_party(incident, case):
            reason = OutsideReason.PARTY
        else:
            reason = OutsideReason.PERIOD
        by_reason.setdefault(reason, []).append(identity)
    return by_reason
