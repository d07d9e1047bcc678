"""Scores against what the rows print: codes S."""
