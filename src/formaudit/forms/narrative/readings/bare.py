"""Lists that no word announces: 布设断面37个，国控断面4个、省控断面9个、市控断面24个."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, significant
from formaudit.forms.narrative.readings.cues import OPEN_END, OVERLAPPING, step
from formaudit.forms.narrative.readings.lists import announces
from formaudit.forms.narrative.readings.nearness import Slip, gap_share
from formaudit.forms.narrative.readings.prices import is_for_each
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import alike, graded, paired
from formaudit.patterns import compiled, late

__all__ = ["bare_candidates"]

_CONTENT: Final = compiled(r"满意|(?:^|[，、])(?:一般|无所谓|不了解)\s*$")
_LEAST: Final = 3
_COMMA, _PAIR = 2, 2
_NOUN: Final = 2
_OTHER_STEPS: Final = ("quota", "planned", "earlier", "left", "change")
_SHARED, _ALIKE, _CONFIRMING = 0.8, 0.7, 0.4
_SLIPPED, _ASKING = 0.67, 0.5
_TENTH: Final = Decimal("0.1")
_HEAD: Final = compiled(
    r"(?:总(?:投资|额|量|数|面积|人数|计|造价|支出|收入|预算|经费|资金)|合计|共计|共)[^，。；¤]{0,6}$"
)
_STOP: Final = compiled(r"\s*(?:[。；\n]|$|[，,]\s*(?:其中|另))")
_KINDS: Final = compiled(r"\s*[，,](?:以上|上述|这)?(?P<number>[二两三四五六七八九])(?:大?类|种|项|个部分|部分|级|方)")
_NUMERALS: Final = "一二三四五六七八九"
_NO_OTHERS: Final = late(r"\s*[，,]\s*(?:无|没有)其他")
_AMONG: Final = late(r"\s*(?:其中|另)")
_AMOUNT_OF: Final = late(r"(?:总[量额数]|合计|面积|人数|数量)$")
_STAGES: Final = (
    compiled(r"^(?:其中)?(?:已|完|建成|竣工|办结|实施)"),
    compiled(r"^正在|^在[建办施]|(?:处理|整改|办理|施工|实施|建设|推进)中$|^续建"),
    compiled(r"^尚?未|取消|终止|暂缓|^剩余|^其[余他]|^待"),
)
_DONE: Final = late(r"下达|拨付|支付|到位|安排|发放|兑付|支出|投入|完成|筹集|新增|培训")
_TOTAL: Final = compiled(r"[共总]|合计")
_QUARTER: Final = late(r"[一二三四1-4]季度|[上下]半年|\d月")


def bare_candidates(block: Block) -> Iterator[Candidate]:
    """The first figure of a sentence as the whole of all that follow, where nothing else is counted between them.

    Nobody is accused by it but where each part goes by the noun of the whole; else it may confirm.
    """
    for run in block.sentences():
        for whole, parts in _lists(block, run):
            last = parts[-1]
            words = block.blotted[whole.start - len(whole.lead) : last.end]
            scale = graded(parts)
            if all(_QUARTER.search(one.lead) for one in (whole, *parts)):
                continue  # 第一季度62万元，第二季度71万元，…: the first of a row is none of all
            if announces(block.between(whole, parts[0])) or (OVERLAPPING.search(words) and not scale):
                continue
            if OPEN_END.match(block.blotted[last.end : last.end + 12]) or (last.tail.strip("。；") and step(last)):
                continue
            noun = whole.mention.own[-_NOUN:]
            named = len(noun) == _NOUN and all(noun in part.mention.own for part in parts)
            of = _AMOUNT_OF.sub("", whole.mention.own)[-_NOUN:]
            named = named or (len(of) == _NOUN and all(part.mention.own.endswith(of) for part in parts))
            named = named or scale or _counted_behind(block, parts)
            named = named or len(parts) == _PAIR or _spread(block, whole, parts) or _graded(parts)
            alone = not named and _ending_alike(block, parts)
            staged = _staged(parts)
            plain = (
                (step(whole) not in _OTHER_STEPS or _graded(parts))  # 收回问卷725份 are not taken back
                and parts[0].rank > 1
                and not any(_stepped(part) or _TOTAL.search(part.lead) for part in parts)
            )
            found = sum_candidate(
                ("bare", whole.start),
                whole,
                parts,
                _strength(parts) if named and plain else _CONFIRMING,
                alone=named and plain,
            )
            telling = len(parts) > _LEAST or significant(whole.amount) >= _LEAST
            if staged:
                yield replace(found, strength=_SHARED, alone=not any(one.about for one in (whole, *parts)))
            elif (named and plain) or (found.expected == whole.amount and telling):
                yield found
            elif alone and plain and (found.slip or found.expected > whole.amount):
                yield replace(found, strength=_ALIKE, alone=not any(one.about for one in (whole, *parts)))
            elif len(parts) >= _LEAST and plain and found.slip and _near(found) and _ends(block, parts):
                # 资助1256人次，春季412人次，秋季398人次，暑期446人次: nothing but the figures says that it is a list.
                sure = found.slip is Slip.SURE
                yield replace(found, strength=_SLIPPED if sure else _ASKING, alone=not any(one.about for one in parts))


def _staged(parts: Sequence[Token]) -> bool:
    """Whether three parts are what is done, what is being done and what is not (已完工79所，正在施工5所，未开工2所)."""
    if len(parts) != len(_STAGES) or _STAGES[0].search(parts[0].lead.lstrip("，,、 ")) is None:
        return False
    leads = [part.lead.lstrip("，,、 ") for part in parts[1:]]
    return any(
        all(words.search(lead) for words, lead in zip(_STAGES[1:], order, strict=True))
        for order in (leads, leads[::-1])
    )


def _spread(block: Block, whole: Token, parts: Sequence[Token]) -> bool:
    """Whether a total is followed by a list in one go that ends its clause (总投资2650万元，甲…、乙…、丙….)."""
    tight = all(one.rank == 1 for one in parts[1:]) and parts[0].rank <= _COMMA
    ended = _STOP.match(block.blotted, parts[-1].end) is not None
    return tight and ended and _HEAD.search(whole.lead) is not None and not _TOTAL.search(parts[0].lead)


def _ending_alike(block: Block, parts: Sequence[Token]) -> bool:
    """Whether three parts and more end with one character, and the last their clause (行政编…、参公编…、事业编…)."""
    ends = {part.mention.own[-1:] for part in parts}
    tight = len(parts) >= _LEAST and all(one.rank == 1 for one in parts[1:]) and parts[0].rank <= _COMMA
    return tight and len(ends) == 1 and "" not in ends and _STOP.match(block.blotted, parts[-1].end) is not None


def _counted_behind(block: Block, parts: Sequence[Token]) -> bool:
    """Whether as many kinds as parts are spoken of right behind them (…，三类林地均落实管护责任)."""
    match = _KINDS.match(block.text, parts[-1].end)
    return match is not None and _NUMERALS.index(match["number"].replace("两", "二")) + 1 == len(parts)


def _lists(block: Block, run: Sequence[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Each figure that begins anew, and the figures of its measure right behind it up to a stronger mark."""
    for at, whole in enumerate(run):
        anew = at == 0 or run[at - 1].measure != whole.measure or whole.rank > _COMMA
        if whole.is_rate or whole.is_price or not anew or is_for_each(whole):
            continue
        parts: list[Token] = []
        for one in run[at + 1 :]:
            if parts and _AMONG.match(one.lead):
                break  # 管理岗46人、技术岗92人、生产岗190人，其中党员74人
            if parts and one.is_rate and "占" in one.lead and one.rank <= _COMMA:
                continue  # 非常满意的30户、占83.33%，基本满意4户
            if one.measure != whole.measure or one.rank > _COMMA or one.depth != whole.depth or is_for_each(one):
                break
            parts.append(one)
        more = any(one.measure == whole.measure and one.at > parts[-1].at for one in run[at + 1 :]) if parts else False
        two = (len(parts) == _PAIR and not more) or (len(parts) > _PAIR and not _staged(parts))
        told = len(parts) == _PAIR and _NO_OTHERS.match(block.blotted, parts[1].end) is not None
        if (
            told
            or (two and paired(parts[:_PAIR]))
            or (len(parts) == _PAIR and (alike(parts) or _of_one_name(whole, parts)))
        ):
            yield whole, parts[:_PAIR]
        if len(parts) >= _LEAST:
            yield whole, parts


