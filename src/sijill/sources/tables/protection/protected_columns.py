"""Which columns of a file hold what the mapping protects; in doubt, more of them.

A list is issued again with another heading, a form nests the witness's name (``witness.name``), a
sheet has the same heading twice (``witness (2)``). Matching by name alone would let each of them
through. So a protected name stands for every column that could be it, and a file in which a
protected name is not found at all is refused whole: nobody knows then where its cells are.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from anyascii import anyascii

from sijill.language.scripts import ARABIC_FOLDS
from sijill.model.limits import LONGEST_NAME_IN_CELL
from sijill.model.values.normal_forms import normalize

_NESTED = tuple("./[:")
"""What stands between the parts of a nested name in the formats that are read."""
_BESIDE = ("feature.", "properties.")
"""What a column begins with whose name two parts of a GeoJSON feature have."""
_DOUBLED = re.compile(r"\s*\(\d+\)")
_NUMBERED = re.compile(r"\s*\d+")
_UNNAMED = re.compile(r"column \d+")
"""A column whose heading is empty; a heading that is merged across columns stands in the first."""
_BETWEEN_WORDS = re.compile(r"[\s_\-]+")
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of a name like ``toldBy``."""
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^\u0627\u0644(?=\w{3})")
_LAST_NUMBER = re.compile(r"[\s#.]*\d+$")
_PLACE = re.compile(r"(?<=[\[./])\d+(?=[\]./])")
"""The place of an item in a list, as in ``witnesses[0].name``."""
_LEAST_LETTERS = 4
"""A shorter name with a number is that of a question (``q1``), not one of several like it."""
_NO_SIGNS = frozenset(("Cf", "Cc", "Mn", "Me"))
_FILLERS = "\u115f\u1160"
"""Letters without a shape, to which all Hangul fillers are decomposed."""
_ALIKE = str.maketrans(
    {
        **ARABIC_FOLDS,
        **dict.fromkeys("\u0672\u0673\u0675", "\u0627"),
        "\u06aa": "\u0643",
        **dict(
            zip(
                "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455"
                "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7",
                "abekmhopctyxijsabezhikmnoptyx",
                strict=True,
            )
        ),
    }
)
"""Letters that people write for one another: those of Arabic, Persian, Kurdish and Urdu as search
folds them; and Cyrillic and Greek letters that look like Latin ones (from
https://www.unicode.org/Public/security/latest/confusables.txt, as they look in either case)."""
_LATIN_LIKE = re.compile(r"[\u00df-\u02af\u0370-\u052f\u1d00-\u1dbf\ua720-\ua7ff]")
"""Letters of Latin, Greek and Cyrillic that are left, as the small capital for a capital."""


def withheld_columns(
    protected: Iterable[str], columns: Iterable[str], read: Iterable[str] = ()
) -> dict[str, str]:
    """The columns that are withheld, each with the protected name that it is withheld for.

    A column is withheld if it has the name, lies in it (``name.first``), is one of several with it
    (``name (2)``, ``name_2``), holds it as a part (``witness`` for ``witness.name``), differs from
    one of these only in case, spaces, invisible signs, marks or the width of letters, or has no
    heading of its own and stands behind one that is withheld. One that has the words of the name
    among its own (``name of the witness`` for ``witness``, ``report.told_by`` for ``told_by``) is
    withheld, too, unless the mapping reads it: it is among ``read``.
    """
    names = ProtectedNames(protected)
    known = frozenset(read)
    withheld: dict[str, str] = {}
    before = ""
    for column in columns:
        if not (before and _UNNAMED.fullmatch(column)):
            before = names.meant_by(column) or ("" if column in known else names.within(column))
        if before:
            withheld[column] = before
    return withheld


