"""Which unit a form or report names: what its forms call the unit, never a project's or a fund's title."""

from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.headers import read_header
from formaudit.forms.marks import Units, find_units, labelled_fields, labelled_in, split_label
from formaudit.forms.offices import OFFICE, is_office, within_office
from formaudit.forms.region import Region
from formaudit.indicators.lexicon import identify
from formaudit.model.cells import TextCell
from formaudit.model.form_kind import FormKind
from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["department_of", "named_unit", "report_unit"]

_YEAR: Final = r"(?:20\d{2}|20_+|20[xX×]{2}|二[〇○零][〇○零一二三四五六七八九]{2}(?=年))年?度?"
_TITLE: Final = compiled(
    r"^(?P<unit>.*?)(?:预算)?(?:部门|单位)?(?:预算)?(?:整体)?(?:支出|项目|预算|财政|资金|专项)*的?(?:工作)?(?:绩效)?(?:目标)?"
    r"(?:自评|评价|自我评价|自查).*(?:报告|说明)"
)
_ANNEX: Final = compiled(r"^附(?:件|表)\d{0,2}?(?:[-—]\d{1,2}?)?[:：、.]?(?=20\d{2}年|\D)")
_DATED: Final = compiled(_YEAR)
_BRACKETED: Final = compiled(rf"\((?:{_YEAR})\)")
_FRAME: Final = compiled(r"^关于|关于$|的$|(?:单位|部门)$|^[《“\"]|[》”\"]$|^\(.*\)$")
_BODY_OF: Final = Late(rf"^(.{{2,}}?(?:{OFFICE}))(?=.{{2}})")
_FUND: Final = compiled(
    r"(?:资金|经费|项目|工程|补助|补贴|奖补|专项|转移支付|费用|费|改造|建设|保护|计划|扶贫|保险|防火|整治|行动|采购|维修|养护)[”\"》]?$"
)
_PLACE: Final = compiled(r"^.{1,12}(?:自治[区州县旗]|[省市州盟县区旗镇乡]|街道)$")
_SUBJECT: Final = Late(
    rf"^(?P<unit>[^，,。；;：:\s]{{2,24}}?(?:{OFFICE}))(?:\(以下简称[^()]*\))?"
    r"(?=(?:主要)?(?:负责|承担|是[^否]|系|为.{0,12}(?:部门|单位|机构)|于(?:19|20)\d{2}年|成立于|内设|下设|位于|属于|现有|编制))"
)
_SUBMITS: Final = compiled(r"^(?:填报|自评|申报|编制)单位|^单位(?:名称|全称)")
_ALL: Final = compiled(
    r"^(?:[^各]{2,8}[省市州盟县区旗])?各(?:有关|相关|项目|级|市|州|县|区|乡|镇|旗|街道|部门|单位|学校|医院)"
)
"""How a form names many bodies at once: 各项目县农业农村局."""
_MONEY: Final = frozenset({"元", "千元", "万元", "百万元", "亿元"})
_LEAD: Final = 12
_HEAD: Final = 4
"""So many rows below the first one a list's header may stand."""
_DEEP: Final = 40


def report_unit(title: str) -> str:
    """The unit that a report's title names, or an empty text: ``某某中心2023年度整体支出绩效自评报告``.

    A year inside the title parts the unit from the subject. Without such a year, and where a project or a fund stands
    before it, the unit ends with its first word for an office; without such a word the title names none.
    """
    text = _bare(_BRACKETED.sub("", _ANNEX.sub("", compact(title))))
    year = _DATED.search(text)
    if year is not None and (before := _bare(text[: year.start()])):
        return before if is_office(before) or not _FUND.search(before) else _body(before)
    match = _TITLE.match(text[year.end() :] if year is not None else text)
    if match is None:
        return ""
    unit = _bare(_DATED.sub("", match["unit"]))
    whole = "整体" in match[0] or "部门" in match[0] or "单位" in match[0]
    subject = match[0][len(match["unit"]) :]
    of_fund = compiled(r"(?:专项|财政|项目|资金)").match(subject) is not None or _FUND.search(unit) is not None
    if "项目" in match[0] or "专项" in match[0] or (of_fund and not whole):
        if is_office(unit):
            return unit
        body = _body(unit)
        return body or ("" if of_fund and (not whole or _FUND.search(unit)) else unit)
    return unit


def _body(text: str) -> str:
    """The beginning of a text up to its first word for an office, or an empty text."""
    match = _BODY_OF.now.match(text)
    return match[1] if match is not None else ""


def _bare(text: str) -> str:
    """A piece of a title without what frames the name: 关于, 单位."""
    before = None
    while before != text:
        before = text
        text = _FRAME.sub("", text)
    return text


