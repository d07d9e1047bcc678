"""A claim before its figures have keys and places."""

from decimal import Decimal

from msgspec import Struct

from formaudit.forms.narrative.mentions import Mention
from formaudit.model.report_text import ClaimKind
from formaudit.model.statement import Role

__all__ = ["Draft", "Word"]


class Word(Struct, frozen=True):
    """Words that stand for a figure: a grade, 'there is none' (value 0), a choice left standing (no value)."""

    raw: str
    span: tuple[int, int]
    label: str
    value: Decimal | None = None
    blank: bool = False


class Draft(Struct, frozen=True):
    """A claim about the figures of one paragraph; ``parts`` pairs each figure with its role, the first one primary.

    ``about`` is the whole of a share as worded, to be sought in the paragraphs before where this one lacks it.
    """

    kind: ClaimKind
    label: str
    parts: tuple[tuple[Role, Mention | Word], ...]
    sign: int = 0
    exhaustive: bool = True
    items: tuple[str, ...] = ()
    about: str = ""

    @property
    def start(self) -> int:
        """Where the primary figure begins."""
        first = self.parts[0][1]
        return first.quantity.span[0] if isinstance(first, Mention) else first.span[0]

    @property
    def span(self) -> tuple[int, int]:
        """From the first of its figures to the last."""
        spans = [one.quantity.span if isinstance(one, Mention) else one.span for _, one in self.parts]
        return min(start for start, _ in spans), max(end for _, end in spans)
