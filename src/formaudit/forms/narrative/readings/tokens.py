"""The figures of a run of text with what stands around them, ready for candidates to be drawn from."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.forms.narrative.about import is_about
from formaudit.forms.narrative.mentions import Mention
from formaudit.forms.narrative.words import Wording
from formaudit.numbers import FOREIGN_MONEY, MONEY_UNITS, Kind, in_wan
from formaudit.patterns import compiled, late

__all__ = ["Block", "Token", "block_of"]

_CENT: Final = Decimal("0.005")
_WHOLE: Final = Decimal("0.5")
_ROUNDED: Final = 5
_SMALL_CHANGE: Final = 10_000
_TIMES: Final = (("亿", 10**8), ("万", 10**4))
"""What is counted in 万 or 亿 is rounded to its last printed place."""
_BARE: Final = compiled(r"[0-9]+(?:\.[0-9]+)?")
_NOTHING: Final = Decimal(0)
_HALF_POINT: Final = Decimal("0.005")
"""Points are given in hundredths at most and never rounded to whole ones."""
_WINDOW: Final = 80
_STOPS: Final = frozenset("，,。；;：:！!？?\n\r")
_RANK: Final = {"、": 1, "和": 1, "及": 1, "，": 2, ",": 2, "：": 2, ":": 2, "；": 3, ";": 3, "。": 4, "！": 4, "\n": 5}
_POST: Final = late(r"(?:编制|核编|空编|缺编|超编)(?:人?数|总数|名额|总额)?(?:为|共|有|各)?\s*$")
_TAIL: Final = compiled(r"[^，,。；;：:！!？?\n\r、()¤]*")


class Token(Struct, frozen=True):
    """A figure of a run of text.

    ``at`` counts the figures of the run from 0, ``start`` and ``end`` are positions in its text. ``amount`` is in 万元
    for money and as printed for all else, ``half`` half a unit of its last printed place in the same. ``measure`` says
    what may be added to what. ``lead`` is the text from the mark or figure before it, ``clause`` from the mark alone
    (with other figures blotted out), ``tail`` what follows up to a mark or figure. ``rank`` is the strongest mark
    between the figure before and this one (0 none, 1 、, 2 ，, 3 ；, 4 。, 5 a new paragraph), ``depth`` how many
    brackets it stands in, ``sentence`` and ``part`` count sentences and parts of sentences (by ；). ``about`` says that
    it is an approximate figure (约, 余, 左右).
    """

    at: int
    mention: Mention
    start: int
    end: int
    amount: Decimal
    half: Decimal
    measure: str
    lead: str
    clause: str
    tail: str
    rank: int
    depth: int
    sentence: int
    part: int
    about: bool

    @property
    def raw(self) -> str:
        """The figure as printed, without its unit."""
        return self.mention.quantity.raw

    @property
    def role(self) -> Wording:
        """The role that the words right before the figure give it."""
        return self.mention.role

    @property
    def fine(self) -> Decimal:
        """Half a unit of the last place that counts in sums: trailing zeros of money are dropped, 4 is 4.00.

        Amounts in 亿元 are rounded as printed, and what is counted is not rounded at all but in 万 and 亿.
        """
        if self.measure == "money":
            return min(self.half, _CENT) if self.half <= _WHOLE else self.half
        return self.half if self.is_rate or self.measure == "分" or self.half >= _ROUNDED else _NOTHING

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage or a number of percentage points."""
        return self.measure in ("%", "百分点", "‰")

    @property
    def is_price(self) -> bool:
        """Whether it is an amount for one of something by its unit (30元/亩, 3美元/吨)."""
        unit, by, _ = self.mention.quantity.unit.partition("/")
        return bool(by) and (unit in MONEY_UNITS or unit in FOREIGN_MONEY)

    @property
    def is_foreign(self) -> bool:
        """Whether it is money of another country, or a price in such."""
        return self.mention.quantity.unit.partition("/")[0] in FOREIGN_MONEY


class Block(Struct, frozen=True):
    """A run of text: its shape, the same with figures blotted out, and the figures."""

    text: str
    blotted: str
    tokens: tuple[Token, ...]

    def between(self, first: Token, second: Token) -> str:
        """The blotted text between two figures."""
        return self.blotted[first.end : second.start]

    def words(self, token: Token) -> str:
        """What leads to a figure; right behind another one (1505户4973人) what leads to that."""
        previous = self.tokens[token.at - 1] if token.at else None
        if previous is None or previous.measure == token.measure:
            return token.lead
        if previous.is_rate and token.lead.strip("，,、（( ") in ("即", "计", "也就是"):
            return previous.lead + token.lead  # 应支付70%即270.2万元
        joined = previous.end == token.start and not previous.is_rate
        return previous.lead if joined else token.lead

    def rank_between(self, first: Token, second: Token) -> int:
        """The strongest mark between two figures."""
        return max((token.rank for token in self.tokens[first.at + 1 : second.at + 1]), default=0)

    def recent(self, token: Token) -> tuple[Token, ...]:
        """The figures before one, as far back as any reading looks."""
        return self.tokens[max(0, token.at - _WINDOW) : token.at]

    def before(self, token: Token, *, same: bool = True) -> list[Token]:
        """The figures before one in its sentence, nearest last; of the same measure unless told otherwise."""
        found = []
        for other in reversed(self.tokens[: token.at]):
            if other.sentence != token.sentence:
                break
            if not same or other.measure == token.measure:
                found.append(other)
        return found[::-1]

    def after(self, token: Token, *, same: bool = True) -> list[Token]:
        """The figures behind one in its sentence; of the same measure unless told otherwise."""
        found = []
        for other in self.tokens[token.at + 1 :]:
            if other.sentence != token.sentence:
                break
            if not same or other.measure == token.measure:
                found.append(other)
        return found

    def sentence_of(self, token: Token) -> tuple[int, int]:
        """Where the sentence around a figure begins and ends."""
        begin = max(self.text.rfind("。", 0, token.start), self.text.rfind("\n", 0, token.start)) + 1
        stops = [stop for mark in "。\n" if (stop := self.text.find(mark, token.end)) >= 0]
        return begin, min(stops) + 1 if stops else len(self.text)

    def sentences(self) -> Iterator[list[Token]]:
        """The figures of each sentence that has any."""
        run: list[Token] = []
        for token in self.tokens:
            if run and run[-1].sentence != token.sentence:
                yield run
                run = []
            run.append(token)
        if run:
            yield run


