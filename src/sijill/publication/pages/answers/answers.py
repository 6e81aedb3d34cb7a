"""Short answers on the first page: what people ask first, in sentences that open their records."""

from collections.abc import Iterator

from markupsafe import Markup

from sijill.figures.layers.documented import (
    STANDING_IN_WORDS,
    counted_victims,
    named_grades,
    victim_words,
)
from sijill.figures.layers.outside import OutsideReason
from sijill.language.sentences import with_noun
from sijill.model.codes import Harm
from sijill.model.records.record import RecordKind
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import HARM_IS_A_GUESS
from sijill.model.vocabulary import label
from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.answers.answers_on_claims import answers_on_claims
from sijill.publication.pages.answers.answers_on_lines_alone import answers_on_lines_alone
from sijill.publication.pages.answers.answers_on_people import (
    answers_on_people,
    counted,
    figure_of,
    is_given,
)
from sijill.publication.pages.answers.answers_on_reading import answers_on_reading
from sijill.publication.pages.answers.harm_beside import harm_beside_deaths
from sijill.publication.pages.answers.open_questions import open_questions
from sijill.publication.wording import in_script

_SAYS_KILLED = frozenset({"actors", "incident", "cause", "cause_of_death", "civilian_status"})
"""Fields of a list that say of its people that they were killed, where it has them."""


def answers(dossier: DossierInput) -> Iterator[Markup]:
    """The questions people ask first, answered with figures that open their records."""
    figures = dossier.book.figures
    if "documented.deaths" in figures:
        yield from _reported(dossier)
    yield from answers_on_lines_alone(dossier)
    if is_given(figures.get("acknowledged.deaths")):
        yield Markup("{} acknowledged, in {} of {} on which a position is on record.").format(
            counted(dossier, "acknowledged.deaths", "death is", "deaths are"),
            figure_of(dossier, "acknowledged.incidents"),
            counted(dossier, "acknowledged.determinations", "incident"),
        )
    for lines, deaths, where in _outside_totals(dossier, "official line is", "official lines are"):
        yield Markup("{} {}, conceding {}.{}").format(lines, where, deaths, _on_area(dossier))
    if "acknowledged.undecided" in figures:
        yield Markup(
            "{} of deaths, and no position could be read, or it contradicts itself: what it would "
            "concede is in the upper ends alone until a person opens it and decides."
        ).format(
            counted(
                dossier,
                "acknowledged.undecided",
                "official line tells",
                "official lines tell",
            )
        )
    if "gap.share" in figures:
        yield Markup(
            "{} not acknowledged; {} of those documented are. In {} "
            "with deaths none is acknowledged."
        ).format(
            counted(dossier, "gap.deaths", "documented death is", "documented deaths are"),
            figure_of(dossier, "gap.share"),
            counted(dossier, "gap.incidents", "graded incident"),
        )
    if "gap.beyond" in figures:
        yield Markup(
            "{} acknowledged beyond what is documented in the same incident: the difference of the "
            "totals is smaller for that."
        ).format(counted(dossier, "gap.beyond", "death is", "deaths are"))
    yield from _on_ledgers(dossier)
    yield from answers_on_people(dossier)
    yield from _on_accidents(dossier)
    yield from answers_on_claims(dossier)
    yield from _on_fates(dossier)
    yield from open_questions(dossier)
    yield from answers_on_reading(dossier)


def _on_ledgers(dossier: DossierInput) -> Iterator[Markup]:
    """That monthly totals of an authority contradict each other, where some do."""
    figures = dossier.book.figures
    broken = figures.get("acknowledged.ledger.broken")
    if broken is not None and broken.contributions:
        yield Markup(
            '{} in a <a href="official.html#ledger">sum that does not hold</a>; which number is '
            "wrong is not known."
        ).format(
            counted(
                dossier,
                "acknowledged.ledger.broken",
                "month of the authority's own totals stands",
                "months of the authority's own totals stand",
            )
        )


