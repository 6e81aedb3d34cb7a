"""Who says a thing in a release: the authority, in one way or another, or somebody else."""

from dataclasses import dataclass
from enum import StrEnum

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.words import any_of, possessive_of


class Frame(StrEnum):
    """Who says a thing in a release."""

    FOUND = "found"
    """The authority's finding, marked as one."""
    STATED = "stated"
    """A plain sentence of the authority."""
    ALLEGED = "alleged"
    """What others say."""
    PAST = "past"
    """What the authority had said before."""
    SUPPOSED = "supposed"
    """What would have been, or whether it was."""
    DENIED = "denied"
    """What the authority says did not happen or is not known."""


OWN = (Frame.FOUND, Frame.STATED)
"""The authority itself, of what is so."""


@dataclass(frozen=True, slots=True)
class FrameMark:
    """A word that turns who speaks: from its end on, what stands there has the frame."""

    start: int
    end: int
    frame: Frame


_OWN_SPEAKER = (
    rf"(?:(?:\A|(?<!\S)(?:[,:\"”'’] |and |that |as |but ))(?:the |a |an |its |our )*"
    rf"(?:senior |chief )?|{any_of('self')}(?:\S+ )?)"
    rf"(?:{any_of('services')}(?:{any_of('spokesmen')})?|{any_of('spokesmen')})"
    rf"(?:for (?:the |our )?{any_of('self')}(?:\S+ )?)?(?:, )?"
    rf"|(?:\A|(?<!\S)[,:\"”'’] ){any_of('ranks')}(?:(?!that |of |, )\S+ ){{1,2}}"
    rf"|{possessive_of('self')}{any_of('spokesmen')}"
    rf"|{any_of('self')}(?:{any_of('services')})?{any_of('spokesmen')}(?:{any_of('ranks')})?"
    r"(?:(?!that |of |, |and |who )\S+ ){1,3}"
    r"|(?<!former )(?:u \. s \. |us |american |british |uk |coalition )"
    r"(?:military |defen[cs]e |army |government |central command |africa command )*"
    r"(?:officials?|officers?|commanders?|spokes\S+) "
    rf"|(?:{possessive_of('services')}|{possessive_of('self')})(?:own |internal |official )*"
    r"(?:investigation|inquiry|review|assessment|report) "
)
"""Who speaks for the authority: "the spokesman", "a Coalition spokesman", "the general"."""
SELF = expression(
    rf"(?:{any_of('self')}|{_OWN_SPEAKER})"
    rf"(?:{any_of('adverb')}|has |have |had |now |forces |itself |aircrew |pilots |officials )?$"
)
"""The authority as the subject right before a verb."""
TELLS_OTHERS = expression(
    rf"(?:{any_of('self')}|{_OWN_SPEAKER})(?:{any_of('adverb')}|has |have |had )*"
    rf"{any_of('tells_to')}(?:the |a |an |local |some )*{any_of('third_party')}"
    rf"(?:(?!that |{any_of('attributes')})\S+ ){{0,3}}?"
    rf"(?:that |, )(?:\S+ ){{0,3}}$"
)
"""A third party that is only told: "the spokesman told reporters that"."""
OTHERS_WHO_SAY = (
    "(?:"
    + "".join(f"(?!{any_of(name)})" for name in ("victim", "documents"))
    + (f"{any_of('third_party')})")
)
"""A third party that can say a thing: no victims, no documents."""
TOLD_BEHIND = expression(
    rf"(?:\S+ ){{0,8}}?(?:, |- |– )(?:as |so )?(?:the |a |an |local |some |several )*"
    rf"(?<!coalition )(?<!our ){any_of('third_party')}{any_of('staff_of_others')}?"
    rf"(?:{any_of('may_have')})?(?:also |since |later )*{any_of('tells_behind')}(?=$|[,.] )"
)
"""A third party that has told it: "nine were killed, a monitor has documented"."""
BY_A_THIRD_PARTY = expression(rf"by (?:the |a |an |local |several )*{OTHERS_WHO_SAY}")
"""Who confirmed it: "two civilians were confirmed killed by the monitor"."""
SIGNED = expression(rf"(?:, )?[-–—] (?:source : )?(?:the )?{any_of('third_party')}(?:, )?$")
"""The source behind what it says: "nine civilians were killed - Airwars"."""
