"""What a column can mean: the fields of each kind of record, and how each is read.

A mapping names fields; this is the list of those it may name. The order is the order in which
``sijill inspect`` offers them.
"""

from enum import StrEnum

from sijill.model.records.record import Group, RecordKind


class FieldType(StrEnum):
    """How the text of a cell becomes a value."""

    TEXT = "text"
    NAME = "name"
    NAMES = "names"
    DATE = "date"
    AGE = "age"
    COUNT = "count"
    ACTORS = "actors"
    REFERENCE = "reference"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    METRES = "metres"
    MGRS = "mgrs"
    GEOMETRY = "geometry"
    COORDINATES = "coordinates"
    YES_NO = "yes_no"
    IDENTITY = "identity"
    TEXTS = "texts"
    LINKS = "links"
    TIME = "time"
    STATURE = "stature"
    NUMBER = "number"
    CATEGORIES = "categories"
    SEX = "sex"
    HARM = "harm"
    CIVILIAN_STATUS = "civilian_status"
    EVIDENCE_GRADE = "evidence_grade"
    OFFICIAL_POSITION = "official_position"
    OFFICIAL_REASON = "official_reason"
    PLACE_PRECISION = "place_precision"
    ID_STATUS = "id_status"
    HAZARD_TYPE = "hazard_type"
    HAZARD_STATUS = "hazard_status"
    COUNT_UNIT = "count_unit"
    CAUSE_OF_DEATH = "cause_of_death"
    STRIKE_STATUS = "strike_status"
    DERIVATION = "derivation"
    REFERENCES = "references"
    CONDITIONS = "conditions"
    CONSENT_USES = "consent_uses"
    CONSENT_IDENTITY = "consent_identity"
    RECOVERY_CONTEXT = "recovery_context"
    APPARENT_CAUSE = "apparent_cause"
    HAZARD_OBJECT = "hazard_object"
    SITE_GO_STATE = "site_go_state"

    @property
    def is_code(self) -> bool:
        """Whether the value is a code of the vocabulary of the same name."""
        return self in _CODE_TYPES


_CODE_TYPES = frozenset(
    {
        FieldType.SEX,
        FieldType.HARM,
        FieldType.CIVILIAN_STATUS,
        FieldType.EVIDENCE_GRADE,
        FieldType.OFFICIAL_POSITION,
        FieldType.OFFICIAL_REASON,
        FieldType.PLACE_PRECISION,
        FieldType.ID_STATUS,
        FieldType.HAZARD_TYPE,
        FieldType.HAZARD_STATUS,
        FieldType.COUNT_UNIT,
        FieldType.CAUSE_OF_DEATH,
        FieldType.STRIKE_STATUS,
        FieldType.DERIVATION,
        FieldType.RECOVERY_CONTEXT,
        FieldType.CONSENT_IDENTITY,
        FieldType.APPARENT_CAUSE,
        FieldType.HAZARD_OBJECT,
        FieldType.SITE_GO_STATE,
    }
)

_PLACE = {
    "place": FieldType.TEXT,
    "other_place": FieldType.TEXT,
    "latitude": FieldType.LATITUDE,
    "longitude": FieldType.LONGITUDE,
    "mgrs": FieldType.MGRS,
    "place_precision": FieldType.PLACE_PRECISION,
    "radius_m": FieldType.METRES,
    "coordinates": FieldType.COORDINATES,
    "geometry": FieldType.GEOMETRY,
}
_LINKS = {
    "link": FieldType.LINKS,
    "archive_link": FieldType.LINKS,
}
PERSONAL = {
    "date_of_birth": FieldType.DATE,
    "identity_number": FieldType.IDENTITY,
    "identity_kind": FieldType.TEXT,
    "identity_issuer": FieldType.TEXT,
    "father_name": FieldType.NAME,
    "mother_name": FieldType.NAME,
    "family_name": FieldType.NAME,
    "family_group": FieldType.TEXT,
    "kin": FieldType.TEXT,
    "nationality": FieldType.TEXT,
    "document_number": FieldType.TEXTS,
    "occupation": FieldType.TEXT,
    "category": FieldType.CATEGORIES,
    "stature": FieldType.STATURE,
    "marks": FieldType.TEXTS,
    "clothing": FieldType.TEXTS,
    "effects": FieldType.TEXTS,
}
"""The fields of ``PersonalDetails``."""
_BODY = {
    "name": FieldType.NAME,
    "other_name": FieldType.NAME,
    "sex": FieldType.SEX,
    "age": FieldType.AGE,
    "age_group": FieldType.AGE,
}
_RECOVERY = {
    "site": FieldType.TEXT,
    "found_in": FieldType.RECOVERY_CONTEXT,
    "grid": FieldType.TEXT,
    "layer": FieldType.TEXT,
    "sequence": FieldType.TEXT,
    "condition": FieldType.CONDITIONS,
    "elements": FieldType.TEXTS,
    "apparent_cause": FieldType.APPARENT_CAUSE,
    "stated_cause": FieldType.TEXT,
    "forensic_cause": FieldType.TEXT,
}
"""The fields of ``RecoveryDetails``."""
_HARM_COUNTS = {
    f"{group}_{harm}_{end}": FieldType.COUNT
    for harm in ("killed", "injured")
    for group in Group
    for end in ("min", "max")
}

