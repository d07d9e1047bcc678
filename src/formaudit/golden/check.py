"""The state of every golden. Reads and runs, never writes: what is missing, stale or different is said, not mended."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from formaudit.errors import FormauditError, InputError
from formaudit.extract.worker.pool import Pool, WorkerDefectError
from formaudit.golden.case import (
    FORMATS,
    Actual,
    GoldenCase,
    Produce,
    case_folder,
    digest,
    hash_sources,
    pending_files,
    read_actual,
    read_case,
)
from formaudit.golden.compare import Change, compare
from formaudit.golden.fields import thinned
from formaudit.golden.moved import moved
from formaudit.golden.review import Decision, decisions

__all__ = ["TRUTH", "CaseState", "Status", "check_cases", "corpus_cases", "golden_cases", "list_cases"]

_SECONDS: Final = 300.0
TRUTH: Final = "truth"
"""The folder of a corpus that holds the truth of each case, apart from the files that are audited."""


class Status(StrEnum):
    """How a golden stands; everything but EQUAL and ACCEPTED is a failure."""

    EQUAL = "equal"
    ACCEPTED = "accepted"
    DIFFERS = "differs"
    PENDING = "pending"
    MISSING = "missing"
    STALE = "stale"
    MOVED = "moved"
    UNREFERENCED = "unreferenced"
    EDITED = "edited"
    FAILED = "failed"


class CaseState(Struct, frozen=True, kw_only=True):
    """A case and how it stands.

    ``detail`` is a fact such as the source that changed; ``changes`` are there where it differs, with ``before`` and
    ``after`` as golden and program have it. ``error`` is what kept the program from saying anything about the sources
    (status FAILED). ``seen`` is ``after`` with the loose fields, which say where on a page a cell stands.
    """

    name: str
    status: Status
    detail: str = ""
    changes: tuple[Change, ...] = ()
    error: FormauditError | None = None
    before: Actual | None = None
    after: Actual | None = None
    seen: Actual | None = None

    @property
    def fails(self) -> bool:
        """Whether the state keeps the whole from passing."""
        return self.status not in (Status.EQUAL, Status.ACCEPTED)


def corpus_cases(corpora: Path) -> tuple[str, ...]:
    """The cases that the corpus has: folders for which there is a truth (``truth/<case>.json``)."""
    return tuple(sorted(path.stem for path in (corpora / TRUTH).glob("*.json") if (corpora / path.stem).is_dir()))


def golden_cases(golden: Path) -> tuple[str, ...]:
    """The cases that have a folder, accepted or pending."""
    if not golden.is_dir():
        return ()
    return tuple(sorted(folder.name for folder in golden.iterdir() if folder.is_dir()))


def list_cases(golden: Path, corpus: Sequence[str] = ()) -> tuple[CaseState, ...]:
    """Every case as it stands on disk, without running the program: nothing here can be equal or different."""
    return _listed(golden, sorted({*golden_cases(golden), *corpus}))


def _listed(golden: Path, names: Sequence[str]) -> tuple[CaseState, ...]:
    log = cache(lambda: decisions(golden))  # read once, and only where a case asks for it
    return tuple(_safely(golden, name, log) for name in names)


def check_cases(
    golden: Path,
    producers: Callable[[str], Produce],
    *,
    corpus: Sequence[str] = (),
    only: Sequence[str] = (),
    workers: int = 1,
) -> tuple[CaseState, ...]:
    """Every case compared with what the program says now; ``producers`` gives the program under a rule profile.

    ``only`` restricts to some cases; one that nobody knows is missing. With several workers each case runs in a process
    of its own kind, and one that dies takes one case along; ``producers`` must then be a function of a module.
    """
    states = _listed(golden, only) if only else list_cases(golden, corpus)
    accepted = [state for state in states if state.status is Status.ACCEPTED]
    if workers > 1 and len(accepted) > 1:
        with Pool(size=workers, seconds=_SECONDS) as pool:
            outcomes = list(pool.map(_run, ((golden, state, producers) for state in accepted)))
        done = {state.name: _settled(state, outcome) for state, outcome in zip(accepted, outcomes, strict=True)}
    else:
        done = {state.name: _run(golden, state, producers) for state in accepted}
    return tuple(done.get(state.name, state) for state in states)


def _settled(state: CaseState, outcome: CaseState | FormauditError | WorkerDefectError) -> CaseState:
    """The state of a case whose process may have died."""
    if isinstance(outcome, CaseState):
        return outcome
    error = outcome if isinstance(outcome, FormauditError) else InputError("defect", state.name, str(outcome)[:200])
    return CaseState(name=state.name, status=Status.FAILED, error=error)


def _safely(golden: Path, name: str, log: Callable[[], tuple[Decision, ...]]) -> CaseState:
    try:
        return _on_disk(golden, name, log)
    except FormauditError as error:
        return CaseState(name=name, status=Status.FAILED, error=error)


def _on_disk(golden: Path, name: str, log: Callable[[], tuple[Decision, ...]]) -> CaseState:
    folder = case_folder(golden, name)
    if pending_files(folder):
        return CaseState(name=name, status=Status.PENDING)
    if not folder.is_dir():
        return CaseState(name=name, status=Status.MISSING)
    case = read_case(folder)
    paths = case.paths(golden.parent)
    place = moved(golden.parent, case.sources)
    if place:
        return CaseState(name=name, status=Status.MOVED, detail=place)
    if not any(path.is_file() for path in paths):
        return CaseState(name=name, status=Status.UNREFERENCED)
    changed = _changed_source(golden.parent, case)
    if changed or case.formats != FORMATS:
        return CaseState(name=name, status=Status.STALE, detail=changed or f"formats {case.formats}")
    last = [each for each in log() if each.case == name and each.decision in ("accept", "accept-change")]
    if not last or last[-1].digest != digest(folder):
        return CaseState(name=name, status=Status.EDITED)
    return CaseState(name=name, status=Status.ACCEPTED)


def _changed_source(root: Path, case: GoldenCase) -> str:
    """The path of the first source that is gone or is no longer what it was; empty where all are the same."""
    for source, path in zip(case.sources, case.paths(root), strict=True):
        if not path.is_file() or hash_sources(root, (path,)) != (source,):
            return source.path
    return ""


def _run(golden: Path, state: CaseState, producers: Callable[[str], Produce]) -> CaseState:
    folder = case_folder(golden, state.name)
    try:
        case = read_case(folder)
        actual = producers(case.profile)(case.paths(golden.parent))
        before = read_actual(folder)
        after = thinned(actual, case.keep)
        changes = compare(before, after, case.keep)
    except FormauditError as error:
        return CaseState(name=state.name, status=Status.FAILED, error=error)
    if changes:
        return CaseState(
            name=state.name,
            status=Status.DIFFERS,
            detail=changes[0].floor,
            changes=changes,
            before=before,
            after=after,
            seen=actual,
        )
    return CaseState(name=state.name, status=Status.EQUAL)
