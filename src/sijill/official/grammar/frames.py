"""Whose word is this? The authority's finding, somebody's allegation, or something only supposed.

The worst mistake of a reader of releases is to count what the authority merely repeats. So a phrase
that attributes ("the report alleges that", "according to") governs everything after it until the
authority's own finding begins ("it was assessed that"), also into the sentences that follow. In
doubt a number is alleged.
"""

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.attribution import frame_marks
from sijill.official.grammar.telling.refused_parts import (
    DENYING_ASIDE,
    DENYING_RELATIVE,
    granted_until,
    is_given_up,
    is_refusal,
    is_turn,
)
from sijill.official.grammar.telling.said_behind import (
    CONFIRMED_AFTER,
    IN_FIGHTING,
    TAKING_BACK,
    UNSETTLED_AFTER,
    WOULD_BE,
)
from sijill.official.grammar.telling.speakers import Frame, FrameMark
from sijill.official.grammar.telling.tellers import word_finder
from sijill.official.grammar.telling.told_behind import attributed_after
from sijill.official.grammar.words import any_of, class_of

_CONCESSION = expression(
    r"\A(?:, |and |but )*(?:(?:contrary to|unlike|despite|notwithstanding|in contrast to"
    r"|as opposed to|against|regardless of) (?:(?!, )\S+ )+"
    r"(?:, (?:which|who|where) (?:(?!, )\S+ )+)?, "
    r"|(?:although|though|while|whereas|even though) (?:(?!, )\S+ )+, (?=<\d+> (?!of )))"
    r"(?!and |or |including |among |killing )"
)
"""What others say, before a main clause of the authority: "contrary to the report, which says"."""


def _is_conceded_before(clause: Clause, mark: FrameMark, start: int) -> bool:
    """Whether what others say is told only to be contradicted by the main clause behind it."""
    if mark.frame is not Frame.ALLEGED:
        return False
    concession = _CONCESSION.match(clause.line)
    return concession is not None and mark.end <= concession.end() <= start


def frame_at(
    clause: Clause, start: int, end: int, inherited: Frame, *, is_harm: bool = True
) -> Frame:
    """Who says what stands between two places of the line, in a sentence that inherits a frame.

    ``is_harm`` tells people harmed from a finding, which no war at large can have made.
    """
    if is_given_up(clause, start):
        return Frame.PAST
    is_quoting = inherited in (Frame.ALLEGED, Frame.PAST)
    frame = Frame.STATED if is_quoting and _is_marked(clause, end) else inherited
    frame = _marked_frame(clause, start, end, frame)
    if frame is Frame.ALLEGED and _is_confirmed_after(clause, start, end):
        return _supposed_or_denied(clause, start, Frame.FOUND)
    if frame in (Frame.FOUND, Frame.STATED):
        frame = turned_after(clause, end) or frame
    if is_harm and frame is Frame.STATED and IN_FIGHTING.match(clause.line, end):
        return Frame.SUPPOSED
    if frame in (Frame.FOUND, Frame.ALLEGED, Frame.PAST):
        return _supposed_or_denied(clause, start, frame)
    if frame is Frame.STATED:
        base = _supposed_or_denied(clause, start, frame)
        is_own = base is Frame.STATED and inherited is Frame.STATED and _is_marked(clause)
        return Frame.FOUND if is_own else base
    return frame


def _marked_frame(clause: Clause, start: int, end: int, frame: Frame) -> Frame:
    """The frame after the words before a place that turn it."""
    for mark in frame_marks(clause):
        if mark.start >= end:
            break
        if _is_conceded_before(clause, mark, start):
            continue
        if mark.frame is Frame.STATED:  # a contrast ends a negation or supposition, no attribution
            frame = frame if frame in (Frame.ALLEGED, Frame.PAST) else Frame.STATED
        elif mark.end <= start or mark.frame is not Frame.DENIED:
            frame = mark.frame
    return frame


def _is_confirmed_after(clause: Clause, start: int, end: int) -> bool:
    """Whether the authority confirms what others allege: "that four were killed is credible"."""
    match = CONFIRMED_AFTER.match(clause.line, end)
    allegation = _ALLEGATION_OF.search(clause.line, 0, start)
    if match is None and allegation and not _TURNS.search(clause.line, allegation.end(), start):
        match = _CREDIBLE_AFTER.match(clause.line, end)
    return match is not None and not attributed_after(clause, match.end())


