"""A letter as data: everything that will be printed, and the findings and places it rests on."""

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from formaudit.model.place import Place
from formaudit.model.verdict import Nature

__all__ = ["Attachment", "Cited", "Fact", "Item", "Kind", "Letter", "LetterFault", "Party", "Row"]


class LetterFault(Exception):  # noqa: N818 - the letter is at fault, and so are we
    """A letter that does not say what it should: a defect of the program."""


class Kind(StrEnum):
    """The kinds of letters (文书种类)."""

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


class Cited(Struct, frozen=True, kw_only=True):
    """A figure as a letter quotes it (所列数字).

    ``form`` and ``where`` are its place as a person finds it on paper: ``“年度资金总额”行“全年预算数”栏``. ``clause``
    is the piece of the text that names the place, behind which the figure is printed; ``full`` is form, place and
    print, to stand alone in a row of a table. ``printed`` is the figure with its unit, ``raw`` the print at ``place``;
    ``counted`` says that it is a number and no quoted text. ``finding`` is the fingerprint it belongs to; ``suspect``
    says that it is what the unit is asked about.
    """

    clause: str
    full: str
    form: str
    where: str
    label: str
    printed: str
    raw: str
    place: Place
    finding: str
    suspect: bool
    counted: bool


class Fact(Struct, frozen=True, kw_only=True):
    """One fact (事实): a text in which the clause of each figure stands, its print behind it."""

    text: str
    figures: tuple[Cited, ...] = ()


class Row(Struct, frozen=True, kw_only=True):
    """What a figure in doubt was held against (核对情况), as it stands beside it in the reply form."""

    figure: Cited
    said: str
    finding: str


class Item(Struct, frozen=True, kw_only=True):
    """One matter (事项): a cause with its symptoms, a finding that stands alone, or remarks of one kind.

    ``basis`` names rules; an article's number stands there only where the profile says that a person verified it.
    ``request`` is what the unit is asked or has to do. ``asks`` says that all of it is doubt (疑点), which only asks.
    ``cause`` is what the program infers, for the working paper only. ``remark`` marks small matters, which stand in an
    attached list; ``findings`` are all the fingerprints it is about, ``natures`` their natures.

    In the body of an inquiry ``facts`` hold the leading fact only; ``rows`` hold the arithmetic of that and of the
    others, which stands in the reply form. ``forms`` are the forms in doubt; ``sources`` the files from which the facts
    come, with their hashes.
    """

    number: int
    title: str
    facts: tuple[Fact, ...]
    basis: tuple[str, ...]
    request: str
    findings: tuple[str, ...]
    natures: frozenset[Nature] = frozenset()
    asks: bool = False
    cause: str = ""
    remark: bool = False
    rows: tuple[Row, ...] = ()
    forms: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Cited, ...]:
        """Every quoted figure in the order of the facts and rows."""
        facts = (figure for fact in self.facts for figure in fact.figures)
        return (*facts, *(row.figure for row in self.rows))


class Attachment(Struct, frozen=True, kw_only=True):
    """An attached table (附件): its title, its heads, its rows, and the width of each column in millimetres."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


class Party(Struct, frozen=True, kw_only=True):
    """Who writes, who answers: what the user fills in. Empty fields stay blanks to be filled in by hand.

    ``sender`` 发文单位, ``number`` 文号 or 索引号, ``contact`` 联系人 or 审计人员, ``phone`` 联系电话,
    ``date`` 成文日期, ``days`` 期限 in working days.
    """

    sender: str = ""
    number: str = ""
    contact: str = ""
    phone: str = ""
    date: dt.date | None = None
    days: int = 7


class Letter(Struct, frozen=True, kw_only=True):
    """A letter to one unit about one year.

    ``title`` 标题 is set in the lines it holds; ``addressee`` 主送; ``opening`` and ``closing`` are paragraphs;
    ``items`` are the matters of the body, the last of them pointing to ``remarks`` where there are any; ``signature``
    署名 and ``date`` 成文日期 as printed; ``files`` are the names of the files from which facts come, with their
    hashes.
    """

    kind: Kind
    lang: str
    unit: str
    year: int | None
    title: str
    addressee: str
    opening: tuple[str, ...]
    items: tuple[Item, ...]
    remarks: tuple[Item, ...]
    closing: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    signature: str
    date: str
    party: Party
    files: tuple[str, ...]
    profile: str
    version: str
    checks: int

    @property
    def matters(self) -> tuple[Item, ...]:
        """Every matter that rests on findings: those of the body, then the remarks."""
        return (*(item for item in self.items if item.findings), *self.remarks)

    @property
    def figures(self) -> tuple[Cited, ...]:
        """Every quoted figure in the order of the letter."""
        return tuple(figure for item in self.matters for figure in item.figures)
