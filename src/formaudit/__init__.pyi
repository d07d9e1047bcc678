import os
from collections.abc import Sequence

from formaudit.api.archive import Archive as Archive
from formaudit.api.archive import open as open  # noqa: A004 - ``formaudit.open`` is its name
from formaudit.api.audited import Audit as Audit
from formaudit.api.audited import Paths, Progress
from formaudit.api.extraction import Extraction as Extraction
from formaudit.api.rows import Rows as Rows
from formaudit.errors import FormauditError as FormauditError
from formaudit.errors import InputError as InputError
from formaudit.errors import UsageError as UsageError
from formaudit.version import __version__ as __version__

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

# Written out: an import would be taken for the packages of the same names.
def audit(
    paths: Paths,
    *,
    profile: str | os.PathLike[str] = ...,
    prior: Paths | None = ...,
    aliases: Sequence[str | os.PathLike[str]] = ...,
    lang: str = ...,
    progress: Progress | None = ...,
) -> Audit: ...
def extract(path: str | os.PathLike[str], *, reader: str = ...) -> Extraction: ...
