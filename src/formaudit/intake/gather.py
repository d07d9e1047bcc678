"""Paths given by the user to submissions: files, folders, archives; an error of one file never loses the others."""

import hashlib
import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Final

from msgspec import Struct

from formaudit.errors import FormauditError, InputError
from formaudit.extract.ahead import Converted, converted_ahead, none_known
from formaudit.extract.door import (
    SLOW,
    carried,
    carried_read,
    convert_together,
    extract_bytes,
)
from formaudit.extract.sniff import sniff
from formaudit.forms.disclosure.recognise import is_blank_paper
from formaudit.forms.regions import holds_monitoring
from formaudit.held import held
from formaudit.indicators.lexicon import using
from formaudit.intake.files import Aside, Entry, Found, Own, common_root, entries_under, files_under, left_out, located
from formaudit.intake.grouping import Sorted, group_sorted, sort_document
from formaudit.model.document import Document
from formaudit.model.source_format import SourceFormat
from formaudit.model.submission import Submission
from formaudit.settings import NameBook

__all__ = ["Gathered", "Watch", "gather", "located"]

_LIGHT: Final = frozenset(
    {SourceFormat.DOCX, SourceFormat.TXT, SourceFormat.CSV, SourceFormat.XLSX, SourceFormat.HTML, SourceFormat.EMPTY}
)
_HOLDING: Final = (b"word/embeddings/", b"word/media/", b"xl/media/")
"""A file that holds others is no light one: their readers may need a converter, or recognition."""
_TOGETHER: Final = 48
_HELD: Final = 64 * 1024 * 1024
_SMALL: Final = 16 * 1024 * 1024
_SECONDS: Final = 120
_MEGABYTES: Final = 2048
_NO_NAMES: Final = NameBook()
_DEEPEST: Final = 2
"""So deep files are opened that other files carry."""
Watch = Callable[[int, int], None]


class Gathered(Struct, frozen=True, kw_only=True):
    """The submissions found, and one error for each file that could not be read or in which nothing was recognised.

    ``own`` are the files that this program wrote itself, by the names shown: they are never read.
    """

    submissions: Sequence[Submission]
    errors: tuple[FormauditError, ...]
    own: tuple[str, ...] = ()


def gather(
    paths: Sequence[Path],
    names: NameBook = _NO_NAMES,
    *,
    isolated: bool = True,
    leave: Path | None = None,
    aside: Aside = lambda _: False,
    watch: Watch | None = None,
) -> Gathered:
    """Read everything under the paths and put it together by unit and year; labels are understood with ``names``.

    Files that this program wrote are left out by what they hold, wherever they lie, and so is all under the folder
    ``leave``, unless it is one of the paths itself, and each file that ``aside`` knows. A folder to which results will
    go may hold papers, and is no folder to leave.

    A path that is not there, a folder without files and a file that cannot be read are among the errors; nothing is
    raised for them, so that the other files keep their results. A file reached by two of the paths is read once.
    Without ``isolated`` files are read here and not in a worker: for who is a worker already. ``watch`` is told the
    files read and all files after each.
    """
    told = _Errands(watch, sum(1 for path in paths if path.exists() for _ in files_under(path, path)) if watch else 0)
    entries = held(_sorted(paths, names, told, isolated=isolated, leave=leave, aside=aside))
    with using(names):
        submissions, strangers = group_sorted(entries)
    told.errors.extend(
        InputError(_other_paper(document), document.source.path) for document in strangers if not _is_cover(document)
    )
    return Gathered(submissions=submissions, errors=tuple(told.errors), own=tuple(told.own))


def _other_paper(document: Document) -> str:
    """What a document is in which no form was recognised, as the code of an error."""
    if is_blank_paper(document):
        return "blank-paper"
    return "monitoring-form" if holds_monitoring(document) else "no-form"


class _Errands:
    """What comes up while documents are read: errors, files of our own, how many files have been read."""

    def __init__(self, watch: Watch | None, total: int) -> None:
        self.errors: list[FormauditError] = []
        self.own: list[str] = []
        self._watch = watch
        self._total = total
        self._read: set[str] = set()

    def read(self, shown: str) -> None:
        """A file, or a member of a packed one, has been read."""
        if self._watch is not None:
            self._read.add(shown.partition("!/")[0])
            self._watch(min(len(self._read), self._total), self._total)


