"""Lists in the encodings of one byte a letter, and wide ones, with witnesses of their scripts.

The headings are in the script as well, so that a reader can guess the encoding; in some lists the
mapping says it. Where nothing but the protected column has letters beyond ASCII, a guess can be
made by these words alone.
"""

from dataclasses import dataclass

from canary_kinds import PROTECTED
from canary_names import HANDS
from canary_shapes import Shape

_NO_ENCODING = ""
_MARKED = ("utf-16", "utf-8-sig")
"""Encodings that a file begins by saying; of another one the mapping of a protected list says."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Headings and cells of a script: number, name, day, place, witness; a name; a place."""

    headings: tuple[str, str, str, str, str]
    person: str
    place: str


_WORDS = {
    "arabic": _Words(
        ("الرقم", "الاسم", "تاريخ الوفاة", "المكان", "اسم الشاهد"), "خالد سمير", "البساتين"
    ),
    "hebrew": _Words(("מספר", "שם", "תאריך פטירה", "מקום", "שם העד"), "יוסף לוי", "הבוסתן"),
    "cyrillic": _Words(
        ("номер", "имя", "дата смерти", "место", "имя свидетеля"), "Олег Зимин", "Садовое"
    ),
    "latin": _Words(
        ("numéro", "prénom et nom", "décédé le", "lieu", "témoin"), "René Léger", "Forêt"
    ),
    "persian": _Words(("شماره", "نام", "تاریخ فوت", "محل", "گواه"), "کامران پیروز", "گلستان"),
    "ascii": _Words(("no", "name", "died", "place", PROTECTED), "Khalid Samir", "Basatin"),
}  # fmt: skip


def _list(
    script: str, encoding: str, said: str = _NO_ENCODING, *, plain: bool = False, sign: str = ","
) -> Shape:
    """A list in an encoding; ``plain`` headings and cells leave the script to the witnesses."""
    words = _WORDS["ascii" if plain else script]
    number, name, died, place, told = words.headings

    def write(canaries: list[str]) -> bytes:
        lines = [words.headings]
        for at in range(1, len(canaries) + 3):
            witness = HANDS[script].name(_number(canaries, at))
            lines.append((str(at), f"{words.person} {at}", "2031-06-03", words.place, witness))
        text = "".join(f"{sign.join(line)}\r\n" for line in lines)
        return text.encode(encoding, "replace")

    changes = [
        ('["told_by"]', f'["{told}"]'), ('["no"]', f'["{number}"]'),
        ('name = "name"', f'name = "{name}"'), ('died = "died"', f'died = "{died}"'),
        ('place = "place"', f'place = "{place}"'),
    ]  # fmt: skip
    if said:
        changes.append(('kind = "person"', f'kind = "person"\nencoding = "{said}"'))
    is_known = bool(said) or encoding in _MARKED
    return Shape(
        "csv", write, tuple(changes), is_refused=not is_known or said not in ("", encoding)
    )


def _number(canaries: list[str], at: int) -> int:
    """A number for a witness of the list's own script."""
    return 9_000 + (len(canaries[0]) * 37 + at * 7) % 900


ENCODINGS: dict[str, Shape] = {
    "in-cp1256": _list("arabic", "cp1256"),
    "in-cp1256-as-said": _list("arabic", "cp1256", "cp1256"),
    "in-cp1256-witnesses-only": _list("arabic", "cp1256", plain=True),
    "in-iso8859-6": _list("arabic", "iso8859-6", "iso8859-6"),
    "in-cp1256-persian": _list("persian", "cp1256", "cp1256"),
    "in-cp1255": _list("hebrew", "cp1255"),
    "in-cp1255-as-said": _list("hebrew", "cp1255", "cp1255"),
    "in-cp1251-as-said": _list("cyrillic", "cp1251", "cp1251", plain=True),
    "in-latin-1-as-said": _list("latin", "latin-1", "latin-1"),
    "in-cp1254-as-said": _list("latin", "cp1254", "cp1254", plain=True),
    "in-cp1251": _list("cyrillic", "cp1251"),
    "in-cp1251-witnesses-only": _list("cyrillic", "cp1251", plain=True),
    "in-koi8-r": _list("cyrillic", "koi8-r", "koi8-r"),
    "in-cp866": _list("cyrillic", "cp866", "cp866"),
    "in-latin-1": _list("latin", "latin-1"),
    "in-cp1252-witnesses-only": _list("latin", "cp1252", plain=True),
    "in-utf-16-le": _list("arabic", "utf-16", sign="\t"),
    "in-utf-16-be": _list("cyrillic", "utf-16-be", "utf-16-be"),
    "in-utf-8-with-mark": _list("hebrew", "utf-8-sig", sign=";"),
    "said-wrongly": _list("cyrillic", "utf-8", "cp1256", plain=True),
}
"""By name."""
