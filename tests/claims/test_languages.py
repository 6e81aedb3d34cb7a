"""Claims in Spanish, Russian and Ukrainian: words are data, verdicts those of English."""

import pytest

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.languages import languages_read
from sijill.claims.sentences.parties import Party
from sijill.claims.testing import Desk, judge_claim
from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import Measure
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Quantity, Scope, Unit

SCOPE = Scope("Basatin", DateInterval.from_edtf("2031-06-01/2031-10-20"))
DEATHS = Quantity(CountRange(180, 240), Unit.DEATHS, Layer.DOCUMENTED_INCIDENT, SCOPE)
ADMITTED = Quantity(CountRange(18, 19), Unit.DEATHS, Layer.ACKNOWLEDGED, SCOPE)
DESK = Desk(
    (
        Measure("documented.deaths", "documented", DEATHS, is_floor=True),
        Measure("acknowledged.deaths", "acknowledged", ADMITTED),
    ),
    SCOPE,
    "alliance",
    "The Alliance",
    (),
)
PARTIES = (Party("alliance", ("The Alliance", "Alianza", "Альянс")),)
PLACES = ("Basatin", "Басатин")
TESTED = [
    ("Al menos 150 civiles murieron en Basatin.", "supported"),
    ("Entre 180 y 240 civiles murieron en Basatin.", "supported"),
    ("La Alianza reconoció 18 o 19 muertes de civiles.", "supported"),
    ("El número de muertos supera los 200.", "partly_supported"),
    ("Más de 900 personas fueron asesinadas desde el 1 de junio de 2031.", "not_supported"),
    ("Menos de 50 civiles murieron en Basatin.", "contradicted"),
    ("Solo 50 civiles murieron en Basatin.", "contradicted"),
    ("No murió ningún civil en Basatin.", "contradicted"),
    ("По меньшей мере 150 мирных жителей погибли в Басатине.", "supported"),
    ("От 180 до 240 мирных жителей погибли в Басатине.", "supported"),
    ("С 1 июня 2031 года погибли более 900 человек.", "not_supported"),
    ("Только 50 мирных жителей погибли.", "contradicted"),
    ("Ни один мирный житель не погиб.", "contradicted"),
    ("Никто не погиб.", "contradicted"),
    ("Щонайменше 150 цивільних загинули.", "supported"),
    ("Від 180 до 240 цивільних загинули.", "supported"),
    ("З 1 червня 2031 року загинуло понад 900 людей.", "not_supported"),
    ("Жоден цивільний не загинув.", "contradicted"),
    ("Not one civilian was killed.", "contradicted"),
    ("Pas un seul civil n'a été tué.", "contradicted"),
]


@pytest.mark.parametrize(("sentence", "verdict"), TESTED)
def test_a_claim_is_judged_as_it_would_be_in_english(sentence: str, verdict: str) -> None:
    claims = split_claims(sentence, PARTIES, PLACES)
    assert claims
    assert {judge_claim("press:1", one, DESK).verdict for one in claims} == {ClaimVerdict(verdict)}


UNITS = [
    ("Unas 60 personas resultaron heridas.", Unit.INJURIES, ""),
    ("Murieron 200 combatientes.", Unit.DEATHS, "combatant"),
    ("Murieron 45 niños.", Unit.DEATHS, "children"),
    ("Около 60 человек были ранены.", Unit.INJURIES, ""),
    ("Погибли 200 боевиков.", Unit.DEATHS, "combatant"),
    ("Убиты и ранены 500 человек.", Unit.CASUALTIES, ""),
    ("Близько 60 людей поранено.", Unit.INJURIES, ""),
    ("Hay 300 desaparecidos.", None, ""),
    ("Пропали без вести 300 человек.", None, ""),
    ("Зникли безвісти 300 людей.", None, ""),
]


@pytest.mark.parametrize(("sentence", "unit", "status"), UNITS)
def test_what_is_counted_and_of_whom(sentence: str, unit: Unit | None, status: str) -> None:
    (claim,) = split_claims(sentence)
    assert claim.number.is_known
    assert (claim.unit, claim.status) == (unit, status)


REFUSED = [
    "La Alianza niega que murieran 200 civiles en Basatin.",
    "La Alianza no ha reconocido ninguna muerte.",
    "Murieron el doble de civiles en agosto que en junio.",
    "Unas nueve personas murieron al día durante el asedio.",
    "El número de muertos pasó de 100 a 200.",
    "El 70 % de los muertos son mujeres y niños.",
    "La cifra de muertos podría superar los 1.000.",
    "Альянс отрицает гибель 200 мирных жителей.",
    "В августе погибло вдвое больше людей, чем в июне.",
    "В среднем погибало девять человек в день.",
    "Число погибших выросло с 100 до 200.",
    "Женщины и дети составляют 70 % погибших.",
    "Каждый третий погибший был ребенком.",
    "Число жертв может превысить 1000 человек.",
    "Альянс заперечує загибель 200 цивільних.",
    "У серпні загинуло вдвічі більше людей, ніж у червні.",
    "Кількість загиблих зросла зі 100 до 200.",
    "Більшість загиблих становили жінки та діти.",
]


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_share_a_rate_a_change_and_a_denial_are_no_count(sentence: str) -> None:
    for claim in split_claims(sentence, PARTIES, PLACES):
        assert judge_claim("press:1", claim, DESK).refusal is not None


def test_the_languages_that_are_read_are_named_from_the_data() -> None:
    assert languages_read() == "English, French, Arabic, Spanish, Russian and Ukrainian"