def _graded(parts: Sequence[Token]) -> bool:
    """Whether parts are all grades of satisfaction, down to those who are not satisfied."""
    satisfied = [part for part in parts if _CONTENT.search(part.lead)]
    return len(satisfied) == len(parts) > _PAIR and any("不满意" in part.lead for part in parts)


def _near(found: Candidate) -> bool:
    """Whether a list misses its whole by a tenth at most, and no part comes to half as much again."""
    return gap_share(found.target.amount, found.expected) <= _TENTH and significant(found.target.amount) >= _LEAST


def _ends(block: Block, parts: Sequence[Token]) -> bool:
    """Whether the sentence ends with the last of some parts."""
    return _STOP.match(block.blotted, parts[-1].end) is not None and not block.after(parts[-1])


def _of_one_name(whole: Token, parts: Sequence[Token]) -> bool:
    """Whether two parts are called as the total is (共下达391.8万元，此次下达170.3万元，提前下达221.5万元)."""
    verb = _DONE.search(whole.lead)
    noun = verb[0] if verb is not None else whole.mention.own[-_NOUN:]
    named = len(noun) == _NOUN and all(part.lead.endswith(noun) for part in parts)
    return named and _TOTAL.search(whole.lead) is not None and not any(_TOTAL.search(part.lead) for part in parts)


def _strength(parts: Sequence[Token]) -> float:
    """Two parts that only sound alike may have a third sister; a slip must speak for it."""
    return _SHARED if len(parts) > _PAIR or paired(parts) else _ALIKE


def _stepped(part: Token) -> bool:
    """Whether a part speaks of another step than what there is (退休, 结余); the two halves of a whole may."""
    return step(part) not in ("", "present", "paid")
