"""The values of one row as a record of its kind."""

from collections.abc import Callable

from sijill.model.codes import (
    CauseOfDeath,
    CivilianStatus,
    EvidenceGrade,
    Harm,
    IdentificationStatus,
    OfficialPosition,
    OfficialReason,
    Sex,
    StrikeStatus,
    VictimCategory,
)
from sijill.model.records.fields import PERSONAL
from sijill.model.records.record import (
    CountRecord,
    DeterminationRecord,
    Group,
    Head,
    IncidentRecord,
    PersonRecord,
    Record,
    RecordKind,
    RemainsRecord,
)
from sijill.model.values.ages import AgeInterval, age_on
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.names import UNNAMED, PersonName
from sijill.model.values.personal import NO_DETAILS, IdentityNumber, PersonalDetails
from sijill.model.values.quantities import Unit
from sijill.sources.records.builders.context import (
    build_damage,
    build_ledger_month,
    build_letter,
    build_report,
    build_strike,
)
from sijill.sources.records.builders.field_work import build_hazard, build_site, recovery_details
from sijill.sources.records.builders.testimony import build_testimony
from sijill.sources.records.cells import RowValues
from sijill.sources.records.joined_fields import ends_of, place_of, until


def build_record(kind: RecordKind, head: Head, values: RowValues) -> Record:
    """The record that a row's values make."""
    return _BUILDERS[kind](head, values)


def _age(values: RowValues, died: DateInterval = UNKNOWN_DATE) -> AgeInterval:
    """The stated age, else that which birth and death give.

    The age group narrows or replaces it, and yields where they contradict.
    """
    stated, group = values.age("age"), values.age("age_group")
    if not stated.is_known:
        stated = age_on(values.date("date_of_birth"), died)
    if not stated.is_known:
        return group
    return stated.narrowed_by(group) or stated


def _names(values: RowValues) -> tuple[PersonName, ...]:
    """The names that say something, the main one first."""
    names = values.names("name", "other_name")
    return tuple(name for name in names if name.written) or names[:1] or (UNNAMED,)


def _single_name(values: RowValues, field: str) -> PersonName:
    return next((name for name in values.names(field) if name.written), UNNAMED)


def _personal(values: RowValues) -> PersonalDetails:
    if PERSONAL.keys().isdisjoint(values.texts):
        return NO_DETAILS
    kind, issuer = values.text("identity_kind"), values.text("identity_issuer")
    return PersonalDetails(
        date_of_birth=values.date("date_of_birth"),
        identity_numbers=tuple(
            IdentityNumber(number, kind, issuer) for number in values.texts_of("identity_number")
        ),
        father_name=_single_name(values, "father_name"),
        mother_name=_single_name(values, "mother_name"),
        family_name=_single_name(values, "family_name"),
        family_group=values.text("family_group"),
        kin=values.text("kin"),
        nationality=values.text("nationality"),
        documents=values.texts_of("document_number"),
        occupation=values.text("occupation"),
        categories=tuple(VictimCategory(code) for code in values.texts_of("category")),
        stature=values.stature("stature"),
        marks=values.texts_of("marks"),
        dental=values.texts_of("dental"),
        clothing=values.texts_of("clothing"),
        effects=values.texts_of("effects"),
    )


def _link(head: Head) -> str:
    return next(iter(head.links), "")


def _cause_of_death(values: RowValues) -> CauseOfDeath:
    return values.code("cause_of_death", CauseOfDeath, CauseOfDeath.UNKNOWN)


def _range(values: RowValues, name: str) -> CountRange:
    """A range from the two columns of a field's minimum and maximum."""
    return ends_of(values, f"{name}_min", f"{name}_max")


def _harm(values: RowValues, harm: str) -> dict[Group, CountRange]:
    found = values.by_field
    ranges = {
        group: ends_of(values, least, most)
        for group, least, most in _ENDS[harm]
        if least in found or most in found
    }
    return {group: count for group, count in ranges.items() if count.is_known}


_ENDS = {
    harm: tuple((group, f"{group}_{harm}_min", f"{group}_{harm}_max") for group in Group)
    for harm in ("killed", "injured")
}
"""The fields of the minimum and the maximum of each group that was harmed."""


def _person(head: Head, values: RowValues) -> PersonRecord:
    died = until(values.date("died"), values.date("died_until"))
    return PersonRecord(
        head,
        written_names=_names(values),
        sex=values.code("sex", Sex, Sex.UNKNOWN),
        age=_age(values, died),
        harm=values.code("harm", Harm, Harm.UNKNOWN),
        died=died,
        place=place_of(values),
        civilian_status=values.code("civilian_status", CivilianStatus, CivilianStatus.UNKNOWN),
        actors=values.texts_of("actors"),
        incident=values.text("incident"),
        cause=values.text("cause"),
        note=values.text("note"),
        personal=_personal(values),
        cause_of_death=_cause_of_death(values),
        time_of_day=values.time("time_of_day"),
        status_said_by=values.text("status_said_by"),
        last_seen=values.date("last_seen"),
        site=values.text("site"),
        may_publish=values.answer("may_publish"),
        doubt=values.doubt,
    )


