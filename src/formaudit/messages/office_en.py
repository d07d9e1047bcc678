"""English words for what older Word files, spreadsheets and web pages cannot give."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.no-libreoffice": "this format is read through LibreOffice, which is not installed",
    "remedy.no-libreoffice": "install LibreOffice, or save the file as DOCX in its own program",
    "warning.no-libreoffice": "LibreOffice is not installed: read by one reader only, nothing compared",
    "warning.one-reader": "the other reader could not open the file ({detail}): read by one only, nothing compared",
    "warning.readers-differ": "the two readers differ; the text stored in the file stands: {detail}",
    "warning.converted": "the file was converted by {detail} and then read",
    "warning.repaired": "the file is damaged in part and was read as far as it could be mended ({detail})",
    "warning.number-formats-unknown": "the number formats of sheet “{detail}” cannot be read: a percentage may show as a fraction",
    "warning.formula-without-value": "a formula has no stored result and counts as blank: {detail}",
    "warning.formula-not-calculated": "a formula is computed when the file is opened; the stored 0 may not be what is printed: {detail}",
    "warning.covered-value": "merged cells cover others that hold something ({detail}); it is not printed and was not taken over",
    "warning.hidden-sheet": "sheet “{detail}” is hidden; its content was read",
    "warning.hidden-rows": "there are hidden rows; their content was read: {detail}",
    "warning.hidden-columns": "there are hidden columns; their content was read: {detail}",
    "warning.raised-marks": "raised or lowered note marks were not taken for part of the words or figures: {detail}",
    "warning.struck-text": "words struck through were not taken over: {detail}",
    "warning.hidden-text": "there are words that cannot be seen (in the colour of their ground, tiny, hidden by a style), not taken over: {detail}",
    "warning.margin-text": "a header or footer holds figures that were not read: {detail}",
    "warning.comments": "the document has comments ({detail}) that were not read",
    "warning.pictures": "the document holds pictures ({detail}); what they show was not read",
    "warning.picture-in-cell": "{detail} cells hold a picture or an object instead of text, which was not read",
    "warning.chart": "the document holds charts ({detail}); their figures were not read",
    "warning.diagram": "the document holds SmartArt diagrams ({detail}) that were not read",
    "warning.control": "the document holds controls ({detail}) whose content was not read",
    "warning.sub-document": "the document refers to sub-documents ({detail}) that were not read",
    "warning.tracked-changes": "the document holds tracked deletions ({detail}); it was read as revised",
    "warning.bound-content": "{detail} content controls show other words than their data; the data were read",
    "warning.field-without-result": "a field has no stored result, what it prints is not known: {detail}",
    "warning.embedded-read": "an embedded workbook was read where it stands: {detail}",
    "warning.embedded-object": "an embedded file or object was not read: {detail}",
    "warning.equation-object": "an equation object was not read ({detail})",
}
