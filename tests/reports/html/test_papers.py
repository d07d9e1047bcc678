from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from formaudit.forms.personal import without_personal
from formaudit.model.document import Document, Paragraph, Source
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.report import Tick
from formaudit.model.table import Cell, Table
from formaudit.model.verdict import Severity
from formaudit.reports.html.page import to_html
from tests.reports.html.pages import Page, parse
from tests.reports.sample import figure, finding, quiet_submission, sample

VISIBLE = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Zl", "Zp"))
SOURCE = Source(path="a.docx", sha256="", format="docx")
MERGED = Table(
    index=0,
    rows=3,
    cols=3,
    cells=(
        Cell(row=0, col=0, rowspan=2, colspan=2, text="合计\n（万元）"),
        Cell(row=0, col=2, text="4"),
        Cell(row=2, col=0, text="其他"),
    ),
)


def html(*blocks: Paragraph | Table, figures: tuple[Figure, ...] = (), severity: Severity = Severity.MAJOR) -> str:
    """The page of one document; each figure is the suspect of one finding."""
    findings = tuple(finding(f"f{i}", f"T{i:02}", severity, item) for i, item in enumerate(figures))
    submission = replace(quiet_submission(), findings=findings, ticks=())
    document = Document(source=SOURCE, blocks=blocks)
    return to_html(sample(submissions=(submission,), errors=()), {submission.id: (document,)})


def in_text(start: int, end: int) -> Figure:
    return figure(f"k{start}", "金额", "1", Place(paragraph=0, span=(start, end)))


def text_of_papers(page: Page) -> str:
    return page.text.split("附录三 原件内容")[-1]


def test_merged_cells_keep_their_spans_and_gaps_are_shown() -> None:
    page = parse(html(MERGED))
    cells = [attributes for name, attributes in page.tags if name == "td" and "id" in attributes]
    assert cells[0] == {"id": "s0f0t0r0c0", "rowspan": "2", "colspan": "2"}
    assert [cell["id"] for cell in cells] == ["s0f0t0r0c0", "s0f0t0r0c2", "s0f0t0r2c0"]
    gaps = [attributes for name, attributes in page.tags if attributes.get("class") == "gap"]
    # Position (1, 2) and the last two of the third row have no cell.
    assert len(gaps) == 3


def test_lines_in_a_cell_stay_lines() -> None:
    assert "合计<br>（万元）</td>" in html(MERGED)


def test_a_place_inside_a_merged_cell_leads_to_the_cell_that_covers_it() -> None:
    text = html(MERGED, figures=(figure("k", "合计", "4", Place(table=0, row=1, col=1)),))
    assert 'href="#s0f0t0r0c0" class="place"' in text
    assert '<td id="s0f0t0r0c0" class="hit major"' in text


def test_a_place_that_the_documents_do_not_have_is_no_link() -> None:
    places = (Place(table=7, row=0, col=0), Place(file=3, table=0, row=0, col=0), Place(paragraph=9), Place())
    text = html(MERGED, figures=tuple(figure(str(n), "合计", "4", place) for n, place in enumerate(places)))
    page = parse(text)
    assert not any(attributes.get("class") == "place" for name, attributes in page.tags if name == "a")
    assert sum(attributes.get("class") == "place" for name, attributes in page.tags if name == "span") == 4


def test_a_place_in_a_gap_leads_to_its_table() -> None:
    assert 'href="#s0f0t0" class="place"' in html(
        MERGED, figures=(figure("k", "合计", "4", Place(table=0, row=1, col=2)),)
    )


def test_the_gravest_finding_gives_a_cell_its_colour() -> None:
    cell = figure("k", "合计", "4", Place(table=0, row=0, col=2))
    findings = tuple(finding(str(item), "T01", item, cell) for item in Severity)
    submission = replace(quiet_submission(), findings=findings)
    document = Document(source=SOURCE, blocks=(MERGED,))
    text = to_html(sample(submissions=(submission,)), {submission.id: (document,)})
    assert '<td id="s0f0t0r0c2" class="hit critical">4<a href="#s0q1"' in text


def test_a_figure_that_only_holds_is_ticked_quietly() -> None:
    cell = figure("k", "合计", "4", Place(table=0, row=0, col=2))
    submission = replace(quiet_submission(), ticks=(Tick(check="T03", figures=(cell,), calculation="4 = 4"),))
    document = Document(source=SOURCE, blocks=(MERGED,))
    text = to_html(sample(submissions=(submission,)), {submission.id: (document,)})
    assert '<td id="s0f0t0r0c2" class="tied">4</td>' in text


def test_spans_that_overlap_are_both_marked() -> None:
    text = html(Paragraph(index=0, text="共计12.55万元"), figures=(in_text(2, 7), in_text(5, 9)))
    page = parse(text)
    assert [name for name in page.ids if name.startswith("s0f0p0x")] == ["s0f0p0x2", "s0f0p0x5"]
    assert page.names.count("mark") == 3
    assert "共计" in text_of_papers(page)


def test_a_span_outside_its_paragraph_leads_to_the_paragraph() -> None:
    for span in ((5, 9), (-1, 2), (2, 2), (3, 1)):
        text = html(Paragraph(index=0, text="共计12"), figures=(in_text(*span),))
        assert 'href="#s0f0p0" class="place"' in text
        assert "<mark" not in text


def test_a_place_without_a_span_marks_its_paragraph() -> None:
    text = html(Paragraph(index=0, text="共计12"), figures=(figure("k", "共计", "12", Place(paragraph=0)),))
    assert 'id="s0f0p0" class="para hit major"' in text


@given(
    st.text(alphabet=VISIBLE, min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(-2, 14), st.integers(-2, 14)), max_size=5),
)
def test_marking_never_loses_or_doubles_a_character(text: str, spans: list[tuple[int, int]]) -> None:
    # Back links add numbers: ticked figures have none.
    figures = tuple(figure(str(n), "a", "1", Place(paragraph=0, span=span)) for n, span in enumerate(spans))
    submission = replace(quiet_submission(), ticks=(Tick(check="T01", figures=figures, calculation=""),))
    document = Document(source=SOURCE, blocks=(Paragraph(index=0, text=text),))
    page = parse(to_html(sample(submissions=(submission,), errors=()), {submission.id: (document,)}))
    assert f"材料.txt1{text}以上为" in text_of_papers(page)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_a_personal_number_is_masked_in_the_papers_too_and_nothing_moves() -> None:
    text = "联系人某某，电话13800001234，身份证11010519900101123X，金额12.5万元。"
    shown = without_personal(text)
    assert len(shown) == len(text)
    assert "13800001234" not in shown
    assert "138****1234" in shown
    assert "11010519900101123X" not in shown
    page = html(Paragraph(index=0, text=text))
    assert "13800001234" not in page
    assert page.count("138****1234") > 0
