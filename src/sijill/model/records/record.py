"""A record: one row of one list, its own words beside what was understood from them.

Nothing here is a conclusion. Two records may be the same person; deciding that is a judgement
(``sijill.model.decisions``). Every record opens the row it came from: file, sheet, row, hash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sijill.model.codes import (
    CauseOfDeath,
    CivilianStatus,
    EvidenceGrade,
    Harm,
    HazardStatus,
    IdentificationStatus,
    OfficialPosition,
    OfficialReason,
    Sex,
    StrikeStatus,
)
from sijill.model.records.context import (
    DamageRecord,
    LedgerMonthRecord,
    LetterRecord,
    ReportRecord,
    StrikeRecord,
)
from sijill.model.records.field_work import NO_RECOVERY_DETAILS, RecoveryDetails, SiteRecord
from sijill.model.records.head import ExtraValue, Head, Locator, Remark
from sijill.model.records.release import ReleaseReading
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.records.testimony import TestimonyRecord
from sijill.model.recovery_codes import HazardObject, HazardType
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.names import UNNAMED, PersonName
from sijill.model.values.personal import NO_DETAILS, PersonalDetails
from sijill.model.values.places import UNKNOWN_PLACE, Place
from sijill.model.values.quantities import Layer, Unit
from sijill.model.values.times import TimeOfDay


class RecordKind(StrEnum):
    """What a row is about (vocabulary ``record_kind``)."""

    PERSON = "person"
    REMAINS = "remains"
    INCIDENT = "incident"
    DETERMINATION = "determination"
    COUNT = "count"
    TESTIMONY = "testimony"
    HAZARD = "hazard"
    REPORT = "report"
    STRIKE = "strike"
    DAMAGE = "damage"
    LEDGER_MONTH = "ledger_month"
    LETTER = "reply_letter"
    SITE = "site"


class Group(StrEnum):
    """The groups in which harm is counted (vocabulary ``victim_group``)."""

    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    MEN = "men"
    COMBATANTS = "combatants"
    PEOPLE = "people"
    HUMAN_RIGHTS_DEFENDERS = "human_rights_defenders"
    JOURNALISTS = "journalists"
    TRADE_UNIONISTS = "trade_unionists"
    HEALTH_WORKERS = "health_workers"
    OTHER_CIVILIANS = "other_civilians"
    UNDETERMINED = "undetermined"
    OTHER_PROTECTED = "other_protected"
    MEDICAL_RELIGIOUS_PERSONNEL = "medical_religious_personnel"
    HORS_DE_COMBAT = "hors_de_combat"
    ARMED_FORCES_MEMBERS = "armed_forces_members"
    DIRECT_PARTICIPANTS = "direct_participants"
    CIVILIANS_WITH_MILITARY_ROLE = "civilians_with_military_role"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person on one list, killed, injured or missing.

    ``incident`` is the record id of the incident to which the list itself ties the person, or
    empty. ``written_names`` holds every spelling that the row gives, the main one first. ``cause``
    are the list's own words, ``cause_of_death`` the code that the mapping makes of them.
    ``status_said_by`` is who says that the person was a civilian or was not. ``last_seen`` is when
    a missing person was last known to be alive, ``site`` the code of the site where he or she is
    believed to lie.
    """

    head: Head
    written_names: tuple[PersonName, ...] = (UNNAMED,)
    sex: Sex = Sex.UNKNOWN
    age: AgeInterval = UNKNOWN_AGE
    harm: Harm = Harm.UNKNOWN
    died: DateInterval = UNKNOWN_DATE
    place: Place = UNKNOWN_PLACE
    civilian_status: CivilianStatus = CivilianStatus.UNKNOWN
    actors: tuple[str, ...] = ()
    incident: str = ""
    cause: str = ""
    note: str = ""
    personal: PersonalDetails = NO_DETAILS
    cause_of_death: CauseOfDeath = CauseOfDeath.UNKNOWN
    time_of_day: TimeOfDay | None = None
    status_said_by: str = ""
    last_seen: DateInterval = UNKNOWN_DATE
    site: str = ""
    may_publish: bool | None = None
    """What the list says of consent to name the person; ``None`` where it does not say."""
    doubt: RowDoubt | None = None
    """What the row's own words may say against it."""
    may_be_on: tuple[str, ...] = ()
    """Other lists with a row in initials that may be this person."""

    @property
    def name(self) -> PersonName:
        """The main name."""
        return self.written_names[0]