def block_of(text: str, blotted: str, mentions: Sequence[tuple[int, Mention]]) -> Block:
    """The figures of a run of text; each mention comes with the position at which its own paragraph begins."""
    tokens: list[Token] = []
    end = depth = sentence = part = seen = 0
    for offset, mention in mentions:
        quantity = mention.quantity
        start, stop = quantity.span[0] + offset, quantity.span[1] + offset
        rank, depth, sentence, part = _marks(blotted, (seen, start), depth, sentence, part)
        seen = stop
        if mention.amount is None or quantity.kind is Kind.DAMAGED:
            continue
        lead = text[max(_clause_start(text, start), end) : start]
        tokens.append(
            Token(
                at=len(tokens),
                mention=mention,
                start=start,
                end=stop,
                amount=mention.amount,
                half=_half(mention),
                measure="人" if _is_post(mention, lead) else mention.measure,
                lead=lead,
                clause=blotted[_clause_start(text, start) : start],
                tail=((match := _TAIL.match(blotted, stop)) and match[0]) or "",
                rank=rank,
                depth=depth,
                sentence=sentence,
                part=part,
                about=is_about(text, (start, stop), quantity.raw, quantity.comparison),
            )
        )
        end = stop
    return Block(text, blotted, tuple(tokens))


def _is_post(mention: Mention, lead: str) -> bool:
    """Whether a number counts posts, which are filled by people (编制45个，空编3个)."""
    return mention.measure == "个" and _POST.search(lead) is not None


def _half(mention: Mention) -> Decimal:
    if mention.measure == "分":
        return _HALF_POINT
    last = Decimal(1).scaleb(-mention.quantity.decimals) / 2
    value = mention.quantity.value
    if mention.quantity.unit == "元" and last == _WHOLE and value is not None and abs(value) < _SMALL_CHANGE:
        last = _CENT  # standards and prices in whole 元 are no rounded figures
    if mention.measure == "money":
        return in_wan(last, mention.quantity.unit)
    # What shares the unit of a list (2.4、3.1和3.6万人次) shares its 万, which stands behind the last number alone.
    raw = mention.quantity.raw
    bare = Decimal(raw) if value and _BARE.fullmatch(raw) else None
    shared = value / bare if value is not None and bare else Decimal(1)
    return last * next((times for word, times in _TIMES if word in raw), shared)


def _clause_start(text: str, start: int) -> int:
    """Where the clause before a figure begins; a mark in brackets or quotes that close before it parts nothing."""
    depth = 0
    position = start
    while position > 0:
        char = text[position - 1]
        if char in ")）”":
            depth += 1
        elif char in "(（“":
            if depth == 0:
                return position
            depth -= 1
        elif (depth == 0 and char in _STOPS and not _grouping(text, position - 1)) or char == "\n":
            return position
        position -= 1
    return 0


def _grouping(text: str, position: int) -> bool:
    """Whether a comma stands within a number."""
    return text[position] in ",，" and text[position - 1 : position].isdigit() and text[position + 1 :][:1].isdigit()


def _marks(blotted: str, span: tuple[int, int], depth: int, sentence: int, part: int) -> tuple[int, int, int, int]:
    """Rank, depth, sentence and part at the end of a span."""
    rank = inner = 0
    last = blotted[max(span[0] - 1, 0) : span[0]]
    for char in blotted[slice(*span)]:
        if char in "(（":
            depth += 1
            inner += 1
        elif char in ")）":
            depth, inner = max(0, depth - 1), max(0, inner - 1)
        mark = _RANK.get(char, 0)
        if mark >= 4 or (mark and not inner):
            rank = max(rank, mark)
        if mark >= 3:
            part += 1
        ended = mark == 5 and last in "。！；;"  # a line that ends with its sentence is one end, not two
        last = char if not char.isspace() else last
        if mark >= 4 and not (ended and last in "。！"):
            sentence, depth = sentence + 1, 0 if mark == 5 else depth
    return rank, depth, sentence, part
