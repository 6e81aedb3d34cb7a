from .merging import MergedEntries as MergedEntries
from .merging import cosign_others as cosign_others
from .merging import demand_one_case as demand_one_case
from .merging import take_in as take_in
