"""The conditions of the comparisons, in SQL that DuckDB and Spark read alike.

``_l`` and ``_r`` are the two records. A part of a name is compared in the form that both words
have: Arabic letters where both are known, else the sound in Latin letters, else the consonants,
which exist in either script.
"""

from sijill.linkage.consonants import broad, merged, shape, with_article


def same(role: str) -> str:
    """One name of the dictionary, the same Arabic letters, or the same sound."""
    return (
        f"{role}_name_l = {role}_name_r OR (NOT ({_both_listed(role)}) AND "
        f"({role}_sound_l = {role}_sound_r OR {role}_letters_l = {role}_letters_r))"
    )


def same_letters(role: str) -> str:
    """The same consonants, where the two words share no fuller form: one Arabic, one Latin."""
    return (
        f"NOT ({_share_a_form(role)}) AND {role}_consonant_key_l = {role}_consonant_key_r "
        f"AND NOT ({_feminine_across(role)})"
    )


def near(role: str) -> str:
    """Spellings that one hand can make of one name: a sign or two apart, not two listed names."""
    edits, longer = _edits(role), _longer(role)
    return (
        f"({_one_end(role)} OR ({_broadly_equal(role)})) "
        f"AND NOT ({_both_listed(role)}) "
        f"AND NOT ({_feminine(role)}) AND NOT ({_feminine_across(role)}) "
        f"AND (({edits} <= 1 AND {longer} >= 4 AND ({longer} >= 7 OR NOT ({_replaced(role)}))) "
        f"OR ({edits} <= 2 AND {longer} >= 8) OR {_shape(role, 'l')} = {_shape(role, 'r')} "
        f"OR ({_vowels_apart(role)}) OR ({_broadly_equal(role)}))"
    )


def initial(role: str) -> str:
    """One of the two is a single letter, with which the other begins: M. and Muhammad."""
    return " OR ".join(
        f"((length({role}_sound_{short}) = 1 OR length({role}_letters_{short}) = 1) "
        f"AND length({role}_consonant_key_{long}) > 1 "
        f"AND left({role}_consonant_key_{long}, 1) = {role}_consonant_key_{short})"
        for short, long in ("lr", "rl")
    )


def alike(role: str) -> str:
    """Words that may be one name badly copied, and are not two names of the dictionary."""
    return (
        f"NOT ({_both_listed(role)}) AND (({_one_end(role)} AND ({resembling(role)})) "
        f"OR ({_broadly_near(role)}))"
    )


def other_vowels(role: str) -> str:
    """Two names of the dictionary with the same consonants: Hani and Hana, but Hasan and Husayn."""
    return f"{_both_listed(role)} AND {role}_consonant_key_l = {role}_consonant_key_r"


def resembling(role: str) -> str:
    """Words a letter or two apart, if need be the names of two brothers: Hasan and Husayn."""
    edits, longer = _edits(role), _longer(role)
    return (
        f"{_one_end(role)} AND ({role}_consonant_key_l = {role}_consonant_key_r "
        f"OR {_begins(role, 'l', 'r')} OR {_begins(role, 'r', 'l')} "
        f"OR {edits} <= CASE WHEN {longer} >= 7 THEN 2 WHEN {longer} >= 4 THEN 1 ELSE 0 END)"
    )


def remotely_alike(role: str) -> str:
    """Two consonants, one of them apart, or one word the beginning of the other."""
    left, right = f"{role}_consonant_key_l", f"{role}_consonant_key_r"
    return (
        f"starts_with({left}, {right}) OR starts_with({right}, {left}) "
        f"OR (greatest(length({left}), length({right})) <= 2 "
        f"AND damerau_levenshtein({left}, {right}) <= 1)"
    )


def unknown(role: str) -> str:
    """One of the two records has no such part."""
    return f"{role}_consonant_key_l IS NULL OR {role}_consonant_key_r IS NULL"


def elsewhere(role: str) -> str:
    """The part stands at another place of the other record's name."""
    key = f"{role}_consonant_key"
    return f"list_contains(chain_l, {key}_r) OR list_contains(chain_r, {key}_l)"


