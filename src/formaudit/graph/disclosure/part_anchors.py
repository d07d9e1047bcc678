"""Which cells a name under a total means: sources of income, kinds of budget, basic and project expenditure, classes.

Each kind of name has a reader; the first whose name the words end with decides, though its table be missing.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from formaudit.forms.disclosure.items import class_code
from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.anchored import Anchor, anchored, cells_of
from formaudit.graph.disclosure.book import Book
from formaudit.model.disclosure import TableKind
from formaudit.patterns import Late, compiled, late

__all__ = ["names_part", "part_anchor"]

_O, _I, _S, _A = TableKind.OVERALL, TableKind.INCOME, TableKind.SPENDING, TableKind.APPROPRIATION
_G, _F, _C, _B = TableKind.GENERAL, TableKind.FUND, TableKind.CAPITAL, TableKind.BASIC

_INCOME_ROWS: Final = (
    ("business", late(r"(?<!单位)事业收入(?:预算)?$")),
    ("operating", late(r"经营收入(?:预算)?$")),
    ("higher", late(r"上级补助(?:收入)?(?:预算)?$")),
    ("subordinate", late(r"附属单位(?:上缴|缴款)(?:收入)?(?:预算)?$")),
    ("special-account", late(r"专户(?:管理)?(?:资金)?(?:收入)?(?:预算)?$")),
    ("own-funds", late(r"单位资金(?:收入)?(?:预算)?$")),
    ("other", late(r"(?:^|[^“”\w])其他收入(?:预算)?$|^其他收入$")),
    ("use-of-balances", late(r"使用非财政拨款结余(?:\(含专用结余\))?$|使用专用结余$")),
)
_SPENT_COLUMNS: Final = (
    ("up", late(r"上缴上级支出$")),
    ("operating", late(r"经营支出$")),
    ("subsidy", late(r"对附属单位补助支出$")),
)
_ECONOMIC: Final = (
    ("301", late(r"工资福利支出(?:\(?301\)?)?$")),
    ("302", late(r"商品和服务支出(?:\(?302\)?)?$")),
    ("303", late(r"对个人和家庭的?补助(?:支出)?(?:\(?303\)?)?$")),
    ("310", late(r"^(?:\(?[一二三四五六七八九十\d]+[)、.．])?资本性支出(?:\(?310\)?)?$")),
)
"""The classes of the economic classification that texts name."""
_CLASS_OF_YEAR: Final = Late(r"(?<=支出)20\d{2}年(?:度)?预算(?:数)?$")
_ALL_SPENDING: Final = Late(r"支出预算\d|本年支出(?:合计)?\d|支出合计\d|支出总计\d")
_BASIC_OF_GENERAL: Final = Late(r"一般公共预算(?:财政)?(?:拨款)?基本支出(?:预算|决算)?$")
_OPENING: Final = Late(r"(?<=支出)年初(?=预算$)")
_KINDS: Final = (("general", "一般公共预算", _G), ("fund", "政府性基金", _F), ("capital", "国有资本经营", _C))
_GRANTED: Final = r"(?:预算)?(?:财政)?(?:拨款|资金)?"


class _Told(Struct, frozen=True, kw_only=True):
    """A name, the sentence up to its amount, the words around it, and the paper."""

    bare: str
    sentence: str
    passage: Passage
    book: Book

    @property
    def around(self) -> str:
        """The sentence and the heading above it."""
        return self.sentence + self.passage.section

    @property
    def total(self) -> str:
        """The row with all money of the year: in a budget that with what was carried over."""
        return "year-total" if self.book.final else "grand-total"


def names_part(bare: str) -> bool:
    """Whether a name is that of a source, a use or a class, and no total."""
    every = (*_INCOME_ROWS, *_SPENT_COLUMNS, *_ECONOMIC)
    return any(named.search(bare) for _, named in every) or bool(_class_named(bare))


def part_anchor(bare: str, passage: Passage, amount: Amount, book: Book) -> Anchor | None:
    """What is named under a total; ``None`` where the words name nothing of that or no cell holds it."""
    if _BASIC_OF_GENERAL.now.search(bare):
        return anchored(book, "basic", [(_G, "", "total", "basic"), (_B, "", "total", "total")])
    told = _Told(
        bare=bare if book.final else _OPENING.now.sub("", bare),
        sentence=_sentence(passage, amount),
        passage=passage,
        book=book,
    )
    reader = next((reader for named, reader in _READERS if named.search(told.bare)), _class)
    return reader(told)


def _spent_of(kind: str, table: TableKind) -> Callable[[_Told], Anchor | None]:
    def read(told: _Told) -> Anchor | None:
        cells = [(table, "", "total", "total"), (_A, "spending", told.total, kind)]
        return anchored(told.book, f"{kind}-spending", cells)

    return read


def _income_of(kind: str) -> Callable[[_Told], Anchor | None]:
    cells = [(_O, "income", kind, "amount"), (_A, "income", kind, "amount")]
    return lambda told: anchored(told.book, f"{kind}-income", cells)


def _fiscal_income(told: _Told) -> Anchor | None:
    cells = [
        (_I, "", "total", "fiscal"),
        (_O, "income", "fiscal", "amount"),
        (_A, "income", "year-total", "amount"),
    ]
    year = cells_of(told.book, cells[1:])
    if compiled(r"(?:本年|当年)财政拨款收入").search(told.bare) and year:
        # Without what was carried over.
        return Anchor(name="fiscal", cells=year, firm=True)
    cells += [] if told.book.final else [(_A, "income", "grand-total", "amount")]
    return anchored(told.book, "fiscal", cells, every=True)


def _fiscal_spending(told: _Told) -> Anchor | None:
    cells = [(_A, "spending", told.total, "total")]
    if not told.book.final:
        return anchored(told.book, "fiscal-spending", [*cells, (_A, "spending", "year-total", "total")])
    # Many final accounts call the general budget's spending so, under a heading above the one of the passage.
    of_general = [(_G, "", "total", "total"), (_A, "spending", told.total, "general")]
    headed = "一般公共预算" in told.passage.section
    known = headed or bool(cells_of(told.book, cells))
    return anchored(told.book, "fiscal-spending", of_general if headed else [*cells, *of_general], firm=known)


def _general_of_year(told: _Told) -> Anchor | None:
    if "收入" in told.sentence and "支出" not in told.sentence:
        cells = [(_I, "", "total", "general"), (_O, "income", "general", "amount")]
        return anchored(told.book, "general-income", cells, firm=False)
    cells = [
        (_G, "", "total", "total"),
        (_A, "spending", "grand-total", "general"),
        (_A, "income", "general", "amount"),
    ]
    return anchored(told.book, "general-year", cells, firm=False)


def _income_row(item: str) -> Callable[[_Told], Anchor | None]:
    return lambda told: anchored(told.book, item, [(_I, "", "total", item), (_O, "income", item, "amount")])


def _spent_column(item: str) -> Callable[[_Told], Anchor | None]:
    return lambda told: anchored(told.book, item, [(_S, "", "total", item)])


def _half(column: str) -> Callable[[_Told], Anchor | None]:
    """Basic or project expenditure: of the general budget where sentence or heading speaks of it, else of all."""

    def read(told: _Told) -> Anchor | None:
        general = "一般公共预算" in told.around
        cells = [(_G, "", "total", column)] if general else [(_S, "", "total", column), (_G, "", "total", column)]
        known = general or told.book.figure(_S, "total", column) is not None
        whole = compiled(r"本年支出|支出合计|一般公共预算财政拨款基本支出").search(told.sentence) is not None
        return anchored(told.book, column, cells, firm=known and whole)

    return read


def _of_basic(name: str) -> Callable[[_Told], Anchor | None]:
    """Staff or running costs, in the table of basic expenditure."""
    cells = [(_B, "", "total", name), (_B, "", f"{name}-total", "total")]
    return lambda told: anchored(told.book, name, cells, firm="基本支出" in told.around)


def _carried_in(told: _Told) -> Anchor | None:
    table = _A if "财政拨款" in told.bare else _O
    cells = [(table, "income", "carried-in", "amount"), (_I, "", "total", "carried-in")]
    return anchored(told.book, "carried-in", cells, firm=False, every=not told.book.final)


def _carried_out(told: _Told) -> Anchor | None:
    table = _A if "财政拨款" in told.bare else _O
    cells = [(table, "spending", "carried-out", "amount"), (table, "spending", "carried-out", "total")]
    return anchored(told.book, "carried-out", cells, firm=False)


def _economic(code: str) -> Callable[[_Told], Anchor | None]:
    """A class by its economic nature, which all spending may be told by too: only basic expenditure has the table."""

    def read(told: _Told) -> Anchor | None:
        basic = "一般公共预算" in told.around and "基本支出" in told.around
        return anchored(told.book, code, [(_B, "", code, "total")], firm=basic)

    return read


def _class_named(bare: str) -> str:
    """The code of the class whose whole name a text is, 支出 included; empty where it is none."""
    name = compiled(r"\((?:类|\d{3})\)|类$").sub("", compiled(r"^\(?[一二三四五六七八九十\d]+[)、.．]").sub("", bare))
    return class_code(name) if name.endswith("支出") else ""


def _class(told: _Told) -> Anchor | None:
    """A class: of the general budget where sentence or heading speaks of it, else of all spending."""
    code = _class_named(_CLASS_OF_YEAR.now.sub("", told.bare))
    if not code:
        return None
    book = told.book
    general = bool(compiled(r"一般公共预算|财政拨款支出").search(told.around))
    cells = [(_G, "", code, "total"), (_A, "spending", code, "general"), (_A, "spending", code, "total")]
    if _ALL_SPENDING.now.search(told.passage.text) and "财政拨款" not in told.around and not general:
        return anchored(book, code, [(_S, "", code, "total"), (_O, "spending", code, "amount")], every=not book.final)
    if not general:
        cells = [(_S, "", code, "total"), (_O, "spending", code, "amount"), *cells]
    return anchored(book, code, cells, firm=general, every=not book.final)


def _sentence(passage: Passage, amount: Amount) -> str:
    """The sentence up to the amount."""
    return compiled(r"[。]").split(compiled(r"\s").sub("", passage.text[: amount.start]))[-1]


_READERS: Final = (
    *((late(rf"{name}{_GRANTED}支出(?:预算|决算)?$"), _spent_of(kind, table)) for kind, name, table in _KINDS),
    *((late(rf"{name}{_GRANTED}收入(?:预算|决算)?$"), _income_of(kind)) for kind, name, _ in _KINDS),
    (late(r"财政拨款收入(?:预算|决算)?$"), _fiscal_income),
    (late(r"财政拨款支出(?:预算|决算)?$"), _fiscal_spending),
    (late(r"^(?:[^，。]{0,20}年)?(?:当年)?一般公共预算(?:当年)?(?:财政)?(?:拨款)?$"), _general_of_year),
    *((named, _income_row(item)) for item, named in _INCOME_ROWS),
    *((named, _spent_column(item)) for item, named in _SPENT_COLUMNS),
    (late(r"基本支出(?:预算|决算)?$"), _half("basic")),
    (late(r"项目支出(?:预算|决算)?$"), _half("project")),
    (late(r"人员(?:经费|支出)(?:支出)?$"), _of_basic("personnel")),
    (late(r"公用(?:经费|支出)(?:支出)?$"), _of_basic("running")),
    (late(r"(?:年初|上年)(?:财政拨款)?(?:结转[和及]?(?:结余)?|结余)(?:资金|收入)?$"), _carried_in),
    (late(r"(?:年末|结转下年)(?:财政拨款)?(?:结转[和及]?结余)?(?:资金)?$"), _carried_out),
    *((named, _economic(code)) for code, named in _ECONOMIC),
)
