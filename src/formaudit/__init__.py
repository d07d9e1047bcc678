"""formaudit reads budget-performance self-evaluations (预算绩效自评) and says what cannot be right."""

from formaudit.version import __version__

__all__ = ["__version__"]
