"""Who may see what? The dossier, charts, maps and exports.

Until redaction exists all of it is internal.
"""
