"""From files to a dossier: start, capture, link, settle, build, publish."""
