"""Proposing, accepting and rejecting goldens. Only these functions write; the log says who decided what and why."""

import json
import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from formaudit.errors import InputError, UsageError
from formaudit.golden.case import (
    FILES,
    FORMATS,
    NEW,
    GoldenCase,
    Produce,
    SourceHash,
    case_folder,
    digest,
    hash_sources,
    pending_files,
    read_case,
    render,
)
from formaudit.golden.fields import thinned
from formaudit.version import __version__

__all__ = ["LOG", "Decision", "accept", "decisions", "log_line", "propose", "reject"]

LOG: Final = "decisions.jsonl"


class Decision(Struct, frozen=True, kw_only=True):
    """A line of the log. ``date`` is ISO, given by the caller; ``digest`` is that of the files after the decision.

    ``changes`` are those decided on one by one, as floor, record before, record after; empty where all are meant.
    """

    case: str
    decision: str
    reviewer: str
    reason: str
    date: str
    version: str
    digest: str
    changes: tuple[tuple[str, str, str], ...] = ()


def propose(
    golden: Path,
    name: str,
    paths: tuple[Path, ...],
    produce: Produce,
    *,
    profile: str = "default",
    keep: tuple[str, ...] = (),
    replace: bool = False,
) -> GoldenCase:
    """Write what the program says now as a pending golden; nothing accepted is touched.

    A case of that name with other sources is left alone unless ``replace`` says that it is meant.

    Raises:
        UsageError: ``golden-name``, ``golden-outside``, ``golden-no-sources``, ``golden-taken``.
        InputError: a source cannot be read or assessed.

    """
    folder = case_folder(golden, name)
    if not paths:
        raise UsageError("golden-no-sources", name)
    sources = hash_sources(golden.parent, paths)
    if not replace:
        _require_free(golden, name, sources)
    case = GoldenCase(name=name, sources=sources, profile=profile, formats=FORMATS, keep=keep)
    texts = render(case, thinned(produce(case.paths(golden.parent)), keep))
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (folder / (file + NEW)).write_bytes(text.encode("utf-8"))
    return case


def accept(golden: Path, name: str, *, reviewer: str, reason: str, date: str) -> Decision:
    """Make the pending golden the accepted one. The log is written first: a break in between can be taken up again.

    Raises:
        UsageError: ``golden-no-pending``; ``golden-no-reason`` where reviewer or reason is blank.
        InputError: ``golden-stale``: a source changed since the proposal; ``golden-damaged``.

    """
    folder = _pending_folder(golden, name)
    _require_words(name, reviewer, reason)
    case = read_case(folder, NEW)
    if hash_sources(golden.parent, case.paths(golden.parent)) != case.sources:
        raise InputError("golden-stale", name)
    decision = log_line(golden, name, ("accept", reviewer, reason, date), digest(folder, NEW))
    for file in FILES:
        (folder / (file + NEW)).replace(folder / file)
    return decision


def reject(golden: Path, name: str, *, reviewer: str, reason: str, date: str) -> Decision:
    """Throw the pending golden away; an accepted one stays as it is.

    Raises:
        UsageError: ``golden-no-pending``; ``golden-no-reason`` where reviewer or reason is blank.

    """
    folder = _pending_folder(golden, name, whole=False)
    _require_words(name, reviewer, reason)
    whole = len(pending_files(folder)) == len(FILES)
    decision = log_line(golden, name, ("reject", reviewer, reason, date), digest(folder, NEW) if whole else "")
    for path in pending_files(folder):
        path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
    return decision


def _require_free(golden: Path, name: str, sources: tuple[SourceHash, ...]) -> None:
    """No other case has the name: also not one that some file systems take for the same folder."""
    for folder in golden.iterdir() if golden.is_dir() else ():
        if folder.is_dir() and folder.name != name and _same(folder.name) == _same(name):
            raise UsageError("golden-taken", name, folder.name)
    folder = golden / name
    for suffix in ("", NEW):
        if (folder / f"case.json{suffix}").is_file():
            known = read_case(folder, suffix)
            if {source.path for source in known.sources} != {source.path for source in sources}:
                raise UsageError("golden-taken", name, ", ".join(source.path for source in known.sources[:3]))


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _pending_folder(golden: Path, name: str, *, whole: bool = True) -> Path:
    folder = case_folder(golden, name)
    pending = pending_files(folder)
    if not pending or (whole and len(pending) != len(FILES)):
        raise UsageError("golden-no-pending", name)
    return folder


def _require_words(name: str, reviewer: str, reason: str) -> None:
    if not reviewer.strip() or not reason.strip():
        raise UsageError("golden-no-reason", name)


def log_line(
    golden: Path,
    name: str,
    words: tuple[str, str, str, str],
    files: str,
    changes: tuple[tuple[str, str, str], ...] = (),
) -> Decision:
    """Add a line to the log and see it on the disk: decision, reviewer, reason, date; the digest; the changes."""
    kind, reviewer, reason, date = words
    decision = Decision(
        case=name,
        decision=kind,
        reviewer=reviewer.strip(),
        reason=reason.strip(),
        date=date,
        version=__version__,
        digest=files,
        changes=changes,
    )
    record = {field: getattr(decision, field) for field in Decision.__struct_fields__}
    if not changes:
        del record["changes"]
    _drop_torn_line(golden / LOG)
    with (golden / LOG).open("a", encoding="utf-8", newline="\n") as log:
        log.write(json.dumps(record, ensure_ascii=False) + "\n")
        log.flush()
        os.fsync(log.fileno())
    return decision


def _drop_torn_line(path: Path) -> None:
    """Take away a last line that was never finished, so that the next one does not run into it."""
    if not path.is_file():
        return
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        with path.open("r+b") as log:
            log.truncate(whole)


def decisions(golden: Path) -> tuple[Decision, ...]:
    """The log, oldest first; no log yet is an empty one.

    Raises:
        InputError: ``golden-damaged``: a line is not what this program writes.

    """
    path = golden / LOG
    if not path.is_file():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        # A line without its end was being written when the machine stopped: it decided nothing.
        return tuple(_decision(json.loads(line)) for line in lines[:-1] if line)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError("golden-damaged", str(path), str(error)) from error


def _decision(record: Mapping[str, Any]) -> Decision:
    words = {field: str(record[field]) for field in Decision.__struct_fields__ if field != "changes"}
    changes = tuple((str(floor), str(before), str(after)) for floor, before, after in record.get("changes", ()))
    return Decision(**words, changes=changes)
