"""Records: what the engine knows about words and dated facts, and the snapshots readings were made with."""
