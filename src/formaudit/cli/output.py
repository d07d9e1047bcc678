"""What ``audit`` hands over: the result on standard output, the files in ``--out``, the exit code."""

import errno
import importlib
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO, TypedDict

from formaudit.cli.console import remark, results
from formaudit.decisions.apply import standing_of
from formaudit.errors import ExitCode, UsageError
from formaudit.extract.own_output import is_untouched
from formaudit.messages import word
from formaudit.model.comparison import Change
from formaudit.model.decision import COUNTED
from formaudit.model.report import AuditReport
from formaudit.model.verdict import Severity
from formaudit.reports.front import Outlook, front_page
from formaudit.reports.ranking import Ranking
from formaudit.reports.text import to_text

__all__ = [
    "beside",
    "exit_code",
    "file_name",
    "make_folder",
    "show",
    "show_front",
    "wants_colour",
    "write_bytes",
    "write_kept",
    "write_pieces",
]

_NEW: Final = ".new"
"""Stands in the name of a file beside which one was kept that somebody had worked on."""
_NO_NAME: Final = frozenset('/\\:*?"<>|\0')


def exit_code(report: AuditReport, fail_on: Severity | None = Severity.MAJOR) -> ExitCode:
    """3 where anything could not be assessed, else 1 where a finding is at least as grave as ``fail_on``, else 0.

    Findings that a person dismissed or waived do not count, nor do those that stood in a baseline as they stand now.
    With ``fail_on`` ``None`` no finding makes the call fail; an incomplete audit still does.
    """
    if report.verdict == "incomplete" or report.errors:
        return ExitCode.INCOMPLETE
    ranks = [
        finding.severity.rank
        for submission in report.parts
        if submission.counts
        for finding in submission.findings
        if finding.change != Change.UNCHANGED and standing_of(finding, report.decided_on) in COUNTED
    ]
    return ExitCode.FINDINGS if fail_on and any(rank <= fail_on.rank for rank in ranks) else ExitCode.OK


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour: a terminal that understands it, and nobody who asked for none (``NO_COLOR``)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(report: AuditReport, stream: TextIO, *, as_json: bool = False, out: str = "") -> None:
    """Print the result. Text is wrapped at the width of a terminal and left whole in a pipe; JSON is always UTF-8.

    ``out`` names the page on which the whole report stands, where one is written.
    """
    if as_json:
        chunks = importlib.import_module("formaudit.reports.findings_json").chunks  # only where JSON is asked for
        for piece in chunks(report):
            _print(piece, stream, "utf-8")
        return
    _print(to_text(report, **_look(stream), out=out), stream, stream.encoding or "utf-8")


def show_front(report: AuditReport, ranking: Ranking, outlook: Outlook, stream: TextIO) -> None:
    """Print the front page of a batch."""
    _print(front_page(report, ranking, outlook, **_look(stream)), stream, stream.encoding or "utf-8")


class _Look(TypedDict):
    width: int
    colour: bool


def _look(stream: TextIO) -> _Look:
    width = shutil.get_terminal_size().columns if stream.isatty() else 0
    return _Look(width=width, colour=wants_colour(stream))


def _print(text: str, stream: TextIO, encoding: str) -> None:
    """Write through to the bytes: a console that lacks a sign such as ✓ gets ``?`` for it and not a crash."""
    buffer = getattr(stream, "buffer", None)
    with results():
        if buffer is None:
            stream.write(text)
        else:
            stream.flush()
            buffer.write(text.encode(encoding, "replace"))
        stream.flush()


def file_name(unit: str, year: int | None) -> str:
    """What a file about a unit and a year is called, without its ending: no sign that some system forbids in names."""
    return "".join("_" if char in _NO_NAME else char for char in f"{unit}-{year or ''}".strip("-"))


def make_folder(folder: Path) -> None:
    """Make the folder for results and try it, before hours of work are done for it.

    Raises:
        UsageError: code ``cannot-write``.

    """
    trial = folder / f".formaudit-{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"")
        trial.unlink()
    except FileExistsError as error:
        raise UsageError("cannot-write", str(folder), os.strerror(errno.ENOTDIR)) from error
    except OSError as error:
        raise UsageError("cannot-write", str(folder), error.strerror or type(error).__name__) from error


def beside(path: Path, *, taken: Callable[[Path], bool]) -> Path:
    """The first free name beside a file that is kept: ``findings.new.xlsx``, then ``findings.new-2.xlsx``."""
    found, number = path.with_name(f"{path.stem}{_NEW}{path.suffix}"), 2
    while taken(found):
        found, number = path.with_name(f"{path.stem}{_NEW}-{number}{path.suffix}"), number + 1
    return found


def write_kept(path: Path, pieces: Iterable[bytes], lang: str) -> Path:
    """Write an Office file, unless one lies there that somebody has worked on: that stays, and the new one lies beside.

    Raises:
        UsageError: code ``cannot-write``.

    """
    place = path
    if _worked_on(path):
        place = beside(path, taken=_worked_on)
        key = "output.edited.sheet" if path.suffix == ".xlsx" else "output.edited"
        remark(word(key, lang, file=str(path), new=str(place)))
    write_pieces(place, pieces)
    return place


def _worked_on(path: Path) -> bool:
    """Whether a file is there, and not as this program wrote it."""
    try:
        return not is_untouched(path.read_bytes())
    except OSError:
        return False


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, making its folder.

    Raises:
        UsageError: code ``cannot-write``.

    """
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same of a file whose content comes piece by piece and is never in memory as a whole.

    Raises:
        UsageError: code ``cannot-write``.

    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise UsageError("cannot-write", str(path), error.strerror or type(error).__name__) from error
        raise