class ProtectedNames:
    """The protected names of a file, as headings and keys are compared with them.

    Files have thousands of headings and keys, and a mapping may protect thousands of names. So what
    a heading could be is looked up by what it begins with, and not asked of each name. Where it
    could be several, it is the first.
    """

    def __init__(self, protected: Iterable[str]) -> None:
        self._names = tuple(protected)
        self._whole = frozenset(self._names)
        folded = [fold_name(name) for name in self._names]
        self._folded = _first_places(enumerate(folded))
        self._parts = _first_places(
            (at, part) for at, one in enumerate(folded) for part in _parts(one)
        )
        self._together = _first_places(
            (at, _written_together(one)) for at, one in enumerate(folded)
        )
        worded = [(at, one) for at, one in enumerate(folded) if _WORD.search(one)]
        self._words = _first_places((at, _words(one)) for at, one in worded)
        self._placed = _first_places(
            (at, _PLACE.sub("", one)) for at, one in worded if _PLACE.search(one)
        )
        self._bare = _first_places(
            (at, bare) for at, one in worded if (bare := _without_number(one))
        )
        self._lengths = sorted({len(one) for one in self._folded})
        self._counts = sorted({one.count(" ") + 1 for one in self._words})

    def meant_by(self, column: str) -> str:
        """The protected name that a column could be, its own before another; empty if none."""
        if column in self._whole:
            return column
        folded = fold_name(column)
        together = self._together.get(_written_together(folded))
        return self._first([together, *self._meant(folded), *self._meant(_without_part(folded))])

    def _meant(self, form: str) -> Iterator[int | None]:
        """The first places of names that a form could be, by each way in which it could."""
        yield self._parts.get(form)
        for length in self._lengths:
            at = self._folded.get(form[:length]) if length <= len(form) else None
            if at is not None and _could_be(form, form[:length]):
                yield at

    def within(self, column: str) -> str:
        """The protected name that a column has the words of among its own; empty if there is none.

        ``witness_2`` and ``witness`` count as such for ``witness_1``, and ``witnesses[1].name`` for
        ``witnesses[0].name``.
        """
        folded = fold_name(column)
        words = words_of_name(folded)
        runs = (
            " ".join(words[first : first + count])
            for count in self._counts
            for first in range(len(words) - count + 1)
        )
        found = [self._words.get(run) for run in runs]
        found += [self._placed.get(_PLACE.sub("", folded))]
        return self._first([*found, self._bare.get(_LAST_NUMBER.sub("", folded))])

    def _first(self, places: Iterable[int | None]) -> str:
        at = min((place for place in places if place is not None), default=None)
        return "" if at is None else self._names[at]


def _first_places(found: Iterable[tuple[int, str]]) -> dict[str, int]:
    """By text, the place of the first name that it stands for; without the empty text."""
    places: dict[str, int] = {}
    for at, text in found:
        if text:
            places.setdefault(text, at)
    return places


def _parts(name: str) -> Iterator[str]:
    """What a name lies in: itself, and its beginnings as far as ``_is_of`` says so."""
    yield name
    for at in range(1, min(len(name), LONGEST_NAME_IN_CELL)):
        if _is_of(name, name[:at]):
            yield name[:at]


def _without_number(name: str) -> str:
    """A name without the number that it ends with; empty if it has none, or few letters then."""
    bare, count = _LAST_NUMBER.subn("", name)
    return bare if count and sum(map(str.isalpha, bare)) >= _LEAST_LETTERS else ""


def unmatched_names(protected: Iterable[str], columns: Iterable[str]) -> tuple[str, ...]:
    """The protected names that no column has, exactly as written, itself or as its beginning."""
    present = sorted(columns)

    def beginning(name: str) -> Iterator[str]:
        """The columns that begin so; sorted, they stand together."""
        first = bisect_left(present, name)
        return takewhile(lambda one: one.startswith(name), islice(present, first, None))

    return tuple(
        name
        for name in protected
        if not (name and any(_is_of(column, name) for column in beginning(name)))
    )


def _is_of(column: str, name: str) -> bool:
    """Whether a column is the named one, one of several with that name, or lies in it."""
    if not name or not column.startswith(name):
        return False
    rest = column[len(name) :]
    return not rest or rest.startswith(_NESTED) or _DOUBLED.match(rest) is not None


def _could_be(column: str, name: str) -> bool:
    """As ``_is_of``; and a number may follow a name that does not itself end in one."""
    is_numbered = column.startswith(name) and _NUMBERED.fullmatch(column, len(name)) is not None
    return bool(name) and ((is_numbered and not name[-1].isdigit()) or _is_of(column, name))


def _without_part(column: str) -> str:
    part = next((prefix for prefix in _BESIDE if column.startswith(prefix)), "")
    return column.removeprefix(part)


def _words(folded: str) -> str:
    """The words of a folded name, as runs of words are looked up."""
    return " ".join(words_of_name(folded))


def words_of_name(folded: str) -> list[str]:
    """The words of a folded name, in Arabic without their article."""
    return [_ARTICLE.sub("", word) for word in _WORD.findall(folded)]


def _written_together(folded: str) -> str:
    """A folded name without what stands between and around its words; itself if it has none."""
    return "".join(_WORD.findall(folded)) or folded


def fold_name(name: str) -> str:
    """A heading or key as people read it: without signs, marks, case and width of letters."""
    spaced = _JOINT.sub(" ", " ".join(name.split()))
    plain = normalize("NFKD", spaced).casefold().translate(_ALIKE)
    signs = (sign for sign in plain if unicodedata.category(sign) not in _NO_SIGNS)
    bare = _LATIN_LIKE.sub(lambda letter: anyascii(letter[0]), "".join(signs))
    for filler in _FILLERS:
        bare = bare.replace(filler, "")
    return _BETWEEN_WORDS.sub(" ", bare).strip().casefold()
