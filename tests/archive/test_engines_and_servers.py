"""The same archive through other engines and into another database: the same store."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from formaudit.archive.ask import finding_rows
from formaudit.archive.store import Store
from tests.archive.made import said, scanned, small_archive
from tests.archive.server import server

_COMMAND = (sys.executable, "-c", "from formaudit.cli.main import entry; entry()", "scan")
_TABLES = ("files", "submissions", "findings", "causes", "records", "passages", "metrics")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def plain(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    url = str(tmp_path_factory.mktemp("store") / "audit.db")
    scanned(archive, url)
    return url


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with server() as url:
        yield url


def _start(archive: Path, url: str, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*_COMMAND, str(archive), "--store", url, "--workers", "2", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _exported(url: str) -> list[tuple[Any, ...]]:
    with Store(url, create=False) as store:
        return list(finding_rows(store))


def _same(one: str, other: str) -> None:
    left, right = said(one), said(other)
    for table in _TABLES:
        assert left[table] == right[table], table
    assert sorted(_exported(one), key=repr) == sorted(_exported(other), key=repr)


def test_two_scans_at_once_into_one_postgresql_lose_and_double_nothing(
    archive: Path, plain: str, database: str
) -> None:
    both = [_start(archive, database), _start(archive, database)]
    for process in both:
        _, told = process.communicate()
        assert process.returncode == 3, told.decode()
    _same(plain, database)
    assert _exported(plain) == _exported(database)
    with Store(database) as store:
        twice = store.rows("SELECT path FROM journal GROUP BY path, sha256, event HAVING COUNT(*) > 1")
        runs = store.rows("SELECT state FROM runs")
    assert twice == []
    assert runs == [("done",), ("done",)]
    assert scanned(archive, database).read == 0


def _workers(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        children = map(int, task.read_text().split())
        found += [each for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
    return found


def _journal(url: str) -> int:
    if not Path(url).is_file():
        return 0
    with Store(url) as store:
        return int(store.rows("SELECT COUNT(*) FROM journal")[0][0])


def test_dask_gives_the_same_store_and_survives_a_worker_that_is_killed(
    archive: Path, plain: str, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="dask is not installed")
    url = str(tmp_path / "audit.db")
    process = _start(archive, url, "--engine", "dask")
    killed = 0
    while process.poll() is None:
        if not killed and len(workers := _workers(process.pid)) == 2 and _journal(url):
            os.kill(workers[0], signal.SIGKILL)
            killed += 1
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
    _, told = process.communicate()
    assert process.returncode == 3, told.decode()
    assert killed == 1
    _same(plain, url)