def neither_end(low: str, high: str) -> str:
    """One of the two records knows neither end of an interval."""
    return " OR ".join(f"({low}_{side} IS NULL AND {high}_{side} IS NULL)" for side in "lr")


SHORTENED = (
    "list_slice(rest_l, 1, len(rest_r)) = rest_r OR list_slice(rest_r, 1, len(rest_l)) = rest_l"
)
"""One chain of names is the beginning of the other: a list that stops at the grandfather."""

WHOLE_SAME = "whole_l = whole_r AND len(chain_l) = len(chain_r)"
WHOLE_ALIKE = (
    "greatest(length(whole_l), length(whole_r)) >= 8 "
    "AND abs(length(whole_l) - length(whole_r)) <= 2 "
    "AND damerau_levenshtein(whole_l, whole_r) <= "
    "CASE WHEN greatest(length(whole_l), length(whole_r)) >= 12 THEN 2 ELSE 1 END "
    "AND (len(chain_l) <> len(chain_r) OR (whole_l = whole_r AND chain_l <> chain_r))"
)
"""The same consonants in the same order, cut into words otherwise: "Saq Allah" and "Saqallah"."""

NUMBER_SHARED = "list_has_any(identity_l, identity_r)"
OTHER_KIND = "coalesce(identity_kind_l <> identity_kind_r, FALSE)"

AGE_GAP = "greatest(0, age_least_l - age_most_r, age_least_r - age_most_l)"
AGE_IS_ROUGH = (
    "age_most_l IS NULL OR age_most_r IS NULL OR age_least_l IS NULL OR age_least_r IS NULL "
    "OR age_most_l - age_least_l > 36 OR age_most_r - age_least_r > 36"
)
_ONE_AGE = f"(born_l = born_r OR ({AGE_GAP} <= 12 AND NOT ({AGE_IS_ROUGH})))"
_ENDS_LISTED = "(ends_are_listed_l OR ends_are_listed_r)"
SWAPPED = (
    "family_consonant_key_l <> family_consonant_key_r "
    f"AND ((ends_l = ends_r AND NOT {_ENDS_LISTED}) "
    f"OR (turns_l = turns_r AND (NOT {_ENDS_LISTED} OR {_ONE_AGE})))"
)
"""The same parts in another order, as where one list puts the family name first.

The last part must have moved: where it stayed, given name and father changed places, and these are
a father and the son who bears his grandfather's name. So may be "Ahmad Hassan" and "Hassan Ahmad",
and whoever else has two listed given names: they are one name in two orders only where the age is
the same. A part between the two ends may be missing where that is no question.
"""

DAY_GAP = (
    "greatest(0, date_diff('day', last_day_r, first_day_l), "
    "date_diff('day', last_day_l, first_day_r))"
)
DAYS_ARE_ROUGH = (
    "first_day_l IS DISTINCT FROM last_day_l OR first_day_r IS DISTINCT FROM last_day_r"
)
WITHIN_A_MONTH = (
    "date_diff('day', first_day_l, last_day_l) <= 31 "
    "AND date_diff('day', first_day_r, last_day_r) <= 31"
)
PLACE_SHARED = "list_has_any(place_l, place_r)"
_IN_ONE_WORD = "array_to_string(place_{side}, '')"
_IN_ONE_WORD_BACK = "array_to_string(list_reverse(place_{side}), '')"
PLACE_ALIKE = (
    "len(list_filter(place_l, lambda one: len(list_filter(place_r, lambda other: "
    "greatest(length(one), length(other)) >= 3 "
    "AND damerau_levenshtein(one, other) <= 1)) > 0)) > 0 "
    + "".join(
        f"OR {_IN_ONE_WORD.format(side=one)} = {whole.format(side=other)} "
        for one, other in ("lr", "rl")
        for whole in (_IN_ONE_WORD, _IN_ONE_WORD_BACK)
    ).rstrip()
)
"""A word of one name is a slip away from a word of the other, or two words are joined in one."""
BIRTHS_KNOWN = "born_l IS NOT NULL AND born_r IS NOT NULL"
BIRTH_SLIP = (
    "(year(born_l) = year(born_r) AND (month(born_l) = month(born_r) OR day(born_l) = day(born_r) "
    "OR (month(born_l) = day(born_r) AND day(born_l) = month(born_r)))) "
    "OR (month(born_l) = month(born_r) AND day(born_l) = day(born_r) AND "
    "(year(born_l) - year(born_r) IN (-10, -1, 1, 10)))"
)
"""One of year, month and day copied wrongly, or day and month the other way round."""


