"""One submission with marks, revisions and hidden words around its figures, in every format: all say the same or doubt."""

from pathlib import Path

import pytest

from benchmarks.differ.decorate import DECORATIONS
from benchmarks.differ.run import WRITTEN, compared, drafts

DRAFTS = list(drafts())
SEEDS = range(24)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_format_differs_silently_from_what_is_printed(seed: int) -> None:
    name, draft = DRAFTS[seed * 37 % len(DRAFTS)]
    formats = [*WRITTEN] if seed % 3 == 0 else ["docx", ("pdf", "html", "xlsx", "saved.txt", "copied.txt")[seed % 5]]
    found = [(name, form, miss) for form, miss in compared(draft, seed, formats, ())]
    assert found == []


@pytest.mark.parametrize("kind", sorted(DECORATIONS))
def test_each_kind_of_decoration_alone(kind: str, tmp_path: Path) -> None:
    seed = 1000 + sorted(DECORATIONS).index(kind)
    _, draft = DRAFTS[seed * 37 % len(DRAFTS)]
    assert list(compared(draft, seed, ["docx", "html", "xlsx", "pdf"], (kind,), tmp_path)) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{seed}.{name}" for name in ("docx", "html", "xlsx", "pdf")
    )
