"""Numbers of people in words of twelve languages: at least, at most, about, between."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.language.numbers import read_count
from sijill.model.values.counts import CountRange
from sijill.model.values.unreadable import Unreadable

AT_LEAST_5 = """
    at least 5 | at least five | no fewer than 5 | no less than five | not less than 5 |
    5 or more | 5+ | minimum 5 | 5 at least | 5 minimum | على الأقل 5 | على الأقل خمسة |
    ما لا يقل عن 5 | ما لا يقل عن خمسة أشخاص | لا يقل عن خمسة | 5 على الأقل | 5 فأكثر |
    خمسة أو أكثر | دست‌کم ۵ | دست کم پنج نفر | حداقل ۵ | ۵ نفر یا بیشتر | کمینه ۵ |
    لانیکەم ٥ | بەلایەنی کەم پێنج کەس | ٥ یان زیاتر | herî kêm 5 | bi kêmanî pênc |
    5 an jî zêdetir | au moins 5 | au moins cinq | pas moins de 5 | 5 ou plus | 5 au moins |
    5 au minimum | al menos 5 | al menos cinco | por lo menos cinco | como mínimo 5 |
    no menos de 5 | 5 o más | cinco como mínimo | pelo menos 5 | ao menos cinco |
    no mínimo 5 | não menos de 5 | 5 ou mais | mindestens 5 | mindestens fünf |
    wenigstens fünf | nicht weniger als 5 | 5 oder mehr | en az 5 | en az beş kişi |
    5 veya daha fazla | 5 ve üzeri | 5'ten az değil | не менее 5 | не менее пяти |
    не меньше 5 | как минимум 5 | по меньшей мере пять | минимум пять | 5 или более |
    5 и более | щонайменше 5 | щонайменше п'ять | не менше п'яти | принаймні 5 |
    як мінімум 5 | 5 або більше | לפחות 5 | לפחות חמישה | לא פחות מ-5 | 5 לפחות |
    5 או יותר | לכל הפחות 5
"""
AT_MOST_5 = """
    at most 5 | no more than 5 | not more than five | up to 5 | maximum 5 | 5 at most |
    5 or fewer | 5 or less | على الأكثر 5 | لا يزيد عن 5 | لا يزيد عن خمسة | كحد أقصى 5 |
    حتى 5 | 5 على الأكثر | 5 أو أقل | لا يتجاوز 5 | حداکثر ۵ | حداکثر پنج نفر | تا ۵ نفر |
    نه بیشتر از ۵ | زۆرترین ٥ | زیاتر نییە لە ٥ | herî zêde 5 | au plus 5 |
    au maximum cinq | 5 au plus | jusqu'à 5 | pas plus de cinq | 5 maximum | 5 ou moins |
    a lo sumo 5 | como máximo cinco | no más de 5 | hasta 5 | 5 o menos | como mucho 5 |
    no máximo 5 | até 5 | não mais de cinco | 5 ou menos | não mais que 5 | höchstens 5 |
    höchstens fünf | bis zu 5 | maximal 5 | nicht mehr als fünf | 5 oder weniger |
    en fazla 5 | en çok beş | 5 veya daha az | azami 5 | не более 5 | не более пяти |
    не больше 5 | максимум пять | до 5 | до пяти | 5 или менее | 5 и менее | не більше 5 |
    не більше п'яти | щонайбільше 5 | максимум 5 | до п'яти | 5 або менше | לכל היותר 5 |
    לא יותר מ-5 | עד 5 | עד חמישה | 5 או פחות
