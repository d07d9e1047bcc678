"""The part of a page on which a figure is printed, with the figure marked."""

from base64 import b64encode
from typing import Final

from formaudit.extract.pictures import part_of
from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.reports.html.anchors import Anchors
from formaudit.reports.html.markup import NOTHING, Html, say

__all__ = ["crop_html"]

_BESIDE: Final = 150.0
_ABOVE: Final = 26.0
_HIGHEST: Final = 160.0
"""Points that are shown around a figure and of a very high cell at most."""


def crop_html(anchors: Anchors, figure: Figure) -> Html:
    """The picture, or nothing where the page is not at hand."""
    place = figure.place
    if place.page is None or place.bbox is None:
        return NOTHING
    view = anchors.views.get((place.file, place.page))
    if view is None:
        return NOTHING
    x0, top, x1, bottom = place.bbox
    left, right = max(x0 - _BESIDE, 0.0), min(x1 + _BESIDE, view.width)
    upper, lower = max(top - _ABOVE, 0.0), min(bottom + _ABOVE, top + _HIGHEST, view.height)
    if right - left < 1 or lower - upper < 1:
        return NOTHING
    data = b64encode(part_of(view, (left, upper, right, lower))).decode()
    wide, high = right - left, lower - upper
    label = say(word("page.crop", anchors.places.lang, number=str(place.page), text=figure.raw))
    return Html(
        f'<svg class="crop" viewBox="0 0 {wide:.1f} {high:.1f}" width="{wide:.0f}" height="{high:.0f}" role="img" '
        f'aria-label="{label}"><image href="data:image/png;base64,{data}" width="{wide:.1f}" height="{high:.1f}"/>'
        f'<rect x="{x0 - left:.1f}" y="{top - upper:.1f}" width="{x1 - x0:.1f}" '
        f'height="{min(bottom, lower) - top:.1f}" fill="none" stroke="#B3261E" stroke-width="1.5"/></svg>'
    )
