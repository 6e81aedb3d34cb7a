"""Pages of the work in the field: sites, and chains from body to official line."""
