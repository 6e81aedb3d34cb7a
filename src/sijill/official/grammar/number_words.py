"""What the words around a number make of it: an age, an aside, nobody's, none, or both of two."""

from dataclasses import replace

from sijill.language.numbers import numerals, read_count
from sijill.model.values.counts import CountRange
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.tokens import Token
from sijill.official.grammar.words import any_of, class_of


def is_topic(tokens: list[Token], position: int) -> bool:
    """Whether "about" says what is told, and bounds no number: "a report about two civilians"."""
    before = tokens[position - 1].word if position else ""
    return tokens[position].word == "about" and before in _TOLD


_TOLD = frozenset({*class_of("allegation"), "information", "news", "complaint", "complaints"})


def word_for_uncounted(pieces: list[Token], tokens: list[Token], behind: int) -> str:
    """The word for a number that counts nobody harmed; empty for any other.

    "A mother of three": hers; "four civilians, two of them children,": two are of the four.
    """
    if _is_of_children(pieces) or _is_age(pieces, tokens, behind):
        return "own"
    return "some" if _is_aside_of_part(pieces, tokens, behind) else ""


def _is_of_children(pieces: list[Token]) -> bool:
    """Whether the number that follows says how many children somebody has."""
    before = [piece.word for piece in pieces[-2:]]
    return before in (["mother", "of"], ["father", "of"])


def _is_age(pieces: list[Token], tokens: list[Token], behind: int) -> bool:
    """Whether the number before ``behind`` is the age of one person.

    "A boy of nine was hit", "her grandmother, 61, died".
    """
    before = [piece.word for piece in pieces[-3:]]
    if before[-1:] == [","] and before[-2:-1] and before[-2] in class_of("one_person"):
        return tokens[behind : behind + 1] != [] and tokens[behind].word == ","
    if len(before) < 3 or before[2] != "of" or before[1] not in class_of("one_person"):  # noqa: PLR2004
        return False
    after = tokens[behind].word if behind < len(tokens) else "."
    return before[0] in ("a", "an", "the", "young") and after not in _COUNTED_BEHIND


_COUNTED_BEHIND = frozenset(
    {*class_of("victim"), *class_of("number_noun"), *class_of("measure"), *class_of("thing")}
)


def _is_aside_of_part(pieces: list[Token], tokens: list[Token], behind: int) -> bool:
    """Whether the number before ``behind`` tells who some of those just counted were.

    "Four civilians, two of them children, were killed": an aside between commas, in a noun that
    says nothing of whether they were civilians.
    """
    words = " ".join([token.word for token in tokens[behind : behind + _ASIDE_WORDS]]) + " "
    is_aside = bool(pieces) and pieces[-1].word in (",", "-", "–", "—")
    return is_aside and any(piece.word[0] == "<" for piece in pieces) and bool(_ASIDE.match(words))


_ASIDE_WORDS = 8
_ASIDE = expression(
    r"of (?:them|whom|these|those) (?:(?:being|as|were|was|are) )?(?:under )?"
    rf"(?:{any_of('number_noun')})*(?!{any_of('anybody', 'civilian_noun')}){any_of('victim')}"
    r"(?:$|[,.;:–—-] )"
)


def age_length(tokens: list[Token], position: int) -> int:
    """How many tokens are an age before a noun, "12-year-old"; 0 where none begins."""
    words = [token.word for token in tokens[position : position + 7]]
    if not (words[0].isdigit() or words[0] in numerals("en")):
        return 0
    units = [place for place, word in enumerate(words) if word in ("year", "month", "week")]
    if not units or "old" not in words[units[0] : units[0] + 3]:
        return 0
    number = [word for word in words[: units[0]] if word != "-"]
    if not all(word.isdigit() or word in numerals("en") for word in number):
        return 0
    return words.index("old") + 1


def is_both(tokens: list[Token], position: int) -> bool:
    """Whether "both" stands for two people: "the men were in the car and both died"."""
    if tokens[position].word not in ("both", "neither"):
        return False
    before = tokens[position - 1].word if position else ","
    after = [token.word for token in tokens[position + 1 : position + 10]]
    after = after[2:] if after[:1] == ["of"] else after
    is_subject = before in ("and", ",", ":", "that", "when", "but", "-")
    if tokens[position].word == "neither":
        return is_subject and after[:1] == ["survived"]
    while after and after[0] in (*class_of("before_verbs"), *class_of("victim")):
        after = after[1:]
    return is_subject and bool(after) and after[0] in (*class_of("killed"), *class_of("died"))


def is_both_of_two(tokens: list[Token], position: int) -> bool:
    """Whether "both" only joins the two who follow: "both the driver and his passenger"."""
    words = [token.word for token in tokens[position : position + 4]]
    is_article = words[1:2] in (["the"], ["a"], ["his"], ["her"], ["its"], ["their"])
    is_pair = is_article and words[2:3] != [] and words[3:] == ["and"]
    return words[0] == "both" and is_pair and words[2] in class_of("victim")


def count_the_first(pieces: list[Token]) -> None:
    """The article before the first of a list of people, as one: "the driver and two passengers"."""
    line = " ".join(piece.word for piece in pieces) + " "
    for match in _FIRST_OF_LIST.finditer(line):
        place = line[: match.start()].count(" ")
        pieces[place] = replace(pieces[place], word="a")


