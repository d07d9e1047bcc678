"""Every hostile file read once, each by a fresh worker: outcome, seconds, peak memory of the worker.

    python benchmarks/robust.py FOLDER [--seconds 60] [--megabytes 1024] [--tsv OUT]

A file that ends in anything but a document or a named error is listed as DEFECT, and the exit code is 1. Archives are
unpacked first and their members read one by one.
"""

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from formaudit.errors import FormauditError, InputError
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.archives.unpack import unpack
from formaudit.extract.door import extract_bytes
from formaudit.extract.sniff import sniff
from formaudit.extract.worker.pool import Pool
from formaudit.extract.worker.process import WorkerDefectError


@dataclass(frozen=True, slots=True)
class Row:
    """One file or member. ``peak`` is in MB; 0 where the worker could not say, because it was killed."""

    file: str
    format: str
    outcome: str
    seconds: float
    peak: int


def main() -> int:
    """Read everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--tsv", type=Path)
    given = parser.parse_args()
    rows: list[Row] = []
    with Pool(seconds=given.seconds, megabytes=given.megabytes, calls=1) as pool:
        for path in sorted(path for path in given.folder.rglob("*") if path.is_file()):
            rows += _rows(pool, path.read_bytes(), path.relative_to(given.folder).as_posix())
    text = "\n".join(f"{row.file}\t{row.format}\t{row.outcome}\t{row.seconds:.2f}\t{row.peak}" for row in rows)
    if given.tsv:
        given.tsv.write_text(text + "\n", encoding="utf-8")
    print(text)
    counts = Counter(row.outcome.split(" ")[0] for row in rows)
    print(f"\n{len(rows)} read:", ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common()))
    print(f"slowest {max(row.seconds for row in rows):.2f} s, largest {max(row.peak for row in rows)} MB")
    return 1 if counts["DEFECT"] else 0


def _rows(pool: Pool, data: bytes, shown: str) -> list[Row]:
    if not archive_kind(data):
        return [_row(pool, data, shown)]
    start = time.perf_counter()
    got = unpack(data, shown)
    codes = ",".join(sorted({error.code for error in got.errors}))
    outcome = f"unpacked {len(got.members)}" + (f" but {codes}" if codes else "")
    rows = [Row(shown, archive_kind(data), outcome, time.perf_counter() - start, 0)]
    return rows + [_row(pool, member.data, f"{shown}!/{member.name}") for member in got.members]


def _row(pool: Pool, data: bytes, shown: str) -> Row:
    start = time.perf_counter()
    try:
        outcome, peak = pool.run(measured, data, shown)
    except InputError as error:
        outcome, peak = error.code, 0
    except WorkerDefectError as error:
        outcome, peak = f"DEFECT {str(error).strip().splitlines()[-1]}", 0
    return Row(shown, sniff(data), outcome, time.perf_counter() - start, peak)


def measured(data: bytes, shown: str) -> tuple[str, int]:
    """Runs in the worker: what became of the file, and the most memory that the worker has held, in MB."""
    try:
        document = extract_bytes(data, shown)
        outcome = f"document {len(document.tables)} tables {len(document.paragraphs)} paragraphs"
    except FormauditError as error:
        outcome = error.code
    return outcome, _peak()


def _peak() -> int:
    """What Linux calls VmHWM; the peak of getrusage would begin with the parent's, from which the worker was forked."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    sys.exit(main())
