"""What checks rest on, in Chinese: rules of the ministry, the forms' own rules, arithmetic."""

from typing import Final

__all__ = ["FILLING", "FORM", "FRAMEWORK", "INDICATORS", "LOGIC", "OPEN", "PERFORMANCE", "PRACTICE", "SAME"]

FILLING: Final = "自评表填报口径"
FORM: Final = "自评表填报口径（表内勾稽关系）"
FRAMEWORK: Final = "财预〔2013〕53号《预算绩效评价共性指标体系框架》"
INDICATORS: Final = "财预〔2021〕101号《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》"
LOGIC: Final = "算术与逻辑关系"
PERFORMANCE: Final = "财预〔2020〕10号《项目支出绩效评价管理办法》"
PRACTICE: Final = "绩效自评复核常见问题"
SAME: Final = "同一事项在各附件与报告中应为同一数字（《预算法》关于决算真实、准确、完整的要求）"
OPEN: Final = "财预〔2016〕143号《地方预决算公开操作规程》；公开表格之间、表格与文字之间应当一致"
