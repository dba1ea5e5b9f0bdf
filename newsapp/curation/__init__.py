"""Face: Django admin, where curators correct the record."""