def _remains(head: Head, values: RowValues) -> RemainsRecord:
    return RemainsRecord(
        head,
        code=values.text("code"),
        written_names=_names(values),
        sex=values.code("sex", Sex, Sex.UNKNOWN),
        age=_age(values),
        recovered=values.date("recovered"),
        died=values.date("died"),
        found_at=place_of(values),
        identification=values.code(
            "identification", IdentificationStatus, IdentificationStatus.UNIDENTIFIED
        ),
        identified_by=values.text("identified_by"),
        buried_at=values.text("buried_at"),
        cause=values.text("cause"),
        note=values.text("note"),
        personal=_personal(values),
        cause_of_death=_cause_of_death(values),
        incident=values.text("incident"),
        recovery=recovery_details(values),
        may_publish=values.answer("may_publish"),
        doubt=values.doubt,
    )


def _incident(head: Head, values: RowValues) -> IncidentRecord:
    return IncidentRecord(
        head,
        code=values.text("code"),
        happened=until(values.date("happened"), values.date("happened_until")),
        place=place_of(values),
        actors=values.texts_of("actors"),
        grade=values.code("grade", EvidenceGrade, EvidenceGrade.UNGRADED),
        killed=_harm(values, "killed"),
        injured=_harm(values, "injured"),
        missing=ends_of(values, "people_missing_min", "people_missing_max"),
        link=_link(head),
        note=values.text("note"),
        time_of_day=values.time("time_of_day"),
        cause_of_death=_cause_of_death(values),
        strike_status=_strike_status(values),
        munition=values.text("munition"),
        is_status_contested=values.yes("status_contested"),
        is_harm_reported=values.answer("harm_reported"),
        involvement=values.texts_of("involvement"),
        doubt=values.doubt if values.doubt and values.doubt.takes_row_back else None,
    )


def _strike_status(values: RowValues) -> StrikeStatus | None:
    status = values.by_field.get("strike_status")
    return StrikeStatus(str(status)) if status is not None else None


def _determination(head: Head, values: RowValues) -> DeterminationRecord:
    reasons = values.codes("reason", OfficialReason)
    return DeterminationRecord(
        head,
        actor=next(iter(values.texts_of("actor")), ""),
        incident=values.text("incident"),
        codes=tuple(values.text("codes").split()),
        position=values.code("position", OfficialPosition, OfficialPosition.NO_STATEMENT),
        reason=reasons[0] if reasons else OfficialReason.NONE_GIVEN,
        other_reasons=reasons[1:],
        deaths=_range(values, "deaths"),
        injuries=_range(values, "injuries"),
        happened=values.date("happened"),
        issued=values.date("issued"),
        place=place_of(values),
        channel=values.text("channel"),
        text=values.text("text"),
        link=_link(head),
        section=values.text("section"),
        around=values.text("around"),
    )


def _count(head: Head, values: RowValues) -> CountRecord:
    unit = values.text("unit")
    return CountRecord(
        head,
        value=ends_of(values, "value", "value_max"),
        unit=values.code("unit", Unit, Unit.DEATHS) if unit in list(Unit) else None,
        said_by=values.text("said_by"),
        said_on=values.date("said_on"),
        about=_period_of(values),
        place=place_of(values),
        actor=next(iter(values.texts_of("actor")), ""),
        sentence=values.text("sentence"),
        repeats=values.text("repeats"),
        link=_link(head),
    )


def _period_of(values: RowValues) -> DateInterval:
    """The period of a number; a running total has no known beginning."""
    end = values.date("up_to")
    return DateInterval.before(end.latest) if end.latest else values.date("about")


_BUILDERS: dict[RecordKind, Callable[[Head, RowValues], Record]] = {
    RecordKind.PERSON: _person,
    RecordKind.REMAINS: _remains,
    RecordKind.INCIDENT: _incident,
    RecordKind.DETERMINATION: _determination,
    RecordKind.COUNT: _count,
    RecordKind.TESTIMONY: build_testimony,
    RecordKind.HAZARD: build_hazard,
    RecordKind.REPORT: build_report,
    RecordKind.STRIKE: build_strike,
    RecordKind.DAMAGE: build_damage,
    RecordKind.LEDGER_MONTH: build_ledger_month,
    RecordKind.LETTER: build_letter,
    RecordKind.SITE: build_site,
}
