"""Which encoding a text file has, decided by its bytes: UTF-8, UTF-16 or GB18030, with a check that it reads as text.

A wrong guess turns figures and labels into rubbish without an error, so a decoding is taken only when what comes out
looks like Chinese or Latin writing.
"""

import codecs
from typing import Final

from formaudit.patterns import Late

__all__ = ["decode", "plausible"]

_SAMPLE: Final = 40_000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Letters, Chinese characters, their punctuation, signs and box drawing: what forms and reports are written with.
_WRITING: Final = Late(
    r"[\t\n\v\f\r\x20-\x7e\xa0-\u024f\u0332-\u0338\u0370-\u03ff\u2000-\u206f\u2070-\u209f\u20a0-\u22ff\u2460-\u27bf"
    r"\u3000-\u30ff\u3200-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe00-\ufe0f\ufe30-\ufe4f\uff00-\uffee"
    r"\U0001d7ce-\U0001d7ff\U00020000-\U0002ebef]"
)
_HAN: Final = Late(r"[\u3400-\u9fff]")
_LEAST_WRITING: Final = 0.97
_LEAST_COMMON: Final = 0.55
_FEW_HAN: Final = 6
_LONGEST_TAIL: Final = 3


def decode(data: bytes) -> tuple[str, str] | None:
    """The text of the bytes and the encoding's name, or ``None`` where no encoding gives plausible text.

    A byte order mark is believed. Without one, UTF-8 is tried first since other encodings hardly ever are valid UTF-8
    by chance, then UTF-16 where there are zero bytes, then GB18030 (which includes GBK and GB2312).
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            return (text, name) if text is not None else None
    if b"\0" in data:
        return _best(data, ("utf-16-le", "utf-16-be"))
    text = _strict(data, "utf-8")
    if text is not None and _written(text):
        return text, "utf-8"
    return _best(data, ("gb18030",))


def plausible(text: str) -> bool:
    """Whether a text reads as writing: nearly no control or private characters, and mostly common characters.

    The 3755 characters of the first level of GB 2312 make up nine tenths of any modern Chinese text; bytes decoded
    with a wrong table scatter over the rare ones.
    """
    sample = text[:_SAMPLE]
    if not _written(sample):
        return False
    han = _HAN.now.findall(sample)
    if len(han) < _FEW_HAN:
        return len(han) == 0 or all(map(_common, han)) or len(han) * 4 < len(sample)
    return sum(map(_common, han)) >= _LEAST_COMMON * len(han)


def _written(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_WRITING.now.findall(sample)) >= _LEAST_WRITING * len(sample)


def _common(char: str) -> bool:
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _best(data: bytes, names: tuple[str, ...]) -> tuple[str, str] | None:
    for name in names:
        text = _strict(data, name)
        if text is not None and plausible(text):
            return text, name
    return None


def _strict(data: bytes, name: str) -> str | None:
    """Decode without replacing anything; a character cut off at the very end of the file is left out."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if error.start < max(len(data) - _LONGEST_TAIL, 1) or len(data) < 16:
            return None
        return data[: error.start].decode(name)
