"""Injected cases kept as files: the submission as it would be handed in, and the truth beside its folder."""

import json
from collections.abc import Sequence
from pathlib import Path

from formaudit.bench.base import Base
from formaudit.bench.edits import apply_edits
from formaudit.bench.kinds import Kind
from formaudit.bench.measure import Fault
from formaudit.bench.run import draw_cases
from formaudit.bench.show import edit_record
from formaudit.bench.written import FORMATS
from formaudit.errors import UsageError

__all__ = ["SCHEMA", "keep_cases"]

SCHEMA = "formaudit.injected/1"


def keep_cases(
    folder: Path, bases: Sequence[Base], *, seed: int, count: int, faults: int, kinds: Sequence[Kind]
) -> int:
    """Write the cases that a run with the same seed and numbers measures; give how many were written.

    Each case is a folder ``0001`` with the files in the base's format (DOCX where it names none), and a file
    ``0001.json`` beside it that says what was changed where. Whoever audits the folder never reads the truth.

    Raises:
        UsageError: ``cannot-write``, or ``not-empty``: the folder holds something already, which is left alone.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError("not-empty", str(folder))
        number = 0
        for number, (base, chosen) in enumerate(draw_cases(bases, seed, count, faults, kinds), 1):
            _keep(folder / f"{number:04d}", base, chosen)
    except OSError as error:
        raise UsageError("cannot-write", str(folder), error.strerror or type(error).__name__) from error
    return number


def _keep(home: Path, base: Base, faults: Sequence[Fault]) -> None:
    form = base.through or next(iter(FORMATS))
    names: list[str] = []
    home.mkdir()
    edits = [edit for fault in faults for edit in fault.edits]
    for number, document in enumerate(apply_edits(base.documents, edits)):
        stem = Path(document.source.path).stem
        name = f"{stem}.{form}" if f"{stem}.{form}" not in names else f"{stem}-{number}.{form}"
        names.append(name)
        (home / name).write_bytes(FORMATS[form](document, "zh"))
    truth = {
        "schema": SCHEMA,
        "base": base.name,
        "files": names,
        "faults": [{"kind": fault.kind.code, "edits": [edit_record(edit) for edit in fault.edits]} for fault in faults],
    }
    text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    home.with_suffix(".json").write_text(text, encoding="utf-8")
