"""The report text (自评报告) turned into sections, claims and the list of attachments.

A claim is what a sentence says about figures; see ``formaudit.model.report_text.Claim``. Each sum of money,
percentage and count of the text is the first figure of exactly one claim, with these exceptions: of a growth with a
rate and a difference only the rate comes first; a growth of nothing (持平) begins with the amount that did not change,
which has a claim of its own beside it; an amount that is broken down twice, in its sentence and by the paragraphs
behind it, has two sums. Laws in 《》, dates, numbers of documents and telephone numbers are no figures.
"""

from formaudit.forms.narrative.about import is_about
from formaudit.forms.narrative.report import ReportText, claims_of_text, read_report, statements_of_text

__all__ = ["ReportText", "claims_of_text", "is_about", "read_report", "statements_of_text"]
