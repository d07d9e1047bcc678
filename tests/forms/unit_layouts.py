"""Layouts of the unit form (整体支出绩效自评表), drawn by us after what provinces and years print; see ``marked``."""

from typing import Final

__all__ = ["UNITS"]

UNITS: Final[dict[str, str]] = {
    "Hunan district, figures inside label cells": """
 附件 3
2023 年度预算单位整体支出绩效自评表
预算单位名称 | 临江区堤防管理站 {.unit_name} | < | < | < | < | < | <
年度预  算申请/（万元） | | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 分值 {:weight} | 执行率 {:rate} | 自评得分 {:score}
^ | 年度资金总额 {@total} | 88.4 | 120.65 | 119.2 | 10 | 98.80% | 9.88
^ | 按收入性质分：120.65 {income_total} | < | < | 按支出性质分：120.65 {spending_total} | < | < | <
^ | 其中：  一般公共预算：118.15 {income_general} | < | < | 其中：基本支出：76.65 {basic_expenditure} | < | < | <
^ | 政府性基金拨款： {income_fund} | < | < | 项目支出：44 {project_expenditure} | < | < | <
^ | 纳入专户管理的非税收入拨款： {income_special_account} | < | < | | < | < | <
^ | 其他资金：2.5 {income_other} | < | < | | < | < | <
年度总体/目标 | 预期目标 | < | < | < | 实际完成情况 | < | <
^ | 目标1：护堤；/目标2：防汛。 {.goal} | < | < | < | 目标1：完成；/目标2：完成。 {.done} | < | <
绩效/指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 {:target} | 实际完成值 {:achieved} | 分值 {:weight} | 自评得分 {:score}
^ | 产出指标/(50 分) {level[OUT].weight} | 数量指标 | 巡堤里程 {OUT.QTY} | ≧1460公里 | 1502公里 | 20 | 20
^ | ^ | 质量指标 | 险情处置率 {OUT.QUAL} | 100% | 100% | 20 | 20
^ | ^ | 成本指标 | 总成本控制 {OUT+COST.ECON} | ≦120.65万元 | 119.2万元 | 10 | 10
^ | 效益指标/（30 分） {level[BEN].weight} | 社会效/益指标 | 安全度汛 {BEN.SOC} | 零决堤 | 零决堤 | 30 | 28
^ | 满意度/指标/（10 分） {level[SAT].weight} | 服务对象满意度指标指标 | 群众满意度 {SAT.SERV} | ≧95% | 96% | 10 | 10
总分 | < | < | < | < | < | 100 {grand.weight} | 97.88 {grand.score}
""",
    "central, income and spending as rows of sources": """
部门整体支出绩效自评表
（2022年度）
单位：万元
部门（单位）名称 | 清河县档案局 {.unit_name} | < | < | < | <
预算执行情况 | 年初预算数 {:original_budget} | 全年预算数(A) {:final_budget} | 全年执行数(B) {:actual_amount} | 执行率(B//A) {:rate} | 得分 {:score}
年度资金总额 {@total} | 612 | 640.5 | 627.69 | 98% | 9.8
按收入性质分 {@income_total} | 612 | 640.5 | 627.69 | 98% |
其中：一般公共预算拨款 {@income_general} | 600 | 628.5 | 615.69 | 97.96% |
其他资金 {@income_other} | 12 | 12 | 12 | 100% |
按支出性质分 {@spending_total} | 612 | 640.5 | 627.69 | 98% |
其中：基本支出 {@basic_expenditure} | 430 | 446.5 | 446.5 | 100% |
项目支出 {@project_expenditure} | 182 | 194 | 181.19 | 93.4% |
一级指标 | 二级指标 | 三级指标 | 年度指标值(A) {:target} | 实际完成值(B) {:achieved} | 得分 {:score}
产出指标 | 数量指标 | 接收档案 {OUT.QTY} | 8000卷 | 8120卷 | 50
效益指标 | 社会效益指标 | 查阅利用 {BEN.SOC} | 1500人次 | 1622人次 | 30
满意度指标 | 服务对象满意度 | 查档群众满意度 {SAT.SERV} | 95% | 97% | 10
总分 | < | < | < | < | 99.8 {grand.score}
""",
    "box figures in cells of their own": """
附件3：整体支出绩效自评表
单位名称 | 云台县民政局 {.unit_name} | < | < | < | < | <
 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 分值 {:weight} | 执行率 {:rate} | 得分 {:score}
年度资金总额 {@total} | 1,506.30 | 1,720.00 | 1,702.80 | 10 | 99% | 9.9
按收入性质分 | 1,720.00 {income_total} | < | 按支出性质分 | 1,720.00 {spending_total} | < | <
一般公共预算 | 1,700.00 {income_general} | < | 基本支出 | 480.00 {basic_expenditure} | < | <
政府性基金 | 20.00 {income_fund} | < | 项目支出 | 1,240.00 {project_expenditure} | < | <
财政专户 | {income_special_account} | < | | | < | <
其他资金 | 0 {income_other} | < | | | < | <
年度绩效目标 | < | < | 目标完成情况 | < | < | <
救助困难群众。 {.goal} | < | < | 已救助。 {.done} | < | < | <
一级指标 | 二级指标 | 三级指标 | 目标值 {:target} | 完成值 {:achieved} | 分值 {:weight} | 自评分 {:score}
产出 | 数量 | 救助人次 {OUT.QTY} | ≥3200人次 | 3391人次 | 25 | 25
^ | 时效 | 按月发放 {OUT.TIME} | 100% | 100% | 25 | 25
效益 | 社会效益 | 兜底保障 {BEN.SOC} | 应保尽保 | 应保尽保 | 30 | 30
满意度 | 服务对象满意度 | 群众满意度 {SAT.SERV} | 90% | 92% | 10 | 10
合 计 | < | < | < | < | 100 {grand.weight} | 99.9 {grand.score}
""",
    "merges lost to blanks, yuan, management first": """
2023年度部门整体支出绩效自评表 | | | | | | |
填报单位：白鹭县统计局 {.unit_name} | | | | | | 单位：元 |
年度预算执行情况 | | 年初预算数 {:original_budget} | 调整后预算数 {:final_budget} | 决算数 {:actual_amount} | 权重 {:weight} | 预算执行率 {:rate} | 得分 {:score}
 | 资金总额 {@total} | 3,400,000 | 3,618,200 | 3,509,654 | 10 | 97.00% | 9.7
 | 收入合计：3,618,200 {income_total} | | | 支出合计：3,618,200 {spending_total} | | |
 | 一般公共预算拨款：3,618,200 {income_general} | | | 基本支出：2,900,000 {basic_expenditure} | | |
 | 其他收入： {income_other} | | | 项目支出：718,200 {project_expenditure} | | |
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 实际值 {:achieved} | 权重 {:weight} | 得分 {:score}
 | 管理效率 | 预算管理 | 预算编制完整性 {MGT+} | 完整 | 完整 | 10 | 10
 | | 资产管理 | 固定资产账实相符率 {MGT+} | 100% | 100% | 10 | 10
 | 履职效能 | 数量指标 | 统计报表期数 {MGT+OUT.QTY} | 48期 | 48期 | 30 | 30
 | 社会效应 | 社会效益 | 统计服务 {BEN.SOC} | 及时 | 及时 | 30 | 29
 | 满意度 | 服务对象满意度 | 报表单位满意度 {SAT.SERV} | 90% | 93% | 10 | 10
总分 | | | | | | 100 {grand.weight} | 98.7 {grand.score}
""",
    "earlier outline with head block and score table": """
部门整体支出绩效评价自评表
部门名称 | 柳河乡人民政府 {.unit_name} | < | < | 人员编制 | 46 | 实有人数 | 44
年度预算（万元） | < | 年初预算 {:original_budget} | 全年预算 {:final_budget} | 全年支出 {:actual_amount} | 分值 {:weight} | 执行率 {:rate} | 自评得分 {:score}
年度资金总额 {@total} | < | 955 | 1010 | 1010 | 10 | 100% | 10
其中：基本支出 {@basic_expenditure} | < | 700 | 720 | 720 | | 100% |
项目支出 {@project_expenditure} | < | 255 | 290 | 290 | | 100% |
一级指标 | 二级指标 | 三级指标 | 评价标准及依据 | 指标值 {:target} | 完成值 {:achieved} | 分值 {:weight} | 自评分 {:score}
产出指标 | 数量指标 | 修建便桥 {OUT.QTY} | 每少一座扣5分 | 4座 | 4座 | 50 | 50
效益指标 | 生态效益指标 | 植树 {BEN.ECO} | 按完成率计分 | 3000株 | 3000株 | 30 | 30
满意度指标 | 服务对象满意度指标 | 村民满意度 {SAT.SERV} | 问卷 | 90% | 88% | 10 | 9.8
总分 | < | < | < | < | < | 100 {grand.weight} | 99.8 {grand.score}
""",
    "an income nobody knows, two sources of one name": """
2023年度部门整体支出绩效自评表
部门名称 | 柳林县职业中学 {.unit_name} | < | < | <
 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 执行率 {:rate}
年度资金总额 {@total} | 800 | 905 | 905 | 100%
按收入性质分 {@income_total} | 800 | 905 | 905 | 100%
一般公共预算 {@income_general} | 700 | 790 | 790 | 100%
事业收入 {@income_business} | 60 | 70 | 70 | 100%
其他资金 {@income_other} | 30 | 30 | 30 | 100%
单位资金 {@income_other} | 10 | 10 | 10 | 100%
校友捐赠 {@校友捐赠} | | 5 | 5 | 100%
按支出性质分 {@spending_total} | 800 | 905 | 905 | 100%
基本支出 {@basic_expenditure} | 500 | 550 | 550 | 100%
项目支出 {@project_expenditure} | 300 | 355 | 355 | 100%
一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 完成值 {:achieved}
产出指标 | 数量指标 | 毕业生 {OUT.QTY} | 620人 | 628人
""",
}
