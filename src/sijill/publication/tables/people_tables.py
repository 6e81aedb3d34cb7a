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
    columns = (
        "person",
        "name",
        "name_ar",
        "named",
        "harm",
        "sex",
        "age",
        "died",
        "place",
        "civilian_status",
        "lists",
        "records",
        "remains",
        "incidents",
        "disagreements",
    )
    rows = [
        (
            person.id,
            person.latin or person.display_name,
            person.arabic,
            person.status,
            person.harm,
            person.sex,
            str(person.age),
            str(person.died),
            if_known(person.place),
            person.civilian_status,
            " ".join(person.lists),
            " ".join(person.records),
            " ".join(person.remains),
            " ".join(person.incidents),
            ", ".join(item.field for item in person.disagreements),
        )
        for person in sorted(persons, key=lambda person: person.id)
    ]
    return CsvTable("persons", columns, rows)


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
