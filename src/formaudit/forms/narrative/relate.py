"""Rates and differences of a paragraph bound to the amounts they speak of: shares, growth, completion."""

import re
from typing import Final

from formaudit.forms.narrative.breakdown import Breakdown
from formaudit.forms.narrative.draft import Draft
from formaudit.forms.narrative.mentions import Mention, Passage
from formaudit.forms.narrative.words import COMPARED, GENERIC, GROWN, LAST_YEAR, LEVEL, Stage, Wording, clean
from formaudit.model.report_text import ClaimKind
from formaudit.model.statement import Role
from formaudit.patterns import compiled

__all__ = ["read_relations"]

_NEXT: Final = compiled(r"\s*[、，,和及]\s*")
_YEAR: Final = compiled(r"(?:19|20)[0-9]{2}")
_STAGES: Final = (
    ("年初预算", Stage.ORIGINAL_BUDGET),
    ("全年预算", Stage.FINAL_BUDGET),
    ("调整后预算", Stage.FINAL_BUDGET),
    ("执行", Stage.ACTUAL),
    ("决算", Stage.ACTUAL),
)
_THAN: Final = compiled(r"(?:比|较)[^，。；,;]{1,24}$")
_RATE_OF: Final = compiled(r"(?:执行|完成)(?:率|比例|进度)$")
_STEPS: Final = ("执行", "决算", "预算", "实际")
_FILLER: Final = compiled(r"本年度?|当年|全年|合计|总计|总额|总|的|财政拨款|数$")


def read_relations(passage: Passage, breakdowns: tuple[Breakdown, ...]) -> list[Draft]:
    """A draft for each rate and each difference of a paragraph, and for each statement that nothing changed."""
    parents = {part.place: one.whole for one in breakdowns for part in one.parts}
    drafts = [
        *_shares(passage, parents),
        *_growths(passage, parents),
        *_levels(passage, parents),
    ]
    for mention in passage.mentions:
        if mention.role is Wording.COMPLETION or (mention.role is Wording.RATE and _of_amounts(passage, mention)):
            drafts.append(_completion(passage, mention))
        elif mention.role in {Wording.RATE, Wording.SCORE}:
            in_share = any(mention is figure for draft in drafts for _, figure in draft.parts)
            if not in_share:
                scored = mention.role is Wording.SCORE
                kind, role = (ClaimKind.SCORE, Role.SCORE) if scored else (ClaimKind.RATE, Role.RATE)
                drafts.append(Draft(kind, mention.name, ((role, mention),)))
    return drafts


def _values(passage: Passage, before: Mention) -> list[Mention]:
    return [one for one in passage.mentions[: before.place] if one.role is Wording.VALUE]


def _named(candidates: list[Mention], name: str) -> Mention | None:
    """The last amount with a name: the same name, or one that contains the other."""
    for same in (
        lambda one: name in {one.own, one.name},
        lambda one: len(name) > 2 and (one.own.endswith(name) or one.own.startswith(name)),
        lambda one: _core(name) != "" and _core(one.own) == _core(name),
    ):
        found = [one for one in candidates if same(one)]
        if found:
            return found[-1]
    return None


def _core(name: str) -> str:
    return _FILLER.sub("", name)


def _shares(passage: Passage, parents: dict[int, Mention]) -> list[Draft]:
    drafts: list[Draft] = []
    taken: set[int] = set()
    for rate in passage.mentions:
        if rate.role is not Wording.SHARE or rate.place in taken:
            continue
        rates = [rate]
        if "分别" in rate.lead:
            rates += _run(passage, rate)
        taken.update(one.place for one in rates)
        values = _values(passage, rate)
        parts = values[-len(rates) :] if len(values) >= len(rates) else []
        for position, one in enumerate(rates):
            part = parts[position] if parts else None
            drafts.append(_share(one, part, rate.about, values, parents))
    return drafts


def _run(passage: Passage, first: Mention) -> list[Mention]:
    """The percentages that follow one directly, as in 分别占33%和67%."""
    run: list[Mention] = []
    end = first.quantity.span[1]
    for mention in passage.mentions[first.place + 1 :]:
        if mention.quantity.unit != "%" or not _NEXT.fullmatch(passage.text, end, mention.quantity.span[0]):
            break
        run.append(mention)
        end = mention.quantity.span[1]
    return run


def _share(
    rate: Mention, part: Mention | None, about: str, values: list[Mention], parents: dict[int, Mention]
) -> Draft:
    parent = parents.get(part.place) if part else None
    whole = parent
    if about:
        others = [one for one in values if one is not part and (part is None or one.measure == part.measure)]
        named = _named(others, about)
        kin = parent is not None and _core(about) in {_core(parent.own), ""}
        whole = named or (parent if kin or GENERIC.fullmatch(about) else None)
    figures: list[tuple[Role, Mention]] = [(Role.RATE, rate)]
    figures += [(Role.PART, part)] if part else []
    figures += [(Role.WHOLE, whole)] if whole else []
    return Draft(ClaimKind.SHARE, part.name if part else rate.name, tuple(figures), about=about)


