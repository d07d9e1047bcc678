"""A scan killed at random moments against one left alone: ``python -m benchmarks.killed ARCHIVE [--kills N]``.

The scan runs as a command of its own with two workers; it and all it started are killed with signal 9 after a random
time, and started again, so often. Then it may end. Every finding, file, figure and cause must be that of the other
store, and no file whose reading was written may be in the journal twice.
"""

import argparse
import os
import signal
import subprocess  # the scan that is killed
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from formaudit.archive.ask import finding_rows
from formaudit.archive.store import Store

_COMMAND = "from formaudit.cli.main import entry; entry()"
_QUERIES = {
    "files": "SELECT path, sha256, format, state, code, forms, submission FROM files ORDER BY path",
    "submissions": "SELECT key, verdict, critical, major, minor, note, tied, score FROM submissions ORDER BY key",
    "records": "SELECT submission, kind, content FROM records ORDER BY submission, kind",
    "causes": "SELECT submission, id, kind, message FROM causes ORDER BY submission, id",
}


def started(archive: str, store: Path) -> subprocess.Popen[bytes]:
    """A scan in a process group of its own."""
    call = [
        sys.executable,
        "-c",
        _COMMAND,
        "scan",
        archive,
        "--store",
        str(store),
        "--workers",
        "2",
        "--fail-on",
        "none",
    ]
    return subprocess.Popen(  # noqa: S603 - ourselves
        call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def said(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a store says, without times."""
    with Store(str(store), create=False) as opened:
        told = {name: opened.rows(sql) for name, sql in _QUERIES.items()}
        return {**told, "findings": list(finding_rows(opened))}


def main() -> int:
    """Scan, kill, scan on, compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archive")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = Random(options.seed)  # noqa: S311 - a seed must give the same moments again
    with tempfile.TemporaryDirectory() as folder:
        alone, killed = Path(folder) / "alone.db", Path(folder) / "killed.db"
        begun = time.perf_counter()
        started(options.archive, alone).wait()
        whole = time.perf_counter() - begun
        for _ in range(options.kills):
            process = started(options.archive, killed)
            time.sleep(rng.uniform(0.3, 0.3 + 1.5 * whole / options.kills))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        started(options.archive, killed).wait()
        left, right = said(alone), said(killed)
        differing = [name for name in left if left[name] != right[name]]
        with Store(str(killed), create=False) as store:
            twice = store.rows("SELECT path, COUNT(*) FROM journal GROUP BY path, sha256, event HAVING COUNT(*) > 1")
        print(f"undisturbed {whole:.1f} s; {options.kills} kills; tables that differ: {differing or 'none'}")
        print(f"{len(left['files'])} files, {len(left['findings'])} findings; read twice: {len(twice)}")
    return int(bool(differing or twice))


if __name__ == "__main__":
    sys.exit(main())
