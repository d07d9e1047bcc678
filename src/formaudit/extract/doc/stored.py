"""The second reader of DOC and WPS: msdoc2docx takes over the text as stored, formula results too.

It runs in a process of its own, so that a hostile file costs at most its time.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from formaudit.errors import FormauditError, InputError
from formaudit.extract.watched import watched

__all__ = ["convert", "convert_many"]

_EXTRA: Final = "doc"
_STARTING: Final = 15.0  # seconds that it may take on a busy machine until it looks at its first file
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


def convert_many(files: Sequence[bytes], seconds: float) -> tuple[bytes | None, ...]:
    """Files as DOCX, made by one process: its start costs as much as its work on a file of a few pages.

    ``None`` stands for what it did not make, because it could not or because a file before that one ended it or took
    more than ``seconds``: such a file is left to ``convert``, which says why.
    """
    if len(files) < 2 or find_spec("doc2docx") is None:
        return (None,) * len(files)
    with tempfile.TemporaryDirectory(prefix="formaudit-", ignore_cleanup_errors=True) as folder:
        given, made = Path(folder) / "in", Path(folder) / "out"
        given.mkdir()
        made.mkdir()
        for index, data in enumerate(files):
            (given / f"{index:05d}.doc").write_bytes(data)
        outputs = [made / f"{index:05d}.docx" for index in range(len(files))]
        command = [sys.executable, "-m", "doc2docx", "batch", str(given), "-o", str(made)]
        watched(command, Path(folder), outputs, seconds, starting=_STARTING)
        # a file is put there when it is whole, so that none is half of one, however this ended
        return tuple(path.read_bytes() if path.is_file() else None for path in outputs)