def _on_accidents(dossier: DossierInput) -> Iterator[Markup]:
    """Who was killed and injured by mines and ordnance, apart from every other number."""
    if "hazards.accidents" in dossier.book.figures:
        yield Markup(
            "{} with mines or ordnance: {} and {}, in no other number here. Whoever of them a list "
            "of incidents or of people holds, too, is counted there as well."
        ).format(
            counted(dossier, "hazards.accidents", "accident", "accidents"),
            counted(dossier, "hazards.killed", "killed", "killed"),
            counted(dossier, "hazards.injured", "injured", "injured"),
        )


def _on_fates(dossier: DossierInput) -> Iterator[Markup]:
    """Lists that do not say what happened to their people, and people of whom nobody says it."""
    register = dossier.analysis.register
    for source, mapping in sorted(register.counted_mappings.items()):
        is_people = mapping.kind is RecordKind.PERSON and source in register.captures
        says = _SAYS_KILLED & mapping.fields.keys()
        is_asked = any(question.startswith(HARM_IS_A_GUESS) for question in mapping.questions)
        if is_people and mapping.fixed.get("harm") == Harm.KILLED and not (says or is_asked):
            yield Markup(
                "No column of {} states a fate, person by person; its mapping counts every one "
                "of them as killed."
            ).format(in_script(mapping.title))
    if "persons.fate_unknown" in dossier.book.figures:
        yield Markup(
            "Whether {} killed is not known: their lists do not say it, or in words that are not "
            "translated. Those who are named are in the upper ends alone."
        ).format(
            counted(
                dossier,
                "persons.fate_unknown",
                "person entered in the lists was",
                "people entered in the lists were",
            )
        )
    if "persons.doubted" in dossier.book.figures:
        yield Markup(
            "{} in upper ends alone until a person decides: by the lists' own words alive, not "
            "killed, not yet born, no body, not confirmed, taken back or entered twice, or hurt or "
            "missing first and perhaps dead later; or by initials that fit somebody else."
        ).format(
            counted(
                dossier,
                "persons.doubted",
                "person entered is",
                "people entered are",
            )
        )


def beside_acknowledged(dossier: DossierInput) -> Markup:
    """The lines tied to no incident or to one in no total: beside the number and not in it."""
    return Markup("; ").join(
        Markup("{} {}, with {}").format(lines, where, deaths)
        for lines, deaths, where in _outside_totals(dossier, "more line is", "more lines are")
    )


def _on_area(dossier: DossierInput) -> str:
    """What an area would do for lines that name nothing else, where the case states none."""
    if dossier.analysis.register.case.area:
        return ""
    return " Lines that name the area of the case alone are tied by their day once it states one."


_OUTSIDE_TOTALS = {
    "acknowledged.unmatched": "tied to no incident and in no total",
    "acknowledged.outside": "about incidents in no total",
}


def _outside_totals(
    dossier: DossierInput, singular: str, plural: str
) -> Iterator[tuple[Markup, Markup, str]]:
    """Official lines in no total, where there are any: how many, their deaths, and why."""
    figures = dossier.book.figures
    for name, where in _OUTSIDE_TOTALS.items():
        if name in figures and figures[name].contributions:
            yield (
                counted(dossier, name, singular, plural),
                counted(dossier, f"{name}.deaths", "death"),
                where,
            )


def beside_gap(dossier: DossierInput) -> Markup:
    """The acknowledged deaths that are about incidents of other grades, where there are any."""
    name = "acknowledged.deaths.other_grades"
    if name not in dossier.book.figures:
        return Markup("")
    return Markup("{} acknowledged in incidents of other grades and not subtracted").format(
        counted(dossier, name, "death is", "deaths are")
    )


def beside_documented(dossier: DossierInput) -> Markup:
    """Which incidents are counted, by grade and party, and those on record that are in no total."""
    which = _which_incidents(dossier.analysis.register.case)
    outside = dossier.book.figures.get("documented.incidents.outside")
    if outside is None or not outside.contributions:
        return which
    return Markup("{}. {} in no total").format(
        which,
        counted(
            dossier,
            "documented.incidents.outside",
            "more incident on record is",
            "more incidents on record are",
        ),
    )


def _which_incidents(case: Case) -> Markup:
    """The grades and the party of the incidents that are compared."""
    named = " or ".join(label("evidence_grade", grade).lower() for grade in named_grades(case))
    party = case.compared_party
    return Markup("In incidents {}{}").format(
        f"graded {named}" if named else f"of {STANDING_IN_WORDS}",
        Markup(", {} a suspected or known party").format(in_script(party.name)) if party else "",
    )


