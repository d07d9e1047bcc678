"""A river keeper under the Sichuan columns: three projects, nested sources, money carried over."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["RIVER"]

_CLEANING: Final = Project(
    name="河道保洁经费",
    category="business",
    sources=(source("fiscal", "42", "42", "42"), source("carried"), source("other")),
    uses=(item("河道保洁经费", "", "42", "42"),),
    goals=(Goal("2024年保洁河道86公里，打捞漂浮物1200吨", "保洁河道86公里，打捞漂浮物1260吨"),),
    indicators=(
        equal("OUT.QTY", "保洁河道长度", "86", "86", "公里", "15"),
        positive("OUT.QTY", "打捞漂浮物重量", "1200", "1260", "吨", "10"),
        positive("OUT.QUAL", "月度保洁考核合格率", "95", "96.5", "%", "10"),
        text("OUT.TIME", "汛期漂浮物清理时限", "接报后24小时内", "接报后20小时", "5"),
        reverse("OUT.COST", "每公里保洁成本", "4900", "4883.72", "元", "10"),
        positive("BEN.ECO", "水面清洁达标河段数", "14", "14", "段", "20"),
        positive("BEN.SUST", "设立民间河长人数", "30", "33", "人", "10"),
        positive("SAT.SERV", "沿河居民满意度", "90", "91.2", "%", "10"),
    ),
)

_DYKE: Final = Project(
    name="堤防维修养护",
    category="local",
    sources=(
        source("fiscal", "65", "80", "78.4"),
        source("central", "0", "15", "15", nested=True),
        source("county", "65", "65", "63.4", nested=True),
        source("carried", "6", "6", "6"),
        source("other"),
    ),
    uses=(item("堤防维修养护", "", "71", "84.4"),),
    goals=(
        Goal("维修堤防护坡2400平方米，2024年汛前完工", "维修堤防护坡2400平方米，5月20日完工"),
        Goal("更换涵闸启闭设备4台", "更换涵闸启闭设备4台，验收合格"),
    ),
    indicators=(
        equal("OUT.QTY", "维修护坡面积", "2400", "2400", "平方米", "10"),
        equal("OUT.QTY", "更换启闭设备台数", "4", "4", "台", "10"),
        positive("OUT.QUAL", "工程验收合格率", "100", "100", "%", "10"),
        text("OUT.TIME", "工程完工时间", "5月31日前", "5月20日", "10"),
        reverse("OUT.COST", "工程总投资", "86", "84.4", "万元", "10"),
        positive("BEN.SOC", "保护沿河人口数", "23000", "23000", "人", "15"),
        positive("BEN.ECON", "保护耕地面积", "1500", "1500", "亩", "15"),
        positive("SAT.SERV", "受益群众满意度", "90", "88", "%", "10", "施工期间便道封闭，沿线群众出行不便"),
    ),
)

_WATER: Final = Project(
    name="水质监测",
    category="local",
    sources=(source("fiscal", "18.5", "18.5", "17.9"), source("carried"), source("other", "3", "3", "3")),
    uses=(item("水质监测", "", "21.5", "20.9"),),
    goals=(Goal("2024年对9个断面开展水质监测，全年取样108次", "对9个断面开展水质监测，全年取样104次"),),
    indicators=(
        equal("OUT.QTY", "监测断面数", "9", "9", "个", "10"),
        positive("OUT.QTY", "全年取样次数", "108", "104", "次", "10", "7月连续暴雨，4次取样未能进行"),
        positive("OUT.QUAL", "监测数据有效率", "98", "99", "%", "10"),
        text("OUT.TIME", "监测月报出具时间", "次月10日前", "次月8日", "10"),
        reverse("OUT.COST", "监测总费用", "21.5", "20.9", "万元", "10"),
        positive("BEN.ECO", "水质达标断面数", "8", "8", "个", "20"),
        positive("BEN.SOC", "发现并处置污染线索数", "10", "11", "条", "10"),
        positive("SAT.SERV", "数据使用部门满意度", "95", "97", "%", "10"),
    ),
)

RIVER: Final = Submission(
    unit=Unit(
        name="东屿市砚溪区河道管护所",
        district="砚溪区",
        department="东屿市砚溪区水务局",
        level="区",
        posts=15,
        staff=13,
        head="陈某某",
        filler="孙某某",
        phone="0700-0000003",
        date="2025年2月20日",
        departments=("办公室", "工程股", "巡查股"),
    ),
    year=2024,
    basic=Basic(
        original_budget=Decimal(158),
        final_budget=Decimal("149.6"),
        personnel=Decimal("118.3"),
        subsidies=Decimal("6.2"),
        operating=triple("", "24", "22.9"),
        operating_parts=(
            item("办公经费", "", "8.6", "8.2"),
            item("水费、电费、差旅费", "", "7.4", "7.1"),
            item("会议费、培训费", "", "1.2", "0.9"),
        ),
        procurement=triple("", "36", "35.12"),
        car_purchase=triple("", "0", "0"),
        car_upkeep=triple("", "4.8", "4.55"),
        abroad=triple("", "0", "0"),
        reception=triple("", "0.6", "0.28"),
    ),
    projects=(_CLEANING, _DYKE, _WATER),
    goals=(
        Goal("2024年保洁河道86公里，水面清洁达标河段14段", "保洁河道86公里，水面清洁达标河段14段。"),
        Goal("汛前完成堤防护坡维修2400平方米", "5月20日完成堤防护坡维修2400平方米。"),
        Goal("对9个断面开展水质监测", "对9个断面开展水质监测，达标断面8个。"),
    ),
    indicators=(
        equal("OUT.QTY", "管护河道总长", "86", "86", "公里", "10"),
        positive("OUT.QTY", "河道巡查次数", "720", "744", "次", "10"),
        positive("OUT.QUAL", "堤防工程验收合格率", "100", "100", "%", "10"),
        text("OUT.TIME", "汛前维修完成时间", "5月31日前", "5月20日", "10"),
        reverse("OUT.COST", "年度支出总额", "299.1", "294.7", "万元", "10"),
        positive("BEN.ECO", "水质达标断面个数", "8", "8", "个", "15"),
        positive("BEN.SOC", "涉河投诉办结率", "98", "96", "%", "15", "2件跨区投诉移交上游单位，年底未办结"),
        positive("SAT.SERV", "沿河群众综合满意度", "90", "90.5", "%", "10"),
    ),
    story=Story(
        duties=("负责辖区内河道保洁和日常巡查。", "负责小型堤防、涵闸的维修养护。", "协助开展河道断面水质监测。"),
        nature="公益一类事业单位",
        classes=(
            ("农林水支出", Decimal("253.9")),
            ("社会保障和就业支出", Decimal("17.6")),
            ("卫生健康支出", Decimal("8.3")),
            ("住房保障支出", Decimal("11.9")),
        ),
        personnel_items="基本工资、绩效工资、社会保险缴费和住房公积金",
        goods_items="办公费、水电费、差旅费、公务用车运行维护费",
        adjustment_reason="",
        problems=(
            "跨区涉河投诉办理周期长。2件投诉移交上游单位后未能在年内办结。",
            "工程便道保障不够，施工期间沿线群众出行不便。",
        ),
        measures=(
            "与上游单位建立跨区投诉会商机制，逐件明确办结时间。",
            "以后年度工程先修便道再封闭施工，并提前7天公告。",
        ),
        publication="自评结果经所务会集体研究，2025年2月底前报主管部门，随部门决算公开。",
        savings="巡查车辆统一调度，办公耗材按股室定额领用。",
    ),
)
