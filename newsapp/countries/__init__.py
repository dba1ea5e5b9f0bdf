"""Records: countries, their names and codes, and places."""
