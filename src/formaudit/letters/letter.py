"""A letter as data: everything that will be printed, and the findings and places it rests on."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Item", "Kind", "Letter", "Party", "Quoted"]


class Kind(StrEnum):
    """The kinds of letters."""

    INQUIRY = "inquiry"
    """核实函（反馈函）：asks and does not judge."""
    EVIDENCE_SHEET = "evidence-sheet"
    """审计取证单：facts only, for the unit's opinion."""
    WORKING_PAPER = "working-paper"
    """审计工作底稿：how it was tested, what was found, by which rule."""
    RECTIFICATION = "rectification"
    """整改通知书：what is to be put right until when."""
    RECEIPT = "receipt"
    """整改情况回执：to be filled in and sent back by the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A figure as a letter quotes it: what it is, what is printed, and where it stands, in words.

    ``counted`` says that it is a number and no quoted text. ``finding`` is the fingerprint it belongs to; ``file``,
    ``table``, ``row``, ``col`` and ``paragraph`` point to the same place for a program.
    """

    label: str
    printed: str
    raw: str
    place: str
    finding: str
    file: int
    counted: bool = True
    table: int | None = None
    row: int | None = None
    col: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One matter (事项): a cause with its symptoms, or a finding that stands alone, or remarks of one kind.

    ``gathered`` items have nothing in common but that each is a small remark. ``facts`` are sentences; each figure of
    ``figures`` stands in one of them with its place. ``basis`` names the rules, ``request`` what the unit is asked or
    has to do.
    """

    number: int
    title: str
    facts: tuple[str, ...]
    figures: tuple[Quoted, ...]
    basis: tuple[str, ...]
    request: str
    findings: tuple[str, ...]
    gathered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who writes, who answers: what the user fills in. Empty fields stay blank lines to be filled in by hand."""

    sender: str = ""
    number: str = ""
    contact: str = ""
    phone: str = ""
    date: dt.date | None = None
    days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one unit about one year.

    ``title`` is set in the lines it holds. ``files`` are the names of what was read, with the start of their hashes.
    """

    kind: Kind
    lang: str
    unit: str
    year: int | None
    title: str
    opening: tuple[str, ...]
    items: tuple[Item, ...]
    closing: tuple[str, ...]
    attachments: tuple[str, ...]
    party: Party
    files: tuple[str, ...]
    profile: str
    version: str
    checks: int

    @property
    def figures(self) -> tuple[Quoted, ...]:
        """Every quoted figure in the order of the letter."""
        return tuple(figure for item in self.items for figure in item.figures)
