"""Which cells the words before an amount mean. The words decide; the value only confirms.

An anchor names one item, which several tables may print (财政拨款收入 stands in three): all its cells are candidates.
"""

import re
from typing import Final

from msgspec.structs import replace

from formaudit.forms.disclosure.items import class_code
from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.anchored import Anchor, anchored, cells_of
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.expense_anchors import TAIL, anchor_of_last_year, public_anchor
from formaudit.model.disclosure import TableKind
from formaudit.patterns import Late, compiled, late

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
_OF_BALANCE: Final = Late(r"结[转余](?!.*结[转余](?:资金|收入)?$).*[的中]")
"""A part of what was carried over: 上年结转结余的一般公共预算收入."""
_DATED: Final = Late(r"20\d{2}年")
_CLASS_OF_YEAR: Final = Late(r"(?<=支出)20\d{2}年(?:度)?预算(?:数)?$")
_ALL_SPENDING: Final = Late(r"支出预算\d|本年支出(?:合计)?\d|支出合计\d|支出总计\d")


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
    if any(named.search(part) for _, named in (*_INCOME_ROWS, *_SPENT_COLUMNS, *_ECONOMIC)) or _class_named(part):
        return _parts(part, passage, amount, book)  # 事业收入预算 and 教育支出预算 are no totals
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
    return _parts(bare, passage, amount, book)


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


def _parts(bare: str, passage: Passage, amount: Amount, book: Book) -> Anchor | None:
    """What is named under a total: sources of income, kinds of budget, basic and project expenditure, classes."""
    total = "year-total" if book.final else "grand-total"
    if compiled(r"一般公共预算(?:财政)?(?:拨款)?基本支出(?:预算|决算)?$").search(bare):
        return anchored(book, "basic", [(_G, "", "total", "basic"), (_B, "", "total", "total")])
    bare = bare if book.final else compiled(r"(?<=支出)年初(?=预算$)").sub("", bare)
    for kind, pattern in (("general", r"一般公共预算"), ("fund", r"政府性基金"), ("capital", r"国有资本经营")):
        table = {"general": _G, "fund": _F, "capital": _C}[kind]
        if re.search(pattern + r"(?:预算)?(?:财政)?(?:拨款|资金)?支出(?:预算|决算)?$", bare):
            return anchored(book, f"{kind}-spending", [(table, "", "total", "total"), (_A, "spending", total, kind)])
        if re.search(pattern + r"(?:预算)?(?:财政)?(?:拨款|资金)?(?:收入)(?:预算|决算)?$", bare):
            return anchored(book, f"{kind}-income", [(_O, "income", kind, "amount"), (_A, "income", kind, "amount")])
    if compiled(r"财政拨款收入(?:预算|决算)?$").search(bare):
        cells = [
            (_I, "", "total", "fiscal"),
            (_O, "income", "fiscal", "amount"),
            (_A, "income", "year-total", "amount"),
        ]
        year = cells_of(book, cells[1:])
        if compiled(r"(?:本年|当年)财政拨款收入").search(bare) and year:
            # Without what was carried over.
            return Anchor(name="fiscal", cells=year, firm=True)
        cells += [] if book.final else [(_A, "income", "grand-total", "amount")]
        return anchored(book, "fiscal", cells, every=True)
    if compiled(r"财政拨款支出(?:预算|决算)?$").search(bare):
        cells = [(_A, "spending", total, "total")]
        cells += [] if book.final else [(_A, "spending", "year-total", "total")]
        if book.final:
            # Many final accounts call the general budget's spending so, under a heading above the one of the passage.
            of_general = [(_G, "", "total", "total"), (_A, "spending", total, "general")]
            headed = "一般公共预算" in passage.section
            known = headed or bool(cells_of(book, cells))
            return anchored(book, "fiscal-spending", of_general if headed else [*cells, *of_general], firm=known)
        return anchored(book, "fiscal-spending", cells)
    if compiled(r"^(?:[^，。]{0,20}年)?(?:当年)?一般公共预算(?:当年)?(?:财政)?(?:拨款)?$").search(bare):
        sentence = _sentence(passage, amount)
        if "收入" in sentence and "支出" not in sentence:
            cells = [(_I, "", "total", "general"), (_O, "income", "general", "amount")]
            return anchored(book, "general-income", cells, firm=False)
        cells = [
            (_G, "", "total", "total"),
            (_A, "spending", "grand-total", "general"),
            (_A, "income", "general", "amount"),
        ]
        return anchored(book, "general-year", cells, firm=False)
    for item, named in _INCOME_ROWS:
        if named.search(bare):
            return anchored(book, item, [(_I, "", "total", item), (_O, "income", item, "amount")])
    for item, named in _SPENT_COLUMNS:
        if named.search(bare):
            return anchored(book, item, [(_S, "", "total", item)])
    sentence = _sentence(passage, amount)
    general = "一般公共预算" in sentence or "一般公共预算" in passage.section
    for item in ("基本支出", "项目支出"):
        if re.search(item + r"(?:预算|决算)?$", bare):
            column = "basic" if item == "基本支出" else "project"
            cells = [(_G, "", "total", column)] if general else [(_S, "", "total", column), (_G, "", "total", column)]
            known = general or book.figure(_S, "total", column) is not None
            whole = compiled(r"本年支出|支出合计|一般公共预算财政拨款基本支出").search(sentence) is not None
            return anchored(book, column, cells, firm=known and whole)
    if compiled(r"人员(?:经费|支出)(?:支出)?$").search(bare):
        return anchored(
            book,
            "personnel",
            [(_B, "", "total", "personnel"), (_B, "", "personnel-total", "total")],
            firm="基本支出" in sentence + passage.section,
        )
    if compiled(r"公用(?:经费|支出)(?:支出)?$").search(bare):
        return anchored(
            book,
            "running",
            [(_B, "", "total", "running"), (_B, "", "running-total", "total")],
            firm="基本支出" in sentence + passage.section,
        )
    if compiled(r"(?:年初|上年)(?:财政拨款)?(?:结转[和及]?(?:结余)?|结余)(?:资金|收入)?$").search(bare):
        table = _A if "财政拨款" in bare else _O
        cells = [(table, "income", "carried-in", "amount"), (_I, "", "total", "carried-in")]
        return anchored(book, "carried-in", cells, firm=False, every=not book.final)
    if compiled(r"(?:年末|结转下年)(?:财政拨款)?(?:结转[和及]?结余)?(?:资金)?$").search(bare):
        table = _A if "财政拨款" in bare else _O
        return anchored(
            book,
            "carried-out",
            [(table, "spending", "carried-out", "amount"), (table, "spending", "carried-out", "total")],
            firm=False,
        )
    economic = next((code for code, pattern in _ECONOMIC if pattern.search(bare)), "")
    if economic:
        # All spending may be told by these classes too: only a passage on basic expenditure means the table of it.
        basic = "一般公共预算" in sentence + passage.section and "基本支出" in sentence + passage.section
        return anchored(book, economic, [(_B, "", economic, "total")], firm=basic)
    return _class(bare, sentence, passage, book)