@dataclass(frozen=True, slots=True)
class RemainsRecord:
    """One body, body part or set of remains as a recovery team or a morgue wrote it down.

    ``recovered`` is the day of recovery; ``died`` only what the team wrote about the death itself.
    """

    head: Head
    code: str = ""
    written_names: tuple[PersonName, ...] = (UNNAMED,)
    sex: Sex = Sex.UNKNOWN
    age: AgeInterval = UNKNOWN_AGE
    recovered: DateInterval = UNKNOWN_DATE
    died: DateInterval = UNKNOWN_DATE
    found_at: Place = UNKNOWN_PLACE
    identification: IdentificationStatus = IdentificationStatus.UNIDENTIFIED
    identified_by: str = ""
    buried_at: str = ""
    cause: str = ""
    note: str = ""
    personal: PersonalDetails = NO_DETAILS
    cause_of_death: CauseOfDeath = CauseOfDeath.UNKNOWN
    incident: str = ""
    recovery: RecoveryDetails = NO_RECOVERY_DETAILS
    may_publish: bool | None = None
    """What the list says of consent to name the person; ``None`` where it does not say."""
    doubt: RowDoubt | None = None
    """What the row's own words may say against it."""

    @property
    def name(self) -> PersonName:
        """The main name."""
        return self.written_names[0]


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """One incident as one list describes it.

    ``killed`` and ``injured`` hold a range for each group the source speaks of; a group that is
    absent is unknown. ``missing`` are people of whom the source does not know whether they live: a
    boat went down, and they were not found. They are no part of ``killed``. ``actors`` are the
    parties suspected or known, in the source's words. ``is_status_contested`` says that it is
    contested whether those harmed were civilians; ``is_harm_reported`` is ``None`` where the list
    does not say. ``involvement`` are codes of ``involvement_degree``: one for all parties, or one
    for each in the order of ``actors``.
    """

    head: Head
    code: str = ""
    happened: DateInterval = UNKNOWN_DATE
    place: Place = UNKNOWN_PLACE
    actors: tuple[str, ...] = ()
    grade: EvidenceGrade = EvidenceGrade.UNGRADED
    killed: Mapping[Group, CountRange] = field(default_factory=dict)
    injured: Mapping[Group, CountRange] = field(default_factory=dict)
    missing: CountRange = UNKNOWN_COUNT
    link: str = ""
    note: str = ""
    time_of_day: TimeOfDay | None = None
    cause_of_death: CauseOfDeath = CauseOfDeath.UNKNOWN
    strike_status: StrikeStatus | None = None
    munition: str = ""
    is_status_contested: bool = False
    is_harm_reported: bool | None = None
    involvement: tuple[str, ...] = ()
    doubt: RowDoubt | None = None
    """That the list may take the row back, or holds it twice."""

    def involvement_of(self, place: int) -> str:
        """The degree of the party at a place of ``actors``; empty where the list gives none."""
        if len(self.involvement) == 1:
            return self.involvement[0]
        fits = len(self.involvement) == len(self.actors)
        return self.involvement[place] if fits else ""


