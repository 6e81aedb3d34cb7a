"""Which extra of sijill brings a package that a command misses."""

EXTRAS = {
    "altair": "charts",
    "vl_convert": "charts",
    "duckdb": "linkage",
    "splink": "linkage",
    "statsmodels": "estimation",
    "threadpoolctl": "estimation",
    "geographiclib": "geo",
    "mgrs": "geo",
    "shapely": "geo",
    "imagehash": "pictures",
    "PIL": "pictures",
    "psycopg": "postgres",
    "c2pa": "provenance",
    "pysequoia": "provenance",
    "pyspark": "spark",
    "sqlglot": "spark",
    "typst": "pdf",
    "xarray": "notebook",
    "numpy": "all",
    "pyarrow": "all",
    "scipy": "all",
}
"""By the name under which a package is imported; ``all`` for those that several extras bring."""

_NOT_IN_ALL = ("all", "spark")
"""Extras of which it is no use to say that everything brings them; Spark is asked for by name."""


def explain_missing(error: ModuleNotFoundError) -> str | None:
    """What to install, in a sentence; ``None`` for a module that no extra brings."""
    package = (error.name or "").partition(".")[0]
    extra = EXTRAS.get(package)
    if extra is None:
        return None
    return (
        f"this needs the package {package}, which is not installed here. "
        f"Install it with: pip install 'sijill[{extra}]'"
        + ("" if extra in _NOT_IN_ALL else " (or everything: 'sijill[all]')")
    )
