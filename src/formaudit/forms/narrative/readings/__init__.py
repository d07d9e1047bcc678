"""Prose read as competing structures: every question a passage raises has candidates, and one of them or none wins.

``tokens`` are the figures with what stands around them, ``cues`` what their words may mean, the modules ``sums``,
``ledgers``, ``changes``, ``rates``, ``products``, ``counts``, ``spans`` and ``twins`` propose candidates,
``candidate`` holds what a candidate is, ``nearness`` how a gap speaks, ``choose`` decides.
"""
