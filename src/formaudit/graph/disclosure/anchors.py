"""Which cells the words before an amount mean. The words decide; the value only confirms.

An anchor names one item, which several tables may print (财政拨款收入 stands in three): all its cells are candidates.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.forms.disclosure.items import class_code
from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.book import Book
from formaudit.model.disclosure import TableKind
from formaudit.model.figure import Figure
from formaudit.patterns import Late, late

__all__ = ["Anchor", "anchor_of"]

_O, _I, _S, _A = TableKind.OVERALL, TableKind.INCOME, TableKind.SPENDING, TableKind.APPROPRIATION
_G, _F, _C, _B = TableKind.GENERAL, TableKind.FUND, TableKind.CAPITAL, TableKind.BASIC

Cell = tuple[TableKind, str, str, str]
"""Table, side, row and column of a cell by what they mean."""


class Anchor(Struct, frozen=True, kw_only=True):
    """What an amount is: its cells, and whether a contradiction may be told (``firm``) or only a tie."""

    name: str
    cells: tuple[Figure, ...]
    firm: bool
    every: bool = False
    """Whether ``cells`` are all that the words can mean: an amount that is none of them is at least a question."""


_TAIL: Final = Late(r"(?:均?各?为|均|各|是|共计|合计为|总额为|数为|约|共|达到?|安排|完成|预算数|决算数|金额)+$")
_OTHERS: Final = Late(r"采购|资产|合同|绩效|课题|专项|工程|会议费|培训费|用款")
"""Money that no cell of the standard tables prints."""
_DONE: Final = r"(?:预算|决算)?(?:安排|支出)?(?:总额|总计|合计|数)?"
_INCOME_ROWS: Final = (
    ("business", late(r"(?<!单位)事业收入(?:预算)?$")),
    ("operating", late(r"经营收入(?:预算)?$")),
    ("higher", late(r"上级补助(?:收入)?(?:预算)?$")),
    ("subordinate", late(r"附属单位(?:上缴|缴款)(?:收入)?(?:预算)?$")),
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
_OTHER_LIST: Final = Late(r"机[关构]运行经费|公用经费|商品和服务支出")
_CLASS_OF_YEAR: Final = Late(r"(?<=支出)20\d{2}年(?:度)?预算(?:数)?$")
_ALL_SPENDING: Final = Late(r"支出预算\d|本年支出(?:合计)?\d|支出合计\d|支出总计\d")
_SAYS_NOTHING: Final = Late(
    r"(?:20\d{2}年(?:度)?)?(?:(?:支出)?决算数?(?:为)?|(?:年初|全年)?预算(?:安排)?数?(?:为)?|(?:实际)?支出(?:决算)?(?:为)?|安排(?:预算)?(?:为)?)"
)
"""Words that name no item: 2025年预算数为, 支出决算为."""
_PUBLIC: Final = (
    ("abroad", late(r"因公出国\(境\)(?:经?费)?(?:用|支出)?" + _DONE + r"$|因公出国\(境\)经?费.{0,6}$")),
    ("vehicles", late(r"公务用车购置[及和与].{0,3}运行(?:维护)?费?(?:用|支出)?" + _DONE + r"$")),
    ("purchase", late(r"公务用车购置费?(?:用|支出)?" + _DONE + r"$")),
    ("running", late(r"公务用车运行(?:维护)?费?(?:用|支出)?" + _DONE + r"$")),
    ("reception", late(r"公务接待费?(?:用|支出)?" + _DONE + r"$")),
    (
        "total",
        late(r"三公.{0,2}经费(?:(?:一般公共预算)?财政拨款)?(?:支出)?(?:(?:一般公共预算)?财政拨款)?" + _DONE + r"$"),
    ),
)


def anchor_of(amount: Amount, passage: Passage, book: Book) -> Anchor | None:
    """The anchor of a sum of money, or ``None`` where its words name none or it is not this year's."""
    if not amount.money or amount.change:
        return None
    words = re.sub(r"[“”\"]", "", amount.words)
    bare = _TAIL.now.sub("", words) or words
    if _OF_BALANCE.now.search(bare):
        return None
    found = (
        _last_year(amount, passage, book)
        if amount.foreign
        else _public(words, bare, passage, amount, book) or _totals(bare, passage, amount, book)
    )
    if found is None or not found.cells:
        return None
    return found


