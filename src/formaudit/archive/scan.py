"""A scan: what changed is read, what belongs together is judged, and at every moment the store is whole.

Killed anywhere, the next scan goes on: files whose job was written are not read again, and a submission is judged when
its judgement rests on other files than there are now.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.engines import Engine, Outcome
from formaudit.archive.file_rows import FileRow, FileState, failed
from formaudit.archive.index import tidy
from formaudit.archive.job import Job
from formaudit.archive.keep import forget, forget_submissions, keep_done, keep_judged, keep_own
from formaudit.archive.own import own_outputs
from formaudit.archive.plan import items, mark_of, pending
from formaudit.archive.store import Store, now
from formaudit.archive.walk import Seen, is_remote, root_of, walk
from formaudit.archive.work import Done
from formaudit.errors import FormauditError, InputError
from formaudit.settings import Profile
from formaudit.version import __version__

__all__ = ["Progress", "Scanned", "Watch", "scan"]

_ROUNDS: Final = 4
"""Judging again may change what is alike; it settles at once, and never goes on for ever."""


class Progress(Struct, frozen=True, kw_only=True):
    """How far a scan is: the phase, files or submissions done of all, and the counts so far."""

    phase: str
    done: int
    total: int
    skipped: int
    failed: int
    found: int


Watch = Callable[[Progress], None]


class Scanned(Struct, frozen=True, kw_only=True):
    """What a scan did: files in the archive, read, unchanged, failed and gone; submissions judged."""

    run: str
    files: int
    read: int
    skipped: int
    failed: int
    gone: int
    judged: int
    own: tuple[str, ...] = ()


def scan(
    archive: str,
    store: Store,
    profile: Profile,
    engine: Engine,
    *,
    workers: int = 2,
    lang: str = "zh",
    peers: bool = True,
    watch: Watch | None = None,
) -> Scanned:
    """Bring the store up to date with an archive.

    Raises:
        UsageError: the archive is not there, or the store cannot be written: what was written until then stays.

    """
    root, mark, show = root_of(archive), mark_of(profile, lang), watch or _unwatched
    run = uuid.uuid4().hex[:12]
    seen = {each.path: each for each in walk(archive) if not _own(archive, each, store)}
    closed = [each for each in seen.values() if each.code]
    for each in closed:
        del seen[each.path]
    own = own_outputs(archive, root, store, seen.values())
    for each in own:
        del seen[each.path]
    plan = items(store, root, sorted(seen.values(), key=lambda each: (each.folder, each.path)), mark)
    _begin(store, run, root, profile, mark)
    counts = _Counts()
    total = sum(len(paths) for _, paths in plan.items)
    base = Job(archive=archive, item="", paths=(), profile=profile, lang=lang)
    again: list[Job] = []
    for job, outcome in engine(_jobs(base, plan.items), workers):
        if isinstance(outcome, Done):
            keep_done(store, root, job.item, outcome, seen, mark, run)
            counts.add(outcome)
        else:
            again.append(job)
        counts.read += len(job.paths)
        show(counts.progress("read", counts.read, total, plan.skipped))
    _retry(again, engine, store, seen, mark, run, counts)
    for each in closed:
        row = failed(each.path, each.code, each.problem, "")
        keep_done(store, root, each.path, Done(files=(row,), audited=(), seconds=0.0), {}, mark, run)
    # What lies behind a closed door is not gone.
    kept = tuple("" if each.path == "./" else each.path for each in closed)
    gone = [path for path in plan.gone if not (kept and path.startswith(kept))]
    forget(store, root, gone, run)
    keep_own(store, root, own, mark, run)
    judged = _judge(base, engine, workers, store, mark, run, peers=peers, watch=show, counts=counts)
    if total or judged or gone:
        tidy(store)
    broken = store.rows("SELECT COUNT(*) FROM files WHERE root = ? AND state IN ('error', 'other')", [root])[0][0]
    store.write("UPDATE runs SET ended = ?, state = ? WHERE id = ?", [now(), "done", run])
    return Scanned(
        run=run,
        files=plan.files,
        read=total,
        skipped=plan.skipped,
        failed=int(broken),
        gone=len(gone),
        judged=judged,
        own=tuple(each.path for each in own),
    )


def _begin(store: Store, run: str, root: str, profile: Profile, mark: str) -> None:
    """Write down that a scan has begun: one that is killed stays as it is, running."""
    store.upsert(
        "runs",
        ["id"],
        {
            "id": run, "root": root, "started": now(), "ended": None, "version": __version__, "profile": profile.name,
            "mark": mark, "state": "running",
        },
    )  # fmt: skip


def _unwatched(progress: Progress) -> None:
    """Nobody looks on."""


def _own(archive: str, seen: Seen, store: Store) -> bool:
    """Whether a file is the store itself, lying in the archive that it describes."""
    if is_remote(archive) or "://" in store.url:
        return False
    here, there = Path(archive) / seen.path, Path(store.url)
    return here.absolute().as_posix().startswith(there.absolute().as_posix()) and here.name.startswith(there.name)


class _Counts(Struct):
    read: int = 0
    failed: int = 0
    found: int = 0

    def add(self, done: Done) -> None:
        self.failed += sum(row.state in (FileState.ERROR, FileState.OTHER) for row in done.files)
        self.found += sum(audited.verdict == "findings" for audited in done.audited)

    def progress(self, phase: str, done: int, total: int, skipped: int) -> Progress:
        return Progress(phase=phase, done=done, total=total, skipped=skipped, failed=self.failed, found=self.found)


def _jobs(base: Job, groups: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Job]:
    for item, paths in groups:
        yield replace(base, item=item, paths=paths)


def _retry(
    jobs: Sequence[Job], engine: Engine, store: Store, seen: dict[str, Seen], mark: str, run: str, counts: _Counts
) -> None:
    """Jobs on which a worker died: once more as they are, then file by file to find the one that kills.

    What kills again is named with its reason; the others of its job are read together without it.
    """
    for job in jobs:
        root = root_of(job.archive)
        (_, outcome) = next(iter(engine([job], 1)))
        named: list[FileRow] = []
        if not isinstance(outcome, Done) and len(job.paths) > 1:
            for alone, told in engine([replace(job, paths=(path,)) for path in job.paths], 1):
                if not isinstance(told, Done):
                    named += _failure(alone, told, seen).files
            rest = tuple(path for path in job.paths if path not in {row.path for row in named})
            outcome = next(iter(engine([replace(job, paths=rest)], 1)))[1] if rest else outcome
        done = outcome if isinstance(outcome, Done) else _failure(job, outcome, seen)
        listed = {row.path for row in done.files}
        whole = replace(done, files=(*done.files, *(row for row in named if row.path not in listed)))
        keep_done(store, root, job.item, whole, seen, mark, run)
        counts.add(whole)


def _failure(job: Job, outcome: Outcome, seen: dict[str, Seen]) -> Done:
    code = outcome.code if isinstance(outcome, FormauditError) else "defect"
    detail = outcome.detail if isinstance(outcome, InputError) else str(outcome)
    rows: list[FileRow] = [failed(path, code, detail[:300], "") for path in job.paths if path in seen]
    return Done(files=tuple(rows), audited=(), seconds=0.0)


def _judge(
    base: Job,
    engine: Engine,
    workers: int,
    store: Store,
    mark: str,
    run: str,
    *,
    peers: bool,
    watch: Watch,
    counts: _Counts,
) -> int:
    """Judge again what now rests on other files: several folders, last year's submission, units that copy."""
    root = root_of(base.archive)
    judged = 0
    for _ in range(_ROUNDS):
        wanted, lost = pending(store, root, mark, peers=peers)
        forget_submissions(store, root, lost)
        if not wanted:
            break
        digests = {each.key: each.digest for each in wanted}
        jobs = (
            replace(base, item=each.item, paths=each.paths, key=each.key, prior=each.prior, peers=each.peers)
            for each in wanted
        )
        for number, (job, outcome) in enumerate(engine(jobs, workers), 1):
            if isinstance(outcome, Done):
                keep_judged(store, root, job.key, digests[job.key], outcome, run)
                judged += 1
            watch(counts.progress("judge", number, len(wanted), 0))
    return judged
