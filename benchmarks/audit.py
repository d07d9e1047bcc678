"""Times one audit of one DOCX submission, whole and split: ``python -m benchmarks.audit [FILE] [--runs N]``.

The whole is a fresh process from its start to ``findings.json`` on disk, several runs, median quoted; the split is
measured inside one process with everything imported. Bars: 1.0 s for the whole, 0.25 s for ``formaudit --help``, 50 ms
for all checks, 300 ms for the causes.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]


def whole(command: list[str], runs: int) -> list[float]:
    """Seconds of a fresh process, several times."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - our own command
        seconds.append(time.perf_counter() - start)
    return seconds


def split(path: Path) -> list[tuple[str, float]]:
    """Seconds of each part of the work in one process."""
    rows: list[tuple[str, float]] = []

    def timed(name: str, job: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = job()
        rows.append((name, time.perf_counter() - start))
        return result

    start = time.perf_counter()
    from formaudit.audit import audit_submissions  # noqa: PLC0415 - the import is part of what is timed
    from formaudit.causes.fold import fold_causes  # noqa: PLC0415
    from formaudit.checks.catalogue import CHECKS  # noqa: PLC0415
    from formaudit.checks.kernel.evidence import Evidence  # noqa: PLC0415
    from formaudit.extract.door import extract_file  # noqa: PLC0415
    from formaudit.graph.figure_graph import build_graph  # noqa: PLC0415
    from formaudit.intake.grouping import group_documents  # noqa: PLC0415
    from formaudit.reports.findings_json import dumps  # noqa: PLC0415
    from formaudit.reports.html.page import to_html  # noqa: PLC0415
    from formaudit.reports.workbook import xlsx_bytes  # noqa: PLC0415
    from formaudit.settings import Profile  # noqa: PLC0415

    rows.append(("imports", time.perf_counter() - start))
    document = timed("extraction", lambda: extract_file(path, path.name))
    (submission,), _ = timed("forms", lambda: group_documents([document]))
    graph = timed("graph", lambda: build_graph(submission))
    evidence = Evidence(submission=submission, graph=graph, profile=Profile())
    verdicts = timed("checks", lambda: [verdict for check in CHECKS for verdict in check.run(evidence)])
    timed("causes", lambda: fold_causes(evidence, verdicts))
    report = timed(
        "whole audit (graph, checks, causes, words)", lambda: audit_submissions((submission,), (), Profile(), "zh")
    )
    timed("findings.json", lambda: dumps(report))
    timed("report.html", lambda: to_html(report, {report.submissions[0].id: submission.documents}))
    timed("findings.xlsx", lambda: xlsx_bytes(report))
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "file", nargs="?", type=Path, default=ROOT / "corpora" / "culture-replaced" / "2023年度绩效自评材料.docx"
    )
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    formaudit = str(Path(sys.executable).with_name("formaudit"))
    with tempfile.TemporaryDirectory() as folder:
        for name, command in (
            ("formaudit --help", [formaudit, "--help"]),
            ("formaudit audit (text)", [formaudit, "audit", str(options.file)]),
            ("formaudit audit --out (json, html, xlsx)", [formaudit, "audit", str(options.file), "--out", folder]),
        ):
            seconds = whole(command, options.runs)
            print(
                f"{name:<44} median {statistics.median(seconds):.3f} s  min {min(seconds):.3f}  max {max(seconds):.3f}"
            )
    for name, value in split(options.file):
        print(f"  {name:<42} {value * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
