"""Words about identified remains: "identified" alone names no board, in twelve languages."""

import pytest

from sijill.model.codes import IdentificationStatus
from sijill.model.records.fields import FieldType
from sijill.model.vocabulary import vocabulary
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.words import read_words

IDENTIFIED = """
    identified | Identified | confirmed | yes | positive | Positive ID | recognised |
    تم التعرف | تم التعرف عليها | تم تحديد الهوية | معروفة الهوية | نعم | شناسایی شده |
    ناسراوەتەوە | ناسراوە | hatiye naskirin | identifié | Identifiée | identité confirmée |
    oui | identificado | IDENTIFICADA | sí | reconhecido | sim | identifiziert |
    Identität festgestellt | tespit edildi | kimliği tespit edildi | teşhis edildi |
    опознан | личность установлена | подтверждено | впізнано | особу встановлено |
    ідентифіковано | זוהה | זוהתה | מזוהה
"""
UNIDENTIFIED = """
    unidentified | no | مجهولة الهوية | لم يتم التعرف عليه | شناسایی نشده | نەناسراو |
    nenas | non identifiée | sin identificar | não identificado | nicht identifiziert |
    tespit edilemedi | не опознан | личность не установлена | не впізнано | לא זוהה |
    טרם זוהתה
"""
BOARD = """
    confirmed_board | confirmed by a board | identification board | لجنة التعرف |
    تایید پزشکی قانونی | commission d'identification | confirmado por la comisión |
    comissão de identificação | von der Kommission bestätigt | adli tıp onayı |
    подтверждено комиссией | рішення комісії | ועדת זיהוי
"""
BOARD_WORDS = (
    *(
        "board",
        "commission",
        "forensic",
        "لجنة",
        "لجنه",
        "الطب",
        "پزشکی",
        "کمیسیون",
        "لیژنەی",
        "پزیشکی",
    ),
    *(
        "komîsyon",
        "comisión",
        "comissão",
        "kommission",
        "kurul",
        "komisyon",
        "adli",
        "комисси",
        "судмед",
    ),
    *("комісі", "ועד"),
)


def _cells(listed: str) -> list[str]:
    return [cell.strip() for cell in listed.split("|")]


@pytest.mark.parametrize(
    ("status", "cell"),
    [
        (status, cell)
        for status, listed in (
            (IdentificationStatus.IDENTIFIED, IDENTIFIED),
            (IdentificationStatus.UNIDENTIFIED, UNIDENTIFIED),
            (IdentificationStatus.CONFIRMED_BOARD, BOARD),
        )
        for cell in _cells(listed)
    ],
)
def test_a_cell_about_an_identification(status: IdentificationStatus, cell: str) -> None:
    assert translation(FieldType.ID_STATUS, cell) == status


def test_only_words_that_name_a_board_are_its_confirmation() -> None:
    listed = read_words("values.toml")["id_status"]["confirmed_board"]
    assert isinstance(listed, list)
    for phrase in listed:
        assert any(word in str(phrase).lower() for word in BOARD_WORDS), phrase


def test_the_words_of_identification_mean_codes_that_exist() -> None:
    assert set(read_words("values.toml")["id_status"]) <= set(vocabulary("id_status").codes)
