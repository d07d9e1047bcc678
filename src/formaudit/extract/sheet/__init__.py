"""Spreadsheets: XLSX, XLS, ET, XLSB, SpreadsheetML 2003 and delimited text, as they are printed."""

from formaudit.extract.sheet.read import read

__all__ = ["read"]
