"""Are the draws good? Compilation, importance sampling, convergence."""
