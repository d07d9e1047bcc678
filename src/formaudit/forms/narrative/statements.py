"""What a text says beside its figures: there is none, a grade, a list with a claimed count, a choice of the form."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.draft import Draft, Word
from formaudit.forms.narrative.mentions import Mention, Passage
from formaudit.forms.narrative.words import FUNDS, GRADE, NONE_OF, TEMPLATE, Wording, clean
from formaudit.model.report_text import ClaimKind
from formaudit.model.statement import Role
from formaudit.patterns import Late, compiled

__all__ = ["fund_of", "read_enumerations", "read_statements"]

_COUNTED: Final = frozenset({"个", "项", "家", "类", "种", "所", "处", "部", "条", "件", "场"})
_LIST: Final = compiled(
    r"(?P<what>[^，。；:,\n¤]{0,14})(?:[，,]?(?:主要)?(?:分别(?:为|是)|包括|即|为|是)[:]?|[:])(?P<list>[^。；\n:¤]{3,400})"
)
_AHEAD: Final = compiled(r"[^。；:,\n¤]{0,16}(?::|如下[:。]?|[，。](?=\s*一是))")
_NAMED: Final = compiled(r"(?P<list>[^¤]{1,60}(?:、[^¤、]{1,30}){1,20})等$")
_SET_UP: Final = compiled(r"^.*(?:内设|下设|设有|设立|包括|下属|下辖|开展|完成|举办)(?=.)")
_BREAK: Final = compiled(r".{0,16}?[:。，]")
_ANNOUNCED: Final = compiled(r"以下|如下|下列|下述")
_SERIALS: Final = (
    Late(r"(?P<serial>[一二三四五六七八九十])是(?P<item>[^，。；:\n]{2,40})"),
    Late(r"(?:^|[:。；\n\s])\((?P<serial>[一二三四五六七八九十])\)(?P<item>[^，。；:\n]{2,40})"),
    Late(r"(?:^|[:。；\n\s])\(?(?P<serial>[0-9]{1,2})(?:[、)]|\.(?![0-9]))\s*(?P<item>[^，。；:\n]{2,40})"),
    Late(r"(?:^|[:。；\n\s])(?P<serial>[一二三四五六七八九十])、(?P<item>[^，。；:\n]{2,40})"),
)
_NUMERALS: Final = "一二三四五六七八九十"
_QUOTES: Final = str.maketrans("", "", "“”")
_OPEN: Final = compiled(r"等(?:[^、和及]{0,8})?$|……$|…$")
_SERIAL: Final = compiled(r"\s*\(?(?:[0-9]{1,2}|[一二三四五六七八九十])[、.)是]")
_LAST: Final = compiled(r"(?<=.{2})(?:以及|和|及|与)(?=.{2})")
_SPLIT: Final = compiled(r"、(?![^(]*\))")


def fund_of(label: str) -> str:
    """The fund that a label names (政府性基金 …), or nothing."""
    match = FUNDS.search(label)
    return match["fund"] if match else ""


def read_statements(passage: Passage) -> list[Draft]:
    """Statements that there is none, grades, and choices of the form left standing where no figure follows."""
    text = passage.text
    drafts: list[Draft] = []
    for match in NONE_OF.finditer(text):
        fund = match["fund"].translate(_QUOTES)
        drafts.append(Draft(ClaimKind.ZERO, fund, ((Role.VALUE, Word(match[0], match.span(), fund, Decimal(0))),)))
    for match in GRADE.finditer(text):
        group = "grade" if match["grade"] else "also"
        start = max(text.rfind(mark, 0, match.start()) for mark in "，。；\n") + 1
        label = clean(text[start : match.start(group)]) or "等级"
        drafts.append(Draft(ClaimKind.GRADE, label, ((Role.GRADE, Word(match[group], match.span(group), label)),)))
    bound = [one.quantity.span[0] for one in passage.mentions if one.template]
    for match in TEMPLATE.finditer(text):
        if not any(match.start() < start <= match.end() + 3 for start in bound):
            word = Word(match[0], match.span(), match[0], blank=True)
            drafts.append(Draft(ClaimKind.TEMPLATE, match[0], ((Role.VALUE, word),)))
    return drafts


def read_enumerations(passage: Passage, following: Sequence[str]) -> list[tuple[Mention, Draft]]:
    """Counts that announce a list, with the items listed there or in the paragraphs ``following``."""
    drafts: list[tuple[Mention, Draft]] = []
    beside = Counter((mention.sentence, mention.measure) for mention in passage.mentions)
    for mention in passage.mentions:
        alone = beside[mention.sentence, mention.measure] == 1
        if mention.role is Wording.VALUE and mention.quantity.unit in _COUNTED and (mention.amount or 0) > 1:
            found = _enumeration(passage, mention, following, alone=alone)
            if found is not None:
                drafts.append((mention, found))
    return drafts


def _enumeration(passage: Passage, mention: Mention, following: Sequence[str], *, alone: bool) -> Draft | None:
    text = passage.text
    end = mention.quantity.span[1]
    if named := _NAMED.search(mention.lead[-200:]):
        items = tuple(_SET_UP.sub("", item).strip() for item in _SPLIT.split(named["list"]))
        return Draft(ClaimKind.ENUMERATION, mention.name, ((Role.COUNT, mention),), exhaustive=False, items=items)
    if not alone:
        return None  # a list behind several counts may belong to any of them, or to their sum
    listed = _LIST.match(passage.blotted, end)
    if listed is None or _SERIAL.match(listed["list"]):
        ahead = _AHEAD.match(text, end) or (_ANNOUNCED.search(mention.lead) and _BREAK.match(text, end))
        rest = text[ahead.end() - 1 :] if ahead else ""
        items = _numbered(rest if rest.strip(" :。") else "\n".join(("", *following))) if ahead else ()
        return Draft(ClaimKind.ENUMERATION, mention.name, ((Role.COUNT, mention),), items=items) if items else None
    names = compiled("[，,]").split(listed["list"], maxsplit=1)[0].strip()
    exhaustive = _OPEN.search(names) is None
    names = _OPEN.sub("", names)
    items = tuple(item.strip() for item in _SPLIT.split(names) if item.strip())
    if len(items) > 1 and (last := _LAST.split(items[-1], maxsplit=1)) and len(last) == 2 and "(" not in items[-1]:
        items = (*items[:-1], *last)
    if len(items) < 2 or any(len(item) > 40 for item in items):
        return None
    return Draft(ClaimKind.ENUMERATION, mention.name, ((Role.COUNT, mention),), exhaustive=exhaustive, items=items)


def _numbered(text: str) -> tuple[str, ...]:
    """The items of a numbered list that counts up from one."""
    for pattern in _SERIALS:
        items: list[str] = []
        for match in pattern.now.finditer(text):
            serial = match["serial"]
            number = int(serial) if serial.isdigit() else _NUMERALS.index(serial) + 1
            if number == len(items) + 1:
                items.append(match["item"].strip())
            elif number == 1:
                break
        if len(items) > 1:
            return tuple(items)
    return ()
