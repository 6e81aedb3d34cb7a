import pkgutil
import re
import tomllib
import unicodedata
from enum import StrEnum
from importlib import import_module
from importlib.resources import files

import pytest

import sijill.model
from sijill.model.codes import (
    CauseOfDeath,
    CivilianStatus,
    ClaimVerdict,
    ConsentForm,
    ConsentIdentity,
    ConsentState,
    ConsentUse,
    CorrectionKind,
    CustodyAction,
    EvidenceGrade,
    Harm,
    HazardStatus,
    IdentificationMethod,
    IdentificationStatus,
    LinkDecision,
    OfficialPosition,
    OfficialReason,
    Sex,
    SiteState,
    StrikeStatus,
    VictimCategory,
)
from sijill.model.records.fields import FieldType
from sijill.model.records.record import Group, RecordKind
from sijill.model.recovery_codes import (
    ApparentCause,
    ExaminationItem,
    ExaminationState,
    HazardObject,
    HazardType,
    MethodClass,
    RecoveryContext,
)
from sijill.model.results.links import Veto
from sijill.model.results.official import MatchBasis
from sijill.model.values.ages import AgeBasis
from sijill.model.values.dates import DatePrecision
from sijill.model.values.derivation import Derivation
from sijill.model.values.names import NameStatus, Relation
from sijill.model.values.places import PlaceBasis, PlacePrecision
from sijill.model.values.quantities import Layer, RefusalReason, Unit
from sijill.model.vocabulary import label, names, vocabulary

ENUMERATIONS: dict[type[StrEnum], str] = {
    AgeBasis: "age_basis",
    ApparentCause: "apparent_cause",
    CauseOfDeath: "cause_of_death",
    CivilianStatus: "civilian_status",
    ClaimVerdict: "claim_verdict",
    ConsentForm: "consent_how",
    ConsentIdentity: "consent_identity",
    ConsentState: "consent_state",
    ConsentUse: "consent_use",
    CorrectionKind: "correction_kind",
    DatePrecision: "date_precision",
    Derivation: "derivation",
    EvidenceGrade: "evidence_grade",
    ExaminationItem: "exam_item",
    ExaminationState: "exam_state",
    Group: "victim_group",
    Harm: "harm",
    HazardObject: "hazard_object",
    HazardStatus: "hazard_status",
    HazardType: "hazard_type",
    IdentificationMethod: "id_method",
    IdentificationStatus: "id_status",
    Layer: "count_layer",
    CustodyAction: "custody_action",
    LinkDecision: "link_decision",
    MatchBasis: "match_basis",
    MethodClass: "id_method_class",
    NameStatus: "name_status",
    OfficialPosition: "official_position",
    OfficialReason: "official_reason",
    PlaceBasis: "place_basis",
    PlacePrecision: "place_precision",
    RecordKind: "record_kind",
    RecoveryContext: "recovery_context",
    RefusalReason: "refusal_reason",
    Relation: "relation",
    Sex: "sex",
    SiteState: "site_go_state",
    StrikeStatus: "strike_status",
    Unit: "count_unit",
    Veto: "link_veto",
    VictimCategory: "victim_category",
}

LOWER_SNAKE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
NAMED_IN_DOCSTRING = re.compile(r"\(vocabulary ``(\w+)``\)")
each_vocabulary = pytest.mark.parametrize("name", names())


def model_enumerations() -> dict[type[StrEnum], str]:
    """Every enumeration of the model whose docstring names a vocabulary, with that name."""
    found: dict[type[StrEnum], str] = {}
    for module in pkgutil.walk_packages(sijill.model.__path__, "sijill.model."):
        for item in vars(import_module(module.name)).values():
            if isinstance(item, type) and issubclass(item, StrEnum):
                named = NAMED_IN_DOCSTRING.search(item.__doc__ or "")
                if named:
                    found[item] = named[1]
    return found


def written_codes(name: str) -> list[str]:
    """The codes as the file has them, before a mapping would swallow one that is there twice."""
    text = files("sijill.model.vocabulary").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return [item["code"] for item in tomllib.loads(text)["code"]]


