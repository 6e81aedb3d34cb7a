"""What can be opened in a spreadsheet? Every table beside the dossier."""
