"""What did the authority say? Determinations from columns and release text, matched to incidents."""