def _sorted(
    paths: Sequence[Path], names: NameBook, told: _Errands, *, isolated: bool, leave: Path | None, aside: Aside
) -> Iterator[Sorted]:
    """The documents under the paths one by one, their forms looked for, so that none need stay in memory as it is."""
    root = common_root(paths) if paths else Path()
    seen: set[Path] = set()
    with ExitStack() as stack:
        reader = _Reader(stack, isolated=isolated)
        for chunk in _chunks(
            entry for path in paths for entry in entries_under(path, root, seen, left_out(leave, path), aside)
        ):
            read = [entry for entry in chunk if not isinstance(entry, Own)]
            told.own.extend(entry.shown for entry in chunk if isinstance(entry, Own))
            converted = convert_together(entry.data for entry in read if isinstance(entry, Found))
            with converted_ahead(converted):
                for entry in read:
                    outcomes = reader.all_of(entry, converted) if isinstance(entry, Found) else [entry]
                    for outcome in outcomes:
                        if isinstance(outcome, Document):
                            with using(names):
                                found = sort_document(outcome)
                            yield found
                        else:
                            told.errors.append(outcome)
                    told.read(entry.shown if isinstance(entry, Found) else entry.file)


def _is_cover(document: Document) -> bool:
    """Whether a file without a form only goes with the files that it carries, all of which were read."""
    told = [warning.code for warning in document.warnings]
    return "attachments-read" in told and not any(warning.unread for warning in document.warnings)


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The files in their order, cut so that four dozen old Word files go through one call of a converter."""
    chunk: list[Entry] = []
    slow = held = 0
    for entry in entries:
        chunk.append(entry)
        if isinstance(entry, Found):
            slow += entry.kind in SLOW
            held += len(entry.data)
        if slow >= _TOGETHER or held >= _HELD or not slow:
            yield chunk
            chunk, slow, held = [], 0, 0
    yield chunk


class _Reader:
    """Reads files: plain text formats here, formats with a large reader in a worker that may die alone."""

    def __init__(self, stack: ExitStack, *, isolated: bool) -> None:
        self._stack = stack
        self._isolated = isolated
        self._apart: Callable[..., Document] | None = None

    def all_of(self, file: Found, converted: Converted, depth: int = 1) -> Iterator[Document | FormauditError]:
        """The file's document, and those of the files that it carries (attachments, embedded files)."""
        outcome = self.read(file, converted)
        if not isinstance(outcome, Document):
            yield outcome
            return
        inside: list[Document | FormauditError] = []
        names: list[str] = []
        for member in carried(outcome, file.data) if depth <= _DEEPEST else ():
            name = f"{file.shown}!/{member.name}"
            found = list(self.all_of(Found(member.data, name, sniff(member.data)), none_known, depth + 1))
            if all(isinstance(each, Document) for each in found):
                names.append(member.name)
            inside += found
        yield carried_read(outcome, names) if names else outcome
        yield from inside

    def read(self, file: Found, converted: Converted) -> Document | FormauditError:
        """The document, or what kept it from being read."""
        try:
            light = file.kind in _LIGHT and len(file.data) <= _SMALL and not any(mark in file.data for mark in _HOLDING)
            if not self._isolated or light:
                return extract_bytes(file.data, file.shown)
            if self._apart is None:
                self._apart = self._stack.enter_context(_reading_apart())
            own = hashlib.sha256(file.data).hexdigest() if converted else ""
            ahead = {own: converted[own]} if own in converted else none_known
            return self._apart(file.data, file.shown, converted=ahead)
        except FormauditError as error:
            return error
        except Exception as defect:  # noqa: BLE001 -- a defect of a reader must not lose the other files' results
            return InputError("defect", file.shown, f"{type(defect).__name__}: {defect}"[:200])


def _reading_apart() -> AbstractContextManager[Callable[..., Document]]:
    """``isolated.apart``; what runs processes is loaded when a file comes that must be read in one of its own."""
    reading: AbstractContextManager[Callable[..., Document]] = importlib.import_module(
        "formaudit.extract.isolated"
    ).apart(_SECONDS, _MEGABYTES)
    return reading
