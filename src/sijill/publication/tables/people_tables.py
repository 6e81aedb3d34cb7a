"""Tables of people: who they are, which lists hold them, why records were joined."""

from collections.abc import Iterable

from sijill.figures.analysis import Analysis
from sijill.figures.overlap import overlap_counts
from sijill.model.results.links import ScoredPair
from sijill.model.results.persons import Person
from sijill.publication.exports import CsvTable
from sijill.publication.joined_pairs import shown_pairs
from sijill.publication.wording import if_known


def person_table(persons: Iterable[Person]) -> CsvTable:
    """One row a person of the working partition."""
    return CsvTable.of(
        "persons",
        sorted(persons, key=lambda person: person.id),
        {
            "person": lambda person: person.id,
            "name": lambda person: person.latin or person.display_name,
            "name_ar": lambda person: person.arabic,
            "named": lambda person: person.status,
            "harm": lambda person: person.harm,
            "sex": lambda person: person.sex,
            "age": lambda person: str(person.age),
            "died": lambda person: str(person.died),
            "place": lambda person: if_known(person.place),
            "civilian_status": lambda person: person.civilian_status,
            "lists": lambda person: " ".join(person.lists),
            "records": lambda person: " ".join(person.records),
            "remains": lambda person: " ".join(person.remains),
            "incidents": lambda person: " ".join(person.incidents),
            "disagreements": lambda person: ", ".join(item.field for item in person.disagreements),
        },
    )


def overlap_table(persons: Iterable[Person]) -> CsvTable:
    """One row a combination of lists."""
    counts = overlap_counts(persons)
    lists = sorted({source for combination in counts for source in combination})
    rows = [
        (*(int(source in combination) for source in lists), count)
        for combination, count in counts.items()
    ]
    return CsvTable("list_overlap", (*(f"in_{source}" for source in lists), "named_dead"), rows)


def link_table(analysis: Analysis) -> CsvTable:
    """One row a pair that was joined, with score, levels and judgement; of many records, some."""
    judgements = analysis.register.decisions.judgements
    rows: list[tuple[object, ...]] = []
    for person in sorted(analysis.people.working.values(), key=lambda person: person.id):
        for pair in shown_pairs(person, judgements)[0]:
            scored, judged = analysis.scored.get(pair), judgements.get(pair)
            rows.append(
                (
                    person.id,
                    *pair,
                    scored.permille / 1000 if scored else "",
                    levels_text(scored),
                    judged.decision if judged else "",
                )
            )
    return CsvTable("links", ("person", "left", "right", "score", "levels", "judged"), rows)


def levels_text(scored: ScoredPair | None) -> str:
    """The levels of agreement in words."""
    return "; ".join(f"{name}: {level}" for name, level in scored.levels.items()) if scored else ""
