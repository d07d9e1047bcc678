"""Things announced and things named: 内设机构6个，分别为…; …、…共5个村; 四个方面：一是…."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["Counted", "counted", "missing"]

_THINGS: Final = frozenset(
    {
        "个",
        "项",
        "方面",
        "家",
        "类",
        "种",
        "所",
        "处",
        "部",
        "条",
        "件",
        "场",
        "期",
        "次",
        "批",
        "座",
        "名",
        "人",
        "大",
        "点",
        "步",
        "份",
        "篇",
    }
)
_TITLES: Final = compiled(
    r"(?P<list>(?:《[^》]{2,40}》[、和及]?){2,})(?P<end>等?)(?P<sum>共计?|合计|总计|一共|这)?\s*$"
)
_ENTITLED: Final = compiled(
    r"[^，。；：:\n《]{0,10}[，,]?\s*(?:分别(?:为|是)|即|依次为|包括|为|是)?[:：]?\s*(?P<list>(?:《[^》]{2,40}》[、和及]?){2,})(?P<end>等?)"
)
_BOXED: Final = compiled(r"[(（][^()（）]*[)）]")
_SPLIT: Final = compiled(r"、(?![^()（）]*[)）])")
_AND: Final = compiled(r"(?<=.{2})(?:以及|和|及|与)(?=.{2})")
_BEFORE: Final = compiled(
    r"(?:^|[，。；：:\n]|¤[^，。；¤]{0,6}(?:和|及|以及)|覆盖了?|涉及|包括|包含|下设|内设|设有|设|惠及|开展了?|完成了?|举办了?|建成了?|购置了?|采购了?|出台了?|在|为|对|由|有)(?P<list>[^，。；：:\n¤]{2,16}(?:、[^，。；：:\n¤、]{1,30}?){1,20})(?P<end>等?)(?P<sum>共计?|合计|总计|这|一共)?\s*$"
)
_NAMED: Final = compiled(
    r"(?P<noun>[^，。；：:\n¤（(]{0,14})(?:[，,]?\s*(?P<how>分别(?:为|是|在)?|具体(?:为|是|包括)|即|依次为|包括|涵盖|有|为|是)[:：]?|\s*[:：]|\s*[(（](?:分别为|即|包括)?)(?P<list>[^。；\n¤]{3,300})"
)
_OPEN: Final = compiled(r"等(?:[^、和及]{0,8})?$|……?$|其他")
_PAIR: Final = compiled(
    r"(?:由|分为|分|包括|含)?(?P<one>[^，。；：、\n¤和与及]{2,14})(?:和|与|及)(?P<other>[^，。；：、\n¤]{2,14})$"
)
_SIDES: Final = late(r"\s*(?:部分|方面|大类|类|阶段|环节|科目)")
_ONE_AND_OTHER: Final = compiled(
    r"(?P<kind>部分|方面|类|种)[^。]{0,12}?[，。：:]\s*一(?P=kind)(?P<one>[^，。；]{2,20}).{0,160}?另(?:外)?一(?P=kind)(?P<other>[^，。；]{2,20})",
    re.DOTALL,
)
_ORDINALS: Final = (
    compiled(r"(?:^|[，。；：:,\n（(])\s*(?P<serial>[一二三四五六七八九十])是(?!否)(?P<item>[^，。；:\n]{2,40})"),
    compiled(
        r"(?:^|[，。；：:,\n])\s*第(?P<serial>[一二三四五六七八九十])(?:[期批次场阶季项个步])(?:段|度)?[^，。；:：\n]{0,6}?(?:为|是|[:：]|在|，)?(?P<item>[^，。；:\n]{2,40})"
    ),
    compiled(
        r"(?:^|[，。；：:,\n])\s*[(（](?P<serial>[一二三四五六七八九十]|[0-9]{1,2})[)）](?P<item>[^，。；:\n]{2,40})"
    ),
    compiled(r"(?:^|[，。；：:,\n])\s*(?P<serial>[①-⑳])(?P<item>[^，。；:\n]{2,40})"),
    compiled(r"(?:^|[。；：:\n])\s*(?P<serial>[0-9]{1,2})[、.．](?![0-9])(?P<item>[^，。；:\n]{2,40})"),
)
_APPOSED: Final = late(
    r"\s*(?:行政)?(?:村|镇|乡|街道|社区|县|区|市|部门|单位|科室|股室|学校)(?:[^，。；]{0,8}(?:[，。；]|$))"
)
_INSIDE: Final = late(r"\s*(?:内设|职能|下属|直属|二级|预算|所属)*(?:机构|科室|股室|处室|部门|单位|站所|中心)")
_OFFICE: Final = compiled(r"[室股科处所站队办部]$|中心$")
_BEARING: Final = late(r"[局委厅部科室股处院站所办会费出金款等]$|中心$|工作$|情况$|管理$|建设$")
_LED: Final = late(
    r"^.{2,16}?(?:[有在](?!色|线|职|编)|包括|涉及|覆盖|涵盖|抽取|选取|选择|走访|抽查|调研)(?=[\u4e00-\u9fff]{2})"
    r"|^.{0,16}?(?:设立|成立|组建|制定|建立|出台|修订)(?:了|完善|健全)(?=[\u4e00-\u9fff]{2})"
)
_NAME: Final = 6
_MANY, _SHORT = 3, 8
_GROUP: Final = late(r"\s*(?:工作|专项|专业)?(?:小组|专班|组)|\s*(?:资料|材料|文件|证件)")
_NUMERALS: Final = "一二三四五六七八九十"
_ANNOUNCES: Final = late(
    r"^[^，。；：:\n¤]{0,14}(?:[:：]|[，。]?(?:如下|主要有|即|分别为|分别是|包括)[:：。]?|[，。])\s*$"
)
_LONGEST: Final = 34
_PEOPLE: Final = frozenset({"人", "名"})
_BY_ITSELF: Final = frozenset({"方面", "点", "步", "条", "大"})
"""What is counted so is told next, whatever it is."""
_TELLABLE: Final = late(
    r"问题|不足|短板|困难|原因|方面|措施|举措|做法|办法|经验|亮点|成效|成绩|职责|职能|任务|工作|目标|指标|建议|意见|要求|原则|内容"
    r"|制度|机制|环节|步骤|阶段|途径|类型|因素|思路|计划|流程|程序|重点|项目|活动|事项|情形|结论|教训|特点|部分"
)
"""What a numbered list of sentences may be of, where a full stop stands before it."""
_NAMING: Final = late(r"如下|以下|分别|[:：]|包括|主要有|即")


class Counted(Struct, frozen=True):
    """A number announced and the items named; ``other`` is how many there are if 和 does not part two of them."""

    token: Token
    items: tuple[str, ...]
    other: int
    closed: bool
    strength: float


def counted(block: Block) -> Iterator[Counted]:
    """Every announced number with the list that may belong to it, one list each."""
    for token in block.tokens:
        if (
            token.measure not in _THINGS
            or token.amount != token.amount.to_integral_value()
            or not 1 < token.amount <= 40
            or token.about
        ):
            continue
        found = (
            _one_and_other(block, token) or _ordinals(block, token) or _before(block, token) or _behind(block, token)
        )
        if found is not None:
            yield found


def _one_and_other(block: Block, token: Token) -> Counted | None:
    """两个部分，一部分是…。另一部分是…: it can only hold."""
    match = _ONE_AND_OTHER.match(block.blotted, token.end)
    if token.amount != len(("one", "other")) or match is None:
        return None
    return Counted(token, (match["one"].strip(), match["other"].strip()), 2, closed=True, strength=0.6)


def _items(text: str) -> tuple[tuple[str, ...], int]:
    """The names of a list, and their number if 和 parts none."""
    names = [name.strip(" “”") for name in _SPLIT.split(text) if name.strip()]
    whole = len(names)
    if (
        names
        and (parts := _AND.split(names[-1], maxsplit=1))
        and len(parts) == 2
        and "(" not in names[-1]
        and "（" not in names[-1]
    ):
        alike = parts[0][-1:] in {name[-1:] for name in names[:-1]} or _of_one_length(parts, names)
        names = [*names[:-1], *parts]
        whole = len(names) if alike else whole  # 3月、6月、9月和11月: what ends as those before it is one of them
    return tuple(names), whole


def _of_one_length(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether 和 parts two names as long as those before them, which undivided would be longer than any.

    One name before them, or none, has no length to go by.

    产出、效益、满意度和成本 are four; 教育局、卫健委、发展和改革局 are three, as offices and kinds of money bear 和.
    """
    lengths = [len(name) for name in names[:-1]]
    if len(lengths) <= 1 or _BEARING.search(names[-1]):
        return False
    inside = all(min(lengths) - 1 <= len(part) <= max(lengths) + 1 for part in parts)
    return inside and len(names[-1]) > max(lengths) + 1


