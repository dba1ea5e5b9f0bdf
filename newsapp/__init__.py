"""Annals: a browsable, citable record of who did what to whom."""
