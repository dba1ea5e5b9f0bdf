"""Bytes become documents: one module per format, frozen dataclasses out; no Django, no database."""
