"""Which cells the words before an amount mean. The words decide; the value only confirms.

An anchor names one item, which several tables may print (财政拨款收入 stands in three): all its cells are candidates.
"""

from typing import Final

from msgspec.structs import replace

from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.anchored import Anchor, anchored, cells_of
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.expense_anchors import TAIL, anchor_of_last_year, public_anchor
from formaudit.graph.disclosure.part_anchors import names_part, part_anchor
from formaudit.model.disclosure import TableKind
from formaudit.patterns import Late, compiled

__all__ = ["anchor_of"]

_O, _I, _S, _A = TableKind.OVERALL, TableKind.INCOME, TableKind.SPENDING, TableKind.APPROPRIATION
_G, _F, _C, _B = TableKind.GENERAL, TableKind.FUND, TableKind.CAPITAL, TableKind.BASIC

_OTHERS: Final = Late(
    r"采购|资产|合同|绩效|课题|专项|工程|会议费|培训费|用款|三公|公务接待|出国|公务用车|机[关构]运行|非财政拨款(?!(?:专用)?结余)"
)
"""Money that no cell of the standard tables prints, or that of the public expenses alone."""
_STAGE: Final = Late(r"(?<=收入|支出)(?:预算|决算)数?$")
_OWN: Final = Late(
    r"20\d{2}年(?:度)?|年初|全年|当年|年度|预算|决算|总体|安排|其中|综合|收支|[我本全]?(?:部门|单位)|[我本全](?:[局所院校站队馆委办处厅园场社]|中心)"
)
"""What may stand before the name of a total that is the paper's own: our office, our department, of the year."""
_OF_BALANCE: Final = Late(r"结[转余](?!.*结[转余](?:资金|收入)?$).*[的中]")
"""A part of what was carried over: 上年结转结余的一般公共预算收入."""
_DATED: Final = Late(r"20\d{2}年")


def anchor_of(amount: Amount, passage: Passage, book: Book) -> Anchor | None:
    """The anchor of a sum of money, or ``None`` where its words name none or it is not this year's."""
    if not amount.money or amount.change:
        return None
    words = compiled(r"[“”\"]").sub("", amount.words)
    bare = TAIL.now.sub("", words) or words
    if _OF_BALANCE.now.search(bare):
        return None
    found = (
        anchor_of_last_year(amount, passage, book)
        if amount.foreign
        else public_anchor(words, bare, passage, amount, book) or _totals(bare, passage, amount, book)
    )
    if found is None or not found.cells:
        return None
    if book.year is None and _DATED.now.search(words):
        return replace(found, firm=False, every=False)  # which year the paper is of is not known
    return found


def _totals(bare: str, passage: Passage, amount: Amount, book: Book) -> Anchor | None:
    if _OTHERS.now.search(bare):
        return None
    part = _STAGE.now.sub("", bare)
    if names_part(part):
        return part_anchor(part, passage, amount, book)  # 事业收入预算 and 教育支出预算 are no totals
    if bare == "支出总计" and _of_appropriations(passage, amount):
        bare = f"财政拨款{bare}"
    fiscal = compiled(r"财政拨款|一般公共预算|政府性基金|国有资本").search(bare)
    if compiled(
        r"财政拨款(?:收入?[、和]?支出?|收支)(?:决算|预算)?总(?:计|额|预算|数)?$|财政拨款(?:收入|支出)总(?:计|额|预算)$"
    ).search(
        bare,
    ):
        return anchored(
            book, "fiscal-grand", [(_A, "income", "grand-total", "amount"), (_A, "spending", "grand-total", "total")]
        )
    if not fiscal:
        if compiled(
            r"(?:收入?[、和]?支出?|收支)(?:决算|预算)?总(?:计|额|预算|数)$|(?:收入|支出)总(?:计|额|预算)$|总(?:收入|支出)$"
        ).search(
            bare,
        ):
            return anchored(
                book, "grand", [(_O, "income", "grand-total", "amount"), (_O, "spending", "grand-total", "amount")]
            )
        if compiled(r"(?:本年)?收入(?:决算|预算)?(?:合计|总额|总数)?$").search(bare) and compiled(
            r"本年收入|收入合计|收入预算|收入决算"
        ).search(bare):
            cells = [(_I, "", "total", "total"), (_O, "income", "year-total", "amount")]
            if not book.final and "本年收入" in bare:
                return _year_income(book)
            cells += [] if book.final else [(_O, "income", "grand-total", "amount")]
            own = _of_all(bare, book)
            return anchored(book, "income", cells, firm=own, every=own)
        if (
            compiled(r"(?:本年)?支出(?:决算|预算)?(?:合计|总额|总数)?$").search(bare)
            and compiled(r"本年支出|支出合计|支出预算|支出决算(?:合计|总)").search(bare)
            and not compiled(r"项目支出|基本支出").search(bare)
        ):
            cells = [(_S, "", "total", "total"), (_O, "spending", "year-total", "amount")]
            cells += [] if book.final else [(_O, "spending", "grand-total", "amount")]
            own = _of_all(bare, book)
            return anchored(book, "spending", cells, firm=own, every=own)
    return part_anchor(bare, passage, amount, book)


def _of_all(bare: str, book: Book) -> bool:
    """Whether a total is that of the paper, and not of a unit, a source or a use whose name stands in front."""
    whose = _OWN.now.sub("", compiled(r"(?:本年|当年)?(?:收入|支出)").split(bare)[0])
    return whose in book.unit or (bool(book.unit) and book.unit in whose)


def _of_appropriations(passage: Passage, amount: Amount) -> bool:
    """Whether 支出总计 is told beside 财政拨款收入总计: both are those of the appropriations."""
    income = (one.words for one in reversed(passage.amounts) if one.start < amount.start and "收入总计" in one.words)
    return compiled(r"(?<!非)财政拨款收入总计").search(next(income, "")) is not None


def _year_income(book: Book) -> Anchor:
    """本年收入 of a budget: without what was carried over, which the 合计 of the table of income may count."""
    year = cells_of(book, [(_I, "", "total", "year-total"), (_O, "income", "year-total", "amount")])
    if year:
        return Anchor(name="income", cells=year, firm=True, every=True)
    grid = book.grid(_I)
    carried = grid is None or any(column.startswith("carried-in") for column in grid.columns)
    return anchored(book, "income", [(_I, "", "total", "total")], firm=False, every=not carried)
