"""One name in several scripts has the same consonants; what stands around it is no part of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.language.names.dictionary import names_near
from sijill.language.names.reading import _is_bare_chain, _read_surrounded, read_name
from sijill.language.scripts import fold_arabic
from sijill.model.values.names import NameStatus, Relation


def _keys(written: str) -> list[str]:
    return [part.consonant_key for part in read_name(written).parts]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ئاسۆ ڕەحمان", "Aso Rehman"),
        ("ئەحمەد مەحموود", "أحمد محمود"),
        ("گوڵی سەلیم", "گولی سلیم"),
        ("ڕێژان عەلی", "ريژان علي"),
        ("ژیلا سعیدی", "Zhila Saidi"),
        ("Evdilkerîm Hesen", "عبد الكريم حسن"),
        ("אחמד סלאמה", "أحمد سلامة"),
        ("עבד אלכרים חסן", "عبد الكريم حسن"),
        ("סלים אבו נאצר", "سليم أبو ناصر"),
        ("דניאל בן יוסף", "Daniel Ben Yosef"),
        ("Євгенія Бойко", "Yevheniia Boiko"),
        ("Salem Benyoussef", "سالم بن يوسف"),
        ("سالم بنيوسف", "Salem Ben Youssef"),
        ("Fco. Ruiz Hdez.", "Francisco Ruiz Hernández"),
        ("سالم عبدربه", "Salem Abd Rabbo"),
        ("Dzhamil Saad", "جميل سعد"),
        ("Rabah Bou Salem", "رابح أبو سالم"),
        ("Rabah LHadi", "رابح الهادي"),
        ("Abde Rahmane Ioussef", "عبد الرحمن يوسف"),
        ("Микола Гончар", "Николай Гончар"),
        ("Сергій Бойко", "Sergei Boyko"),
        ("Андрей Козак", "Andrii Kozak"),
    ],
)
def test_one_name_in_two_scripts_or_spellings(one: str, other: str) -> None:
    assert _keys(one) == _keys(other) != []


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ئازاد", "ازاد"),
        ("ئەسعەد", "اسعد"),
        ("فائز", "فايز"),
        ("لاڤە", "لافه"),
        ("رمزىي", "رمزي"),
        ("هدى", "هدي"),
    ],
)
def test_letters_of_kurdish_and_damaged_endings_are_folded(written: str, folded: str) -> None:
    assert fold_arabic(written) == folded


def test_the_halves_of_a_persian_name_may_be_joined_by_a_sign_without_width() -> None:
    apart, joined = read_name("علی اصغر نوری"), read_name("علی\u200cاصغر نوری")
    assert joined.parts == apart.parts
    assert joined.written == "علیاصغر نوری"


@pytest.mark.parametrize(
    ("one", "other"),
    [("أبو عودة", "أبو عيادي"), ("ابوشعبان", "ابوشعبين")],
)
def test_families_called_after_a_father_differ_by_his_letters(one: str, other: str) -> None:
    left, right = (read_name(f"رامي {family}").family for family in (one, other))
    assert left is not None
    assert right is not None
    assert left.letters.startswith("Abw")
    assert left.letters != right.letters


@pytest.mark.parametrize(
    ("written", "relation", "relative"),
    [
        ("Ibn Rana Saad", Relation.CHILD, "Rana Saad"),
        ("Bint Karim", Relation.CHILD, "Karim"),
        ("newborn (daughter of Rana)", Relation.CHILD, "Rana"),
        ("unidentified woman (wife of Karim Saad)", Relation.SPOUSE, "Karim Saad"),
        ("Vda. de Ibarra", Relation.SPOUSE, "Ibarra"),
    ],
)
def test_descriptions_name_somebody_else(written: str, relation: Relation, relative: str) -> None:
    name = read_name(written)
    assert name.status is NameStatus.DESCRIBED
    assert (name.relation, name.relative) == (relation, relative)


def test_a_remark_in_brackets_behind_a_name_describes_nobody() -> None:
    assert read_name("Rana Saad (daughter of Karim)").status is NameStatus.FULL


@pytest.mark.parametrize(
    "written",
    ["Mulla Rami Saad", "Cheikh El Hadj Rami Saad", "الملا رامي سعد", "El Haj Rami Saad"],
)
def test_religious_titles_are_no_names(written: str) -> None:
    assert _keys(written) == ["rm", "sd"]


@pytest.mark.parametrize("written", ["Mulla Saad", "Cheikh Saad", "ملا سعد"])
def test_titles_with_one_name_behind_them_may_be_names(written: str) -> None:
    assert len(read_name(written).parts) == 2


@pytest.mark.parametrize("written", ["سردار قاسم سلیمانی", "سردار رامی سعد"])
def test_a_rank_of_persian_is_no_name_in_persian_letters(written: str) -> None:
    assert len(read_name(written).parts) == 2


@pytest.mark.parametrize("written", ["سردار رامي سعد", "سردار سعد"])
def test_a_rank_of_persian_is_a_given_name_elsewhere(written: str) -> None:
    name = read_name(written)
    assert name.given is not None
    assert name.given.name == "sardar"


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("حسيين", {"husayn"}),
        ("محومد", {"mahmud", "muhammad"}),
        ("Omuar", {"umar"}),
        ("Hud", set()),
        ("Zzzzz", set()),
    ],
)
def test_the_listed_names_of_which_a_word_may_be_a_slip(word: str, names: set[str]) -> None:
    given = read_name(f"{word} al-Attar").given
    assert given is not None
    assert names_near(given.letters, given.sound) == names


_WORDS = [
    *("Rami", "Saad", "محمد", "سعد", "Haj", "the", "wife", "of", "زوجة", "مجهول", "ابن", "بنت"),
    *("unknown", "Abu", "ابو", "الدين", "عبد", "الله", "Abdul", "and", "و", "or", "Dr", "الشهيد"),
    *("martyr", "family", "من", "from", "child", "أحمد", "Ben", "ibn", "nan", "العطار", "Jr"),
    *("brother", "جنين", "al", "Doe", "John", "eşi", "XX"),
]


@given(st.lists(st.sampled_from(_WORDS), min_size=3, max_size=6).map(" ".join))
@settings(max_examples=150)
def test_a_bare_chain_of_names_is_read_as_any_other_cell(written: str) -> None:
    if _is_bare_chain(written):
        assert read_name(written) == _read_surrounded(written)


def test_most_names_are_bare_chains() -> None:
    assert _is_bare_chain("محمد سعد العطار")
    assert not _is_bare_chain("زوجة محمد سعد")
    assert not _is_bare_chain("Rami and Sami Saad")
    assert not _is_bare_chain("Rami Saad, Sami")


def test_ubayy_with_a_chain_behind_it_is_a_given_name() -> None:
    given = read_name("أبي سالم فؤاد العطار").given
    assert given is not None
    assert given.written == "أبي"
    assert read_name("أبي سالم العطار").kunya is not None


@pytest.mark.parametrize(
    "written",
    ["Олена Елена Olena Elena", "Михайло Михаил Mykhailo Mikhail", "Надія Nadiia Надежда"],
)
def test_ukrainian_and_russian_forms_are_one_name_in_either_script(written: str) -> None:
    names = {read_name(f"{word} Ющук").parts[0].name for word in written.split()}
    assert len(names) == 1
    assert "" not in names
