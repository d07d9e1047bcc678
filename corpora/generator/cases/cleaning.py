"""A street-cleaning centre with cost as a level of its own and a project paid by the government fund."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["CLEANING"]

_SWEEPING: Final = Project(
    name="道路清扫保洁",
    category="business",
    sources=(source("fiscal", "310", "325", "318.5"), source("carried"), source("other")),
    uses=(item("道路清扫保洁", "301", "310", "318.5"),),
    goals=(
        Goal("2024年清扫保洁道路面积214万平方米", "全年清扫保洁道路面积214万平方米"),
        Goal("主干道机械化清扫率达到92%", "主干道机械化清扫率达到93.5%"),
    ),
    indicators=(
        reverse("COST.ECON", "每平方米清扫成本", "1.52", "1.49", "元", "10"),
        reverse("COST.SOC", "作业扰民投诉件数", "20", "16", "件", "5"),
        reverse("COST.ENV", "作业用水量", "9.6", "9.3", "万吨", "5"),
        equal("OUT.QTY", "清扫保洁面积", "214", "214", "万平方米", "15"),
        positive("OUT.QUAL", "主干道机械化清扫率", "92", "93.5", "%", "15"),
        text("OUT.TIME", "每日首轮清扫完成时间", "早上7点前", "早上6点50分", "10"),
        positive("BEN.SOC", "背街小巷保洁覆盖数", "168", "168", "条", "10"),
        positive("BEN.ECO", "湿扫作业天数", "240", "252", "天", "10"),
        positive("SAT.SERV", "市民满意度", "92", "90.16", "%", "10", "夜市周边早间仍有油污残留，投诉较多"),
    ),
)

_STATION: Final = Project(
    name="垃圾中转站设备更新",
    category="local",
    sources=(source("fiscal", "120", "120", "120"), source("carried"), source("other")),
    uses=(item("垃圾中转站设备更新", "", "120", "120"),),
    goals=(Goal("更新中转站压缩设备5套，2024年9月底前投用", "更新中转站压缩设备5套，8月30日投用"),),
    indicators=(
        reverse("COST.ECON", "设备采购总价", "120", "120", "万元", "12"),
        reverse("COST.ENV", "单吨转运能耗", "3.2", "3.3", "千瓦时", "8", "新设备磨合期能耗偏高"),
        equal("OUT.QTY", "更新压缩设备数", "5", "5", "套", "15"),
        positive("OUT.QUAL", "设备验收合格率", "100", "100", "%", "15"),
        text("OUT.TIME", "设备投用时间", "9月30日前", "8月30日", "10"),
        positive("BEN.SOC", "日转运垃圾能力", "180", "186", "吨", "10"),
        positive("BEN.SUST", "设备设计使用年限", "10", "10", "年", "10"),
        positive("SAT.SERV", "周边居民满意度", "90", "91", "%", "10"),
    ),
)

CLEANING: Final = Submission(
    unit=Unit(
        name="东屿市白鹭区环境卫生服务中心",
        district="白鹭区",
        department="东屿市白鹭区城市管理局",
        level="区",
        posts=42,
        staff=40,
        head="周某",
        filler="吴某某",
        phone="0700-0000004",
        date="2025年3月12日",
        departments=("综合科", "作业科", "设施科", "督查科"),
    ),
    year=2024,
    basic=Basic(
        original_budget=Decimal(420),
        final_budget=Decimal("431.5"),
        personnel=Decimal("366.2"),
        subsidies=Decimal("11.6"),
        operating=triple("40", "38.2", "37.9"),
        operating_parts=(
            item("办公经费", "15.2", "14.4", "14.3"),
            item("水费、电费、差旅费", "16.1", "15.5", "15.4"),
            item("会议费、培训费", "1", "0.9", "0.9"),
        ),
        procurement=triple("96", "158", "156.4"),
        car_purchase=triple("0", "0", "0"),
        car_upkeep=triple("6.2", "6", "5.85"),
        abroad=triple("0", "0", "0"),
        reception=triple("0.4", "0.4", "0.2"),
    ),
    projects=(_SWEEPING, _STATION),
    government_fund=Decimal(120),
    box="actual_amount",
    weights=(("COST", 20), ("OUT", 40), ("BEN", 20), ("SAT", 10)),
    goals=(
        Goal("2024年清扫保洁道路面积214万平方米，日产日清", "清扫保洁道路面积214万平方米，做到日产日清。"),
        Goal("完成5套垃圾压缩设备更新", "5套垃圾压缩设备更新完毕并投用。"),
    ),
    indicators=(
        reverse("COST.ECON", "人均公用经费", "0.96", "0.95", "万元", "12"),
        reverse("COST.SOC", "环卫作业投诉件数", "30", "26", "件", "8"),
        equal("OUT.QTY", "道路保洁总面积", "214", "214", "万平方米", "10"),
        equal("OUT.QTY", "更新中转设备套数", "5", "5", "套", "10"),
        positive("OUT.QUAL", "城区环境卫生考核得分", "90", "92.3", "分", "10"),
        text("OUT.TIME", "中转设备投用时间", "9月30日前", "8月30日", "10"),
        positive("BEN.SOC", "生活垃圾无害化处理率", "100", "100", "%", "10"),
        positive("BEN.ECO", "可回收物分拣量", "1500", "1410", "吨", "10", "两处分拣点上半年搬迁停运"),
        positive("SAT.SERV", "社会公众满意度", "92", "92.8", "%", "10"),
    ),
    story=Story(
        duties=("负责城区道路清扫保洁和生活垃圾转运。", "负责环卫设施的建设和维护。"),
        nature="公益二类事业单位",
        classes=(
            ("城乡社区支出", Decimal("640.1")),
            ("社会保障和就业支出", Decimal("45.2")),
            ("卫生健康支出", Decimal("21.4")),
            ("住房保障支出", Decimal("27.5")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资和各项社会保险缴费",
        goods_items="办公费、水电费、差旅费和公务用车运行维护费",
        adjustment_reason="",
        problems=(
            "可回收物分拣能力不足。两处分拣点搬迁停运，全年分拣量少于计划90吨。",
            "夜市周边油污清理不及时，市民满意度低于目标。",
        ),
        measures=(
            "2025年上半年恢复两处分拣点运行，分拣量补足到计划数。",
            "夜市周边增加一轮高压冲洗，由督查科每周抽查。",
        ),
        publication="自评结果报区财政局备案，与2025年项目预算挂钩，并在区政府网站公开。",
        savings="作业车辆油耗按车定额考核，耗材领用登记到班组。",
    ),
)
