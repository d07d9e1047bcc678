"""Which texts of a sheet belong around a form (title, unit of account, signatures, notes) and not into it."""

from typing import Final

from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["is_heading", "is_label", "is_note", "is_numbered_annex", "is_sentence", "is_title", "names_a_form"]

_ANNEX: Final = compiled(r"附(?:件|表)[\d一二三四五六七八九十]*(?:-\d+)?[:、.]?")
_NAME: Final = compiled(r".{4,}(?:表|清单|目录|一览|台账|报告)(?:[(][^()]*[)])*")
_LABEL: Final = compiled(
    r"(?:单位|部门|日期|时间|负责人|主管|领导|填表人?|填报人?|制表人?|编制人?|经办人?|联系人|电话|审核人?|复核人?|评价人员?|评价机构"
    r"|签字|签名|盖章|公章|签章|年度)(?:[(][^()]*[)])*:"
)
_ACCOUNT: Final = compiled(r"[(]?(?:金额)?单位:?[百千万亿]*元[)]?|[(]?\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?[)]?")
_HEADED: Final = compiled(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)")
_LONG: Final = 25
"""Characters of a sentence that no label has."""
_NOTE: Final = compiled(r"(?:注|备注|说明|填表说明|填报说明|注释|附注)\d*[:.、]|[★※]")


def is_title(text: str) -> bool:
    """A form's title, or the annex number above it: ``附件2``, ``2023年度部门整体支出绩效评价基础数据表``."""
    folded = compact(text)
    return bool(_ANNEX.match(folded) or _NAME.fullmatch(folded))


def names_a_form(text: str) -> bool:
    """A title that says which form it is, as a bare annex number does not."""
    return bool(_NAME.fullmatch(compact(text)))


def is_numbered_annex(text: str) -> bool:
    """The number of an annex at the head of a text."""
    return bool(_ANNEX.match(compact(text)))


def is_label(text: str) -> bool:
    """A line around a form: ``填报单位：…``, ``单位：万元``, ``（2023年度）``, ``单位负责人签字：``."""
    folded = compact(text)
    return bool(_LABEL.search(folded) or _ACCOUNT.fullmatch(folded))


def is_note(text: str) -> bool:
    """A note to a form: ``注：…``, ``填表说明：…``."""
    return bool(_NOTE.match(compact(text)))


def is_heading(text: str) -> bool:
    """A heading of running text: ``一、基本情况``, ``（二）资金安排情况``, ``1.省本级部分``."""
    return _HEADED.match(text.strip()) is not None


def is_sentence(text: str) -> bool:
    """A sentence of running text."""
    words = text.strip()
    return len(words) >= _LONG and words[-1] in "。；;！!？?：:"
