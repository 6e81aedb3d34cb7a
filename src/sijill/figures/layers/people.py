"""Distinct people across all lists, as intervals over draws of which records are one person."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from sijill.figures.analysis import People
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.model.codes import CivilianStatus, Harm, Sex
from sijill.model.records.record import IncidentRecord
from sijill.model.results.persons import Person
from sijill.model.results.replicates import interval
from sijill.model.settings.case import Case
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.quantities import Layer, Quantity, Unit

Test = Callable[[Person], bool | None]
"""Whether a person counts: True, False, or ``None`` where the records leave it open."""

CIVILIAN = (
    CivilianStatus.CIVILIAN,
    CivilianStatus.CIVILIAN_PRESUMED,
    CivilianStatus.PROTECTED_MEDICAL,
    CivilianStatus.PROTECTED_RELIGIOUS,
)
NOT_CIVILIAN = (
    CivilianStatus.COMBATANT,
    CivilianStatus.DIRECT_PARTICIPATION,
    CivilianStatus.CIVILIAN_WITH_MILITARY_ROLE,
)


_CERTAIN, _POSSIBLE = CountRange.exactly(1), CountRange(0, 1)


class PeopleGroup:
    """The people among whom figures count, in all draws of the partition.

    Some twenty figures count among the same people, and most people are the same in all draws. So
    those of the group are put in order once, and a test looks at each person once. What a person
    adds to a figure, 1 or 0–1, stands ready.

    Args:
        people: everybody.
        among: who is in the group, or may be.
        belongs: where given, ``None`` for those of whom it is not known.
    """

    def __init__(
        self, people: People, among: Callable[[Person], bool], belongs: "Test | None" = None
    ) -> None:
        is_doubted = belongs and any(
            among(person) and belongs(person) is None for person in people.working.values()
        )
        self._belongs = belongs if is_doubted else None
        self.is_known = bool(people.working)
        self._drawn = people.replicates.keep(among)
        settled = [person for person in people.working.values() if among(person)]
        self._settled = [
            (
                person,
                Contribution(person.id, _CERTAIN),
                Contribution(person.id, _POSSIBLE),
            )
            for person in _in_order(settled)
        ]

    def count(self, test: Test) -> tuple[CountRange, list[Contribution]]:
        """How many pass, and what each settled person adds; the parts are in order of name.

        The interval reaches from the lower end for those that pass for certain to the upper end for
        those that may pass.
        """
        if self._belongs is not None:
            test = both(self._belongs, test)
        parts = [
            certain if answer else possible
            for person, certain, possible in self._settled
            if (answer := test(person)) is not False
        ]
        answers = self._drawn.change(test)
        counted = interval(
            answers.count(lambda answer: answer is True),
            answers.count(lambda answer: answer is not False),
        )
        return counted, parts


def may_be_named_dead(person: Person) -> bool:
    """Whether a person is named and recorded dead, or named and nobody says what happened."""
    return person.is_named and (person.harm.is_death or person.harm is Harm.UNKNOWN)


def is_known_dead(person: Person) -> bool | None:
    """Recorded dead; ``None`` where no list says what happened, or a row's words are against it."""
    is_open = person.harm is Harm.UNKNOWN or (person.harm.is_death and person.doubt is not None)
    return None if is_open else person.is_dead


def is_child(person: Person) -> bool | None:
    """Under 18."""
    return person.age.is_child


def is_adult_of(sex: Sex) -> Test:
    """18 or older and of one sex."""

    def test(person: Person) -> bool | None:
        if person.age.is_child or person.sex not in (sex, Sex.UNKNOWN):
            return False
        return None if person.age.is_child is None or person.sex is Sex.UNKNOWN else True

    return test


def is_civilian(person: Person) -> bool | None:
    """Recorded or presumed civilian."""
    if person.civilian_status in CIVILIAN:
        return True
    return False if person.civilian_status in NOT_CIVILIAN else None


def is_combatant(person: Person) -> bool | None:
    """Recorded as not civilian."""
    return (
        None
        if person.civilian_status is CivilianStatus.CONTESTED
        else person.civilian_status in NOT_CIVILIAN
    )


def died_within(case: Case) -> Test:
    """Died in the case's period; where it states none, nobody is outside it."""

    def test(person: Person) -> bool | None:
        if not case.period.is_known or person.died.lies_within(case.period):
            return True
        return None if person.died.overlaps(case.period) else False

    return test


def killed_by(actor: str, case: Case, incidents: Mapping[str, IncidentRecord]) -> Test:
    """A list, or the person's incident, names the party as suspected or known."""

    def test(person: Person) -> bool | None:
        words = [*person.actors]
        words += [
            name for key in person.incidents if key in incidents for name in incidents[key].actors
        ]
        return any(party is not None and party.id == actor for party in map(case.actor, words))

    return test


def tied_to_none(incidents: Collection[str]) -> Test:
    """No list ties the person to an incident on record."""

    def test(person: Person) -> bool | None:
        return not any(key in incidents for key in person.incidents)

    return test


