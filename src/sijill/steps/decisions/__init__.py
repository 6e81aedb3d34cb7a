"""What people decide: judgements, grades, corrections, identifications, consent."""
