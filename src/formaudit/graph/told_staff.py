"""X01: posts and staff that the report tells of the unit, beside those of annex 2."""

from collections.abc import Iterator
from typing import Final

from formaudit.graph.reading import plain
from formaudit.graph.text_links import of_another_year
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim
from formaudit.model.submission import Submission
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["told_staff"]

_NOT_STAFF: Final = compiled(
    r"退休|离休|临聘|聘用|遗属|编外|合同|劳务|政府购买|抚恤|临时|行政编|行政在|行政人员|参公|工勤|副|正|领导|其他"
)
_OF_INSTITUTIONS: Final = compiled(r"事业(?:编|在|人员)")
_OTHER_KIND: Final = compiled(r"行政(?:编|在|人员)|参公|参照公务员|机关(?:编|在|工勤)|工勤|公务员")
"""Posts and staff of another kind than those of institutions: where both are told, each is a part of the whole."""

_UNIT: Final = (
    r"[我本](?:单位|部门|[局委办院校馆站所队处镇乡会厅]|中心|街道)|全(?:单位|部门|[局委办院校馆站所厅]|中心)|单位|部门"
)
_TIME: Final = r"截[至止]|[至到]|(?:20\d\d)?年?(?:年度?)?[末底]|20\d\d年度?|本年度?|12月(?:31日|底|末)|当前|目前"
_WHOLE: Final = (
    rf"(?:{_UNIT}|{_TIME}|共有?|总|现有?|实有|实际|经?核定|批准|的)*"
    r"(?:(?:人员)?编制(?:总?人?数|总数)?|(?:在职在编|在编在职|在职|在编)(?:干部职工|人员|职工|总?人数|总数)*)"
    r"(?:总数|合计|共计|共有?|核定|为|有|是)*"
)
"""本单位年末实有在职人员共: the unit, the end of the year, what is counted; no other word beside them."""
_COUNT: Final = r"\d+(?:[人名个]|人员)"
_COUNTED: Final = compiled(rf"(?:{_WHOLE}){_COUNT}")
_WHOLE_ALONE: Final = compiled(_WHOLE)
_NAMED: Final = compiled(_UNIT)
_WHEN: Final = compiled(rf"(?:{_TIME})+")
_ABOUT: Final = compiled(
    r"(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]+)?(?:单位|部门|机构|人员|编制|在职|基本|设置|及|和|与)+(?:情况|概况|构成|现状)"
    r"|内设(?:机构|股室|科室)[\d一二三四五六七八九十]+个|(?:机构)?(?:规格)?为?[正副][处科]级(?:单位)?|主要(?:负责|承担)[^\d]*"
)
"""What stands between the unit and its counts and names nobody else."""
_IS: Final = compiled(r"(?:为|是|系|属于?|隶属于?|成立于|于(?:19|20)\d\d年)")
_YEAR: Final = compiled(r"(20\d\d)年")
_MARK: Final = compiled(r"[，,；;：:]")
_LAST_MARK: Final = compiled(r"[，,；;：:、]")
_ENDS: Final = compiled(r"^(?:$|[，,；;：:。\n]|、(?:在职|在编|实有|现有|编制|离?退休))")
"""What follows a count that is no item of a list and has nothing in brackets to narrow it."""


def told_staff(submission: Submission) -> Iterator[Relation]:
    """Counts of posts and of staff that the text tells, each equal to that of annex 2.

    A count that differs contradicts the form where its words say that the unit's whole is meant at the end of the
    year; of 在职党员36人, 办公室在职5人 or 上年在职49人 nothing follows.
    """
    if not submission.base_data:
        return
    base = submission.base_data[0]
    seen: set[str] = set()
    figures = [figure for report in submission.reports for claim in report.claims for figure in claim.figures]
    several = any(_OTHER_KIND.search(figure.label) for figure in figures)
    for report in submission.reports:
        for claim in report.claims:
            for figure in claim.figures:
                if figure.unit not in ("名", "人", "个") or figure.key in seen or not figure.filled:
                    continue
                if (several and _OF_INSTITUTIONS.search(figure.label)) or of_another_year(claim, submission):
                    continue
                target = _target(base, figure.label)
                if target is not None and target.filled:
                    seen.add(figure.key)
                    sure = figure.amount == target.amount or _of_unit(figure, target, claim, submission)
                    yield Relation(
                        check="X01",
                        kind=RelationKind.EQUAL,
                        subject=f"{figure.key}={target.key}",
                        result=figure,
                        parts=(target,),
                        why="same-staff",
                        doubt="" if sure else "reading-open",
                    )


def _target(base: BaseDataForm, label: str) -> Figure | None:
    """Which count of annex 2 a count of the text speaks of; retired and hired people are neither."""
    if _NOT_STAFF.search(label):
        return None
    if compiled(r"(?:在职|在编|实有|现有).{0,8}$").search(label):
        return base.staff_in_post
    if compiled(r"编制数?$|编制人数$|核定.*编制").search(label):
        return base.authorised_posts
    return None


def _of_unit(figure: Figure, target: Figure, claim: Claim, submission: Submission) -> bool:
    """Whether the words around a count say that it is that of all the unit at the end of its year."""
    before, behind = _around(figure, claim)
    *_, clause = _LAST_MARK.split(before)
    earlier = before[: len(before) - len(clause)]
    if any(int(one) != submission.year for one in _YEAR.findall(before)) or not _ENDS.search(behind):
        return False
    if compiled(rf"(?:共|合计|总计|实有)[^，。；\d]{{0,6}}{plain(target.amount)}[人名个]").search(before + behind):
        return False  # 在职47人，借调1人，共48人: the form counts what the sentence adds up
    own = _without_name(clause, submission.unit)
    if not _WHOLE_ALONE.fullmatch(own):
        return False
    pieces = [one for one in _MARK.split(earlier.rstrip("、")) if one]
    return all(_says_no_other(one, submission.unit) for one in pieces)


def _says_no_other(piece: str, unit: str) -> bool:
    """Whether a clause before a count leaves it that of the unit: the time, a heading, what the unit is, its counts."""
    own = _without_name(piece, unit)
    if _WHEN.fullmatch(own) or _ABOUT.fullmatch(own):
        return True
    named = own if own != piece else _NAMED.sub("", own, count=1) if _NAMED.match(own) else piece
    if named != piece and (not named or _IS.match(named)):
        return True
    return all(_COUNTED.fullmatch(one) is not None for one in own.split("、"))


def _without_name(words: str, unit: str) -> str:
    """Words that begin with the unit's name, or with the end of it, without that."""
    whole = compact(unit)
    names = [whole[at:] for at in range(max(len(whole) - 2, 0))]
    return next((words.removeprefix(name) for name in names if words.startswith(name)), words)


def _around(figure: Figure, claim: Claim) -> tuple[str, str]:
    """What stands before and behind a figure in its sentence: of equal ones the one behind its own label."""
    raw, label = compact(figure.raw), compact(figure.label)
    found = []
    for sentence in claim.text.replace("\n", "。").split("。"):
        text = compact(sentence)
        at = text.find(raw)
        while at >= 0:
            found.append((text[:at], text[at + len(raw) :]))
            at = text.find(raw, at + 1)
    return next((pair for pair in found if pair[0].endswith(label)), found[0] if found else (compact(claim.text), ""))
