"""PDF files with a text layer to ``Document``: the floor's reader for what was printed from a text program."""

from formaudit.extract.pdf.document import read

__all__ = ["read"]
