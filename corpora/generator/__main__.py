"""``python -m corpora.generator``: writes every case's folder beside this package; the same bytes each time."""

import shutil
from pathlib import Path

from corpora.generator.catalogue import CASES, case_and_truth
from corpora.generator.published.cases import write_published


def main() -> None:
    """Write the corpus; a folder that no case names any more is left for the tests to report."""
    root = Path(__file__).resolve().parents[1]
    truths = root / "truth"
    shutil.rmtree(truths, ignore_errors=True)
    truths.mkdir()
    total = 0
    for case in CASES:
        folder = root / case.name
        if folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir()
        files, truth = case_and_truth(case)
        (truths / f"{case.name}.json").write_bytes(truth)
        for name, content in files.items():
            (folder / name).write_bytes(content)
            total += len(content)
    total += write_published(root / "published")
    print(f"{len(CASES)} cases, {total} bytes")


if __name__ == "__main__":
    main()
