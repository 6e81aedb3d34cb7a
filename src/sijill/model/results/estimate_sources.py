"""The papers that an estimate rests on, so that its output can be cited and checked."""

from collections.abc import Iterable

OF_METHODS = {
    "log-linear": (
        "Fienberg 1972, Biometrika 59:591 (log-linear models of several lists); Silverman, Chan & "
        "Vincent 2024, Statistics and Computing 34:44 (the search repeated in tables drawn anew)"
    ),
    "decomposable graphs": "Madigan & York 1997, Biometrika 84:19",
    "latent classes": "Manrique-Vallier 2016, Biometrics 72:1246",
    "Rasch model": "Coull & Agresti 1999, Biometrics 55:294",
    "two groups": "Pledger 2000, Biometrics 56:434; Link 2003, Biometrics 59:1123",
}
"""By the method's name."""
OF_ALL = (
    "union over assumptions: Sun, Van Baelen, Plettinckx & Crawford, arXiv 2008.00127",
    "union of intervals: Conley, Hansen & Rossi 2012, Review of Economics and Statistics 94:260",
    "what no table can test: Aleshin-Guendel, Sadinle & Wakefield, Biometrics, arXiv 2101.09304",
    "lower bound: Chao 1987, Biometrics 43:783; Chao 1989, Biometrics 45:427",
)


def cite(methods: Iterable[str]) -> tuple[str, ...]:
    """A line for each method, then those for how they are put together."""
    return (*(f"{name}: {OF_METHODS[name]}" for name in methods), *OF_ALL)
