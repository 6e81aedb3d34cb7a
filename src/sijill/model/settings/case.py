"""A case: what is asked, of which place and time, about which parties.

``case.toml`` in the case folder. Its text goes into the ledger, because the scope of a number is a
decision like any other.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from sijill.model.codes import EvidenceGrade
from sijill.model.settings.source_mapping import InsidePlace, Period, Strict
from sijill.model.values.dates import UNKNOWN_DATE
from sijill.model.values.quantities import Scope, Unit

ActorId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]{0,47}$")]


class Actor(Strict):
    """A party, and the words by which the lists call it (compared without regard to case).

    ``partners`` are the ids of parties that acted together with it, said once on either side. An
    incident that names partners names one side, so its grade is not suggested as contested.
    """

    id: ActorId
    name: str
    name_ar: str = ""
    aliases: tuple[str, ...] = ()
    partners: tuple[ActorId, ...] = ()

    def is_called(self, words: str) -> bool:
        """Whether a list's words mean this party."""
        return words.strip().casefold() in {
            name.casefold() for name in (self.id, self.name, self.name_ar, *self.aliases) if name
        }


class Comparison(Strict):
    """Whose acknowledgement is compared with what is documented, and which grades stand for it.

    The grades follow the publisher's own rule; Airwars publishes Fair + Confirmed. ``incidents`` is
    the source whose incidents are counted; it must be said where several lists hold incidents,
    because they describe the same events and are never added.
    """

    actor: ActorId
    incidents: str = ""
    grades: tuple[EvidenceGrade, ...] = (EvidenceGrade.CONFIRMED, EvidenceGrade.FAIR)


class Stratum(StrEnum):
    """A way of splitting people into groups that are estimated apart."""

    SEX = "sex"
    AGE_GROUP = "age_group"
    MONTH = "month"


RELINK_PERCENT = 5
RELINK_FROM = 20_000


class LinkageSettings(Strict):
    """Where scores of records of people become decisions, in per cent of match probability.

    From ``same_percent`` records are joined; from ``review_percent`` to there a person should look.
    From 50 on 97 of a hundred joined pairs are one person in a simulated city of 50,000 records,
    and 88 of a hundred pairs that are one person are joined; where it is higher, fewer joined pairs
    are wrong, and more are missed. ``replicates`` is how many draws of the partition say how sure a
    count of persons is. ``relink_percent`` is the share of records that may have arrived, changed
    or gone since all were linked before all are linked anew; 0 links all at every build. Where it
    is not stated it is ``RELINK_PERCENT`` in registers of at least ``RELINK_FROM`` records, in
    which a whole linkage takes long and a few records more change little of what it learns, and 0
    in smaller ones. ``judgements_teach`` lets judgements change the scores of pairs that nobody
    judged, too (docs/linkage.md says what that gains and costs).
    """

    same_percent: int = Field(default=50, ge=50, le=100)
    review_percent: int = Field(default=20, ge=0, le=100)
    judgements_teach: bool = False
    replicates: int = Field(default=100, ge=20, le=1000)
    relink_percent: int | None = Field(default=None, ge=0, le=50)

    def relinked_percent(self, records: int) -> int:
        """The share that may have arrived in a register of so many records."""
        if self.relink_percent is not None:
            return self.relink_percent
        return RELINK_PERCENT if records >= RELINK_FROM else 0


class GroupingSettings(Strict):
    """Where scores of incidents become decisions, in per cent of the probability that two are one.

    From ``same_percent`` records are grouped; from ``review_percent`` a person should look.
    """

    same_percent: int = Field(default=65, ge=50, le=100)
    review_percent: int = Field(default=20, ge=0, le=100)


class EstimateSettings(Strict):
    """How the number on no list is estimated. ``strata`` splits the people before estimating."""

    strata: tuple[Stratum, ...] = ()
    seed: int = Field(default=2017, ge=0, le=2**53 - 1)
    replicates: int = Field(default=400, ge=100, le=10_000)


class DossierSettings(Strict):
    """How the dossier is written.

    Up to ``page_limit`` records each person, incident and record has a page of its own. A larger
    register is written as tables, figures and record files, which one page opens. Up to
    ``claim_limit`` claims are read sentence by sentence and tested; how many are not is said.
    """

    page_limit: int = Field(default=5_000, ge=0)
    claim_limit: int = Field(default=5_000, ge=0)


class SiteSettings(Strict):
    """How near to a hazard a site may be.

    A site nearer than ``safety_distance_m`` metres to a hazard that was not released is closed.
    """

    safety_distance_m: int = Field(default=50, ge=0, le=10_000)


class Boundaries(Strict):
    """A GeoJSON file of areas (neighbourhoods), for the map and for places that no record lies in.

    ``name`` and ``name_ar`` are the properties that hold an area's name.
    """

    file: InsidePlace
    name: str
    name_ar: str = ""


