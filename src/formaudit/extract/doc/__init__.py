"""Word files from before DOCX: DOC, WPS, RTF, WordprocessingML 2003, and whatever else bears their names."""

from formaudit.extract.doc.read import convert_ahead, convert_batch, read, read_converted

__all__ = ["convert_ahead", "convert_batch", "read", "read_converted"]
