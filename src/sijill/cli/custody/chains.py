"""A chain of custody as the commands of evidence print it."""

from sijill.cli.output import say, say_json
from sijill.model.decisions.exhibits import Chain


def show_chain(chain: Chain, *, as_json: bool) -> None:
    """Print an exhibit, what it is a copy of, and what was made of it."""
    from sijill.steps.custody.evidence import describe_chain

    if as_json:
        say_json(describe_chain(chain))
        return
    exhibit = chain.exhibit
    about = exhibit.sha256 or exhibit.kept_at or f"page {exhibit.page}"
    say(f"{exhibit.id}  {exhibit.form}  {exhibit.title}  {about}")
    if exhibit.parent:
        say(f"  {exhibit.derivation} of {exhibit.parent}")
    for name in chain.derived:
        say(f"  from it was made: {name}")
