"""Things counted in a way of which only agreement says something: as many are named beside their number as it says.

产出、效益和满意度三类指标; 内设7个科室办公室、财务科…; 于6月17日、9月13日、12月30日分3批; 分两批实施，第一批…，第二批….
A number that does not agree with such a list says nothing: the list may be open, or belong to another number.
"""

from typing import Final

from formaudit.forms.narrative.readings.counts import Counted
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["listed"]

_STRENGTH: Final = 0.5
_FEW, _MOST = 2, 40
_LONGEST: Final = 24
_SHORTEST: Final = 2
_UNITS: Final = frozenset("个项家类种所处部条件场期次批座名人大点步段台套") | {"方面"}
_MARK: Final = compiled(r"[、,，]|(?<=[^、]{2})(?:以及|和|及|与)(?=[^、]{2})")
_BEFORE: Final = late(r"(?P<list>[^。；：:\n¤，,(（]{3,120})$")
_OPENED: Final = late(
    r"^.*?(?:围绕|按照|按|根据|对照|包括|包含|涉及|涵盖|覆盖|分为|共设|设立了?|设置了?|设有|设|从|由|在|对|为|向|与|有)(?=[^、]{2,16}(?:、|和|及|与))"
)
_NOUN: Final = late(r"(?P<noun>[\u4e00-\u9fff]{2,10}?)(?=[\u4e00-\u9fff]{2,12}、)")
_BEHIND: Final = late(r"(?P<list>[^。；：:\n¤，,(（]{6,160})(?=[。；，,\n(（]|$)")
_BOXED: Final = late(r"[\u4e00-\u9fff]{1,8}[(（](?P<list>[^。；：:\n¤，,(（）)]{4,80})[)）]")
_DATE: Final = late(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|份|底|初)?")
_DATES: Final = late(r"(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|份|底|初)?[、，,和及与]?){2,}")
_TURNS: Final = late(
    r"第(?P<serial>[一二三四五六七八九十])(?P<kind>[批期次阶标])|(?<![一二三四五六七八九十分两])(?P<bare>[一二三四五六七八九十])(?P<way>[批期])"
)
_NUMERALS: Final = "一二三四五六七八九十"
_TURNED: Final = frozenset({"批", "期", "次", "个", "段"})


def listed(block: Block, token: Token) -> Counted | None:
    """The things named beside a number, where they are as many as it says."""
    if (
        token.measure not in _UNITS
        or token.about
        or token.amount != token.amount.to_integral_value()
        or not _FEW <= token.amount <= _MOST
        or token.raw.lstrip().startswith("二")  # 公益二类: the second kind; two of them are 两类
    ):
        return None
    wanted = int(token.amount)
    for names in (_ahead(block, token), _behind(block, token), _dated(block, token), _turns(block, token)):
        if len(names) == wanted:
            return Counted(token, tuple(names), wanted, closed=True, strength=_STRENGTH)
    return None


def _names(text: str) -> list[str]:
    names = [name.strip(" “”等") for name in _MARK.split(text)]
    good = all(_SHORTEST <= len(name) <= _LONGEST for name in names)
    return names if good and len(names) >= _FEW else []


def _ahead(block: Block, token: Token) -> list[str]:
    """围绕产出、效益和满意度三类指标; 和 alone stands in many a name (住房和城乡建设)."""
    match = _BEFORE.search(block.blotted, max(0, token.start - 130), token.start)
    if match is None or not token.tail[:1].strip() or "、" not in match["list"]:
        return []
    text = match["list"]
    opened = _OPENED.match(text)
    return _names(text[opened.end() :] if opened else text)


def _behind(block: Block, token: Token) -> list[str]:
    """内设7个职能科室办公室、财务科、…; 两个科室（综合科和联络科）: names right behind what is counted."""
    boxed = _BOXED.match(block.blotted, token.end)
    if boxed is not None and not boxed["list"].endswith("等"):
        return _names(boxed["list"])
    match = _BEHIND.match(block.blotted, token.end)
    if match is None or "、" not in match["list"] or match["list"].rstrip().endswith("等"):
        return []
    names = [name.strip(" “”") for name in match["list"].split("、")]
    good = all(_SHORTEST <= len(name) <= _LONGEST for name in names)
    return names if good and len(names) > _FEW and _NOUN.match(match["list"]) else []


def _dated(block: Block, token: Token) -> list[str]:
    """于6月17日、9月13日、12月30日将3批资金…."""
    if token.measure not in _TURNED:
        return []
    begin, end = block.sentence_of(token)
    runs = [match[0] for match in _DATES.finditer(block.text, begin, end)]
    return [match[0] for match in _DATE.finditer(runs[0])] if len(runs) == 1 else []


def _turns(block: Block, token: Token) -> list[str]:
    """分三批实施，第一批…，第二批…，第三批…: turns that are told one after the other behind their number."""
    if token.measure not in _TURNED:
        return []
    stop = min((at for at in (block.text.find("\n", token.end),) if at >= 0), default=len(block.text))
    found: list[str] = []
    for match in _TURNS.finditer(block.text, token.end, stop):
        serial = _NUMERALS.index(match["serial"] or match["bare"]) + 1
        if serial == len(found) + 1 and (match["kind"] or match["way"]) in (token.measure, "阶", "标"):
            found.append(match[0])
    return found
