"""``python -m corpora.generator``: writes every case's folder beside this package; the same bytes each time."""

import shutil
from pathlib import Path

from corpora.generator.catalogue import CASES, case_files


def main() -> None:
    """Write the corpus; a folder that no case names any more is left for the tests to report."""
    root = Path(__file__).resolve().parents[1]
    total = 0
    for case in CASES:
        folder = root / case.name
        if folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir()
        for name, content in case_files(case).items():
            (folder / name).write_bytes(content)
            total += len(content)
    print(f"{len(CASES)} cases, {total} bytes")


if __name__ == "__main__":
    main()