_ALLEGATION_OF = expression(
    rf"(?:\A(?:, |and |but |however )*|(?<!\S){any_of('assesses')})(?:the |this |that |these )?"
    r"(?:allegation|report|claim|complaint) (?:of|that|about|concerning) (?:the )?"
)
_TURNS = expression(rf"(?<!\S)(?:, |{any_of('negates', 'contrast')})")
_UNTURNED = rf"(?:(?!{any_of('negates', 'contrast')}|, |non )\S+ )"
_CREDIBLE_AFTER = expression(
    rf"{_UNTURNED}{{0,6}}?(?:is|was|has been) {_UNTURNED}{{0,9}}?"
    rf"{any_of('credible', 'confirmed_after', 'borne_out')}(?=$|[,.;] )"
    rf"|{_UNTURNED}{{0,12}}?(?:to be|to have been|as|as being) "
    rf"{any_of('credible', 'confirmed_after', 'borne_out')}(?=$|[,.;] )"
)


def frame_before(clause: Clause, start: int, inherited: Frame) -> Frame:
    """Who speaks at a place of the line, whatever the words behind it attribute."""
    frame = inherited
    for mark in frame_marks(clause):
        if mark.start < start and mark.frame in (Frame.FOUND, Frame.ALLEGED, Frame.PAST):
            frame = mark.frame
    return _supposed_or_denied(clause, start, frame)


def turned_after(clause: Clause, end: int) -> Frame | None:
    """What the rest of the sentence makes of a statement; ``None`` where it lets it stand."""
    rest = clause.line[end:]
    if attributed_after(clause, end):
        return Frame.ALLEGED
    if _denied_after(rest):
        return Frame.DENIED
    is_open = UNSETTLED_AFTER.match(rest) or WOULD_BE.match(rest)
    return Frame.SUPPOSED if is_open else None


def _denied_after(rest: str) -> bool:
    """Whether what follows takes it back, or says that others did it."""
    return any(form.match(rest) for form in TAKING_BACK)


def frame_after(clause: Clause, inherited: Frame) -> Frame:
    """The frame that the next sentence inherits; a finding of nothing opens no findings."""
    is_own = inherited is Frame.STATED and _is_marked(clause) and not attributed_after(clause, 0)
    frame = Frame.FOUND if is_own else inherited
    for mark in frame_marks(clause):
        if mark.end == len(clause.line) and _ALLEGED_BEHIND.search(clause.line):
            continue
        if _is_conceded_before(clause, mark, len(clause.line)):
            continue
        is_turned = is_turn(clause, mark)
        is_negated = (
            not is_turned
            and mark.frame is Frame.FOUND
            and (
                _supposed_or_denied(clause, mark.start, Frame.FOUND) is Frame.DENIED
                or (
                    not clause.numbers and _supposed_or_denied(clause, len(clause.line), mark.frame)
                )
                is Frame.DENIED
            )
        )
        if mark.frame in (Frame.FOUND, Frame.ALLEGED, Frame.PAST) and not is_negated:
            frame = mark.frame
        if mark.frame is Frame.STATED and frame is Frame.ALLEGED and is_refusal(clause, mark):
            frame = inherited
        if mark.frame is Frame.PAST and _IN_FACT.search(clause.line, mark.end):
            frame = Frame.STATED
    return frame


_IN_FACT = expression(r"(?<!\S)(?:in fact|in reality|actually|in truth) (?!(?:that|according) )")
"""What is so, behind what was thought before: "first judged to be lookouts, were in fact"."""
_ALLEGED_BEHIND = expression(
    rf"(?<!\S)the (?:<\d+> )?(?:civilian |alleged )?"
    rf"{any_of('death', 'injury', 'casualties', 'harmed')}(?:reported |alleged |claimed )$"
)
"""What is only named so: "did not result in the ten deaths reported" tells nothing of others."""


def _is_marked(clause: Clause, end: int = 0) -> bool:
    """Whether a word of regret stands in the sentence, before a contrast behind ``end``."""
    contrast = word_finder("contrast").search(clause.line, end) if end else None
    cut = contrast.start() if contrast else len(clause.line)
    return bool(word_finder("marks").search(clause.line, 0, cut))


