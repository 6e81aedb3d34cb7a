"""The codes that the program itself decides by, as enumerations.

Each enumeration is one vocabulary under ``sijill/model/vocabulary``; there stand the meaning, the
labels in English and Arabic and the source of every code, and a test holds the two together.
"""

from enum import StrEnum

from sijill.model.recovery_codes import MethodClass


class Sex(StrEnum):
    """Sex as recorded (vocabulary ``sex``)."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"
    UNDETERMINED = "undetermined"
    UNKNOWN = "unknown"


class Harm(StrEnum):
    """What happened to the person (vocabulary ``harm``)."""

    KILLED = "killed"
    DIED_OF_WOUNDS = "died_of_wounds"
    INJURED = "injured"
    MISSING_PRESUMED_DEAD = "missing_presumed_dead"
    MISSING = "missing"
    SURVIVED_TRAPPED = "survived_trapped"
    DETAINED = "detained"
    ALIVE = "alive"
    UNKNOWN = "unknown"

    @property
    def is_death(self) -> bool:
        """Whether the code says that the person died."""
        return self in DEATHS


DEATHS = frozenset({Harm.KILLED, Harm.DIED_OF_WOUNDS})
"""The codes of harm that say that the person died."""


class CivilianStatus(StrEnum):
    """Civilian or not, as the source states it (vocabulary ``civilian_status``)."""

    CIVILIAN = "civilian"
    CIVILIAN_PRESUMED = "civilian_presumed"
    PROTECTED_MEDICAL = "protected_medical"
    PROTECTED_RELIGIOUS = "protected_religious"
    HORS_DE_COMBAT = "hors_de_combat"
    COMBATANT = "combatant"
    DIRECT_PARTICIPATION = "direct_participation"
    CIVILIAN_WITH_MILITARY_ROLE = "civilian_with_military_role"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class VictimCategory(StrEnum):
    """Groups counted apart, several for one person (vocabulary ``victim_category``)."""

    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"
    ELDER = "elder"
    PREGNANT = "pregnant"
    DISABILITY = "disability"
    JOURNALIST = "journalist"
    HEALTH_WORKER = "health_worker"
    AID_WORKER = "aid_worker"
    RIGHTS_DEFENDER = "rights_defender"
    TRADE_UNIONIST = "trade_unionist"
    TEACHER = "teacher"
    CIVIL_DEFENCE = "civil_defence"
    RELIGIOUS_PERSON = "religious_person"
    IDP = "idp"
    REFUGEE = "refugee"
    ENTIRE_FAMILY_KILLED = "entire_family_killed"
    OTHER_PROTECTED = "other_protected"


class CauseOfDeath(StrEnum):
    """The eleven causes of death of SDG 16.1.2 (vocabulary ``cause_of_death``)."""

    HEAVY_WEAPONS_EXPLOSIVE_MUNITIONS = "heavy_weapons_explosive_munitions"
    PLANTED_EXPLOSIVES_UXO = "planted_explosives_uxo"
    SMALL_ARMS_LIGHT_WEAPONS = "small_arms_light_weapons"
    INCENDIARY = "incendiary"
    CBRN = "cbrn"
    ELECTROMAGNETIC = "electromagnetic"
    LESS_LETHAL = "less_lethal"
    DENIAL_OF_INDISPENSABLE_OBJECTS = "denial_of_indispensable_objects"
    CONFLICT_RELATED_ACCIDENT = "conflict_related_accident"
    OBJECTS_AND_OTHER_MEANS = "objects_and_other_means"
    UNKNOWN = "unknown"


class EvidenceGrade(StrEnum):
    """How well an incident is evidenced (vocabulary ``evidence_grade``)."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    NO_HARM_REPORTED = "no_harm_reported"
    UNGRADED = "ungraded"


class StrikeStatus(StrEnum):
    """How well it is known that an action took place (vocabulary ``strike_status``)."""

    DECLARED = "declared"
    LIKELY = "likely"
    CONTESTED = "contested"
    SINGLE_SOURCE = "single_source"
    NONE_KNOWN = "none_known"


