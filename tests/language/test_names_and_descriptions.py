"""Names beside ranks, relatives and remarks; texts that describe somebody in twelve languages."""

import pytest

from sijill.language.names.reading import read_name
from sijill.language.names.several_people import speaks_of_several, without_company
from sijill.model.values.names import NameStatus, Relation

NAMED = {NameStatus.FULL, NameStatus.PARTIAL}


@pytest.mark.parametrize(
    "text",
    [
        *("Sgt. Tarek Nasr", "Lt. Col. Tarek Nasr", "Capt Tarek Nasr"),
        *(
            "Tarek Nasr - driver",
            "Tarek Nasr – nurse at the clinic",
            "Tarek Nasr?",
            "RIP Tarek Nasr",
        ),
        *("Tarek Nasr (a) El Flaco", "Tarek Nasr and wife", "Tarek Nasr & wife", "Tarek Nasr + 2"),
        *("Tarek Nasr and his two sons", "Tarek Nasr et sa femme", "Tarek Nasr et famille"),
        *(
            "Tarek Nasr y su esposa",
            "Tarek Nasr e hija",
            "Tarek Nasr e filhos",
            "Tarek Nasr und Frau",
        ),
        *("Tarek Nasr mit Kindern", "Tarek Nasr ve eşi", "Tarek Nasr û jina wî"),
        *("Nasr, Tarek", "NASR, Tarek", "Tarek Nasr from Sur", "Tarek Nasr, born 1980"),
        *("Tarek Nasr b.1980", "Tarek Nasr, wife and kids", "Tarek Nasr w/ wife"),
        *("Tarek Nasr com a esposa", "Tarek Nasr avec ses enfants", "Tarek Nasr geb. 1980"),
    ],
)
def test_the_name_is_what_stands_before_the_rest(text: str) -> None:
    name = read_name(text)
    assert name.given is not None
    assert name.family is not None
    assert (name.given.written, name.family.written.casefold()) == ("Tarek", "nasr")


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("ст. сержант Олег Бойко", "Олег", "Бойко"),
        ("молодший лейтенант Олег Бойко", "Олег", "Бойко"),
        ("Олег Бойко з дружиною", "Олег", "Бойко"),
        ("Олег Бойко с детьми", "Олег", "Бойко"),
        ("أ.د. طارق نصر", "طارق", "نصر"),
        ("العميد طارق نصر", "طارق", "نصر"),
        ("طارق نصر وعائلته", "طارق", "نصر"),
        ("طارق نصر و زوجته", "طارق", "نصر"),
        ("سرهنگ طارق نصر", "طارق", "نصر"),
        ("דוד לוי ואשתו", "דוד", "לוי"),
        ("یوسف کریمی و همسرش", "یوسف", "کریمی"),
        ("DE LA VEGA ORTIZ, Ana María", "Ana", None),
    ],
)
def test_in_other_scripts(text: str, given: str, family: str | None) -> None:
    name = read_name(text)
    assert name.given is not None
    assert name.given.written == given
    if family is not None:
        assert name.family is not None
        assert name.family.written == family


@pytest.mark.parametrize(
    "text",
    [
        *("Sudanese woman", "Unidentified male, approx 40", "girl, about 7", "human bones"),
        *("Hombre hondureño", "mujer sin identificar, aprox. 30 años", "restos óseos"),
        *("Homme soudanais", "ossements", "Homem angolano", "unbekannter Mann, etwa 40 Jahre"),
        *("Suriyeli kadın", "kimliği belirsiz kadın cesedi", "Украинский солдат", "кости"),
        *("Український військовий", "رجل سوداني", "شابة سورية", "حوالي 40 سنة", "زن افغان"),
        *("Mr. Unknown", "adult female, decomposed", "труп женщины", "Leiche eines Mannes"),
        *("Víctima 7", "Жертва 7", "اسم محفوظ"),
        *("پیاوێکی نەناسراو", "mêrekî nenas", "גבר סודני", "שרידים"),
    ],
)
def test_a_description_of_somebody_unknown_names_nobody(text: str) -> None:
    assert read_name(text).status is NameStatus.UNNAMED


@pytest.mark.parametrize(
    "text",
    [
        *("Tarek family", "the Nasr family", "familia Nasr", "famille Nasr", "família Nasr"),
        *("Familie Nasr", "Nasr ailesi", "семья Бойко", "сім'я Бойко", "عائلة نصر", "خانواده نصر"),
        *("malbata Nasr", "خێزانی نەسر", "משפחת לוי"),
    ],
)
def test_a_family_is_described_and_not_named(text: str) -> None:
    name = read_name(text)
    assert name.status is NameStatus.DESCRIBED
    assert name.relation is Relation.FAMILY_MEMBER


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Human Rashid",
            "Peter Young",
            "رجل الحسين محمد علي",
            "Su Li",
            "José de León",
            "Olga Kind",
        ),
        *("Maria Soldado", "Ahmad Male", "Бойко О.В.", "Frau Olga Berg", "شاب محمد"),
    ],
)
def test_names_that_hold_a_word_for_a_person_stay_names(text: str) -> None:
    assert read_name(text).status in NAMED


@pytest.mark.parametrize(
    "text",
    [
        *("Tarek Nasr & wife", "Tarek Nasr + 2 children", "Tarek Nasr, Lina Nasr", "Ana y esposo"),
        *("Олег Бойко з дружиною", "Олег Бойко с семьей", "Jean e esposa", "طارق نصر و زوجته"),
    ],
)
def test_company_makes_the_cell_speak_of_several(text: str) -> None:
    assert speaks_of_several(text)


@pytest.mark.parametrize(
    "text", ["Бойко И.А.", "Nasr, Tarek", "fils de Jean", "corps non identifié", "Ortega y Gasset"]
)
def test_initials_and_one_person_are_not_several(text: str) -> None:
    assert not speaks_of_several(text)


@pytest.mark.parametrize(
    "text", ["Sohn des Otto Kurz", "Tochter der Eva Kurz", "a girl from Omar Ali's family"]
)
def test_relatives_of_others_are_described(text: str) -> None:
    assert read_name(text).status is NameStatus.DESCRIBED


def test_only_relatives_and_numbers_are_company() -> None:
    assert without_company("Rima and Lina Salloum") == "Rima and Lina Salloum"
    assert without_company("Rima Salloum and 3 others") == "Rima Salloum"
    assert without_company("وليد نصر") == "وليد نصر"


def test_a_wife_under_her_husbands_name_has_her_own_in_brackets() -> None:
    wife = read_name("Salt, Mrs. John Ernest (Ada Mary Reed)", comma_after_family=True)
    assert [part.written for part in wife.parts] == ["Ada", "Mary", "Reed", "Salt"]
    for other in ("Diaz, Mrs. Rosa (Betty)", "Diaz, Mrs. Rosa (wife of Juan Diaz)"):
        assert read_name(other, comma_after_family=True).parts[0].written == "Rosa"


@pytest.mark.parametrize(
    "text",
    ["İsimsiz İşçi", "Obrero sin nombre", "Безымянный рабочий", "عامل لم يعرف اسمه", "removed"],
)
def test_a_phrase_for_no_name_beside_what_somebody_is_names_nobody(text: str) -> None:
    assert read_name(text).status is NameStatus.UNNAMED
