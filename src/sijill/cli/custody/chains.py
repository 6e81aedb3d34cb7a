"""A chain of custody as the commands of evidence print it."""

from typing import TYPE_CHECKING

from sijill.cli.output import say, say_json
from sijill.model.decisions.exhibits import Chain

if TYPE_CHECKING:
    from sijill.steps.custody.leaving_metadata import Found


def show_chain(chain: Chain, found: "Found", *, as_json: bool) -> None:
    """Print an exhibit, what it is a copy of, what was made of it, and what its file says.

    Args:
        chain: of the exhibit.
        found: what its file says beside what it shows (``exhibit_metadata``).
        as_json: whether to answer with one JSON object.
    """
    from sijill.steps.custody.evidence import describe_chain
    from sijill.steps.custody.leaving_metadata import sentences

    if as_json:
        says = sorted(kind.value for kind in found.get(chain.exhibit.id, ()))
        say_json(describe_chain(chain) | {"metadata": says})
        return
    exhibit = chain.exhibit
    about = exhibit.sha256 or exhibit.kept_at or f"page {exhibit.page}"
    say(f"{exhibit.id}  {exhibit.form}  {exhibit.title}  {about}")
    if exhibit.parent:
        say(f"  {exhibit.derivation} of {exhibit.parent}")
    for name in chain.derived:
        say(f"  from it was made: {name}")
    for sentence in sentences(found):
        say(sentence, warning=True)
