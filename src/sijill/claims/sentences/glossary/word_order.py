"""The words of a sentence in the order in which English has them.

Where a language puts the verb of telling last, whom it cites before the word that cites, a particle
of a verb at the end, or the words of a change behind its numbers.
"""

from collections.abc import Sequence

from sijill.claims.sentences.attribution.author_words import author_words
from sijill.claims.sentences.glossary.glossaries import BEHIND, ENDS, Glossary, words_of_bounds
from sijill.claims.sentences.numerals.number_words import is_unit_word
from sijill.claims.sentences.words import claim_words, phrase_of
from sijill.language.unknown import phrase_form

_PERCENT = ("%", "٪", "percent")
Word = tuple[str, str]
"""A word as written and as it is read."""


def with_verbs_whole(tokens: Sequence[str], glossary: Glossary) -> list[str]:
    """The tokens with a particle that ends its clause behind its verb: "räumte 31 Tote ein"."""
    whole: list[str] = []
    clause = 0
    for place, token in enumerate(tokens):
        is_last = place + 1 == len(tokens) or tokens[place + 1] in ENDS
        if is_last and token in glossary.separable:
            verbs = (
                at for at in range(clause, len(whole)) if _is_parted(whole[at], token, glossary)
            )
            if (verb := next(verbs, None)) is not None:
                whole[verb] += f" {token}"
                continue
        whole.append(token)
        clause = len(whole) if token in ENDS else clause
    return whole


def _is_parted(verb: str, particle: str, glossary: Glossary) -> bool:
    return phrase_of(f"{verb} {particle}") in glossary.meanings


def with_endings_apart(words: list[Word], glossary: Glossary) -> list[Word]:
    """The words with names without their cases, "in" before one that is a place: Dar Nur'da."""
    apart: list[Word] = []
    for written, read in words:
        name, _, ending = written.replace("’", "'").partition("'")
        case = glossary.endings.get(phrase_form(ending)) if name[:1].isupper() else None
        if case is None:
            apart.append((written, read))
            continue
        first = len(apart)
        while case and first and apart[first - 1][0][:1].isupper():
            first -= 1
        is_day = bool(case) and first > 0 and apart[first - 1][0].isdigit()
        first -= is_day  # 20 Ekim'de
        apart[first:] = [
            *([(case, case)] if case else []),
            *apart[first:],
            (name, phrase_form(name)),
        ]
    return apart


def beside_numbers(words: list[Word], glossary: Glossary) -> list[Word]:
    """The words with those of a change before its numbers, "100'den" as "from 100", and 70 percent.

    A bound between the number and the next word is left as it is: "300'den fazla" is more than 300.
    """
    put: list[Word] = []
    for place, (written, read) in enumerate(words):
        behind = words[place + 1] if place + 1 < len(words) else ("", "")
        form = phrase_form(written)
        is_percent = read in _PERCENT and behind[0][:1].isdigit()
        if put and put[-1][1] in _PERCENT and written[:1].isdigit():
            put[-1:] = [(written, read), (put[-1][0], "percent")]
        elif behind[0][:1].isdigit() and form in glossary.before_number:
            put.append((written, glossary.before_number[form]))
        elif (
            put
            and put[-1][0][:1].isdigit()
            and form in glossary.behind_number
            and phrase_form(behind[0]) not in words_of_bounds()
        ):
            put.insert(-1, (written, glossary.behind_number[form]))
        else:
            put.append((written, "percent" if is_percent else read))
    return put


def with_citing_first(words: list[Word]) -> list[Word]:
    """The words with each "according to" before whom it cites, and "exceeds" before its number."""
    moved: list[Word] = []
    for written, read in words:
        if not read.endswith(BEHIND):
            moved.append((written, read))
            continue
        word = (written, read.removesuffix(BEHIND))
        first = len(moved)
        if phrase_of(word[1]) in claim_words().no_count.passed:
            numbers = [at for at, (one, _) in enumerate(moved) if one[:1].isdigit()]
            moved.insert(numbers[-1] if numbers else first, word)
            continue
        while first and moved[first - 1][0] not in ENDS:
            first -= 1
        moved[first:] = [word, *moved[first:], (",", ",")]
    return moved


