"""What a name column holds: names in every script, and what stands beside or instead of them."""
