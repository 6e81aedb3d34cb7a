"""Forms for the field: the same words on a telephone as in the register."""
