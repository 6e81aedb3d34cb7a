"""What did the authority say? Determinations from columns and text, matched to incidents."""
