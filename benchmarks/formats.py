"""Files of other people, one by one: read, told or refused by name, never called damaged, in time.

``python -m benchmarks.formats FOLDER... [--seconds 120]`` walks through the folders and prints what is wrong: a defect
of the program, a file past the limit of processor time, a file called damaged. Parts of a cut archive are read as one.
Which files really are damaged only a person knows: they are listed and counted, and do not fail the run.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from formaudit.errors import FormauditError
from formaudit.extract.archives.volumes import volume_sets
from formaudit.intake.gather import gather
from formaudit.model.document import Document

_SKIPPED = (".json", ".md", ".py", ".native", ".txt~")
_TOLD = ("damaged", "defect", "timeout", "memory", "crashed")


def bunches(folder: Path) -> Iterator[list[Path]]:
    """The files under a folder, the parts of a cut archive together."""
    for place in sorted({path.parent for path in folder.rglob("*") if path.is_file()}):
        files = sorted(path for path in place.iterdir() if path.is_file())
        cut = [[place / name for name in one.names] for one in volume_sets([file.name for file in files]).values()]
        apart = {file for one in cut for file in one}
        yield from cut
        yield from ([file] for file in files if file not in apart)


def outcome(files: list[Path]) -> tuple[tuple[Document, ...], tuple[FormauditError, ...]]:
    """What the program makes of a file, or of the parts of a cut archive that lie in one folder."""
    with tempfile.TemporaryDirectory() as folder:
        for file in files if len(files) > 1 else ():
            shutil.copy(file, folder)
        gathered = gather([Path(folder)] if len(files) > 1 else files, isolated=True)
    documents = tuple(document for each in gathered.submissions for document in each.documents)
    return documents, gathered.errors


def main() -> int:
    """Print what is wrong and how much was read."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=120.0)
    options = parser.parse_args()
    wrong = 0
    states: Counter[str] = Counter()
    slowest = (0.0, "")
    for folder in options.folders:
        for files in bunches(folder):
            if files[0].suffix in _SKIPPED:
                continue
            name = files[0].relative_to(folder.parent).as_posix()
            start = time.process_time()
            documents, errors = outcome(files)
            spent = time.process_time() - start
            slowest = max(slowest, (spent, name))
            codes = {error.code for error in errors}
            states["read" if documents or codes <= {"no-form"} else ",".join(sorted(codes))] += 1
            late = spent > options.seconds
            for error in errors:
                if error.code in _TOLD:
                    print(f"{name}: {error.code} {error.detail}", flush=True)
            wrong += late or bool(codes & {"defect", "timeout", "memory", "crashed"})
            if late:
                print(f"{name}: {spent:.0f} s", flush=True)
    print(dict(states.most_common()))
    print(f"slowest {slowest[0]:.1f} s {slowest[1]}; {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
