"""The address of a figure: which form, which row of it, which column, free of row numbers.

The canonical string is what fingerprints, goldens and relations written in a profile rest on::

    annex4[区级专项资金].total.final_budget     annex3#2.indicator[培训次数].score#2
    annex2[三公经费].budget                      report[项目支出占比]

A form word, ``#2`` for the second form of its kind, a name in brackets, steps parted by full stops (each may have a
name in brackets), and at the end ``#2`` for the second figure that would have the same address.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.patterns import compiled

__all__ = ["Address", "Step"]

_HEAD: Final = compiled(r"([^.\[#]*)(?:#([1-9][0-9]*)(?=[.\[]))?")
_NAME: Final = compiled(r"\[(.*?)\](?=[.#]|$)", re.DOTALL)
_STEP: Final = compiled(r"\.([^.\[#]*)")
_REPEAT: Final = compiled(r"#([1-9][0-9]*)$")
_NAMED_FORM: Final = "annex4"
"""The one kind of form whose name in brackets is the form's own; elsewhere it is a row's."""


class Step(Struct, frozen=True, kw_only=True):
    """One step into a form: a word (``total``, ``indicator``), with a name where the word alone is not enough."""

    word: str
    name: str | None = None

    def __str__(self) -> str:
        """The step as it stands in an address."""
        return self.word if self.name is None else f"{self.word}[{self.name}]"


class Address(Struct, frozen=True, kw_only=True):
    """Where a figure belongs.

    ``head`` is the form's word with the name behind it: a project's for annex 4, a row's for annex 1 and 2, a label's
    for the report. ``number`` counts forms of a kind from 1, ``repeat`` figures of one address from 1.
    """

    head: Step
    number: int = 1
    steps: tuple[Step, ...] = ()
    repeat: int = 1

    @staticmethod
    def parse(text: str) -> "Address":
        """The address that prints as ``text``. Any text is one: what cannot be told apart stays in a word."""
        return _parsed(text)

    def __str__(self) -> str:
        """The canonical string."""
        number = "" if self.number == 1 else f"#{self.number}"
        name = "" if self.head.name is None else f"[{self.head.name}]"
        steps = "".join(f".{step}" for step in self.steps)
        repeat = "" if self.repeat == 1 else f"#{self.repeat}"
        return f"{self.head.word}{number}{name}{steps}{repeat}"

    @property
    def section(self) -> str:
        """The first step into the form: ``total``, ``indicator``, ``grand`` …; empty where there is none."""
        return self.steps[0].word if self.steps else ""

    @property
    def column(self) -> str:
        """The last step: ``final_budget``, ``score`` …; empty where there is none."""
        return self.steps[-1].word if self.steps else ""

    @property
    def title(self) -> str:
        """The form's own name, such as a project's; empty for forms without one."""
        return (self.head.name or "") if self.head.word == _NAMED_FORM else ""

    @property
    def form(self) -> "Address":
        """The address of the form itself."""
        named = self.head.word == _NAMED_FORM
        return Address(head=self.head if named else Step(word=self.head.word), number=self.number)

    @property
    def inside(self) -> tuple[str | None, tuple[Step, ...], int]:
        """What is left without the form: equal for the same row and column of two forms."""
        return (None if self.head.word == _NAMED_FORM else self.head.name, self.steps, self.repeat)

    @property
    def row(self) -> "Address":
        """The address of the row: without the column."""
        return replace(self, steps=self.steps[:-1], repeat=1)

    def under(self, word: str, name: str | None = None) -> "Address":
        """One step further in."""
        return replace(self, steps=(*self.steps, Step(word=word, name=name)), repeat=1)

    def renamed(self, change: Callable[[str], str]) -> "Address":
        """The same with each name in brackets changed."""

        def put(step: Step) -> Step:
            return step if step.name is None else replace(step, name=change(step.name))

        return replace(self, head=put(self.head), steps=tuple(put(step) for step in self.steps))


@lru_cache(maxsize=16384)
def _parsed(text: str) -> Address:
    repeat = _REPEAT.search(text)
    end = repeat.start() if repeat is not None else len(text)
    bare = text[:end]
    head = _HEAD.match(bare)
    word, number, at = (head[1], int(head[2] or 1), head.end()) if head is not None else ("", 1, 0)
    name, at = _name(bare, at)
    steps: list[Step] = []
    while at < len(bare):
        step = _STEP.match(bare, at)
        if step is None:
            return Address(head=Step(word=text))
        inner, at = _name(bare, step.end())
        steps.append(Step(word=step[1], name=inner))
    found = Address(
        head=Step(word=word, name=name), number=number, steps=tuple(steps), repeat=int(repeat[1]) if repeat else 1
    )
    return found if str(found) == text else Address(head=Step(word=text))


def _name(text: str, at: int) -> tuple[str | None, int]:
    match = _NAME.match(text, at)
    return (None, at) if match is None else (match[1], match.end())