@dataclass(frozen=True, slots=True)
class DeterminationRecord:
    """One line in which an authority says what it found about one allegation.

    ``incident`` is the incident record that the list itself names, or empty. ``codes`` are
    references printed in the line (an allegation number, a monitor's incident code). ``reason`` is
    the first that is given, ``other_reasons`` are those after it. ``from_text``
    says whether the position was read from release text rather than from columns, and ``reading``
    what was understood of that text, and where in it. ``section`` is the heading of the release
    above the line. ``around`` is what the release says around its lines, kept with the first.
    """

    head: Head
    actor: str = ""
    incident: str = ""
    codes: tuple[str, ...] = ()
    position: OfficialPosition = OfficialPosition.NO_STATEMENT
    reason: OfficialReason = OfficialReason.NONE_GIVEN
    other_reasons: tuple[OfficialReason, ...] = ()
    deaths: CountRange = UNKNOWN_COUNT
    injuries: CountRange = UNKNOWN_COUNT
    happened: DateInterval = UNKNOWN_DATE
    issued: DateInterval = UNKNOWN_DATE
    place: Place = UNKNOWN_PLACE
    channel: str = ""
    text: str = ""
    from_text: bool = False
    link: str = ""
    reading: ReleaseReading | None = None
    section: str = ""
    around: str = ""

    @property
    def reasons(self) -> tuple[OfficialReason, ...]:
        """Every reason that is given, in the order of the list; empty where there is none."""
        given = (self.reason, *self.other_reasons)
        return tuple(reason for reason in given if reason is not OfficialReason.NONE_GIVEN)


@dataclass(frozen=True, slots=True)
class CountRecord:
    """A number that somebody states in bulk: a morgue's total, a sentence in the press.

    ``repeats`` is the record id of the statement that this one repeats, or empty.
    """

    head: Head
    value: CountRange = UNKNOWN_COUNT
    unit: Unit | None = None
    layer: Layer = Layer.BULK_REPORTED
    said_by: str = ""
    said_on: DateInterval = UNKNOWN_DATE
    about: DateInterval = UNKNOWN_DATE
    place: Place = UNKNOWN_PLACE
    actor: str = ""
    sentence: str = ""
    repeats: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class HazardRecord:
    """Ground that may hold mines or unexploded ordnance; an accident, an item found, work on it.

    ``outline`` is a GeoJSON geometry (RFC 7946: longitude before latitude, WGS 84), or ``None``.
    ``code`` is the id on the list; ``concerns`` that of the area which an activity worked on, an
    accident happened in or an item lay in. ``area_m2`` is the size, of an activity the land that it
    released. ``killed`` and ``injured`` are those of an accident.
    """

    head: Head
    hazard: HazardType = HazardType.UNKNOWN
    status: HazardStatus = HazardStatus.REPORTED
    place: Place = UNKNOWN_PLACE
    outline: Mapping[str, object] | None = None
    reported: DateInterval = UNKNOWN_DATE
    cleared: DateInterval = UNKNOWN_DATE
    note: str = ""
    form: HazardObject = HazardObject.AREA
    code: str = ""
    concerns: str = ""
    area_m2: float | None = None
    killed: CountRange = UNKNOWN_COUNT
    injured: CountRange = UNKNOWN_COUNT


Record = (
    PersonRecord
    | RemainsRecord
    | IncidentRecord
    | DeterminationRecord
    | CountRecord
    | TestimonyRecord
    | HazardRecord
    | ReportRecord
    | StrikeRecord
    | DamageRecord
    | LedgerMonthRecord
    | LetterRecord
    | SiteRecord
)
"""Any record."""

__all__ = [
    "CountRecord",
    "DamageRecord",
    "DeterminationRecord",
    "ExtraValue",
    "Group",
    "HazardRecord",
    "Head",
    "IncidentRecord",
    "LedgerMonthRecord",
    "LetterRecord",
    "Locator",
    "PersonRecord",
    "Record",
    "RecordKind",
    "RecoveryDetails",
    "RemainsRecord",
    "Remark",
    "ReportRecord",
    "SiteRecord",
    "StrikeRecord",
    "TestimonyRecord",
]
