"""Write ``cases.txt`` anew: all that is said in each case of this folder. A new case stands there after a call of this."""

import importlib
from collections.abc import Iterator
from pathlib import Path

from tests.checks.cases import Case, verdicts
from tests.checks.papers import verdicts_of
from tests.checks.telling import CASES, lines_of


def _cases() -> Iterator[Case]:
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        found = getattr(importlib.import_module(f"tests.checks.{path.stem}"), "CASES", ())
        yield from (each for each in found if isinstance(each, Case))


def _said(case: Case) -> list[str]:
    text, others = getattr(case, "text", ""), getattr(case, "others", ())
    found = verdicts_of(case.check, text, *others) if text else verdicts(case)
    return lines_of([one for one in found if one.check == case.check])


if __name__ == "__main__":
    blocks: dict[str, list[str]] = {}
    for each in _cases():
        assert str(each) not in blocks, f"two cases are called {each}"
        blocks[str(each)] = _said(each)
    CASES.write_text("\n\n".join("\n".join([name, *lines]) for name, lines in blocks.items()) + "\n", encoding="utf-8")