def _growths(passage: Passage, parents: dict[int, Mention]) -> list[Draft]:
    drafts: list[Draft] = []
    pending: list[Mention] = []
    for mention in passage.mentions:
        if mention.role in {Wording.DIFFERENCE, Wording.GROWTH}:
            if pending and not _together(passage, pending, mention):
                drafts.append(_growth(passage, pending, parents))
                pending = []
            pending.append(mention)
        elif pending and mention.role is Wording.VALUE:
            drafts.append(_growth(passage, pending, parents))
            pending = []
    if pending:
        drafts.append(_growth(passage, pending, parents))
    return drafts


def _together(passage: Passage, pending: list[Mention], mention: Mention) -> bool:
    """增加3万元，增长5%: a difference and its rate."""
    last = pending[-1]
    between = passage.text[last.quantity.span[1] : mention.quantity.span[0]]
    return (
        len(pending) == 1
        and last.role != mention.role
        and last.sign * mention.sign >= 0
        and not any(mark in between for mark in "。；\n")
        and len(between) <= 20
    )


def _growth(passage: Passage, pair: list[Mention], parents: dict[int, Mention]) -> Draft:
    first = pair[0]
    start = _since(passage, first)
    said = passage.text[start : first.quantity.span[0]]
    compared = COMPARED.search(said)
    words = clean(GROWN.sub("", COMPARED.sub("", said.replace("相比", "相比，")).rpartition("，")[2]))
    base_words = (compared["base"] or compared["than"] or "") if compared else ""
    figures = [(Role.RATE if one.role is Wording.GROWTH else Role.DIFFERENCE, one) for one in pair]
    figures.sort(key=lambda figure: figure[0] is not Role.RATE)
    current, base = _sides(passage, pair, words, base_words, parents, said)
    figures += [(Role.CURRENT, current)] if current else []
    figures += [(Role.BASE, base)] if base else []
    sign = next((one.sign for one in pair if one.sign), 0)
    kind = ClaimKind.TEMPLATE if any(one.template for one in pair) else ClaimKind.GROWTH
    label = words if len(words) > 1 and not GENERIC.fullmatch(words) else current.name if current else ""
    label = label or (clean(_THAN.sub("", base.lead)) if base else "") or words or first.name
    return Draft(kind, label, tuple(figures), sign=sign)


def _since(passage: Passage, mention: Mention) -> int:
    """Where the words about a change begin: behind the figure before it, in its sentence."""
    start = mention.quantity.span[0]
    before = passage.mentions[mention.place - 1].quantity.span[1] if mention.place else 0
    return max(before, passage.text.rfind("。", 0, start) + 1, passage.text.rfind("\n", 0, start) + 1)


def _sides(
    passage: Passage, pair: list[Mention], words: str, base_words: str, parents: dict[int, Mention], said: str
) -> tuple[Mention | None, Mention | None]:
    """The amount that changed and the one it is compared with, where they are printed in the paragraph."""
    first = pair[0]
    near = [one for one in _values(passage, first) if one.sentence >= first.sentence - 1]
    if first.role is Wording.DIFFERENCE:
        near = [one for one in near if one.measure == first.measure]
    rest_of_sentence = passage.mentions[pair[-1].place + 1 :]
    after = [one for one in rest_of_sentence if one.role is Wording.VALUE and one.sentence == first.sentence]
    if near and not base_words and _THAN.search(near[-1].lead) and near[-1].place == first.place - 1:
        return (near[-2] if len(near) > 1 else None), near[-1]
    year = _YEAR.search(base_words)
    bases = [one for one in near if _is_base(one, year, base_words)]
    rest = [one for one in near if one not in bases]
    current = _named(rest, words) if len(words) > 1 and not GENERIC.fullmatch(words) else None
    if current is None:
        current = _of_stage(rest, said.partition("比")[0])
    if current is None and rest:
        same = [one for one in rest if one.sentence == first.sentence]
        roots = [one for one in rest if one.place not in parents]
        current = _listed(passage, same[-1], parents) if same else (roots or rest)[-1]
    bases += [one for one in after if _is_base(one, year, base_words) or _year_before(one, current, base_words)]
    fitting = [one for one in bases if current is None or one.measure == current.measure]
    stepped = [one for one in fitting if any(step in base_words and step in one.lead for step in _STEPS)]
    found = stepped or fitting
    return current, found[-1] if found else None


def _of_stage(candidates: list[Mention], words: str) -> Mention | None:
    """The amount of the step of the year that stands before 比: 全年预算数比年初预算数增加3万元."""
    for pattern, stage in _STAGES:
        if pattern in words:
            found = [one for one in candidates if one.stage == stage]
            if found:
                return found[-1]
    return None


