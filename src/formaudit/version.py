"""The program's version and the mark of what it writes, each written here only."""

from typing import Final

__all__ = ["OUTPUT_MARK", "__version__"]

__version__ = "0.1.0"

OUTPUT_MARK: Final = "formaudit-output"
"""Stands in every report, letter and other output, so that none of them is ever read as a submission."""
