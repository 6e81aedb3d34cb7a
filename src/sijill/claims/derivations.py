"""What each statement derives from: what lists say, whom it cites, whose words and pictures it has.

Only the first is certain. The others are proposals with their basis beside them, and a person may
judge any two statements independent ("different") or one origin ("same").
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from sijill.claims.cited_sources import cited_organisations, cited_sources
from sijill.claims.picture_hash import SAME_PICTURE_BITS, bits_apart, hash_numbers
from sijill.claims.source_names import is_called, source_key, title_of_source, unlisted_names
from sijill.language.near_text import Likeness, find_alike, folded_words
from sijill.model.results.origins import Derived, Statement
from sijill.model.values.derivation import Derivation

RESEMBLES = 500
"""Per mille of runs that two texts share, from which on one copies the other."""
CONTAINS = 600
"""Per mille of the shorter text that stands in the longer, from which on the longer quotes it."""
FIRST_TIED = 30
"""Of statements with one picture, or by one source on one matter, the first that another, which has
it or cites it, is tied to: a bound on pairs, which few posts reach; what is by one team is one."""
_FEWEST_WORDS = 4
_SHORT_WORDS = 15
"""Below, likeness says nothing of a text whose source is known otherwise: "the toll has risen"."""
_STRENGTH = (
    Derivation.STATED,
    Derivation.COPIES,
    Derivation.TRANSLATES,
    Derivation.SYNDICATES,
    Derivation.QUOTES,
    Derivation.SAME_PICTURE,
    Derivation.SAME_TEAM,
)
Pair = tuple[str, str]


def find_derivations(
    statements: Iterable[Statement],
    same: Collection[Pair] = frozenset(),
    different: Collection[Pair] = frozenset(),
) -> tuple[Derived, ...]:
    """Every dependence between statements, the strongest first for each statement.

    Args:
        statements: of one kind, by ids that differ.
        same: pairs of ids (sorted) that a person judged to be of one origin.
        different: pairs of ids (sorted) that a person judged to be independent.
    """
    by_id = {statement.id: statement for statement in statements}
    by_pair: dict[Pair, Derived] = {}
    stated = (*_stated(by_id), *_judged(by_id, same))
    known = (
        *stated,
        *_citing(by_id),
        *_citing_organisations(by_id),
        *_same_pictures(by_id),
        *_same_team(by_id),
    )
    traced = {step.later for step in known}
    chains = _chains(stated)
    alike = (
        step
        for step in _alike(by_id)
        if not (step.later in traced and _is_short(by_id, step.later, step.earlier))
        and chains.get(step.later, step.later) != chains.get(step.earlier, step.earlier)
    )
    for step in (*known, *alike):
        is_independent = tuple(sorted((step.later, step.earlier))) in different
        if not is_independent:
            by_pair.setdefault((step.later, step.earlier), step)
    return tuple(
        sorted(
            by_pair.values(), key=lambda step: (step.later, _STRENGTH.index(step.how), step.earlier)
        )
    )


def _stated(by_id: Mapping[str, Statement]) -> Iterator[Derived]:
    for statement in by_id.values():
        for earlier in statement.repeats:
            if earlier in by_id and earlier != statement.id:
                first, then = by_id[earlier].on, statement.on
                is_odd = first is not None and then is not None and then < first
                words = "the list says so" + (", and dates it before that" if is_odd else "")
                yield Derived(statement.id, earlier, statement.relation, words)


def _chains(stated: Iterable[Derived]) -> dict[str, str]:
    """By statement, the chain it is in by what lists and people say: likeness adds nothing there.

    Its text would point the other way where a repetition is dated before what it repeats.
    """
    beside: dict[str, list[str]] = defaultdict(list)
    for step in stated:
        beside[step.later].append(step.earlier)
        beside[step.earlier].append(step.later)
    chains: dict[str, str] = {}
    for start in beside:
        waiting = [start]
        while waiting:
            statement = waiting.pop()
            if statement not in chains:
                chains[statement] = start
                waiting += beside[statement]
    return chains


def _judged(by_id: Mapping[str, Statement], same: Collection[Pair]) -> Iterator[Derived]:
    for left, right in sorted(same):
        if left in by_id and right in by_id:
            yield _dated(by_id, left, right, Derivation.STATED, "a person judged them one origin")


def _dated(
    by_id: Mapping[str, Statement], left: str, right: str, how: Derivation, basis: str
) -> Derived:
    """The later of two derives from the earlier; where no date tells, the one that sorts later."""
    earlier, later = sorted((left, right), key=lambda identity: _order(by_id[identity]))
    return Derived(later, earlier, how, basis)


def _order(statement: Statement) -> tuple[bool, str, str]:
    """By day, those without one last, and then by id."""
    return statement.on is None, str(statement.on or ""), statement.id


def _share_matter(left: Statement, right: Statement) -> bool:
    return bool(set(left.about) & set(right.about)) or not (left.about and right.about)


def _alike(by_id: Mapping[str, Statement]) -> Iterator[Derived]:
    texts = {
        identity: statement.text
        for identity, statement in by_id.items()
        if len(folded_words(statement.text)) >= _FEWEST_WORDS
    }
    for pair in find_alike(texts):
        how = _text_relation(pair)
        if how is not None and _share_matter(by_id[pair.left], by_id[pair.right]):
            percent = (pair.resemblance if how is Derivation.COPIES else pair.containment) // 10
            words = "of both texts is the same" if how is Derivation.COPIES else "stands in it"
            step = _dated(by_id, pair.left, pair.right, how, f"{percent} % {words}")
            is_dated = by_id[pair.left].on is not None and by_id[pair.right].on is not None
            if how is Derivation.QUOTES and not is_dated:
                step = _longer_quotes(by_id, step)
            yield step


def _longer_quotes(by_id: Mapping[str, Statement], step: Derived) -> Derived:
    """The step with the longer text as the one that quotes: without days nothing else tells."""
    shorter, longer = sorted(
        (step.earlier, step.later), key=lambda each: (len(folded_words(by_id[each].text)), each)
    )
    return replace(step, later=longer, earlier=shorter)


def _is_short(by_id: Mapping[str, Statement], *statements: str) -> bool:
    """Whether a text is so short that two pages may have worded it alike by chance."""
    return any(len(folded_words(by_id[statement].text)) < _SHORT_WORDS for statement in statements)


def _text_relation(pair: Likeness) -> Derivation | None:
    if pair.resemblance >= RESEMBLES:
        return Derivation.COPIES
    return Derivation.QUOTES if pair.containment >= CONTAINS else None


def _citing(by_id: Mapping[str, Statement]) -> Iterator[Derived]:
    """Statements that name their source: another statement about the matter, or one outside."""
    by_matter: dict[tuple[str, str], list[str]] = defaultdict(list)
    known: set[str] = set()
    for statement in sorted(by_id.values(), key=_order):
        key = source_key(statement.said_by)
        known.add(key)
        for matter in statement.about or ("",):
            if len(by_matter[matter, key]) <= FIRST_TIED:
                by_matter[matter, key].append(statement.id)
    names = unlisted_names(known)
    for statement in by_id.values():
        own = source_key(statement.said_by)
        for source in cited_sources(statement.text, names, statement.places, own):
            if source == own:
                continue
            cited = [
                other
                for matter in statement.about or ("",)
                for other in by_matter.get((matter, source), ())
            ]
            for earlier in dict.fromkeys(cited) or (f"cited:{source}",):
                if earlier != statement.id:
                    words = f"it cites {title_of_source(source)}"
                    yield Derived(statement.id, earlier, Derivation.QUOTES, words)


def _citing_organisations(by_id: Mapping[str, Statement]) -> Iterator[Derived]:
    """Statements of several publishers that cite one organisation about a matter, unknown else."""
    citing: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in by_id.values():
        for source in sorted(cited_organisations(statement.text)):
            if not is_called(statement.said_by, source):
                for matter in statement.about:
                    citing[matter, source].append(statement)
    for (_, source), statements in sorted(citing.items(), key=_matter_and_source):
        if len({source_key(statement.said_by) for statement in statements}) > 1:
            for statement in statements:
                words = f"it cites {source}, as others do"
                yield Derived(statement.id, f"cited:{source}", Derivation.QUOTES, words)


def _matter_and_source(item: tuple[tuple[str, str], list[Statement]]) -> tuple[str, str]:
    return item[0]


def _same_pictures(by_id: Mapping[str, Statement]) -> Iterator[Derived]:
    """Each statement with the first that have its picture, by their days."""
    pictures = sorted(
        (*_order(statement), picture)
        for statement in by_id.values()
        for picture in statement.pictures
        if _is_hash(picture)
    )
    hashes = hash_numbers(picture for *_, picture in pictures)
    for place, (_, _, later, _) in enumerate(pictures):
        bits = bits_apart(hashes[: place + 1], place)[:place]
        near = (int(other) for other in np.flatnonzero(bits <= SAME_PICTURE_BITS))
        others = (other for other in near if pictures[other][2] != later)
        for other in islice(others, FIRST_TIED):
            words = f"a picture of both differs in {bits[other]} of 64 bits"
            yield Derived(later, pictures[other][2], Derivation.SAME_PICTURE, words)


def _is_hash(text: str) -> bool:
    return len(text) == 16 and all(sign in "0123456789abcdef" for sign in text.lower())  # noqa: PLR2004  64 bits


def _same_team(by_id: Mapping[str, Statement]) -> Iterator[Derived]:
    """What one team says again about one matter is no further origin."""
    teams: dict[Pair, list[str]] = defaultdict(list)
    for statement in by_id.values():
        key = statement.team or source_key(statement.said_by)
        if key:
            for matter in statement.about:
                teams[matter, key].append(statement.id)
    for (_, team), members in sorted(teams.items()):
        first = _first(by_id, members)
        for other in members:
            if other != first:
                yield Derived(other, first, Derivation.SAME_TEAM, f"both are by {team}")


def _first(by_id: Mapping[str, Statement], members: Sequence[str]) -> str:
    return min(members, key=lambda identity: _order(by_id[identity]))
