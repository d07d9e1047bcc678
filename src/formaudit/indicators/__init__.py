"""What a label is called: lexicon, normaliser, matcher."""
