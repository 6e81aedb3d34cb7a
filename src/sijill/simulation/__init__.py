"""What would lists look like if we knew the truth? A fictional city and its record keepers."""
