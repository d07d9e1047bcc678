"""What a title says: which standard table it heads, and whether of a budget or of final accounts.

Titles vary around fixed words. They are searched in one order and the first hit counts: a table of 三公 names the
general public budget too, a table of basic expenditure names 支出, and so on.
"""

from typing import Final

from formaudit.model.disclosure import TableKind
from formaudit.patterns import compiled, late
from formaudit.text import compact

__all__ = ["bare_title", "is_content_line", "names_final", "typed_title"]

_SERIAL: Final = compiled(
    r"^(?:附?(?:件|表)(?:\d{1,2}(?=(?:20\d\d)?(?:\D|$))|[一二三四五六七八九十]{1,3}(?![般公]))?(?:-\d+)?[:：、.]?"
    r"|公开\d{1,2}表|第[一二三四五六七八九十]+部分"
    r"|[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．])+"
)
_WHOLE: Final = r"(?:功能分类)?(?:总体情况|情况|预算|决算)?(?:总)?表"
_ORDER: Final = (
    (TableKind.PUBLIC, late(r"三公|公务用车购置")),
    (
        TableKind.BASIC,
        late(r"基本支出(?!.*功能).*(?:经济分类|决算(?:明细)?表)|基本支出(?:预算|情况)?(?:明细)?表(?!.*功能)"),
    ),
    (TableKind.UNITS, late(r"编制范围|(?:预算|决算)单位构成|单位基本情况表|所属单位(?:名单|一览表)")),
    (TableKind.GENERAL, late(r"一般公共预算(?:财政拨款)?支出(?:预算|决算)?明细表\(按?(?:支出)?功能")),
    # The same money by its economic classification, which only basic expenditure is a standard table of.
    (TableKind.OTHER, late(r"经济(?:分类|科目)|基本支出.*功能")),
    (TableKind.OTHER, late(r"项目|采购|购买服务|资产|绩效|明细表|专户|信息表")),
    (TableKind.CAPITAL, late(r"国有资本经营")),
    (TableKind.FUND, late(r"政府性基金")),
    (
        TableKind.GENERAL,
        late(r"一般公共预算.*(?:功能分类预算表|支出(?:决算|预算|情况)?(?:总)?表|收入支出决算表)"),
    ),
    (TableKind.APPROPRIATION, late(rf"财政拨款收(?:入)?(?:、)?支(?:出)?{_WHOLE}")),
    (TableKind.OVERALL, late(rf"收(?:入)?(?:、)?支(?:出)?{_WHOLE}")),
    (TableKind.INCOME, late(rf"收入{_WHOLE}")),
    (TableKind.SPENDING, late(rf"(?<!财政拨款)支出{_WHOLE}")),
)
_TABLE: Final = compiled(r"表(?:\([^()]*\)|[-—－]+[^，。、]{2,14})*$|编制范围|(?:预算|决算)单位构成")
_SENTENCE: Final = compiled(r"[,，;；。]|[下附上]表$")
"""A sentence that points at a table (见下表) is no title of it."""
_EVALUATED: Final = compiled(r"自评|绩效评价")
"""A self-evaluation published in the same file is one, and no table of the paper."""
_LONGEST: Final = 60


def bare_title(text: str) -> str:
    """A title without blanks, serial (附表3, 公开01表, 二、) and quotation marks."""
    return _SERIAL.sub("", compact(text)).translate(str.maketrans("", "", "“”\"'《》"))


def typed_title(text: str) -> TableKind | None:
    """The standard table that a line heads, or ``None`` where it is no title of a table of a disclosure."""
    title = bare_title(text).rstrip(":：。")
    if (
        not title
        or len(title) > _LONGEST
        or not compiled(r"[预决]算|收支|收入|支出|三公|绩效|采购|资产|机构运行").search(title)
    ):
        return None
    if not _TABLE.search(title) or is_content_line(text) or _SENTENCE.search(title) or _EVALUATED.search(title):
        return None
    found = next((kind for kind, pattern in _ORDER if pattern.search(title)), None)
    return TableKind.OTHER if found is None and compiled(r"[预决]算|运行信息").search(title) else found


def is_content_line(text: str) -> bool:
    """Whether a line belongs to a table of contents: dots and a page number behind the title."""
    return bool(compiled(r"[.…·．]{3,}|…{2,}").search(compact(text)))


def names_final(text: str) -> bool | None:
    """Whether a title is one of final accounts; ``None`` where it names neither those nor a budget."""
    title = compact(text)
    if "决算" in title:
        return True
    return False if "预算" in title or "收支" in title else None
