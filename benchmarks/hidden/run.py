"""A figure, then a form, hidden in every place that a file has: read, or warned of, and nobody accused for it.

``python -m benchmarks.hidden.run [--formats docx,xlsx,…] [--only TEXT] [--keep FOLDER]`` writes the files, audits each,
and prints what was neither read nor told, what was accused, and where a missing form left the run complete. The number
of these is 0 where all is well, and the exit code says so.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.hidden import judge, office
from benchmarks.hidden.content import Load, loads
from benchmarks.hidden.rooms import NO_FORMS, ROOMS, files_of, twin_of

__all__ = ["cases", "main"]

_Case = tuple[str, str, Load, dict[str, bytes], dict[str, bytes]]
"""A format, a place in it, what is hidden, the files, and those of the twin with nothing hidden."""


def cases(formats: list[str], only: str = "") -> Iterator[tuple[str, str, Load]]:
    """The format, the place and the load of each case."""
    for form in formats:
        for place in ROOMS[form].places:
            if only in place:
                yield from ((form, place, load) for load in loads() if load.name == "figure" or place not in NO_FORMS)


def _all(formats: list[str], only: str, font: str) -> Iterator[_Case]:
    for form, place, load in cases([form for form in formats if form in ROOMS], only):
        yield form, place, load, files_of(form, place, load, font), twin_of(form, load)
    for form in formats:
        if form in office.CONVERTED:
            for place, load, files, twin in office.cases(form, only, font):
                yield form, place, load, files, twin


def main() -> int:
    """Run the cases and print the misses."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--formats", default=",".join((*ROOMS, *office.CONVERTED)))
    parser.add_argument("--only", default="")
    parser.add_argument("--font", default="/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    count = missed = 0
    twins: dict[str, judge.Seen] = {}
    for form, place, load, files, twin in _all(options.formats.split(","), options.only, options.font):
        if (base := f"{form} {load.name}") not in twins:
            twins[base] = judge.seen(twin)
        if options.keep:
            target = options.keep / f"{form}.{place}.{load.name}"
            target.mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                (target / name).write_bytes(data)
        found = judge.seen(files)
        wrong = judge.faults(load.name, found, twins[base])
        count += 1
        missed += bool(wrong)
        if wrong or options.all:
            state = "read" if (found.read if load.name == "figure" else found.form) else ""
            told = ",".join(sorted(found.told - twins[base].told))
            errors = ", ".join(found.errors)
            print(f"{form:6s} {place:18s} {load.name:7s} {state:5s} {told:40s} {'; '.join(wrong)} {errors}", flush=True)
    print(f"{count} cases, {missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
