"""A body beside the missing people whom it may be: ante mortem yellow, post mortem pink.

The colours are those of INTERPOL's forms. The page names people: it is for those who identify.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijill.model.decisions.field_work import Examination
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.recovery_codes import ExaminationItem, ExaminationState
from sijill.model.results.candidates import BodyCandidates, chance_words
from sijill.model.values.names import PersonName
from sijill.model.values.personal import PersonalDetails
from sijill.model.vocabulary import label
from sijill.publication.forms.paper import paper_page
from sijill.publication.wording import if_known


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One thing on both sides, in words; empty where a side does not know it."""

    title: str
    title_ar: str
    missing: str
    body: str


@dataclass(frozen=True, slots=True)
class ComparedPerson:
    """A candidate, what is known on both sides, and what speaks for and against."""

    person: str
    posterior: str
    rows: tuple[ComparedRow, ...]
    reasons: tuple[str, ...]


def comparison_page(
    body: RemainsRecord,
    ranking: BodyCandidates,
    people: Mapping[str, PersonRecord],
    examinations: Mapping[str, Examination],
    on_list: float,
) -> str:
    """The page of one body.

    Args:
        body: what was found.
        ranking: its candidates, the likeliest first.
        people: the missing people, by record.
        examinations: by part, how far the examination of the body is.
        on_list: the chance, before looking, that the body is that of somebody listed.
    """
    candidates = [
        ComparedPerson(
            candidate.person,
            chance_words(candidate.posterior),
            tuple(_rows(people[candidate.person], body)),
            tuple(factor.words for factor in candidate.factors),
        )
        for candidate in ranking.candidates
    ]
    content = {
        "body": body,
        "candidates": candidates,
        "on_list": f"{on_list:.0%}",
        "none_listed": chance_words(ranking.none_listed),
        "examinations": [(item, _state(examinations, item)) for item in ExaminationItem],
    }
    return paper_page("comparison.html", content)


def _state(examinations: Mapping[str, Examination], item: ExaminationItem) -> ExaminationState:
    examination = examinations.get(item.value)
    return examination.state if examination is not None else ExaminationState.NOT_STARTED


def _rows(person: PersonRecord, body: RemainsRecord) -> Iterator[ComparedRow]:
    seen = person.last_seen if person.last_seen.is_known else person.died
    yield ComparedRow("Name", "الاسم", _names(person.written_names), _names(body.written_names))
    yield ComparedRow("Sex", "الجنس", label("sex", person.sex), label("sex", body.sex))
    yield ComparedRow("Age", "العمر", str(person.age), str(body.age))
    yield ComparedRow(
        "Last seen, found", "آخر مشاهدة، العثور", if_known(seen), if_known(body.recovered)
    )
    yield ComparedRow("Place", "المكان", if_known(person.place), if_known(body.found_at))
    yield ComparedRow("Site", "الموقع", person.site, body.recovery.site)
    yield from _personal(person.personal, body.personal)


def _personal(person: PersonalDetails, body: PersonalDetails) -> Iterator[ComparedRow]:
    yield ComparedRow("Height", "الطول", _stature(person), _stature(body))
    for title, title_ar, left, right in (
        ("Clothing", "الملابس", person.clothing, body.clothing),
        ("Effects", "المقتنيات", person.effects, body.effects),
        ("Marks", "علامات مميزة", person.marks, body.marks),
        ("Teeth", "الأسنان", person.dental, body.dental),
    ):
        yield ComparedRow(title, title_ar, _listed(left), _listed(right))


def _names(names: Sequence[PersonName]) -> str:
    return " / ".join(name.written for name in names if name.written)


def _stature(details: PersonalDetails) -> str:
    return str(details.stature) if details.stature.least_cm is not None else ""


def _listed(words: Sequence[str]) -> str:
    return "; ".join(words)
