"""Whether the words before an amount of the text say that all of a row of annex 2 is meant, and all of its year.

A label taken from a sentence may be the heading before a colon, of whose items the amounts are
(公用经费：办公经费预算62万元); the last part of a whole, of which the amount is another stage
(其中…公务接待4万元；决算10.4万元); one of the things that a row takes together (会议费 beside 会议费、培训费); or its
amount one up to a month. Such an amount may agree with the row, but it cannot contradict it.
"""

from typing import Final

from formaudit.graph.spoken_stages import paragraph_text
from formaudit.graph.text_links import Link, name_in_label
from formaudit.graph.tolerance import wan
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.submission import Submission
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["speaks_of_row", "stands_under_name"]

_STOP: Final = compiled(r"[。\n]")
_AMOUNT: Final = compiled(r"\d[\d,.]*\s*(?:亿元|万元|千元|元)")
_STAGE: Final = compiled(r"预算|决算|执行|实际|支出|支付|年初|全年|调整后?|完成|使用|安排")
_NOTHING: Final = compiled(
    r"(?:20\d\d年?|本年|当年|年度|预算|决算|执行|实际|支出|支付|年初|全年|调整后?|完成|使用|安排|数|额|金额|总额|合计|总计|共计?"
    r"|分别|各|为|是|和|及|与|计|约|的|[\s、，,：:；;“”\"'])+"
)
"""What may stand between a heading and its own amount: words for a stage or for all of it."""
_PARTS: Final = compiled(r"其中|[（(]|元[：:]")
_COLON: Final = compiled(r"[：:]")
_WHOLE_YEAR: Final = compiled(r"(?<!\d)1月?\s*[-—–~～至到]+\s*12月")
_PART_OF_YEAR: Final = compiled(
    r"(?<!\d)(?:[1-9]|0[1-9]|1[01])\s*月|(?<!十)[一二三四五六七八九十]月|十一月|季度|半年|监控期|年中|期中"
)
_JOINED: Final = compiled(r"[、，,和及与]")
_QUOTES: Final = compiled(r"[“”\"'‘’]")


def speaks_of_row(link: Link, submission: Submission) -> bool:
    """Whether an amount of the text can contradict the row that its label names."""
    if not _names_all(link) and not _exceeds_all(link):
        return False
    sentence = _before(link.figure, submission)
    return sentence is None or (_all_year(sentence) and _own_amount(sentence, link.figure))


def stands_under_name(figure: Figure, submission: Submission) -> bool:
    """Whether nothing between the name in an amount's label and the amount says that it is one of another thing.

    基本支出：人员经费决算600万元；公用经费预算100万元、决算106万元: the last one is of 公用经费.
    """
    sentence = _before(figure, submission)
    return sentence is None or _own_amount(sentence, figure)


def _before(figure: Figure, submission: Submission) -> str | None:
    """The words before a figure in its sentence."""
    text, span = paragraph_text(figure, submission), figure.place.span
    return _STOP.split(text[: span[0]])[-1] if span is not None and text else None


def _names_all(link: Link) -> bool:
    """Whether a label holds each thing that a part of the running costs takes together; 办公费 is not all 办公经费."""
    entry = identify("item", link.item) if link.item else None
    if entry is None or entry.parent != "公用经费":
        return True
    label = compact(link.figure.label)
    things = [one for one in _JOINED.split(compact(link.item)) if one]
    if len(things) == 1:
        own = compact(link.row_name)
        return things[0] in label or own.endswith(name_in_label(label))
    return all(one.removesuffix("费") in label for one in things)


def _exceeds_all(link: Link) -> bool:
    """Whether an amount is more than the row prints in any column: then it is too much for a part of it, too."""
    printed = [wan(one) for one in link.columns.values() if one.filled]
    return bool(printed) and wan(link.figure) > max(printed)


def _all_year(sentence: str) -> bool:
    """Whether the words before an amount name no part of the year, up to which it might count."""
    return _PART_OF_YEAR.search(_WHOLE_YEAR.sub("", sentence)) is None


def _own_amount(sentence: str, figure: Figure) -> bool:
    """Whether nothing between a name and an amount says that the amount is one of another thing."""
    name, said = (_QUOTES.sub("", compact(text)) for text in (name_in_label(figure.label), sentence))
    before, found, between = said.rpartition(name) if name else ("", "", said)
    if not found:
        return True
    if _COLON.search(between):
        return not _NOTHING.sub("", _AMOUNT.sub("", between))
    amount = _AMOUNT.search(between)
    if amount is None or not _PARTS.search(before):
        return True
    # 其中公务接待预算4万元、决算2.4万元 are two of one item; 其中公务接待4万元；决算10.4万元 goes back to the whole.
    return _STAGE.search(between[: amount.start()]) is not None