def _before(block: Block, token: Token) -> Counted | None:
    """青石村、下坪村、柳沟村共3个村."""
    titles = _TITLES.search(block.text, max(0, token.start - 240), token.start)
    if titles is not None:
        names = tuple(compiled(r"《[^》]+》").findall(titles["list"]))
        closed = not titles["end"] or bool(titles["sum"])
        return Counted(
            token, names, len(names), closed=closed, strength=0.85 if titles["sum"] and not titles["end"] else 0.6
        )
    begin = max((block.text.rfind(mark, 0, token.start) for mark in "。；\n"), default=-1) + 1
    pair = _PAIR.search(block.blotted[begin : token.start])
    if pair is not None and token.amount == len((pair["one"], pair["other"])) and _SIDES.match(token.tail):
        return Counted(token, (pair["one"], pair["other"]), 2, closed=True, strength=0.6)
    match = _BEFORE.search(block.blotted[begin : token.start])
    if match is None or not (token.tail[:1] or token.measure in ("家", "所") or match["sum"]):
        return None
    first, mark, rest = match["list"].partition("、")
    items, other = _items(_LED.sub("", first) + mark + rest)
    if len(items) < 2 or any(len(item) > _LONGEST for item in items):
        return None
    named = sum(item[-1] in token.tail[:4] for item in items) * 2 >= len(items)  # 办公室、业务科、财务科3个科室
    placed = _APPOSED.match(token.tail) is not None and all(len(item) <= _NAME for item in items)
    closing = (
        token.measure in ("家", "所")
        and not token.tail.strip()
        and block.text[token.end :][:1] in ("，", "。", "；", "")
    )
    inside = _INSIDE.match(token.tail) is not None and all(_OFFICE.search(item) for item in items)
    alike = len(items) >= _MANY and token.measure in ("项", "个", "类") and len({item[-2:] for item in items}) == 1
    grouped = _GROUP.match(token.tail) is not None and all(len(item) <= _SHORT for item in items)
    named = (
        named or placed or closing or inside or alike or grouped
    )  # 石梁、乌桥、北塘三个村; 有文化馆、图书馆、博物馆3家
    if not match["end"] and not match["sum"] and not named:
        return None
    total = match["sum"] is not None or (named and not match["end"])
    return Counted(
        token,
        items,
        other,
        closed=not match["end"] or total,
        strength=0.85 if total and not match["end"] else 0.7 if total else 0.5,
    )


