"""A special school with goals in a leading column, sources by level of government, execution as an indicator row."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["SCHOOL"]

_SUBSIDY: Final = Project(
    name="特殊教育公用经费补助",
    category="transfer",
    sources=(
        source("central", "30", "30", "30"),
        source("provincial", "12", "14", "14"),
        source("county", "8", "8", "7.6"),
        source("other"),
    ),
    uses=(item("特殊教育公用经费补助", "49", "50", "51.6"),),
    goals=(
        Goal("保障2020年86名残疾学生就读", "保障88名残疾学生就读"),
        Goal("送教上门学生15名，每人每月4次", "送教上门学生15名，每人每月4次"),
    ),
    indicators=(
        positive("OUT.QTY", "保障在校学生数", "86", "88", "人", "8"),
        equal("OUT.QTY", "送教上门学生数", "15", "15", "人", "8"),
        positive("OUT.QUAL", "送教课时完成合格率", "95", "98", "%", "10"),
        text("OUT.TIME", "补助资金拨付时间", "开学后1个月内", "开学后20天", "10"),
        reverse("OUT.COST", "生均公用经费标准", "6000", "5863.64", "元", "14"),
        positive("BEN.SOC", "残疾儿童入学率", "96", "97.2", "%", "15"),
        positive("BEN.SUST", "持证特教教师人数", "24", "22", "人", "15", "2名教师产假未参加年度考证"),
        positive("SAT.SERV", "学生家长满意度", "92", "94.6", "%", "10"),
    ),
)

_ROOM: Final = Project(
    name="康复训练室改造",
    category="local",
    sources=(
        source("city", "20", "20", "20"),
        source("county", "35", "35", "34.2"),
        source("carried"),
        source("other", "5", "5", "5"),
    ),
    uses=(item("康复训练室改造", "", "60", "59.2"),),
    goals=(Goal("2020年改造康复训练室3间，暑假期间完工", "改造康复训练室3间，8月25日完工"),),
    indicators=(
        equal("OUT.QTY", "改造训练室间数", "3", "3", "间", "10"),
        positive("OUT.QTY", "购置康复器材件数", "42", "45", "件", "10"),
        positive("OUT.QUAL", "改造工程验收合格率", "100", "100", "%", "10"),
        text("OUT.TIME", "改造完工时间", "8月31日前", "8月25日", "10"),
        reverse("OUT.COST", "改造总投资", "60", "59.2", "万元", "10"),
        positive("BEN.SOC", "每周康复训练人次", "320", "336", "人次", "15"),
        positive("BEN.SUST", "器材质保年限", "5", "5", "年", "15"),
        positive("SAT.SERV", "受训学生家长满意度", "92", "90.16", "%", "10", "开放时段与部分家长接送时间冲突"),
    ),
)

SCHOOL: Final = Submission(
    unit=Unit(
        name="河湾市石桥区特殊教育学校",
        district="石桥区",
        department="河湾市石桥区教育局",
        level="区",
        posts=36,
        staff=35,
        head="何某某",
        filler="吕某某",
        phone="0700-0000006",
        date="2021年4月8日",
        departments=("办公室", "教务处", "康复部", "总务处"),
    ),
    year=2020,
    basic=Basic(
        original_budget=Decimal(388),
        final_budget=Decimal("396.4"),
        personnel=Decimal("331.5"),
        subsidies=Decimal("19.3"),
        operating=triple("44", "43.5", "42.8"),
        operating_parts=(
            item("办公经费", "16.5", "16", "15.8"),
            item("水费、电费、差旅费", "14.2", "14", "13.7"),
            item("会议费、培训费", "3.1", "3", "2.6"),
        ),
        procurement=triple("30", "62", "60.7"),
        car_purchase=triple("0", "0", "0"),
        car_upkeep=triple("3.3", "3.2", "3.05"),
        abroad=triple("0", "0", "0"),
        reception=triple("0.3", "0.3", "0.1"),
    ),
    projects=(_SUBSIDY, _ROOM),
    goals=(
        Goal("2020年保障86名残疾学生就读", "保障88名残疾学生就读，入学率97.2%。"),
        Goal("改造康复训练室3间", "3间康复训练室8月25日完工，秋季学期投入使用。"),
    ),
    indicators=(
        positive("OUT.QTY", "在校学生人数", "86", "88", "人", "10"),
        equal("OUT.QTY", "改造训练室总间数", "3", "3", "间", "10"),
        positive("OUT.QUAL", "学生康复评估有效率", "85", "88", "%", "10"),
        text("OUT.TIME", "训练室投用时间", "9月1日前", "8月28日", "10"),
        reverse("OUT.COST", "年度支出总额", "508.4", "504.4", "万元", "10"),
        positive("BEN.SOC", "毕业生升学就业率", "80", "76", "%", "15", "2家签约企业停工，3名毕业生推迟上岗"),
        positive("BEN.SUST", "辐射指导随班就读学校数", "12", "13", "所", "15"),
        positive("SAT.SERV", "家长综合满意度", "92", "93.4", "%", "10"),
    ),
    story=Story(
        duties=("承担残疾儿童少年义务教育。", "开展康复训练和送教上门。", "指导普通学校随班就读工作。"),
        nature="公益一类事业单位",
        classes=(
            ("教育支出", Decimal("412.3")),
            ("社会保障和就业支出", Decimal("42.6")),
            ("卫生健康支出", Decimal("18.9")),
            ("住房保障支出", Decimal("25.6")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资、社会保险缴费和住房公积金",
        goods_items="办公费、水电费、差旅费、培训费和公务用车运行维护费",
        adjustment_reason="",
        problems=(
            "毕业生就业渠道窄。2家签约企业停工后，3名毕业生推迟上岗。",
            "训练室开放时段与家长接送时间冲突，满意度低于目标。",
        ),
        measures=(
            "新增4家合作企业，2021年上半年完成3名毕业生安置。",
            "训练室增开傍晚时段，并实行预约制。",
        ),
        publication="自评结果报区教育局和区财政局，2021年10月随决算在学校公示栏和政府网站公开。",
        savings="教具统一招标采购，水电由总务处每月通报用量。",
    ),
)
