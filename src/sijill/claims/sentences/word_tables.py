"""The tables of ``words.toml``: what the phrases of each say."""

from dataclasses import dataclass

from sijill.language.phrases import Phrases


@dataclass(frozen=True, slots=True)
class CountingWords:
    """Who counted, who acknowledged, and who did not: the table ``counting``."""

    verbs: Phrases
    acknowledging: Phrases
    nouns: Phrases
    auxiliaries: Phrases
    passive: Phrases
    denied: Phrases
    neither: Phrases
    denied_before: Phrases
    denied_behind: Phrases
    """Phrases that say that a number before or behind them is not so."""
    excepted: Phrases
    """Behind a denial: what is acknowledged after all."""
    putting: Phrases
    putting_at: Phrases
    """ "Puts the number at": who says it."""
    keeping: Phrases
    """Between a count and its keeper: "the tally kept by"."""
    chain: Phrases
    """Before whoever counted, where others repeat it: "citing"."""
    possessives: Phrases
    naming: Phrases
    """Before a number of people that are named one by one."""
    determiners: Phrases
    joined: Phrases
    by: Phrases
    no_agents: Phrases
    """Behind "by": nobody who counted, as in "by name"."""
    own: Phrases
    """Words by which the case speaks of itself."""


@dataclass(frozen=True, slots=True)
class NobodyWords:
    """Words by which nobody at all is counted: the table ``nobody``."""

    words: Phrases
    none: Phrases
    deeds: Phrases
    negations: Phrases
    any_of: Phrases
    one: Phrases
    """Nobody too, right behind a negation: "not one civilian"."""
    none_of: Phrases
    denied_deeds: Phrases


@dataclass(frozen=True, slots=True)
class ShareWords:
    """Shares instead of numbers: the table ``share``."""

    most: Phrases
    part: Phrases
    superlative: Phrases
    of: Phrases
    them: Phrases
    fractions: Phrases
    joints: Phrases
    """What joins the ends of a proportion."""
    noun_before: Phrases
    """Of these, what a noun may stand before."""


@dataclass(frozen=True, slots=True)
class NoCountWords:
    """Where a number counts nothing: the table ``no_count``."""

    units: Phrases
    many_before: Phrases
    single: Phrases
    single_before: Phrases
    articles: Phrases
    article_behind: Phrases
    families: Phrases
    no_bound_behind: Phrases
    only_behind_or: Phrases
    """Words of a number only behind one of ``alternatives``: "35 or so"."""
    alternatives: Phrases
    bound_of_next: Phrases
    """Words of a bound behind a number that is one of the number that follows."""
    heads: Phrases
    pairs: Phrases
    """Two heads in one word: "a couple and their four daughters"."""
    possessors: Phrases
    passed: Phrases
    hedges: Phrases
    """Between two numbers of which either may be meant: "if not", "possibly"."""
    margins: Phrases
    """Before how far off a number may be: "give or take"."""
    hundredths: Phrases
    """Before "cent": a share."""
    one_more: Phrases
    """One person, before what happened to them: "another wounded"."""
    kin: Phrases
    """Somebody before a number of kin, "he and his three": one more than the number."""


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What else a sentence says around its numbers: the table ``frame``."""

    event: Phrases
    event_nouns: Phrases
    undated: Phrases
    of_many_events: Phrases
    comparison: Phrases
    change: Phrases
    rate: Phrases
    change_verbs: Phrases
    change_from: Phrases
    change_to: Phrases
    change_by: Phrases
    added: Phrases
    added_behind: Phrases
    change_sides: Phrases
    change_on: Phrases
    """What was added to another number, and what a number is up or down on."""
    speech: Phrases
    among: Phrases
    people: Phrases
    in_names: Phrases
    told_to: Phrases
    """To whom something was told, in Arabic written to its preposition: لوكالة."""
    speakers: Phrases
    """Nouns for whoever tells, in headings."""
    pronouns: Phrases
    showing: Phrases
    """Verbs before which a name behind "by" ends: "kept by the council stands at"."""
    relative: Phrases
    """What begins a clause about whoever tells: "a source who"."""
    counts_by: Phrases
    no_units: Phrases
    """Names in which a word for people counts nobody: "civil defence"."""
    quoting_verbs: Phrases
    """Verbs of quoting, whose source stands behind one of ``quoting_from``."""
    quoting_from: Phrases
    limiting: Phrases
    forecast: Phrases
    forecast_verbs: Phrases
    deeds: Phrases
    """Verbs with whose subject a sentence begins that a pronoun stands for."""
    leading: Phrases
    """Words before a subject that are none of it: prepositions."""
    cited_before: Phrases
    cited_plainly: Phrases
    """Of these, what nouns without a capital letter may stand behind."""
    cited_after: Phrases
    place_before: Phrases
    place_kinds: Phrases
    """Kinds of places, beside which the name of one stands."""
    place_firsts: Phrases
    """Of these, those that are little else: they need no kind of place before them."""
    place_beginnings: Phrases
    """First words of names of two words, in scripts without capitals."""
    attacks: Phrases
