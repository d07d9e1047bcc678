"""Word files from before DOCX: DOC, WPS, RTF, WordprocessingML 2003, and whatever else bears their names."""

from formaudit.extract.doc.read import convert_batch, read, read_converted

__all__ = ["convert_batch", "read", "read_converted"]
