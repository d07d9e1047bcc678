"""Scans to ``Document``: page pictures made upright, ruling lines to cells, characters recognised with a confidence."""