def _last_year(amount: Amount, passage: Passage, book: Book) -> Anchor | None:
    """A public expense of last year's budget, where the table prints it beside this year's."""
    words = re.sub(r"[“”\"]", "", amount.words)
    dated = f"{book.year - 1}年" in words if book.year is not None else False
    if (
        book.final
        or not (dated or re.search(r"上年预算", words))
        or not re.search(r"预算(?:安排)?(?:数)?(?:为)?$", words)
    ):
        return None
    plain = re.sub(r"20\d{2}年(?:度)?|上年", "", re.sub(r"^[比较与]", "", words))
    found = _public(plain, _TAIL.now.sub("", plain), passage, amount, book)
    if found is None or found.name not in {item for item, _ in _PUBLIC}:
        return None
    return _anchor(book, f"last-{found.name}", [(TableKind.PUBLIC, "", "total", f"prior-{found.name}")])


def _cells(book: Book, cells: Sequence[Cell]) -> tuple[Figure, ...]:
    found: list[Figure] = []
    for kind, side, item, column in cells:
        grid = book.grid(kind, side)
        figure = None if grid is None else grid.figure(item, column)
        if figure is not None:
            found.append(figure)
    return tuple(found)


def _anchor(book: Book, name: str, cells: Sequence[Cell], *, firm: bool = True, every: bool = False) -> Anchor:
    return Anchor(name=name, cells=_cells(book, cells), firm=firm, every=every)


def _public(words: str, bare: str, passage: Passage, amount: Amount, book: Book) -> Anchor | None:
    """三公 items, of the budget or of the final accounts as the words say; 机关运行经费 of a budget."""
    bare = re.sub(r"^(?:在)?其中[:：]?", "", bare)
    words = re.sub(r"^(?:在)?其中[:：]?", "", words)
    if re.search(r"国内公务接待|外事接待|国\(境\)外公务接待|其中", bare):
        return None
    if re.search(r"机[关构]运行经费(?:财政拨款)?(?:支出)?(?:20\d{2}年)?(?:预算|决算)?$", bare):
        column = "final-office" if book.final else "office"
        # Final accounts print it in the table of few provinces, and the text may count other units.
        return _anchor(book, "office", [(TableKind.PUBLIC, "", "total", column)], firm=not book.final)
    around = passage.text if _OTHER_LIST.now.search(passage.text) else passage.text + passage.section
    if _OTHER_LIST.now.search(around) and "三公" not in around:
        return None  # an item of running costs is called as an expense is, and projects pay for the expense too
    final = book.final and not re.search(r"预算", words)
    if re.search(r"(?:支出)?决算数?(?:为)?$|(?:年初)?预算数?(?:为)?$|实际支出(?:为)?$", words):
        bare = re.sub(r"(?:支出)?(?:年初|全年)?(?:预算|决算)数?(?:为)?$|实际支出(?:为)?$", "", words) or bare
    named = next((item for item, pattern in _PUBLIC if pattern.search(bare)), "")
    if not named and _SAYS_NOTHING.now.fullmatch(words):
        named = _public_before(passage, amount) or _public_subject(passage)
    if not named:
        return None
    column = f"final-{named}" if final else named
    grid = book.grid(TableKind.PUBLIC)
    if grid is None:
        # The words name a public expense: no other table prints it.
        return Anchor(name=named, cells=(), firm=False)
    if final and column not in grid.columns and not any(one.startswith("final-") for one in grid.columns):
        column = named
    # 预算数 of final accounts is the full-year budget in many places, and the text tells the opening one.
    firm = not book.final or (final and re.search(r"决算|支出", words) is not None)
    return _anchor(book, named, [(TableKind.PUBLIC, "", "total", column)], firm=firm)


