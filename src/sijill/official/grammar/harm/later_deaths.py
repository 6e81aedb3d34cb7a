"""Those injured who died: "he later died", "three were injured, one of whom later died"."""

from sijill.model.values.counts import CountRange
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.words import any_of

_INJURED = any_of("injured")


def death_of_before(clause: Clause) -> str:
    """The words that say that one of those injured before died: "he later died"; empty if none."""
    match = _LATER_DIED.match(clause.line)
    if match is None:
        return ""
    is_one = not match["n"] or clause.numbers[int(match["n"])] == CountRange.exactly(1)
    return match[0] if is_one else ""


def deaths_of_injured(clause: Clause) -> tuple[CountRange, int, int] | None:
    """How many of those injured in the same sentence died, and where the line says so.

    "three were injured, one of whom later died".
    """
    match = _DIED_OF_INJURED.search(clause.line)
    if match is None:
        return None
    number = match["n"] or match["m"]
    count = clause.numbers[int(number)] if number else CountRange.exactly(1)
    return count, match.start("died"), match.end("died")


_LATER = r"(?:later |subsequently |then |has since |have since |since |afterwards |eventually )"
_DIED_OF_INJURED = expression(
    rf"(?<!\S){_INJURED}(?:<\d+> )?"
    rf"(?:(?!<\d+>|not |no |{any_of('contrast')})\S+ ){{0,6}}?(?:, )?(?:and )?"
    r"(?P<died>(?:(?:oneof |<(?P<n>\d+)> of )(?:whom |them |these |those |the (?:injured|wounded) )"
    r"|of (?:whom|which|them) (?:one |<(?P<m>\d+)> ))"
    rf"(?:{any_of('be')}|{any_of('adverb')}|{_LATER})*{any_of('died')})"
)
_LATER_DIED = expression(
    r"(?:and |, |sadly |tragically |regrettably |unfortunately )*"
    r"(?:he|she|the (?:injured |wounded |same )?(?:civilian|person|man|woman|child|boy|girl|victim)"
    r"|oneof (?:them|these|those|the (?:injured|wounded))|<(?P<n>\d+)>(?: of them)?) "
    rf"(?:later |subsequently |then |has since |since |afterwards )+{any_of('died')}"
)
