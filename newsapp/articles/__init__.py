"""Records: publishers, articles, their immutable text versions and the sentences in them."""
