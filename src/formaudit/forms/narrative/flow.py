"""Paragraphs that belong to one sentence put together again, with the way back to their places.

A hard-wrapped text or a page break cuts sentences (``其中：基本支出 105.58 万元，占`` / ``34.30%；…``), and a colon may
stand at the end of a paragraph whose parts are named in the next.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.narrative.outline import heading_of, style_of
from formaudit.forms.narrative.words import OPENED
from formaudit.model.document import Paragraph
from formaudit.model.place import Place
from formaudit.patterns import compiled

__all__ = ["Flow", "read_flows"]

_ENDED: Final = compiled(r"[。！？；!?;：:…]\s*$")
_SENTENCE: Final = compiled(r"[，。；、：]")
_NO_CONTINUATION: Final = compiled(r"\s*(?:附\s*[件表:：]|目标\s*[0-9一二三]|[一二三四五六七八九]是|[①-⑳●■◆·-])")
_SIGNED: Final = compiled(r"(?:签字|签名|填表人|填报人|填报日期|填表日期|联系电话)\s*[:：]")
"""The line of signatures under a form is no sentence: its date would run into the year of the next title."""
_WRAPPED: Final = 16
_LONGEST: Final = 20_000


class Flow(Struct, frozen=True):
    """A run of text: one paragraph, or several that one sentence runs through. ``first`` is the first one's text."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]
    first: str

    def locate(self, span: tuple[int, int]) -> Place:
        """The place of a piece of the text: paragraph and span there, cut off where the paragraph ends."""
        index = max(position for position, start in enumerate(self.starts) if start <= span[0])
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return replace(self.places[index], span=(span[0] - start, min(span[1], end) - start))


def read_flows(paragraphs: Sequence[Paragraph], places: Sequence[Place]) -> list[Flow]:
    """The paragraphs in order, cut sentences joined."""
    flows: list[Flow] = []
    before = ""
    for paragraph, place in zip(paragraphs, places, strict=True):
        text = paragraph.text
        if flows and _goes_on(before, text) and len(flows[-1].text) < _LONGEST:
            last = flows[-1]
            flows[-1] = Flow(last.text + text, (*last.starts, len(last.text)), (*last.places, place), last.first)
        else:
            flows.append(Flow(text, (0,), (place,), text))
        before = text
    return flows


def _goes_on(before: str, text: str) -> bool:
    if style_of(text) or _NO_CONTINUATION.match(text) or _SIGNED.search(before) or _SIGNED.search(text):
        return False
    opened = OPENED.search(before)
    if opened and opened["which"]:
        return True
    if _ENDED.search(before) or len(before.strip()) < _WRAPPED or _SENTENCE.search(before) is None:
        return False
    head = heading_of(before)
    return head is None or head.body < len(before)