class OfficialPosition(StrEnum):
    """What an authority says of an allegation (vocabulary ``official_position``)."""

    NO_STATEMENT = "no_statement"
    NOT_YET_ASSESSED = "not_yet_assessed"
    OPEN = "open"
    CREDIBLE = "credible"
    NON_CREDIBLE = "non_credible"
    DUPLICATE = "duplicate"
    CLOSED_NO_FINDING = "closed_no_finding"
    REOPENED = "reopened"
    ACKNOWLEDGED_NO_RESPONSIBILITY = "acknowledged_no_responsibility"
    DENIED_ACT = "denied_act"
    ACKNOWLEDGED_OTHER_EXPLANATION = "acknowledged_other_explanation"
    ACCEPTED_RESPONSIBILITY = "accepted_responsibility"
    WITHDRAWN = "withdrawn"


class OfficialReason(StrEnum):
    """The reason an authority prints (vocabulary ``official_reason``)."""

    NO_STRIKE_THAT_DAY_AREA = "no_strike_that_day_area"
    NO_STRIKE_MATCHING = "no_strike_matching"
    INSUFFICIENT_LOCATION = "insufficient_location"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    TOO_MANY_STRIKES = "too_many_strikes"
    VIDEO_NO_CIVILIANS = "video_no_civilians"
    TARGET_VALID_ONLY_COMBATANTS = "target_valid_only_combatants"
    DUPLICATE_OF = "duplicate_of"
    DATE_CORRECTION = "date_correction"
    LOCATION_UNRECOGNISED = "location_unrecognised"
    NOT_OURS_OTHER_ACTOR = "not_ours_other_actor"
    PARTNER_STRIKE = "partner_strike"
    OTHER = "other"
    NONE_GIVEN = "none_given"


class IdentificationStatus(StrEnum):
    """How far remains are identified (vocabulary ``id_status``)."""

    UNIDENTIFIED = "unidentified"
    HYPOTHESIS = "hypothesis"
    PRELIMINARY = "preliminary"
    IDENTIFIED = "identified"
    CONFIRMED_BOARD = "confirmed_board"
    CONTESTED = "contested"
    EXCLUDED = "excluded"
    HANDED_OVER = "handed_over"
    REBURIED_KNOWN_GRAVE = "reburied_known_grave"
    REBURIED_UNKNOWN = "reburied_unknown"


class IdentificationMethod(StrEnum):
    """By what an identity was established (vocabulary ``id_method``)."""

    FRICTION_RIDGE = "friction_ridge"
    DENTAL = "dental"
    DNA = "dna"
    MEDICAL_IMPLANT = "medical_implant"
    ANTHROPOLOGICAL = "anthropological"
    DOCUMENTS_ON_BODY = "documents_on_body"
    PERSONAL_EFFECTS = "personal_effects"
    VISUAL_BY_KIN = "visual_by_kin"
    PHOTO_RECOGNITION = "photo_recognition"
    CIRCUMSTANTIAL = "circumstantial"
    COMBINED = "combined"
    ADMINISTRATIVE = "administrative"

    @property
    def bearing(self) -> MethodClass:
        """How much it bears alone; *combined* is what its methods are (INTERPOL DVI Guide)."""
        if self in (
            IdentificationMethod.FRICTION_RIDGE,
            IdentificationMethod.DENTAL,
            IdentificationMethod.DNA,
        ):
            return MethodClass.PRIMARY
        if self in (IdentificationMethod.VISUAL_BY_KIN, IdentificationMethod.PHOTO_RECOGNITION):
            return MethodClass.VISUAL
        return MethodClass.SECONDARY


class HazardStatus(StrEnum):
    """What has been done about it (vocabulary ``hazard_status``)."""

    REPORTED = "reported"
    SPOT_TASK_PENDING = "spot_task_pending"
    SHA = "sha"
    CHA = "cha"
    CANCELLED = "cancelled"
    REDUCED = "reduced"
    CLEARED = "cleared"
    HANDED_OVER = "handed_over"
    RESIDUAL = "residual"

    @property
    def is_released(self) -> bool:
        """Whether the land was released (IMAS 07.11: cancelled, or cleared and handed over)."""
        return self in (HazardStatus.CANCELLED, HazardStatus.CLEARED, HazardStatus.HANDED_OVER)


