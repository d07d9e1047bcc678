"""Words of ``formaudit audit`` in Chinese: help and errors of intake."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "audit.help": "审核一份或多份绩效自评材料（文件、文件夹或压缩包）",
    "audit.help.path": "文件、文件夹或压缩包，可给多个",
    "audit.help.out": "把 report.html、findings.json、findings.xlsx 写入该文件夹",
    "audit.help.format": "标准输出的格式",
    "audit.help.lang": "报告语言",
    "audit.help.profile": "规则方案的名称或文件（默认按年度和地区选择）",
    "audit.help.prior": "上年度的材料：按单位匹配，与本年比较",
    "audit.help.baseline": "以前的 findings.json：其中已有且未变的问题不影响退出码",
    "audit.help.fail-on": "达到该等级及以上时退出码为 1（默认 major）",
    "audit.own-output": "已跳过本程序自己写出的 {count} 个文件（如 {file}），未当作材料读取",
    "audit.next": "下一步：在 report.html 中查看，用 formaudit decide {file} 认定或排除，再用 formaudit letter {file} 生成函件",
    "remedy.defect": "请把该文件连同此行信息反馈给维护者",
    "error.no-form": "未识别出任何自评表或自评报告",
    "remedy.no-form": "请核对是否为绩效自评材料；如是，请用 formaudit extract 查看读出的表格",
    "error.no-submission": "文件夹中没有可审核的材料",
    "remedy.no-submission": "请给出含有自评表或自评报告的文件夹",
    "error.unknown-profile": "没有名为 {detail} 的规则方案",
    "remedy.unknown-profile": "运行 formaudit profiles 查看随附的规则方案，或给出 TOML 文件的路径",
    "unknown.no-known-labels": "未找到认识的表头",
    "unknown.targets": "只有目标值的指标表，不是自评表",
    "unknown.list": "分项目、分地区或分单位的资金一览表，不是自评表",
    "unknown.short-text": "文字太短，不像自评报告",
    "unknown.scan-of": "与另一文件为同一份材料的扫描件，未重复计算；识别的数字与该文件有出入的，请对照原件",
    "unknown.copy": "与另一文件中的表或报告内容相同，未重复计算",
    "audit.idle": "选项 {option} 在本次没有作用：它需要与 {needs} 一起使用",
}
