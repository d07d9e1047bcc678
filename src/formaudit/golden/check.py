"""The state of every golden. Reads and runs, never writes: what is missing, stale or different is said, not mended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from formaudit.errors import FormauditError
from formaudit.golden.case import (
    FORMATS,
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
from formaudit.golden.review import decisions

__all__ = ["TRUTH", "CaseState", "Status", "check_cases", "corpus_cases", "golden_cases", "list_cases"]

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
    UNREFERENCED = "unreferenced"
    EDITED = "edited"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """A case and how it stands. ``detail`` is a fact such as the source that changed; ``changes`` where it differs.

    ``error`` is what kept the program from saying anything about the sources (status FAILED).
    """

    name: str
    status: Status
    detail: str = ""
    changes: tuple[Change, ...] = ()
    error: FormauditError | None = None

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
    names = sorted({*golden_cases(golden), *corpus})
    return tuple(_safely(golden, name) for name in names)


def check_cases(
    golden: Path, producers: Callable[[str], Produce], *, corpus: Sequence[str] = (), only: Sequence[str] = ()
) -> tuple[CaseState, ...]:
    """Every case compared with what the program says now; ``producers`` gives the program under a rule profile.

    ``only`` restricts to some cases; one that nobody knows is missing.
    """
    states = list_cases(golden, corpus)
    if only:
        known = {state.name: state for state in states}
        states = tuple(known.get(name, CaseState(name=name, status=Status.MISSING)) for name in only)
    return tuple(_run(golden, state, producers) if state.status is Status.ACCEPTED else state for state in states)


def _safely(golden: Path, name: str) -> CaseState:
    try:
        return _on_disk(golden, name)
    except FormauditError as error:
        return CaseState(name=name, status=Status.FAILED, error=error)


def _on_disk(golden: Path, name: str) -> CaseState:
    folder = case_folder(golden, name)
    if pending_files(folder):
        return CaseState(name=name, status=Status.PENDING)
    if not folder.is_dir():
        return CaseState(name=name, status=Status.MISSING)
    case = read_case(folder)
    paths = case.paths(golden.parent)
    if not any(path.is_file() for path in paths):
        return CaseState(name=name, status=Status.UNREFERENCED)
    changed = _changed_source(golden.parent, case)
    if changed or case.formats != FORMATS:
        return CaseState(name=name, status=Status.STALE, detail=changed or f"formats {case.formats}")
    last = [each for each in decisions(golden) if each.case == name and each.decision == "accept"]
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
        changes = compare(read_actual(folder), actual)
    except FormauditError as error:
        return CaseState(name=state.name, status=Status.FAILED, error=error)
    if changes:
        return CaseState(name=state.name, status=Status.DIFFERS, detail=changes[0].floor, changes=changes)
    return CaseState(name=state.name, status=Status.EQUAL)
