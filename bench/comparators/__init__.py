"""What do other published methods say? For comparison; no command calls them."""
