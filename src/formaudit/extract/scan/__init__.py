"""Scans to ``Document``: page pictures made upright, ruling lines to cells, characters recognised with a confidence.

Needs the extra ``ocr``. Whoever loads this package without it gets an ``ImportError``; the door to all formats and the
reader of PDF files make an ``InputError`` of it.
"""

from formaudit.extract.scan.files import read, read_pages

__all__ = ["read", "read_pages"]