"""
ABOUT_10 = """
    about 10 | around ten | approximately 10 | roughly 10 | 10 or so | some 10 | circa 10 |
    حوالي 10 | نحو عشرة | قرابة 10 | ما يقارب 10 | تقريبا 10 | زهاء 10 | ما يقرب من عشرة |
    حدود ۱۰ | حدودا ده نفر | تقریبا ۱۰ | نزدیک به ده | نزیکەی ١٠ | نزیکەی دە کەس |
    لە دەوروبەری ١٠ | nêzîkî 10 | nêzîkî deh | li dora 10 | environ 10 | environ dix |
    près de 10 | autour de dix | à peu près 10 | aprox. 10 | unos 10 | unos diez |
    alrededor de 10 | cerca de diez | casi 10 | aproximadamente 10 | más o menos 10 |
    cerca de 10 | por volta de dez | uns 10 | umas dez | quase 10 | mais ou menos 10 |
    etwa 10 | etwa zehn | ungefähr 10 | rund zehn | circa 10 | ca. 10 | knapp 10 |
    an die zehn | yaklaşık 10 | yaklaşık on | 10 civarı | 10 civarında | 10 kadar |
    takriben 10 | около 10 | около десяти | примерно 10 | приблизительно десять | ок. 10 |
    порядка 10 | почти 10 | близько 10 | близько десяти | приблизно 10 | майже 10 | бл. 10 |
    десь 10 | בערך 10 | כ-10 | כעשרה | בסביבות 10 | כמעט 10 | בקירוב 10
"""
ABOUT_10_BY_ORDER_OR_SUFFIX = """
    ten or so | ten-ish | 10-ish | 10 or thereabouts | 10 est. | une dizaine |
    une dizaine de morts |
    une petite dizaine | dizaine de personnes | una decena | una decena de personas | unas diez |
    diez o así | diez más o menos | uma dezena | uma dezena de pessoas | umas dez | zehn oder so |
    an die zehn | so zehn | on kadar | on kişi kadar | 10'a yakın | ona yakın | человек десять |
    человек 10 | десяток | десяток человек | с десяток | около десятка | штук десять |
    чоловік десять | осіб десять | осіб із десять | з десяток | близько десятка | людей 10 |
    כעשרה | עשרה לערך | קרוב לעשרה | بحدود عشرة | حوالي العشرة | شي عشرة | ده نفری |
    نزدیک به ده | دە کەسێک | نزیکەی دە | deh kesek | qasî deh | derdora deh
"""
ABOUT_20_IN_GROUPS = """
    une vingtaine | une vingtaine de morts | deux dizaines | una veintena | dos decenas |
    uma vintena | duas dezenas | два десятка | десятка два | пара десятков | десятков зо два |
    два десятки | человек двадцать | yirmi kadar
"""
ABOUT_100 = """
    a hundred or so | une centaine | une centaine de victimes | un centenar de muertos |
    uma centena | сотня | около сотни | под сотню | близько сотні | yüz kadar | כמאה | حوالي مئة
"""
AT_LEAST_20 = """
    plusieurs dizaines | quelques dizaines | varias decenas | várias dezenas | algumas dezenas |
    несколько десятков | кілька десятків | عدة عشرات | چند ده | چند ده نفر | چەند دەیەک |
    birkaç on | כמה עשרות
"""
AT_LEAST_200 = """
    several hundred | mehrere hundert | چند صد | birkaç yüz | несколько сотен | кілька сотень |
    plusieurs centaines | varios centenares | hundreds | сотни людей | مئات القتلى
"""
FROM_12_TO_24 = """
    dozens | tens of people | dutzende | Dutzende Tote | des dizaines | decenas de personas |
    dezenas de mortos | docenas | dúzias | onlarca | onlarca kişi | düzinelerce | десятки людей |
    عشرات القتلى | عشرات الأشخاص | ده‌ها نفر | دهها تن | עשרות | עשרות הרוגים | دەیان کەس | dehan
"""
FROM_3_TO_4 = """
    three or four | trois quatre | trois ou quatre | tres o cuatro | üç dört | üç dört kişi |
    سه چهار نفر | سه الی چهار | три-четыре | человека три-четыре | три-чотири | שלושה-ארבעה |
    sê çar kes | سێ چوار کەس
