"""Are the draws good? Importance sampling, convergence, numbers on no list drawn."""
