"""Words of the search over an archive in Chinese."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "find.help": "在数据库中查找词语：单元格和语句，连同数字、位置和核对状态",
    "find.help.words": "要找的词语，每个至少两个字；给出多个时须出现在同一单元格或语句中",
    "find.help.year": "年度范围：2019..2022、2019..、..2022 或 2020",
    "find.help.over": "只要金额大于 N 万元的数字",
    "find.help.form": "只在一种表或报告中找，如 附件2、报告",
    "find.help.unit": "只找名称含有该文字的单位",
    "find.help.check": "只要被该项检查指出问题的数字，如 T09",
    "find.help.series": "按单位列出同一数字历年的数值",
    "find.help.limit": "每页条数（默认 20）",
    "find.help.offset": "从第几条之后开始（翻页用）",
    "find.sum": "“{words}”：{count} 份材料中有",
    "find.nothing": "没有找到“{words}”",
    "find.no-line": "没有一个单元格或语句同时符合全部条件；可减少词语或放宽条件",
    "find.no-series": "没有找到符合条件的数字",
    "find.by.year": "按年度：{said}",
    "find.by.form": "按表种：{said}",
    "find.by.check": "按检查（问题数）：{said}",
    "find.more": "后面还有；查看下一页：加 --offset {offset}",
    "standing-of.tied": "相符",
    "standing-of.contradicted": "矛盾",
    "standing-of.untested": "未检验",
    "meter.phase.index": "建索引",
    "error.find-short": "词语太短：{detail}",
    "remedy.find-short": "每个词语至少要有两个字或数字",
    "error.find-year": "年度写法不对：{detail}",
    "remedy.find-year": "应写作 2019..2022、2019..、..2022 或 2020",
    "error.find-amount": "金额不是数字：{detail}",
    "remedy.find-amount": "--over 后写以万元为单位的数字，如 --over 10",
    "error.find-limit": "条数不对：{detail}",
    "remedy.find-limit": "--limit 至少为 1，--offset 不小于 0",
    "error.find-form": "没有这种表：{detail}",
    "remedy.find-form": "可写 附件1、附件2、附件3、附件4、报告",
    "find.vain": "有些材料未逐一核对；要全部核对，加 --limit 1000",
    "error.find-empty": "没有给出要查找的词语",
    "remedy.find-empty": "请写至少两个字或数字，如 formaudit find 宣传费",
}
