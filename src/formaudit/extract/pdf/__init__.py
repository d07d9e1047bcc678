"""PDF files with a text layer to ``Document``."""