def both(*tests: Test) -> Test:
    """All tests together: False as soon as one is, True if all are."""

    def test(person: Person) -> bool | None:
        answers = [single_test(person) for single_test in tests]
        if False in answers:
            return False
        return None if None in answers else True

    return test


def people_figures(
    writer: Writer,
    people: People,
    dead: PeopleGroup,
    case: Case,
    incidents: Mapping[str, IncidentRecord],
) -> list[Figure]:
    """Named dead, and who they were; ``dead`` are the named dead among ``people``."""
    within = died_within(case)
    on_record = writer.of_everybody().of_any_time()
    status = _states_status(people)
    figures = [
        count_people(on_record, "persons.named", dead),
        count_people(writer.of_everybody(), "persons.named.period", dead, within),
    ]
    if incidents:
        figures.append(
            count_people(on_record, "persons.named.untied", dead, tied_to_none(incidents))
        )
    if case.comparison is not None:
        by_actor = both(within, killed_by(case.comparison.actor, case, incidents))
        figures.append(count_people(writer, "persons.named.actor", dead, by_actor))
    tests: tuple[tuple[str, Test], ...] = (
        ("persons.children", is_child),
        ("persons.women", is_adult_of(Sex.FEMALE)),
        ("persons.men", is_adult_of(Sex.MALE)),
        ("persons.civilians", is_civilian),
        ("persons.combatants", is_combatant if status else lambda _: None),
    )
    figures += [count_people(on_record, name, dead, test) for name, test in tests]
    figures += _not_killed(on_record, people)
    doubted = [
        person.id
        for person in people.working.values()
        if person.harm.is_death and person.doubt is not None
    ]
    if doubted:
        layer = Layer.DOCUMENTED_PERSON
        figures.append(on_record.count("persons.doubted", Unit.PERSONS, layer, sorted(doubted)))
    return figures


def _states_status(people: People) -> bool:
    """Whether any list says of anybody whether they were civilian."""
    return any(
        person.civilian_status is not CivilianStatus.UNKNOWN for person in people.working.values()
    )


def _not_killed(writer: Writer, people: People) -> list[Figure]:
    """Named injured and missing; unknown where no list records any, for none may have looked."""
    layer = Layer.DOCUMENTED_PERSON
    figures: list[Figure] = []
    for name, harms in _NOT_KILLED.items():
        group = PeopleGroup(people, partial(_is_named_as, harms))
        figure = count_people(writer, name, group)
        if not figure.contributions:
            unknown = Quantity(UNKNOWN_COUNT, Unit.NAMED_VICTIMS, layer, writer.scope)
            figure = writer.figure(name, unknown)
        figures.append(figure)
    return figures


_NOT_KILLED = {
    "persons.injured": (Harm.INJURED,),
    "persons.missing": (Harm.MISSING, Harm.MISSING_PRESUMED_DEAD),
}


def _is_named_as(harms: tuple[Harm, ...], person: Person) -> bool:
    return person.is_named and person.harm in harms


def count_people(
    writer: Writer,
    name: str,
    group: PeopleGroup,
    test: Test = lambda _: True,
    **words: str,
) -> Figure:
    """How many people of a group pass a test, as an interval over the draws of the partition.

    The contributions are the people of the settled partition, 1 where certain, 0–1 where open.
    Where no list holds people the number is unknown.
    """
    counted, parts = group.count(test)
    value = Quantity(
        counted if group.is_known else UNKNOWN_COUNT,
        Unit.NAMED_VICTIMS,
        Layer.DOCUMENTED_PERSON,
        writer.scope,
    )
    return writer.figure(name, value, parts, variant=words.get("variant", ""), words=words)


def overlap_figures(
    writer: Writer, dead: PeopleGroup, sources: Mapping[str, str], compared: Collection[str]
) -> list[Figure]:
    """For each list of people, how many it names, and how many of these other lists name.

    Args:
        writer: writes them.
        dead: the named dead.
        sources: the titles of the lists of people by source id.
        compared: the lists of which every two are compared.
    """
    figures: list[Figure] = []
    for source, title in sources.items():
        figures.append(
            count_people(
                writer,
                "persons.list",
                dead,
                _on(source),
                variant=source,
                source=title,
            )
        )
        figures += [
            count_people(
                writer,
                "overlap.among",
                dead,
                both(_may_be_on(source), _may_be_on(other)),
                variant=f"{source}.{other}",
                source=title,
                other=other_title,
            )
            for other, other_title in sources.items()
            if other != source and {source, other} <= set(compared)
        ]
    return figures


def _on(source: str) -> Test:
    return lambda person: source in person.lists


def _may_be_on(source: str) -> Test:
    """On a list; ``None`` where a row of it with initials may be the person."""

    def test(person: Person) -> bool | None:
        return True if source in person.lists else None if source in person.may_be_on else False

    return test


def _in_order(persons: Iterable[Person]) -> list[Person]:
    return sorted(persons, key=lambda person: (person.display_name.casefold(), person.id))
