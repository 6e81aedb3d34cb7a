"""A figure: one number that may be printed, with everything needed to defend it.

It carries unit, layer, scope and range, the definition from the codebook, and the records that make
it up, each with what it contributes. Where there is no defensible number the figure is a refusal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sijill.model.settings.codebook import Codebook
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.model.values.dates import UNKNOWN_DATE
from sijill.model.values.quantities import Layer, Quantity, Refusal, Scope, Unit


class Section(StrEnum):
    """The parts of the dossier, in its order."""

    DOCUMENTED = "documented"
    ACKNOWLEDGED = "acknowledged"
    GAP = "gap"
    PERSONS = "persons"
    OVERLAP = "overlap"
    REMAINS = "remains"
    SITES = "sites"
    HAZARDS = "hazards"
    ESTIMATE = "estimate"
    STRIKES = "strikes"
    DAMAGE = "damage"
    CLAIMS = "claims"
    TESTIMONIES = "testimonies"
    REGISTER = "register"


class PartRole(StrEnum):
    """What is done with the number of a record that a figure rests on."""

    ADDED = "added"
    SUBTRACTED = "subtracted"
    WHOLE = "whole"
    """Of a share: what it is a share of."""
    SHARE = "share"

    @property
    def words(self) -> str:
        """What pages and commands say is done with the number."""
        return _ROLE_WORDS[self]


_ROLE_WORDS = {
    PartRole.ADDED: "added",
    PartRole.SUBTRACTED: "taken away",
    PartRole.WHOLE: "the whole",
    PartRole.SHARE: "the share of it",
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one record or person adds to a figure. ``subject`` is a record id or a person id.

    A contribution with an unknown range adds nothing and is counted in ``Figure.unknown``. Where
    ``role`` is not ``ADDED`` the number is not added: it is subtracted, or part of a share.
    """

    subject: str
    value: CountRange
    remark: str = ""
    role: PartRole = PartRole.ADDED


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that may be printed, or the refusal to print one."""

    name: str
    title: str
    title_ar: str
    definition: str
    value: Quantity | Refusal
    contributions: tuple[Contribution, ...] = ()
    unknown: int = 0
    signed: tuple[int, int] | None = None
    """The range of a difference, which may be negative; ``value`` then holds it cut off at zero."""

    @property
    def section(self) -> Section:
        """The part of the dossier it belongs to."""
        return Section(self.name.split(".")[0])


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes figures in the words of a codebook. ``words`` fill the braces of every definition.

    ``scope`` is what its figures are limited to: place, period and party, or less.
    """

    codebook: Codebook
    words: Mapping[str, str]
    scope: Scope

    def of_everybody(self) -> "Writer":
        """For figures of whoever did the harm: their scope names no party."""
        return replace(self, scope=replace(self.scope, actor=""))

    def of_any_time(self) -> "Writer":
        """For figures of whenever it happened: their scope names no period."""
        return replace(self, scope=replace(self.scope, period=UNKNOWN_DATE))

    def figure(
        self,
        name: str,
        value: Quantity | Refusal,
        contributions: Iterable[Contribution] = (),
        *,
        variant: str = "",
        words: Mapping[str, str] | None = None,
    ) -> Figure:
        """A figure.

        Args:
            name: the codebook's name.
            value: the quantity, or why there is none.
            contributions: the records or persons that make it up.
            variant: what is appended to the name where one definition serves several figures.
            words: further words for the braces.

        Raises:
            KeyError: if the codebook has no such figure, or a word is missing.
        """
        entry = self.codebook.figures[name]
        filled = {**self.words, **(words or {})}
        kept = tuple(contributions)
        return Figure(
            name=f"{name}.{variant}" if variant else name,
            title=entry.title.format_map(filled),
            title_ar=entry.title_ar.format_map(filled),
            definition=entry.definition.format_map(filled),
            value=value,
            contributions=kept,
            unknown=sum(not part.value.is_known for part in kept),
        )

    def sum(
        self,
        name: str,
        unit: Unit,
        layer: Layer,
        contributions: Iterable[Contribution],
        *,
        variant: str = "",
        words: Mapping[str, str] | None = None,
    ) -> Figure:
        """A figure whose range is the sum of its contributions' ranges, end by end.

        Where there is no contribution, or every one is unknown, the sum is unknown, not zero.
        """
        kept = tuple(contributions)
        added = total(part.value for part in kept)
        counted = {"unknown": str(added.unknown), "parts": str(added.parts), **(words or {})}
        value = Quantity(added.range if kept else UNKNOWN_COUNT, unit, layer, self.scope)
        return self.figure(name, value, kept, variant=variant, words=counted)

    def count(
        self,
        name: str,
        unit: Unit,
        layer: Layer,
        subjects: Iterable[str],
        *,
        variant: str = "",
        words: Mapping[str, str] | None = None,
    ) -> Figure:
        """A figure that counts records, each exactly once; 0 where there are none."""
        single = CountRange.exactly(1)
        parts = [Contribution(subject, single) for subject in subjects]
        return self.count_open(name, unit, layer, parts, variant=variant, words=words)

    def count_open(
        self,
        name: str,
        unit: Unit,
        layer: Layer,
        contributions: Iterable[Contribution],
        *,
        variant: str = "",
        words: Mapping[str, str] | None = None,
    ) -> Figure:
        """A figure that counts records, each as 1 or, where that is open, as 0 to 1; else 0."""
        parts = tuple(contributions)
        value = Quantity(total(part.value for part in parts).range, unit, layer, self.scope)
        return self.figure(name, value, parts, variant=variant, words=words)
