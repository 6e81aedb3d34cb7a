"""What would lists look like if we knew the truth? A fictional city under siege, and its record keepers."""
