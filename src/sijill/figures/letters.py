"""Letters to parties and their answers, as the dossier lists them: without the days left."""

from datetime import date

from sijill.figures.analysis import Analysis
from sijill.model.records.record import LetterRecord
from sijill.official.letters import LetterStanding, letter_standings


def letters_of(analysis: Analysis) -> tuple[LetterStanding, ...]:
    """Every letter with its answers; whether an answer is due is asked of ``sijill letters``."""
    return letter_standings(analysis.register.active(LetterRecord).values(), date.max)