def named_unit(region: Region) -> str:
    """The unit that a form or report names, for putting files of one unit together; empty where it names none.

    Annex 1 is a list for many units and names none, unless it has no column of them and the line over it or its title
    says whose it is. On the form of a project the one that hands it in (单位名称, 填报单位) goes before the one that
    carries the project out, and that before the department.
    """
    if region.found is not None:
        return region.found.unit
    if region.kind is FormKind.REPORT:
        return "" if region.part else _unit_of_report(region)
    if region.reason == "list" or (region.kind is FormKind.ANNEX1 and not _lists_units(region)):
        # A list of projects has no head of its own: only a line over it, or its title, says who hands it in.
        site = Site(file=0, form=region.kind, form_index=0)
        found = labelled_in(site, (*region.captions, *region.cover), "unit_name") or _over_list(site, region)
        return found.text.strip() if found is not None and _names_a_unit(found.text) else _unit_in_title(region.title)
    if not region.parts or region.kind in (FormKind.ANNEX1, FormKind.UNKNOWN):
        return ""
    probe = Site(file=0, form=region.kind, form_index=0)
    rows = region.parts[0]
    head = (rows.table, rows.first, min(rows.first + 5, rows.last))
    lines = (*region.captions, *region.cover)
    units = find_units(probe, *head)
    submits = next(
        (text for name, text in labelled_fields(probe, *head, "unit_name") if _SUBMITS.search(name)), None
    ) or labelled_in(probe, lines, "unit_name", _SUBMITS)
    if region.kind is FormKind.ANNEX4 and submits is not None and _names_a_unit(submits.text):
        return submits.text.strip()
    pairs = [("unit_name", units.unit), ("implementing_unit", units.implementing)]
    for code, named in reversed(pairs) if region.kind is FormKind.ANNEX4 else pairs:
        found = named or labelled_in(probe, lines, code)
        if found is None or not _names_a_unit(found.text):
            continue
        above = units.department.text.strip() if units.department is not None else ""
        return above if above and within_office(compact(found.text), compact(above)) else found.text.strip()
    return _unit_in_title(region.title) or _answering(region, units)


def department_of(region: Region) -> str:
    """The department that the form of a project names, empty where it names none or no public body."""
    if region.kind is not FormKind.ANNEX4 or not region.parts:
        return ""
    rows = region.parts[0]
    probe = Site(file=0, form=region.kind, form_index=0)
    found = find_units(probe, rows.table, rows.first, min(rows.first + 5, rows.last)).department
    name = found.text.strip() if found is not None else ""
    return name if _names_a_unit(name) and is_office(compact(name)) else ""


def _over_list(site: Site, region: Region) -> TextCell | None:
    """The unit in a row of the table above the header of a list: 填报单位：某县水利局."""
    for rows in region.parts[:1]:
        header = next(
            (
                row
                for row in range(rows.first, min(rows.first + _HEAD, rows.last) + 1)
                if "seq" in read_header("list-column", rows.table, row)
            ),
            rows.first,
        )
        found = labelled_fields(site, rows.table, rows.first, header - 1, "unit_name")
        return next((text for _, text in found), None)
    return None


def _answering(region: Region, units: Units) -> str:
    """The department, where the form of a project asks for nobody below it or names them all together (各县水利局)."""
    if region.kind is not FormKind.ANNEX4 or units.department is None:
        return ""
    name = units.department.text.strip()
    body = is_office(compact(name)) or _PLACE.match(compact(name)) is not None
    below = [one for one in (units.unit, units.implementing) if one is not None]
    named = all(_ALL.match(compact(one.text)) for one in below) if below else not _asks_below(region)
    return name if body and named else ""


def _asks_below(region: Region) -> bool:
    """Whether a form has a label for a unit below the department, filled in or not."""
    rows = region.parts[0]
    return any(
        (entry := identify("field", split_label(cell.text)[0])) is not None
        and entry.code in ("implementing_unit", "unit_name")
        for row in range(rows.first, min(rows.first + 5, rows.last) + 1)
        if "seq" not in read_header("list-column", rows.table, row)
        for cell in rows.table.starting(row)
    )


def _lists_units(region: Region) -> bool:
    """Whether a list has a column of units: then it is one for many of them."""
    return any(
        "unit" in read_header("list-column", rows.table, row)
        for rows in region.parts
        for row in range(rows.first, min(rows.first + _HEAD, rows.last) + 1)
    )


def _unit_in_title(title: str) -> str:
    """The public body that a form's title begins with: 某县水务局2021年度专项资金自评表."""
    text = _bare(_BRACKETED.sub("", _ANNEX.sub("", compact(title))))
    year = _DATED.search(text)
    before = (
        text[: year.start()]
        if year is not None
        else compiled(r"(?:部门|单位)?(?:整体|项目)").split(text, maxsplit=1)[0]
    )
    name = _bare(before)
    return name if name != text and len(name) > _SHORTEST and is_office(name) else ""


def _names_a_unit(text: str) -> bool:
    words = compact(text)
    return bool(words) and identify("field", text) is None and words not in _MONEY and _ALL.match(words) is None


def _unit_of_report(region: Region) -> str:
    """The unit of the title, a line 填报单位：… before a mere place there; then the line over it, the first words."""
    title = report_unit(region.title)
    if title and not _PLACE.match(title):
        return title
    probe = Site(file=0, form=FormKind.REPORT, form_index=0)
    lead = region.body[:_LEAD]
    for code in ("unit_name", "implementing_unit"):
        found = labelled_in(probe, lead, code)
        if found is not None and _names_a_unit(found.text):
            return _with_place(title, found.text)
    if title:
        return title
    texts = [compact(paragraph.text) for paragraph in lead]
    position = texts.index(compact(region.title)) if compact(region.title) in texts else 0
    above = texts[position - 1] if position else ""
    over = report_unit(above + compact(region.title)) if 2 < len(above) <= _DEEP and "。" not in above else ""
    return over or _subject(texts)


def _with_place(place: str, name: str) -> str:
    """A name that begins with the end of a place, with the whole place: 某县某乡 and 某乡人民政府."""
    shared = next((size for size in range(min(len(place), len(name)), 1, -1) if place.endswith(name[:size])), 0)
    return place + name[shared:] if shared else name


def _subject(texts: list[str]) -> str:
    """The office that a paragraph of the beginning is about: 某县交通运输局负责全县农村公路建设."""
    found = (_SUBJECT.now.match(text) for text in texts)
    return next((match["unit"] for match in found if match is not None and len(match["unit"]) > _SHORTEST), "")


_SHORTEST: Final = 4
