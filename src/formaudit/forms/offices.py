"""The words with which names of public bodies end."""

from typing import Final

from formaudit.patterns import Late

__all__ = ["OFFICE", "is_office"]

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