def _public_before(passage: Passage, amount: Amount) -> str:
    """The public expense whose budget stands right in front: 公务接待费支出年初预算为…，决算为…."""
    at = next((at for at, one in enumerate(passage.amounts) if one is amount or one.start == amount.start), 0)
    before = passage.amounts[at - 1] if at else None
    if (
        before is None
        or not before.money
        or before.change
        or re.search(r"[。；;]", passage.text[before.end : amount.start])
    ):
        return ""
    words = re.sub(r"[“”\"]", "", before.words)
    bare = _TAIL.now.sub("", re.sub(r"(?:支出)?(?:年初|全年)?预算数?(?:为)?$", "", words))
    return next((item for item, pattern in _PUBLIC if pattern.search(bare)), "")


def _public_subject(passage: Passage) -> str:
    """The public expense that a paragraph begins with: （一）因公出国（境）费支出决算为…."""
    head = re.split(r"[，,。；;：:\d]", fold_marks(passage.text))[0]
    return next((item for item, pattern in _PUBLIC if pattern.search(_TAIL.now.sub("", head))), "")


def fold_marks(text: str) -> str:
    """A paragraph without blanks, quotation marks and the number in front."""
    flat = re.sub(r"[“”\"\s]", "", text).replace("（", "(").replace("）", ")")
    return re.sub(r"^(?:\([一二三四五六七八九十\d]+\)|\d{1,2}[、.．]|[一二三四五六七八九十]+、)", "", flat)


def _totals(bare: str, passage: Passage, amount: Amount, book: Book) -> Anchor | None:
    if _OTHERS.now.search(bare) or "三公" in bare:
        return None
    if bare == "支出总计" and _of_appropriations(passage, amount):
        bare = f"财政拨款{bare}"
    fiscal = re.search(r"财政拨款|一般公共预算|政府性基金|国有资本", bare)
    if re.search(
        r"财政拨款(?:收入?[、和]?支出?|收支)(?:决算|预算)?总(?:计|额|预算|数)?$|财政拨款(?:收入|支出)总(?:计|额|预算)$",
        bare,
    ):
        return _anchor(
            book, "fiscal-grand", [(_A, "income", "grand-total", "amount"), (_A, "spending", "grand-total", "total")]
        )
    if not fiscal:
        if re.search(
            r"(?:收入?[、和]?支出?|收支)(?:决算|预算)?总(?:计|额|预算|数)$|(?:收入|支出)总(?:计|额|预算)$|总(?:收入|支出)$",
            bare,
        ):
            return _anchor(
                book, "grand", [(_O, "income", "grand-total", "amount"), (_O, "spending", "grand-total", "amount")]
            )
        if re.search(r"(?:本年)?收入(?:决算|预算)?(?:合计|总额|总数)?$", bare) and re.search(
            r"本年收入|收入合计|收入预算|收入决算", bare
        ):
            cells = [(_I, "", "total", "total"), (_O, "income", "year-total", "amount")]
            if not book.final and "本年收入" in bare:
                return _year_income(book)
            cells += [] if book.final else [(_O, "income", "grand-total", "amount")]
            return _anchor(book, "income", cells, every=True)
        if (
            re.search(r"(?:本年)?支出(?:决算|预算)?(?:合计|总额|总数)?$", bare)
            and re.search(r"本年支出|支出合计|支出预算|支出决算(?:合计|总)", bare)
            and not re.search(r"项目支出|基本支出", bare)
        ):
            cells = [(_S, "", "total", "total"), (_O, "spending", "year-total", "amount")]
            cells += [] if book.final else [(_O, "spending", "grand-total", "amount")]
            return _anchor(book, "spending", cells, every=True)
    return _parts(bare, passage, amount, book)