def shared_terms(role: str) -> dict[str, tuple[str, str]]:
    """What several conditions on one part of a name ask: by name, its text and how it is found.

    Edits decide only where the consonants begin or end alike: elsewhere the conditions that count
    them hold or fail for another reason, so they are counted there alone. A later term may read an
    earlier one.
    """
    one_end, edits, longer = _one_end(role), _edits(role), _longer(role)
    return {
        "one_end": (one_end, one_end),
        "longer": (longer, longer),
        "edits": (edits, f"CASE WHEN one_end THEN {edits} END"),
    }


def _both(column: str) -> str:
    return f"({column}_l IS NOT NULL AND {column}_r IS NOT NULL)"


def _one_end(role: str) -> str:
    """The consonants begin or end alike: cheap to ask, and true of all that is a slip apart."""
    left, right = f"{role}_consonant_key_l", f"{role}_consonant_key_r"
    return (
        f"(abs(length({left}) - length({right})) <= 2 OR starts_with({left}, {right}) "
        f"OR starts_with({right}, {left})) "
        f"AND (left({left}, 1) = left({right}, 1) OR right({left}, 1) = right({right}, 1))"
    )


def _both_listed(role: str) -> str:
    return _both(f"{role}_name")


def _share_a_form(role: str) -> str:
    return f"{_both(f'{role}_letters')} OR {_both(f'{role}_sound')}"


def _edits(role: str) -> str:
    """Letters dropped, added, replaced or swapped with the next, in the fullest common form."""
    return (
        f"CASE WHEN {_both(f'{role}_letters')} THEN {_damerau(f'{role}_letters')} "
        f"WHEN {_both(f'{role}_sound')} THEN {_damerau(f'{role}_sound')} "
        f"ELSE {_damerau(f'{role}_consonant_key')} END"
    )


def _replaced(role: str) -> str:
    """One letter in another's place, which in a short word makes another name: Nura and Nawfa."""
    return " OR ".join(
        f"({_both(column)} AND length({column}_l) = length({column}_r) "
        f"AND levenshtein({column}_l, {column}_r) = 1)"
        for column in (f"{role}_letters", f"{role}_sound")
    )


def _longer(role: str) -> str:
    """The length of the longer word in that form."""
    return (
        f"CASE WHEN {_both(f'{role}_letters')} THEN {_length(f'{role}_letters')} "
        f"WHEN {_both(f'{role}_sound')} THEN {_length(f'{role}_sound')} "
        f"ELSE {_length(f'{role}_consonant_key')} END"
    )


def _damerau(column: str) -> str:
    return f"damerau_levenshtein({column}_l, {column}_r)"


def _length(column: str) -> str:
    return f"greatest(length({column}_l), length({column}_r))"


def _broadly_equal(role: str) -> str:
    """Consonants that differ by the habits of hands alone, or by an article read as the name's own.

    ``q``, ``g`` and ``j``, ``kh`` and ``h``, ``dh`` and ``z``; Ilham written as "al-Ham".
    """
    left, right = f"{role}_consonant_key_l", f"{role}_consonant_key_r"
    shorter = f"least(length({left}), length({right}))"
    return (
        f"(({_broad(role, 'l')} = {_broad(role, 'r')} OR {merged(left)} = {merged(right)}) "
        f"AND ({shorter} >= 3 OR ({shorter} = 2 AND NOT ({_sounds_far_apart(role)}))) "
        f"AND NOT ({_long_vowels_apart(role)})) "
        f"OR {with_article(left)} = {right} OR {with_article(right)} = {left}"
    )


