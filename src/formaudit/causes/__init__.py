"""Broken verdicts folded under the one event that explains them."""
