"""Releases of an authority: how one that is pasted whole is cut into its lines."""
