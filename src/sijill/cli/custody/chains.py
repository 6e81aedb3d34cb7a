"""A chain of custody as the commands of evidence print it."""

from sijill.cli.output import say, say_json
from sijill.model.decisions.exhibits import Chain
from sijill.steps.workspace import Workspace


def show_chain(chain: Chain, workspace: Workspace, *, as_json: bool) -> None:
    """Print an exhibit, what it is a copy of, what was made of it, and what its file says."""
    from sijill.steps.custody.evidence import describe_chain
    from sijill.steps.custody.leaving_metadata import exhibit_metadata, sentences

    found = exhibit_metadata(workspace, [chain])
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