def _long_vowels_apart(role: str) -> str:
    """Arabic letters two signs apart, one word a listed name: a slip of Mahmud is no Muhammad."""
    return (
        f"{_both(f'{role}_letters')} AND {_damerau(f'{role}_letters')} >= 2 "
        f"AND ({role}_name_l IS NOT NULL OR {role}_name_r IS NOT NULL)"
    )


def _sounds_far_apart(role: str) -> str:
    """Three signs or more, as heard or as written: two consonants alone do not make Auwad of Iyad.

    Nor do they make طليعة of تالا.
    """
    forms = f"{role}_sound", f"{role}_letters"
    far = " OR ".join(f"({_both(form)} AND {_damerau(form)} > 2)" for form in forms)
    return f"{far} OR ({_other_consonants(role)})"


def _broadly_near(role: str) -> str:
    """One sign apart when the habits of hands are set aside, in a word of three or more.

    Of three consonants two must be the same as they stand: Kazima is no Fatima.
    """
    return (
        f"{_length(f'{role}_consonant_key')} >= 3 AND abs(length({role}_consonant_key_l) "
        f"- length({role}_consonant_key_r)) <= 1 "
        f"AND damerau_levenshtein({_broad(role, 'l')}, {_broad(role, 'r')}) <= 1 "
        f"AND ({_length(f'{role}_consonant_key')} >= 4 OR {_damerau(f'{role}_consonant_key')} <= 1)"
    )


def _broad(role: str, side: str) -> str:
    return broad(f"{role}_consonant_key_{side}")


def _vowels_apart(role: str) -> str:
    """Latin spellings with the same consonants whose vowels differ by two signs at most."""
    return (
        f"{role}_consonant_key_l = {role}_consonant_key_r AND length({role}_consonant_key_l) >= 2 "
        f"AND {_both(f'{role}_sound')} AND NOT {_both(f'{role}_letters')} "
        f"AND {_damerau(f'{role}_sound')} <= 2 "
        f"AND NOT ({_other_consonants(role)})"
    )


def _other_consonants(role: str) -> str:
    """Latin spellings with an h in the place of a w, which is no vowel: Najha and Najwa."""
    left, right = (merged(f"translate({role}_sound_{side}, 'aeiou', '')") for side in "lr")
    return f"{_both(f'{role}_sound')} AND {left} <> {right} AND length({left}) = length({right})"


def _feminine(role: str) -> str:
    """The same word with and without a feminine ending: Zayd and Zayda, a brother and a sister."""
    return " OR ".join(
        f"({_both(column)} AND rtrim({column}_l, '{ending}') = rtrim({column}_r, '{ending}') "
        f"AND (right({column}_l, 1) IN ({letters})) <> (right({column}_r, 1) IN ({letters})))"
        for column, ending, letters in (
            (f"{role}_letters", "hA", "'h', 'A'"),
            (f"{role}_sound", "a", "'a'"),
        )
    )


def _feminine_across(role: str) -> str:
    """An Arabic word with a feminine ending, and a Latin one that ends in another consonant.

    Nawfa, a girl, and Nayif, her brother. The ending is heard as a vowel, as h or as t.
    """
    return " OR ".join(
        f"({role}_letters_{one} IS NOT NULL AND {role}_sound_{one} IS NULL "
        f"AND {role}_letters_{other} IS NULL AND {role}_sound_{other} IS NOT NULL "
        f"AND right({role}_letters_{one}, 1) = 'h' "
        f"AND right({role}_sound_{other}, 1) NOT IN ('a', 'e', 'i', 'o', 'u', 'y', 'h', 't'))"
        for one, other in ("lr", "rl")
    )


def _shape(role: str, side: str) -> str:
    return shape(f"{role}_letters_{side}")


def _begins(role: str, short: str, whole: str) -> str:
    column = f"{role}_consonant_key"
    return f"(length({column}_{short}) >= 3 AND starts_with({column}_{whole}, {column}_{short}))"
