"""What is the answer? The methods put together, strata, warnings, storage."""
