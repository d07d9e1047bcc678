"""The units of the corpus, each invented: no place, person, sentence or sum is taken from a real submission."""
