"""Files in an archive that this program wrote itself: they are no part of it, and are not read with its folders."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from formaudit.archive.file_rows import FileRow, FileState
from formaudit.archive.store import Store
from formaudit.archive.walk import Seen, is_remote
from formaudit.extract.own_output import is_own_output

__all__ = ["own_outputs", "own_row"]


def own_outputs(archive: str, root: str, store: Store, seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """Which of the files carry our mark. One that the store knows as it lies there is not opened again.

    Files of a remote archive are not fetched for it: they are recognised when they are read.
    """
    if is_remote(archive):
        return ()
    known = {
        path: (size, changed, state == FileState.OWN)
        for path, size, changed, state in store.each(
            "SELECT path, size, changed, state FROM files WHERE root = ? AND container = ''", [root]
        )
    }
    return tuple(each for each in seen if _is_own(archive, each, known.get(each.path)))


def _is_own(archive: str, seen: Seen, known: Sequence[object] | None) -> bool:
    if known is not None and tuple(known[:2]) == (seen.size, seen.changed):
        return bool(known[2])
    base = Path(archive)
    try:
        return is_own_output((base if base.is_file() else base / seen.path).read_bytes())
    except OSError:
        return False  # gone, or not to be opened: its reader will say so


def own_row(seen: Seen) -> FileRow:
    """What the store keeps of such a file."""
    return FileRow(path=seen.path, container="", sha256="", format="", state=FileState.OWN)
