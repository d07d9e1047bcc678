"""Bytes to ``Document``: the only floor that opens files of a format."""
