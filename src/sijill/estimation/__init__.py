"""How many are missing from every list? Log-linear models, a lower bound, intervals, refusals."""
