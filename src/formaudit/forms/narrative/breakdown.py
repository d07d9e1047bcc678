"""Which amounts of a paragraph are parts of which: a reader of 其中, 用于, 主要包括 and the marks between amounts.

The marks say how deep an amount stands: ``；`` parts more strongly than ``，``, that more strongly than ``、``; a full
stop ends every breakdown. People do not keep to this, so that some amounts can stand at two depths. Where both are
good grammar, that reading is taken in which the parts meet the whole; where neither does, the marks alone decide, and
the sum is wrong whichever is read.
"""

from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from formaudit.forms.narrative.mentions import Mention, Passage
from formaudit.forms.narrative.words import FRAGMENT, GENERIC, LAST_YEAR, OPENER, WEAK, Wording, clean
from formaudit.model.figure import ZERO
from formaudit.patterns import compiled

__all__ = ["Breakdown", "read_breakdowns"]

_EVENTS: Final = compiled(
    rf"(?P<opener>{OPENER.pattern})|(?P<mark>[。；，、\n]|[,](?! ?[0-9])|和(?=.)|及(?=.))|(?P<open>\()|(?P<close>\))"
)
_RANK: Final = {"": 0, "和": 1, "及": 1, "、": 1, ",": 2, "，": 2, "；": 3, "。": 4, "\n": 4}
_TOTAL: Final = compiled(r"(?:合计|共计|总计|总共|两项合计|以上合计|累计)(?:支出|资金|金额|经费|为|约|达)*$")
_AMONG: Final = compiled(r"\s*(?P<name>[^，。；,]{2,24}?)(?:之?中|当中|里)[，,]")
_BROKEN_DOWN: Final = compiled(r"\s*[，,。]?\s*其中")
_AHEAD: Final = 60
_SIGHT: Final = 220
_OPEN_END: Final = compiled(r"\s*(?:等(?!于|级)|……|\.\.\.|…)")


class Breakdown(Struct, frozen=True):
    """An amount and the amounts named as its parts. ``opener`` is the word that said so."""

    whole: Mention
    parts: tuple[Mention, ...]
    opener: str
    exhaustive: bool


class _Level(Struct):
    parent: Mention | None
    opener: str = ""
    depth: int = 0
    rank: int = 0
    items: list[Mention] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    running: Decimal | None = ZERO

    def add(self, mention: Mention, rank: int) -> None:
        if self.items and self.parent is not None:
            self.rank = max(self.rank, rank)
        self.items.append(mention)
        self.ranks.append(rank)
        self.running = None if self.running is None or mention.amount is None else self.running + mention.amount


class _Between(Struct, frozen=True):
    """What stands between two amounts: the strongest mark, an opener that is still in force, brackets."""

    rank: int
    opener: str = ""
    opener_rank: int = 0
    closed: int = 0
    opened: int = 0


def total(mentions: list[Mention] | tuple[Mention, ...]) -> Decimal | None:
    """The sum of some amounts, or ``None`` where one of them is damaged."""
    values = [mention.amount for mention in mentions]
    return None if any(value is None for value in values) else sum((v for v in values if v is not None), Decimal(0))


def read_breakdowns(passage: Passage) -> tuple[Breakdown, ...]:
    """All breakdowns of a paragraph, outer ones first."""
    values = [mention for mention in passage.mentions if mention.role is Wording.VALUE or _divided(mention, passage)]
    gaps = [_between(passage.blotted, values[i - 1].quantity.span[1] if i else 0, value.quantity.span[0])
            for i, value in enumerate(values)]  # fmt: skip
    levels = _Reader(passage, values, gaps).read()
    found = [_breakdown(level, passage) for level in levels if level.parent is not None and level.items]
    found += _totals(values, gaps, found)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.whole.place))


def _divided(mention: Mention, passage: Passage) -> bool:
    """Whether a difference is itself broken down: 比年初增加30万元，其中上级转移支付27万元，…."""
    return mention.role is Wording.DIFFERENCE and _BROKEN_DOWN.match(passage.text, mention.quantity.span[1]) is not None


def _sentence_start(text: str, position: int) -> int:
    return max(text.rfind("。", 0, position), text.rfind("\n", 0, position)) + 1


