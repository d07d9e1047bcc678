"""OFD (GB/T 33190), the fixed-layout format of offices: packages to ``Document``, over the same floor as PDF."""

from formaudit.extract.ofd.document import read

__all__ = ["read"]
