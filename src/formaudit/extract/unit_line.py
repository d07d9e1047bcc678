"""Words in the margin of a page (页眉, 页脚, 文本框): the unit of account, figures, or nothing that matters."""

import re
from typing import Final

from formaudit.patterns import Late

__all__ = ["holds_figures", "unit_of_account"]

_UNIT: Final = Late(
    r"(?:金\s*额|货\s*币|计\s*量)?\s*单\s*位\s*[:：]?\s*[(（]?\s*(?:人民币)?\s*[百千万亿]*\s*元(?![\u4e00-\u9fff])\s*[)）]?"
    r"|[(（]\s*[百千万亿]*元\s*[)）]"
)
_PAGE: Final = Late(
    r"第\s*\d+\s*页|共\s*\d+\s*页|[-—–]\s*\d+\s*[-—–]|\d+\s*/\s*\d+|page\s*\d+(?:\s*of\s*\d+)?|\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}"
    r"\s*日?|\d{4}\s*年(?:度)?|\d{1,2}:\d{2}|附[件表]\s*\d+|〔\d{4}〕\s*\d+\s*号",
    re.IGNORECASE,
)
_FIGURE: Final = Late(r"\d+[.,]\d|\d\s*(?:[百千万亿]?元|[%％])|\d{2,}")


def unit_of_account(text: str) -> str:
    """The words of a margin that name the unit of money (``单位：元``); empty where none do."""
    found = _UNIT.now.search(text)
    return found[0].strip() if found else ""


def holds_figures(text: str) -> bool:
    """Whether a margin holds a figure that is no page number, date or number of a document."""
    return _FIGURE.now.search(_PAGE.now.sub(" ", text)) is not None
