"""An archive of any size, and what a scan of it costs.

``python -m benchmarks.archive make FOLDER COUNT [--seed S] [--formats docx,doc,txt,xlsx,html]`` writes submissions:
units of the corpus under the layouts that fit them, under other names, a third of them with a fault. ``doc`` needs
LibreOffice.
``… scan FOLDER [--workers N] [--engine E]`` scans it into a new store and prints, at 1,000, 5,000 and 10,000 files, the
rate, the processor time of all processes for each submission and the memory of the main process; then scans again.
"""

import argparse
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from corpora.generator.catalogue import CASES
from corpora.generator.columns import LAYOUTS
from corpora.generator.press import draft, press
from formaudit.archive.engines import ENGINES
from formaudit.archive.scan import Progress, scan
from formaudit.archive.store import Store
from formaudit.extract.soffice import convert
from formaudit.profiles.read import read_profile

_PLACES: Final = "安北东峰古海河湖江金景兰岭龙梅明宁平清泉沙山石松泰通桐文西溪新兴岩阳宜永玉云漳镇"
_STEPS: Final = (1_000, 5_000, 10_000)
_TOGETHER: Final = 100


def _named(rng: Random, taken: set[str]) -> str:
    """A county that does not exist, two characters long or three, each once."""
    while True:
        name = "".join(rng.choice(_PLACES) for _ in range(rng.choice((2, 3)))) + rng.choice("县区")
        if name not in taken:
            taken.add(name)
            return name


def make(folder: Path, count: int, seed: int, formats: list[str]) -> None:
    """Write the archive: a folder for each year, in it one for each unit."""
    rng = Random(seed)  # noqa: S311 - a seed must give the same archive again; nothing is secret
    taken: set[str] = set()
    old: list[Path] = []
    cases = {case.submission.unit.name: case for case in CASES}
    made = 0
    while made < count:
        case = rng.choice(list(cases.values()))
        other = rng.choice([each for each in CASES if each.submission is case.submission])
        faulty = rng.random() < 1 / 3 and other.accidents
        layout = other.layout if faulty else rng.choice(LAYOUTS)
        unit = case.submission.unit
        name = _named(rng, taken)
        submission = replace(
            case.submission, unit=replace(unit, name=unit.name.replace(unit.district, name), district=name)
        )
        form = rng.choice(formats)
        try:
            paper = draft(layout, submission, "docx" if form == "doc" else form, apart=rng.random() < 0.3)
            for accident in other.accidents if faulty else ():
                accident(paper)
        except (KeyError, ValueError, StopIteration, LookupError):
            continue  # the layout has no word for something the unit has, or no place for the fault
        home = folder / str(submission.year) / f"{made:06d}{submission.unit.name}"
        home.mkdir(parents=True, exist_ok=True)
        for each in paper.papers:
            target = home / f"{each.name}.{form}"
            target.write_bytes(press(each))
            if form == "doc":
                old.append(target)
        made += 1
    for start in range(0, len(old), _TOGETHER):
        _age(old[start : start + _TOGETHER])


def _age(paths: list[Path]) -> None:
    """Make old Word files of new ones, in place."""
    made = convert([(str(path), path.read_bytes(), "docx") for path in paths], "doc:MS Word 97", 60)
    for path in paths:
        content = made[str(path)]
        if not isinstance(content, bytes):
            raise content
        path.write_bytes(content)


def _megabytes() -> float:
    """The memory of this process now."""
    with Path("/proc/self/status").open() as told:
        line = next(line for line in told if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _processor() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measure(archive: str, workers: int, engine: str) -> None:
    """Scan twice and print."""
    start = time.perf_counter()
    steps = list(_STEPS)
    submissions = 0

    def watch(progress: Progress) -> None:
        if progress.phase == "read" and steps and progress.done >= steps[0]:
            steps.pop(0)
            spent = time.perf_counter() - start
            print(f"  {progress.done:>6} files  {progress.done / spent:6.1f}/s  main process {_megabytes():6.1f} MB")

    with tempfile.TemporaryDirectory() as folder:
        url = str(Path(folder) / "audit.db")
        for turn in ("first", "second"):
            start, used = time.perf_counter(), _processor()
            with Store(url) as store:
                done = scan(archive, store, read_profile("auto"), ENGINES[engine], workers=workers, watch=watch)
                submissions = store.rows("SELECT COUNT(*) FROM submissions")[0][0]
            spent = time.perf_counter() - start
            cost = (_processor() - used) / max(submissions, 1) * 1000
            print(
                f"{turn}: {spent:.1f} s, {submissions} submissions, {submissions / spent:.1f}/s, "
                f"{cost:.0f} ms of processor time each, main process {_megabytes():.0f} MB; {done}"
            )
        print(f"store {Path(url).stat().st_size / 1e6:.0f} MB")


def main() -> int:
    """Make or measure."""
    parser = argparse.ArgumentParser()
    jobs = parser.add_subparsers(dest="job", required=True)
    making = jobs.add_parser("make")
    making.add_argument("folder", type=Path)
    making.add_argument("count", type=int)
    making.add_argument("--seed", type=int, default=1)
    making.add_argument("--formats", default="docx")
    scanning = jobs.add_parser("scan")
    scanning.add_argument("archive")
    scanning.add_argument("--workers", type=int, default=2)
    scanning.add_argument("--engine", choices=tuple(ENGINES), default="local")
    options = parser.parse_args()
    if options.job == "make":
        make(options.folder, options.count, options.seed, options.formats.split(","))
    else:
        measure(options.archive, options.workers, options.engine)
    return 0


if __name__ == "__main__":
    sys.exit(main())
