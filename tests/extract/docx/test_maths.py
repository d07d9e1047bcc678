"""Equations on one line: those of the equation editor and those of EQ fields."""

import pytest

from formaudit.extract.docx.instructions import printed_by
from formaudit.extract.marks import struck
from tests.extract.docx.reading import document, paragraphs, run, tbl, tc


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("maths", "printed"),
    [
        (f"<m:f><m:num>{m('121.5')}</m:num><m:den>{m('126')}</m:den></m:f>", "121.5/126"),
        (f"<m:f><m:num>{m('1+2')}</m:num><m:den>{m('3')}</m:den></m:f>{m('×100%')}", "(1+2)/3×100%"),
        (f"<m:sSup><m:e>{m('10')}</m:e><m:sup>{m('4')}</m:sup></m:sSup>", "10⁴"),
        (f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('ab')}</m:sup></m:sSup>", "x^ab"),
        (f"<m:rad><m:deg/><m:e>{m('16')}</m:e></m:rad>", "√(16)"),
        (f"<m:d><m:e>{m('a')}</m:e></m:d>", "(a)"),
        (m("120.5"), "120.5"),
        (f"<m:sPre><m:sub/><m:sup>{m('1')}</m:sup><m:e>{m('120.5')}</m:e></m:sPre>", "¹120.5"),
        (f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>{m("7")}</m:e></m:phant>{m("120.5")}', "120.5"),
        (
            f'<m:borderBox><m:borderBoxPr><m:strikeH m:val="1"/></m:borderBoxPr><m:e>{m("88")}</m:e></m:borderBox>{m("90")}',
            "90",
        ),
    ],
)
def test_equations_keep_their_bars_and_heights(maths: str, printed: str) -> None:
    equation = f"<m:oMathPara><m:oMath>{maths}</m:oMath></m:oMathPara>"
    assert paragraphs(f"<w:p>{equation}</w:p>") == [printed]
    assert document(tbl(tc("率") + tc(f"<w:p>{equation}</w:p>"))).tables[0].cells[1].text == printed


@pytest.mark.parametrize(
    ("instruction", "printed"),
    [
        (r" EQ \f(121.5,126) ", "121.5/126"),
        (r"eq \f(121.5，126)", "121.5/126"),
        (r" eq \o\ac(○,1) ", "①"),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(hui),汇)', "汇"),
        (r"EQ \r(3,27)", "3√(27)"),
        (r"EQ 10\s\up6(4)", "10⁴"),
        (r"EQ \f(\r(,4),2)×100%", "√(4)/2×100%"),
        (r"EQ \o(88,―)90", struck("88") + "90"),
        (r"EQ \f(1", None),
        (r"EQ \a\al(1,2,3)", None),
        (r"=SUM(ABOVE)", None),
    ],
)
def test_equation_fields_say_what_they_print(instruction: str, printed: str | None) -> None:
    assert printed_by(instruction) == printed


def field(instruction: str) -> str:
    marks = ('<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{instruction}</w:instrText>")
    return "".join(run(part) for part in (*marks, '<w:fldChar w:fldCharType="end"/>'))


def test_an_equation_field_without_result_is_spelled_in_its_place() -> None:
    equation = field(r"EQ \f(1,2)")
    assert paragraphs(f"<w:p>{run('<w:t>率</w:t>')}{equation}</w:p>") == ["率1/2"]


@pytest.mark.parametrize("instruction", ["=SUM(ABOVE)", "DOCPROPERTY 金额", r"EQ \a\al(1,2)"])
def test_a_field_without_result_that_prints_something_is_doubted_and_told(instruction: str) -> None:
    simple = f'<w:p><w:fldSimple w:instr="{instruction}"/></w:p>'
    for inner in (f"<w:p>{field(instruction)}</w:p>", simple):
        read = document(tbl(tc("合计") + tc(inner)))
        assert (read.tables[0].cells[1].text, read.tables[0].cells[1].confidence) == ("", 0.5)
        assert [warning.code for warning in read.warnings] == ["field-without-result"]


def test_a_field_that_prints_nothing_of_its_own_is_no_doubt() -> None:
    read = document(tbl(tc("项目") + tc(f"<w:p>{field('BOOKMARKSTART')}{run('<w:t>36</w:t>')}</w:p>")))
    assert (read.tables[0].cells[1].text, read.warnings) == ("36", ())
