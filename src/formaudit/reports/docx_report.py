"""The findings report as DOCX."""

from formaudit.model.report import AuditReport
from formaudit.reports.geometry import FORM, HEAD, TITLE
from formaudit.reports.outline import Grid, Heading, outline
from formaudit.reports.paper import Sheet

__all__ = ["report_docx"]

_SIZES = {1: 20.0, 2: 16.0, 3: 14.0, 4: 12.0}
_COLOURS = {"critical": "B3261E", "major": "8A5300", "good": "1B6E3C", "quiet": "555555"}


def report_docx(report: AuditReport) -> bytes:
    """The report's file; equal reports give equal bytes."""
    sheet = Sheet(FORM, size=10.5)
    for block in outline(report):
        if isinstance(block, Heading):
            sheet.heading(block.text, block.level, TITLE if block.level == 1 else HEAD, _SIZES[block.level])
        elif isinstance(block, Grid):
            widths = [share * FORM.measure for share in block.widths]
            sheet.table(widths, [block.heads, *block.rows], head=1, size=9)
            sheet.blank()
        else:
            sheet.line(
                block.text,
                align="left",
                left=2 * block.indent,
                bold=block.tone == "strong",
                colour=_COLOURS.get(block.tone, ""),
            )
    sheet.page_numbers(size=9)
    return sheet.bytes()