def _of_appropriations(passage: Passage, amount: Amount) -> bool:
    """Whether 支出总计 is told beside 财政拨款收入总计: both are those of the appropriations."""
    income = (one.words for one in reversed(passage.amounts) if one.start < amount.start and "收入总计" in one.words)
    return re.search(r"(?<!非)财政拨款收入总计", next(income, "")) is not None


def _year_income(book: Book) -> Anchor:
    """本年收入 of a budget: without what was carried over, which the 合计 of the table of income may count."""
    year = _cells(book, [(_I, "", "total", "year-total"), (_O, "income", "year-total", "amount")])
    if year:
        return Anchor(name="income", cells=year, firm=True, every=True)
    grid = book.grid(_I)
    carried = grid is None or any(column.startswith("carried-in") for column in grid.columns)
    return _anchor(book, "income", [(_I, "", "total", "total")], firm=False, every=not carried)


def _parts(bare: str, passage: Passage, amount: Amount, book: Book) -> Anchor | None:
    """What is named under a total: sources of income, kinds of budget, basic and project expenditure, classes."""
    total = "year-total" if book.final else "grand-total"
    if re.search(r"一般公共预算(?:财政)?(?:拨款)?基本支出(?:预算|决算)?$", bare):
        return _anchor(book, "basic", [(_G, "", "total", "basic"), (_B, "", "total", "total")])
    bare = bare if book.final else re.sub(r"(?<=支出)年初(?=预算$)", "", bare)
    for kind, pattern in (("general", r"一般公共预算"), ("fund", r"政府性基金"), ("capital", r"国有资本经营")):
        table = {"general": _G, "fund": _F, "capital": _C}[kind]
        if re.search(pattern + r"(?:预算)?(?:财政)?(?:拨款|资金)?支出(?:预算|决算)?$", bare):
            cells = [
                (table, "", "total", "total"),
                (_A, "spending", total, kind),
                (_A, "spending", "grand-total", kind),
            ]
            return _anchor(book, f"{kind}-spending", cells[: 2 if book.final else 3])
        if re.search(pattern + r"(?:预算)?(?:财政)?(?:拨款|资金)?(?:收入)(?:预算|决算)?$", bare):
            return _anchor(book, f"{kind}-income", [(_O, "income", kind, "amount"), (_A, "income", kind, "amount")])
    if re.search(r"财政拨款收入(?:预算|决算)?$", bare):
        cells = [
            (_I, "", "total", "fiscal"),
            (_O, "income", "fiscal", "amount"),
            (_A, "income", "year-total", "amount"),
        ]
        year = _cells(book, cells[1:])
        if re.search(r"(?:本年|当年)财政拨款收入", bare) and year:
            # Without what was carried over.
            return Anchor(name="fiscal", cells=year, firm=True)
        cells += [] if book.final else [(_A, "income", "grand-total", "amount")]
        return _anchor(book, "fiscal", cells, every=True)
    if re.search(r"财政拨款支出(?:预算|决算)?$", bare):
        cells = [(_A, "spending", total, "total")]
        cells += [] if book.final else [(_A, "spending", "year-total", "total")]
        if book.final:
            # Many final accounts call the general budget's spending so, under a heading above the one of the passage.
            general = [(_G, "", "total", "total"), (_A, "spending", total, "general")]
            headed = "一般公共预算" in passage.section
            known = headed or bool(_cells(book, cells))
            return _anchor(book, "fiscal-spending", general if headed else [*cells, *general], firm=known)
        return _anchor(book, "fiscal-spending", cells)
    if re.search(r"^(?:[^，。]{0,20}年)?(?:当年)?一般公共预算(?:当年)?(?:财政)?(?:拨款)?$", bare):
        sentence = _sentence(passage, amount)
        if "收入" in sentence and "支出" not in sentence:
            cells = [(_I, "", "total", "general"), (_O, "income", "general", "amount")]
            return _anchor(book, "general-income", cells, firm=False)
        cells = [
            (_G, "", "total", "total"),
            (_A, "spending", "grand-total", "general"),
            (_A, "income", "general", "amount"),
        ]
        return _anchor(book, "general-year", cells, firm=False)
    for item, named in _INCOME_ROWS:
        if named.search(bare):
            return _anchor(book, item, [(_I, "", "total", item), (_O, "income", item, "amount")])
    for item, named in _SPENT_COLUMNS:
        if named.search(bare):
            return _anchor(book, item, [(_S, "", "total", item)])
    sentence = _sentence(passage, amount)
    general = "一般公共预算" in sentence or "一般公共预算" in passage.section
    for item in ("基本支出", "项目支出"):
        if re.search(item + r"(?:预算|决算)?$", bare):
            column = "basic" if item == "基本支出" else "project"
            cells = [(_G, "", "total", column)] if general else [(_S, "", "total", column), (_G, "", "total", column)]
            known = general or book.figure(_S, "total", column) is not None
            whole = re.search(r"本年支出|支出合计|一般公共预算财政拨款基本支出", sentence) is not None
            return _anchor(book, column, cells, firm=known and whole)
    if re.search(r"人员(?:经费|支出)(?:支出)?$", bare):
        return _anchor(
            book,
            "personnel",
            [(_B, "", "total", "personnel"), (_B, "", "personnel-total", "total")],
            firm="基本支出" in sentence + passage.section,
        )
    if re.search(r"公用(?:经费|支出)(?:支出)?$", bare):
        return _anchor(
            book,
            "running",
            [(_B, "", "total", "running"), (_B, "", "running-total", "total")],
            firm="基本支出" in sentence + passage.section,
        )
    if re.search(r"(?:年初|上年)(?:财政拨款)?(?:结转[和及]?(?:结余)?|结余)(?:资金|收入)?$", bare):
        table = _A if "财政拨款" in bare else _O
        cells = [(table, "income", "carried-in", "amount"), (_I, "", "total", "carried-in")]
        return _anchor(book, "carried-in", cells, firm=False, every=not book.final)
    if re.search(r"(?:年末|结转下年)(?:财政拨款)?(?:结转[和及]?结余)?(?:资金)?$", bare):
        table = _A if "财政拨款" in bare else _O
        return _anchor(
            book,
            "carried-out",
            [(table, "spending", "carried-out", "amount"), (table, "spending", "carried-out", "total")],
            firm=False,
        )
    economic = next((code for code, pattern in _ECONOMIC if pattern.search(bare)), "")
    if economic:
        # All spending may be told by these classes too: only a passage on basic expenditure means the table of it.
        basic = "一般公共预算" in sentence + passage.section and "基本支出" in sentence + passage.section
        return _anchor(book, economic, [(_B, "", economic, "total")], firm=basic)
    return _class(bare, sentence, passage, book)


