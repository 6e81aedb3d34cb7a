"""How the text of a cell becomes a value: the types that a field of a record can have."""

from enum import StrEnum


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
    ELEMENTS = "elements"
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
    INVOLVEMENT = "involvement"
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