def beside_accidents(dossier: DossierInput) -> Markup:
    """The injured beside the killed."""
    if "hazards.injured" not in dossier.book.figures:
        return Markup()
    return Markup("{}, in {}; in no other number").format(
        counted(dossier, "hazards.injured", "injured", "injured"),
        counted(dossier, "hazards.accidents", "accident", "accidents"),
    )


def _reported(dossier: DossierInput) -> Iterator[Markup]:
    """Reported killed, of all grades and, where these are fewer, of those that stand."""
    case, figures = dossier.analysis.register.case, dossier.book.figures
    named = " or ".join(label("evidence_grade", grade).lower() for grade in named_grades(case))
    has_others = bool(named) or "documented.incidents.grade.discounted" in figures
    total = Markup("{} {} are reported killed in {}{}{}").format(
        figure_of(dossier, "documented.deaths"),
        victim_words(counted_victims(dossier.analysis.incidents.values()))["victims_plain"],
        counted(dossier, "documented.incidents", "incident"),
        " of all grades" if has_others else "",
        _with_party(case),
    )
    without = _without_number(figures["documented.deaths"].unknown)
    if not has_others:
        yield Markup("{}{}.").format(total, without)
    else:
        yield Markup("{}{}; {} of them in {} {}.").format(
            total,
            without,
            figure_of(dossier, "documented.deaths.graded"),
            counted(dossier, "documented.incidents.graded", "incident"),
            f"graded {named}" if named else f"of {STANDING_IN_WORDS}",
        )
    if harm := harm_beside_deaths(dossier):
        yield harm
    if "documented.incidents.raised" in figures:
        yield Markup(
            "{} more people killed than the number says; as stated, the total is {}."
        ).format(
            counted(dossier, "documented.incidents.raised", "incident names", "incidents name"),
            figure_of(dossier, "documented.deaths.stated"),
        )
    shared = figures.get("documented.grouped.shared")
    if shared is not None and shared.contributions:
        yield Markup("{} by more than one record, and counted once.").format(
            counted(
                dossier,
                "documented.grouped.shared",
                "incident on record is described",
                "incidents on record are described",
            )
        )
    if beside := beside_documented(dossier):
        yield Markup("{}: {}.").format(beside, Markup(", ").join(_reasons_outside(dossier)))


def _with_party(case: Case) -> Markup:
    """The party of the comparison: the totals hold its incidents alone."""
    party = case.compared_party
    if party is None:
        return Markup()
    return Markup(" with {} as a suspected or known party").format(in_script(party.name))


def _reasons_outside(dossier: DossierInput) -> Iterator[Markup]:
    """Why incidents on record are in no total, with the number of each."""
    compared = dossier.analysis.register.case.compared_party
    party = in_script(compared.name if compared else "")
    words = {
        OutsideReason.LIST: ("stands", "stand", _lists_outside(dossier)),
        OutsideReason.PARTY: ("does", "do", Markup(" not name {}").format(party)),
        OutsideReason.PERIOD: (
            "does",
            "do",
            Markup(" not begin in the period, or not on a known day"),
        ),
    }
    for reason, (singular, plural, rest) in words.items():
        name = f"documented.incidents.outside.{reason}"
        if name in dossier.book.figures:
            yield Markup("{}{}").format(counted(dossier, name, singular, plural), rest)


def _lists_outside(dossier: DossierInput) -> Markup:
    """Which lists of incidents are not counted, and where the case says so."""
    analysis = dossier.analysis
    sources = {incident.record.head.source for incident in analysis.incidents.values()}
    titles = [
        in_script(analysis.register.mappings[source].title)
        for source in sorted(sources)
        if source != analysis.incident_list
    ]
    return Markup(
        " in a list that is not counted ({}; to count it instead, change incidents under "
        "[comparison] in case.toml)"
    ).format(Markup(", ").join(titles))


def _without_number(incidents: int) -> str:
    """How many of the incidents give no number, where any does not."""
    if not incidents:
        return ""
    give = with_noun(incidents, "gives no number and adds", "give no number and add")
    return f", of which {give} nothing"
