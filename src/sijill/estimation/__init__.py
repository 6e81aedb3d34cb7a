"""How many are missing from every list? Log-linear models, decomposable graphs, refusals."""
