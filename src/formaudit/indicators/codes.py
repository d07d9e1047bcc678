"""Codes printed before or behind a name: 308001-某镇人民政府, [412005]某局, 36000022R000000012345-办公费."""

import re
from typing import Final, NamedTuple

from formaudit.patterns import compiled

__all__ = ["Coded", "parted_code"]

_SHAPES: Final = (
    compiled(
        r"^\s*[\[【(（〔<]\s*(?P<code>[A-Za-z]{0,4}\d{3,}[A-Za-z0-9]*)\s*[\]】)）〕>]\s*(?P<name>\D.*)$", re.DOTALL
    ),
    compiled(r"^\s*(?P<code>[A-Za-z]{0,4}\d{3,}[A-Za-z0-9]*)\s*[-—－_–~]+\s*(?P<name>\D.*)$", re.DOTALL),
    compiled(r"^\s*(?P<code>\d{5,})\s*(?P<name>[\u4e00-\u9fff].*)$", re.DOTALL),
    compiled(r"^(?P<name>.*[\u4e00-\u9fff].*?)\s*[\[【(（]\s*(?P<code>\d{5,})\s*[\]】)）]\s*$", re.DOTALL),
)


class Coded(NamedTuple):
    """A name, the code printed with it (empty where there is none), and where the name stands in the text."""

    name: str
    code: str
    span: tuple[int, int]


def parted_code(text: str) -> Coded:
    """Part a name from its code; a year (2023年…) and a document's number are no codes."""
    for shape in _SHAPES:
        match = shape.match(text)
        if match is not None and match["name"].strip():
            name = match["name"].strip()
            start = match.start("name") + match["name"].index(name)
            return Coded(name=name, code=match["code"], span=(start, start + len(name)))
    return Coded(name=text.strip(), code="", span=(0, len(text)))
