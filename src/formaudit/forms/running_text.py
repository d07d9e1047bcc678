"""The text outside tables as a report, where it reads like one."""

from typing import Final

from formaudit.forms.named_year import only_year, year_in
from formaudit.forms.region import Region
from formaudit.model.document import Paragraph
from formaudit.model.form_kind import FormKind
from formaudit.patterns import Late, compiled
from formaudit.text import compact, fold

__all__ = ["report_in"]

_REPORT_TITLE: Final = compiled(r"报告(?:\(.*\))?$|说明$")
_DOMAIN: Final = ("绩效", "自评", "预算", "决算", "支出", "财政", "资金", "收入", "经费", "项目")
_CHINESE: Final = Late(r"[\u4e00-\u9fff]")
_LATIN: Final = compiled(r"[A-Za-z_{}<>=]")
_PROSE: Final = 0.8
"""The share of Chinese among the letters of a report; source code and settings with Chinese words stay far below."""
_FEWEST_SENTENCES: Final = 2
_FEWEST_WORDS: Final = 3
_SECTION: Final = compiled(r"^[一二三四五六七八九十]{1,3}[、.．]")


def report_in(body: tuple[Paragraph, ...]) -> Region | None:
    """The running text as a report, if it reads like one."""
    if not body:
        return None
    texts = [compact(paragraph.text) for paragraph in body]
    headings = sum(bool(_SECTION.match(text)) for text in texts)
    titled = next((i for i, text in enumerate(texts) if _REPORT_TITLE.search(text) and len(text) <= 80), None)
    length = sum(len(text) for text in texts)
    whole = "".join(texts)
    words = sum(word in whole for word in _DOMAIN)
    prose = titled is not None or _is_prose(whole)
    if words < _FEWEST_WORDS or not prose or (titled is None and headings < 2 and length < 150):
        short = Region(kind=FormKind.UNKNOWN, title="", confidence=0.0, body=body, reason="short-text")
        return short if length > 0 else None
    title = fold(body[titled].text) if titled is not None else ""
    confidence = 0.98 if titled is not None and headings >= 3 else 0.8 if titled is not None or headings >= 3 else 0.6
    return Region(
        kind=FormKind.REPORT,
        title=title,
        confidence=confidence,
        body=body,
        year=year_in(title, *texts[:12]) or only_year(texts),
        title_holder=body[titled] if titled is not None else None,
    )


def _is_prose(text: str) -> bool:
    """Whether a text without a title is running Chinese; a program, a list of settings or a log holds our words too."""
    chinese = len(_CHINESE.now.findall(text))
    return chinese >= _PROSE * (chinese + len(_LATIN.findall(text))) and text.count("。") >= _FEWEST_SENTENCES
