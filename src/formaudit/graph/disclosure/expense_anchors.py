"""The three public expenses (三公经费) of the text: which column of their table an amount is."""

import re
from typing import Final

from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.anchored import Anchor, anchored
from formaudit.graph.disclosure.book import Book
from formaudit.model.disclosure import TableKind
from formaudit.patterns import Late, compiled, late

__all__ = ["TAIL", "anchor_of_last_year", "fold_marks", "public_anchor"]

TAIL: Final = Late(r"(?:均?各?为|均|各|是|共计|合计为|总额为|数为|约|共|达到?|安排|完成|预算数|决算数|金额)+$")
"""Words between what an amount is called and the amount."""
_DONE: Final = r"(?:预算|决算)?(?:安排|支出)?(?:总额|总计|合计|数)?"
_OTHER_LIST: Final = Late(r"机[关构]运行经费|公用经费|商品和服务支出")
_SAYS_NOTHING: Final = Late(
    r"(?:20\d{2}年(?:度)?)?(?:(?:支出)?决算数?(?:为)?|(?:年初|全年)?(?:支出)?预算(?:安排)?数?(?:为)?|(?:实际)?支出(?:决算)?(?:为)?|安排(?:预算)?(?:为)?)"
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


def anchor_of_last_year(amount: Amount, passage: Passage, book: Book) -> Anchor | None:
    """A public expense of last year's budget, where the table prints it beside this year's."""
    words = compiled(r"[“”\"]").sub("", amount.words)
    dated = f"{book.year - 1}年" in words if book.year is not None else False
    if (
        book.final
        or not (dated or compiled(r"上年预算").search(words))
        or not compiled(r"预算(?:安排)?(?:数)?(?:为)?$").search(words)
    ):
        return None
    plain = compiled(r"20\d{2}年(?:度)?|上年").sub("", compiled(r"^[比较与]").sub("", words))
    found = public_anchor(plain, TAIL.now.sub("", plain), passage, amount, book)
    if found is None or found.name not in {item for item, _ in _PUBLIC}:
        return None
    return anchored(book, f"last-{found.name}", [(TableKind.PUBLIC, "", "total", f"prior-{found.name}")])


def public_anchor(words: str, bare: str, passage: Passage, amount: Amount, book: Book) -> Anchor | None:
    """三公 items, of the budget or of the final accounts as the words say; 机关运行经费 of a budget."""
    bare = compiled(r"^(?:在)?其中[:：]?").sub("", bare)
    words = compiled(r"^(?:在)?其中[:：]?").sub("", words)
    if compiled(r"国内公务接待|外事接待|国\(境\)外公务接待|其他公务接待|其中").search(bare):
        return None
    if compiled(r"机[关构]运行经费(?:财政拨款)?(?:支出)?(?:20\d{2}年)?(?:预算|决算)?$").search(bare):
        column = "final-office" if book.final else "office"
        # Final accounts print it in the table of few provinces, and the text may count other units.
        return anchored(book, "office", [(TableKind.PUBLIC, "", "total", column)], firm=not book.final)
    around = passage.text if _OTHER_LIST.now.search(passage.text) else passage.text + passage.section
    if _OTHER_LIST.now.search(around) and "三公" not in around:
        return None  # an item of running costs is called as an expense is, and projects pay for the expense too
    final = book.final and not compiled(r"预算").search(words)
    if compiled(r"(?:支出)?决算数?(?:为)?$|(?:年初)?预算数?(?:为)?$|实际支出(?:为)?$").search(words):
        stage = r"(?:20\d{2}年(?:度)?)?(?:(?:支出)?(?:年初|全年)?(?:预算|决算)数?(?:为)?|实际支出(?:为)?)$"
        bare = re.sub(stage, "", words) or bare
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
    firm = not book.final or (final and compiled(r"决算|支出").search(words) is not None)
    return anchored(book, named, [(TableKind.PUBLIC, "", "total", column)], firm=firm)


def _public_before(passage: Passage, amount: Amount) -> str:
    """The public expense whose budget stands right in front: 公务接待费支出年初预算为…，决算为…."""
    at = next((at for at, one in enumerate(passage.amounts) if one is amount or one.start == amount.start), 0)
    before = passage.amounts[at - 1] if at else None
    if (
        before is None
        or not before.money
        or before.change
        or compiled(r"[。；;]").search(passage.text[before.end : amount.start])
    ):
        return ""
    words = compiled(r"[“”\"]").sub("", before.words)
    bare = TAIL.now.sub("", compiled(r"(?:支出)?(?:年初|全年)?预算数?(?:为)?$").sub("", words))
    return next((item for item, pattern in _PUBLIC if pattern.search(bare)), "")


def _public_subject(passage: Passage) -> str:
    """The public expense that a paragraph begins with: （一）因公出国（境）费支出决算为…."""
    head = compiled(r"[，,。；;：:\d]").split(fold_marks(passage.text))[0]
    return next((item for item, pattern in _PUBLIC if pattern.search(TAIL.now.sub("", head))), "")


def fold_marks(text: str) -> str:
    """A paragraph without blanks, quotation marks and the number in front."""
    flat = compiled(r"[“”\"\s]").sub("", text).replace("（", "(").replace("）", ")")
    return compiled(r"^(?:\([一二三四五六七八九十\d]+\)|\d{1,2}[、.．]|[一二三四五六七八九十]+、)").sub("", flat)
