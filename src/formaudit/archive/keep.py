"""What a job gave back, written into the store: one transaction for each job, the journal with it."""

from collections.abc import Iterable, Sequence

from formaudit.archive.audited import Audited
from formaudit.archive.file_rows import FileRow
from formaudit.archive.index import index, unindex
from formaudit.archive.own import own_row
from formaudit.archive.plan import digest_of
from formaudit.archive.store import Store, now
from formaudit.archive.walk import Seen
from formaudit.archive.work import Done
from formaudit.version import __version__

__all__ = ["forget", "forget_submissions", "keep_done", "keep_judged", "keep_own", "put_submission"]

_PARTS = ("records", "findings", "causes", "passages", "metrics")


def keep_done(store: Store, root: str, item: str, done: Done, seen: dict[str, Seen], mark: str, run: str) -> None:
    """The files of a job and the submissions that they make by themselves."""
    with store.transaction():
        _clear(store, root, {row.path for row in done.files if not row.container})
        for row in done.files:
            _file(store, root, item, row, seen, mark, run, done.seconds)
        for audited in done.audited:
            mine = sorted((row.path, row.sha256) for row in done.files if row.submission == audited.key)
            _submission(store, root, audited, digest_of(mark, mine), run, done.seconds)


def keep_own(store: Store, root: str, own: Sequence[Seen], mark: str, run: str) -> None:
    """The files that this program wrote itself, as they lie in the archive now; others of them are gone."""
    there = {each.path: each for each in own}
    known = {
        path: (size, changed)
        for path, size, changed in store.rows(
            "SELECT path, size, changed FROM files WHERE root = ? AND container = '' AND state = 'own'", [root]
        )
    }
    with store.transaction():
        for path, each in there.items():
            if known.get(path) != (each.size, each.changed):
                _file(store, root, path, own_row(each), there, mark, run, 0.0)
        for path in known.keys() - there.keys():
            # Where another file lies in its place now, that one has its row already.
            store.write("DELETE FROM files WHERE root = ? AND path = ? AND state = 'own'", [root, path])


def keep_judged(store: Store, root: str, key: str, digest: str, done: Done, run: str) -> None:
    """A submission judged by all that belongs to it."""
    with store.transaction():
        for audited in done.audited:
            if audited.key == key:
                _submission(store, root, audited, digest, run, done.seconds)
                return
        # Its files no longer make this submission together: they are read anew at the next scan.
        store.write("UPDATE files SET mark = '' WHERE root = ? AND submission = ?", [root, key])
        _drop(store, root, key)


def forget(store: Store, root: str, paths: Iterable[str], run: str) -> None:
    """Files that are not in the archive any more."""
    with store.transaction():
        for path in paths:
            store.write("DELETE FROM files WHERE root = ? AND container = ?", [root, path])
            store.write("DELETE FROM files WHERE root = ? AND path = ?", [root, path])
            _journal(store, root, path, "", "gone", "", run)


def forget_submissions(store: Store, root: str, keys: Iterable[str]) -> None:
    """Submissions of which no file is left."""
    with store.transaction():
        for key in keys:
            _drop(store, root, key)


def _clear(store: Store, root: str, paths: Iterable[str]) -> None:
    """Members of packed files are written anew; the packed file may hold others now."""
    for path in paths:
        store.write("DELETE FROM files WHERE root = ? AND container = ?", [root, path])


def _file(
    store: Store, root: str, item: str, row: FileRow, seen: dict[str, Seen], mark: str, run: str, seconds: float
) -> None:
    told = seen.get(row.container or row.path)
    store.upsert(
        "files",
        ["root", "path"],
        {
            "root": root,
            "path": row.path,
            "container": row.container,
            "item": item,
            "size": told.size if told is not None else 0,
            "changed": told.changed if told is not None else "",
            "sha256": row.sha256,
            "format": row.format,
            "state": row.state,
            "code": row.code,
            "detail": row.detail,
            "forms": row.forms,
            "submission": row.submission,
            "mark": mark,
            "run": run,
            "seconds": round(seconds, 4),
        },
    )
    event = row.state if not row.code else f"{row.state}:{row.code}"
    _journal(store, root, row.path, row.sha256, event, row.format, run)


def _journal(store: Store, root: str, path: str, digest: str, event: str, method: str, run: str) -> None:
    """One line of the journal, unless the last line on the file says the same already (another scan was faster)."""
    last = store.rows(
        "SELECT sha256, event, version FROM journal WHERE root = ? AND path = ? ORDER BY seq DESC LIMIT 1", [root, path]
    )
    if not last or tuple(last[0]) != (digest, event, __version__):
        store.write(
            "INSERT INTO journal (time, run, root, path, sha256, event, method, version) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [now(), run, root, path, digest, event, method, __version__],
        )


def _drop(store: Store, root: str, key: str) -> None:
    unindex(store, root, key)
    for table in _PARTS:
        store.write(f"DELETE FROM {table} WHERE root = ? AND submission = ?", [root, key])
    store.write("DELETE FROM submissions WHERE root = ? AND key = ?", [root, key])


def put_submission(store: Store, root: str, audited: Audited, digest: str, run: str) -> None:
    """A submission that was audited elsewhere, inside a transaction."""
    _submission(store, root, audited, digest, run, 0.0)


def _submission(store: Store, root: str, audited: Audited, digest: str, run: str, seconds: float) -> None:
    key = audited.key
    # The row itself comes first: of two scans at once the second waits here and then replaces all of it.
    store.upsert(
        "submissions",
        ["root", "key"],
        {
            "root": root,
            "key": key,
            "unit": audited.unit,
            "name": audited.name,
            "year": audited.year,
            "digest": digest,
            "verdict": audited.verdict,
            "profile": audited.profile,
            **dict(zip(("critical", "major", "minor", "note"), audited.counts, strict=True)),
            **dict(zip(("figures", "tied", "contradicted", "untested"), audited.coverage, strict=True)),
            "score": audited.score,
            "report": audited.report,
            "run": run,
            "seconds": round(seconds, 4),
        },
    )
    unindex(store, root, key)
    for table in _PARTS:
        store.write(f"DELETE FROM {table} WHERE root = ? AND submission = ?", [root, key])
    _insert(store, "records", root, key, audited.records)
    index(store, root, key, audited.year, audited.searched)
    _insert(store, "findings", root, key, audited.findings)
    _insert(store, "causes", root, key, audited.causes)
    _insert(store, "passages", root, key, audited.passages)
    _insert(store, "metrics", root, key, audited.metrics)


def _insert(store: Store, table: str, root: str, key: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        places = ", ".join("?" * (len(rows[0]) + 2))
        store.write_many(f"INSERT INTO {table} VALUES ({places})", [(root, key, *row) for row in rows])
