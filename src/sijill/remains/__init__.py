"""Whose body is this, and may we dig here?"""
