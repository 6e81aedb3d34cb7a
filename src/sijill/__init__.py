"""sijill (سجل, "register"): a casualty register.

It takes the lists that different people keep about the same deaths, keeps every row as it was
received, works out which rows are the same person, body or event, and produces numbers that can
be defended: each opens the records behind it.

From Python::

    import sijill

    case = sijill.open_case("raqqa-2017")
    built = sijill.build(case)
    print(sijill.verify(case).verdict)

    for stratum, table in sijill.read_table("killings.csv").items():
        print(sijill.estimate(table, seed=2026))

The folders are the nouns of the work and imports point downward::

    cli            what people touch
    steps          the verbs: capture, link, judge, settle, estimate, publish
    publication    dossier, charts, maps, exports
    figures        every number that may be printed
    register       the ledger replayed: records, persons, decisions
    sources  packages  linkage  incidents  official  claims  remains  estimation  simulation  ledger
    language  places  containment  files
    model          frozen dataclasses and vocabularies; imports nothing of ours
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