def _listed(passage: Passage, last: Mention, parents: dict[int, Mention]) -> Mention:
    """The whole, where the amount before is the end of a list: 12万元，其中货物2万元、服务10万元，较上年增长5%."""
    whole = parents.get(last.place)
    before = passage.mentions[last.place - 1] if last.place else last
    if whole is None or parents.get(before.place) is not whole:
        return last
    between = passage.text[before.quantity.span[1] : last.quantity.span[0]]
    return whole if between.lstrip().startswith(("、", "和", "及")) else last


def _year_before(mention: Mention, current: Mention | None, base_words: str) -> bool:
    """Whether an amount is that of the year before under the same name: 2023年收入…，较上年…；2022年收入…."""
    if current is None or current.year is None or not LAST_YEAR.search(base_words):
        return False
    return mention.year == current.year - 1 and mention.own == current.own


def _is_base(mention: Mention, year: re.Match[str] | None, base_words: str) -> bool:
    if year is not None:
        return mention.year == int(year[0]) or year[0] in mention.lead
    if LAST_YEAR.search(base_words) or not base_words:
        return LAST_YEAR.search(mention.lead) is not None
    name = clean(base_words)
    return len(name) > 1 and mention.own.endswith(name)


def _levels(passage: Passage, parents: dict[int, Mention]) -> list[Draft]:
    """与上年持平: figures are the amount that did not change and, where printed, the one it is compared with."""
    drafts: list[Draft] = []
    for match in LEVEL.finditer(passage.text):
        before = [
            one for one in passage.mentions if one.quantity.span[1] <= match.start() and one.role is Wording.VALUE
        ]
        if not before:
            continue
        sentence = passage.text.count("。", 0, match.start()) + passage.text.count("\n", 0, match.start())
        near = [one for one in before if one.sentence >= sentence - 1]
        base_words = match["base"] or ""
        year = _YEAR.search(base_words)
        bases = [one for one in near if _is_base(one, year, base_words)]
        rest = [one for one in near if one not in bases]
        if not rest:
            continue
        same = [one for one in rest if one.sentence == sentence]
        roots = [one for one in rest if one.place not in parents]
        current = same[-1] if same else (roots or rest)[-1]
        fitting = [one for one in bases if one.measure == current.measure]
        figures = [(Role.CURRENT, current), *([(Role.BASE, fitting[-1])] if fitting else [])]
        drafts.append(Draft(ClaimKind.GROWTH, current.name, tuple(figures)))
    return drafts


def _of_amounts(passage: Passage, rate: Mention) -> bool:
    """Whether a rate stands in one sentence with a budget and what was spent: 预算100万元，执行98万元，执行率98%."""
    stages = {one.stage for one in _values(passage, rate) if one.sentence == rate.sentence}
    budget = stages & {Stage.ORIGINAL_BUDGET, Stage.FINAL_BUDGET, Stage.BUDGET}
    return _RATE_OF.search(rate.own) is not None and Stage.ACTUAL in stages and bool(budget)


def _completion(passage: Passage, rate: Mention) -> Draft:
    """完成年初预算的95%: the amount reached and the one that was to be reached."""
    values = [one for one in _values(passage, rate) if one.sentence >= rate.sentence - 1]
    same = [one for one in values if one.sentence == rate.sentence] or values
    staged = {stage: one for one in same for stage in (one.stage,) if stage}
    reached = staged.get(Stage.ACTUAL) or next(
        (one for one in reversed(same) if one.stage in (Stage.NONE, Stage.ACTUAL)), None
    )
    wanted = _named([one for one in values if one is not reached], rate.about) if rate.about else None
    if wanted is None:
        wanted = next((staged[step] for step in _steps(rate.about) if step in staged), None)
    figures: list[tuple[Role, Mention]] = [(Role.RATE, rate)]
    figures += [(Role.NUMERATOR, reached)] if reached else []
    figures += [(Role.DENOMINATOR, wanted)] if wanted and wanted is not reached else []
    order = (Stage.ORIGINAL_BUDGET, Stage.FINAL_BUDGET, Stage.BUDGET, Stage.ACTUAL)
    figures += [(Role(stage), staged[stage]) for stage in order if stage in staged]
    if reached and Stage.ACTUAL not in staged:
        figures.append((Role.ACTUAL, reached))
    return Draft(ClaimKind.COMPLETION, reached.name if reached else rate.name, tuple(figures))


def _steps(about: str) -> tuple[Stage, ...]:
    """The steps of the year that the words of a completion can mean, likeliest first."""
    if "年初" in about:
        return (Stage.ORIGINAL_BUDGET,)
    if "全年" in about or "调整" in about:
        return (Stage.FINAL_BUDGET,)
    return (Stage.FINAL_BUDGET, Stage.BUDGET, Stage.ORIGINAL_BUDGET)
