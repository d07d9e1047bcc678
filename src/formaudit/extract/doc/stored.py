"""The second reader of DOC and WPS: msdoc2docx takes over the text as stored, formula results too.

It runs in a process of its own, so that a hostile file costs at most its time.
"""

import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from formaudit.errors import FormauditError, InputError

__all__ = ["convert"]

_EXTRA: Final = "doc"
_LOCKED: Final = "password"


def convert(data: bytes, file: str, seconds: float) -> bytes | FormauditError:
    """The file as DOCX, or the error: ``missing-extra``, ``encrypted``, ``damaged`` (with its reason), ``timeout``."""
    if find_spec("doc2docx") is None:
        return InputError("missing-extra", file, _EXTRA)
    with tempfile.TemporaryDirectory(prefix="formaudit-", ignore_cleanup_errors=True) as folder:
        given, made = Path(folder) / "in.doc", Path(folder) / "out.docx"
        given.write_bytes(data)
        try:
            child = subprocess.run(  # noqa: S603 our own interpreter and names of ours
                [sys.executable, "-m", "doc2docx", str(given), "-o", str(made)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return InputError("timeout", file, f"msdoc2docx, {seconds:g} s")
        if made.is_file():
            return made.read_bytes()
    reason = child.stderr.decode("utf-8", "replace").strip().rpartition("error:")[2].strip()[:120]
    return InputError("encrypted" if _LOCKED in reason else "damaged", file, f"msdoc2docx: {reason}")