def _behind(block: Block, token: Token) -> Counted | None:
    """内设机构6个，分别为办公室、规划股、财务股."""
    if (entitled := _ENTITLED.match(block.text, token.end)) is not None:  # 制度4项，分别是《…》《…》
        works = tuple(compiled(r"《[^》]+》").findall(entitled["list"]))
        return Counted(token, works, len(works), closed=not entitled["end"], strength=0.85)
    match = _NAMED.match(block.blotted, token.end)
    if match is None or _ordinals_in(match["list"]) or (token.measure == "批" and not token.lead.strip()):
        return None  # 三批项目涉及…: the third batch
    same = [one for one in (*block.before(token), token, *block.after(token)) if one.measure == token.measure]
    after = [one for one in same if one.at > token.at]
    names = _BOXED.sub("", match["list"])  # 市场科（储备科）: what stands in brackets is no name of its own
    first: str = compiled("[，,）)]").split(names)[0]
    stop = (first if "、" in first else compiled("[）)]").split(names)[0]).strip()
    closed = _OPEN.search(stop) is None
    items, other = _items(_OPEN.sub("", stop))
    if len(items) < 2 or any(len(item) > _LONGEST for item in items) or _kinds(items) or _figures(items):
        return None
    how = match["how"] or ""
    if "、" not in stop and not (how.startswith(("即", "分别")) and len(items) == len(("one", "other"))):
        return None  # 预算单位2个，即局机关和县植保站
    strength = (
        0.85
        if how.startswith(("分别", "具体", "即", "依次"))
        else 0.8
        if not how or how in ("包括", "为", "是")
        else 0.7
    )
    if after and block.text[token.end : after[0].start].find("、") >= 0:
        strength -= 0.3  # 3个中心、2个站，分别为…
    if len(same) > 1 and same[0] is not token and not how.startswith("分别"):
        strength -= 0.2
    if how.startswith("分别") and len(same) > 1 and token.rank <= 1 and same[0] is not token:
        strength -= 0.3
    return Counted(token, items, other, closed=closed, strength=strength)


