"""What two versions of a submission print differently, figure by figure."""

from formaudit.graph.collect import table_figures
from formaudit.model.figure import Figure
from formaudit.model.report import Difference
from formaudit.model.submission import Submission

__all__ = ["differences"]

_NONE = "—"


def differences(here: Submission, adopted: Submission) -> tuple[Difference, ...]:
    """The figures of the forms that are printed differently, those of the adopted version first; text is not compared.

    A figure that only one version prints stands beside a dash.
    """
    mine, theirs = _printed(here), _printed(adopted)
    found = []
    for key in dict.fromkeys((*theirs, *mine)):
        one, other = mine.get(key), theirs.get(key)
        said, there = _raw(one), _raw(other)
        figure = other or one
        if said != there and figure is not None:
            found.append(Difference(label=figure.label, here=said or _NONE, adopted=there or _NONE))
    return tuple(found)


def _printed(submission: Submission) -> dict[str, Figure]:
    return {figure.key: figure for figure in table_figures(submission) if figure.raw.strip()}


def _raw(figure: Figure | None) -> str:
    return "" if figure is None else "".join(figure.raw.split())
