"""Every reading that competes in a passage: what it would make of which figures, how strongly, how it stands.

``candidates.txt`` has a block for each passage: a line for each candidate of each choice (``choice`` begins the next), with
kind, arithmetic, standing, strength and score, tolerances where there are any, and marks; then each count. Of what is
told only the winner shows elsewhere; here a bound or a weight that moves shows by itself. Running this module writes
the file anew.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from formaudit.forms.narrative import statements_of_text
from formaudit.forms.narrative.readings import statements
from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.choose import Choice, choose
from formaudit.model.place import Place
from tests.whole import blocks, short, written

TABLE: Final = Path(__file__).with_name("candidates.txt")
CELL: Final = Place(file=2, table=1, row=3, col=4)


def _line(one: Candidate) -> str:
    marks = (
        ("" if one.alone else "confirms"),
        ("at most" if one.at_most else ""),
        ("copied" if one.copied else ""),
        ("apart" if one.apart else ""),
        (f"floor {one.floor:.3g}" if one.floor else ""),
        (f"slack {one.slack:.3g}" if one.slack else ""),
        (f"tail {one.tail:.3g}" if one.tail else ""),
        (f"slipping {' '.join(f'{token.mention.quantity.raw}→{value:.6g}' for token, value in one.slipping)}" if one.slipping else ""),
        (f"rounded {' '.join(f'{token.mention.quantity.raw}→{value:.6g}±{within:.3g}' for token, value, within in one.rounded)}" if one.rounded else ""),
    )  # fmt: skip
    head = (
        f"{one.kind} {one.question[0]}{one.question[1]} {one.line} = {plain(one.expected)} ? {plain(one.target.amount)}"
    )
    roles = " ".join(f"{role}:{token.at}" for role, token in zip(one.roles, (one.target, *one.terms), strict=True))
    return " ".join(
        part for part in (f"  {head} ({roles}) {one.standing} {one.strength:.4g} {one.score:.4g}", *marks) if part
    )


def told(text: str, patch: pytest.MonkeyPatch) -> list[str]:
    """The lines of a block below its text."""
    lines: list[str] = []

    def watched(candidates: Iterable[Candidate]) -> tuple[Choice, ...]:
        every = list(candidates)
        chosen = choose(every)
        new = [line for line in map(_line, every) if line not in lines]
        lines.extend(["  choice", *new] if new and lines else new)
        return chosen

    with patch.context() as patched:
        patched.setattr(statements, "choose", watched)
        statements_of_text.__wrapped__(text.replace("\\n", "\n"), CELL)  # what is remembered competes no more
    return lines or ["  nothing"]


@pytest.mark.parametrize(("text", "lines"), blocks(TABLE), ids=short)
def test_every_reading_that_competes_in_a_passage(text: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(text, monkeypatch) == lines


if __name__ == "__main__":
    written(TABLE, lambda text: told(text, pytest.MonkeyPatch()))
