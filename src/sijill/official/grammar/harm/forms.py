"""The forms in which harm is stated: a number, a noun for persons, a verb for death or injury.

Each form is a regular expression over ``Clause.line`` with the group ``n`` for the number. The
passive, the active, nouns ("the deaths of"), fields of a table and lists are forms of their own.
"""

from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.harm_clause import HarmKind
from sijill.official.grammar.harm.people import (
    ADJECTIVE,
    ADVERB,
    BE,
    DEAD,
    FIGHTER,
    GAP,
    INJURED,
    KILLED,
    LIST,
    MORE,
    NUMBER,
    PEOPLE,
    PERSONS,
    STOP,
    VICTIM,
)
from sijill.official.grammar.harm.tolls import TOLLS
from sijill.official.grammar.words import any_of

_BOTH = rf"(?:and |or |and / or |/ )+(?:{BE})?{ADVERB}*+"
_AUX = rf"(?:{BE})?{ADVERB}*+(?:{BE})?{ADVERB}*+"
A_FIGHTER_AND = (
    rf"(?:(?:an? |the |<\d+> )(?:{STOP}\S+ ){{0,3}}?"
    rf"(?:{any_of('fighter', 'group')}|(?:force|forces|army|police) (?:members?|officers?) )"
    rf"|(?:the |its )(?:(?!{any_of('victim')}|, |and ){STOP}\S+ ){{1,4}}?)"
    r"(?:, )?(?:as well as |along with |together with |but also |and )"
    rf"(?:(?:, )?{any_of('adverb')}+(?:, )?)?"
)
_AND_ARE = (
    rf"and (?:{BE})(?:{ADVERB}|assessed |believed |thought |considered |known |counted |here |as "
    r"|to |have )+"
    rf"(?:{BE})?"
)
"""What is said of them further on: "were seen in the video and are assessed to have died"."""
_FAMILY = r"(?:an? |the |another |one )?(?:\S+ )?(?:family|household) of (?P<n><\d+> )"
_OF_THEM = rf"{NUMBER}(?:of (?:them|these|those|whom) )?"
_WHOLE_FAMILY = rf"(?:an? |the |one )?(?:\S+ )?(?:family|household) , (?P<n><\d+> )(?:{VICTIM}|in )"
_ASLEEP = rf"(?:{STOP}(?!, )\S+ ){{0,9}}?"
_ANOTHER = rf"(?P<n>another )(?:who (?:{STOP}\S+ ){{1,8}}?)?(?:{BE}|{ADVERB})*"
_THE_OTHER = rf"(?P<n>the other )(?=was |is |had |{any_of('died')})(?:{BE}|{ADVERB})*"
"""The second of two: "one died at once, the other was hurt"."""
_COUNTED = "(?:counted|found|identified|established|recovered|confirmed) "
_AN_ORDINAL = rf"(?P<n>an? ){any_of('ordinal')}(?:{VICTIM}|one )?"
_AN_ORDINAL += rf"(?:who (?:{STOP}\S+ ){{1,8}}?)?(?:{BE}|{ADVERB})*"
"""One more by its number: "two were killed and a third was wounded"."""
_ONE_MORE = r"(?P<n>another )(?=$|[,.;:] |and |as |when |in |near |who )"
"""One more of those named before: "one was killed, and another was injured"."""
_WHOM_IT = (
    rf"{PEOPLE}(?:that|whom|who) (?:the |our |a |this |that |its )?"
    rf"(?:(?!{any_of('other_cause', 'other_force', 'group')})\S+ )?{any_of('strike')}"
    rf"(?:had |has )?{ADVERB}*"
)
"""Those whom a strike harmed: "the five civilians that the strike killed"."""
_WITH_REGRET = (
    rf"(?:(?!{VICTIM}|not |no |nobody |<\d+> {ADJECTIVE}*{VICTIM})\S+ ){{1,12}}?(?:, )?(?:and|but) "
    rf"(?:also )?(?:, )?{any_of('marks')}(?:, )?(?:also )?{PEOPLE}{LIST}"
)
"""Those told with regret behind others: "killed the target, two guards and, sadly, a child"."""
_OF_MEMBERS = r"an? (?P<n><\d+> )(?:- )?(?:member|person) (?:family|household) "
_OF_THOSE = (
    rf"{NUMBER}of (?:those|the (?:people|persons|civilians|family|household|residents|villagers|"
    r"passengers|occupants|guests|children|women)) "
    rf"(?:{STOP}(?!, |and |alleged |reported |claimed )\S+ ){{0,6}}?"
    rf"(?:, (?:none|neither) of (?:(?!, )\S+ ){{1,6}}, )?(?:{BE}|{ADVERB})*"
)
"""Some of people told by where they were: "two of those aboard died"."""
_ONE_OF_THEM = rf"oneof (?P<n>them |whom |these |those )(?:{BE}|{ADVERB}|had )*"
_OF_ITS_MEMBERS = (
    rf"{NUMBER}of (?:its|their|his|her) (?:{ADJECTIVE})*"
    rf"(?:members |occupants |inhabitants |{VICTIM})(?:{BE}|{ADVERB})*"
)
"""Some of a family or house named before: "the house fell in, and three of its members died"."""
_WHOM = (
    rf"{NUMBER}(?:{PERSONS})?, (?:who|whom) (?:(?!, |<\d+>|not |{FIGHTER})\S+ ){{1,10}}?{VICTIM}, "
)
"""Who they were, before what became of them: "six, whom we know to have been civilians, were"."""
_SAID_TO_BE_DEAD = (
    rf"{NUMBER}(?:{PERSONS}|, (?:(?:who|which) )?)(?:{BE})?"
    r"(?:reported|alleged|claimed|said|listed|given|named) "
    rf"(?:to (?:be|have been) |as )?{KILLED}"
)
_OF_WHOM = (
    rf"(?:of|among|amongst) (?:whom|them) (?P<n><\d+> )(?:{BE}|{ADVERB}|assessed |to |have )*"
)
_WOUND = (
    rf"(?:(?!<\d+>|no |not |fatal |mortal |{KILLED}|{any_of('died')}|, |and )\S+ ){{0,5}}?"
    rf"(?:{any_of('injury')}|wounds |burns |(?:broken|fractured) \S+ )"
)
_LIMB = r"lost (?:an?|his|her|their|one) (?:leg|legs|arm|arms|hand|foot|eye|eyes|limb|limbs) "
_HURT = rf"(?:{any_of('hurt_verb')}|(?:suffered|sustained|received) {_WOUND}|{_LIMB})"
_UNHURT = rf"(?:{STOP}(?!{any_of('died')}|and (?:an? |the |his |her |their ))\S+ ){{0,14}}?"
_WHERE = (
    r"(?:in|inside|on|near|from|who|sheltered|sheltering|riding|traveling|travelling|standing|at|of|"
    r"within|aboard|along|with) "
)
_NEAR_BY = r"(?:outside|inside|nearby|elsewhere|upstairs) "
_EARLIER = (
    rf"{NUMBER}{PERSONS}(?:{_WHERE}(?:(?!{BE}){STOP}(?!and )\S+ ){{0,12}}?)?(?:, )?"
    rf"and (?:her |his |their |its )?<\d+> (?:{PERSONS}|(?:others? )?{_NEAR_BY})"
)
AND_FIGHTERS = rf"(?:, )?(?:and |as well as )(?:<\d+> |an? )?(?:{STOP}\S+ ){{0,3}}?{FIGHTER}"
_HAD_DIED = rf"(?:{any_of('died')}|dead (?=$|[,.;] |and |when |on )|fatal )"
_THE_LIVES = r"(?:the lives of )?(?:(?:its|their|his|her|all|both|the) (?=<))?"
_WITH_WOUNDS = (
    rf"(?:with|for|suffering) (?:(?!<\d+>|no )\S+ ){{0,3}}?(?:burns |wounds |{any_of('injury')})"
)
_SPLINTERS = r"(?:(?!, |and |<)\S+ ){0,3}?(?:shrapnel|splinters?|fragments?|debris) "
_SPLINTERS_HIT = rf"{_SPLINTERS}(?:(?!, |and |<)\S+ ){{0,9}}?(?:hit|struck) "
_HIT_BY = rf"(?:hit|struck) by {_SPLINTERS}(?!.*{DEAD})"
_IN_HOSPITAL = (
    r"(?:who )?(?:is|are|was|were|remains?) (?:still |now |then )*"
    r"(?:in|(?:taken|brought|flown|rushed) to|treated (?:in|at|for)) "
    rf"(?:(?!, |and |<|no )\S+ ){{0,4}}?"
    rf"(?:hospital |clinic |surgery |wounds? |burns |{any_of('injury')})(?!.*{DEAD})"
)
"""That people are cared for, and not that they died: "two bystanders, who are in hospital"."""
_RESCUED = rf"(?:left |{any_of('rescued')})"
_A_FEW_WORDS = r"(?:(?!, |<\d+>)\S+ ){0,3}?"
_NO_INJURED = (
    r"(?:and |, |with |but |there (?:were|was) |\A)(?P<n>no |none )"
    r"(?:assessed |known |further )?(?:civilian )?"
    r"(?:injured |wounded |injuries )(?=$|[,.;:] )"
)
_CONFIRMING = r"(?:confirm|confirmed|established|verified|substantiated|corroborated) (?:the )?"
_STAY_AT = r"(?:are |is |remains? |stays? |stands? )(?:unchanged |still )?at "
_WHO_WERE = (
    rf"(?:its|his|her|their|the|all) (?:{ADJECTIVE})*(?:{VICTIM})++[,:-] "
    rf"(?P<n><\d+> |an? ){PERSONS}{LIST}"
)
"""Those killed, and then who they were: "killing its occupants, two men and a woman"."""
_SOME_OF_WHOM = (
    rf"(?<!<\d> )(?<!<\d\d> )(?<!other )(?<!more )(?:{FIGHTER}(?:and |or ))?{VICTIM}, "
    rf"(?P<n><\d+> )of whom (?:{BE}|{ADVERB})*"
)
"""Some of people whose number is not told: "was carrying civilians, three of whom were killed"."""
KILLING_THEM = rf"(?:shot |{any_of('killing')})(?:them|him|her|all|both) "
"""What became of people who were hit, as told before: "struck two civilians, killing both"."""
_BESIDE_THE_DEAD = (
    r"(?:(?:in|by|during) (?:the|this|that|an?) (?:\S+ )?\S+ )?(?:, )?"
    r"(?:(?:together|along) with|alongside|as well as|and so (?:was|were)) "
)
"""Who died beside the fighters told before: "was killed together with his wife"."""
_ARE = "(?:include|included|comprise|comprised|are|were) "
_FIRST = r"(?:\A|(?<=, )|(?<=that )|(?<=: ))"
"""Where a sentence turned round begins: "killed were two civilians"."""
_BARE_KILLING = r"(?:killing|killed) (?P<n><\d+> )(?=$|[,.;:] |and (?:injuring|wounding) )"
"""A number of dead without a noun: of the people named before, and of nobody where none are."""