def is_arabic(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(
        unicodedata.name(letter).startswith("ARABIC") for letter in letters
    )


def test_a_code_says_what_it_means_in_two_languages() -> None:
    grade = vocabulary("evidence_grade").codes["weak"]
    assert grade.label_en == "Weak"
    assert grade.label_ar == "أدلة ضعيفة"
    assert grade.meaning.startswith("The report goes back to one origin")
    assert grade.source == "Airwars methodology, grading"


def test_non_credible_is_never_explained_as_disproved() -> None:
    meaning = vocabulary("official_position").codes["non_credible"].meaning
    assert "sufficient information now" in meaning
    assert "not disproved" in meaning


def test_codes_stand_in_the_order_in_which_they_are_offered() -> None:
    assert list(vocabulary("source_reliability").codes) == list("abcdef")
    assert list(vocabulary("information_credibility").codes) == list("123456")


@each_vocabulary
def test_a_vocabulary_says_which_question_it_answers(name: str) -> None:
    found = vocabulary(name)
    assert found.name == name
    assert LOWER_SNAKE.fullmatch(name)
    assert found.title
    assert found.question.endswith("?")
    assert found.source
    assert found.codes


@each_vocabulary
def test_no_code_stands_twice_in_a_file(name: str) -> None:
    written = written_codes(name)
    assert list(vocabulary(name).codes) == written
    assert len(set(written)) == len(written)


@each_vocabulary
def test_people_can_tell_the_codes_of_a_vocabulary_apart(name: str) -> None:
    codes = vocabulary(name).codes.values()
    for labels in (
        [c.label_en for c in codes],
        [c.label_ar for c in codes],
        [c.meaning for c in codes],
    ):
        assert len(set(labels)) == len(labels)


@each_vocabulary
def test_every_code_has_two_labels_a_meaning_and_a_source(name: str) -> None:
    for code in vocabulary(name).codes.values():
        assert LOWER_SNAKE.fullmatch(code.code), code
        for text in (code.label_en, code.label_ar, code.meaning, code.source):
            assert text, code
            assert text == " ".join(text.split()), f"stray spaces in {code}"
            assert text == unicodedata.normalize("NFC", text), code
        assert code.label_en[0].isupper(), code
        assert is_arabic(code.label_ar), code


@each_vocabulary
def test_every_meaning_is_one_sentence(name: str) -> None:
    for code in vocabulary(name).codes.values():
        assert code.meaning[0].isupper(), code
        assert code.meaning.endswith("."), code
        assert ". " not in code.meaning, code


@each_vocabulary
def test_a_source_is_a_name_and_no_path(name: str) -> None:
    found = vocabulary(name)
    for source in (found.source, *(code.source for code in found.codes.values())):
        assert not re.search(r"https?:|\.md\b|\w/\w", source), source


@pytest.mark.parametrize(("enumeration", "name"), ENUMERATIONS.items())
def test_every_member_of_an_enumeration_is_in_its_vocabulary(
    enumeration: type[StrEnum], name: str
) -> None:
    assert {member.value for member in enumeration} <= set(vocabulary(name).codes)


def test_the_table_holds_every_enumeration_that_names_a_vocabulary() -> None:
    assert model_enumerations() == ENUMERATIONS


@pytest.mark.parametrize("kind", [kind for kind in FieldType if kind.is_code])
def test_a_cell_can_hold_no_code_that_its_enumeration_lacks(kind: FieldType) -> None:
    """A cell is checked against the vocabulary and then becomes a member, so both must be equal."""
    enumeration = next(item for item, name in ENUMERATIONS.items() if name == kind.value)
    assert set(vocabulary(kind.value).codes) == {member.value for member in enumeration}


def test_an_unknown_vocabulary_is_refused_with_the_list_of_known_ones() -> None:
    with pytest.raises(
        KeyError, match=r"there is no vocabulary 'mood'; there are: .*evidence_grade"
    ):
        vocabulary("mood")
    with pytest.raises(KeyError, match="there is no vocabulary 'mood'"):
        label("mood", "gloomy")


def test_names_are_sorted_and_are_those_of_the_files() -> None:
    assert list(names()) == sorted(names())
    assert all(
        files("sijill.model.vocabulary").joinpath(f"{name}.toml").is_file() for name in names()
    )


def test_a_label_is_given_in_the_language_asked_for() -> None:
    assert label("harm", "killed") == "Killed"
    assert label("harm", "killed", "ar") == "قُتل"


def test_a_label_falls_back_to_the_code() -> None:
    assert label("harm", "enchanted") == "enchanted"
    assert label("harm", "enchanted", "ar") == "enchanted"


@pytest.mark.parametrize("text", ["confirmed", "مؤكد ok", "123", "", "منطقة SHA"])
def test_the_check_for_arabic_script_finds_what_is_not(text: str) -> None:
    assert not is_arabic(text)