_ONE = rf"(?:{any_of('number_noun')})*{any_of('one_person')}"
_A_NAME = rf"(?:(?!, |and |<|{any_of('group', 'fighter', 'military_thing')})\S+ )"
_FIRST_OF_LIST = expression(
    rf"(?<!\S)the (?=couple (?:who|were|was) |{_ONE}(?:of {_A_NAME}{{1,4}})?(?:"
    rf"(?:, and |, |and )(?:(?:an?|his|her|their|its) (?!{any_of('thing')}|{_ONE}, an? )|<\d+> )"
    rf"|(?:{any_of('be', 'adverb')})*(?:{any_of('killed', 'died')})?(?:, )?"
    r"(?:together|along) with (?:an?|his|her|their|its|<\d+>) ))"
)


def is_none(tokens: list[Token], position: int) -> bool:
    """Whether a word stands for nothing: "the number is nil", "Civilian deaths: none"."""
    before = tokens[position - 1].word if position else ""
    after = tokens[position + 1].word if position + 1 < len(tokens) else "."
    word, is_last = tokens[position].word, not after[0].isalnum()
    is_number = word == "nil" or (word == "zero" and is_last and before in _BEFORE_ZERO)
    named = tokens[position - 2].word if position > 1 else ""
    is_listed = word == "none" and before in (":", "=") and named not in _HARM_LABELS
    return is_number or is_listed


_HARM_LABELS = frozenset({"harm", "civcas"})
"""Fields whose "none" is a finding, and no number: "civilian harm: none"."""


_BEFORE_ZERO = frozenset({":", "=", "at", "is", "was", "to", "be"})


def settle_numbers(pieces: list[Token], numbers: list[CountRange], tokens: list[Token]) -> None:
    """What words around the numbers of a sentence make of them, in place."""
    _take_greater(pieces, numbers)
    _take_changed(pieces, numbers, tokens)
    _drop_denied(pieces)
    for place in range(len(pieces) - 2, 0, -1):
        is_number = pieces[place + 1].word.startswith("<")
        if is_number and pieces[place].word in ("only", "just") and pieces[place - 1].word == "of":
            del pieces[place]  # "the deaths of only four"


def _take_greater(pieces: list[Token], numbers: list[CountRange]) -> None:
    """A greater number set apart behind the noun: "six civilians, and possibly nine, were"."""
    line = " ".join(piece.word for piece in pieces) + " "
    match = _GREATER_APART.search(line)
    if match is None:
        return
    low, high = (numbers[int(match[name])] for name in ("low", "high"))
    if low.lowest is None or high.highest is None or high.highest <= low.at_least:
        return
    numbers[int(match["low"])] = CountRange(low.lowest, high.highest)
    first, last = line[: match.start("aside")].count(" "), line[: match.end("aside")].count(" ")
    del pieces[first:last]


_GREATER_APART = expression(
    r"<(?P<low>\d+)> (?:[^\W\d_]+ ){1,3}(?P<aside>, (?:and |or |but )?"
    r"(?:possibly |perhaps |maybe )<(?P<high>\d+)> , )"
)


def _take_changed(pieces: list[Token], numbers: list[CountRange], tokens: list[Token]) -> None:
    """The later of two numbers where one became the other: "rises from two to three dead"."""
    line = " ".join(piece.word for piece in pieces) + " "
    for match in _CHANGED.finditer(line):
        piece = pieces[line[: match.start("n")].count(" ")]
        words = [token.word for token in tokens if piece.start <= token.start < piece.end]
        if "to" not in words:
            continue
        later = read_count(" ".join(words[len(words) - words[::-1].index("to") :]))
        if isinstance(later, CountRange) and later.is_known:
            numbers[int(match["number"])] = later


_CHANGED = expression(
    r"(?<!\S)(?:ris(?:es?|en|ing)|rose|increas(?:es?|ed|ing)|rais(?:es?|ed|ing)|revis(?:es?|ed|ing)"
    r"|gr(?:ows?|ew|own)|go(?:es)? up|went up|chang(?:es?|ed|ing)|amend(?:s|ed|ing)|climb(?:s|ed)"
    r"|correct(?:s|ed|ing)|updat(?:es?|ed|ing)|mov(?:es?|ed|ing)|upgraded|bring(?:s|ing)|brought) "
    r"(?:(?!, |<)\S+ ){0,9}?from (?P<n><(?P<number>\d+)> )"
)


def _drop_denied(pieces: list[Token]) -> None:
    """Takes out a number that only is denied beside another: "four, not two, civilians were"."""
    line = " ".join(piece.word for piece in pieces) + " "
    for match in reversed(list(_DENIED_BESIDE.finditer(line))):
        first, last = (line[: match.start("aside")], line[: match.end("aside")])
        del pieces[first.count(" ") : last.count(" ")]


_DENIED_BESIDE = expression(
    r"(?<!\S)<\d+> (?P<aside>, (?:and )?(?:not|rather than|instead of) <\d+> (?:, )?)(?!$|[,.;:])"
)
