"""Findings of plain audits taken into a small store beside them, so that one page works on both."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from formaudit.archive.audited import audited_from
from formaudit.archive.decided import put_decisions, read_decisions
from formaudit.archive.keep import put_submission
from formaudit.archive.store import Store, now
from formaudit.audit.between import together
from formaudit.errors import UsageError
from formaudit.model.decision import Decision
from formaudit.model.report import AuditReport, FileEntry, FileError, FileOwner
from formaudit.reports.read_json import from_json

__all__ = ["BESIDE", "taken_in"]

BESIDE: Final = "review.db"
_FILE: Final = "findings.json"
_DEEP: Final = 2
"""So far below the folder of an audit, the one around it and that of the call originals are looked for."""
_MOST: Final = 2000
"""Of so many folders at most, so that a start beside a large tree does not wait."""


def taken_in(paths: Sequence[Path], store: str = "") -> tuple[str, tuple[Path, ...]]:
    """Take the findings of some audits into a store; gives its URL and the folders in which originals may lie.

    Without ``store`` it is ``review.db`` beside the first of them. What was decided in it stays; what the files say of
    decisions is taken over where nobody has decided in the store.

    Raises:
        UsageError: ``web-findings``, ``not-found``, ``findings-file``, or that of the store.

    """
    bare = next((path for path in paths if path.is_dir() and not (path / _FILE).exists()), None)
    if bare is not None:
        raise UsageError("web-findings", str(bare))
    files = [path / _FILE if path.is_dir() else path for path in paths]
    reports = [_read(file) for file in files]
    url = store or str(files[0].parent / BESIDE)
    with Store(url) as held:
        for file, report in zip(files, reports, strict=True):
            _take(held, str(file.resolve().parent), report, hashlib.sha256(file.read_bytes()).hexdigest())
    bases = [folder for file in files for folder in (file.resolve().parent, file.resolve().parent.parent)]
    bases = list(dict.fromkeys((*bases, Path.cwd())))
    return url, tuple(dict.fromkeys((*bases, *_homes(bases, reports))))


def _homes(bases: Sequence[Path], reports: Sequence[AuditReport]) -> Iterator[Path]:
    """The folders in which files of the audits lie by their names: what was audited is often a folder beside the audit.

    Whether a file is the one that was audited is judged by its content when it is shown.
    """
    names = {
        entry.source.path
        for report in reports
        for submission in report.submissions
        for entry in submission.files
        if entry.owner is FileOwner.OWN
    }
    for base in bases:
        for folder in islice(_below(base, _DEEP), _MOST):
            if any((folder / name).is_file() for name in names):
                yield folder


def _below(folder: Path, deep: int) -> Iterator[Path]:
    """The folders below one, the nearest first; hidden ones and what may not be looked into are passed over."""
    try:
        inside = sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError:
        return
    yield from inside
    if deep > 1:
        for each in inside:
            yield from _below(each, deep - 1)


def _read(file: Path) -> AuditReport:
    try:
        return together(from_json(file.read_bytes().decode("utf-8-sig"), str(file)))
    except FileNotFoundError:
        raise UsageError("not-found", str(file)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("findings-file", str(file), getattr(error, "strerror", "") or "UTF-8") from error


def _take(store: Store, root: str, report: AuditReport, digest: str) -> None:
    """One audit, unless the store has this very file already."""
    known = store.rows("SELECT COUNT(*) FROM submissions WHERE root = ? AND digest <> ?", [root, digest])[0][0]
    there = store.rows("SELECT COUNT(*) FROM submissions WHERE root = ?", [root])[0][0]
    if there and not known and there == len(report.submissions):
        return
    with store.transaction():
        store.write("DELETE FROM submissions WHERE root = ?", [root])
        for table in ("records", "findings", "causes", "files"):
            store.write(f"DELETE FROM {table} WHERE root = ?", [root])
        run = f"{now()}-{digest[:8]}"
        store.upsert("runs", ["id"], {
            "id": run, "root": root, "started": now(), "ended": now(), "version": report.version,
            "profile": report.profile, "mark": digest, "state": "done",
        })  # fmt: skip
        unread = {error.file: error for error in report.errors}
        told: set[str] = set()
        for number, submission in enumerate(report.submissions):
            audited = audited_from(report, submission, f"{number:05d}")
            put_submission(store, root, audited, digest, run)
            for entry in submission.files:
                if entry.owner is FileOwner.OWN:
                    path = f"{entry.source.path}!/{entry.source.member}" if entry.source.member else entry.source.path
                    _put_file(store, root, path, run, unread.get(path), entry, audited.key)
                    told.add(path)
        for error in report.errors:
            if error.file not in told:
                _put_file(store, root, error.file, run, error)
        _decisions(store, report)


def _put_file(
    store: Store, root: str, path: str, run: str, error: FileError | None, entry: FileEntry | None = None, key: str = ""
) -> None:
    """A file as the report tells it: read, read in part (``entry`` and ``error``), or not read."""
    source = None if entry is None else entry.source
    store.upsert("files", ["root", "path"], {
        "root": root, "path": path, "container": source.path if source is not None and source.member else "",
        "item": "", "size": 0, "changed": "", "sha256": "" if source is None else source.sha256,
        "format": "" if source is None else source.format, "state": "read" if error is None else "error",
        "code": "" if error is None else error.code, "detail": "" if error is None else error.message[:300],
        "forms": "", "submission": key, "mark": "", "run": run,
    })  # fmt: skip


def _decisions(store: Store, report: AuditReport) -> None:
    held = {decision.finding for decision in read_decisions(store).decisions}
    told: list[Decision] = [
        finding.decision
        for submission in report.submissions
        for finding in submission.findings
        if finding.decision is not None and finding.id not in held
    ]
    if told:
        store.lock("decisions")
        put_decisions(store, told, "", f"file-{now()}")
