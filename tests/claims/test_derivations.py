"""What derives from what: citation, near-identical text, pictures, teams; circles are shown."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_records import head_of
from sijill.claims.cited_sources import cited_organisations, cited_sources, has_own_account
from sijill.claims.derivations import FIRST_TIED, find_derivations
from sijill.claims.origins import trace_origins
from sijill.claims.picture_hash import SAME_PICTURE_BITS
from sijill.claims.report_statements import trace_reports
from sijill.claims.source_names import source_key
from sijill.model.records.record import ReportRecord
from sijill.model.results.origins import OriginGraph, Statement
from sijill.model.values.derivation import Derivation

TEXT = (
    "This morning an aircraft struck a house in the old quarter of Basatin "
    "and four people of one family were killed"
)
ARABIC = (
    "استهدفت طائرة مسيرة صباح اليوم منزلا في الحي القديم "
    "ما أسفر عن مقتل أربعة مدنيين من عائلة واحدة"
)


def said(number: int, text: str, **more: object) -> Statement:
    given = {"said_by": f"Page {number}", "about": ("monitor:1",), **more}
    return Statement(f"posts:{number}", text=text, **given)  # type: ignore[arg-type]


def traced(*statements: Statement) -> OriginGraph:
    return trace_origins([one.id for one in statements], find_derivations(statements))


@pytest.mark.parametrize("text", [TEXT, ARABIC])
def test_the_later_of_two_near_identical_texts_copies_the_earlier(text: str) -> None:
    later = said(1, f"{text} !", on=date(2031, 6, 4))
    graph = traced(later, said(2, text, on=date(2031, 6, 3)))
    (step,) = graph.derived
    assert (step.later, step.earlier, step.how) == ("posts:1", "posts:2", Derivation.COPIES)
    assert [one.first for one in graph.clusters] == ["posts:2"]


def test_a_text_that_holds_another_quotes_it() -> None:
    around = " ".join(f"word{number}" for number in range(60))
    graph = traced(said(1, TEXT), said(2, f"{around} {TEXT} {around}"))
    (step,) = graph.derived
    assert step.how is Derivation.QUOTES


def test_different_words_about_one_incident_are_two_origins() -> None:
    other = "We pulled four bodies from the rubble of a home by the river, a neighbour told us"
    assert len(traced(said(1, TEXT), said(2, other)).clusters) == 2


def test_a_text_that_cites_a_source_goes_back_to_it() -> None:
    first = said(1, TEXT, said_by="River Monitor")
    second = said(2, "Four people died in Basatin, according to the River Monitor")
    graph = traced(first, second)
    assert graph.roots["posts:2"] == ("posts:1",)
    assert graph.chain("posts:2")[0].basis == "it cites river monitor"


def test_two_texts_that_cite_one_outside_source_are_one_origin() -> None:
    graph = traced(
        said(1, "قتل أربعة مدنيين وفقا للمرصد السوري لحقوق الإنسان في ريف البلدة"),
        said(2, "Four were killed, the Syrian Observatory for Human Rights said"),
    )
    assert [one.first for one in graph.clusters] == ["cited:sohr"]
    assert graph.clusters[0].echoes == ("posts:1", "posts:2")


def test_what_one_team_says_twice_is_one_origin() -> None:
    graph = traced(
        said(1, TEXT, said_by="Page A"), said(2, "Names of the dead follow", said_by="Page A")
    )
    assert graph.derived[0].how is Derivation.SAME_TEAM
    assert len(graph.clusters) == 1


def test_one_picture_ties_two_posts() -> None:
    graph = traced(
        said(1, "first", pictures=("00ff00ff00ff00ff",)),
        said(2, "second", pictures=("00ff00ff00ff00fe",)),
        said(3, "third", pictures=("ff00ff00ff00ff00",)),
    )
    assert len(graph.clusters) == 2


def test_a_circle_is_shown_and_counts_as_one_origin() -> None:
    graph = traced(
        said(1, "A says so", repeats=("posts:2",)),
        said(2, "B says so", repeats=("posts:3",)),
        said(3, "C says so", repeats=("posts:1",)),
        said(4, "D has it from A", repeats=("posts:1",)),
    )
    (cluster,) = graph.clusters
    assert cluster.circle == ("posts:1", "posts:2", "posts:3")
    assert cluster.echoes == ("posts:2", "posts:3", "posts:4")


def test_a_person_judges_two_texts_independent_or_one_origin() -> None:
    statements = (said(1, TEXT), said(2, TEXT), said(3, "something else"))
    pair = ("posts:1", "posts:2")
    apart = find_derivations(statements, different={pair})
    assert apart == ()
    one = find_derivations(statements, same={("posts:1", "posts:3")})
    assert {step.later for step in one} == {"posts:2", "posts:3"}


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("بحسب الدفاع المدني السوري", ("civil_defence",)),
        ("Reuters reported two dead, citing SANA", ("reuters", "sana")),
        ("The civil defence came at noon", ()),
        ("", ()),
    ],
)
def test_a_source_is_cited_behind_or_before_a_word_that_says_so(
    text: str, sources: tuple[str, ...]
) -> None:
    assert cited_sources(text) == sources


@pytest.mark.parametrize(
    "text",
    [
        "The reporter of the paper said that Amnesty International had left the town.",
        "أفاد مراسل الجريدة بأن الدفاع المدني دخل البلدة",
    ],
)
def test_a_name_in_what_was_said_is_not_cited(text: str) -> None:
    assert cited_sources(text) == ()


def test_two_walls_of_the_same_words_copy_nothing() -> None:
    """A kept page that is only a log-in wall equals any other; a stated source still counts."""
    wall = "Post Log in Sign up Post This post is unavailable."
    head = head_of("posts:1")
    others = replace(head, id="posts:2")
    for relation, steps in ((Derivation.COPIES, 0), (Derivation.TRANSLATES, 1)):
        reports = (
            ReportRecord(head, publisher="One", text=wall),
            ReportRecord(others, publisher="Two", text=wall, repeats="posts:1", relation=relation),
        )
        graph = trace_reports(reports, {})
        assert graph.frames == {"posts:1", "posts:2"}
        assert len(graph.derived) == steps


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("وكانت قالت مؤسسة الدفاع المدني إن القصف تصاعد", ()),
        ("وسبق أن قالت مؤسسة الدفاع المدني إن القصف تصاعد", ()),
        ("ووثقت فرق الدفاع المدني في تقرير نهاية العام مقتل 165 شخصا", ()),
        ("وذكرت إحصائية للدفاع المدني أن العدد ارتفع", ()),
        ("© منطقة صيحة ( أ ف ب) قتل شخصان", ()),
        ("قالت مؤسسة الدفاع المدني إن شخصين قتلا", ("civil_defence",)),
        ("صيحة (أ ف ب) – قتل شخصان", ("afp",)),
    ],
)
def test_background_and_credits_of_pictures_are_no_sources(
    text: str, keys: tuple[str, ...]
) -> None:
    assert cited_sources(text) == keys


def test_a_source_far_from_the_place_is_cited_about_something_else() -> None:
    """A page with two stories: the first is of Siha, the second of a strike elsewhere."""
    page = f"Two people died in Siha, Reuters reported. {'word ' * 120} Amnesty said nine died."
    assert cited_sources(page, places=["Siha", "صيحة"]) == ("reuters",)
    assert cited_sources(page, places=["Basatin"]) == ("reuters", "amnesty")


@pytest.mark.parametrize(
    ("text", "said_by", "has_own"),
    [
        ("قال مراسلنا إن القصف وقع ظهرا", "راديو النهر", True),
        ("وأفاد مراسل راديو النهر بأن القصف وقع ظهرا", "راديو النهر", True),
        ("وأفاد مراسل الأناضول بأن القصف وقع ظهرا", "AA", True),
        ("وأفاد مراسل الأناضول بأن القصف وقع ظهرا", "راديو النهر", False),
        ("Our correspondent in Siha saw the bakery", "River Radio", True),
    ],
)
def test_a_reporter_of_the_publishers_own_is_an_account_of_its_own(
    text: str,
    said_by: str,
    *,
    has_own: bool,
) -> None:
    assert has_own_account(text, said_by) is has_own


def test_an_own_account_is_an_origin_beside_the_source_that_it_cites() -> None:
    report = ReportRecord(
        head_of("posts:1"),
        publisher="راديو النهر",
        text="قال مراسلنا إن القصف وقع ظهرا على صيحة. وقالت مؤسسة الدفاع المدني إن شخصين قتلا",
        incidents=("monitor:1",),
    )
    graph = trace_reports([report], {}, places={"monitor:1": {"صيحة"}})
    assert graph.roots["posts:1"] == ("cited:civil_defence", "posts:1")


def test_without_days_the_longer_text_quotes_the_one_that_stands_in_it() -> None:
    page = f"{TEXT}. {' '.join(f'story{number}' for number in range(200))}"
    graph = traced(said(1, TEXT), said(2, page))
    (step,) = graph.derived
    assert (step.later, step.earlier, step.how) == ("posts:2", "posts:1", Derivation.QUOTES)
    graph = traced(said(3, TEXT), said(1, page))
    assert [(one.later, one.earlier) for one in graph.derived] == [("posts:1", "posts:3")]


@pytest.mark.parametrize(
    ("publisher", "key"),
    [
        ("SOHR news", "sohr"),
        ("North Press Agency news", "north_press"),
        ("Syrian Observatory of Human Rights", "sohr"),
        ("River News", "river news"),
        ("News", "news"),
    ],
)
def test_a_source_is_itself_by_all_its_names(publisher: str, key: str) -> None:
    assert source_key(publisher) == key


def test_a_page_does_not_cite_itself() -> None:
    text = "وثق المرصد السوري مقتل أربعة مدنيين في الحي القديم صباح اليوم"
    assert traced(said(1, text, said_by="SOHR news")).derived == ()


def test_about_is_no_citing_unless_the_name_follows() -> None:
    assert cited_sources("لم تكشف عن السبب الذي دفع قسد إلى المداهمة") == ()
    assert cited_sources("نقلت الصفحة عن رويترز أن أربعة قتلوا") == ("reuters",)


BUTTONS = (
    "Copy link to this post and share it with others in your network today",
    "Back to the top of this page because loading seems to take a while now",
)


def test_the_buttons_around_many_posts_hide_no_copy() -> None:
    posts = [
        said(number, f"{BUTTONS[0]} {words} {BUTTONS[1]}")
        for number, words in enumerate(
            [
                ARABIC,
                f"{ARABIC} الآن",
                *(f"word{place} something else happened in street {place}" for place in range(70)),
            ]
        )
    ]
    (step,) = traced(*posts).derived
    assert {step.later, step.earlier} == {"posts:0", "posts:1"}
    assert step.how is Derivation.COPIES


def test_an_organisation_that_several_pages_cite_is_their_one_origin() -> None:
    first = said(1, "قالت منظمة حقوق الإنسان نهر الشمال إن قصفا استهدف القرية وقتل أربعة مدنيين")
    second = said(2, "وأفادت منظمة حقوق الإنسان في نهر الشمال بأن أربعة قتلوا مساء أمس في قصف")
    third = said(3, "وذكر تجمع أبناء الجبل أن أربعة قتلوا")
    graph = traced(first, second, third)
    assert graph.roots["posts:1"] == graph.roots["posts:2"] == ("cited:نهر الشمال",)
    assert graph.roots["posts:3"] == ("posts:3",)
    assert traced(first).roots["posts:1"] == ("posts:1",)


def test_a_publisher_is_no_organisation_that_it_cites_itself() -> None:
    first = said(1, "قالت شبكة فرات بوست إن أربعة قتلوا", said_by="Furat Bost")
    second = said(2, "قالت شبكة فرات بوست إن أربعة قتلوا مساء", said_by="Page")
    third = said(3, "وأفادت شبكة فرات بوست بمقتل أربعة", said_by="Other")
    steps = traced(first, second, third).steps("posts:1")
    assert not any(step.earlier.startswith("cited:") for step in steps)


def test_a_page_may_cite_another_whose_name_begins_like_its_own() -> None:
    first = said(1, TEXT, said_by="Citadel Chronicle")
    second = said(2, "Four were killed, according to Citadel Chronicle", said_by="Citadel Bulletin")
    (step,) = traced(first, second).derived
    assert (step.later, step.earlier) == ("posts:2", "posts:1")


@pytest.mark.parametrize(
    "text",
    ["انقطعت شبكة الإنترنت في البلدة", "قالت منظمة محلية", "استهدف القصف موقع البرج القديم"],
)
def test_a_kind_without_a_cue_or_a_name_is_no_organisation(text: str) -> None:
    assert cited_organisations(text) == frozenset()


def test_likeness_adds_nothing_within_a_chain_that_a_list_states() -> None:
    """A repetition that is dated before what it repeats would point both ways."""
    first = said(1, TEXT, on=date(2031, 6, 9))
    second = said(2, TEXT, on=date(2031, 6, 3), repeats=("posts:1",))
    third = said(3, TEXT, on=date(2031, 6, 5), repeats=("posts:2",))
    graph = traced(first, second, third)
    (cluster,) = graph.clusters
    assert (cluster.first, cluster.circle) == ("posts:1", ())
    assert [(step.later, step.earlier, step.basis) for step in graph.derived] == [
        ("posts:2", "posts:1", "the list says so, and dates it before that"),
        ("posts:3", "posts:2", "the list says so"),
    ]


def test_what_copies_a_stated_chain_joins_it() -> None:
    first = said(1, TEXT, on=date(2031, 6, 3))
    second = said(2, TEXT, on=date(2031, 6, 4), repeats=("posts:1",))
    copy = said(3, TEXT, on=date(2031, 6, 5))
    (cluster,) = traced(first, second, copy).clusters
    assert (cluster.first, set(cluster.echoes)) == ("posts:1", {"posts:2", "posts:3"})


def test_each_of_very_many_posts_with_one_picture_is_tied_to_the_first_of_them() -> None:
    posts = [
        said(number, "", about=(), pictures=(f"{0xFF00FF00FF00FF00 ^ 1 << number % 5:016x}",))
        for number in range(1, 201)
    ]
    steps = [step for step in find_derivations(posts) if step.how is Derivation.SAME_PICTURE]
    assert len(steps) == sum(min(number, FIRST_TIED) for number in range(200))
    assert len(traced(*posts).clusters) == 1
    first = {f"posts:{number}" for number in range(1, 201)}
    assert {step.earlier for step in steps if step.later == max(first)} == set(
        sorted(first)[:FIRST_TIED]
    )


@given(
    st.lists(st.lists(st.integers(0, 63), max_size=5), min_size=2, max_size=12),
    st.integers(0, 2**64 - 1),
)
def test_pictures_that_differ_in_up_to_six_bits_are_one_and_no_others(
    flips: list[list[int]], picture: int
) -> None:
    hashes = [picture ^ sum({1 << bit for bit in flipped}) for flipped in flips]
    posts = [
        said(number, "", about=(), pictures=(f"{one:016x}",))
        for number, one in enumerate(hashes, start=1)
    ]
    tied = {
        (step.earlier, step.later)
        for step in find_derivations(posts)
        if step.how is Derivation.SAME_PICTURE
    }
    assert tied == {
        tuple(sorted((posts[left].id, posts[right].id)))
        for left in range(len(hashes))
        for right in range(left)
        if (hashes[left] ^ hashes[right]).bit_count() <= SAME_PICTURE_BITS
    }


def test_texts_that_cite_one_source_of_very_many_statements_are_tied_to_the_first() -> None:
    by_source = [said(number, f"n{number}", said_by="River Monitor") for number in range(100)]
    citing = [
        said(number, "Four people died in Basatin, according to the River Monitor")
        for number in range(100, 200)
    ]
    steps = find_derivations([*by_source, *citing])
    tied = [step for step in steps if step.basis == "it cites river monitor"]
    assert {step.later for step in tied} == {one.id for one in citing}
    assert len(tied) <= len(citing) * (FIRST_TIED + 1)
    assert len(traced(*by_source, *citing).clusters) == 1
