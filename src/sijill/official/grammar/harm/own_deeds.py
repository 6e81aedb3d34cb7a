"""Firing at people as the authority's own deed: "our troops shot dead a farmer".

An open inquiry beside it asks why, and not whether: what is so told is conceded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.frames import frame_at
from sijill.official.grammar.harm.harm_clause import HarmClause
from sijill.official.grammar.harm.other_doers import OWN_NAMES, is_done_by_others
from sijill.official.grammar.harm.people import ADJECTIVE, ADVERB, BE, VICTIM
from sijill.official.grammar.telling.speakers import OWN, Frame
from sijill.official.grammar.words import any_of

_FIRED = (
    rf"(?:{any_of('killing', 'injuring')}|(?:shot|fired|struck|hit|engaged|sank|rammed|shelled) "
    r"|(?:opened|returned) fire )"
)
_OURS = rf"(?:of (?:the |our )?{any_of('authority', 'bodies_of_force', 'services')}|(?!of |from ))"
_A_FORCE = rf"(?:{ADJECTIVE})*{any_of('own_force')}{_OURS}"
_OTHER_VERB = "(?:found|discovered|saw|recovered|reported|came|that|who) "
_FORCE = (
    rf"(?:{OWN_NAMES}(?:(?!, |and |<|{BE}|{_OTHER_VERB})\S+ ){{0,4}}?"
    rf"|(?:\A|[,:] (?:and )?|(?:that|when|the|an?|one|<\d+>) ){_A_FORCE}"
    rf"{ADVERB}*(?:(?:at|in|near|on) (?:(?!, |and |<|{BE}|{_OTHER_VERB})\S+ ){{0,3}}?)?)"
)
_DID = expression(rf"(?<!\S){_FORCE}(?P<act>{_FIRED})")
_DONE_BY = expression(
    rf"(?<!\S)(?:{any_of('killed', 'injured', 'died')}|(?:shot|struck|hit) )"
    rf"(?:(?!, |and |by |not )\S+ ){{0,6}}?(?P<act>(?:by|in|from) )"
    rf"(?:{OWN_NAMES}|(?:the |an? )?{_A_FORCE})"
)
_WITHOUT_SUBJECT = expression(
    rf"\A(?P<act>{any_of('killing')})(?:<\d+> |an? )(?:{ADJECTIVE})*{VICTIM}.*, and (?:the|our) "
)
"""A report that leaves its own subject out: "shot dead two men at X, and the Mission has"."""
_WHO_DID = expression(
    r"(?<!\S)(?:whose (?:fire|rounds?|bullets?|shells?|shots?|strike) |by whom "
    r"|who (?:fired|shot|killed) |which of (?:them|these|those|the) "
    r"|(?:how|why) (?:(?!, )\S+ ){0,8}?(?:killed|shot|died|came|injured|opened) "
    r"|(?:whether|if) (?:\S+ ){0,6}?(?:our|us|we|its|responsible|caused?|killed by|hit by) )"
)


_DISCOVERED = expression(
    rf"(?<!\S){any_of('own_force')}(?:(?!, |that )\S+ ){{0,3}}?"
    r"(?:found|discovered|recovered|came upon) (?!that )"
)
"""What its troops came upon is no deed of theirs: "peacekeepers found two men shot dead"."""


@dataclass(slots=True)
class OwnDeeds:
    """What the sentences of a line have told so far of the authority's own deeds.

    ``is_stated`` is set where the last sentence states one, ``is_doer_open`` where any leaves open
    who did it.
    """

    is_stated: bool = False
    is_doer_open: bool = False

    def take(self, clause: Clause, inherited: Frame, harms: list[HarmClause]) -> None:
        """Marks the harms of a sentence, in place, that are its own deed, or none of its making.

        What follows in the next sentence is of the same deed: "opened fire. Two were killed."
        """
        start, is_stated = clause.pieces[0].start, _tells_own_deed(clause, inherited)
        self.is_doer_open = self.is_doer_open or _WHO_DID.search(clause.line) is not None
        is_found = _DISCOVERED.search(clause.line) is not None
        for place, harm in enumerate(harms):
            if harm.start < start:
                continue
            if is_found and harm.frame in OWN:
                harms[place] = replace(harm, frame=Frame.SUPPOSED)
            elif is_stated or self.is_stated:
                harms[place] = replace(harm, is_own_deed=True)
        self.is_stated = is_stated

    def hold(self, harms: Iterable[HarmClause]) -> bool:
        """Whether all these harms are told as its own deed, and none is left open."""
        return not self.is_doer_open and all(harm.is_own_deed for harm in harms)


def _tells_own_deed(clause: Clause, inherited: Frame) -> bool:
    """Whether the sentence states that the authority's own force fired, struck or killed."""
    return any(
        frame_at(clause, match.start("act"), match.end(), inherited) in OWN
        and not (form is _DID and is_done_by_others(clause.line[: match.start("act")]))
        for form in (_DID, _DONE_BY, _WITHOUT_SUBJECT)
        for match in form.finditer(clause.line)
    )
