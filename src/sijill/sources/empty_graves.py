"""What rows of graves and remains say of who lies there: nobody, things, a family to come."""

from sijill.language.unknown import phrase_form
from sijill.model.records.row_doubt import RowDoubt
from sijill.sources.row_doubts import listed_words


def names_bodies(heading: str) -> bool:
    """Whether a heading is for what lies in a grave or was found: "Body", الجثمان, "Contents"."""
    return phrase_form(heading) in listed_words(RowDoubt.NOT_HUMAN, "bodies")


def is_empty_grave(cell: str, *, is_name: bool) -> bool:
    """Whether a cell under such a heading says that nobody lies there: "(empty)", "0", a dash.

    Where names stand (``is_name``) "none" and a dash mean that there is no name.
    """
    form = phrase_form(cell)
    words = [
        word
        for word in form.split()
        if word not in listed_words(RowDoubt.NOT_HUMAN, "beside_empty")
    ]
    is_empty = " ".join(words) in listed_words(RowDoubt.NOT_HUMAN, "empty") or _is_reserved(form)
    if is_name or is_empty:
        return is_empty
    return (form.strip("0") == "" and bool(cell.strip())) or form in listed_words(
        RowDoubt.NOT_HUMAN, "nothing"
    )


def _is_reserved(form: str) -> bool:
    """Whether a cell says for whom a plot is kept: "reserved for the Yusuf family"."""
    words = form.split()
    openings = listed_words(RowDoubt.NOT_HUMAN, "reserved")
    return any(" ".join(words[:length]) in openings for length in (1, 2))


def names_things(cell: str) -> bool:
    """Whether a cell is a word for things that lie beside remains, and no more: "Artefact"."""
    return phrase_form(cell) in listed_words(RowDoubt.NOT_HUMAN, "things")
