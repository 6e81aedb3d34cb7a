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
PARTIES = (
    Party(
        "alliance", ("The Alliance", "Alianza", "Альянс", "Allianz", "İttifak", "ائتلاف", "הברית")
    ),
)
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
    ("Mindestens 150 Zivilisten wurden in Basatin getötet.", "supported"),
    ("Zwischen 180 und 240 Zivilisten kamen in Basatin ums Leben.", "supported"),
    ("Die Allianz räumte 18 oder 19 getötete Zivilisten ein.", "supported"),
    ("Seit dem 1. Juni 2031 starben mehr als 900 Menschen.", "not_supported"),
    ("In Basatin wurde kein Zivilist getötet.", "contradicted"),
    ("Basatin'de en az 150 sivil öldürüldü.", "supported"),
    ("İttifak 18 veya 19 sivilin öldüğünü kabul etti.", "supported"),
    ("Kuşatmada 900'den fazla kişi hayatını kaybetti.", "not_supported"),
    ("Hiçbir sivil ölmedi.", "contradicted"),
    ("دست‌کم ۱۵۰ غیرنظامی کشته شدند.", "supported"),
    ("بین ۱۸۰ تا ۲۴۰ غیرنظامی کشته شدند.", "supported"),
    ("بیش از نهصد نفر جان باختند.", "not_supported"),
    ("هیچ غیرنظامی کشته نشد.", "contradicted"),
    ("לפחות 150 אזרחים נהרגו.", "supported"),
    ("בין 180 ל-240 אזרחים נהרגו.", "supported"),
    ("יותר מאלף בני אדם נהרגו.", "not_supported"),
    ("אף אזרח לא נהרג.", "contradicted"),
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
    ("Rund 60 Menschen wurden bei einem Angriff verletzt.", Unit.INJURIES, ""),
    ("Die Helfer bargen 57 Leichen aus den Trümmern.", Unit.BODIES, ""),
    ("Die Luftwaffe flog 312 Luftangriffe auf die Stadt.", Unit.STRIKES, ""),
    ("Enkaz altından 112 ceset çıkarıldı.", Unit.BODIES, ""),
    ("Saldırıda elli kişi yaralandı.", Unit.INJURIES, ""),
    ("امدادگران ۳۳ جسد را از زیر آوار بیرون کشیدند.", Unit.BODIES, ""),
    ("در این حمله ۶۰ کودک زخمی شدند.", Unit.INJURIES, "children"),
    ("בין 40 ל-60 בני אדם נפצעו בפיצוץ.", Unit.INJURIES, ""),
    ("שני עיתונאים נהרגו בביתם.", Unit.DEATHS, "journalists"),
    ("Hay 300 desaparecidos.", None, ""),
    ("Пропали без вести 300 человек.", None, ""),
    ("Зникли безвісти 300 людей.", None, ""),
]


@pytest.mark.parametrize(("sentence", "unit", "status"), UNITS)
def test_what_is_counted_and_of_whom(sentence: str, unit: Unit | None, status: str) -> None:
    (claim,) = split_claims(sentence)
    assert claim.number.is_known
    assert (claim.unit, claim.status) == (unit, status)


SPEAKERS = [
    ("Nach Angaben des Zivilrats starben 2.410 Menschen.", 2410, "Zivilrats"),
    ("Es gab 20 Tote, teilte der Stadtrat mit.", 20, "Stadtrat"),
    ("Gözlemevi, ölü sayısının 2.300'ü aştığını açıkladı.", 2301, "Gözlemevi"),
    ("Belediyeye göre 14 kişi öldü.", 14, "Belediyeye"),
    ("به گفتهٔ شورای شهر، ۲۴۰ نفر کشته شده‌اند.", 240, "شورای شهر"),
    ("לפי המועצה, 40 בני אדם נהרגו.", 40, "המועצה"),
]


@pytest.mark.parametrize(("sentence", "least", "said_by"), SPEAKERS)
def test_who_says_it_in_the_order_of_each_language(sentence: str, least: int, said_by: str) -> None:
    claim = split_claims(sentence)[0]
    assert (claim.number.lowest, claim.said_by) == (least, said_by)


def test_words_that_are_spelled_like_english_ones_mean_nothing() -> None:
    (claim,) = split_claims(
        "Am Tag war die Zahl der Helfer, also der Sanitäter, klein: zwölf Tote."
    )
    assert (claim.number, claim.unit) == (CountRange.exactly(12), Unit.DEATHS)


REFUSED = [
    "Die Allianz bestreitet, dass 200 Zivilisten in Basatin getötet wurden.",
    "Die Zahl der Toten stieg von 100 auf 200.",
    "Die Zahl der Toten könnte 1.000 übersteigen.",
    "Drei Viertel der Toten waren Zivilisten.",
    "Pro Tag starben neun Menschen.",
    "İttifak 200 sivilin öldüğünü yalanladı.",
    "Ölenlerin yüzde 70'i kadın ve çocuk.",
    "Ölü sayısı 100'den 200'e yükseldi.",
    "Ölü sayısı 1.000'i aşabilir.",
    "ائتلاف کشته شدن ۲۰۰ غیرنظامی را تکذیب کرد.",
    "شمار کشته‌شدگان از ۱۰۰ به ۲۰۰ نفر افزایش یافت.",
    "שליש מההרוגים היו ילדים.",
    "מספר ההרוגים עלה מ-100 ל-200.",
    "מספר ההרוגים עלול להגיע ל-1,000.",
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
    assert languages_read() == (
        "English, French, Arabic, German, Spanish, Turkish, Persian, Russian, Ukrainian and Hebrew"
    )
