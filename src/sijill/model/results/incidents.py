"""An incident as the register holds it.

The source's record, its grade now, its range with the names.
"""

from dataclasses import dataclass

from sijill.model.codes import EvidenceGrade
from sijill.model.records.record import IncidentRecord
from sijill.model.values.counts import CountRange


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident.

    ``stated`` is the source's own range of civilians killed. ``killed`` is that range with its
    highest end raised to the number of people whom the lists name or describe one by one as killed
    in it (``listed``, record ids), where that is more.
    """

    record: IncidentRecord
    grade: EvidenceGrade
    stated: CountRange
    killed: CountRange
    listed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The record id."""
        return self.record.head.id

    @property
    def is_raised(self) -> bool:
        """Whether the names raised the highest end."""
        return self.killed != self.stated