def _class(bare: str, sentence: str, passage: Passage, book: Book) -> Anchor | None:
    """A class: of the general budget where sentence or heading speaks of it, else of all spending."""
    bare = _CLASS_OF_YEAR.now.sub("", bare)
    name = re.sub(r"\((?:类|\d{3})\)|类$", "", re.sub(r"^\(?[一二三四五六七八九十\d]+[)、.．]", "", bare))
    code = class_code(name)
    if not code or not name.endswith("支出"):
        return None
    general = bool(re.search(r"一般公共预算|财政拨款支出", sentence + passage.section))
    cells = [(_G, "", code, "total"), (_A, "spending", code, "general"), (_A, "spending", code, "total")]
    if _ALL_SPENDING.now.search(passage.text) and "财政拨款" not in sentence + passage.section and not general:
        return _anchor(book, code, [(_S, "", code, "total"), (_O, "spending", code, "amount")], every=not book.final)
    if not general:
        cells = [(_S, "", code, "total"), (_O, "spending", code, "amount"), *cells]
    return _anchor(book, code, cells, firm=general, every=not book.final)


def _sentence(passage: Passage, amount: Amount) -> str:
    """The sentence up to the amount."""
    return re.split(r"[。]", re.sub(r"\s", "", passage.text[: amount.start]))[-1]
