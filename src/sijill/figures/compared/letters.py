"""Letters to parties and their answers, as the dossier lists them: without the days left."""

from datetime import date

from sijill.figures.analysis import Analysis
from sijill.model.records.record import LetterRecord
from sijill.official.letters import LetterStanding, letter_standings


def letters_of(analysis: Analysis) -> tuple[LetterStanding, ...]:
    """Every letter with its answers; whether an answer is due is asked of ``sijill letters``."""
    return letter_standings(analysis.register.active(LetterRecord).values(), date.max)


def letters_by_incident(analysis: Analysis) -> dict[str, list[LetterStanding]]:
    """The letters about every incident: those that name a record of it, or whose answers do."""
    letters: dict[str, list[LetterStanding]] = {}
    for standing in letters_of(analysis):
        answered = (one for answer in standing.answers for one in answer.incidents)
        named = (*standing.letter.incidents, *answered)
        for lead in dict.fromkeys(analysis.leads.get(one, one) for one in named):
            letters.setdefault(lead, []).append(standing)
    return letters
