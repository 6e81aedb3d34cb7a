"""sijill (سجل, "register"): a casualty register.

It takes the lists that different people keep about the same deaths, keeps every row as it was
received, works out which rows are the same person, body or event, and produces numbers that can
be defended: each opens the records behind it.

The folders are the nouns of the work and imports point downward::

    cli            what people touch
    steps          the verbs: capture, ingest, link, judge, settle, estimate, publish
    publication    dossier, charts, maps, exports
    figures        every number that may be printed
    register       the ledger replayed: records, persons, decisions
    sources  linkage  incidents  official  claims  remains  estimation  simulation  ledger
    language  places
    model          frozen dataclasses and vocabularies; imports nothing of ours
"""

from importlib.metadata import version

__version__ = version("sijill")
__all__ = ["__version__"]