def _between(blotted: str, start: int, end: int) -> _Between:
    rank = 0
    opener = ""
    opener_rank = 0
    since = 0
    depth = closed = 0
    for event in _EVENTS.finditer(blotted, start, end + _SIGHT):
        if event.start() >= end:
            break
        if event["opener"]:
            opener, opener_rank, since = event["opener"], rank, event.end()
        elif event["open"]:
            depth += 1
        elif event["close"]:
            if depth:
                depth -= 1
            else:
                closed += 1
        elif depth == 0 or event["mark"] == "。":
            mark = _RANK[event["mark"]]
            if event["mark"] in {"和", "及"} and event.start() > start:
                continue
            rank = max(rank, mark)
            said = bool(blotted[since : event.start()].strip(" :：,，¤"))
            if mark >= 4 or (opener and said and (mark == 3 or (mark == 2 and opener in WEAK))):
                opener = ""
    return _Between(rank, opener, opener_rank, closed, depth)


class _Reader:
    """Walks once over the amounts of a paragraph and keeps the open breakdowns on a stack."""

    def __init__(self, passage: Passage, values: list[Mention], gaps: list[_Between]) -> None:
        self.passage = passage
        self.values = values
        self.gaps = gaps
        self.stack = [_Level(None)]
        self.done: list[_Level] = []
        self.suspended: _Level | None = None
        self.depth = 0

    def read(self) -> list[_Level]:
        for index, (value, gap) in enumerate(zip(self.values, self.gaps, strict=True)):
            self._brackets(gap)
            parent = self._parent(index) if gap.opener else self._bracketed(index) or self._resumed(index)
            if gap.rank == 4:
                self._end_of_sentence()
            if parent is not None and not (gap.opener and self._repeats(gap)):
                self._open(parent, gap)
                self.stack[-1].add(value, gap.rank)
                self.suspended = None
            elif gap.rank == 4:
                self._first_of_sentence(index)
            else:
                self._sibling(index)
            self.depth += gap.opened
        self._end_of_sentence()
        return self.done

    def _brackets(self, gap: _Between) -> None:
        self.depth = max(0, self.depth - gap.closed)
        while len(self.stack) > 1 and self.stack[-1].depth > self.depth:
            self.done.append(self.stack.pop())

    def _end_of_sentence(self) -> None:
        outer = self.stack[1] if len(self.stack) > 1 else None
        self.done += self.stack[:0:-1]
        self.stack = [self.stack[0]]
        self.depth = 0
        self.suspended = outer

    def _repeats(self, gap: _Between) -> bool:
        """用于A费4万元、用于B费5万元: the second opener stands beside the first, not under it."""
        return gap.opener in WEAK and gap.opener == self.stack[-1].opener and gap.opener_rank <= 2

    def _open(self, parent: Mention, gap: _Between) -> None:
        while len(self.stack) > 1 and parent not in self.stack[-1].items:
            self.done.append(self.stack.pop())
        self.stack.append(_Level(parent, gap.opener, self.depth + gap.opened))

    def _parent(self, index: int) -> Mention | None:
        """The amount that an opener breaks down: the one before it or one above that, whichever the parts meet."""
        gap = self.gaps[index]
        last = [level.items[-1] for level in self.stack if level.items]
        measure = self.values[index].measure
        if gap.rank < 3:
            return last[-1] if last and last[-1].measure == measure else None
        outer = [one for one in self.stack[0].items if last and one.sentence == last[0].sentence]
        fitting = [one for one in (*outer, *last[1:]) if one.measure == measure]
        for one in reversed(fitting):
            if self._meets(one, None, index):
                return one
        fitting = [one for one in fitting if not LAST_YEAR.search(one.lead)]
        if not fitting:
            return None
        return fitting[-1] if gap.rank == 3 and len(self.stack) > 2 else [one for one in fitting if one in outer][-1]

    def _bracketed(self, index: int) -> Mention | None:
        """The amount whose parts stand in brackets behind it without a word: 100万元（中央60万元，省级40万元）."""
        gap = self.gaps[index]
        last = next((level.items[-1] for level in reversed(self.stack) if level.items), None)
        if last is None or gap.rank or not gap.opened or last.measure != self.values[index].measure:
            return None
        return last if self._meets(last, None, index) else None

    def _resumed(self, index: int) -> Mention | None:
        """The amount that a sentence takes up again by its name: 财政拨款支出预算中，…."""
        value = self.values[index]
        begin = _sentence_start(self.passage.text, value.quantity.span[0])
        match = _AMONG.match(self.passage.text, begin, value.quantity.span[0])
        if match is None or (index and self.values[index - 1].quantity.span[0] >= begin):
            return None
        name = clean(match["name"])
        named = [one for one in self.values[:index] if one.own == name and one.measure == value.measure]
        return named[-1] if named else None

    def _meets(self, whole: Mention, level: _Level | None, index: int) -> bool:
        """Whether the parts so far and some of the next amounts of the sentence make up the whole."""
        goal = whole.amount
        running, before = (level.running, len(level.items)) if level else (ZERO, 0)
        if goal is None or running is None or goal <= 0:
            return False
        added = 0
        for follow in range(index, min(index + _AHEAD, len(self.values))):
            value = self.values[follow]
            gap = self.gaps[follow]
            if follow > index and gap.rank == 4 and not gap.opener and not self._fragment(follow):
                break
            if value.amount is None or value.measure != whole.measure:
                break
            if follow > index and gap.opener and not self._same_opener(gap, index):
                continue
            running += value.amount
            added += 1
            if running == goal and before + added > 1:
                return True
            if running > goal:
                return False
        return False

    def _same_opener(self, gap: _Between, index: int) -> bool:
        return gap.opener in WEAK and gap.opener in {self.gaps[index].opener, self.stack[-1].opener}

    def _fragment(self, index: int) -> bool:
        """Whether a sentence begins with a bare name, as 对个人和家庭的补助2万元 does."""
        value = self.values[index]
        start = value.quantity.span[0]
        words = self.passage.text[_sentence_start(self.passage.text, start) : start].strip()
        return FRAGMENT.fullmatch(words) is not None and GENERIC.fullmatch(words) is None

    def _first_of_sentence(self, index: int) -> None:
        """A new sentence starts anew, unless it goes on with a breakdown that lacks a part."""
        level = self.suspended
        value = self.values[index]
        if level is not None and level.parent is not None and value.measure == level.parent.measure:
            whole, running = level.parent.amount, level.running
            if whole is not None and running is not None and running < whole and self._fragment(index):
                near = len(level.items) > 1 and value.amount is not None and value.amount <= whole
                if near or self._meets(level.parent, level, index):
                    self.done.remove(level)
                    self.stack.append(level)
                    level.add(value, 3)
                    self.suspended = None
                    return
        self.suspended = None
        self.stack[0].add(value, 4)

    def _sibling(self, index: int) -> None:
        value = self.values[index]
        gap = self.gaps[index]
        while len(self.stack) > 1 and not self._belongs(self.stack[-1], index):
            self.done.append(self.stack.pop())
        level = self.stack[-1]
        if level.parent is not None and gap.rank == 2 and GENERIC.fullmatch(value.own or "") and level.items:
            return  # 其中：基本支出预算80万元，执行84万元；… : a detail of the part before
        level.add(value, gap.rank)

    def _belongs(self, level: _Level, index: int) -> bool:
        value = self.values[index]
        rank = self.gaps[index].rank
        parent = level.parent
        if parent is None:
            return True
        if value.measure != parent.measure:
            return False
        running = level.running
        if self._meets(parent, level, index):
            return True
        complete = running is not None and running == parent.amount and running > 0
        if complete and value.amount != 0 and (rank >= 2 or len(self.stack) > 2):
            return False
        if level.rank:
            return rank <= level.rank
        nested = len(self.stack) > 2
        if nested and (rank == 3 or (rank == 2 and level.opener in WEAK)):
            return False
        return rank <= 3


