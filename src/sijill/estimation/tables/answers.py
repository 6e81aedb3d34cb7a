"""What estimation takes and gives, under the names by which statisticians look for them.

The types stand in the model, because figures and pages hold them, too.
"""

from sijill.model.results.captures import CaptureTable, Estimate, Method, MethodAnswer
from sijill.model.values.quantities import Refusal as NotEstimable

__all__ = ["CaptureTable", "Estimate", "Method", "MethodAnswer", "NotEstimable"]
