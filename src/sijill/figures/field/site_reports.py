"""Sites of a register: what the records and decisions in it say of each."""

from sijill.model.codes import Harm
from sijill.model.records.field_work import SiteRecord
from sijill.model.records.record import HazardRecord, PersonRecord, RemainsRecord
from sijill.model.results.sites import Site
from sijill.register.register import Register
from sijill.remains.hazards import OpenHazards
from sijill.remains.sites import SiteEvidence, assess_sites

MISSING = (Harm.MISSING, Harm.MISSING_PRESUMED_DEAD)


def unplaced_hazards(register: Register) -> tuple[str, ...]:
    """Hazards that were not released and have no position, so that no distance is known."""
    return OpenHazards(register.active(HazardRecord).values()).unplaced


def sites_of(register: Register) -> dict[str, Site]:
    """Every site, by id: the records of sites, and sites that a decision alone names.

    Somebody waits for whoever is missing and belongs to a site, until an identification that is at
    least preliminary says which remains are his or hers.
    """
    decisions = register.decisions
    return assess_sites(
        SiteEvidence(
            sites=register.active(SiteRecord),
            history=decisions.site_history,
            decided={
                site: decision
                for site, decision in decisions.sites.items()
                if site not in decisions.withdrawals
            },
            hazards=register.active(HazardRecord).values(),
            remains=register.active(RemainsRecord),
            missing={
                identity: record
                for identity, record in register.active(PersonRecord).items()
                if record.harm in MISSING
            },
            identified={
                identification.person
                for identification in decisions.identifications.values()
                if identification.joins
            },
        ),
        register.case.sites.safety_distance_m,
    )
