"""A county's farm-machinery station: the unit of the shipped example."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["MACHINERY"]

_LOCAL: Final = Project(
    name="县级专项资金",
    category="local",
    sources=(source("fiscal", "26", "26", "25.6"), source("carried"), source("other", "0", "9.4", "9.4")),
    uses=(item("农机手培训", "13.5", "14", "13.8"), item("示范机具购置", "18", "12", "21.2")),
    goals=(
        Goal("2023年培训农机手420人", "全年培训农机手436人"),
        Goal("购置示范机具9台套", "购置示范机具9台套，全部投入示范"),
    ),
    indicators=(
        positive("OUT.QTY", "培训农机手人数", "420", "436", "人", "8"),
        equal("OUT.QTY", "购置示范机具台套数", "9", "9", "台套", "7"),
        positive("OUT.QUAL", "农机手考核合格率", "92", "95", "%", "8"),
        positive("OUT.QUAL", "示范机具验收合格率", "100", "100", "%", "7"),
        text("OUT.TIME", "春耕前培训完成时间", "3月底前", "3月22日", "10"),
        reverse("OUT.COST", "专项总成本", "35.4", "35", "万元", "10"),
        positive("BEN.ECON", "示范户亩均节本", "45", "47", "元", "15"),
        positive("BEN.SOC", "示范面积", "6000", "6200", "亩", "15"),
        positive("SAT.SERV", "参训农机手满意度", "95", "93.1", "%", "10", "实操机位不足，部分学员等候时间长"),
    ),
)

_TRANSFER: Final = Project(
    name="上级转移支付",
    category="transfer",
    sources=(source("fiscal", "0", "38.5", "38.5"), source("carried"), source("other")),
    uses=(item("省拨农机报废更新补助", "20", "", "22"), item("市拨粮食烘干示范补助", "15", "", "16.5")),
    goals=(
        Goal("2023年补助报废老旧农机55台", "补助报废老旧农机55台"),
        Goal("建设粮食烘干示范点3个", "建设粮食烘干示范点3个，日烘干能力90吨"),
    ),
    indicators=(
        equal("OUT.QTY", "补助报废农机台数", "55", "55", "台", "10"),
        equal("OUT.QTY", "建设烘干示范点数", "3", "3", "个", "10"),
        positive("OUT.QUAL", "示范点验收合格率", "100", "100", "%", "10"),
        text("OUT.TIME", "补助资金兑付时间", "11月底前", "11月17日", "10"),
        reverse("OUT.COST", "单台报废补助均价", "0.4", "0.4", "万元", "10"),
        positive("BEN.ECON", "减少粮食霉变损失", "60", "64", "吨", "15"),
        positive("BEN.ECO", "淘汰高耗能农机功率", "1600", "1520", "千瓦", "15", "5台大功率拖拉机车主撤回申请"),
        positive("SAT.SERV", "受补农户满意度", "95", "96.5", "%", "10"),
    ),
)

MACHINERY: Final = Submission(
    unit=Unit(
        name="苇岸县农业机械推广站",
        district="苇岸县",
        department="苇岸县农业农村局",
        level="县",
        posts=12,
        staff=10,
        head="马某某",
        filler="林某",
        phone="0700-0000010",
        date="2024.4.18",
        departments=("综合股", "推广股", "培训股"),
    ),
    year=2023,
    allowed=("T13",),
    basic=Basic(
        original_budget=Decimal("142.3"),
        final_budget=Decimal("145.8"),
        personnel=Decimal("121.6"),
        subsidies=Decimal("3.9"),
        operating=triple("18.2", "17.5", "17.3"),
        operating_parts=(
            item("办公经费", "6.8", "6.5", "6.4"),
            item("水费、电费、差旅费", "5.9", "5.7", "5.65"),
            item("会议费、培训费", "0.9", "0.8", "0.75"),
        ),
        procurement=triple("24", "26", "25.3"),
        car_purchase=triple("0", "0", "0"),
        car_upkeep=triple("2.6", "2.5", "2.32"),
        abroad=triple("0", "0", "0"),
        reception=triple("0.7", "0.6", "0.43"),
    ),
    projects=(_LOCAL, _TRANSFER),
    goals=(
        Goal("2023年培训农机手420人", "全年培训农机手436人。"),
        Goal("购置示范机具9台套，示范面积6000亩", "购置示范机具9台套，示范面积6200亩。"),
        Goal("补助报废老旧农机55台", "补助报废老旧农机55台。"),
    ),
    indicators=(
        positive("OUT.QTY", "全年培训人数", "420", "436", "人", "10"),
        equal("OUT.QTY", "报废老旧农机台数", "55", "55", "台", "10"),
        positive("OUT.QUAL", "推广机具合格率", "98", "98.7", "%", "10"),
        text("OUT.TIME", "年度推广任务完成时间", "12月10日前", "12月2日", "10"),
        reverse("OUT.COST", "年度支出总成本", "219.7", "216.3", "万元", "10"),
        positive("BEN.ECON", "亩均节本增收", "45", "47", "元", "10"),
        positive("BEN.SOC", "主要作物机械化率", "82", "80.36", "%", "10", "山区小地块改造慢，机具下不了田"),
        positive("BEN.ECO", "秸秆还田面积", "38000", "39500", "亩", "10"),
        positive("SAT.SERV", "服务对象综合满意度", "95", "95.8", "%", "10"),
    ),
    story=Story(
        duties=("承担农机新技术、新机具的试验示范和推广。", "开展农机手技能培训。", "组织实施老旧农机报废更新。"),
        nature="公益一类事业单位",
        classes=(
            ("农林水支出", Decimal("180.2")),
            ("社会保障和就业支出", Decimal("13.4")),
            ("卫生健康支出", Decimal("5.5")),
            ("住房保障支出", Decimal("7.8")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资和社会保险缴费",
        goods_items="办公费、水电费、差旅费、公务用车运行维护费和公务接待费",
        adjustment_reason="全年预算数比年初预算数增加51.4万元，主要是年中下达上级转移支付38.5万元、"
        "安排其他资金9.4万元购置示范机具、因人员调资追加基本支出3.5万元。",
        problems=(
            "山区机械化率偏低。小地块改造慢，大中型机具下不了田。",
            "参训农机手满意度低于目标，实操机位不足，部分学员等候时间长。",
        ),
        measures=(
            "2024年示范山地微型机具12台，优先安排小地块集中的村。",
            "实操培训分批开班，每批不超过20人。",
        ),
        publication="自评结果报县财政局，2024年9月随部门决算在县政府网站公开。",
        savings="培训教材循环使用，示范机具由合作社代管减少仓储支出。",
    ),
)
