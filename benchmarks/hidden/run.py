"""A figure, then a form, hidden in every place that a file has: read, or warned of, and nobody accused for it.

``python -m benchmarks.hidden.run [--formats docx,xlsx,…] [--only TEXT] [--keep FOLDER]`` writes the files, audits each,
and prints what was neither read nor told, what was accused, and where a missing form left the run complete. The number
of these is 0 where all is well, and the exit code says so.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.hidden import judge
from benchmarks.hidden.content import Load, loads
from benchmarks.hidden.rooms import NO_FORMS, ROOMS, files_of, twin_of

__all__ = ["cases", "main"]


def cases(formats: list[str], only: str = "") -> Iterator[tuple[str, str, Load]]:
    """The format, the place and the load of each case."""
    for form in formats:
        for place in ROOMS[form].places:
            if only in place:
                yield from ((form, place, load) for load in loads() if load.name == "figure" or place not in NO_FORMS)


def main() -> int:
    """Run the cases and print the misses."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--formats", default=",".join(ROOMS))
    parser.add_argument("--only", default="")
    parser.add_argument("--font", default="/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    count = missed = 0
    twins: dict[str, judge.Seen] = {}
    for form, place, load in cases(options.formats.split(","), options.only):
        base = f"{form} {load.name}"
        if base not in twins:
            twins[base] = judge.seen(twin_of(form, load))
        files = files_of(form, place, load, options.font)
        if options.keep:
            for name, data in files.items():
                target = options.keep / f"{form}.{place}.{load.name}"
                target.mkdir(parents=True, exist_ok=True)
                (target / name).write_bytes(data)
        found = judge.seen(files)
        wrong = judge.faults(load.name, found, twins[base])
        count += 1
        missed += bool(wrong)
        if wrong or options.all:
            state = "read" if (found.read if load.name == "figure" else found.form) else ""
            told = ",".join(sorted(found.told - twins[base].told))
            print(f"{form:8s} {place:20s} {load.name:7s} {state:5s} {told:40s} {'; '.join(wrong)} {found.errors or ''}")
    print(f"{count} cases, {missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
