"""Who keeps the lists of a case, and which figures are counted from one keeper's lists alone.

A claim that somebody counted so many is tested against that somebody's lists, not against the
counts of the case, which may come from other lists or from several.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sijill.claims.sentences.attribution.recorders import Recorder
from sijill.claims.sentences.words import claim_words, phrase_of
from sijill.claims.source_names import names_of_source, source_key
from sijill.figures.figure import Figure
from sijill.model.records.record import RecordKind
from sijill.model.results.claims import ClaimParts, DatedCount, ListKeeper, Measure
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.quantities import Refusal

Mappings = Mapping[str, SourceMapping]

_LISTS = {
    RecordKind.INCIDENT: "documented.",
    RecordKind.PERSON: "persons.",
    RecordKind.REMAINS: "remains.",
    RecordKind.STRIKE: "strikes.",
    RecordKind.DAMAGE: "damage.",
}
"""Kinds of lists, and how the names of figures begin that count the only list of a kind."""


def list_keepers(
    case: Case, mappings: Mappings, figures: Mapping[str, Figure], tested: Sequence[str]
) -> tuple[ListKeeper, ...]:
    """Who keeps the lists of the case, with the figures that are counted from these alone.

    Args:
        case: names the parties, whose own lists are none, and the list that is counted.
        mappings: of the lists, by id.
        figures: all figures by name.
        tested: the names of those that claims are tested against, the one that decides first.
    """
    names: dict[str, list[str]] = {}
    for publisher, source in _published(case, mappings):
        names.setdefault(publisher, []).extend(_counted_from(source, case, mappings, tested))
    return tuple(
        ListKeeper(
            publisher,
            tuple(measure_of(figures[name], is_floor=False) for name in counted if name in figures),
        )
        for publisher, counted in sorted(names.items())
    )


_FEWEST = 3
"""Letters of initials by which a keeper may be called: VDC."""


def recorders_of(case: Case, mappings: Mappings) -> tuple[Recorder, ...]:
    """Who keeps the lists of a case, and the names by which a sentence may call them.

    These are the publisher, without "in" and a country behind it, its initials, the title of a
    list up to its colon, and the names under which ``sources.toml`` lists them. A word for families
    is nobody's name: "Families: people who are missing".
    """
    names: dict[str, set[str]] = {}
    for publisher, source in _published(case, mappings):
        title = mappings[source].title.partition(":")[0] or publisher
        short = publisher.partition(" in ")[0]
        initials = "".join(word[0] for word in short.split() if word[0].isupper())
        if phrase_of(title) in claim_words().no_count.families:
            title = publisher
        called = {publisher, short, title, initials if len(initials) >= _FEWEST else publisher}
        names.setdefault(publisher, set()).update(called, names_of_source(publisher))
    return tuple(Recorder(name, tuple(sorted(called))) for name, called in sorted(names.items()))


def with_keeper(parts: ClaimParts, recorders: Iterable[Recorder]) -> ClaimParts:
    """A number that a keeper of a list says itself is that keeper's count, and not the case's."""
    is_count = parts.layer is None or parts.layer.value.startswith("documented")
    if parts.counted_by or not parts.said_by or not is_count or parts.is_share:
        return parts
    said_by = source_key(parts.said_by)
    for recorder in recorders:
        if said_by in {source_key(name) for name in recorder.names}:
            return replace(parts, counted_by=recorder.name)
    return parts


def measure_of(figure: Figure, *, is_floor: bool, parts: tuple[DatedCount, ...] = ()) -> Measure:
    """A figure as what a claim is tested against."""
    if isinstance(figure.value, Refusal):
        return Measure(figure.name, figure.title, None, is_floor, figure.value)
    return Measure(figure.name, figure.title, figure.value, is_floor, None, parts)


def _published(case: Case, mappings: Mappings) -> Iterator[tuple[str, str]]:
    """Publisher and id of every list that counts, and is of no party of the case."""
    for source, mapping in sorted(mappings.items()):
        publisher = mapping.publisher
        if mapping.kind in _LISTS and publisher and case.actor(publisher) is None:
            yield publisher, source


def _counted_from(source: str, case: Case, mappings: Mappings, tested: Sequence[str]) -> list[str]:
    """The figures that are counted from one list alone."""
    kind = mappings[source].kind
    if kind is RecordKind.PERSON:
        return [f"persons.list.{source}"]
    alike = [other for other, mapping in mappings.items() if mapping.kind is kind]
    comparison = case.comparison
    chosen = comparison.incidents if comparison and kind is RecordKind.INCIDENT else ""
    if source != (chosen or (alike[0] if len(alike) == 1 else "")):
        return []
    return [name for name in tested if name.startswith(_LISTS[kind])]
