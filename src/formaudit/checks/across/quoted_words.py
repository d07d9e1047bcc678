"""X22: whether the words around a quoted rate, score or grade speak of all of a form's money, or of its whole score.

By what the words are, not by what they are not: between the last mark and the figure stand the unit or the project, the
year, and what is measured. With any other word in it (a source, a station, a contract, August, a second opinion) the
figure is of something that no form prints. A clause without a subject has that of its sentence, which may name no
other base, time or judge.
"""

from collections.abc import Iterable
from typing import Final

from formaudit.model.form_kind import FormKind
from formaudit.model.forms import SelfEvaluation
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["grade_of_whole", "of_whole_money", "of_whole_score"]

_MARK: Final = compiled(r"[，,。；;：:、]")
_SENTENCE: Final = compiled(r"[。；;]")
_TIME: Final = (
    r"全年|本年度?|当年|年度|年终|[至到]?年[末底]|12月(?:[底末]|31日)|截[至止]"
    r"|(?<!\d)(?:20\d\d)年度?"
)
_LINK: Final = (
    r"的|其中?|总体来[看说]|经(?:计算|核算|统计|测算|自评|评价|综合评价)|因此|由此|得出|计算得?|据统计|最终|实际"
    r"|已|约|仅|也|[“”\"（）()]"
)
_UNIT: Final = r"我|本|全?(?:单位|部门|[局委办院校馆站所队处镇乡会厅])|中心|街道|整体|总体|综合"
_PROJECT: Final = r"[本该此]|项目|专项|工程|补[助贴]|中?央?转移支付"
_MONEY: Final = r"财政|资金|预算|支出|收支|经费|拨款|总|全部"
_REACHED: Final = r"[达做]?到|达|为|是|实现|完成|共|即|有"
_RATE: Final = r"执行[率数]?|支[出付]率|使用率|进度|完成率|情况"
_SCORE: Final = r"绩效|自我?评|评[价估分]|自|价|考评|综合|最[终后]|得|实得|合?计|总|分数?|结果|执行率?|情况"
_SUBJECT: Final = compiled(r"[^，。；]*(?:预算|资金|支出|项目|经费|单位|部门|工作|绩效|自评|打分)")
_OWN: Final = compiled(r"自评|自我评|绩效")
_OTHERWISE: Final = compiled(
    r"剔除|扣除|口径|不含|不包括|除[^，。；]{1,20}外|按[^，。；]{1,16}(?:计算|测算|计)|[若如]|考虑|因素|因为?[^，。；]{0,8}影响"
    r"|[近前]?[两二三四五几]年|分别|依次|同期|上年|去年|往年|前年|系统|其余|其中|平均|[全各](?=[省市州县区旗镇乡局系单所科])|下属|所属|直属|二级|采购|合同|招标"
    r"|(?<!1[0-2])[1-9]月|1[01]月|季度|半年|监控|力争|预计|争取|标段|设备|人员|公用|基本支出|三公|第[一二三四五六]"
)
_BY_OTHERS: Final = compiled(
    r"第三方|复核|复评|审[核定]|评审|专家|抽查|财政(?:部门|局|评价)|主管部门|上年|去年|[本该此每各](?:项(?!目)|指标)|(?<!\d)满分(?!100(?!\d))"
    r"|平均|[若如]|下属|所属|二级|力争|划分|档次"
)
_POINTS_NEXT: Final = compiled(r"[分果为是到计得]$")
"""自评得分为预算执行9.6分、产出50分: the points are those of what stands right before them."""
_BOUND: Final = compiled(r"^(?:[(（]不?含[^()（）]{0,4}[)）])?(?:及?以[上下内]|[-—~～至到起]|的(?!成绩|高分|得分))")
_NEXT_OF_LIST: Final = compiled(r"^[、和及与]\d+(?:\.\d+)?[%分]")
"""支出980万元、1056万元，执行率95%、96%: figures of several years or things in a row."""
_PART_SCORED: Final = compiled(r"^[^扣失丢减加得评]*(?<![\d.])(?!100分)\d+(?:\.\d+)?分[，,]$")
"""数量指标分值15分，自评得分15分: what was scored out of these points is the indicator."""
_OWN_SCORE: Final = compiled(r"执行|自评|自我评|自我?打分|总|综合|整体|单位|部门|本项目|最[终后]")
_OF_SOME: Final = compiled(
    r"(?<![\d.])(?!100分|100\.0+分)\d+(?:\.\d+)?分|[\d一二两三四五六七八九十]+个|重点评价|重点绩效评价"
)
"""自评15分，评价得分13.4分; 重点评价项目1个，评价得分86.5分: they are of what stands before."""
_SUMMED: Final = compiled(r"总|合计|最[终后]|综合|整体|单位|部门|项目")
_GRADE: Final = r"绩效|自我?评|评[价估定级]|自|考评|综合|最[终后]|等[级次]|档次|级别|结果|结论|确?定|对应|相应|得|[:：]"
_BARE_GRADE: Final = compiled(rf"(?:{_GRADE}|{_REACHED}|{_LINK}|其|属于?)*")
_OWN_GRADE: Final = compiled(r"自评|自我评|绩效[^，。；]*评[价估]")
_POINTS: Final = compiled(r"\d+(?:\.\d+)?分")
_OF_PART: Final = compiled(r"^(?:其中|预算执行|执行率|产出|效益|满意度|过程|决策|投入|成本)")
_OTHER_YEAR: Final = compiled(r"(20\d\d)年")
_YEAR_IN_WORDS: Final = compiled(r"二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def of_whole_money(ahead: str, behind: str, forms: Iterable[SelfEvaluation], unit: str, year: int | None) -> bool:
    """Whether a rate that stands between two pieces of a sentence is that of all the money of one of the forms."""
    return _of_whole(ahead, behind, tuple(forms), unit, year, _RATE) and not _OTHERWISE.search(_sentence(ahead))


def of_whole_score(ahead: str, behind: str, forms: Iterable[SelfEvaluation], unit: str, year: int | None) -> bool:
    """Whether points that stand between two pieces of a sentence are the total of one of the forms."""
    if _BY_OTHERS.search(_sentence(ahead)) or not _POINTS_NEXT.search(ahead):
        return False
    *earlier, clause = compiled(r"(?<=[，,])").split(_sentence(ahead))
    if earlier and _PART_SCORED.search(earlier[-1]) and not _SUMMED.search(_without_names(clause, tuple(forms), "")[0]):
        return False
    if not (_OWN_SCORE.search(clause) or _without_names(clause, tuple(forms), unit)[1]) and _OF_SOME.search(
        "".join(earlier)
    ):
        return False
    return _of_whole(ahead, behind, tuple(forms), unit, year, _SCORE)


def grade_of_whole(ahead: str, forms: Iterable[SelfEvaluation], unit: str, year: int | None) -> bool:
    """Whether a grade behind some words is that of the total score of one of the forms.

    Its clause says that the unit or project evaluated itself, or only that a grade follows, and before it in the
    sentence stands the total. 水质等级为优 and 第三方评价得分88分，等级为良 are grades of other things.
    """
    known = tuple(forms)
    sentence = _SENTENCE.split(ahead)[-1].rstrip("“\"'‘「")
    if _BY_OTHERS.search(sentence):
        return False
    clause = compiled(r"[，,、]").split(sentence)[-1]
    if _OWN_GRADE.search(clause):
        return _of_whole(sentence.replace("：", "").replace(":", ""), "", known, unit, year, _GRADE)
    if not _BARE_GRADE.fullmatch(clause):
        return False
    for points in reversed(list(_POINTS.finditer(sentence))):
        before = sentence[: points.start()]
        if not _OF_PART.search(_MARK.split(before)[-1]):
            return of_whole_score(before, sentence[points.end() :], known, unit, year)
    return False


def _sentence(ahead: str) -> str:
    """The sentence that the words before a figure end in, with years in figures (二〇二三年 is no 三年)."""
    return _YEAR_IN_WORDS.sub(lambda found: found[0].translate(_DIGITS), _SENTENCE.split(ahead)[-1])


def _of_whole(
    ahead: str, behind: str, forms: tuple[SelfEvaluation, ...], unit: str, year: int | None, measured: str
) -> bool:
    if _BOUND.search(behind) or _NEXT_OF_LIST.search(behind):
        return False
    sentence = _sentence(ahead)
    clause = _MARK.split(sentence)[-1]
    if any(int(one) != year for one in _OTHER_YEAR.findall(clause)):
        return False
    projects = all(form.form is not FormKind.ANNEX3 for form in forms)
    rest, named = _without_names(clause, forms, unit)
    rest = compiled(rf"{_TIME}|{_LINK}").sub("", rest)
    whose = compiled(_PROJECT if projects else _UNIT)
    mine = named or whose.search(rest) is not None
    left = compiled(rf"(?:{_PROJECT if projects else '(?!)'}|{_UNIT}|{_MONEY}|{_REACHED}|{measured})*").fullmatch(rest)
    if left is None:
        return False
    alien = projects and not mine and compiled(_UNIT).search(rest) is not None
    before = sentence[: len(sentence) - len(clause)]
    return not alien and (mine or not before or _SUBJECT.match(before) is not None or _OWN.search(clause) is not None)


def _without_names(clause: str, forms: tuple[SelfEvaluation, ...], unit: str) -> tuple[str, bool]:
    """A clause without the names of the projects or the unit that the forms are of, and whether one stood there."""
    projects = all(form.form is not FormKind.ANNEX3 for form in forms)
    names = [compact(form.name) for form in forms]
    whole = compact(unit)
    names += [] if projects else [whole[at:] for at in range(max(len(whole) - 1, 0))]
    for name in sorted(filter(None, names), key=len, reverse=True):
        if name in clause:
            return clause.replace(name, ""), True
    return clause, False
