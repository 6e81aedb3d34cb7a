"""Headings that are read word by word, in twelve languages; what a list is about by its cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guessed_lists import guess_of
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.headings.fields import fields_named, headings_of
from sijill.sources.guessing.headings.phrases import CountHeading, count_heading
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counted_by
from sijill.sources.guessing.words import plain_heading, read_words

LANGUAGES = ("en", "ar", "fa", "ku", "fr", "es", "pt", "de", "tr", "ru", "uk", "he")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("civilians_reported_killed_min", "civilians_killed_min"),
        ("killed_civilians", "civilians_killed_min"),
        ("Number of civilian deaths (max)", "civilians_killed_max"),
        ("Killed (min)", "people_killed_min"),
        ("killed max", "people_killed_max"),
        ("Fighters killed", "combatants_killed_min"),
        ("soldiers wounded", "combatants_injured_min"),
        ("Journalists killed", "journalists_killed_min"),
        ("عدد القتلى المدنيين", "civilians_killed_min"),
        ("الحد الأعلى للقتلى", "people_killed_max"),
        ("عدد الجرحى الأطفال", "children_injured_min"),
        ("تعداد کشته شدگان غیرنظامی", "civilians_killed_min"),
        ("تعداد مجروحان", "people_injured_min"),
        ("ژمارەی کوژراوان", "people_killed_min"),
        ("ژمارەی برینداران", "people_injured_min"),
        ("hejmara kuştiyên sivîl", "civilians_killed_min"),
        ("Nombre de civils tués", "civilians_killed_min"),
        ("Femmes blessées", "women_injured_min"),
        ("Víctimas civiles", "civilians_killed_min"),
        ("Combatientes muertos", "combatants_killed_min"),
        ("Número mínimo de muertos", "people_killed_min"),
        ("Civis mortos", "civilians_killed_min"),
        ("Getötete Zivilisten", "civilians_killed_min"),
        ("Anzahl der verletzten Kinder", "children_injured_min"),
        ("Ölen sivil sayısı", "civilians_killed_min"),
        ("Yaralı çocuklar", "children_injured_min"),
        ("Погибло", "people_killed_min"),
        ("Погибло мирных жителей", "civilians_killed_min"),
        ("Ранено детей", "children_injured_min"),
        ("Загинуло цивільних", "civilians_killed_min"),
        ("מספר הרוגים אזרחים", "civilians_killed_min"),
        ("Civilian casualties", None),
        ("killed in", None),
        ("Killed by", "actors"),
        ("killed_cum", None),
        ("Killed and injured", None),
    ],
)
def test_a_heading_of_a_number_says_of_whom_and_what_befell_them(
    heading: str, field: str | None
) -> None:
    named = [
        one for form in readings(heading) for one, _ in fields_named(form, RecordKind.INCIDENT)
    ]
    assert (named[0] if named else None) == field


def test_victims_are_the_killed_and_totals_up_to_a_day_are_marked() -> None:
    assert count_heading("victims") == CountHeading("killed", is_of_victims=True)
    assert count_heading("killed children cum") == CountHeading(
        "killed", "children", is_cumulative=True
    )
    assert count_heading("casualties") == CountHeading("")


@settings(max_examples=40)
@given(
    st.sampled_from(["killed", "dead", "deaths", "injured", "wounded"]),
    st.sampled_from(["civilians", "children", "women", "fighters", ""]),
    st.sampled_from(["min", "maximum", ""]),
    st.permutations(["a", "b", "c"]),
)
def test_the_order_of_the_words_of_a_number_does_not_matter(
    harm: str, group: str, end: str, order: list[str]
) -> None:
    words = {"a": harm, "b": group, "c": end}
    said = count_heading(plain_heading(" ".join(words[key] for key in order)))
    assert said is not None
    assert said == count_heading(plain_heading(" ".join(words.values())))


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        (RecordKind.PERSON, "Date of decease", "died"),
        (RecordKind.PERSON, "dateOfDeath", "died"),
        (RecordKind.PERSON, "Month of death", "died"),
        (RecordKind.PERSON, "شهر الوفاة", "died"),
        (RecordKind.PERSON, "يوم الاستشهاد", "died"),
        (RecordKind.PERSON, "محل کشته شدن", "place"),
        (RecordKind.PERSON, "ڕێکەوتی کوژران", "died"),
        (RecordKind.PERSON, "شوێنی شەهیدبوون", "place"),
        (RecordKind.PERSON, "Dîroka kuştinê", "died"),
        (RecordKind.PERSON, "Jour de la disparition", "last_seen"),
        (RecordKind.PERSON, "Causa del fallecimiento", "cause"),
        (RecordKind.PERSON, "Data do assassinato", "died"),
        (RecordKind.PERSON, "Ort des Todes", "place"),
        (RecordKind.PERSON, "Öldürülme yeri", "place"),
        (RecordKind.PERSON, "Место убийства", "place"),
        (RecordKind.PERSON, "Дата вбивства", "died"),
        (RecordKind.PERSON, "יום המוות", "died"),
        (RecordKind.REMAINS, "Location of Recovery", "place"),
        (RecordKind.REMAINS, "Fecha de levantamiento del cadáver", "recovered"),
        (RecordKind.REMAINS, "Datum der Exhumierung", "recovered"),
        (RecordKind.REMAINS, "רقم", None),
        (RecordKind.REMAINS, "רמז", None),
        (RecordKind.REMAINS, "Номер трупа", "code"),
        (RecordKind.REMAINS, "Tarih (exhumation)", "recovered"),
        (RecordKind.REMAINS, "مكان الاستخراج", "place"),
        (RecordKind.INCIDENT, "Datum des Angriffs", "happened"),
        (RecordKind.INCIDENT, "Lugar del ataque", "place"),
        (RecordKind.INCIDENT, "Дата обстрела", "happened"),
        (RecordKind.DETERMINATION, "Date of the press release", "issued"),
        (RecordKind.DETERMINATION, "Дата заявления", "issued"),
        (RecordKind.PERSON, "Place of origin", None),
        (RecordKind.PERSON, "Date of arrest", None),
    ],
)
def test_a_heading_asks_for_a_date_a_place_or_a_cause_of_something(
    kind: RecordKind, heading: str, field: str | None
) -> None:
    named = [one for form in readings(heading) for one, _ in fields_named(form, kind)]
    assert (named[0] if named else None) == field


LISTS = {
    RecordKind.PERSON: {
        "en": "Decedent name;Gender;Approximate age;Date of decease;Place of killing;How died",
        "ar": "اسم الشهيد;الجنس;العمر التقديري;تاريخ استشهاده;مكان الاستشهاد;سبب الوفاة",
        "fa": "نام شهید;جنسیت;سن تقریبی;تاریخ جان باختن;محل قتل;نحوه مرگ",
        "ku": "ناوی سیانی;ڕەگەز;تەمەن;ڕێکەوتی کوژران;شوێنی کوژران;هۆکاری کوژران",
        "fr": "Nom et prénoms;Sexe;Âge estimé;Tué le;Lieu du décès;Circonstances du décès",
        "es": "Apellidos y nombres;Sexo;Edad aproximada;Fecha de defunción;Lugar de muerte;"
        "Causa de muerte",
        "pt": "Nome da vítima;Sexo;Idade estimada;Data do óbito;Local da morte;Causa da morte",
        "de": "Nachname, Vorname;Geschlecht;Geschätztes Alter;Getötet am;Sterbeort;Todesursache",
        "tr": "Ad ve soyad;Cinsiyeti;Tahmini yaş;Öldüğü tarih;Öldüğü yer;Ölüm nedeni",
        "ru": "Фамилия Имя Отчество;Пол;Примерный возраст;Дата гибели;Место гибели;Причина смерти",
        "uk": "Прізвище та ім'я;Стать;Приблизний вік;Дата загибелі;Місце загибелі;Причина смерті",
        "he": "שם ושם משפחה;מין;גיל משוער;תאריך הפטירה;מקום המוות;סיבת המוות",
    },
    RecordKind.REMAINS: {
        "en": "Body number;Date of exhumation;Location of recovery;Identification;Identified by",
        "ar": "رقم الجثمان;تاريخ الانتشال;مكان العثور;حالة التعرف;تعرف عليه",
        "fa": "شماره جسد;تاریخ کشف;محل کشف;وضعیت شناسایی;شناسایی توسط",
        "ku": "ژمارەی تەرم;ڕێکەوتی دۆزینەوە;شوێنی دۆزینەوە;دۆخی ناسینەوە;لەلایەن کێ ناسراوەتەوە",
        "fr": "Numéro du corps;Date d'exhumation;Lieu de découverte;Identification;Identifié par",
        "es": "Número de cuerpo;Fecha de hallazgo;Lugar del hallazgo;Estado de identificación;"
        "Identificado por",
        "pt": "Número do corpo;Data da exumação;Local de descoberta;Identificação;Identificado por",
        "de": "Leichennummer;Bergungsdatum;Fundort;Identifizierung;Identifiziert von",
        "tr": "Ceset no;Bulunma tarihi;Bulunduğu yer;Kimlik tespiti;Teşhis eden",
        "ru": "Номер тела;Дата обнаружения;Место обнаружения;Опознание;Кем опознан",
        "uk": "Номер тіла;Дата виявлення;Місце виявлення;Впізнання;Ким впізнано",
        "he": "מספר גופה;תאריך מציאה;מקום מציאה;זיהוי;זוהה על ידי",
    },
    RecordKind.DETERMINATION: {
        "en": "Reference;Allegation date;Assessment;Deaths conceded;Press release date",
        "ar": "رقم البلاغ;تاريخ الحادث;التقييم;الوفيات المعترف بها;تاريخ البيان",
        "fa": "شماره مرجع;تاریخ حادثه;ارزیابی;کشته های پذیرفته شده;تاریخ بیانیه",
        "ku": "ژمارەی ئاماژە;ڕێکەوتی ڕووداو;هەڵسەنگاندن;کوژراوی دانپێدانراو;ڕێککەوتی ڕاگەیاندن",
        "fr": "Référence;Date de l'incident;Évaluation;Décès reconnus;Date du communiqué",
        "es": "Referencia;Fecha del incidente;Evaluación;Muertes reconocidas;Fecha del comunicado",
        "pt": "Referência;Data do incidente;Avaliação;Mortes reconhecidas;Data do comunicado",
        "de": "Aktenzeichen;Datum des Vorfalls;Bewertung;Anerkannte Tote;Datum der Erklärung",
        "tr": "Dosya no;Olay tarihi;Değerlendirme;Kabul edilen ölümler;Açıklama tarihi",
        "ru": "Номер дела;Дата инцидента;Оценка;Признано погибших;Дата заявления",
        "uk": "Номер справи;Дата інциденту;Оцінка;Визнано загиблих;Дата заяви",
        "he": "מספר תיק;תאריך האירוע;הערכה;הרוגים שהוכרו;תאריך ההודעה",
    },
    RecordKind.INCIDENT: {
        "en": "Incident ref;Date of attack;Location name;Civilians killed;Civilians injured",
        "ar": "رقم الحادثة;تاريخ القصف;المكان;القتلى المدنيون;الجرحى المدنيون",
        "fa": "کد حادثه;تاریخ حمله;محل حادثه;غیرنظامیان کشته شده;مجروحان غیرنظامی",
        "ku": "کۆدی ڕووداو;ڕێکەوتی ڕووداو;شوێن;کوژراوانی مەدەنی;بریندارانی مەدەنی",
        "fr": "Numéro d'incident;Date des faits;Commune;Civils tués;Civils blessés",
        "es": "Código;Fecha del hecho;Municipio;Civiles muertos;Civiles heridos",
        "pt": "Código;Data da ocorrência;Município;Civis mortos;Civis feridos",
        "de": "Fallnummer;Tatzeit;Gemeinde;Getötete Zivilisten;Verletzte Zivilisten",
        "tr": "Olay no;Saldırı tarihi;İlçe;Öldürülen siviller;Yaralı siviller",
        "ru": "Номер;Дата обстрела;Населённый пункт;Погибло гражданских;Ранено гражданских",
        "uk": "Номер;Дата обстрілу;Населений пункт;Загинуло цивільних;Поранено цивільних",
        "he": "מספר אירוע;תאריך התקיפה;יישוב;אזרחים הרוגים;אזרחים פצועים",
    },
}
WANTED = {
    RecordKind.PERSON: ("name", "sex", "age", "died", "place", "cause"),
    RecordKind.REMAINS: ("code", "recovered", "place", "identification", "identified_by"),
    RecordKind.DETERMINATION: ("codes", "happened", "position", "deaths_min", "issued"),
    RecordKind.INCIDENT: (
        "code",
        "happened",
        "place",
        "civilians_killed_min",
        "civilians_injured_min",
    ),
}
CELLS = {
    RecordKind.PERSON: "Rana Attar;f;12;2031-06-01;Basatin;shelling",
    RecordKind.REMAINS: "B-1;2031-06-01;Basatin;unidentified;brother",
    RecordKind.DETERMINATION: "C-1;2031-06-01;credible;2;2031-07-01",
    RecordKind.INCIDENT: "T-1;2031-06-01;Basatin;2;3",
}


@pytest.mark.parametrize("kind", list(LISTS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_common_headings_of_four_kinds_are_read_in_twelve_languages(
    kind: RecordKind, language: str
) -> None:
    heading = LISTS[kind][language]
    guessed = guess_of(heading, CELLS[kind])
    assert guessed.kind is kind, guessed.reason
    assert {field: guessed.fields.get(field) for field in WANTED[kind]} == {
        field: (column,) for field, column in zip(WANTED[kind], heading.split(";"), strict=True)
    }


@pytest.mark.parametrize(
    ("heading", "lines", "kind"),
    [
        ("incident_id;date;place;killed", ("R-1;2031-06-01;Basatin;3-4",), RecordKind.INCIDENT),
        ("Fecha;Municipio;Víctimas civiles", ("15/02/2031;Basatin;unos 12",), RecordKind.INCIDENT),
        ("Дата;Погибло;Ранено", ("17.03.2031;двое;нет данных",), RecordKind.INCIDENT),
        (
            "date;reference;assessment;civilians_killed",
            ("2031-08-04;C-1;Credible;2", "2031-08-04;C-2;Non-Credible;"),
            RecordKind.DETERMINATION,
        ),
        ("date;ref;status", ("2031-08-04;C-1;Non-credible",), RecordKind.DETERMINATION),
        ("published;title;text", ("2031-06-02;Market hit;Planes hit.",), RecordKind.REPORT),
        ("id;posted;author;text;url", ("1;2031-06-02;x;y;https://x.example",), RecordKind.REPORT),
        ("date;headline;text;url", ("2031-06-02;x;y;https://x.example",), RecordKind.REPORT),
        ("report_date;killed;killed_cum", ("2031-06-02;2;9", "2031-06-03;3;12"), RecordKind.COUNT),
        (
            "date;total killed",
            tuple(
                f"2031-06-0{day};{number}" for day, number in enumerate((3, 9, 9, 14, 20, 31), 1)
            ),
            RecordKind.COUNT,
        ),
        (
            "date;total killed",
            tuple(
                f"2031-06-0{day};{number}" for day, number in enumerate((3, 9, 2, 14, 20, 31), 1)
            ),
            RecordKind.INCIDENT,
        ),
        (
            "date;town;killed",
            tuple(f"2031-06-0{day};T{day};{day}" for day in range(1, 8)),
            RecordKind.INCIDENT,
        ),
        ("Victims;Age", ("Rana;12", "Samir;40"), RecordKind.PERSON),
        ("Victims;Date;Town", ("4;2031-06-01;Basatin", "2;2031-06-02;x"), RecordKind.INCIDENT),
    ],
)
def test_what_a_list_is_about_shows_in_its_cells(
    heading: str, lines: tuple[str, ...], kind: RecordKind
) -> None:
    guessed = guess_of(heading, *lines)
    assert guessed.kind is kind, guessed.reason


def test_totals_up_to_a_day_are_statements_and_no_incidents() -> None:
    guessed = guess_of("report_date;killed;killed_cum", "2031-06-02;2;9", "2031-06-03;3;12")
    assert guessed.fields["value"] == ("killed_cum",)
    assert guessed.fixed["unit"] == "deaths"
    assert "never added" in guessed.caution


@pytest.mark.parametrize(
    ("heading", "line", "group"),
    [
        ("date;town;Killed (min);Killed (max)", "2031-06-01;Basatin;2;3", "people"),
        ("date;town;killed_min;killed_max;grading", "2031-06-01;Basatin;2;3;Fair", "civilians"),
        ("date;town;killed_min;grade;fighters killed", "2031-06-01;x;2;Fair;1", "people"),
        ("date;town;killed_min;grade", "2031-06-01;Basatin;2;blue", "people"),
    ],
)
def test_those_killed_are_civilians_only_where_the_list_gives_a_reason(
    heading: str, line: str, group: str
) -> None:
    guessed = guess_of(heading, line)
    killed = {name.split("_")[0] for name in guessed.fields if "_killed_" in name}
    assert killed - {"combatants"} == {group}
    assert ("are read as civilians" in guessed.caution) == (group == "civilians")


def test_rows_without_consent_are_told_with_their_numbers() -> None:
    lines = ("Rana;yes", "Samir;no", "Lina;No")
    guessed = guess_of("Full name;consent", *lines)
    assert guessed.questions[0].startswith("2 rows say no under 'consent' (row 3, 4)")
    assert "withheld" in guessed.questions[0]
    assert guessed.fields["may_publish"] == ("consent",)
    incidents = guess_of("date;place;killed;consent", "2031-06-01;Basatin;2;no")
    assert "take them out" in incidents.questions[0]
    assert not any("consent" in one for one in guess_of("Full name;consent", "Rana;yes").questions)


@pytest.mark.parametrize(
    ("heading", "line", "harm", "is_asked"),
    [
        ("Full name;Date of death", "Rana;2031-06-01", "killed", True),
        ("Full name;Born;Died", "Rana;1950;2031", "killed", True),
        ("Name of martyr;Age", "Rana;12", "killed", False),
        ("Victim name;Age", "Rana;12", "killed", False),
        ("ФИО;Дата гибели", "Рана;2031", "killed", False),
        ("الاسم;تاريخ الوفاة", "رنا;2031", "killed", True),
        ("Full name;Perpetrator", "Rana;Army", "killed", False),
        ("Patient name;Admission date", "Rana;2031-06-01", "injured", False),
        ("الاسم;تاريخ الدخول", "رنا;2031-06-01", "injured", False),
        ("الاسم;نوع الإصابة", "رنا;بتر", "injured", False),
        ("Full name;Type of injury", "Rana;fracture", "injured", False),
        ("Full name;Type of injury", "Rana;fatal", None, False),
        ("id;name;en_name;dob;sex", "1;رنا;Rana;2020-01-01;f", "killed", False),
        ("Full name;Date last seen", "Rana;2031-06-01", "missing", False),
        ("Full name;Status", "Rana;Died in detention", None, False),
        ("Full name;Status", "Rana;not killed", "killed", True),
    ],
)
def test_people_are_taken_for_killed_and_it_is_asked_where_no_heading_says_so(
    heading: str, line: str, harm: str | None, is_asked: object
) -> None:
    guessed = guess_of(heading, line)
    assert guessed.fixed.get("harm") == harm
    assert any("counted as killed" in one for one in guessed.questions) == is_asked


@pytest.mark.parametrize(
    ("heading", "line", "fields"),
    [
        ("full_name_ar;full_name_en;age", "رنا;Rana;12", {"name": "full_name_ar"}),
        ("grp_dead-dead_name;grp_dead-dead_age", "Rana;12", {"age": "grp_dead-dead_age"}),
        ("victimName;dateOfDeath;isCivilian", "Rana;2031;true", {"civilian_status": "isCivilian"}),
        ("Nombre completo de la víctima;Edad", "Rana;12", {"age": "Edad"}),
        ("Missing person;Date last seen", "Rana;2031", {"name": "Missing person"}),
        ("Victim;Deceased", "Rana;yes", {"name": "Victim"}),
    ],
)
def test_headings_of_exports_and_questionnaires_are_read(
    heading: str, line: str, fields: dict[str, str]
) -> None:
    guessed = guess_of(heading, line)
    assert {field: guessed.fields[field] for field in fields} == {
        field: (column,) for field, column in fields.items()
    }


def test_totals_of_a_month_are_statements() -> None:
    guessed = guess_of("Month;Killed;Injured", "2031-06;400;250", "2031-07;80;100")
    assert guessed.kind is RecordKind.COUNT
    assert guessed.fields["about"] == ("Month",)
    assert "never added" in guessed.caution
    by_town = guess_of("Month;Town;Killed", "2031-06;Basatin;4", "2031-07;Harbour;8")
    assert by_town.kind is RecordKind.INCIDENT


@pytest.mark.parametrize("kind", list(LISTS))
def test_every_field_that_a_phrase_names_is_a_field_of_its_kind(kind: RecordKind) -> None:
    named = read_words("phrase_words.toml")["field"].get(kind.value, {})
    assert isinstance(named, dict)
    assert set(named.values()) <= set(FIELDS[kind])


@pytest.mark.parametrize("kind", list(LISTS))
def test_the_fields_that_lists_commonly_have_are_worded_in_every_language(kind: RecordKind) -> None:
    every = read_words("headings/every_kind.toml")
    own = read_words(f"headings/{kind.value}.toml")
    person = read_words("headings/person.toml") if kind is RecordKind.REMAINS else {}
    for field in WANTED[kind]:
        if "_killed_" in field or "_injured_" in field:
            continue
        languages = {*own.get(field, {}), *every.get(field, {}), *person.get(field, {})}
        assert languages >= set(LANGUAGES), (field, set(LANGUAGES) - languages)
        assert headings_of(kind)[field]


@pytest.mark.parametrize(
    ("heading", "lines", "words"),
    [
        (
            "code;date;killed_min;coalition grading",
            ("T-1;2031-06-01;2;Credible", "T-2;2031-06-02;1;Non-credible"),
            "'coalition grading' holds what an authority found",
        ),
        (
            "date;place;killed;Civilian casualties",
            ("2031-06-01;Basatin;2;5",),
            "'Civilian casualties' counts killed and injured together",
        ),
        ("date;place;killed;bajas", ("2031-06-01;Basatin;2;5",), "'bajas' counts killed"),
    ],
)
def test_what_matters_and_has_no_field_is_asked_about(
    heading: str, lines: tuple[str, ...], words: str
) -> None:
    guessed = guess_of(heading, *lines)
    assert guessed.kind is RecordKind.INCIDENT
    assert any(one.startswith(words) for one in guessed.questions)


def test_the_dead_of_unknown_status_are_a_group_of_their_own() -> None:
    heading = "id;date_start;best;high;low;deaths_civilians;deaths_unknown;type_of_violence"
    guessed = guess_of(heading, "1;2031-06-01;16;20;12;10;1;1")
    assert guessed.fields["undetermined_killed_min"] == ("deaths_unknown",)
    assert guessed.fields["civilians_killed_min"] == ("deaths_civilians",)


@pytest.mark.parametrize(
    ("heading", "lines", "kind"),
    [
        ("Village;Family name;Number of dead", ("Tal;Odeh;5", "Tal;Attar;2"), RecordKind.INCIDENT),
        ("Family name;Age", ("Odeh;5", "Attar;2"), RecordKind.PERSON),
        ("Household ID;Members killed;Village", ("H1;3;Tal", "H2;0;Tal"), RecordKind.INCIDENT),
        ("date;partner;number of strikes;munitions", ("2031-06-01;UK;3;6",), RecordKind.STRIKE),
        ("Newspaper;Date;Headline", ("Post;2031-06-01;x",), RecordKind.COUNT),
    ],
)
def test_rows_of_families_strikes_and_headlines_are_no_people(
    heading: str, lines: tuple[str, ...], kind: RecordKind
) -> None:
    guessed = guess_of(heading, *lines)
    assert guessed.kind is kind, guessed.reason


def test_columns_that_mark_the_killed_and_the_injured_are_read_or_asked_about() -> None:
    guessed = guess_of("Name;Killed;Injured", "Rana Attar;x;", "Samir Attar;;x")
    assert guessed.fields["harm"] == ("Killed", "Injured")
    assert "harm" not in guessed.fixed
    assert not any("'Injured'" in one for one in guessed.questions)
    answers = guess_of("Name;Killed;Child", "Rana Attar;yes;no", "Samir Attar;no;no")
    assert answers.fields == {"name": ("Name",), "harm": ("Killed",)}
    several = guess_of("Full name;Age;Sex;Number of dead", "Omar Taleb;9;m;3", "Huda Saad;7;f;1")
    assert any(one.startswith("'Number of dead' may say") for one in several.questions)


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        (
            "date;Civilians killed;of whom children;of whom women;Injured;of whom children ",
            {
                "children_killed_min": "of whom children",
                "women_killed_min": "of whom women",
                "children_injured_min": "of whom children ",
            },
        ),
        ("date;Tote;davon Zivilisten", {"civilians_killed_min": "davon Zivilisten"}),
        ("Дата;Погибло;Из них детей", {"children_killed_min": "Из них детей"}),
        ("التاريخ;عدد القتلى;منهم أطفال", {"children_killed_min": "منهم أطفال"}),
        ("date;town;of whom children", {}),
        (
            "date;town;Killed;Women;أطفال",
            {
                "people_killed_min": "Killed",
                "women_killed_min": "Women",
                "children_killed_min": "أطفال",
            },
        ),
    ],
)
def test_a_part_is_of_those_whom_the_column_before_counts(
    heading: str, fields: dict[str, str]
) -> None:
    guessed = guess_of(heading, ";".join("4" for _ in heading.split(";")))
    parts = {name: columns[0] for name, columns in guessed.fields.items() if name in fields}
    assert parts == fields
    assert not any("of whom" in one for one in guessed.questions)


def test_women_in_a_list_of_killed_and_injured_may_be_either() -> None:
    guessed = guess_of("date;town;Killed;Injured;Women", "4;4;4;4;4")
    assert not any(name.startswith("women_") for name in guessed.fields)


@pytest.mark.parametrize(
    "heading",
    [
        *("casualties", "civilian casualties", "killed and injured", "dead or wounded", "bajas"),
        *("قتلى وجرحى", "القتلى و الجرحى", "tués et blessés", "muertos y heridos", "потери"),
        *("mortos e feridos", "tote und verletzte", "ölü ve yaralı", "погибшие и раненые", "تلفات"),
        *("загиблі та поранені", "کشته و زخمی", "کوژراو و بریندار", "kuştî û birîndar", "נפגעים"),
    ],
)
def test_a_number_of_killed_and_injured_together_is_neither(heading: str) -> None:
    counted = count_heading(plain_heading(heading))
    assert counted is not None
    assert counted.harm == ""


@pytest.mark.parametrize(
    "heading",
    [
        "Killed (thousands)",
        "Deaths ('000)",
        "Killed %",
        "% killed",
        "قتلى (بالآلاف)",
        "Muertos (miles)",
    ],
)
def test_a_scale_in_brackets_or_a_share_counts_nobody(heading: str) -> None:
    assert not counted_by(heading)


@pytest.mark.parametrize(
    ("heading", "is_cumulative"),
    [
        ("Deaths since 7 October", True),
        ("إجمالي الشهداء منذ بدء العدوان", True),
        ("Погибло с начала года", True),
        ("Tués depuis janvier", True),
        ("New deaths", False),
        ("شهداء خلال 24 ساعة", False),
        ("Killed in the last 24 hours", False),
        ("Killed (confirmed)", False),
    ],
)
def test_a_number_since_a_day_holds_the_days_before(heading: str, is_cumulative: bool) -> None:  # noqa: FBT001
    assert {one.is_cumulative for one in counted_by(heading)} == {is_cumulative}


def test_letters_for_men_women_and_children_part_a_number_of_everybody() -> None:
    guessed = guess_of("Date;Localité;Morts/H;Morts/F;Morts/E;Blessés", "2031-03-23;Karm;4;2;1;9")
    killed = {field: names[0] for field, names in guessed.fields.items() if "killed" in field}
    assert killed == {
        "men_killed_min": "Morts/H",
        "women_killed_min": "Morts/F",
        "children_killed_min": "Morts/E",
    }
