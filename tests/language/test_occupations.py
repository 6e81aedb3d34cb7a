"""What somebody did, in place of a name: "policeman", شرطي; what says that a name is to follow."""

import pytest

from sijill.language.names.reading import read_name
from sijill.language.names.several_people import speaks_of_several
from sijill.model.values.names import NameStatus, Relation


@pytest.mark.parametrize(
    "text",
    [
        *("policeman", "bus driver", "former army officer", "member of Awakening Council"),
        *("bodyguard of mayor", "two policemen", "local shopkeeper", "Iraqi contractor"),
        *("elderly man, 70s", "Lebanese farmers", "unknown Syrian fighter", "policier"),
        *("شرطي", "سائق شاحنة", "أحد عناصر الأمن", "عامل", "راننده کامیون", "کولبر", "پۆلیس"),
        *("شۆفێر", "karker", "kolber", "chauffeur de camion", "un policía", "taxista"),
        *("campesino", "motorista", "lavrador", "eine Polizistin", "Taxifahrer"),
        *("polis memuru", "kamyon şoförü", "водитель", "пенсионерка", "поліцейський"),
        *("security guard at the bank", "two Kurdish policemen", "Sunni cleric", "no papers"),
        *("sin documento", "без документов", "بلا هوية", "ללא תעודה", "女性", "მამაკაცი"),
        *("лікар", "שוטרת", "נהג מונית", "קשיש"),
    ],
)
def test_an_occupation_names_nobody(text: str) -> None:
    assert read_name(text).status is NameStatus.UNNAMED


@pytest.mark.parametrize(
    "text",
    [
        *("Policeman Tarek Nasr", "Officer Grace Mwangi", "Minnie Driver", "Ama Owusu"),
        *("Karim Farmer", "Student Baraka", "Imam", "Ama", "Talib Shwan", "طالب الموسوي"),
        *("طالب", "شوان", "ڕێبوار شوان", "Jonas Schüler", "Maria Casas", "Kim Un", "Luis Guardia"),
        *("Polis Emre Yıldız", "Officer, James", "Андрей Рабочий", "Nasr Mayor", "Guard Nadia"),
        *("Ahmad teacher", "Omar student", "Karim Salloum at work", "Tarek Nasr, 34, of Sur"),
    ],
)
def test_names_that_hold_such_a_word_stay_names(text: str) -> None:
    assert read_name(text).status in {NameStatus.FULL, NameStatus.PARTIAL}


@pytest.mark.parametrize(
    "text",
    [
        *("name to come", "name not yet known", "Name folgt", "nombre por definir"),
        *("nom à préciser", "nom en attente", "nome a divulgar", "isim öğrenilemedi"),
        *("adı henüz açıklanmadı", "имя не раскрывается", "ім'я буде оголошено"),
        *("שם לא נחשף", "نام منتشر نشده", "الاسم لم يعلن", "ناوی ئاشکرا نەکراوە"),
        *("nav nehat eşkerekirin", "姓名不详", "பெயர் இல்லை", "ስም የለም", "ვინაობა უცნობია"),
    ],
)
def test_what_says_that_the_name_is_not_known_names_nobody(text: str) -> None:
    assert read_name(text).status is NameStatus.UNNAMED


@pytest.mark.parametrize(
    ("text", "relation", "relative"),
    [
        ("hermana mayor de Luis Ospina", Relation.SIBLING, "Luis Ospina"),
        ("fils aîné de Luc Tremblay", Relation.CHILD, "Luc Tremblay"),
        ("petite-fille d'Odile Ravel", Relation.OTHER_RELATIVE, "Odile Ravel"),
        ("sobrinha de Tiago Moreira", Relation.OTHER_RELATIVE, "Tiago Moreira"),
        ("Nichte von Jonas Vogt", Relation.OTHER_RELATIVE, "Jonas Vogt"),
        ("племянница Смирнова", Relation.OTHER_RELATIVE, "Смирнова"),
        ("дідусь Коваленка", Relation.OTHER_RELATIVE, "Коваленка"),
        ("Hani Salloum's mother-in-law", Relation.PARENT, "Hani Salloum"),
        ("Schwiegermutter von Uli Brandt", Relation.OTHER_RELATIVE, "Uli Brandt"),
        ("padrastro de Luis Ospina", Relation.OTHER_RELATIVE, "Luis Ospina"),
        ("neviyê Azad Rostam", Relation.OTHER_RELATIVE, "Azad Rostam"),
    ],
)
def test_relatives_are_described_in_more_words(
    text: str, relation: Relation, relative: str
) -> None:
    name = read_name(text)
    assert (name.status, name.relation) == (NameStatus.DESCRIBED, relation)
    assert name.relative == relative


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Luis Ospina junto a su hijo", "Ospina"),
        ("Luis Ospina junto con sus hijas", "Ospina"),
        ("Odile Ravel ainsi que ses trois enfants", "Ravel"),
        ("Jonas Vogt samt Familie", "Vogt"),
        ("حسین مرادی و سه فرزندش", "مرادی"),
        ("هاني سلوم و٣ من أبنائه", "سلوم"),
        ("Rui Pinto e mais dois", "Pinto"),
        ("Павел Гусев и ещё двое", "Гусев"),
        ("נועם ברק ועוד שניים", "ברק"),
        ("مهدی نوری و دو نفر دیگر", "نوری"),
        ("Tarek Nasr together with his wife", "Nasr"),
        ("Tarek Nasr along with two others", "Nasr"),
        ("Jonas Vogt zusammen mit Frau", "Vogt"),
        ("Олег Смирнов вместе с женой", "Смирнов"),
        ("Андрій Коваленко разом із сином", "Коваленко"),
        ("דוד שגיא יחד עם אשתו", "שגיא"),
    ],
)
def test_company_is_no_part_of_the_name(text: str, family: str) -> None:
    name = read_name(text)
    assert name.family is not None
    assert name.family.written == family
    assert speaks_of_several(text)


@pytest.mark.parametrize("text", ["policemen", "three farmers", "the Nasr twins", "عمال"])
def test_several_people_are_seen_without_names(text: str) -> None:
    assert speaks_of_several(text)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Mme veuve Odile Ravel", "Odile"),
        ("Cabo Segundo Luis Ospina", "Luis"),
        ("Oberfeldwebel Uli Brandt", "Uli"),
        ("Adjudant-chef Yves Morin", "Yves"),
        ("العقيد الطيار هاني سلوم", "هاني"),
        ('רס"ל נועם ברק', "נועם"),
        ("Uzm. Çvş. Cem Aksoy", "Cem"),
        ("Komutan Serhat Botan", "Serhat"),
    ],
)
def test_titles_are_no_given_names(text: str, given: str) -> None:
    name = read_name(text)
    assert name.given is not None
    assert name.given.written == given
