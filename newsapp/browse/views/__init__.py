"""The public views, one module per kind of thing."""
