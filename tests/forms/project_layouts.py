"""Layouts of the project form (项目支出绩效自评表), drawn by us after what provinces and years print; see ``marked``."""

from typing import Final

__all__ = ["PROJECTS"]

PROJECTS: Final[dict[str, str]] = {
    "central self-evaluation": """
项目支出绩效自评表
（2023年度）
项目名称 | 青松镇农村厕所改造补助 {.project} | < | < | < | < | < | <
主管部门 | 青松县农业农村局 {.supervising_department} | < | < | 实施单位 | 青松县农村能源站 {.implementing_unit} | < | <
项目资金/（万元） | | 年初预算数 {:original_budget} | 全年预算数（A） {:final_budget} | 全年执行数（B） {:actual_amount} | 分值 {:weight} | 执行率（B//A） {:rate} | 得分 {:score}
^ | 年度资金总额 {@total} | 320 | 300 | 285 | 10 | 95% | 9.5
^ | 其中：当年财政拨款 {@fiscal} | 300 | 280 | 265 | — | 94.64% | —
^ | 上年结转资金 {@carried} | 20 | 20 | 20 | — | 100% | —
^ | 其他资金 {@other} | 0 | 0 | 0 | — | | —
年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | <
^ | 改造农村户厕600座。 {.goal} | < | < | < | 改造农村户厕588座。 {.done} | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值（A） {:target} | 实际完成值（B） {:achieved} | 分值 {:weight} | 得分 {:score} | 未完成原因分析
^ | 产出指标（50分）{level[OUT].weight} | 数量指标 | 指标1：改造户厕数 {OUT.QTY} | ≥600座 | 588座 | 20 | 19.6 | 个别农户外出 {.reason}
^ | ^ | 质量指标 | 指标1：验收合格率 {OUT.QUAL} | 100% | 100% | 15 | 15 |
^ | ^ | 时效指标 | 指标1：完工时间 {OUT.TIME} | 11月底前 {=} | 11月底前 {=} | 15 | 15 |
^ | 效益指标/(30分) {level[BEN].weight} | 社会效益/指标 | 指标1：农村卫生厕所普及率 {BEN.SOC} | ≥85% | 86.2% | 30 | 30 |
^ | 满意度指标（10分） {level[SAT].weight} | 服务对象/满意度指标 | 指标1：农户满意度 {SAT.SERV} | ≥90% | 92% | 10 | 10 |
总分 | < | < | < | < | < | 100 {grand.weight} | 99.1 {grand.score} |
""",
    "Hunan district": """
 附件 4
2023 年度项目支出绩效自评表
项目支出/名称 | 河堤养护专项 {.project} | < | < | < | < | < | < | <
主管部门 | 临江区水利局 {.supervising_department} | < | < | < | 实施单位 | 临江区堤防管理站 {.implementing_unit} | < | <
项目资金/（万元） | | 年初/预算数 {:original_budget} | 全年/预算数 {:final_budget} | 全年执行数 {:actual_amount} | 分值 {:weight} | 执行率 {:rate} | 自评/得分 {:score} | <
^ | 年度资金总额： {@total} | 12.5 | 18.2 | 18.2 | 10 | 100% | 10 | <
^ | 其中：当年财政拨款 {@fiscal} | 12.5 | 14.2 | 14.2 | | 100% | | <
^ | 上年结转资金 {@carried} | | 4 | 4 | | | | <
^ | 其他资金 {@other} | | | | | | | <
年度总体/目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
^ | 目标1：养护堤防；/目标2：清除白蚁。 {.goal} | < | < | < | 目标1：已养护；/目标2：已清除。 {.done} | < | < | <
绩效/指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 {:target} | 实际完成值 {:achieved} | 分值 {:weight} | 自评得分 {:score} | 偏差原因分析及改进措施
^ | 产出指标/(50 分) {level[OUT].weight} | 数量指标 | 养护堤防长度. {OUT.QTY} | 32.6公里 | 32.6公里 | 15 | 15 |
^ | ^ | 质量指标 | 堤面完好 {OUT.QUAL} | 完好率100% | 完好率98% | 15 | 14 | 汛期冲刷 {.reason}
^ | ^ | 时效指标 | 按季养护 {OUT.TIME} | 按季完成 | 按季完成 | 10 | 10 |
^ | ^ | 成本指标 | 总成本控制 {OUT+COST.ECON} | ≦18.2万元 | 18.2万元 | 10 | 10 |
^ | 效益指标/（30 分） {level[BEN].weight} | 经济效/益指标 | 不适用 {BEN.ECON not-applicable} | 不适用 | 不适用 | | |
^ | ^ | 社会效/益指标 | 保护人口 {BEN.SOC} | ≧1.2万人 {=12000} | 1.2万人 {=12000} | 15 | 15 |
^ | ^ | 生态效/益指标 | 不适应 {BEN.ECO not-applicable} | | | | |
^ | ^ | 可持续/影响/指标 | 堤防使用年限 {BEN.SUST} | ≧10年 | 10年 | 15 | 15 |
^ | 满意度/指标 | 服务对象满意度指标 | 沿岸群众满意度 {SAT.SERV} | ≧95% | ≧95% | 10 | 10 |
^ | ^ | ^ | …… {SAT.SERV template} | | | | |
总分 | < | < | < | < | < | 100 {grand.weight} | 99 {grand.score} |
填表人：  甲  填报日期：2024.4.2  联系电话：07300000000  单位负责人签字：乙
""",
    "Sichuan 2025": """
项目支出绩效自评表（2025年度） | < | < | < | < | < | < | < | < | < | <
主管部门及代码 | 203-安宁县文化局 {.supervising_department} | < | < | < | 实施单位 | 安宁县图书馆 {.implementing_unit} | < | < | < | <
项目名称 | 流动图书车运行经费 {.project} | < | < | < | < | < | < | < | < | <
预算执行情况（万元） | 年初预算数 {:original_budget} | < | 预算调整数 | < | 调整后预算数 {:final_budget} | < | 预算执行数 {:actual_amount} | < | 预算执行率 {:rate} | <
年度资金总额 {@total} | 60 | < | -4.5 | < | 55.5 | < | 54.39 | < | 98% | <
其中：财政拨款 {@fiscal} | 60 | < | -4.5 | < | 55.5 | < | 54.39 | < | 98% | <
其他资金 {@other} | 0 | < | 0 | < | 0 | < | 0 | < | 0% | <
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 {:target} | 度量单位 | 权重 {:weight} | 自评完成值 {:achieved} | 自评得分 {:score} | 偏离度 | 备注
产出指标 | 数量指标 | 流动服务次数 {OUT.QTY} | ≥ | 120 | 场次 | 20 | 126 | 20 | 5% |
^ | 质量指标 | 车辆完好率 {OUT.QUAL} | ＝ | 100 | % | 20 | 100 | 20 | 0 |
^ | 时效指标 | 服务及时率 {OUT.TIME} | ≥ | 95 | % | 10 | 97 | 10 | |
效益指标 | 社会效益指标 | 读者增长数 {BEN.SOC} | ≥ | 800 | 人 | 20 | 760 | 19 | -5% | 校园闭馆 {.reason}
满意度指标 | 服务对象满意度指标 | 读者满意度 {SAT.SERV} | ≥ | 90 | % | 10 | 91 | 10 | |
成本指标 | 经济成本指标 | 单车年运行成本 {COST.ECON} | ≤ | 18.5 | 万元 | 20 | 18.13 | 20 | |
合计 | < | < | | | | 100 {grand.weight} | | 99 {grand.score} | |
""",
    "goals in a leading column": """
单位：万元
项目名称 | 乡村医生培训 {.project} | < | < | 项目单位 | 望川县卫生健康局 {.implementing_unit} | < | < | <
资金情况 | 资金来源 | 年初预算 {:original_budget} | 全年预算 {:final_budget} | 实际支出 {:actual_amount} | 执行率（%） {:rate} | < | < | <
^ | 合计 {@total} | 45 | 45 | 43.2 | 96 | < | < | <
^ | 财政资金 {@fiscal} | 45 | 45 | 43.2 | 96 | < | < | <
^ | 自筹资金 {@other} | | | | | < | < | <
绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值及单位 {:target} | 完成值 {:achieved} | 分值 {:weight} | 得分 {:score} | 备注
绩效目标1：培训村医 | 产出指标 | 数量指标 | 培训期数 {OUT.QTY} | 6期 | 6期 | 25 | 25 | 定量
^ | ^ | 质量指标 | 考核合格率 {OUT.QUAL} | ≥90% | 93% | 25 | 25 | 定量
绩效目标2：提高服务 | 效益指标 | 社会效率指标 | 村医服务水平 {BEN.SOC} | 有所提高 | 有所提高 | 30 | 28 | 定性
^ | 满意度指标 | 服务对象满意度 | 村医满意度 {SAT.SERV} | ≥85% | 90% | 10 | 10 | 定量
总分 | < | < | < | < | < | 90 {grand.weight} | 88 {grand.score} |
""",
    "execution rate as an indicator, cost first": """
2024年度财政专项资金绩效自评表
项目名称：城区路灯节能改造 {.project} | < | < | < | < | < | <
主管部门：秀水市城市管理局 {.supervising_department} | < | < | 实施单位：秀水市路灯所 {.implementing_unit} | < | < | <
资金（万元） | 年初预算数 {:original_budget} | < | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 执行率 {:rate} | <
年度资金总额 {@total} | 860.5 | < | 912.36 | 901.07 | 98.76% | <
财政拨款 {@fiscal} | 860.5 | < | 912.36 | 901.07 | 98.76% | <
一级指标 | 二级指标 | 三级指标 | 目标值 {:target} | 完成值 {:achieved} | 标准分 {:weight} | 自评分 {:score}
预算执行 | 预算执行率 | 预算执行率 {BUD+} | 100% | 98.76% | 10 | 9.88
成本指标（20分）{level[COST].weight} | 经济成本指标 | 单灯改造成本 {COST.ECON} | ≤1800元 | 1760元 | 10 | 10
^ | 生态环境成本指标 | 废旧灯具处置率 {COST.ENV} | 100% | 100% | 10 | 10
产出指标（40分）{level[OUT].weight} | 数量指标 | 改造路灯数 {OUT.QTY} | 5000盏 | 5010盏 | 20 | 20
^ | 质量指标 | 亮灯率 {OUT.QUAL} | ≥98% | 99% | 20 | 20
效益指标（20分）{level[BEN].weight} | 生态效益指标 | 年节电量 {BEN.ECO} | ≥150万度 {=1500000} | 163万度 {=1630000} | 20 | 20
满意度指标（10分）{level[SAT].weight} | 服务对象满意度指标 | 市民满意度 {SAT.SERV} | ≥90% | 94% | 10 | 10
总分 | < | < | < | < | 100 {grand.weight} | 99.88 {grand.score}
""",
    "header of two rows": """
项目名称 | 山洪灾害监测预警 {.project} | < | < | < | < | <
主管部门 | 平坝县水务局 {.supervising_department} | < | 项目实施单位 | 平坝县水文站 {.implementing_unit} | < | <
项目资金（万元） | 预算数 | < | 执行数 {:actual_amount} | 分值 {:weight} | 执行率 {:rate} | 得分 {:score}
^ | 年初 {:original_budget} | 全年 {:final_budget} | ^ | ^ | ^ | ^
年度资金总额 {@total} | 75 | 70 | 66.5 | 10 | 95% | 9.5
其中：财政拨款 {@fiscal} | 75 | 70 | 66.5 | - | - | -
其他资金 {@other} | - | - | - | - | - | -
绩效指标 | < | < | 年度指标 | < | 自评 | <
一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 完成值 {:achieved} | 分值 {:weight} | 得分 {:score}
产出指标 | 数量指标 | 维护雨量站 {OUT.QTY} | 42个 | 42个 | 50 | 50
效益指标 | 社会效益指标 | 预警覆盖村 {BEN.SOC} | 118个 | 110个 | 30 | 28
满意度指标 | 满意度指标 | 群众满意度 {SAT.SERV} | 90% | 90% | 10 | 10
总分 | < | < | < | < | 100 {grand.weight} | 97.5 {grand.score}
""",
    "other order of columns, weight called 权重": """
专项名称 | 老旧小区管网改造 {.project} | < | < | < | < | <
实施单位 | 双桥区住房保障中心 {.implementing_unit} | < | < | < | < | <
资金性质 | 执行率(%) {:rate} | 全年执行数（万元） {:actual_amount} | 全年预算数（万元） {:final_budget} | 年初预算数（万元） {:original_budget} | < | <
资金总额 {@total} | 88.5 | 1770 | 2000 | 2400 | < | <
当年财政拨款 {@fiscal} | 88.5 | 1770 | 2000 | 2400 | < | <
三级指标 | 二级指标 | 一级指标 | 自评得分 {:score} | 权重 {:weight} | 全年实际值 {:achieved} | 年初指标值 {:target}
改造小区数 {OUT.QTY} | 数量指标 | 产出指标 | 28.5 | 30 | 19个 | 20个
工程验收合格率 {OUT.QUAL} | 质量指标 | ^ | 20 | 20 | 100% | 100%
受益居民户数 {BEN.SOC} | 社会效益指标 | 效益指标 | 30 | 30 | 8200户 | ≥8000户
居民满意度 {SAT.SERV} | 服务对象满意度指标 | 满意度指标 | 10 | 10 | 93% | ≥90%
总分 | < | < | 88.5 {grand.score} | 90 {grand.weight} | |
""",
    "levels of government": """
转移支付项目绩效自评表
项目名称 | 就业补助资金 {.project} | < | < | < | <
中央主管部门 | 人力资源部门 {.supervising_department} | < | 资金使用单位 | 柳林县就业服务中心 {.implementing_unit} | <
资金情况/（万元） | | 年初预算数 {:original_budget} | 全年预算数(A) {:final_budget} | 全年执行数(B) {:actual_amount} | 预算执行率(B//A×100%) {:rate}
^ | 年度资金总额： {@total} | 500 | 620 | 589 | 95.00%
^ | 其中：中央补助 {@central} | 300 | 400 | 380 | 95.00%
^ | 省级资金 {@provincial} | 120 | 140 | 133 | 95.00%
^ | 市县资金 {@county} | 80 | 80 | 76 | 95.00%
^ | 其他资金 {@other} | 0 | 0 | 0 | ——
一级指标 | 二级指标 | 三级指标 | 全年指标值 {:target} | 实际完成值 {:achieved} | 偏差原因分析
产出指标 | 数量指标 | 享受补贴人数 {OUT.QTY} | ≥1500人 | 1480人 | 部分人员放弃 {.reason}
效益指标 | 社会效益指标 | 新增就业人数 {BEN.SOC} | ≥2600人 | 2710人 |
满意度指标 | 服务对象满意度指标 | 补贴对象满意度 {SAT.SERV} | ≥90% | 95% |
""",
    "yuan in the caption, score before weight, signatures inside": """
附件4-2
2023年度项目支出绩效自评表
单位：元
项目支出名称 | 档案数字化加工费 {.project} | < | < | < | < | < | <
主管部门 | 石桥市档案局 {.supervising_department} | < | < | 实施单位 | 石桥市档案馆 {.implementing_unit} | < | <
项目资金 | 项目 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 得分 {:score} | 分值 {:weight} | 执行率 {:rate}
^ | 年度资金总额 {@total} | 1,200,000.00 | 1,350,000.00 | 1,346,625.00 | 9.98 | 10 | 0.9975 {=99.75}
^ | 当年财政拨款 {@fiscal} | 1,200,000.00 | 1,150,000.00 | 1,146,625.00 | | | 0.9971 {=99.71}
^ | 上年结转 {@carried} | 0.00 | 200,000.00 | 200,000.00 | | | 1 {=100}
^ | 其它资金 {@other} | 0.00 | 0.00 | 0.00 | | |
一级指标 | 二级指标 | 三级指标 | 年度指标值 {:target} | 实际完成值 {:achieved} | 自评得份 {:score} | 分直 {:weight} | 偏差原因
产出指标（50分） {level[OUT].weight} | 数量指标 | 加工档案卷数 {OUT.QTY} | 3万件 {=30000} | 3.15万件 {=31500} | 25 | 25 |
^ | 质量指标 | 差错率 {OUT.QUAL} | ≤0.3% | 0.12% | 25 | 25 |
效益指标（30分） {level[BEN].weight} | 可持续发展 | 查档时间缩短 {BEN.SUST} | 30% | 35% | 30 | 30 |
满意度（10分） {level[SAT].weight} | 群众满意度 | 查档人满意度 {SAT.SERV} | 95% | 97% | 10 | 10 |
总 分 | < | < | < | < | 99.98 {grand.score} | 100 {grand.weight} |
负责人（签字）：丙 | < | 填表人：丁 | < | 联系电话：0739-0000000 | < | 填报日期：2024年3月28日 | <
""",
    "merges lost to blanks, template rows, an unknown column": """
2023年度项目支出绩效自评表 | | | | | | | |
项目名称 | 校园食堂改造 {.project} | | | | | | |
主管部门 | 南岭县教育局 {.supervising_department} | | | 实施单位 | 南岭县第三小学 {.implementing_unit} | | |
项目资金（万元） | | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 分值 {:weight} | 执行率 {:rate} | 得分 {:score} |
 | 年度资金总额 {@total} | 86 | 92.4 | 92.4 | 10 | 100.00% | 10 |
 | 其中：当年财政拨款 {@fiscal} | 86 | 92.4 | 92.4 | | 100.00% | |
 | 上年结转资金 {@carried} | | | | | | |
 | 其他资金 {@other} | | | | | | |
年度总体目标 | 预期目标 | | | | 实际完成情况 | | |
 | 改造食堂1座。 {.goal} | | | | 已改造1座。 {.done} | | |
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 {:target} | 核心指标否 | 实际完成值 {:achieved} | 分值 {:weight} | 得分 {:score}
 | 产出指标 | 数量指标 | 改造面积 {OUT.QTY} | 640平方米 | 是 | 640平方米 | 25 | 25
 | | | …… {OUT.QTY template} | | | | |
 | | 质量指标 | 一次验收合格率 {OUT.QUAL} | 100% | 是 | 100% | 25 | 25
 | | 时效指标 | | | | | |
 | 效益指标 | 社会效益指标 | 受益学生 {BEN.SOC} | 1250人 | 否 | 1250人 | 30 | 30
 | | 生态效益指标 | 不适用 {BEN.ECO not-applicable} | | | | |
 | 满意度指标 | 服务对象满意度 | 师生满意度 {SAT.SERV} | 90% | 是 | 96% | 10 | 10
合计 | | | | | | | 100 {grand.weight} | 100 {grand.score}
""",
    "split into two tables": """
附件4
项目支出绩效自评表
项目名称 | 森林防火物资 {.project} | < | < | < | < | <
实施单位 | 青岗林场 {.implementing_unit} | < | < | < | < | <
 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 分值 {:weight} | 执行率 {:rate} | 得分 {:score}
年度资金总额 {@total} | 24 | 26 | 25.35 | 10 | 97.5% | 9.75
当年财政拨款 {@fiscal} | 24 | 26 | 25.35 | | 97.5% |

一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 完成值 {:achieved} | 分值 {:weight} | 得分 {:score} | 备注
产出指标 | 数量指标 | 购置风力灭火机 {OUT.QTY} | 30台 | 30台 | 50 | 50 |
效益指标 | 生态效益指标 | 森林火灾受害率 {BEN.ECO} | ≤0.9‰ | 0‰ | 30 | 30 |
满意度指标 | 服务对象满意度指标 | 护林员满意度 {SAT.SERV} | ≥90% | 95% | 10 | 10 |
总分 | < | < | < | < | 100 {grand.weight} | 99.75 {grand.score} |
""",
    "split within the indicators": """
附件4
项目支出绩效自评表
项目名称 | 公共自行车运维 {.project} | < | < | < | < | <
资金 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 分值 {:weight} | 执行率 {:rate} | 得分 {:score}
年度资金总额 {@total} | 130 | 130 | 130 | 10 | 100% | 10
一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 完成值 {:achieved} | 分值 {:weight} | 得分 {:score}
产出指标 | 数量指标 | 在运车辆 {OUT.QTY} | 2000辆 | 2000辆 | 50 | 50

效益指标 | 社会效益指标 | 年骑行人次 {BEN.SOC} | 90万人次 {=900000} | 88万人次 {=880000} | 30 | 29
满意度指标 | 服务对象满意度指标 | 骑行者满意度 {SAT.SERV} | 85% | 90% | 10 | 10
总分 | < | < | < | < | 100 {grand.weight} | 99 {grand.score}
""",
    "two forms run together": """
项目名称 | 社区矫正工作经费 {.project} | < | < | < | <
主管部门 | 东渡区司法局 {.supervising_department} | < | 实施单位 | 东渡区司法局 {.implementing_unit} | <
资金 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 执行率 {:rate} | 得分 {:score}
年度资金总额 {@total} | 15 | 15 | 14.1 | 94% | 9.4
一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 完成值 {:achieved} | 得分 {:score}
产出指标 | 数量指标 | 矫正对象人数 {OUT.QTY} | 96人 | 96人 | 50
总分 | < | < | < | < | 59.4 {grand.score}
项目名称 | 法律援助办案补贴 {.project} | < | < | < | <
主管部门 | 东渡区司法局 {.supervising_department} | < | 实施单位 | 东渡区法律援助中心 {.implementing_unit} | <
资金 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 执行率 {:rate} | 得分 {:score}
年度资金总额 {@total} | 22 | 30 | 30 | 100% | 10
一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 完成值 {:achieved} | 得分 {:score}
产出指标 | 数量指标 | 办理案件 {OUT.QTY} | 210件 | 224件 | 50
总分 | < | < | < | < | 60 {grand.score}
""",
    "labels and amounts in turn, value and unit under one head": """
附表3
转移支付绩效自评表
转移支付名称 | 农村危房改造补助 {.project} | < | < | < | < | < | <
主管（预算）部门 | 云台县住建局 {.supervising_department} | < | < | 实施（使用）单位 | 云台县村镇建设站 {.implementing_unit} | < | <
年初预算数 | 640 {total.original_budget} | 全年预算数 | 600 {total.final_budget} | 全年执行数 | 582 {total.actual_amount} | 预算执行率 | 97% {total.rate}
一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 {:achieved} | 得分 {:score}
^ | ^ | ^ | 符号 | 数值 {:target} | 单位 | ^ | ^
产出指标 | 数量指标 | 改造危房 {OUT.QTY} | ≥ | 300 | 户 | 291 | 38.8
效益指标 | 社会效益指标 | 受益人口 {BEN.SOC} | ≥ | 1100 | 人 | 1120 | 40
满意度指标 | 服务对象满意度指标 | 住户满意度 {SAT.SERV} | ≥ | 90 | % | 96 | 10
总分 | < | < | < | < | < | | 88.8 {grand.score}
""",
    "head, funds, goals and indicators in tables of their own": """
附件4
2023年度项目支出绩效自评表
项目名称 | 疫苗冷链设备更新 {.project} | < | <
主管部门 | 望川县卫生健康局 {.supervising_department} | 实施单位 | 望川县疾控中心 {.implementing_unit}

单位：万元
资金来源 | 年初预算数 {:original_budget} | 全年预算数 {:final_budget} | 全年执行数 {:actual_amount} | 执行率 {:rate}
年度资金总额 {@total} | 150 | 210 | 207.9 | 99%
其中：一般公共预算 {@general} | 90 | 110 | 107.9 | 98.09%
政府性基金 {@government_fund} | 60 | 60 | 60 | 100%
专项债券 {@debt} | | 40 | 40 | 100%

预期目标 | 实际完成情况
更新冷库2座。 {.goal} | 已更新2座。 {.done}

一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 实际值 {:achieved} | 分值 {:weight} | 得分 {:score}
产出指标 | 数量指标 | 更新冷库 {OUT.QTY} | 2座 | 2座 | 50 | 50
效益指标 | 可持续影响指标 | 设备使用年限 {BEN.SUST} | ≥8年 | 8年 | 30 | 30
满意度指标 | 服务对象满意度指标 | 接种门诊满意度 {SAT.SERV} | 90% | 98% | 10 | 10
""",
    "fiscal money by level under one row, a column of adjustments": """
项目支出绩效自评表（2022年度）
项目名称 | 高标准农田建设 {.project} | < | < | < | < | <
项目主管部门 | 丰谷县农业农村局 {.supervising_department} | < | < | 项目实施单位 | 丰谷县农田建设站 {.implementing_unit} | <
项目资金（万元） | < | 年初预算数 {:original_budget} | 调整数 | 调整后预算数 {:final_budget} | 实际支出数 {:actual_amount} | 执行率（%） {:rate}
年度资金总额 {@total} | < | 1,800.00 | 260.00 | 2,060.00 | 2,039.40 | 99.00
其中：财政拨款 {@fiscal} | < | 1,500.00 | 260.00 | 1,760.00 | 1,744.40 | 99.11
中央财政资金 {@central} | < | 1,000.00 | 200.00 | 1,200.00 | 1,200.00 | 100.00
省级财政资金 {@provincial} | < | 300.00 | 60.00 | 360.00 | 344.40 | 95.67
县（市、区）级资金 {@county} | < | 200.00 | 0.00 | 200.00 | 200.00 | 100.00
结转结余资金 {@carried} | < | 300.00 | 0.00 | 300.00 | 295.00 | 98.33
一级指标 | 二级指标 | 三级指标 | 指标值 {:target} | 实际完成值 {:achieved} | 分值 {:weight} | 自评得分 {:score}
产出指标 | 数量指标 | 建成面积 {OUT.QTY} | 1.2万亩 {=12000} | 1.2万亩 {=12000} | 60 | 60
效益指标 | 经济效益指标 | 亩均增产 {BEN.ECON} | ≥50公斤 | 56公斤 | 30 | 30
""",
}
