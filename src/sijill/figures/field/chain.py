"""Body → person → incident → official line: one row a body or person, and what is missing.

A row begins with a set of remains, or with a person of whom no remains are recorded. A body whose
person nobody knows stands there with the person missing; so it does for every other link. Nothing
here is counted twice: a person with two sets of remains has two rows, and says so by the same id.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sijill.figures.analysis import Analysis
from sijill.figures.layers.acknowledged import lines_by_incident
from sijill.model.codes import Harm
from sijill.model.decisions.decision import Identification
from sijill.model.decisions.field_work import Presence
from sijill.model.records.record import RemainsRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.results.persons import Person
from sijill.model.results.sites import Site

_COUNTED_HARM = frozenset(Harm) - {Harm.INJURED, Harm.SURVIVED_TRAPPED, Harm.ALIVE}


class MissingLink(StrEnum):
    """A link of the chain that is missing."""

    BODY = "body"
    PERSON = "person"
    IDENTITY = "identity"
    INCIDENT = "incident"
    OFFICIAL_LINE = "official_line"

    @property
    def words(self) -> str:
        """What is missing, in English."""
        return {
            MissingLink.BODY: "no remains are recorded",
            MissingLink.PERSON: "nobody knows whose remains they are",
            MissingLink.IDENTITY: "named, and confirmed by no board",
            MissingLink.INCIDENT: "tied to no incident",
            MissingLink.OFFICIAL_LINE: "no official line about the incident",
        }[self]

    @property
    def arabic(self) -> str:
        """What is missing, in Arabic."""
        return {
            MissingLink.BODY: "لا رفات مسجلة",
            MissingLink.PERSON: "لا يُعرف صاحب الرفات",
            MissingLink.IDENTITY: "اسم بلا تأكيد من لجنة",
            MissingLink.INCIDENT: "غير مرتبط بحادث",
            MissingLink.OFFICIAL_LINE: "لا موقف رسمياً من الحادث",
        }[self]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One chain. ``presence`` is who holds the body now, ``examined`` how many parts are done."""

    remains: RemainsRecord | None
    site: Site | None
    presence: Presence | None
    examined: int
    identification: Identification | None
    person: Person | None
    incident: Incident | None
    line: OfficialLine | None
    gaps: tuple[MissingLink, ...]

    @property
    def buried_at(self) -> str:
        """Where the body was buried: by the log of its custody, else by its list."""
        if self.presence is not None and self.presence.is_burial:
            return self.presence.place
        return self.remains.buried_at if self.remains is not None else ""


def chain_rows(analysis: Analysis) -> tuple[ChainRow, ...]:
    """Every chain: remains first, in the order of their ids, then people without remains."""
    return tuple(_Chains(analysis).rows())


def gap_counts(rows: Iterable[ChainRow]) -> Mapping[MissingLink, int]:
    """How many rows miss each link; links that none misses too."""
    counts = Counter(gap for row in rows for gap in row.gaps)
    return {gap: counts[gap] for gap in MissingLink}


class _Chains:
    """The links of an analysis by what they hang on, to put the rows together."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._decisions = analysis.register.decisions
        self._remains = analysis.register.active(RemainsRecord)
        self._lines = lines_by_incident(analysis)
        self._person_of = {
            record: person
            for person in analysis.people.working.values()
            for record in person.remains
        }
        self._site_of = {
            record: site for site in analysis.sites.values() for record in site.remains
        }
        self._examined = Counter(
            examination.remains
            for examination in self._decisions.examinations.values()
            if examination.state.is_done
        )

    def rows(self) -> Iterator[ChainRow]:
        for identity in sorted(self._remains):
            yield self._row(self._remains[identity], self._person_of.get(identity))
        people = self._analysis.people.working.values()
        for person in sorted(people, key=lambda person: person.id):
            has_body = any(record_id in self._remains for record_id in person.remains)
            if not has_body and person.harm in _COUNTED_HARM:
                yield self._row(None, person)

    def _row(self, remains: RemainsRecord | None, person: Person | None) -> ChainRow:
        identity = remains.head.id if remains is not None else ""
        identified = self._decisions.identifications.get(identity)
        incident = self._incident(remains, person)
        line = self._lines.get(incident.id) if incident is not None else None
        is_known = person is not None and (
            person.is_named or (identified is not None and identified.joins)
        )
        gaps = [
            *([MissingLink.BODY] if remains is None else []),
            *([MissingLink.PERSON] if not is_known else []),
            *(
                [MissingLink.IDENTITY]
                if remains and is_known and not _is_confirmed(identified)
                else []
            ),
            *([MissingLink.INCIDENT] if incident is None else []),
            *([MissingLink.OFFICIAL_LINE] if line is None else []),
        ]
        return ChainRow(
            remains,
            self._site_of.get(identity),
            next(reversed(self._decisions.presences.get(identity, ())), None),
            self._examined[identity],
            identified,
            person if is_known else None,
            incident,
            line,
            tuple(gaps),
        )

    def _incident(self, remains: RemainsRecord | None, person: Person | None) -> Incident | None:
        """The incident that a list ties the person to, else the body."""
        tied = [*(person.incidents if person else ()), remains.incident if remains else ""]
        known = self._analysis.incidents
        return next((known[incident] for incident in tied if incident in known), None)


def _is_confirmed(identified: Identification | None) -> bool:
    return identified is not None and identified.is_confirmed
