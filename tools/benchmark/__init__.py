"""Measuring pages beside a view that does one query and no template, on the same server in one run."""
