"""Names as lists write them: who is meant, and what is only a description of somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.names import reading
from sijill.language.names.order import name_order, numbered_names
from sijill.language.names.reading import read_name
from sijill.model.values.names import NameStatus, PersonName, Relation


def _written(text: str) -> tuple[str, tuple[str, ...], str]:
    name = read_name(text)
    return (
        name.given.written if name.given else "",
        tuple(part.written for part in name.ancestors),
        name.family.written if name.family else "",
    )


@pytest.mark.parametrize(
    ("text", "given_name", "ancestors", "family"),
    [
        ("Khalid Walid al-Attar", "Khalid", ("Walid",), "al-Attar"),
        ("Dr. Khalid al-Attar", "Khalid", (), "al-Attar"),
        ("خالد وليد العطار", "خالد", ("وليد",), "العطار"),
        ("الشهيد خالد العطار", "خالد", (), "العطار"),
        ("Khalid ibn Walid al-Attar", "Khalid", ("Walid",), "al-Attar"),
        ("Abd al-Rahman Fadi al-Attar", "Abd al-Rahman", ("Fadi",), "al-Attar"),
        ("عبد الرحمن العطار", "عبد الرحمن", (), "العطار"),
        ("Khalid al - Attar", "Khalid", (), "al-Attar"),
        ("Khalid al-Attar (the baker)", "Khalid", (), "al-Attar"),
        ("Salah al-Din Fadi Attar", "Salah al-Din", ("Fadi",), "Attar"),
    ],
)
def test_parts_keep_their_place(
    text: str, given_name: str, ancestors: tuple[str, ...], family: str
) -> None:
    assert _written(text) == (given_name, ancestors, family)
    assert read_name(text).status is NameStatus.FULL


@pytest.mark.parametrize(
    ("text", "relation", "relative"),
    [
        ("wife of Khalid al-Attar", Relation.SPOUSE, "Khalid al-Attar"),
        ("Khalid's daughter 2", Relation.CHILD, "Khalid"),
        ("The eldest son of Rami Attar", Relation.CHILD, "Rami Attar"),
        ("زوجة خالد العطار", Relation.SPOUSE, "خالد العطار"),
        ("member of the Attar family", Relation.FAMILY_MEMBER, "Attar"),
        ("infant of Rana Hadi", Relation.CHILD, "Rana Hadi"),
        ("newborn son of Rana Hadi", Relation.CHILD, "Rana Hadi"),
        ("Baby Boy Hadi", Relation.CHILD, "Hadi"),
        ("wife of the son of Rami Attar", Relation.SPOUSE, "Rami Attar"),
        ("ابن/رنا كريم", Relation.CHILD, "رنا كريم"),
        ("ابنة-رنا كريم", Relation.CHILD, "رنا كريم"),
        ("بنت/ رنا كريم", Relation.CHILD, "رنا كريم"),
        ("مولود رنا كريم", Relation.CHILD, "رنا كريم"),
        ("طفلة رنا كريم", Relation.CHILD, "رنا كريم"),
        ("جنين رنا كريم", Relation.CHILD, "رنا كريم"),
        ("پسر رضا کریمی", Relation.CHILD, "رضا کریمی"),
        ("کوڕی ئەحمەد", Relation.CHILD, "ئەحمەد"),
        ("kurê Ehmed", Relation.CHILD, "Ehmed"),
        ("fils de Marie Dupont", Relation.CHILD, "Marie Dupont"),
        ("hijo de Juan Pérez", Relation.CHILD, "Juan Pérez"),
        ("bebê de Ana Silva", Relation.CHILD, "Ana Silva"),
        ("Tochter von Anna Weber", Relation.CHILD, "Anna Weber"),
        ("Ahmet Demir'in eşi", Relation.SPOUSE, "Ahmet Demir"),
        ("сын Ивана Петрова", Relation.CHILD, "Ивана Петрова"),
        ("дружина Івана Петренка", Relation.SPOUSE, "Івана Петренка"),
        ("אשתו של דוד כהן", Relation.SPOUSE, "דוד כהן"),
    ],
)
def test_a_description_names_somebody_else(text: str, relation: Relation, relative: str) -> None:
    name = read_name(text)
    assert name.status is NameStatus.DESCRIBED
    assert (name.relation, name.relative) == (relation, relative)
    assert not name.is_comparable
    assert name.parts == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-",
            "Unidentified 4",
            "unknown",
            "TK TK",
            "Name withheld",
            "nan",
            "null",
            "#REF!",
            "a",
        ),
        *("nan nan", "None None", "الطفل", "Ms. N. N."),
        *("child", "unidentified adult male", "two unidentified women", "Unidentified daughter"),
        *("مجهول", "مجهولة الهوية 3", "جثة مجهولة الهوية", "غير متوفر", "طفل", "زن ناشناس"),
        *("homme non identifié", "Inconnu", "mujer sin identificar", "N.N. masculino"),
        *("homem não identificado", "Unbekannter Mann", "kimliği belirsiz erkek"),
        *("неизвестный мужчина", "невідома жінка", "גופה לא מזוהה", "12", "x" * 201, "-" * 1_000),
    ],
)
def test_a_placeholder_is_no_name(text: str) -> None:
    name = read_name(text)
    assert name.status is NameStatus.UNNAMED
    assert not name.is_comparable


@pytest.mark.parametrize(
    ("text", "given_name", "family"),
    [
        ("Rana Hadi, 40", "Rana", "Hadi"),
        ("Rana Hadi 40", "Rana", "Hadi"),
        ("Rana Hadi (40 years old)", "Rana", "Hadi"),
        ("Rana Hadi, aged 3 months", "Rana", "Hadi"),
        ("رنا كريم ١٢", "رنا", "كريم"),
        ("رنا كريم عمرها 3 سنوات", "رنا", "كريم"),
        ("Рана Хади, 40 лет", "Рана", "Хади"),
        ("1. Rana Hadi", "Rana", "Hadi"),
        ("Rana Hadi*", "Rana", "Hadi"),
        ("the late Rana Hadi", "Rana", "Hadi"),
        ("Martyr Rana Hadi", "Rana", "Hadi"),
        ("child Rana Hadi", "Rana", "Hadi"),
        ("Aunt Rana Hadi", "Rana", "Hadi"),
        ("Rana Hadi, martyr", "Rana", "Hadi"),
        ("Rana Hadi (martyr)", "Rana", "Hadi"),
        ("الشهيدة/ رنا كريم", "رنا", "كريم"),
        ("د/ رنا كريم", "رنا", "كريم"),
        ("د. رنا كريم", "رنا", "كريم"),
        ("الطفلة رنا كريم", "رنا", "كريم"),
        ("الحاجة رنا كريم رحمها الله", "رنا", "كريم"),
        ("الاسم: رنا كريم", "رنا", "كريم"),
        ("Name: Rana Hadi", "Rana", "Hadi"),
        ("خانم رنا کریمی", "رنا", "کریمی"),
        ("Señora Ana Pérez", "Ana", "Pérez"),
        ("Mme Ana Pérez", "Ana", "Pérez"),
        ("Frau Ana Weber", "Ana", "Weber"),
        ("Şehit Ahmet Demir", "Ahmet", "Demir"),
        ("Rana Hadi, wife of Kazem Attar", "Rana", "Hadi"),
        ("Rana Hadi wife of Kazem Attar", "Rana", "Hadi"),
        ("رنا كريم زوجة خالد العطار", "رنا", "كريم"),
        ("Ana Pérez, viuda de Juan Luna", "Ana", "Pérez"),
        ("Rana Hadi and her son", "Rana", "Hadi"),
        ("Rana Hadi, her son and daughter", "Rana", "Hadi"),
        ("Rana Hadi 40F", "Rana", "Hadi"),
        ("رنا كريم وزوجها", "رنا", "كريم"),
        ("Rana/Ranah Hadi", "Rana", "Hadi"),
        ("Rana Hadi / رنا هادي", "Rana", "Hadi"),
        ("R a n a  H a d i", "Rana", "Hadi"),
        ("Ra\u200bna\u00a0Ha\u00addi", "Rana", "Hadi"),
        ("Hadi, Rana", "Rana", "Hadi"),
        ("HADI, RANA", "RANA", "HADI"),
        ("Hadi, Rana, Dr.", "Rana", "Hadi"),
        ("العطار، رنا", "رنا", "العطار"),
        ("Mohammed Null", "Mohammed", "Null"),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(
    text: str, given_name: str, family: str
) -> None:
    assert _written(text) == (given_name, (), family)
    assert read_name(text).status is NameStatus.FULL


def test_the_family_before_a_comma_may_have_two_words() -> None:
    name = ("JUAN", ("BAUTISTA", "PEREZ"), "CAMACHO")
    assert _written("PEREZ CAMACHO, JUAN BAUTISTA") == name
    assert read_name("Perez Luna, Juan", comma_after_family=True).given is not None
    turned = read_name("Perez Luna, Juan", comma_after_family=True).given
    assert turned is not None
    assert turned.written == "Juan"


def test_a_column_shows_that_the_family_stands_first() -> None:
    shown = name_order(["PEREZ LUNA, JUAN", "Soto, Elena", "Unidentified", "Mora, Pedro Luis"])
    assert shown.comma_after_family is True
    assert shown.reason == "3 of 3 names have a comma behind their first part"
    plain = name_order(["Juan Perez", "Elena Soto, 12", "Pedro, son of Luis", "Rana Hadi, martyr"])
    assert plain.comma_after_family is None


def test_a_name_written_with_several_numbers_is_a_family_counted_through() -> None:
    cells = ["Rami Attar 1", "Rami Attar 2", "Omar Jaber 15", "Rana Hadi"]
    assert numbered_names(cells) == {"Rami Attar"}
    assert not numbered_names(["Omar Jaber 15", "Omar Jaber"])


@pytest.mark.parametrize(
    "text",
    [
        "Иван Шевченко",
        "Іван Петренко",
        "דוד כהן",
        "გიორგი ბერიძე",
        "Արմեն Պետրոսյան",
        "Γιώργος Παππάς",
    ],
)
def test_a_name_in_any_script_is_a_name(text: str) -> None:
    name = read_name(text)
    assert name.status is NameStatus.FULL
    assert all(part.consonant_key for part in name.parts)


@pytest.mark.parametrize("text", ["بدر كريم", "Bayan Attar", "محجوب كريم", "Shahid Khan"])
def test_a_name_that_looks_like_another_word_is_a_name(text: str) -> None:
    assert read_name(text).status is NameStatus.FULL
    assert len(read_name(text).parts) == 2


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Khalid", "خالد"),
        ("Chaled", "خالد"),
        ("Husayn", "حسين"),
        ("Houssein", "حسين"),
        ("Abdulrahman", "عبد الرحمن"),
        ("Abd el Rahman", "عبدالرحمن"),
        ("Yusuf", "يوسف"),
        ("Fatima", "فاطمة"),
        ("Djamila", "جميلة"),
    ],
)
def test_one_given_name_in_two_scripts(latin: str, arabic: str) -> None:
    left, right = read_name(f"{latin} al-Attar").given, read_name(f"{arabic} العطار").given
    assert left is not None
    assert right is not None
    assert left.name == right.name != ""
    assert left.letters == right.letters
    assert left.consonant_key == right.consonant_key


@pytest.mark.parametrize(("left", "right"), [("Hasan", "Husayn"), ("Muhammad", "Mahmud")])
def test_brothers_names_share_a_consonant_key_but_are_two_names(left: str, right: str) -> None:
    one, other = read_name(f"{left} Attar").given, read_name(f"{right} Attar").given
    assert one is not None
    assert other is not None
    assert one.consonant_key == other.consonant_key
    assert one.name != other.name


def test_a_kunya_is_kept_apart() -> None:
    name = read_name("Abu Samir al-Attar")
    assert name.kunya is not None
    assert name.given is None or name.given.written != "Abu Samir"


def test_a_whole_family_is_known_by_an_unknown_given_name() -> None:
    assert read_name("مجهول خالد العطار").status is NameStatus.DESCRIBED


@given(st.text(max_size=60))
def test_any_text_is_read_and_kept(text: str) -> None:
    name = read_name(text)
    assert all(part.consonant_key or part.sound for part in name.parts)
    assert name.is_comparable == (name.status in (NameStatus.FULL, NameStatus.PARTIAL))
    if not name.parts and name.kunya is None:
        assert not name.is_comparable


@given(st.text(max_size=60))
def test_spaces_and_direction_marks_change_nothing(text: str) -> None:
    assert read_name(f" \u200f{text}\u200e ") == read_name(text)


@pytest.mark.parametrize(
    ("written", "consonants"),
    [
        ("Rami Jad Allah", ["rm", "jdl"]),
        ("Rami Jad El-Eleh", ["rm", "jdl"]),
        ("Rami Jad elAllah", ["rm", "jdl"]),
        ("رامي جاد الله", ["rm", "jdl"]),
        ("رامي جادالله", ["rm", "jdl"]),
        ("هبة الله رامي", ["hbtl", "rm"]),
        ("هبةالله رامي", ["hbtl", "rm"]),
        ("Abd Allah Rami", ["abdal", "rm"]),
        ("Rami Ala Hadi", ["rm", "al", "hd"]),
    ],
)
def test_a_name_with_allah_behind_it_is_one_part(written: str, consonants: list[str]) -> None:
    assert [part.consonant_key for part in read_name(written).parts] == consonants


@pytest.mark.parametrize("written", ["Rami AbouEl-Kes", "Rami AbouEl Kes", "Rami Abu al-Kes"])
def test_a_kunya_joined_to_an_article_is_one_part_with_its_name(written: str) -> None:
    assert [part.consonant_key for part in read_name(written).parts] == ["rm", "abks"]


def test_a_word_of_relation_with_a_full_chain_behind_it_is_a_given_name() -> None:
    assert read_name("جنين سمير فؤاد الحداد").parts[0].written == "جنين"
    assert read_name("جنين رنا كريم").relation is Relation.CHILD


def test_one_letter_set_twice_before_a_name_is_no_part_of_it() -> None:
    assert read_name("نن سمير فؤاد كمال الحداد").parts[0].written == "سمير"


def test_an_i_before_a_vowel_is_a_y() -> None:
    assert [part.consonant_key for part in read_name("Iahia Rami").parts] == ["y", "rm"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("S/O Nadir", Relation.CHILD),
        ("D/O Nadir Amri", Relation.CHILD),
        ("B/O Basma Amri", Relation.CHILD),
        ("s/o. Nadir", Relation.CHILD),
        ("W/O Nadir Amri", Relation.SPOUSE),
        ("H/O Basma", Relation.SPOUSE),
    ],
)
def test_short_forms_of_registries_describe_a_relative(text: str, relation: Relation) -> None:
    name = read_name(text)
    assert (name.status, name.relation) == (NameStatus.DESCRIBED, relation)


@pytest.mark.parametrize("text", ["and 3 others", "وآخرون", "أطفاله", "confidential", "others"])
def test_those_who_are_not_named_have_no_name(text: str) -> None:
    assert read_name(text).status is NameStatus.UNNAMED


def test_a_family_behind_an_article_is_read_the_short_way_and_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Most names in Latin letters hold such a word, and most work is to look for what is not."""
    names = ("Khalid Walid al-Attar", "Rana El-Hallaq Nabil", "Samir Nabil Fadi AL-Khayyat")
    others = ("Khalid Walid -Attar", "Khalid Walid al-Shaheed", "Ahmad Walid ibn-Attar")
    surrounded = reading._read_surrounded
    alike = {name: surrounded(name) for name in names}
    looked_at: list[str] = []

    def counted(
        written: str,
        *,
        comma_after_family: bool | None = None,
        counted_names: tuple[str, ...] = (),
    ) -> PersonName:
        looked_at.append(written)
        return surrounded(
            written, comma_after_family=comma_after_family, counted_names=counted_names
        )

    monkeypatch.setattr(reading, "_read_surrounded", counted)
    read_name.cache_clear()
    assert {name: read_name(name) for name in names} == alike
    for name in others:
        read_name(name)
    assert looked_at == [*others]
