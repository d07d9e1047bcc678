"""Small archives made of the corpus, an engine that works in this very process, and what a store says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpora.generator.catalogue import CASES, case_files
from corpora.generator.spec import Unit
from formaudit.archive.engines import Engine, Outcome
from formaudit.archive.job import Job
from formaudit.archive.scan import Scanned, scan
from formaudit.archive.schema import TABLES
from formaudit.archive.store import Store
from formaudit.archive.work import work
from formaudit.profiles.read import read_profile

AUTO = read_profile("auto")
_PRIVATE = {
    "runs": {"*"},
    "journal": {"seq", "time", "run"},
    "files": {"run", "seconds", "changed"},
    "submissions": {"run", "seconds"},
    "searched": {"id"},  # counts submissions as they come
}


def write_case(
    folder: Path, name: str, *, unit: str = "", year: int = 0, form: str = "txt", apart: bool = False
) -> list[Path]:
    """A case of the corpus as files in a folder, under another unit's name or year where they are given."""
    case = next(case for case in CASES if case.name == name)
    submission = case.submission
    if unit:
        submission = replace(submission, unit=replace(submission.unit, name=unit))
    if year:
        submission = replace(submission, year=year)
    made = replace(case, submission=submission, format=form, apart=apart)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for file, content in case_files(made).items():
        path = folder / file
        path.write_bytes(content)
        paths.append(path)
    return paths


def small_archive(root: Path) -> Path:
    """Five submissions in four folders, one of them over two, and a file that is none."""
    write_case(root / "2023" / "文化馆", "culture-other-funds")
    write_case(root / "2024" / "河道", "river-clean")
    write_case(root / "2022" / "检验站", "seed-rates")
    for path in write_case(root / "2021" / "法律", "legal-clean", apart=True):
        home = root / "2021" / ("法律报告" if "报告" in path.name else "法律表")
        home.mkdir(exist_ok=True)
        path.rename(home / path.name)
    (root / "2021" / "法律").rmdir()
    (root / "说明.txt").write_text("本文件夹为历年材料。", "utf-8")
    return root


def inline(before: Callable[[Job], None] | None = None) -> Engine:
    """An engine that does each job here, after something else has happened."""

    def run(jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, Outcome]]:
        assert workers > 0
        for job in jobs:
            if before is not None:
                before(job)
            yield job, work(job)

    return run


def scanned(root: Path, url: str, engine: Engine | None = None, *, wait: float = 60, **how: Any) -> Scanned:
    with Store(url, wait=wait) as store:
        return scan(str(root), store, AUTO, engine or inline(), **how)


def said(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that a store says, but for what differs from run to run."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with Store(url, create=False) as store:
        for table in TABLES:
            hidden = _PRIVATE.get(table, set())
            if "*" in hidden:
                continue
            names = [row[0] for row in _columns(store, table) if row[0] not in hidden]
            rows = store.rows(f"SELECT {', '.join(names)} FROM {table}")
            found[table] = sorted((tuple(map(_plain, row)) for row in rows), key=repr)
    return found


def _columns(store: Store, table: str) -> list[tuple[Any, ...]]:
    if "://" in store.url:
        return store.rows(
            "SELECT column_name FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position", [table]
        )
    return [(row[1],) for row in store.rows(f"PRAGMA table_info({table})")]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def named_unit(name: str) -> Unit:
    """The unit of a case."""
    return next(case for case in CASES if case.name == name).submission.unit
