"""A document as the grid it was read as, with a finding's figures, what agrees and what was not tested marked in it."""

import re
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup
from msgspec.structs import replace

from formaudit.model.document import Document
from formaudit.model.place import Place
from formaudit.model.report import Finding
from formaudit.patterns import compiled
from formaudit.reports.html.anchors import Anchors, anchor, anchors_of
from formaudit.reports.html.papers import paper_html
from formaudit.web.cases import Case
from formaudit.web.originals import Reread

__all__ = ["grid_html", "places_on"]

_ID: Final = compiled(r' id="(s0f[0-9a-z]+)"')
"""The id of a place as the report's markup writes it; text of a document cannot hold one, its quotes are escaped."""


def grid_html(case: Case, finding: Finding, file: int, known: Reread) -> Markup | None:
    """One file of a submission; nothing where it was not read again."""
    document = known.documents.get(case.submission.files[file].source.sha256)
    if document is None:
        return None
    anchors = _anchors(case, known)
    focus: dict[str, str] = {}
    for number, figure in enumerate(finding.figures):
        focus.setdefault(anchor(anchors, figure.place), "suspect" if number < finding.suspects else "evidence")
    untested = {anchor(anchors, place) for place in places_on(case, known.untested, file)}
    untested -= anchors.tied | set(anchors.marks)

    def marked(found: re.Match[str]) -> str:
        name = found[1]
        more = f' data-focus="{focus[name]}"' if name in focus else ""
        return found[0] + more + (' data-untested=""' if name in untested else "")

    return Markup(_ID.sub(marked, str(paper_html(anchors, file, document))))  # noqa: S704 - the report's own markup


def _anchors(case: Case, known: Reread) -> Anchors:
    """What is said about each place of the documents as they were read again."""
    documents = [
        known.documents.get(entry.source.sha256) or Document(source=entry.source, blocks=())
        for entry in case.submission.files
    ]
    made = anchors_of(0, case.submission, case.arrangement, documents, case.places)
    ticked, untested = places_on(case, known.tied), places_on(case, known.untested)
    spans = {name: set(ranges) for name, ranges in made.spans.items()}
    for place in (*ticked, *untested):
        paragraph = made.paragraphs.get((place.file, place.paragraph or 0))
        if place.table is None and place.span is not None and paragraph is not None:
            start, end = place.span
            if 0 <= start < min(end, len(paragraph.text)):
                spans.setdefault(f"s0f{place.file}p{place.paragraph}", set()).add(
                    (start, min(end, len(paragraph.text)))
                )
    tied = {anchor(made, place) for place in ticked}
    return replace(
        made, tied=made.tied | (tied - {""}), spans={name: tuple(sorted(ranges)) for name, ranges in spans.items()}
    )


def places_on(case: Case, places: Sequence[tuple[str, Place]], file: int | None = None) -> list[Place]:
    """Places of documents by hash as places of the report's files."""
    numbers = {entry.source.sha256: number for number, entry in enumerate(case.submission.files)}
    found = [replace(place, file=numbers[digest]) for digest, place in places if digest in numbers]
    return [place for place in found if file is None or place.file == file]
