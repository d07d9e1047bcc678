"""The words with which names of public bodies end."""

from typing import Final

from formaudit.patterns import Late

__all__ = ["OFFICE", "is_office", "within_office"]

OFFICE: Final = (
    r"人民政府|政府|管理委员会|委员会|办事处|管委会|委办|局|厅|中心|支队|大队|总队|学校|中学|小学|幼儿园|学院|大学|党校|医院|卫生院|"
    r"公司|办公室|站|所|院|馆|团|队|处|科|股|台|报社|合作社|供销社|林场|农场|协会|联合会|妇联|残联|科协|文联|侨联|工会|红十字会|"
    r"法院|检察院|政协|人大|团委|纪委|监委|党委|党工委|组织部|宣传部|统战部|委|会|部|社区|银行|基金会"
)
"""Alternatives of a regular expression, the longer before the shorter."""
_IS_OFFICE: Final = Late(rf"(?:{OFFICE})(?:\([^()]*\))?$")


def is_office(text: str) -> bool:
    """Whether a compact text ends as the name of a public body does, with a place in brackets or without."""
    return _IS_OFFICE.now.search(text) is not None


_SECTION: Final = Late(r"^[^省市州县区旗镇乡局厅委]{2,16}(?:股|科|科室|组)$")
_OWN_SECTION: Final = Late(r"^[^省市州县区旗镇乡局厅委]{2,10}(?:股|科|科室|组)$")
_TOWN_SECTION: Final = Late(r"^[^省市州县区旗镇乡局厅委]{2,12}(?:办|办公室|所|站)$")
_TOWN: Final = Late(r"(?:[镇乡]|人民政府|街道|街道办事处)$")


def within_office(name: str, above: str) -> bool:
    """Whether a compact name is a section of the body above it (粮食调控股 of a bureau, 社会事务办 of a town).

    A section bears no place and no body of its own in its name, or that of the body above before its own; it hands in
    nothing by itself.
    """
    if not is_office(above):
        return False
    if name.startswith(above) and _OWN_SECTION.now.search(name[len(above) :]) is not None:
        return True
    return _SECTION.now.search(name) is not None or (
        _TOWN.now.search(above) is not None and _TOWN_SECTION.now.search(name) is not None
    )