_INJURED_TOO = rf"(?:, )?and (?:{ADVERB})*+{any_of('injuring')}<\d+> {ADJECTIVE}*{VICTIM}"
AND_INJURED = expression(_INJURED_TOO)
_KILLING_AND_INJURING = rf"{any_of('killing')}(?P<n><\d+> )(?={_INJURED_TOO})"
"""Two numbers of one noun: "killed two and injured three civilians"."""


_INJURING = "".join(
    rf"(?<!\b{word} )" for word in ("of", "his", "her", "their", "from", "with", "the")
)
_INJURING += any_of("injuring")
"""The verb, and no noun: "died of her wounds a week later"."""
_HURT_AT_FIRST = rf", (?:who )?(?:{BE}|{ADVERB})*{INJURED}(?:(?!, |<\d+>|no |not )\S+ ){{0,8}}?, "
"""What had become of them before: "one girl, hurt in the strike, died in hospital"."""
_STRUCK_AND = rf"(?:(?:{STOP}(?!, |, who )\S+ ){{1,8}}?and )?"
"""What came before: "was struck by debris and killed"."""
_SO_MANY = (
    r"(?P<n><\d+> )(?:others? |more )?, (?:including|among them) "
    rf"(?:(?!, |{KILLED}|{INJURED})\S+ ){{1,8}}?, "
)
"""A number whose noun stands before: "and three, including one child, were injured"."""


