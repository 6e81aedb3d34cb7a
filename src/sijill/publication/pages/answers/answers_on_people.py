"""Answers on the first page about people: how many are named, and who is in no number of them."""

from collections.abc import Iterator

from markupsafe import Markup

from sijill.figures.book import compared_lists
from sijill.figures.figure import Figure
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal
from sijill.publication.dossier_input import DossierInput
from sijill.publication.wording import figure_link, in_script

MOST_LISTS_IN_SENTENCES = 3
"""Lists whose overlaps are said in sentences; of more, a table is read faster."""


def answers_on_people(dossier: DossierInput) -> Iterator[Markup]:
    """How many are named, and how many of each list other lists name too."""
    lists = list(compared_lists(dossier.analysis).items())
    if lists:
        yield _named(dossier)
    if not dossier.book.figures["persons.named"].contributions:
        return
    lists = [(source, title) for source, title in lists if _names_dead(dossier, source)]
    if len(lists) > MOST_LISTS_IN_SENTENCES:
        yield Markup(
            'How many of the named dead of each list another list names too: <a href="#overlap">'
            "the table of lists</a>."
        )
        return
    for source, title in lists:
        others = [
            Markup("{} also on {}").format(
                figure_of(dossier, f"overlap.among.{source}.{other}"), in_script(words)
            )
            for other, words in lists
            if other != source
        ]
        if others:
            yield Markup("{} on {}: {}.").format(
                counted(
                    dossier,
                    f"persons.list.{source}",
                    "of the named dead is",
                    "of the named dead are",
                ),
                in_script(title),
                Markup(", ").join(others),
            )


def _names_dead(dossier: DossierInput, source: str) -> bool:
    """Whether anybody named dead may be on a list; one of the injured has nobody to compare."""
    value = dossier.book.figures[f"persons.list.{source}"].value
    return isinstance(value, Refusal) or value.value != CountRange.exactly(0)


def _named(dossier: DossierInput) -> Markup:
    """Distinct people named; how many of them in the period, where the case states one."""
    named = Markup("{} named as killed across all lists").format(
        counted(dossier, "persons.named", "distinct person is", "distinct people are")
    )
    beside = Markup("").join(Markup(" {}").format(said) for said in _beside_distinct(dossier))
    if not dossier.analysis.register.case.period.is_known:
        return Markup("{}. The case states no period.{}").format(named, beside)
    return Markup("{}, {} of them in the period.{}").format(
        named, figure_of(dossier, "persons.named.period"), beside
    )


def beside_named(dossier: DossierInput) -> Markup:
    """Who is in the number of people named and in no other, and who is not in it."""
    return Markup("; ").join(
        counted(dossier, name, singular, plural)
        for name, singular, plural in _BESIDE_NAMED
        if name in dossier.book.figures and dossier.book.figures[name].contributions
    )


_BESIDE_NAMED = (
    ("persons.named.untied", "of them is tied to no incident", "of them are tied to no incident"),
    ("persons.without_name", "more is entered without a name", "more are entered without a name"),
    ("persons.several", "row may speak of others as well", "rows may speak of others as well"),
    ("persons.injured", "more is named as injured", "more are named as injured"),
    (
        "persons.injured.without_name",
        "more is injured, without a name",
        "more are injured, without a name",
    ),
    ("persons.missing", "more is named as missing", "more are named as missing"),
    (
        "persons.missing.without_name",
        "more is missing, without a name",
        "more are missing, without a name",
    ),
)


def _beside_distinct(dossier: DossierInput) -> Iterator[Markup]:
    """What a reader should know of the number of people named, in whole sentences."""
    given = {name for name, figure in dossier.book.figures.items() if figure.contributions}
    if "persons.named.untied" in given:
        yield Markup("{} tied to no incident and in no number of an incident.").format(
            counted(dossier, "persons.named.untied", "of them is", "of them are")
        )
    if "persons.without_name" in given:
        yield Markup(
            "{} entered as killed without a name and in no number of people named."
        ).format(counted(dossier, "persons.without_name", "more person is", "more people are"))
    if "persons.several" in given:
        yield Markup("{} of others as well, who are in no number.").format(
            counted(
                dossier,
                "persons.several",
                "row of somebody named may speak",
                "rows of people named may speak",
            )
        )
    for name, what in (("persons.injured", "injured"), ("persons.missing", "missing")):
        if name in given:
            yield Markup("{} named as {} and by no list as killed.").format(
                counted(dossier, name, "more person is", "more people are"), what
            )
        if (nameless := f"{name}.without_name") in given:
            yield Markup("{} entered as {} without a name.").format(
                counted(dossier, nameless, "more person is", "more people are"), what
            )


def counted(dossier: DossierInput, name: str, singular: str, plural: str = "") -> Markup:
    """A figure with its noun, in the singular where it is one."""
    value = dossier.book.figures[name].value
    is_one = not isinstance(value, Refusal) and value.value == CountRange.exactly(1)
    return Markup("{} {}").format(
        figure_of(dossier, name), singular if is_one else (plural or f"{singular}s")
    )


def figure_of(dossier: DossierInput, name: str) -> Markup:
    """A figure that opens its records, in bold."""
    return Markup("<b>{}</b>").format(figure_link(dossier.book.figures[name], ""))


def is_given(figure: Figure | None) -> bool:
    """Whether there is a number, or at least one end of it."""
    return (
        figure is not None and not isinstance(figure.value, Refusal) and figure.value.value.is_known
    )
