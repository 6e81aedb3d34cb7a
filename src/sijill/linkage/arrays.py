"""The arrays that linkage works on, by what they hold."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
"""Weights, shares, odds."""
Rows = npt.NDArray[np.int32]
"""Numbers of records, of lists, of clusters: where something stands in a table."""
Flags = npt.NDArray[np.bool_]
"""Whether something holds, by pair or by record."""
