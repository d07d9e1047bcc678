"""The scores as submitted and as the rules give them, as rows of a table."""

from decimal import Decimal

from formaudit.messages import word
from formaudit.model.report import ScoreRow, SubmissionReport
from formaudit.reports.clean import one_line
from formaudit.reports.places import Places, form_words
from formaudit.reports.words import MARKS, named, plain

__all__ = ["score_heads", "score_line", "score_totals", "totals_of"]


def score_heads(lang: str) -> list[str]:
    """The column heads of the table of scores."""
    return [word(f"score.column.{name}", lang) for name in ("label", "nature", "weight", "score", "recomputed", "mark")]


def score_line(row: ScoreRow, lang: str) -> list[str]:
    """A row of the table: every reading on a line of its own with its calculation."""
    readings = [
        f"{plain(reading.score)}　{one_line(reading.calculation)}" if row.nature != "total" else plain(reading.score)
        for reading in row.readings
    ]
    mark = {True: MARKS["holds"], False: MARKS["broken"], None: "·"}[row.agrees]
    return [
        one_line(row.label),
        named("score.nature", row.nature, lang),
        one_line(row.weight.raw) if row.weight is not None else "",
        one_line(row.score.raw) if row.score is not None else "",
        "\n".join(readings) or word("score.none", lang),
        mark,
    ]


def totals_of(submission: SubmissionReport) -> list[ScoreRow]:
    """The totals of the forms: what the units gave themselves."""
    return [row for row in submission.scores if row.nature == "total"]


def score_totals(submission: SubmissionReport, places: Places) -> list[list[str]]:
    """Form, submitted total, recomputed total, difference."""
    rows = []
    for row in totals_of(submission):
        if row.score is None or row.score.value is None:
            continue
        again = row.readings[0].score
        difference = (again - row.score.value).normalize() if again != row.score.value else Decimal(0)
        rows.append(
            [form_words(places, row.form, row.form_index), one_line(row.score.raw), plain(again), f"{difference:+f}"]
        )
    return rows
