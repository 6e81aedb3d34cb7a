"""Who may see what? The dossier, charts, maps and exports.

Consent withholds (``redaction/``); until profiles of redaction exist all of it is internal.
"""
