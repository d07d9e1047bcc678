"""A district's culture hall: two categories of projects with uses under 其中, other funds, opening money adjusted."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, ListEntry, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["CULTURE"]

_UNIT: Final = Unit(
    name="澄湖市柳浦区文化馆",
    district="柳浦区",
    department="柳浦区文化旅游广电体育局",
    level="区",
    posts=16,
    staff=14,
    head="张某某",
    filler="刘某",
    phone="0700-0000001",
    date="2024.4.26",
    departments=("办公室", "艺术辅导部", "非遗保护部"),
)

_BASIC: Final = Basic(
    original_budget=Decimal("212.4"),
    final_budget=Decimal("218.9"),
    personnel=Decimal("187.35"),
    subsidies=Decimal("4.15"),
    operating=triple("28.6", "27.5", "27.4"),
    operating_parts=(
        item("办公经费", "11.2", "10.6", "10.6"),
        item("水费、电费、差旅费", "8.45", "8.2", "8.1"),
        item("会议费、培训费", "1.6", "1.5", "1.5"),
    ),
    procurement=triple("22.3", "24", "23.86"),
    car_purchase=triple("", "", ""),
    car_upkeep=triple("", "", ""),
    abroad=triple("", "", ""),
    reception=triple("0.9", "0.8", "0.66"),
)

_LOCAL: Final = Project(
    name="区级专项资金",
    category="local",
    sources=(
        source("fiscal", "36", "36", "35.82"),
        source("carried"),
        source("other", "0", "8.5", "8.5"),
    ),
    uses=(
        item("群众文艺演出", "21.5", "22", "21.92"),
        item("馆舍设备更新", "20", "14", "22.4"),
    ),
    goals=(
        Goal("2023年在全区12个镇街组织群众文艺演出24场", "全年在12个镇街组织群众文艺演出25场，现场观众约1.8万人次"),
        Goal("更新演出音响和排练厅设备6套，当年投入使用", "更新演出音响和排练厅设备6套，9月底全部投入使用"),
    ),
    indicators=(
        positive("OUT.QTY", "群众文艺演出场次", "24", "25", "场", "8"),
        equal("OUT.QTY", "更新设备套数", "6", "6", "套", "7"),
        positive("OUT.QUAL", "设备验收合格率", "100", "100", "%", "10"),
        text("OUT.TIME", "设备投入使用时间", "10月底前", "9月28日", "8"),
        text("OUT.TIME", "演出计划完成时间", "12月底前", "12月16日", "7"),
        reverse("OUT.COST", "项目总成本", "44.5", "44.32", "万元", "10"),
        positive("BEN.SOC", "演出现场观众人次", "16000", "18000", "人次", "15"),
        positive("BEN.SUST", "业余文艺团队新增数", "4", "4", "支", "15"),
        positive(
            "SAT.SERV", "现场观众满意度", "95", "93.1", "%", "10", "夏季露天演出座位不足，部分观众对候场时间不满意"
        ),
    ),
)

_TRANSFER: Final = Project(
    name="上级转移支付",
    category="transfer",
    sources=(
        source("fiscal", "0", "46.2", "46.2"),
        source("carried"),
        source("other"),
    ),
    uses=(
        item("省拨免费开放补助", "24", "", "26"),
        item("市拨非遗传承补助", "15", "", "20.2"),
    ),
    goals=(
        Goal("全年免费开放不少于300天，接待群众5万人次", "全年免费开放306天，接待群众5.2万人次"),
        Goal("资助非遗传承人8名，开展传承培训10期", "资助非遗传承人8名，开展传承培训9期"),
    ),
    indicators=(
        positive("OUT.QTY", "免费开放天数", "300", "306", "天", "6"),
        equal("OUT.QTY", "资助非遗传承人数", "8", "8", "人", "5"),
        positive("OUT.QTY", "传承培训期数", "10", "9", "期", "5", "11月场地检修，一期培训取消"),
        positive("OUT.QUAL", "传承培训结业率", "90", "94", "%", "12"),
        text("OUT.TIME", "补助资金发放时间", "11月底前", "11月20日", "12"),
        reverse("OUT.COST", "每人每年传承补助标准", "5000", "5000", "元", "10"),
        positive("BEN.SOC", "免费开放接待人次", "50000", "52000", "人次", "15"),
        positive("BEN.SUST", "在册传承学徒人数", "20", "22", "人", "15"),
        positive("SAT.SERV", "参训学员满意度", "95", "96", "%", "10"),
    ),
)

CULTURE: Final = Submission(
    unit=_UNIT,
    year=2023,
    allowed=("T13",),
    basic=_BASIC,
    projects=(_LOCAL, _TRANSFER),
    goals=(
        Goal("全年免费开放不少于300天，接待群众5万人次", "全年免费开放306天，接待群众5.2万人次。"),
        Goal("2023年组织群众文艺演出24场、公益培训40期", "全年组织群众文艺演出25场、公益培训42期。"),
        Goal("完成2个非遗项目的资料采集和建档", "完成2个非遗项目的资料采集和建档，档案已移交区档案馆。"),
    ),
    indicators=(
        positive("OUT.QTY", "馆舍免费开放天数", "300", "306", "天", "6"),
        positive("OUT.QTY", "公益培训期数", "40", "42", "期", "6"),
        equal("OUT.QTY", "非遗项目建档数", "2", "2", "个", "6"),
        positive("OUT.QUAL", "公益培训结业率", "92", "95", "%", "6"),
        positive("OUT.QUAL", "非遗档案验收合格率", "100", "100", "%", "6"),
        text("OUT.TIME", "非遗建档完成时间", "11月底前", "11月12日", "10"),
        reverse("OUT.COST", "支出总成本", "309.6", "309.42", "万元", "10"),
        positive("BEN.SOC", "全年接待群众人次", "50000", "52000", "人次", "10"),
        positive("BEN.SOC", "镇街文艺辅导覆盖率", "100", "91.67", "%", "10", "1个街道文化站搬迁，下半年未能开展辅导"),
        positive("BEN.SUST", "业余文艺骨干在册人数", "150", "162", "人", "10"),
        positive("SAT.SERV", "群众满意度", "95", "96.4", "%", "10"),
    ),
    story=Story(
        duties=(
            "组织开展群众性文化艺术活动和公益培训。",
            "辅导基层文艺骨干和业余文艺团队。",
            "承担辖区内非物质文化遗产的调查、建档和传承工作。",
        ),
        nature="公益一类事业单位",
        classes=(
            ("文化旅游体育与传媒支出", Decimal("249.52")),
            ("社会保障和就业支出", Decimal("24.6")),
            ("卫生健康支出", Decimal("10.2")),
            ("住房保障支出", Decimal("16.6")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资、养老保险缴费和住房公积金",
        goods_items="办公费、水电费、差旅费、培训费和公务接待费",
        adjustment_reason="全年预算数比年初预算数增加，主要是年中收到免费开放和非遗传承两项上级转移支付，"
        "并按人员变动追加基本支出、安排其他资金更新设备。",
        problems=(
            "基层辅导覆盖不全。1个街道文化站搬迁后没有临时场地，下半年未开展辅导。",
            "露天演出条件不足，夏季场次座位偏少，观众候场时间长。",
        ),
        measures=(
            "与街道商定临时辅导场地，2024年3月底前恢复辅导，补齐覆盖缺口。",
            "演出前按预约人数备足座位，缩短候场时间。",
        ),
        publication="自评结果已报区财政局，作为2025年预算安排的参考，并随2023年度部门决算在区政府网站公开。",
        savings="严格执行公务接待标准，演出器材优先调剂使用，水电费按科室定额管理。",
    ),
    fund_list=(
        ListEntry(1, "公共文化服务专项", "柳浦区文化馆", "群众文艺演出"),
        ListEntry(2, "", "柳浦区图书馆", "数字阅读"),
        ListEntry(3, "农田水利专项", "柳浦区水利局"),
        ListEntry(4, "市政设施维护专项", "柳浦区住房和城乡建设局", "路灯维修"),
        ListEntry(5, "", "柳浦区城市管理局", "人行道改造"),
        ListEntry(6, "", "松岭街道办事处", "背街小巷整治"),
        ListEntry(7, "残疾预防专项", "柳浦区残疾人联合会"),
    ),
)
