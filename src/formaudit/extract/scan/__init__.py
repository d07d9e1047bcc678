"""Scans to ``Document``: page pictures made upright, ruling lines to cells, characters recognised with a confidence.

``read`` takes the bytes of a picture file, ``read_pages`` pages of a PDF, ``picture_blocks`` one ``Picture`` of a page
or of a part of one, and gives its tables and paragraphs with their confidences.

Needs the extra ``ocr``. Whoever loads this package without it gets an ``ImportError``; the door to all formats and the
reader of PDF files make an ``InputError`` of it.
"""

from formaudit.extract.scan.files import picture_blocks, read, read_pages
from formaudit.extract.scan.pictures import Picture

__all__ = ["Picture", "picture_blocks", "read", "read_pages"]
