"""Face: the public, read-only pages."""
