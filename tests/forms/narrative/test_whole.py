"""All that is read in a passage: every statement with its standing, and every claim with its figures and their parts.

``whole.txt`` has a block for each passage: its text, then a line for each statement (how it stands, its kind, the
arithmetic, the figures with what each is to it) and for each claim (its kind, what it is about, the figures). Many passages
stand there twice, once with a figure that slipped: whether that is told, or only asked, is what a reader sees. Running
this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from formaudit.forms.narrative import claims_of_text, statements_of_text
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.report_text import Claim
from formaudit.model.statement import Statement
from tests.whole import NOTHING, blocks, short, written

TABLE: Final = Path(__file__).with_name("whole.txt")
CELL: Final = Place(file=2, table=1, row=3, col=4)


def _figure(figure: Figure) -> str:
    read = "" if figure.value is None else f"={figure.value.normalize():f}{figure.unit}"
    return f"{figure.comparison}{figure.raw}{read if read != f'={figure.raw}' else ''}"


def _statement(one: Statement) -> str:
    figures = " ".join(f"{role}:{_figure(each)}" for role, each in zip(one.roles, one.figures, strict=True))
    return f"  {one.standing} {one.kind}: {one.calculation} ({figures})"


def _claim(one: Claim) -> str:
    figures = " ".join(
        f"{role}:{each.label} {_figure(each)}".replace(": ", ":")
        for role, each in zip(one.roles, one.figures, strict=True)
    )
    signs = "".join(("+" if one.sign > 0 else "-" if one.sign < 0 else "", "" if one.exhaustive else "~"))
    return f"  claim {one.kind}{signs} {one.label}: {figures} {'|'.join(one.items)}".rstrip()


def told(text: str) -> list[str]:
    """The lines of a block below its text."""
    passage = text.replace("\\n", "\n")
    return [
        *map(_statement, statements_of_text(passage, CELL)),
        *map(_claim, claims_of_text(passage, CELL)),
    ] or [NOTHING]


@pytest.mark.parametrize(("text", "lines"), blocks(TABLE), ids=short)
def test_all_that_is_read_in_a_passage(text: str, lines: list[str]) -> None:
    assert told(text) == lines


if __name__ == "__main__":
    written(TABLE, told)
