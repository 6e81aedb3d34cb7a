"""Why a claim is not tested as it stands: its language or length, a change, no number or unit."""

from sijill.claims.sentences.languages import languages_read
from sijill.model.limits import LONGEST_SENTENCE, MOST_CLAIM_NUMBERS
from sijill.model.results.claims import ClaimParts
from sijill.model.values.quantities import Refusal, RefusalReason


def refuse_unclear(parts: ClaimParts) -> Refusal | None:
    """The refusal of a claim that says no number of something that is counted; else ``None``."""
    is_number = parts.number.is_known or parts.is_share
    is_whole = parts.unit is not None and is_number
    if language := parts.words_of("language"):
        return None if is_whole else _in_another_language(language)
    if length := parts.words_of("length"):
        return _to_reword(
            f"The text has {length} characters, and a claim at most {LONGEST_SENTENCE:,}: it is "
            "taken for an article, of which no number is tested.",
            "Give the sentence with the number as a claim, or state its number and unit.",
        )
    if (numbers := parts.words_of("numbers")) and not is_whole:
        return _to_reword(
            f"The sentence has {numbers} numbers, and a claim at most {MOST_CLAIM_NUMBERS}: it is "
            "taken for a table, of which no number is tested.",
            "Give each number as a claim of its own, or state its number and unit.",
        )
    if denied := parts.words_of("denied"):
        return _to_reword(
            f"The claim says what was not so, not acknowledged or not counted (“{denied}”): not "
            "what was.",
            "Say how many were, or claim the number of deaths itself.",
        )
    if forecast := parts.words_of("forecast"):
        return _to_reword(
            f"The claim says what may yet come (“{forecast}”), and no count of any day.",
            "Claim a number of those who had died, with the day on which it stood.",
        )
    if change := parts.words_of("change"):
        return _changing(change, is_number=is_number)
    if rate := parts.words_of("rate"):
        return Refusal(
            RefusalReason.UNLIKE_UNITS,
            f"The claim says how many there were each time (“{rate}”), and no total.",
            "Claim the total, and say of which period it is.",
        )
    if is_whole:
        return None
    if elsewhere := parts.words_of("elsewhere"):
        return Refusal(
            RefusalReason.NOTHING_RECORDED,
            f"The claim counts people by what the register does not count (“{elsewhere}”).",
            "Add a list that counts them, or claim a number of deaths or injuries.",
        )
    missing = "what it counts" if parts.unit is None else "how many"
    return _to_reword(
        f"The claim does not say {missing}.",
        "Say number and unit: deaths, bodies, reports, munitions.",
    )


def _to_reword(explanation: str, needed: str) -> Refusal:
    """The refusal of a claim that is to be worded otherwise: as it stands no number is known."""
    return Refusal(RefusalReason.UNKNOWN_VALUE, explanation, needed)


def _in_another_language(language: str) -> Refusal:
    return _to_reword(
        f"The sentence seems to be in {language}; claims are read in {languages_read()}.",
        "Give it in one of these, or state its parts, number and unit at least.",
    )


def _changing(change: str, *, is_number: bool) -> Refusal:
    """A change: with its numbers, it is two claims of two days; without, none."""
    if is_number:
        words = f"The claim says how a number changed (“{change}”): no count of one day."
        return _to_reword(words, "Claim one number, with the day on which it stood.")
    return _to_reword(
        f"The claim says how a number changed or compares (“{change}”) and gives no number.",
        "Say both numbers, what they count, and of which period each is.",
    )
