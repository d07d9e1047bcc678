"""A letter whose sentences a person has changed; its figures stay what they are, wherever the sentence takes them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.letters.attach import attachments_of
from formaudit.letters.letter import Fact, Item, Letter
from formaudit.letters.readback import misplaced
from formaudit.patterns import compiled
from formaudit.reports.clean import one_line

__all__ = ["Fault", "edited", "faults_of"]

_ACCUSING: Final = ("造假", "虚报", "骗取", "隐瞒", "挪用", "严重违规", "责任人", "处罚")
_LONGEST: Final = 4000
_NUMBER: Final = compiled(r"\d+(?:\.\d+)*%?")


class Fault(Struct, frozen=True, kw_only=True):
    """What keeps an edited letter from being issued: ``kind`` is a catalogue key, ``detail`` the words concerned."""

    kind: str
    detail: str


def edited(letter: Letter, form: Mapping[str, Sequence[str]]) -> Letter:
    """The letter with the texts of the form in the place of its own.

    Title, paragraphs, and of each item its facts and its request can be changed; what the form leaves out stays. The
    attached tables are made anew from the changed items.
    """

    def said(name: str, was: str) -> str:
        values = form.get(name, ())
        return one_line(values[0])[:_LONGEST] if values and values[0].strip() else was

    def lines(name: str, was: tuple[str, ...]) -> tuple[str, ...]:
        values = form.get(name, ())
        if not values:
            return was
        return tuple(text for text in (one_line(line)[:_LONGEST] for line in values[0].splitlines()) if text) or was

    def item(each: Item) -> Item:
        if not each.findings:
            return each
        facts = tuple(
            replace(fact, text=said(f"fact-{each.number}-{number}", fact.text))
            for number, fact in enumerate(each.facts)
        )
        return replace(each, facts=facts, request=said(f"request-{each.number}", each.request))

    items = tuple(map(item, letter.items))
    remarks = tuple(map(item, letter.remarks))
    changed = replace(
        letter, title="\n".join(lines("title", tuple(letter.title.split("\n")))),
        opening=lines("opening", letter.opening), closing=lines("closing", letter.closing),
        items=items, remarks=remarks,
    )  # fmt: skip
    if changed == letter:
        return letter
    own = tuple(each for each in items if each.findings)
    return replace(changed, attachments=attachments_of(letter.kind, own, remarks, letter.party, letter.lang))


def faults_of(letter: Letter, was: Letter) -> tuple[Fault, ...]:
    """What is wrong with an edited letter: a figure that its sentence no longer prints, a word that accuses."""
    return (*_figures(letter, was), *_words(letter, was))


def _figures(letter: Letter, was: Letter) -> Iterator[Fault]:
    """A sentence must name the places that it named, and print every number it printed as often as before."""
    for item, before in zip((*letter.items, *letter.remarks), (*was.items, *was.remarks), strict=True):
        for fact, old in zip(item.facts, before.facts, strict=True):
            lost = [each.clause for each in old.figures if each.clause in old.text and each.clause not in fact.text]
            lost += (Counter(_NUMBER.findall(old.text)) - Counter(_NUMBER.findall(fact.text))).elements()
            if lost:
                yield Fault(kind="web.letter.fault.figure", detail=f"{item.number}: {lost[0]}")
    for told in misplaced(letter, ()):
        yield Fault(kind="web.letter.fault.figure", detail=told)


def _words(letter: Letter, was: Letter) -> Iterator[Fault]:
    before = _whole(was)
    for accusing in _ACCUSING:
        if _whole(letter).count(accusing) > before.count(accusing):
            yield Fault(kind="web.letter.fault.word", detail=accusing)


def _whole(letter: Letter) -> str:
    facts: list[Fact] = [fact for item in (*letter.items, *letter.remarks) for fact in item.facts]
    requests = [item.request for item in (*letter.items, *letter.remarks)]
    return "\n".join((letter.title, *letter.opening, *(fact.text for fact in facts), *requests, *letter.closing))