"""
OTHER_APPROXIMATIONS = (
    ("a dozen or so", CountRange(10, 14)),
    ("une douzaine", CountRange(10, 14)),
    ("כתריסר", CountRange(10, 14)),
    ("a dozen or more", CountRange(12)),
    ("au moins une dizaine", CountRange(9)),
    ("plus d'une dizaine", CountRange(10)),
    ("moins d'une dizaine", CountRange(0, 10)),
    ("30-odd", CountRange(30, 39)),
    ("treinta y tantos", CountRange(30, 39)),
    ("trinta e tal", CountRange(30, 39)),
    ("двадцать с лишним", CountRange(20, 29)),
    ("yirmi küsur", CountRange(20, 29)),
    ("سی و چند نفر", CountRange(30, 39)),
    ("عشرون ونيف", CountRange(20, 29)),
    ("بضعة عشر", CountRange(13, 19)),
    ("بضعة أشخاص", CountRange(3, 9)),
    ("десяток-другой", CountRange(10, 20)),
    ("полтора десятка", CountRange(13, 17)),
    ("полсотни", CountRange(45, 55)),
    ("meia dúzia", CountRange(6, 6)),
    ("yarım düzine", CountRange(6, 6)),
    ("onu aşkın", CountRange(11)),
    ("10'u aşkın", CountRange(11)),
    ("gut zehn", CountRange(10)),
    ("beş on kişi", CountRange(5, 10)),
    ("environ 20 à 30", CountRange(18, 33)),
    ("около 20-30", CountRange(18, 33)),
    ("3 thousand", CountRange.exactly(3000)),
    ("5 آلاف", CountRange.exactly(5000)),
    ("ein paar", CountRange(2)),
)
EXACTLY_10 = """
    десять человек | погибших десять | Человек: 10 | 10 человек | десять осіб | عشرة أشخاص |
    ده تن | dix personnes | diez personas | on kişi | zehn Tote | deh kes
"""
FROM_4_TO_6 = """
    between 4 and 6 | 4 to 6 | 4-6 | from 4 to 6 | four to six | between four and six |
    بين 4 و 6 | ما بين 4 و6 | بين أربعة وستة | من 4 إلى 6 | 4 إلى 6 | 4 الى 6 | بین ۴ تا ۶ |
    بین ۴ و ۶ نفر | ۴ تا ۶ | از ۴ تا ۶ | چهار تا شش | لە نێوان ٤ و ٦ | ٤ بۆ ٦ | ٤ تا ٦ |
    di navbera 4 û 6 | 4 heta 6 | ji 4 heta 6 | entre 4 et 6 | entre quatre et six |
    de 4 à 6 | 4 à 6 | entre 4 y 6 | entre cuatro y seis | de 4 a 6 | 4 a 6 | entre 4 e 6 |
    entre quatro e seis | de quatro a seis | zwischen 4 und 6 | zwischen vier und sechs |
    4 bis 6 | von 4 bis 6 | vier bis sechs | 4 ile 6 arası | 4 ile 6 arasında | 4-6 arası |
    dört ila altı | от 4 до 6 | между 4 и 6 | 4–6 | от четырёх до шести |
    между четырьмя и шестью | 4 - 6 человек | від 4 до 6 | між 4 і 6 |
    від чотирьох до шести | між чотирма та шістьма | בין 4 ל-6 | בין ארבעה לשישה | 4 עד 6 |
    מ-4 עד 6 | 4 עד 6 הרוגים
"""
MORE_THAN_5 = """
    more than 5 | over five | above 5 | أكثر من 5 | أكثر من خمسة | ما يزيد عن 5 |
    ما يزيد على خمسة | بیش از ۵ | بیشتر از پنج نفر | زیاتر لە ٥ | zêdetirî 5 |
    ji 5 zêdetir | plus de 5 | plus de cinq | más de 5 | más de cinco | mais de 5 |
    mais de cinco | mehr als 5 | mehr als fünf | über 5 | 5'ten fazla | beşten fazla |
    5 kişiden fazla | более 5 | более пяти | больше 5 | свыше 5 | більше 5 | понад 5 |
    понад п'ять | יותר מ-5 | מעל 5 | יותר מחמישה | למעלה מ-5
