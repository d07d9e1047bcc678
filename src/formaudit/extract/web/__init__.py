"""Web pages: HTML as downloaded from disclosure sites or saved by an office program, and web archives (MHTML)."""

from formaudit.extract.web.read import read

__all__ = ["read"]