class Grading(Strict):
    """A codebook of grades of the case's own, in place of Airwars' scale.

    ``rule`` are tables with ``id``, ``grade``, ``says`` and conditions; the first that applies
    suggests the grade. Every grade that a person sets stores ``version``.
    """

    title: str
    version: str
    source: str = ""
    rule: tuple[dict[str, str | bool | int], ...]


class StatedBridge(Strict):
    """How a number in one unit becomes one in another, as somebody found out and can defend.

    ``lowest_permille`` to ``highest_permille`` of every thousand counted in ``from`` are what
    ``to`` counts, in the scope of the case. Without a bridge unlike units are not compared.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True
    )

    begins: Unit = Field(alias="from")
    ends: Unit = Field(alias="to")
    lowest_permille: int = Field(ge=0, le=1_000_000)
    highest_permille: int = Field(ge=0, le=1_000_000)
    reason: str = Field(min_length=1)
    source: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.lowest_permille > self.highest_permille:
            raise ValueError("lowest_permille is above highest_permille")
        return self


def check_address(ledger: str) -> str:
    """The address of a ledger on a server, as it may stand in a file.

    Raises:
        ValueError: if it is none, or holds a password; the sentence does not repeat it.
    """
    if not ledger.startswith(("postgresql://", "postgres://")):
        raise ValueError("a ledger is named as postgresql://user@host:5432/database")
    if "password" in ledger or (":" in ledger.partition("//")[2].rpartition("@")[0]):
        raise ValueError("no password may stand here; write it into ~/.pgpass")
    return ledger


class Case(Strict):
    """The content of ``case.toml``.

    ``data`` is the folder in which the sources' files are looked for, relative to the case.
    ``official_list`` is the source in which an authority itself lists the dead, one a row: remains
    are held against it.
    ``vault`` are public age keys to which files with protected columns are sealed.
    ``ledger`` is the address of a team's ledger on a PostgreSQL server; without it the ledger is
    the case's own file. The folder is copied and handed over, so no password may stand in it, and
    a device follows the address only if somebody confirmed it there (``sijill team join``).
    ``questions`` are what nobody has settled of the case, on the first page until taken out.
    ``linkage`` says from which score records are one person, ``incidents`` from which they are one
    incident: neither decides the other.
    """

    title: str
    title_ar: str = ""
    publisher: str = ""
    area: str = ""
    period: Period = UNKNOWN_DATE
    data: InsidePlace = "data"
    vault: tuple[str, ...] = ()
    ledger: str = ""
    actors: tuple[Actor, ...] = ()
    comparison: Comparison | None = None
    official_list: str = ""
    boundaries: Boundaries | None = None
    bridges: tuple[StatedBridge, ...] = ()
    grading: Grading | None = None
    linkage: LinkageSettings = LinkageSettings()
    incidents: GroupingSettings = GroupingSettings()
    estimate: EstimateSettings = EstimateSettings()
    dossier: DossierSettings = DossierSettings()
    sites: SiteSettings = SiteSettings()
    questions: tuple[str, ...] = ()

    @field_validator("ledger")
    @classmethod
    def _is_an_address_without_a_password(cls, ledger: str) -> str:
        return check_address(ledger) if ledger else ledger

    @model_validator(mode="after")
    def _knows_every_partner(self) -> Self:
        known = {actor.id for actor in self.actors}
        for actor in self.actors:
            for partner in actor.partners:
                if partner not in known or partner == actor.id:
                    raise ValueError(
                        f"partners of {actor.id!r} names {partner!r}, which is no other party of "
                        "this case: give the id of one"
                    )
        return self

    def side(self, actor: str) -> tuple[str, ...]:
        """The ids of a party and of all who acted with it, partners of partners included, sorted.

        A party that the case does not name stands alone.
        """
        side = {actor}
        while True:
            joined = {
                each
                for party in self.actors
                for each in (party.id, *party.partners)
                if side & {party.id, *party.partners}
            }
            if joined <= side:
                return tuple(sorted(side))
            side |= joined

    def actor(self, words: str) -> Actor | None:
        """The party that a list calls by these words, if the case names it."""
        return next((actor for actor in self.actors if actor.is_called(words)), None)

    @property
    def compared_party(self) -> Actor | None:
        """The party of the comparison; ``None`` where the case compares nobody."""
        compared = self.comparison.actor if self.comparison else None
        return next((actor for actor in self.actors if actor.id == compared), None)

    def id_of(self, words: str) -> str:
        """The id of a party by what a list calls it; the words, if the case does not name it."""
        actor = self.actor(words)
        return actor.id if actor else words

    def name_of(self, words: str) -> str:
        """The name of a party by its id or by what a list calls it; the words, if it is unknown."""
        actor = self.actor(words)
        return actor.name if actor else words

    @property
    def scope(self) -> Scope:
        """Place and period of the case."""
        return Scope(place=self.area, period=self.period)