_NOBODY_AND = expression(
    rf"(?:nobody |no (?:{any_of('number_noun')})*(?:{any_of('victim', 'death', 'injury')}))"
    rf"(?:{any_of('be')}|{any_of('adverb')})*"
    rf"(?:(?:{any_of('killed', 'injured', 'died')})?(?:, )?and (?:that )?"
    rf"|{any_of('killed', 'injured', 'died')}, (?:but )?)(?=<\d+> |an? |$)"
    rf"|(?<!\S)no {any_of('death', 'injury')}, (?:but |and )?(?=<\d+> |$)"
)
"""A denial that ends with its own verb: "nobody was killed and three were injured"."""
_UNSEEN_BEFORE = expression(
    r"(?:\A|, |and )+(?:because|since|as|while|when) (?:(?!, )\S+ )*?(?:not|never|nobody) "
    r"(?:(?!, )\S+ ){0,3}?(?:visible|observed|seen|known|detected|apparent|identified|evident|"
    r"noticed|expected) (?:(?!, )\S+ ){0,8}?, "
)
"""That somebody was not seen before: it denies nothing of what follows."""
_CONCEDING = ("while ", "although ", "though ", "even though ", "whereas ")
_NOBODY_FIRST = expression(
    rf"\A(?:{'|'.join(_CONCEDING)})?(?:there (?:was|were) )?"
    r"(?:no|nobody|none) (?:(?!, )\S+ ){0,6}?"
    rf"{any_of('killed', 'died', 'death', 'injured', 'injury')}(?:(?!, )\S+ ){{0,4}}, "
)
"""A denial of one harm before another is told: "while nobody died, two were hurt"."""
_CLOSED_RELATIVE = expression(
    rf", (?:who|whom|whose|which|where) (?:(?!, |{any_of('killed', 'died', 'injured')})\S+ )++, "
)
"""A relative clause that a comma closes governs nothing behind it: "four, not seen, died"."""
_NO_FAULT = expression(rf"(?<!\S){any_of('negates')}(?:(?!, |that )\S+ ){{0,6}}?{any_of('fault')}")
"""A fault or crime that is denied is no harm: "found no grounds to suspect misconduct"."""
_HOW = expression(r"\A(?:, |and |but )*(?:how|why|by whom|by what) ")
"""What only asks: "how seven civilians came to be killed is a matter for the police"."""
_SHOULD_MORE_COME = expression(
    r"\A(?:should|if) (?:any |new |further |additional |more |other )+(?:(?!, )\S+ )*, "
)
"""What would open a finding again says nothing against it."""
_NEW_CLAUSES = (" and it was ", " and that ", " and it is ", " , and all ")
_NEW_FINDING = expression(
    rf"(?<!\S)(?:, (?:(?!{any_of('negates')}|, |and |nor )\S+ ){{1,6}}?"
    rf"|(?:, )?and (?:has |have |had |now |then |later |we |it )*)"
    rf"{any_of('assesses')}(?:that |\Z)"
)
"""A finding with a subject of its own behind a comma, which no negation before it governs: "having
ruled out any casualties at first, the team found that"."""
_ENDS = ("contrast", "corrects")
"""Words that end a negation or supposition: "but", "should have read"."""


_GOVERNING = (
    ("negates", Frame.DENIED),
    ("hypothetical", Frame.SUPPOSED),
)


def _supposed_or_denied(clause: Clause, start: int, frame: Frame) -> Frame:
    """The frame, unless a "whether" or "no" governs the place."""
    before = clause.line[:start]
    turn = max(
        (match.end() for name in _ENDS for match in word_finder(name).finditer(before)),
        default=0,
    )
    turn = max((turn, *(match.end() for match in _NEW_FINDING.finditer(before))))
    granted = granted_until(clause.line)
    scope = before[max(turn, granted) :]
    if before.startswith(_CONCEDING):
        scope = _NOBODY_FIRST.sub("", scope)
    scope = _UNSEEN_BEFORE.sub("", DENYING_ASIDE.sub(", ", _NOBODY_AND.sub("", scope)))
    scope = _CLOSED_RELATIVE.sub(", ", _NO_FAULT.sub("", DENYING_RELATIVE.sub("", scope)))
    split = max(scope.rfind(words) for words in _NEW_CLAUSES)
    scope = _SHOULD_MORE_COME.sub("", scope[split + 1 :] if split >= 0 else scope)
    for name, answer in _GOVERNING:
        if word_finder(name).search(scope):
            return Frame.ALLEGED if frame is Frame.ALLEGED else answer
    if frame is Frame.STATED and _HOW.match(clause.line[:start]):
        return Frame.SUPPOSED
    if word_finder("sympathy").search(scope.rpartition(", ")[2]):
        return Frame.ALLEGED if frame is Frame.ALLEGED else Frame.SUPPOSED
    return frame


def uncertain_words() -> tuple[str, ...]:
    """Words that make a number the most that is conceded."""
    return class_of("uncertain")
