"""Bytes to a ``Document``: the only floor that opens file formats. The way in is ``formaudit.extract.door``."""
