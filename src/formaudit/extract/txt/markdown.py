"""What the marks of Markdown in a table's cell print: struck, raised, bold and linked words, line ends, escapes."""

import html
from typing import Final

from formaudit.extract import marks
from formaudit.patterns import Late

__all__ = ["said"]

_STRUCK: Final = Late(r"~~(?=\S)(.+?)(?<=\S)~~|<(s|del|strike)>(.*?)</\2>")
_RAISED: Final = Late(r"<sup>(.*?)</sup>|(?<=\d)\^([^\s^]{1,4})\^|\[\^(\w{1,4})\]")
_LOWERED: Final = Late(r"<sub>(.*?)</sub>")
_BOLD: Final = Late(r"(?<![\\*])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*\\])\1(?!\*)|<(b|strong|i|em|u|code)>(.*?)</\3>")
_LINE_END: Final = Late(r"\s*<br\s*/?>\s*")
_CODE: Final = Late(r"(?<!\\)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)")
_PICTURE: Final = Late(r"!\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
_LINK: Final = Late(r"(?<![!\\])\[([^\[\]]+)\](?:\([^)\s]*(?:\s[^)]*)?\)|\[\w*\])")
_ESCAPED: Final = Late(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")


def said(text: str) -> str:
    r"""A cell as it is printed; struck and raised words are set apart as ``marks`` does.

    >>> said(r"**126**<br>a\|b")
    '126\na|b'
    """
    text = _LINE_END.now.sub("\n", text)
    text = _STRUCK.now.sub(lambda found: marks.struck(found[1] or found[3] or ""), text)
    text = _RAISED.now.sub(lambda found: marks.raised(found[1] or found[2] or found[3] or ""), text)
    text = _LOWERED.now.sub(lambda found: marks.lowered(found[1]), text)
    text = _PICTURE.now.sub(lambda found: marks.DOUBTED + found[1], text)
    text = _LINK.now.sub(r"\1", text)
    text = _CODE.now.sub(r"\2", text)
    text = _BOLD.now.sub(lambda found: found[2] or found[4] or "", text)
    text = _ESCAPED.now.sub(r"\1", text)
    return (html.unescape(text) if "&" in text else text).strip()