def with_cited_apart(words: list[Word]) -> list[Word]:
    """The words with a comma behind a name that is cited: "nach Angaben der Armee starben"."""
    parted: list[Word] = []
    is_cited = False
    for written, read in words:
        is_name = written[:1].isupper() or (read,) in claim_words().counting.determiners
        if is_cited and not is_name:
            is_named = parted[-1][0][:1].isupper()
            parted += [(",", ",")] if is_named and written not in ENDS else []
            is_cited = False
        is_cited = is_cited or phrase_of(read) in claim_words().frame.cited_plainly
        parted.append((written, read))
    return parted


def with_agents_last(words: list[Word]) -> list[Word]:
    """The words with each "by the army" at the end of its clause, where it stands before a verb."""
    listed = author_words()
    moved: list[Word] = []
    agents: list[Word] = []
    place = 0
    while place < len(words):
        written, read = words[place]
        if written in ENDS:
            moved += agents
            agents = []
        is_by = phrase_of(read) in listed.by
        if is_by and (length := _agent_at(words, place + 1)):
            agents += words[place : place + 1 + length]
            place += 1 + length
            continue
        if read == f"by{BEHIND}":
            first = len(moved) - _agent_at(moved, len(moved) - 1)
            while 0 < first < len(moved) and moved[first - 1][0][:1].isupper():
                first -= 1
            agents += [(written, "by"), *moved[first:]] if first < len(moved) else []
            moved = moved[:first]
        else:
            moved.append((written, read))
        place += 1
    return moved + agents


def _agent_at(words: Sequence[Word], first: int) -> int:
    """How many words name one who fights, up to a noun of such: "der syrischen Armee"."""
    if first < 0:
        return 0
    ahead = [phrase_of(read) for _, read in words[first : first + _REACH_OF_AGENT]]
    ends = (at for at, phrase in enumerate(ahead, 1) if phrase in author_words().armed)
    length = next(ends, 0)
    is_counted = any(written[:1].isdigit() for written, _ in words[first : first + length])
    return 0 if is_counted else length


_REACH_OF_AGENT = 3
"""Words from "by" to a noun of those who fight."""


def with_verb_first(words: list[Word]) -> list[Word]:
    """The words with a verb of telling behind its subject, where it stands at the end.

    The subject ends with a comma, or before the first number.
    """
    last = len(words) - 1
    while last > 0 and words[last][0] in ENDS:
        last -= 1
    listed = claim_words()
    counting = listed.counting
    verbs = (listed.frame.speech, counting.acknowledging, counting.verbs, counting.denied_before)
    verb = phrase_of(words[last][1])
    is_of_change, is_deed = verb in listed.frame.change_verbs, verb == _ACTIVE
    if not (is_of_change or is_deed or any(verb in each for each in verbs)):
        return words
    ends = _begins_number if is_of_change else _ends_doer if is_deed else _ends_subject
    first = next((at for at, word in enumerate(words) if ends(word)), 0)
    if not 0 < first < last:
        return words
    rest = words[first + 1 if words[first][0] in ENDS else first : last]
    that = () if is_of_change or is_deed else (("that", "that"),)
    return [*words[:first], words[last], *that, *rest, *words[last + 1 :]]


_ACTIVE = ("kills",)
"""What stands for a verb of harm whose subject did it, where another word is of those harmed."""


def _ends_doer(word: Word) -> bool:
    return _ends_subject(word) or phrase_of(word[1]) in claim_words().frame.leading


def _begins_number(word: Word) -> bool:
    written, read = word
    return written[:1].isdigit() or read in words_of_bounds()


def _ends_subject(word: Word) -> bool:
    return word[0] in ENDS or _begins_number(word) or is_unit_word(word[1].split(" ")[0])
