"""What a first look leaves open that a person should decide, in sentences."""
