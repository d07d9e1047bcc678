"""A rural water station whose forms are a workbook: two projects, money carried over, a report beside it."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["WATER"]

_REPAIR: Final = Project(
    name="农村供水设施维修",
    category="local",
    sources=(source("fiscal", "72", "75", "74.1"), source("carried", "5", "5", "5"), source("other")),
    uses=(item("农村供水设施维修", "74", "77", "79.1"),),
    goals=(
        Goal("2021年维修供水管网18公里", "维修供水管网18公里"),
        Goal("更换净水设备6套", "更换净水设备6套"),
    ),
    indicators=(
        equal("OUT.QTY", "维修管网长度", "18", "18", "公里", "10"),
        equal("OUT.QTY", "更换净水设备数", "6", "6", "套", "10"),
        positive("OUT.QUAL", "维修工程验收合格率", "100", "100", "%", "10"),
        text("OUT.TIME", "维修工程完工时间", "9月底前", "9月16日", "10"),
        reverse("OUT.COST", "维修工程总费用", "80", "79.1", "万元", "10"),
        positive("BEN.SOC", "改善供水受益人口", "16000", "16400", "人", "15"),
        positive("BEN.ECO", "管网漏损率下降百分点", "3", "3.2", "个百分点", "15"),
        positive("SAT.SERV", "用水户满意度", "90", "87.3", "%", "10", "两处管段爆管抢修期间停水超过24小时"),
    ),
)

_LAB: Final = Project(
    name="水质检测中心运行",
    category="operation",
    sources=(source("fiscal", "16", "16", "15.84"), source("carried"), source("other")),
    uses=(item("水质检测中心运行", "15.6", "16", "15.84"),),
    goals=(Goal("2021年检测水样480份", "检测水样492份"),),
    indicators=(
        positive("OUT.QTY", "检测水样份数", "480", "492", "份", "15"),
        positive("OUT.QUAL", "检测数据准确率", "98", "98.8", "%", "15"),
        text("OUT.TIME", "检测结果反馈时限", "采样后7日内", "采样后6日", "10"),
        reverse("OUT.COST", "单份水样检测成本", "335", "321.95", "元", "10"),
        positive("BEN.SOC", "覆盖集中供水点数", "40", "40", "个", "30"),
        positive("SAT.SERV", "供水单位满意度", "90", "93", "%", "10"),
    ),
)

WATER: Final = Submission(
    unit=Unit(
        name="叶桥县农村饮水安全服务站",
        district="叶桥县",
        department="叶桥县水利局",
        level="县",
        posts=8,
        staff=7,
        head="蒋某某",
        filler="韩某",
        phone="0700-0000009",
        date="2022年3月30日",
        departments=("综合组", "检测组", "维修组"),
    ),
    year=2021,
    basic=Basic(
        original_budget=Decimal("88.7"),
        final_budget=Decimal("90.1"),
        personnel=Decimal("71.9"),
        subsidies=Decimal("3.6"),
        operating=triple("14.2", "13.8", "13.5"),
        operating_parts=(
            item("办公经费", "4.8", "4.6", "4.5"),
            item("水费、电费、差旅费", "5.3", "5.2", "5.1"),
            item("会议费、培训费", "0.4", "0.4", "0.35"),
        ),
        procurement=triple("28", "30", "29.6"),
        car_purchase=triple("0", "0", "0"),
        car_upkeep=triple("2.2", "2.1", "2.04"),
        abroad=triple("0", "0", "0"),
        reception=triple("0.2", "0.2", "0.08"),
    ),
    projects=(_REPAIR, _LAB),
    goals=(
        Goal("2021年维修供水管网18公里，更换净水设备6套", "维修供水管网18公里，更换净水设备6套。"),
        Goal("检测水样480份，覆盖集中供水点40个", "检测水样492份，覆盖集中供水点40个。"),
    ),
    indicators=(
        equal("OUT.QTY", "维修管网总长度", "18", "18", "公里", "10"),
        positive("OUT.QTY", "检测水样总数", "480", "492", "份", "10"),
        positive("OUT.QUAL", "集中供水水质达标率", "90", "91.7", "%", "10"),
        text("OUT.TIME", "年度维修完成时间", "9月底前", "9月16日", "10"),
        reverse("OUT.COST", "年度支出总额", "186.1", "183.94", "万元", "10"),
        positive("BEN.SOC", "供水保障受益人口", "62000", "62000", "人", "15"),
        positive("BEN.SUST", "用水户水费收缴率", "85", "81.6", "%", "15", "外出务工户较多，3个村水费收缴滞后"),
        positive("SAT.SERV", "受益群众满意度", "90", "90.8", "%", "10"),
    ),
    story=Story(
        duties=("负责农村供水工程的技术服务和维修。", "负责农村饮用水水质检测。"),
        nature="公益一类事业单位",
        classes=(
            ("农林水支出", Decimal("158.64")),
            ("社会保障和就业支出", Decimal("11.8")),
            ("卫生健康支出", Decimal("5.3")),
            ("住房保障支出", Decimal("8.2")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资和社会保险缴费",
        goods_items="办公费、水电费、差旅费和公务用车运行维护费",
        adjustment_reason="",
        problems=(
            "水费收缴率偏低。外出务工户较多，3个村收缴滞后。",
            "抢修停水时间长，用水户满意度低于目标。",
        ),
        measures=(
            "开通线上缴费，由村级水管员按季催缴。",
            "储备常用管件，抢修停水控制在24小时以内。",
        ),
        publication="自评结果报县财政局，2022年9月随部门决算在县政府网站公开。",
        savings="检测试剂按月计划采购，维修旧料回收利用。",
    ),
)
