"""A name that stands for somebody unknown is no name, in any order and in twelve languages."""

import tomllib
from importlib.resources import files
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.language.names.placeholders import is_placeholder_name
from sijill.language.names.reading import join_name, read_name
from sijill.model.values.names import NameStatus, Relation

PLACEHOLDERS = {
    "en": """
        DOE, JOHN | John Doe | Doe John | Jane Doe 3 | John Q. Doe | DOE, JOHN Q |
        Doe, Baby Girl | Mr. John Doe | Doe, John Jr. | Baby Boy Doe | DOE/JOHN |
        John or Jane Doe | Unknown Doe | ROE, RICHARD | Jane Roe | Bloggs, Joe |
        John Q. Public | A. N. Other | LNU, FNU | FNU LNU | UNKNOWN, UNKNOWN | UNKNOWN, MALE |
        Male, Unidentified | Unknown Hispanic Male | Mr. X | XX, XX | LAST NAME, FIRST NAME |
        First Last | No Name Given | Name to follow | Case 14 | not yet named
    """,
    "ar": """
        فلان | فلان بن فلان | فلان الفلاني | الفلاني، فلان | فلانة الفلانية | فلان علان |
        جون دو | السيد س | مجهول رقم ٤ | مجهول، مجهول | جثة مجهولة رقم 3 | لم يذكر اسمه |
        الاسم الكامل
    """,
    "fa": """
        فلانی | فلان و بهمان | بهمان، فلان | فلانی فلانی | شهید گمنام | ناشناس، مرد |
        جسد ناشناس | نام نامعلوم
    """,
    "ckb": """
        فڵان کەس | کەس، فڵان | فڵانە | کەسێکی نەناسراو | تەرمی نەناسراو | ناوی نەزانراوە
    """,
    "kmr": """
        Filan kes | filankes | Bêvan, Filan | FİLAN Û BÊVAN | Kesê nenas | Cenazeyê nenas |
        nav nayê zanîn
    """,
    "fr": """
        Monsieur X | Mme X | Untel | Monsieur Untel | Tel, Un | X inconnu | INCONNU, Homme |
        Nom Prénom | nom non précisé
    """,
    "es": """
        Fulano de Tal | DE TAL, FULANO | Fulana de Tal | Zutano Mengano | Nadie, Juan |
        NN Masculino | Masculino, Desconocido | Nombre Apellido |
        en proceso de identificación
    """,
    "pt": """
        Sicrano de Tal | João Ninguém | NINGUÉM, JOÃO | Fulano, Beltrano |
        Desconhecido, Homem | nome não informado
    """,
    "de": """
        Mustermann, Max | Max Mustermann | MUSTERMANN, ERIKA | Frau N. N. | Herr X |
        Unbekannt, männlich | Vorname Nachname
    """,
    "tr": """
        Falan Filan | Filan, Falan | Falanca Filanca | Meçhul Şahıs | Bilinmeyen Şahıs |
        Ad Soyad | kimliği belli değil
    """,
    "ru": """
        Доу, Джон | Джейн Доу | Имярек | Такой-то | Н.Н. | Неизвестный, мужчина |
        Неустановленное лицо | Имя Фамилия | ФИО не установлено
    """,
    "uk": """
        Доу, Джон | Джейн Доу | Імярек | Невідома, жінка | Невстановлена особа |
        Особа не встановлена | ім'я не вказано
    """,
    "he": """
        אלמוני, פלוני | פלוני אלמוני | פלונית אלמונית | ישראלי, ישראל | ג'ון דו |
        גבר לא מזוהה | לא ידוע, גבר | שמו לא נמסר
    """,
}
NAMES = """
    Samuel Doe | Doe Paw | John Doebler | Richard Rowe | Jane Austen | John Smith |
    Joe Public Haddad | Mohammed Null | Juan Pérez | Max Weber | Israel Cohen | Fulan Rahman |
    Malcolm X | Amina White | Black, Robert | Bayan | Adam | Given Moyo | Иван Иванов |
    ישראל כהן | علان | بهمن کریمی | Nadia Nadie López
"""


def _texts(listed: str) -> list[str]:
    return [text.strip() for text in listed.split("|")]


@pytest.mark.parametrize(
    "text", [text for listed in PLACEHOLDERS.values() for text in _texts(listed)]
)
def test_a_placeholder_names_nobody(text: str) -> None:
    name = read_name(text)
    assert (name.status, name.written) == (NameStatus.UNNAMED, text)


@pytest.mark.parametrize("text", _texts(NAMES))
def test_a_name_with_a_placeholder_s_word_is_a_name(text: str) -> None:
    assert read_name(text).is_comparable


@pytest.mark.parametrize(
    ("given_name", "family"),
    [("John", "Doe"), ("فلان", "الفلاني"), ("Max", "Mustermann"), ("Unknown", "Doe")],
)
def test_a_placeholder_in_two_columns(given_name: str, family: str) -> None:
    assert not read_name(join_name([given_name, family])).is_comparable


@pytest.mark.parametrize(
    ("text", "given_name"),
    [
        ("UNKNOWN, MARIA", "MARIA"),
        ("Maria Unknown", "Maria"),
        ("Karim no identificado", "Karim"),
        ("محمد مجهول", "محمد"),
        ("Karim LNU", "Karim"),
        ("LNU, Karim", "Karim"),
    ],
)
def test_an_unknown_family_name_is_left_out(text: str, given_name: str) -> None:
    name = read_name(text)
    assert name.status is NameStatus.PARTIAL
    assert name.given is not None
    assert (name.given.written, name.family) == (given_name, None)


@pytest.mark.parametrize(
    "text", ["PÉREZ, DESCONOCIDO", "Pérez, no identificado", "desconocido Pérez", "FNU Pérez"]
)
def test_an_unknown_given_name_is_somebody_of_the_family(text: str) -> None:
    name = read_name(text)
    assert (name.status, name.relation) == (NameStatus.DESCRIBED, Relation.FAMILY_MEMBER)
    assert name.relative.casefold() == "pérez"


def test_a_woman_of_a_family_is_described() -> None:
    name = read_name("سيدة مجهولة الهوية من عائلة حداد")
    assert (name.status, name.relative) == (NameStatus.DESCRIBED, "حداد")


def _listed() -> list[str]:
    text = files("sijill.language.names").joinpath("placeholders.toml").read_text(encoding="utf-8")
    return [name for group in tomllib.loads(text)["whole"].values() for name in group]


@settings(max_examples=60)
@given(st.sampled_from(_listed()), st.sampled_from([" ", ", "]))
def test_the_order_of_the_words_does_not_matter(name: str, separator: str) -> None:
    for words in permutations(name.split()):
        assert is_placeholder_name(separator.join(words).upper())
