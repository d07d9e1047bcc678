"""formaudit reads budget-performance self-evaluations (预算绩效自评) and says what cannot be right.

For programmers::

    import formaudit as fa

    done = fa.audit("材料", profile="auto")   # files, folders, archives
    done.findings.to_pandas()                 # also .figures, .relations, .tables, .submissions, .files
    fa.extract("附件3.docx").tables[0].to_pandas()
    with fa.open("audit.db") as archive:      # what ``formaudit scan`` wrote
        archive.figures.to_arrow()

Everything comes with its first use: ``import formaudit`` loads nothing but this file. What may go wrong is a
``FormauditError``: ``UsageError`` for a call that cannot be, ``InputError`` for a file that cannot be read.
"""

import importlib
import sys
from types import ModuleType
from typing import Any, Final

from formaudit.version import __version__

__all__ = [
    "Archive",
    "Audit",
    "Extraction",
    "FormauditError",
    "InputError",
    "Rows",
    "UsageError",
    "__version__",
    "audit",
    "extract",
    "open",
]

_HOMES: Final = {
    "Archive": "formaudit.api.archive",
    "Audit": "formaudit.api.audited",
    "Extraction": "formaudit.api.extraction",
    "FormauditError": "formaudit.errors",
    "InputError": "formaudit.errors",
    "Rows": "formaudit.api.rows",
    "UsageError": "formaudit.errors",
    "open": "formaudit.api.archive",
}
_DOORS: Final = {"audit": ("formaudit.api.audited", "audit"), "extract": ("formaudit.api.extraction", "extract")}
"""Functions that bear the name of a package of the house: the package can be called like them."""


class _Door(ModuleType):
    """A package that is also the function of its name."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        """What the function does; its help is ``__doc__`` of ``__wrapped__``."""
        return self.__wrapped__(*args, **named)

    @property
    def __wrapped__(self) -> Any:
        """The function, for ``inspect.signature`` and for help."""
        home, name = _DOORS[self.__name__.rpartition(".")[2]]
        return getattr(importlib.import_module(home), name)


class _House(ModuleType):
    """What the library is: it makes doors of two of its packages as soon as Python binds them."""

    def __setattr__(self, name: str, value: object) -> None:
        """Bind a name."""
        if name in _DOORS and isinstance(value, ModuleType):
            value.__class__ = _Door
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _House


def __getattr__(name: str) -> Any:
    """What is asked for is loaded then."""
    if name in _DOORS:
        return importlib.import_module(f"{__name__}.{name}")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """What the library offers."""
    return sorted(__all__)
