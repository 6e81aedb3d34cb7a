"""A list of letters to parties: read, on the page of official lines, in a table, on the clock."""

import json

from small_cases import SmallCase

FIELDS = {
    "sender": "from",
    "addressee": "to",
    "subject": "about",
    "sent": "sent",
    "answer_by": "by",
    "answers": "reply_to",
    "text": "words",
}
LETTERS = """\
no,from,to,about,sent,by,reply_to,words
L1,The recorders,The Alliance,A strike on Siha,2031-06-01,2031-06-15,,What did you hit?
L2,The Alliance,The recorders,,2031-06-18,,L1,A depot.
L3,The recorders,The Garrison,A mine at Badu,2031-06-03,2031-06-20,,Who laid it?
"""


def test_letters_stand_in_the_dossier_and_the_command_reads_the_clock(street: SmallCase) -> None:
    street.add_list("letters", "reply_letter", FIELDS, LETTERS)
    street.build()
    page = (street.folder / "out" / "dossier" / "official.html").read_text(encoding="utf-8")
    assert "answered late, 17 days after" in page
    assert "no answer on record" in page
    table = (street.folder / "out" / "tables" / "letters.csv").read_text(encoding="utf-8-sig")
    assert '"letters:L1","The recorders","The Alliance"' in table
    answer = street.run("letters", "--case", str(street.folder), "--on", "2031-07-01", "--json")
    found = json.loads(answer.stdout)
    assert [(one["letter"], one["state"], one["days"]) for one in found["letters"]] == [
        ("letters:L1", "answered late", 17),
        ("letters:L3", "answer overdue", 11),
    ]


def test_a_case_without_letters_says_how_they_come_in(built_street: SmallCase) -> None:
    answer = built_street.run("letters", "--case", str(built_street.folder))
    assert "kind reply_letter" in answer.stdout
