"""Where the paragraphs that findings quote are found on paper: the heading above them, and how they begin."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.personal import without_personal
from formaudit.model.figure import Figure
from formaudit.model.report import Passage
from formaudit.model.report_text import Report, Section
from formaudit.model.submission import Submission

__all__ = ["passages_of"]

_HEADING: Final = 40
_OPENING: Final = 40
"""How many characters are kept: enough to find the heading and the paragraph on the page."""


def passages_of(submission: Submission, figures: Sequence[Figure]) -> tuple[Passage, ...]:
    """A passage for each paragraph of the submission's own files in which one of the figures stands, in their order."""
    wanted = {
        (figure.place.file, figure.place.paragraph)
        for figure in figures
        if figure.place.paragraph is not None and 0 <= figure.place.file < len(submission.documents)
    }
    texts = {
        (file, paragraph.index): paragraph.text
        for file, document in enumerate(submission.documents)
        for paragraph in document.paragraphs
        if (file, paragraph.index) in wanted
    }
    sections = [section for form in submission.forms if isinstance(form, Report) for section in form.sections]
    made = []
    for (file, paragraph), text in sorted(texts.items()):
        section = _section(sections, file, paragraph)
        heading = "" if section is None else _printed(section, submission)
        made.append(Passage(file=file, paragraph=paragraph, heading=heading, opening=_start(text, _OPENING)))
    return tuple(made)


def _section(sections: Sequence[Section], file: int, paragraph: int) -> Section | None:
    """The section that a paragraph belongs to; for one that begins with a heading of its own, the one above that."""
    before = [
        section
        for section in sections
        if section.place.file == file and section.place.paragraph is not None and section.place.paragraph <= paragraph
    ]
    before.sort(key=lambda section: section.place.paragraph or 0)
    own = [section for section in before if section.place.paragraph == paragraph]
    if own:
        level = min(section.level for section in own)
        before = [section for section in before if section.place.paragraph != paragraph and section.level < level]
    return before[-1] if before else None


def _printed(section: Section, submission: Submission) -> str:
    """The heading as it is printed, its serial included, without a text that goes on behind it."""
    document = submission.documents[section.place.file]
    text = next((each.text for each in document.paragraphs if each.index == section.place.paragraph), "")
    end = text.find(section.title)
    return _start(text[: end + len(section.title)] if end >= 0 else section.title, _HEADING)


def _start(text: str, most: int) -> str:
    line = without_personal(" ".join(text.split()))
    return line if len(line) <= most else line[: most - 1] + "…"
