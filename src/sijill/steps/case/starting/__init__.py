"""From files to a case: a first look, guessed mappings, a trial run that keeps nothing."""
