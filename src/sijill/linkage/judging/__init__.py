"""What judgements of single pairs teach about all others."""
