"""Commands from files to a dossier, and those that read a register."""
