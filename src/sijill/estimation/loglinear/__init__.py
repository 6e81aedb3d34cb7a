"""What do log-linear models say? Fits, the search among models, resampling."""
