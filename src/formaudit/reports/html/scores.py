"""The scores as submitted beside what the rules give."""

from formaudit.messages import word
from formaudit.model.report import SubmissionReport
from formaudit.reports.html.anchors import Anchors, anchor
from formaudit.reports.html.markup import NOTHING, Html, join, link, say, tag
from formaudit.reports.html.overview import table_html
from formaudit.reports.places import form_words
from formaudit.reports.scores import score_heads, score_line

__all__ = ["scores_html"]


def scores_html(anchors: Anchors, submission: SubmissionReport) -> Html:
    """The section; nothing where no score could be read."""
    if not submission.scores:
        return NOTHING
    lang, name = anchors.places.lang, f"s{anchors.number}scores"
    tables = []
    for form in dict.fromkeys((row.form, row.form_index) for row in submission.scores):
        rows = []
        for row in submission.scores:
            if (row.form, row.form_index) == form:
                cells = [join([tag("div", say(line)) for line in text.split("\n")]) for text in score_line(row, lang)]
                if row.score is not None:
                    cells[3] = link(anchor(anchors, row.score.place), say(row.score.raw))
                rows.append(cells)
        tables.append(table_html(form_words(anchors.places, *form), score_heads(lang), rows))
    return tag("section", tag("h3", say(word("score.title", lang)), id=name), *tables, aria_labelledby=name)