def _class_named(bare: str) -> str:
    """The code of the class whose whole name a text is, 支出 included; empty where it is none."""
    name = compiled(r"\((?:类|\d{3})\)|类$").sub("", compiled(r"^\(?[一二三四五六七八九十\d]+[)、.．]").sub("", bare))
    return class_code(name) if name.endswith("支出") else ""


def _class(bare: str, sentence: str, passage: Passage, book: Book) -> Anchor | None:
    """A class: of the general budget where sentence or heading speaks of it, else of all spending."""
    code = _class_named(_CLASS_OF_YEAR.now.sub("", bare))
    if not code:
        return None
    general = bool(compiled(r"一般公共预算|财政拨款支出").search(sentence + passage.section))
    cells = [(_G, "", code, "total"), (_A, "spending", code, "general"), (_A, "spending", code, "total")]
    if _ALL_SPENDING.now.search(passage.text) and "财政拨款" not in sentence + passage.section and not general:
        return anchored(book, code, [(_S, "", code, "total"), (_O, "spending", code, "amount")], every=not book.final)
    if not general:
        cells = [(_S, "", code, "total"), (_O, "spending", code, "amount"), *cells]
    return anchored(book, code, cells, firm=general, every=not book.final)


def _sentence(passage: Passage, amount: Amount) -> str:
    """The sentence up to the amount."""
    return compiled(r"[。]").split(compiled(r"\s").sub("", passage.text[: amount.start]))[-1]
