"""Deaths that a sentence only speaks about, and does not state: "the seven deaths remain open".

A plain sentence states harm with a verb ("were killed", "killed two", "died"), in a fragment ("two
dead, three wounded"), or behind what caused it ("resulted in two deaths"). A bare noun elsewhere is
a topic, unless the sentence names the authority's own doing.
"""

import re

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.forms import KILLING_THEM
from sijill.official.grammar.harm.other_doers import ACTIVE
from sijill.official.grammar.harm.people import BE
from sijill.official.grammar.words import any_of

_VERB = expression(
    rf"(?<!\S)(?:{BE}|{any_of('died', 'hurt_verb')}|[:=–—-] |(?:toll|number|total|count) "
    rf"|(?:took|taken|claimed|ended|cost|lost|numbered) |{KILLING_THEM}$)"
)
_BY_ACCIDENT = expression(r"(?<!\S)(?:drowned|crushed) ")
_OWN_DEED = expression(
    rf"(?<!\S)(?:{any_of('marks', 'strike')}|our |by us |by the coalition |mistakes? |errors? "
    rf"|{any_of('authority')}(?:forces |aircraft |troops |artillery |fire )?"
    r"(?:is|was|are|were) (?:\S+ ){0,2}?responsible for "
    r"|fell short |errant |apolog\S+ |sorry |regrets? |regretted "
    r"|(?:take|takes|took|accept|accepts|accepted|bear|bears|acknowledge|acknowledges) "
    r"(?:full |its |the )*responsib\S+ )"
)
"""What makes it the authority's doing that is told of people's death."""
_NOBODY = expression(r"(?:and |, |with |but |there (?:were|was) )?no ")
_ARTICLE = expression(r"(?<!\S)(?:the|these|those) (?:same )?$")
_BOUNDARY = expression(
    r"(?:\A|[,:;/–—\"-] |(?<!\S)(?:and|or|but|with|also|is|are|was|were) )"
    r"(?:an? (?:further |additional |total of ))?$"
)
_CAUSING = expression(
    r"(?<!\S)(?:caus\S+|result\S* in|led to|leading to|leads? to|cost|costing|claim(?:ed|ing)|"
    r"(?:toll|number|count|figure) (?:(?!, |no |not )\S+ ){0,6}(?:at|is|to|as)|"
    r"suffer\S*|left|leaving|brought|inflict\S*|to|"
    rf"{any_of('assesses')[3:-1]}) (?:\S+ ){{0,3}}$"
)
_TAKING = expression(
    r"(?<!\S)(?:took|taken|takes|taking|claimed|ended|cost|caused|causing|led to|resulted in|"
    r"resulting in|with) (?:the )?$"
)
"""What a verb before the article makes of it: "took the lives of two civilians"."""
_GOES_ON = expression(
    rf"(?:{BE}|has |have |had |will |would |may |might |can |could |remains? |formed? |form )"
)


_NO_FIGHTERS = expression(
    rf"(?:was|were) (?:not |no )(?:\S+ )?(?:members? |{any_of('fighter')}|(?:part|affiliated) )"
    r"|(?:was|were|are|turned out to be|turn out to be|proved to be) "
    r"(?:all |both |in fact |indeed |an? )*(?:civilians?|noncombatants?) "
    r"|(?:was|were|have been|has been|are|is) "
    r"(?:substantiated|confirmed|verified|accepted|acknowledged|conceded|admitted) (?=$|[,.;:] )"
    r"|(?:was|were|have been) (?:assessed|determined|judged|considered|deemed) (?:as |to be )"
)
"""Who they were not, which says that they were civilians: "the three dead were no fighters"."""


def is_only_spoken_of(clause: Clause, match: re.Match[str]) -> bool:
    """Whether a plain sentence states no harm by these words."""
    if _BY_ACCIDENT.search(match[0]) and not _OWN_DEED.search(clause.line):
        return True  # "three civilians drowned while fleeing"
    if _VERB.search(match[0]) or ACTIVE.match(match[0]) or _OWN_DEED.search(clause.line):
        return False
    before = clause.line[: match.start()]
    if _NOBODY.match(match[0]) or _NO_FIGHTERS.match(clause.line, match.end()):
        return False
    if _TAKING.search(before):
        return False
    if _ARTICLE.search(before):
        return True
    if _BOUNDARY.search(before):
        return _GOES_ON.match(clause.line, match.end()) is not None
    return _CAUSING.search(before) is None