def _ordinals_in(text: str) -> bool:
    return any(pattern.search(text) for pattern in _ORDINALS)


def _ordinals(block: Block, token: Token) -> Counted | None:
    """四个方面：一是…；二是…, over sentences and paragraphs."""
    for pattern in _ORDINALS:
        first = pattern.search(block.blotted, token.end, token.end + 60)
        if first is None or _number(first["serial"]) != 1:
            continue
        head = block.blotted[token.end : first.start() + 1]
        if not _ANNOUNCES.match(head) or (
            token.at + 1 < len(block.tokens) and block.tokens[token.at + 1].start < first.start()
        ):
            continue
        items = [first["item"].strip()]
        position = first.end()
        while (match := pattern.search(block.blotted, position)) is not None:
            number = _number(match["serial"])
            if number != len(items) + 1:
                break
            items.append(match["item"].strip())
            position = match.end()
        if len(items) < 2:
            continue
        figured = sum("¤" in item for item in items) * 2 >= len(items)
        far = "\n" in block.blotted[token.end : first.start("serial")]
        if (not _NAMING.search(head) or far) and _names_others(block, token, head, items):
            continue  # 工勤6名。（一）完善制度；…: 退休职工28人。 and then the headings of what follows
        strong = head.rstrip().endswith((":", "：")) or "如下" in head
        return Counted(
            token,
            tuple(items),
            len(items),
            closed=True,
            strength=0.85 if strong and not far else 0.5 if figured else 0.8 if first["item"] and not far else 0.7,
        )
    return None


def _names_others(block: Block, token: Token, head: str, items: Sequence[str]) -> bool:
    """Whether a numbered list behind a count names other things than those counted.

    Measures and duties are no people; and behind a full stop only what can be told in sentences (问题4个。一是…) is
    told, or things whose names end alike with what was counted (股室3个。一、办公室；二、财务室；三、…).
    """
    if token.measure in _PEOPLE:
        return True
    if ("。" not in head and "\n" not in head) or _NAMING.search(head):
        return False
    begin = max(block.text.rfind(mark, 0, token.start) for mark in "。；;，,\n") + 1
    words = block.blotted[begin : token.start] + token.tail[:_SHORT] + head
    if token.measure in _BY_ITSELF or _TELLABLE.search(words):
        return False
    noun = words.rstrip("。，\n ¤（([")[-2:]
    return not noun or sum(item[-1] in noun for item in items) * 2 < len(items)


def _number(serial: str) -> int:
    if serial.isdigit() and serial.isascii():
        return int(serial)
    return _NUMERALS.index(serial) + 1 if serial in _NUMERALS else ord(serial) - ord("①") + 1


def _kinds(items: Sequence[str]) -> bool:
    """Whether items are kinds of a thing rather than things by name: 28个县（市、区）."""
    return all(len(item) == 1 for item in items)


def _figures(items: Sequence[str]) -> bool:
    """Whether items are bare figures, the last of which has their unit: 3个项目得分分别为95.2、96.8、97.4分."""
    return any(compiled(r"[-+]?[0-9][0-9.,]*").fullmatch(item) is not None for item in items)


def missing(one: Counted) -> Decimal:
    """How many more are announced than named; 0 where either way of counting agrees."""
    if one.token.amount in (len(one.items), one.other):
        return Decimal(0)
    return one.token.amount - len(one.items)