FIELDS: dict[RecordKind, dict[str, FieldType]] = {
    RecordKind.PERSON: {
        **_BODY,
        "harm": FieldType.HARM,
        "died": FieldType.DATE,
        "died_until": FieldType.DATE,
        "last_seen": FieldType.DATE,
        "site": FieldType.TEXT,
        **_PLACE,
        "civilian_status": FieldType.CIVILIAN_STATUS,
        "actors": FieldType.ACTORS,
        "incident": FieldType.REFERENCE,
        "time_of_day": FieldType.TIME,
        "status_said_by": FieldType.TEXT,
        "cause": FieldType.TEXT,
        "cause_of_death": FieldType.CAUSE_OF_DEATH,
        **PERSONAL,
        **_LINKS,
        "note": FieldType.TEXT,
    },
    RecordKind.REMAINS: {
        "code": FieldType.TEXT,
        **_BODY,
        "recovered": FieldType.DATE,
        "died": FieldType.DATE,
        **_PLACE,
        "identification": FieldType.ID_STATUS,
        "identified_by": FieldType.TEXT,
        "buried_at": FieldType.TEXT,
        "incident": FieldType.REFERENCE,
        **_RECOVERY,
        "cause": FieldType.TEXT,
        "cause_of_death": FieldType.CAUSE_OF_DEATH,
        **PERSONAL,
        **_LINKS,
        "note": FieldType.TEXT,
    },
    RecordKind.INCIDENT: {
        "code": FieldType.TEXT,
        "happened": FieldType.DATE,
        "happened_until": FieldType.DATE,
        "time_of_day": FieldType.TIME,
        **_PLACE,
        "actors": FieldType.ACTORS,
        "grade": FieldType.EVIDENCE_GRADE,
        **_HARM_COUNTS,
        "cause_of_death": FieldType.CAUSE_OF_DEATH,
        "strike_status": FieldType.STRIKE_STATUS,
        "munition": FieldType.TEXT,
        "status_contested": FieldType.YES_NO,
        "harm_reported": FieldType.YES_NO,
        **_LINKS,
        "note": FieldType.TEXT,
    },
    RecordKind.DETERMINATION: {
        "actor": FieldType.ACTORS,
        "incident": FieldType.REFERENCE,
        "codes": FieldType.TEXT,
        "position": FieldType.OFFICIAL_POSITION,
        "reason": FieldType.OFFICIAL_REASON,
        "deaths_min": FieldType.COUNT,
        "deaths_max": FieldType.COUNT,
        "injuries_min": FieldType.COUNT,
        "injuries_max": FieldType.COUNT,
        "happened": FieldType.DATE,
        "issued": FieldType.DATE,
        **_PLACE,
        "channel": FieldType.TEXT,
        "text": FieldType.TEXT,
        **_LINKS,
    },
    RecordKind.COUNT: {
        "value": FieldType.COUNT,
        "value_max": FieldType.COUNT,
        "unit": FieldType.COUNT_UNIT,
        "said_by": FieldType.TEXT,
        "said_on": FieldType.DATE,
        "about": FieldType.DATE,
        **_PLACE,
        "actor": FieldType.ACTORS,
        "sentence": FieldType.TEXT,
        "repeats": FieldType.REFERENCE,
        **_LINKS,
    },
    RecordKind.TESTIMONY: {
        "pseudonym": FieldType.TEXT,
        "given_on": FieldType.DATE,
        "happened": FieldType.DATE,
        **_PLACE,
        "killed": FieldType.COUNT,
        "mentioned_names": FieldType.NAMES,
        "account": FieldType.TEXT,
        "may_quote": FieldType.YES_NO,
        "consent": FieldType.CONSENT_USES,
        "consent_identity": FieldType.CONSENT_IDENTITY,
        "earlier_interviews": FieldType.COUNT,
        "incident": FieldType.REFERENCE,
        **_LINKS,
    },
    RecordKind.HAZARD: {
        "code": FieldType.TEXT,
        "hazard_object": FieldType.HAZARD_OBJECT,
        "hazard": FieldType.HAZARD_TYPE,
        "status": FieldType.HAZARD_STATUS,
        "concerns": FieldType.TEXT,
        "outline": FieldType.GEOMETRY,
        **_PLACE,
        "reported": FieldType.DATE,
        "cleared": FieldType.DATE,
        "area_m2": FieldType.NUMBER,
        "killed": FieldType.COUNT,
        "injured": FieldType.COUNT,
        **_LINKS,
        "note": FieldType.TEXT,
    },
    RecordKind.REPORT: {
        "publisher": FieldType.TEXT,
        "author": FieldType.TEXT,
        "medium": FieldType.TEXT,
        "published": FieldType.DATE,
        "incident": FieldType.REFERENCES,
        "language": FieldType.TEXT,
        "title": FieldType.TEXT,
        "text": FieldType.TEXT,
        "translation": FieldType.TEXT,
        "repeats": FieldType.REFERENCE,
        "relation": FieldType.DERIVATION,
        "team": FieldType.TEXT,
        "pictures": FieldType.TEXTS,
        "killed": FieldType.COUNT,
        "killed_max": FieldType.COUNT,
        "injured": FieldType.COUNT,
        "injured_max": FieldType.COUNT,
        **_PLACE,
        **_LINKS,
        "note": FieldType.TEXT,
    },
    RecordKind.STRIKE: {
        "actors": FieldType.ACTORS,
        "happened": FieldType.DATE,
        "happened_until": FieldType.DATE,
        **_PLACE,
        "incident": FieldType.REFERENCE,
        "strikes": FieldType.COUNT,
        "munitions": FieldType.COUNT,
        "munition": FieldType.TEXT,
        "target": FieldType.TEXT,
        "text": FieldType.TEXT,
        **_LINKS,
        "note": FieldType.TEXT,
    },
    RecordKind.DAMAGE: {
        **_PLACE,
        "structure": FieldType.TEXT,
        "damage": FieldType.TEXT,
        "seen": FieldType.DATE,
        "unharmed": FieldType.DATE,
        "incident": FieldType.REFERENCE,
        **_LINKS,
        "note": FieldType.TEXT,
    },
    RecordKind.LEDGER_MONTH: {
        "actor": FieldType.TEXT,
        "month": FieldType.DATE,
        "carried": FieldType.COUNT,
        "received": FieldType.COUNT,
        "reopened": FieldType.COUNT,
        "completed": FieldType.COUNT,
        "credible": FieldType.COUNT,
        "non_credible": FieldType.COUNT,
        "duplicates": FieldType.COUNT,
        "open_after": FieldType.COUNT,
        "deaths": FieldType.COUNT,
        "cumulative_deaths": FieldType.COUNT,
        **_LINKS,
        "note": FieldType.TEXT,
    },
    RecordKind.SITE: {
        "code": FieldType.TEXT,
        "found_in": FieldType.RECOVERY_CONTEXT,
        **_PLACE,
        "state": FieldType.SITE_GO_STATE,
        "team": FieldType.TEXT,
        "machinery": FieldType.TEXT,
        "opened": FieldType.DATE,
        "closed": FieldType.DATE,
        "expected": FieldType.COUNT,
        "recovered_count": FieldType.COUNT,
        "families": FieldType.TEXTS,
        "incident": FieldType.REFERENCE,
        **_LINKS,
        "note": FieldType.TEXT,
    },
}
"""The fields of each kind of record."""