"""
FEWER_THAN_5 = """
    fewer than 5 | less than five | under 5 | أقل من 5 | أقل من خمسة | دون 5 | کمتر از ۵ |
    کەمتر لە ٥ | kêmtirî 5 | moins de 5 | moins de cinq | menos de 5 | menos de cinco |
    weniger als 5 | weniger als fünf | unter 5 | 5'ten az | beşten az | 5 kişiden az |
    менее 5 | менее пяти | меньше 5 | менше 5 | менше п'яти | פחות מ-5 | פחות מחמישה
"""


def _texts(listed: str) -> list[str]:
    return [" ".join(text.split()) for text in listed.split("|")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (text, count)
        for listed, count in (
            (AT_LEAST_5, CountRange(5)),
            (AT_MOST_5, CountRange(0, 5)),
            (ABOUT_10, CountRange(9, 11)),
            (ABOUT_10_BY_ORDER_OR_SUFFIX, CountRange(9, 11)),
            (ABOUT_20_IN_GROUPS, CountRange(18, 22)),
            (ABOUT_100, CountRange(90, 110)),
            (AT_LEAST_20, CountRange(20)),
            (AT_LEAST_200, CountRange(200)),
            (FROM_12_TO_24, CountRange(12, 24)),
            (FROM_3_TO_4, CountRange(3, 4)),
            (EXACTLY_10, CountRange.exactly(10)),
            (FROM_4_TO_6, CountRange(4, 6)),
            (MORE_THAN_5, CountRange(6)),
            (FEWER_THAN_5, CountRange(0, 4)),
        )
        for text in _texts(listed)
    ]
    + [
        ("one thousand four hundred", CountRange(1400, 1400)),
        ("two thousand three hundred and forty five", CountRange(2345, 2345)),
        ("twelve hundred and fifty", CountRange(1250, 1250)),
        ("deux mille trois cents", CountRange(2300, 2300)),
        ("mille deux cents", CountRange(1200, 1200)),
        ("dos mil trescientos", CountRange(2300, 2300)),
        ("две тысячи триста", CountRange(2300, 2300)),
        ("iki bin üç yüz", CountRange(2300, 2300)),
        ("ثلاثة آلاف وخمسمئة", CountRange(3500, 3500)),
        ("ألفين وثلاثمئة", CountRange(2300, 2300)),
        ("ألفي", CountRange(2000, 2000)),
        ("مئتي شخص", CountRange(200, 200)),
        ("واحد وعشرون ألفا", CountRange(21_000, 21_000)),
        ("21 ألفا", CountRange(21_000, 21_000)),
    ],
)
def test_a_number_in_words(text: str, count: CountRange) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(("text", "count"), OTHER_APPROXIMATIONS)
def test_other_approximations(text: str, count: CountRange) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    "text", ["3 and 5", "٣ و ٥", "3 et 5", "3 y 5", "3 e 5", "3 und 5", "3 ve 5", "3 и 5", "3 та 5"]
)
def test_two_numbers_without_between_are_no_range(text: str) -> None:
    answer = read_count(text)
    assert isinstance(answer, Unreadable)
    assert "more than one number" in answer.reason


def _words(table: str) -> list[str]:
    text = files("sijill.language.numbers").joinpath("phrases.toml").read_text(encoding="utf-8")
    listed: list[str] = tomllib.loads(text)["bounds"][table]
    return listed


@settings(max_examples=200)
@given(
    st.sampled_from(
        [
            (table, word)
            for table in ("at_least", "at_most", "more_than", "fewer_than")
            for word in _words(table)
        ]
    ),
    st.integers(1, 900),
)
def test_every_word_of_a_bound_reads_its_number_back(bound: tuple[str, str], number: int) -> None:
    table, word = bound
    expected = {
        "at_least": CountRange(number),
        "at_most": CountRange(0, number),
        "more_than": CountRange(number + 1),
        "fewer_than": CountRange(0, number - 1),
    }[table]
    assert expected in (read_count(f"{word} {number}"), read_count(f"{number} {word}"))


def test_a_word_of_a_bound_stands_in_one_table() -> None:
    text = files("sijill.language.numbers").joinpath("phrases.toml").read_text(encoding="utf-8")
    seen: dict[str, str] = {}
    for table, listed in tomllib.loads(text)["bounds"].items():
        for word in listed:
            assert seen.setdefault(word, table) == table, word


@pytest.mark.parametrize(
    "text",
    [
        *("family of 6", "a family of six", "عائلة من 6 أفراد", "أسرة مؤلفة من ستة أفراد"),
        *("6 نفر از یک خانواده", "familia de seis", "famille de 6 personnes", "família de 6"),
        *("Familie mit 6 Personen", "6 kişilik aile", "семья из 6 человек", "сім'я з 6 осіб"),
        *("משפחה בת 6 נפשות", "6 members of the same family"),
    ],
)
def test_a_family_of_so_many(text: str) -> None:
    assert read_count(text) == CountRange.exactly(6)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a woman",
            "one man",
            "قتيل",
            "شهيدة",
            "یک نفر",
            "کەسێک",
            "kesek",
            "un homme",
            "una niña",
        ),
        *("uma pessoa", "ein Kind", "bir kadın", "мужчина", "загиблий", "הרוג"),
    ],
)
def test_one_person_in_words(text: str) -> None:
    assert read_count(text) == CountRange.exactly(1)


@pytest.mark.parametrize(
    "text", ["one family", "3 families", "۳ خانواده", "عائلة", "2 families of 5"]
)
def test_families_are_no_number_of_people(text: str) -> None:
    assert isinstance(read_count(text), Unreadable)


@pytest.mark.parametrize("text", ["5≤", "5 <", "a woman & child", "a man & 2 boys"])
def test_a_sign_behind_and_two_people_with_an_ampersand_are_set_aside(text: str) -> None:
    assert isinstance(read_count(text), Unreadable)


def test_signs_the_other_way_round() -> None:
    assert read_count("=<5") == read_count("<=5") == CountRange(0, 5)
    assert read_count("=>5") == CountRange(5)


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        ("41 (dont 24 enfants)", "41"),
        ("7 (3 women)", "7"),
        ("12, including 3 children", "12"),
        ("at least 9 (incl. two women and 3 children)", "at least 9"),
        ("5-7 (2 kadın)", "5–7"),
        ("60, из них 12 детей", "60"),
        ("4 قتلى بينهم طفلان", "4"),
        ("10 (4 أطفال وامرأة)", "10"),
        ("9, darunter 4 Kinder", "9"),
    ],
)
def test_who_some_of_them_were_does_not_hide_the_number(cell: str, whole: str) -> None:
    assert str(read_count(cell)) == whole


@pytest.mark.parametrize(
    "cell",
    [
        "12 (3 injured)",
        "12 including 3 fighters",
        "12 of whom 2 wounded",
        "3 (5 children)",  # more than the whole
        "3 women (2 children)",  # beside each other, or some of them
        "2 children, 1 woman",
        "dozens (3 women)",
        "7 (2017)",
    ],
)
def test_what_changes_what_is_counted_is_no_part(cell: str) -> None:
    assert isinstance(read_count(cell), Unreadable)


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [("12 (+1)", 12, 13), ("4 (+2 attackers)", 4, 6), ("0 (+1)", 0, 1), ("٧ (+٢)", 7, 9)],
)
def test_a_number_added_in_brackets_may_or_may_not_count(
    text: str, lowest: int, highest: int
) -> None:
    assert read_count(text) == CountRange(lowest, highest)