def _passive(kind: HarmKind, verb: str) -> tuple[tuple[HarmKind, str], ...]:
    """Those harmed, and behind them the passive verb: "six civilians in the house were killed"."""
    were = rf"{BE}{ADVERB}*+(?:likelier |left )?(?:{BE})?{ADVERB}*+{_STRUCK_AND}{verb}"
    return (
        (kind, rf"{_SO_MANY}{were}"),
        (kind, rf"{_EARLIER}{LIST}{GAP}{were}"),
        (kind, rf"{PEOPLE}{LIST}{GAP}{were}"),
        (kind, rf"{PEOPLE}{AND_FIGHTERS}{were}"),
    )


_FORMS: tuple[tuple[HarmKind, str], ...] = (
    *TOLLS,
    (
        HarmKind.CASUALTIES,
        rf"{PEOPLE}{LIST}{GAP}{_AUX}(?:{KILLED}{_BOTH}{INJURED}|{INJURED}{_BOTH}{KILLED})",
    ),
    (HarmKind.CASUALTIES, rf"{NUMBER}{ADJECTIVE}*{any_of('casualties')}"),
    *_passive(HarmKind.DEATHS, KILLED),
    (HarmKind.DEATHS, rf"{PEOPLE}{LIST}{ADVERB}*+(?:{KILLED}|{any_of('died')})"),
    (HarmKind.DEATHS, rf"{PEOPLE}{LIST}{GAP}{any_of('died')}"),
    (HarmKind.DEATHS, rf"{PEOPLE}{_HURT_AT_FIRST}(?:{BE}|{ADVERB})*{DEAD}"),
    (HarmKind.DEATHS, rf"{PEOPLE}{GAP}(?:{STOP}\S+ ){{0,8}}?{_AND_ARE}{DEAD}"),
    (HarmKind.DEATHS, rf"{NUMBER}{ADVERB}*+{any_of('died')}"),
    (
        HarmKind.DEATHS,
        rf"{NUMBER}of (?:them |whom |which )(?:{BE}|{ADVERB})*(?:{_HAD_DIED}|(?!dead ){KILLED})",
    ),
    (
        HarmKind.DEATHS,
        rf"{NUMBER}(?:had |have )(?:{STOP}\S+ ){{1,8}}?and (?:{BE})(?:{ADVERB})*+{KILLED}",
    ),
    (HarmKind.DEATHS, rf"{_ONE_OF_THEM}{DEAD}"),
    (HarmKind.INJURIES, rf"{_ONE_OF_THEM}{INJURED}"),
    (HarmKind.DEATHS, rf"{_OF_THOSE}{DEAD}"),
    (HarmKind.INJURIES, rf"{_OF_THOSE}{INJURED}"),
    (HarmKind.DEATHS, rf"{_OF_ITS_MEMBERS}{DEAD}"),
    (HarmKind.INJURIES, rf"{_OF_ITS_MEMBERS}{INJURED}"),
    (HarmKind.DEATHS, rf"{NUMBER}{PERSONS}, (?:also |both |all |themselves |likewise )+{KILLED}"),
    (HarmKind.DEATHS, _SAID_TO_BE_DEAD),
    (HarmKind.DEATHS, rf"{_WHOM}(?:{BE})(?:{ADVERB})*+{KILLED}"),
    (
        HarmKind.DEATHS,
        rf"{PEOPLE}{LIST}(?:{STOP}(?!, )\S+ ){{0,8}}?(?:, )?(?:and )?{KILLING_THEM}(?!<|of <)",
    ),
    (
        HarmKind.DEATHS,
        rf"(?:cost|costing) {PEOPLE}{LIST}{_ASLEEP}(?:their |his |her )(?:lives|life) ",
    ),
    (HarmKind.DEATHS, rf"(?:left|leaving) {PEOPLE}{LIST}{_ASLEEP}dead "),
    (HarmKind.INJURIES, rf"the {INJURED}(?:at|is|was|as|stands at) (?P<n><\d+> )"),
    (HarmKind.DEATHS, rf"{_CONFIRMING}{any_of('death')}of (?P<n><\d+> )(?=$|[,.;] )"),
    (HarmKind.INJURIES, rf"{any_of('injury')}{_STAY_AT}(?P<n><\d+> )"),
    (HarmKind.DEATHS, rf"{any_of('death')}{_STAY_AT}(?P<n><\d+> )"),
    (HarmKind.DEATHS, rf"(?P<n>he |she )(?:{BE}|{ADVERB})+{KILLED}"),
    (HarmKind.INJURIES, rf"(?P<n>he |she )(?:{BE}|{ADVERB})+{INJURED}"),
    (HarmKind.DEATHS, rf"{_OF_MEMBERS}(?:{BE}|{ADVERB})*(?:{KILLED}|{any_of('died')})"),
    (HarmKind.DEATHS, rf"{any_of('death')}of (?P<n><\d+> )(?=and {any_of('injury')}(?:of|to) <)"),
    (
        HarmKind.DEATHS,
        rf"{_FAMILY}{_ASLEEP}(?:, )?(?:{BE}|{ADVERB})*(?:{KILLED}|{any_of('died')})",
    ),
    (HarmKind.INJURIES, rf"{_FAMILY}{_ASLEEP}(?:, )?(?:{BE}|{ADVERB})*{INJURED}"),
    (HarmKind.DEATHS, rf"\A{KILLED}(?P<n><\d+> )(?=$|[,;] |and )"),
    (HarmKind.DEATHS, rf"{_OF_WHOM}(?:{any_of('died')}|{KILLED})"),
    (HarmKind.DEATHS, rf"{any_of('killing')}(?:all |both )(?:of them )?(?P<n><\d+> )"),
    (HarmKind.DEATHS, rf"{any_of('killing')}{A_FIGHTER_AND}{PEOPLE}{LIST}"),
    (HarmKind.INJURIES, rf"{_INJURING}{A_FIGHTER_AND}{PEOPLE}{LIST}"),
    (HarmKind.DEATHS, rf"(?:{KILLED}|{any_of('died')})(?:, )?as (?:{BE}|did ){PEOPLE}{LIST}"),
    (HarmKind.INJURIES, rf"{INJURED}(?:, )?as {BE}{PEOPLE}{LIST}"),
    (HarmKind.DEATHS, rf"{any_of('killing')}{_FAMILY}"),
    (HarmKind.DEATHS, rf"{any_of('death')}of {_FAMILY}"),
    (HarmKind.DEATHS, rf"{any_of('death')}of {_WHOLE_FAMILY}"),
    (HarmKind.DEATHS, rf"{any_of('killing')}{_WHOLE_FAMILY}"),
    (HarmKind.INJURIES, rf"{_INJURING}{_FAMILY}"),
    (
        HarmKind.DEATHS,
        rf"{_OF_THEM}{BE}(?:all )?{VICTIM}(?:and |who |they |, )*(?:{BE})?{ADVERB}*+{DEAD}",
    ),
    (HarmKind.DEATHS, rf"{_FIRST}{KILLED}(?:{STOP}(?!, )\S+ ){{0,8}}?{BE}{PEOPLE}{LIST}"),
    (HarmKind.INJURIES, rf"{_FIRST}{INJURED}(?:{STOP}(?!, )\S+ ){{0,8}}?{BE}{PEOPLE}{LIST}"),
    (
        HarmKind.DEATHS,
        rf"(?:the|those) {KILLED}{_ARE}(?:{A_FIGHTER_AND})?{PEOPLE}{LIST}",
    ),
    (
        HarmKind.INJURIES,
        rf"(?:the|those) {INJURED}(?:include|included|comprise|comprised) {PEOPLE}{LIST}",
    ),
    (HarmKind.DEATHS, rf"{NUMBER}(?:who |that |x )?(?:{BE})?{ADVERB}*+{KILLED}"),
    (HarmKind.DEATHS, rf"{NUMBER}{BE}(?:{ADVERB}|to |have )+(?:{any_of('died')}|{KILLED})"),
    (HarmKind.DEATHS, rf"{NUMBER}{ADJECTIVE}*{any_of('death')}"),
    (HarmKind.DEATHS, rf"(?:{any_of('death')}|lives |life )of (?:the )?{NUMBER}{PERSONS}{LIST}"),
    (HarmKind.DEATHS, rf"{any_of('killing')}{_WHO_WERE}"),
    (HarmKind.INJURIES, rf"{_INJURING}{_WHO_WERE}"),
    (HarmKind.DEATHS, rf"{_SOME_OF_WHOM}{KILLED}"),
    (HarmKind.DEATHS, rf"{any_of('killing')}(?P<n>him |her )(?=$|[,.;:] |and |in |by |with )"),
    (HarmKind.DEATHS, rf"{DEAD}(?:, )?and with (?:them|him|her) {PEOPLE}{LIST}"),
    (HarmKind.DEATHS, rf"{DEAD}{_BESIDE_THE_DEAD}(?:(?:its|their|his|her) (?=<))?{PEOPLE}{LIST}"),
    (HarmKind.INJURIES, rf"{_SOME_OF_WHOM}{INJURED}"),
    (HarmKind.DEATHS, rf"{_WHOM_IT}{KILLED}"),
    (HarmKind.INJURIES, rf"{_WHOM_IT}{INJURED}"),
    (HarmKind.DEATHS, rf"{any_of('killing')}{_WITH_REGRET}"),
    (HarmKind.INJURIES, rf"{_INJURING}{_WITH_REGRET}"),
    (HarmKind.DEATHS, _BARE_KILLING),
    (HarmKind.DEATHS, _KILLING_AND_INJURING),
    (
        HarmKind.INJURIES,
        rf"(?:left|leaving) (?:{MORE})?{NUMBER}(?:{PERSONS})?{_WITH_WOUNDS}",
    ),
    (
        HarmKind.DEATHS,
        rf"{any_of('killing')}{_THE_LIVES}{PEOPLE}{LIST}",
    ),
    *_passive(HarmKind.INJURIES, INJURED),
    (HarmKind.INJURIES, rf"{PEOPLE}{LIST}{ADVERB}*+(?:{INJURED}|{_HURT})"),
    (HarmKind.INJURIES, rf"{PEOPLE}{LIST}{_UNHURT}{_HURT}"),
    (
        HarmKind.INJURIES,
        rf"{PEOPLE}{LIST}(?:(?!, |<|and |{DEAD})\S+ ){{0,4}}?(?:, )?{_IN_HOSPITAL}",
    ),
    (HarmKind.INJURIES, rf"{PEOPLE}{LIST}{GAP}(?:{BE}|{ADVERB})*{_HIT_BY}"),
    (HarmKind.INJURIES, rf"{_SPLINTERS_HIT}{PEOPLE}{LIST}(?!.*{DEAD})"),
    (HarmKind.INJURIES, _NO_INJURED),
    (HarmKind.INJURIES, rf"{NUMBER}(?:who |that |x )?(?:{BE})?{ADVERB}*+(?:{INJURED}|{_HURT})"),
    (HarmKind.INJURIES, rf"{NUMBER}{ADJECTIVE}*{any_of('injury')}"),
    (HarmKind.INJURIES, rf"{any_of('injury')}(?:to|of) (?:the |an )?(?:{MORE})?{NUMBER}{PERSONS}"),
    (
        HarmKind.INJURIES,
        rf"{NUMBER}(?:{PERSONS})?(?:{BE})?{_RESCUED}{_A_FEW_WORDS}{_WITH_WOUNDS}",
    ),
    (HarmKind.INJURIES, rf"{any_of('injury')}(?:to|of) (?P<n><\d+> )(?=$|[,.;] |and )"),
    (HarmKind.INJURIES, rf"{_ANOTHER}{INJURED}"),
    (HarmKind.INJURIES, rf"{_AN_ORDINAL}{INJURED}"),
    (HarmKind.INJURIES, rf"(?:left|leaving) {_AN_ORDINAL}{_WITH_WOUNDS}"),
    (HarmKind.DEATHS, rf"{_COUNTED}{NUMBER}(?:dead |deceased ){ADJECTIVE}*{VICTIM}"),
    (HarmKind.INJURIES, rf"{_COUNTED}{NUMBER}(?:wounded |injured ){ADJECTIVE}*{VICTIM}"),
    (HarmKind.INJURIES, rf"{_THE_OTHER}(?:{INJURED}|{_HURT})"),
    (HarmKind.DEATHS, rf"{_THE_OTHER}{DEAD}"),
    (HarmKind.DEATHS, rf"{_AN_ORDINAL}{DEAD}"),
    (HarmKind.DEATHS, rf"{_ANOTHER}(?:{KILLED}|{any_of('died')})"),
    (HarmKind.INJURIES, rf"{any_of('injury')}(?:to|of) {_ONE_MORE}"),
    (HarmKind.DEATHS, rf"{any_of('death')}of {_ONE_MORE}"),
    (
        HarmKind.INJURIES,
        rf"{_INJURING}(?:an )?{_THE_LIVES}(?:{MORE})?{NUMBER}(?:{PERSONS}{LIST})?",
    ),
)
HARM_FORMS = tuple((kind, expression(r"(?<!\S)" + form)) for kind, form in _FORMS)
BESIDE_A_FIGHTER = expression(
    rf"{any_of('killing')}{A_FIGHTER_AND}the {ADJECTIVE}*{any_of('plainly_civilian')}"
)
"""One more, with the article: "killed three fighters and the owner of the house"."""
_AND = "(?:and |as well as |or )(?:also )?"
MIXED = expression(
    r"(?:, |(?=both |a mix |a mixture |including |some |among ))"
    r"(?:(?:a mix of|a mixture of|including|some|among (?:them|whom|which)(?: were)?) )?(?:both )?"
    rf"(?:civilians {_AND}(?:\S+ ){{0,2}}?{FIGHTER}|(?:\S+ ){{0,2}}?{FIGHTER}{_AND}civilians )"
)
"""Civilians and fighters under one number: "some seventy people, among whom both fighters and"."""
