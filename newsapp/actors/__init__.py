"""Records: actors with their aliases, roles and affiliations."""
