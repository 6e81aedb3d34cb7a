"""What does a person read? The dossier's pages."""
