"""Lists, strata and models in plain sentences, the same way wherever they are named."""

from collections.abc import Sequence

from sijill.language.sentences import join
from sijill.model.results.captures import CaptureTable


def name_with_numbers(table: CaptureTable, lists: Sequence[str]) -> str:
    """Lists with how many persons each holds: ``A (1,204) and B (87)``."""
    return join(f"{name} ({table.on_list(name):,})" for name in lists)


def describe_model(terms: Sequence[Sequence[str]]) -> str:
    """What a model says of its lists: ``the model that links A with B; A with C with D``."""
    if not terms:
        return "the model in which all lists are independent"
    return f"the model that links {'; '.join(' with '.join(term) for term in terms)}"


def within(stratum: str) -> str:
    """``in Raqqa``, or ``here`` where the stratum has no name."""
    return f"in {stratum}" if stratum else "here"
