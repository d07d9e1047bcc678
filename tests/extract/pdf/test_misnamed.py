"""Chinese characters whose font calls them Latin letters with marks: they are not taken for those."""

import pytest

from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.misnamed import misnamed
from tests.extract.pdf.paper import document, text


def _line(words: str, *, wide: str = "") -> list[Glyph]:
    """A line of glyphs an em wide where they are Chinese, or among ``wide``, and half an em where they are not."""
    out: list[Glyph] = []
    x = 50.0
    for char in words:
        end = x + (10.0 if char >= "\u2e80" or char in wide else 5.0)
        out.append(Glyph(char, x, 100.0, end, 110.0, False, 0))
        x = end
    return out


def test_a_letter_as_wide_as_the_chinese_beside_it_is_unknown() -> None:
    found, false = misnamed(_line("其中ÿ当年财政拨款120.50", wide="ÿ"))
    assert "".join(glyph.char for glyph in found) == "其中\ufffd当年财政拨款120.50"
    assert false == 1


def test_several_of_them_belie_every_glyph_of_the_page() -> None:
    words = "其中ÿ当年财政拨款ÿ万元Ā山塘ò固120.50"
    found, false = misnamed(_line(words, wide="ÿĀò"))
    assert false == len(words)
    assert "".join(glyph.char for glyph in found if glyph.char.isascii()) == "120.50"


@pytest.mark.parametrize(
    ("words", "wide"),
    [
        ("产品型号Ä、Ö、Ü三种各采购十台", ""),
        ("声母韵母àáǎā汉语拼音üèé教材", "àáǎāüèé"),
        ("单价×数量÷人数×天数", "×÷"),
        ("Ärzte für Überseeÿ", "Äüÿ"),
        ("ＡＢＣ级指标三个", ""),
    ],
)
def test_letters_that_are_what_they_are_called_stay(words: str, wide: str) -> None:
    found, false = misnamed(_line(words, wide=wide))
    assert "".join(glyph.char for glyph in found) == words
    assert false == 0


def test_the_page_counts_as_one_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formaudit.extract.pdf.document.recogniser", lambda: None)
    words = ("其中ÿ当年财政拨款120.50", "上年结转ÿ资金Ā20.50", "山塘ÿ固4.32")
    found = document(text(90, 90, "甲"), "".join(text(90, 90 + 20 * at, each) for at, each in enumerate(words)))
    assert [(each.code, each.detail) for each in found.warnings] == [("garbled-text", "2"), ("no-text-layer", "2")]
