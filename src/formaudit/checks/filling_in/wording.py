"""F02, F03, F08: what is left over, or printed where it should not be."""

from collections.abc import Iterator

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.personal import PERSONAL, SHORTEST, masked
from formaudit.forms.quoting import form_address, word_figure
from formaudit.indicators.lexicon import lexicon
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import RowState
from formaudit.model.place import Place
from formaudit.model.verdict import Outcome, Verdict
from formaudit.text import compact

__all__ = ["personal_data", "template_remains", "wrong_option_word"]


def wrong_option_word(evidence: Evidence) -> Iterator[Verdict]:
    """F02: 不适应 (and the like) stands where 不适用 is meant; one finding for all cells of a form."""
    for form in evidence.submission.self_evaluations:
        cells = [
            word_figure(
                f"{form_address(form)}.option[{row.level2}]",
                row.level2_text.text.strip(),
                compact(text.text),
                text.place,
            )
            for row in form.indicators
            for text in (row.name, row.target_text, row.achieved_text)
            if compact(text.text) in lexicon().phrases["not-the-option"]
        ]
        if cells:
            said = {"count": str(len(cells)), "words": "、".join(sorted({cell.raw for cell in cells}))}
            yield Verdict(
                check="F02",
                outcome=Outcome.BROKEN,
                key=f"{form_address(form)}.option",
                figures=tuple(cells),
                calculation="",
                message=phrase("F02.broken", **said),
                fact=phrase("F02.fact", **said),
                suspects=len(cells),
            )
        elif any(row.state is RowState.NOT_APPLICABLE for row in form.indicators):
            first = next(row for row in form.indicators if row.state is RowState.NOT_APPLICABLE)
            yield Verdict(
                check="F02",
                outcome=Outcome.HOLDS,
                key=f"{form_address(form)}.option",
                figures=(
                    word_figure(
                        f"{form_address(form)}.option",
                        first.level2_text.text.strip(),
                        compact(first.name.text),
                        first.name.place,
                    ),
                ),
                calculation="",
                message=phrase("F02.holds"),
            )


def template_remains(evidence: Evidence) -> Iterator[Verdict]:
    """F03: rows of the template (……) were left in the form; one note for each form."""
    for form in evidence.submission.self_evaluations:
        cells = [
            word_figure(
                f"{form_address(form)}.template", row.level2_text.text.strip(), compact(row.name.text), row.name.place
            )
            for row in form.indicators
            if row.state is RowState.TEMPLATE
        ]
        if cells:
            yield Verdict(
                check="F03",
                outcome=Outcome.BROKEN,
                key=f"{form_address(form)}.template",
                figures=tuple(cells),
                calculation="",
                message=phrase("F03.broken", count=str(len(cells))),
                suspects=len(cells),
            )


def personal_data(evidence: Evidence) -> Iterator[Verdict]:
    """F08: a mobile or identity number stands in papers that will be published; one note for the submission."""
    found: list[Figure] = []
    for number, document in enumerate(evidence.submission.documents):
        texts = (
            *(one.text for one in document.paragraphs),
            *[cell.text for table in document.tables for cell in table.cells if len(cell.text) >= SHORTEST],
        )
        if PERSONAL.search("\n".join(texts)) is None:
            continue  # as in nearly every paper: no text is looked through by itself
        for paragraph in document.paragraphs:
            for match in PERSONAL.finditer(paragraph.text):
                place = Place(
                    file=number,
                    paragraph=paragraph.index,
                    span=match.span(),
                    page=paragraph.page,
                    bbox=paragraph.bbox,
                    line=paragraph.line,
                )
                found.append(word_figure(f"text[{paragraph.index}].personal", "联系电话", masked(match[0]), place))
        for table in document.tables:
            for cell in table:
                for match in PERSONAL.finditer(cell.text):
                    place = Place(
                        file=number,
                        table=table.index,
                        row=cell.row,
                        col=cell.col,
                        span=match.span(),
                        page=cell.page,
                        bbox=cell.bbox,
                        line=cell.line,
                    )
                    found.append(word_figure(f"table[{table.index}].personal", "联系电话", masked(match[0]), place))
    if found:
        yield Verdict(
            check="F08",
            outcome=Outcome.BROKEN,
            key="personal",
            figures=tuple(found),
            calculation="",
            message=phrase("F08.broken", count=str(len(found))),
            suspects=len(found),
        )
