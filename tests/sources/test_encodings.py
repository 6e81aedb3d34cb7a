"""Encodings are judged by what the text becomes."""

import pytest

from sijill.sources.tables.encodings import guess_encodings, utf_16_without_mark

TEXTS = {
    "arabic": ("الاسم,العمر\nرنا وليد العطار,12\nخالد سعيد الحلاق,40\n", "cp1256"),
    "arabic names alone": ("id,name\n1,محمد\n2,فاطمة\n3,أحمد\n", "cp1256"),
    "persian": ("نام,سن\nپروين گلزار,30\nچنار ژاله,22\n", "cp1256"),
    "french": ("nom,âge\nHélène Lefèvre,30\nFrançois Noël,41\n", "cp1252"),
    "spanish": ("nombre,edad\nJosé Muñoz,30\nMaría Ángeles Peña,12\n", "cp1252"),
    "portuguese": ("nome,idade\nJoão Gonçalves,30\nConceição Simões,44\n", "cp1252"),
    "german": ("Name,Alter\nJürgen Weiß,30\nKäthe Möller,51\n", "cp1252"),
    "turkish": ("ad,yaş\nIşıl Yıldız,30\nÇağlar Şahin Gündoğdu,44\n", "cp1254"),
    "russian": ("имя,возраст\nАнна Петрова,30\nСергей Ильин,44\n", "cp1251"),
    "ukrainian": ("ім'я,вік\nОлена Коваль,30\nЄвген Їжак,41\n", "cp1251"),
    "hebrew": ("שם,גיל\nרות לוי,30\nדוד כהן,41\n", "cp1255"),
    "russian koi8": ("имя,возраст\nАнна Петрова,30\nСергей Ильин,44\n", "koi8_r"),
    "russian dos": ("имя,возраст\nАнна Петрова,30\nСергей Ильин,44\n", "cp866"),
    "arabic with semicolons": (
        "الاسم;المكان\nهادي نبيل زعرور;الفردوس\nلمى سمير;المنصور\n",
        "cp1256",
    ),
    "arabic dates": (
        "التاريخ,عدد القتلى\n١٥ حزيران ٢٠٣١,٤\n١٦ تموز ٢٠٣١,٥\n".translate(
            str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
        ),
        "cp1256",
    ),
    "arabic of isonames": ("الاسم,العمر\nرنا وليد العطار,12\nخالد سعيد الحلاق,40\n", "iso8859_6"),
    "kurmanji": ("nav,temen,cih\nŞêrîn Çelik,30,Qamişlo\nÎsmet Öztürk,41,Amûdê\n", "cp1254"),
    "russian places": ("место,погибло\nХарьков,5\nМариуполь,12\nИзюм,3\n", "cp1251"),
    "ukrainian places": ("місце,загинуло\nХарків,5\nІзюм,12\nЇжачки,3\n", "cp1251"),
    "french places": ("lieu,décès\nBéja,5\nKébili,12\nMédenine,3\n", "cp1252"),
    "english with quotes": ("name,note\nRana,“seen” – café\n", "cp1252"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_encoding_under_which_a_file_reads_like_words_is_guessed(name: str) -> None:
    text, encoding = TEXTS[name]
    found = guess_encodings(text.encode(encoding))
    assert found is not None
    assert found.encoding == encoding
    assert found.sample in text or all(word in text for word in found.sample.split())


def test_the_guess_is_shown_beside_the_next_likeliest() -> None:
    found = guess_encodings("الاسم\nرنا العطار\n".encode("cp1256"))
    assert found is not None
    assert "العطار" in str(found)
    assert found.next_encoding in str(found)
    assert found.next_sample != found.sample


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["arabic", "hebrew", "russian", "english with quotes"])
def test_utf_16_without_its_mark_is_recognised(name: str, encoding: str) -> None:
    text, _ = TEXTS[name]
    guessed = guess_encodings(text.encode(encoding))
    assert guessed is not None
    assert guessed.encoding == encoding
    assert text.split()[0] in guessed.sample


@pytest.mark.parametrize("content", [b"name,age\nRana,12\n", b"a\x00b\n\x00", b"\x00" * 8, b""])
def test_other_bytes_are_not_utf_16(content: bytes) -> None:
    assert utf_16_without_mark(content) == ""


def test_a_file_of_an_old_macintosh_is_read() -> None:
    guessed = guess_encodings("Nom;Prénom;Âge\nLefèvre;Zoé;12\nNoël;Hélène;9\n".encode("mac_roman"))
    assert guessed is not None
    assert guessed.encoding == "mac_roman"