def _breakdown(level: _Level, passage: Passage) -> Breakdown | None:
    whole = level.parent
    if whole is None:
        return None
    parts = _heads(level)
    tail = passage.text[parts[-1].quantity.span[1] :][:8]
    listed = level.opener.startswith("主要") and "以下" not in level.opener
    exhaustive = len(parts) > 1 and not listed and _OPEN_END.match(tail) is None
    return Breakdown(whole, parts, level.opener, exhaustive)


def _heads(level: _Level) -> tuple[Mention, ...]:
    """The parts of a level: all its amounts, or where only that meets the whole, the first behind each ``；``."""
    goal = level.parent.amount if level.parent else None
    heads = [item for item, rank in zip(level.items, level.ranks, strict=True) if item is level.items[0] or rank == 3]
    if level.rank == 3 and len(heads) < len(level.items) and level.running != goal == total(heads):
        return tuple(heads)
    return tuple(level.items)


def _totals(values: list[Mention], gaps: list[_Between], found: list[Breakdown | None]) -> list[Breakdown]:
    """Totals behind their parts: A费3万元、B费4万元，合计7万元."""
    wholes = {one.whole.place for one in found if one}
    totals: list[Breakdown] = []
    for index, value in enumerate(values):
        if value.place in wholes or not _TOTAL.search(value.lead.strip(" ，,:")) or value.stage:
            continue
        running = ZERO
        for before in range(index - 1, max(-1, index - _AHEAD), -1):
            part = values[before]
            if part.measure != value.measure or gaps[before + 1].rank == 4 or part.amount is None:
                break
            running += part.amount
            if running == value.amount and index - before > 1:
                totals.append(Breakdown(value, tuple(values[before:index]), "合计", exhaustive=True))
                break
    return totals
