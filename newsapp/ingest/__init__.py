"""Joins engines to records: the only automatic writer."""
