"""The program's version, and what it writes into its files to know them again, each written here only."""

import datetime as dt
from typing import Final

__all__ = ["MADE", "OUTPUT_MARK", "__version__"]

__version__ = "0.1.0"

OUTPUT_MARK: Final = "formaudit-output"
"""Stands in every report, letter and other output, so that none of them is ever read as a submission."""
MADE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The day in the properties of every Office file: equal reports give equal bytes, and a file with another day was
saved by somebody since."""
