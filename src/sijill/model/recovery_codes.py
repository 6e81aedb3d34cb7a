"""The codes of recovery, examination and mine action; like ``codes``, each is one vocabulary."""

from enum import StrEnum


class HazardObject(StrEnum):
    """What a line of a hazard list is about (vocabulary ``hazard_object``)."""

    AREA = "area"
    ACCIDENT = "accident"
    ORDNANCE = "ordnance"
    ACTIVITY = "activity"


class HazardType(StrEnum):
    """What may lie in the ground (vocabulary ``hazard_type``)."""

    AP_MINE = "ap_mine"
    AV_MINE = "av_mine"
    IMPROVISED_MINE = "improvised_mine"
    BOOBY_TRAP = "booby_trap"
    IED = "ied"
    SUBMUNITION = "submunition"
    UXO = "uxo"
    AXO = "axo"
    SUICIDE_BELT = "suicide_belt"
    CHEMICAL = "chemical"
    STRUCTURAL_COLLAPSE = "structural_collapse"
    BIOHAZARD = "biohazard"
    HOSTILITIES = "hostilities"
    UNKNOWN = "unknown"


class RecoveryContext(StrEnum):
    """Where remains were found (vocabulary ``recovery_context``)."""

    RUBBLE = "rubble"
    STREET = "street"
    COURTYARD_GRAVE = "courtyard_grave"
    GARDEN_PARK_GRAVE = "garden_park_grave"
    MEDIAN_STRIP = "median_strip"
    MASS_GRAVE = "mass_grave"
    CEMETERY = "cemetery"
    RIVER = "river"
    VEHICLE = "vehicle"
    HOSPITAL_MORGUE = "hospital_morgue"
    SURFACE = "surface"
    OTHER = "other"


class ApparentCause(StrEnum):
    """What shows on a body (vocabulary ``apparent_cause``)."""

    BLAST = "blast"
    CRUSH = "crush"
    BURN = "burn"
    FRAGMENTATION = "fragmentation"
    GUNSHOT = "gunshot"
    EXECUTION_SIGNS = "execution_signs"
    ASPHYXIA = "asphyxia"
    DISEASE = "disease"
    UNDETERMINED = "undetermined"


class Completeness(StrEnum):
    """How much of one person a set of remains holds: codes of ``remains_condition``."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    BODY_PART = "body_part"
    COMMINGLED = "commingled"


class ExaminationItem(StrEnum):
    """A part of the examination of remains (vocabulary ``exam_item``)."""

    PHOTO = "photo"
    EFFECTS = "effects"
    RADIOLOGY = "radiology"
    FINGERPRINT = "fingerprint"
    DENTAL = "dental"
    ANTHROPOLOGY = "anthropology"
    PATHOLOGY = "pathology"
    DNA_SAMPLE = "dna_sample"


class ExaminationState(StrEnum):
    """How far a part of the examination is (vocabulary ``exam_state``)."""

    NOT_STARTED = "not_started"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    NOT_APPLICABLE = "not_applicable"
    NOT_POSSIBLE = "not_possible"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do: it was done, or cannot be or need not be."""
        return self in (
            ExaminationState.COMPLETED,
            ExaminationState.NOT_APPLICABLE,
            ExaminationState.NOT_POSSIBLE,
        )


class MethodClass(StrEnum):
    """How much a method of identification bears alone (vocabulary ``id_method_class``)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    VISUAL = "visual"
