"""Which unit a form or report names."""

import re
from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.marks import find_units, labelled_in
from formaudit.forms.regions import Region
from formaudit.indicators.lexicon import identify
from formaudit.text import compact

__all__ = ["named_unit", "report_unit"]

_YEAR: Final = r"(?:20\d{2}|二[〇○零][〇○零一二三四五六七八九]{2}(?=年))年?度?"
_TITLE: Final = re.compile(
    r"^(?P<unit>.*?)(?:预算)?(?:部门|单位)?(?:预算)?(?:整体)?(?:支出|项目|预算|财政|资金|专项)*(?:工作)?(?:绩效)?(?:目标)?"
    r"(?:自评|评价|自我评价|自查).*(?:报告|说明)"
)
_ANNEX: Final = re.compile(r"^附(?:件|表)\d{0,2}?(?:[-—]\d{1,2}?)?[:：、.]?(?=20\d{2}年|\D)")
_BRACKETED: Final = re.compile(rf"\((?:{_YEAR})\)")
_FRAME: Final = re.compile(r"^关于|关于$|(?:单位|部门)$|^[《“\"]|^\(.*\)$")
_BODY_OF: Final = re.compile(
    r"^(.{2,}?(?:人民政府|委员会|办事处|管委会|局|中心|支队|大队|学校|中学|小学|学院|医院|卫生院|公司|办公室|站|所|院|馆|委|会))(?=.{2})"
)
_LEAD: Final = 12


def report_unit(title: str) -> str:
    """The unit that a report's title names, or an empty text: ``某某中心2023年度整体支出绩效自评报告``.

    A year inside the title parts the unit from the subject. In the title of a project's report without such a year the
    unit ends with its first word for an office; what follows is the project.
    """
    text = _bare(_BRACKETED.sub("", _ANNEX.sub("", compact(title))))
    year = re.search(_YEAR, text)
    if year is not None and _bare(text[: year.start()]):
        return _bare(text[: year.start()])
    match = _TITLE.match(text[year.end() :] if year is not None else text)
    if match is None:
        return ""
    unit = _bare(re.sub(_YEAR, "", match["unit"]))
    if "项目" in match[0] or "专项" in match[0]:
        body = _BODY_OF.match(unit)
        unit = body[1] if body is not None else unit
    return unit


def _bare(text: str) -> str:
    """A piece of a title without what frames the name: 关于, 单位."""
    before = None
    while before != text:
        before = text
        text = _FRAME.sub("", text)
    return text


def named_unit(region: Region) -> str:
    """The unit that a form or report names, for putting files of one unit together; empty where it names none.

    Annex 1 is a list for many units and names none.
    """
    if region.kind == "report":
        return _unit_of_report(region)
    if not region.parts or region.kind in ("annex1", "unknown"):
        return ""
    probe = Site(file=0, form=region.kind, form_index=0)
    rows = region.parts[0]
    units = find_units(probe, rows.table, rows.first, min(rows.first + 5, rows.last))
    pairs = [("unit_name", units.unit), ("implementing_unit", units.implementing)]
    for code, named in reversed(pairs) if region.kind == "annex4" else pairs:
        found = named or labelled_in(probe, region.captions, code)
        if found is not None and compact(found.text) and identify("field", found.text) is None:
            return found.text.strip()
    return ""


def _unit_of_report(region: Region) -> str:
    """The unit of the title, else of a line 填报单位：…, else of the line over the title."""
    if unit := report_unit(region.title):
        return unit
    probe = Site(file=0, form="report", form_index=0)
    lead = region.body[:_LEAD]
    for code in ("unit_name", "implementing_unit"):
        found = labelled_in(probe, lead, code)
        if found is not None:
            return found.text
    texts = [compact(paragraph.text) for paragraph in lead]
    position = texts.index(compact(region.title)) if compact(region.title) in texts else 0
    above = texts[position - 1] if position else ""
    return report_unit(above + compact(region.title)) if 2 < len(above) <= 40 and "。" not in above else ""
