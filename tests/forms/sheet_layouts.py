"""Sheets and texts in which forms of different kinds follow one another without a table of their own; see ``marked``."""

from typing import Final

__all__ = ["SHEETS"]

SHEETS: Final[dict[str, str]] = {
    "annex 2, 3 and 4 on one sheet": """
附件2 | | | |
2023年度部门整体支出绩效评价基础数据表 | | | |
单位名称 | 东渡区司法局 {.unit_name} | | |
财政供养人员情况 | 编制数 | 年末实有人数 | 控制率 |
 | 40 {authorised_posts} | 38 {staff_in_post} | 95% {staffing_rate} |
经费控制情况（万元） | 2022年决算数 {:prior_account} | 2023年预算数 {:budget} | 2023年决算数 {:final_account} |
三公经费 {@[三公经费]} | 9 | 8 | 7.5 |
项目支出 {@[项目支出]} | 30 | 37 | 44.1 |
其中：社区矫正工作经费 {@[社区矫正工作经费]} | 12 | 15 | 14.1 |
法律援助办案补贴 {@[法律援助办案补贴]} | 18 | 22 | 30 |
附件3 | | | |
2023年度部门整体支出绩效自评表 | | | |
单位名称 | 东渡区司法局 {.unit_name} | | |
 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 执行率 {:rate}
年度资金总额 {@total} | 640 | 655 | 648.45 | 99%
一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 完成值 {:achieved}
产出指标 | 数量指标 | 调解纠纷 {OUT.QTY} | 900件 | 912件
附件4 | | | |
项目支出绩效自评表 | | | |
项目名称 | 社区矫正工作经费 {.project} | | |
 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 执行率 {:rate}
年度资金总额 {@total} | 15 | 15 | 14.1 | 94%
一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 完成值 {:achieved}
产出指标 | 数量指标 | 矫正对象 {OUT.QTY} | 96人 | 96人
""",
    "annex 2 in three tables, a strange table between the forms": """
附件2
整体支出绩效评价基础数据表
预算单位名称 | 临江区水文站 {.unit_name} | <
编制数 | 实际在职人数 | 控制率
10 {authorised_posts} | 9 {staff_in_post} | 90% {staffing_rate}

经费控制情况 | 上年决算数 {:prior_account} | 本年预算数 {:budget} | 本年决算数 {:final_account}
三公经费 {@[三公经费]} | 1 | 1 | 0.9
项目支出 {@[项目支出]} | 20 | 22 | 22
其中：测报经费 {@[测报经费]} | 20 | 22 | 22

公用经费 {@[公用经费]} | 6 | 6 | 5.5
政府采购金额 {@[政府采购金额]} | 3 | 3 | 2.8

填表人：甲某 联系电话：07300000000 填报日期：2024.3.1
值班安排
日期 | 值班人员 | 电话
5月1日 | 乙某 | 略
附件4
项目支出绩效自评表
项目名称 | 测报经费 {.project} | < | <
 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount}
年度资金总额 {@total} | 22 | 22 | 22
一级指标 | 二级指标 | 三级指标 | 完成值 {:achieved}
产出指标 | 数量指标 | 测报次数 {OUT.QTY} | 365次
""",
}