class SiteState(StrEnum):
    """Whether a team may dig at a site (vocabulary ``site_go_state``)."""

    NOT_ASSESSED = "not_assessed"
    NO_GO = "no_go"
    RESTRICTED = "restricted"
    GO = "go"
    COMPLETED_CLEAR = "completed_clear"
    DECEASED_ONLY = "deceased_only"
    SUSPENDED = "suspended"


class LinkDecision(StrEnum):
    """What a person decided about two records (vocabulary ``link_decision``)."""

    SAME = "same"
    DIFFERENT = "different"
    POSSIBLY_SAME = "possibly_same"
    UNSURE = "unsure"
    NOT_REVIEWED = "not_reviewed"


class CorrectionKind(StrEnum):
    """What a correction corrects (vocabulary ``correction_kind``)."""

    NAME = "name"
    AGE = "age"
    SEX = "sex"
    STATUS = "status"
    PLACE = "place"
    DATE = "date"
    DUPLICATE = "duplicate"
    NOT_DEAD = "not_dead"
    ATTRIBUTION = "attribution"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    REMOVAL_REQUEST_FAMILY = "removal_request_family"
    ERROR_OF_RECORDER = "error_of_recorder"


class ConsentUse(StrEnum):
    """What consent is asked for (vocabulary ``consent_use``)."""

    INTERNAL_CASE = "internal_case"
    STATISTICS = "statistics"
    PUBLISH = "publish"
    ADVOCACY = "advocacy"
    UN_SUBMISSION = "un_submission"
    NATIONAL_COURT = "national_court"
    INTERNATIONAL_COURT = "international_court"
    SHARE_WITH_ORGANISATION = "share_with_organisation"
    FAMILY_TRACING = "family_tracing"
    DNA = "dna"


class ConsentState(StrEnum):
    """What was answered (vocabulary ``consent_state``)."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"
    PROXY = "proxy"
    EXPIRED = "expired"

    @property
    def permits(self) -> bool:
        """Whether the use is allowed; everything else means no."""
        return self in (ConsentState.GIVEN, ConsentState.PROXY)


class ConsentIdentity(StrEnum):
    """In what form the person may appear (vocabulary ``consent_identity``)."""

    NAMED = "named"
    PSEUDONYM = "pseudonym"
    ANONYMOUS = "anonymous"
    VOICE_FACE_ALTERED = "voice_face_altered"


class ConsentForm(StrEnum):
    """How the consent was recorded (vocabulary ``consent_how``)."""

    WRITTEN = "written"
    RECORDED = "recorded"
    WITNESSED_ORAL = "witnessed_oral"


class CustodyAction(StrEnum):
    """What was done with a piece of evidence (vocabulary ``custody_action``)."""

    CAPTURED = "captured"
    RECEIVED = "received"
    INGESTED = "ingested"
    HASHED = "hashed"
    TIMESTAMPED = "timestamped"
    COPIED = "copied"
    WORKING_COPY_MADE = "working_copy_made"
    TRANSFERRED = "transferred"
    VIEWED = "viewed"
    EXPORTED = "exported"
    REDACTED_COPY_MADE = "redacted_copy_made"
    VERIFIED_FIXITY = "verified_fixity"
    FIXITY_FAILED = "fixity_failed"
    SEALED = "sealed"
    UNSEALED = "unsealed"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    QUARANTINED = "quarantined"
    LEGAL_HOLD = "legal_hold"


class ClaimVerdict(StrEnum):
    """What the register says about a claim (vocabulary ``claim_verdict``)."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    NOT_SUPPORTED = "not_supported"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE_NOW = "unverifiable_now"
    NEEDS_REWORDING = "needs_rewording"
