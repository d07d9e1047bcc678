"""The originals behind a submission, fetched and read in a worker: what they are is in the store, never in a request.

A file is shown only if its hash is the one that the audit read.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.walk import fetched
from formaudit.audit import audit_submission
from formaudit.errors import FormauditError
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.carried import carried_files
from formaudit.extract.door import open_archive
from formaudit.extract.pictures import PageView, view_page
from formaudit.extract.sniff import sniff
from formaudit.forms.personal import PERSONAL, without_personal
from formaudit.graph.collect import figures_of
from formaudit.intake.gather import gather
from formaudit.model.document import Document, Paragraph
from formaudit.model.place import Place
from formaudit.model.table import Table
from formaudit.patterns import compiled
from formaudit.profiles.read import built_in, read_profile

__all__ = ["AUTO", "Origin", "Picture", "Reread", "original", "picture", "ready", "reread"]

_DPI: Final = 110.0
_WHITE: Final = 235
AUTO: Final = "auto"
Box = tuple[float, float, float, float]


class Origin(Struct, frozen=True, kw_only=True):
    """A file of a submission as the store names it; ``archives`` are where it may lie, tried in order."""

    archives: tuple[str, ...]
    path: str
    sha256: str


class Picture(Struct, frozen=True, kw_only=True):
    """A page as PNG, its size in points."""

    png: bytes
    width: float
    height: float


class Reread(Struct, frozen=True, kw_only=True):
    """The documents by hash, the places on them of figures that agree, and of those nothing was held against."""

    documents: dict[str, Document]
    tied: tuple[tuple[str, Place], ...]
    untested: tuple[tuple[str, Place], ...]


def ready() -> None:
    """Nothing: a worker that is asked for it has loaded all that reading needs."""


def original(origin: Origin) -> bytes | None:
    """The bytes of a file, or of a member of a packed one; nothing where it is gone or no longer the same."""
    base, mark, member = origin.path.partition("!/")
    for archive in origin.archives:
        try:
            with fetched(archive, (base,)) as (here, _):
                for path in here.values():
                    for data in _contents(path, member if mark else ""):
                        if hashlib.sha256(data).hexdigest() == origin.sha256:
                            return data
        except (FormauditError, OSError, ValueError):
            continue
    return None


def _contents(path: Path, member: str) -> Iterator[bytes]:
    data = path.read_bytes()
    if not member and not archive_kind(data):
        yield data
    elif member and archive_kind(data):
        yield from (each.data for each in open_archive(data, path.name).members if each.name == member)
    elif member:
        yield from _carried(data, member)


def _carried(data: bytes, member: str) -> Iterator[bytes]:
    """The file of that name that another file carries, perhaps inside one that it carries."""
    name, _, rest = member.partition("!/")
    for each in carried_files(data, sniff(data)):
        if each.name == name:
            yield from _carried(each.data, rest) if rest else (each.data,)


def picture(origin: Origin, page: int, hidden: Sequence[Box] = ()) -> Picture | None:
    """A page of a PDF or picture file, what must not be shown painted over."""
    data = original(origin)
    view = None if data is None else view_page(data, page, _DPI)
    if view is None:
        return None
    return Picture(png=_covered(view, hidden).png, width=view.width, height=view.height)


def _covered(view: PageView, hidden: Sequence[Box]) -> PageView:
    if not hidden:
        return view
    rows = len(view.grey) // view.columns
    across, down = view.columns / view.width, rows / view.height
    grey = bytearray(view.grey)
    for x0, top, x1, bottom in hidden:
        left, right = max(int(x0 * across) - 1, 0), min(int(x1 * across) + 2, view.columns)
        for row in range(max(int(top * down) - 1, 0), min(int(bottom * down) + 2, rows)):
            grey[row * view.columns + left : row * view.columns + right] = bytes([_WHITE]) * max(right - left, 0)
    return replace(view, grey=bytes(grey))


def reread(origins: Sequence[Origin], profile: str, lang: str) -> Reread:
    """Read a submission's own files again and see which figures agree with others."""
    with TemporaryDirectory(prefix="formaudit-") as folder:
        return _reread(origins, Path(folder), profile, lang)


def _reread(origins: Sequence[Origin], folder: Path, profile: str, lang: str) -> Reread:
    rules = read_profile(profile if profile in built_in() else AUTO)
    wanted = {origin.sha256 for origin in origins}
    gathered = gather(list(_laid_out(origins, folder)), rules.names, isolated=False)
    documents: dict[str, Document] = {}
    tied: list[tuple[str, Place]] = []
    untested: list[tuple[str, Place]] = []
    for submission in gathered.submissions:
        hashes = [document.source.sha256 for document in submission.documents]
        if not wanted.intersection(hashes):
            continue
        report = audit_submission(submission, rules.choose(submission.year, submission.unit), lang)
        told = {figure.place for tick in report.ticks for figure in tick.figures}
        broken = {figure.place for finding in report.findings for figure in finding.figures}
        tied += [(hashes[place.file], place) for place in told if place.file < len(hashes)]
        untested += [
            (hashes[figure.place.file], figure.place)
            for figure in figures_of(submission)
            if figure.value is not None and figure.place not in told and figure.place not in broken
        ]
        documents |= {each.source.sha256: _masked(each) for each in submission.documents}
    return Reread(documents=documents, tied=tuple(tied), untested=tuple(dict.fromkeys(untested)))


def _laid_out(origins: Sequence[Origin], folder: Path) -> Iterator[Path]:
    for number, origin in enumerate(origins):
        data = original(origin)
        if data is not None:
            # Only the last part of the name, and nothing of it that a system could take for a way elsewhere.
            name = (
                compiled(r"[^\w.()（）、-]").sub("_", compiled(r"[/\\]").split(origin.path)[-1])[-80:].lstrip(".")
                or "file"
            )
            path = folder / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            yield path


def _masked(document: Document) -> Document:
    """Numbers of people are not repeated in full; the text keeps its length, so that places in it stay true."""
    blocks = tuple(
        replace(block, text=without_personal(block.text)) if isinstance(block, Paragraph) else _masked_table(block)
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _masked_table(table: Table) -> Table:
    if not any(PERSONAL.search(cell.text) for cell in table):
        return table
    return replace(table, cells=tuple(replace(cell, text=without_personal(cell.text)) for cell in table))
