"""A district's office services of 2019 in the Hunan form: four categories, 三公 filled, a finished building."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Building, Goal, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["OFFICES"]

_BUSINESS: Final = Project(
    name="业务工作经费",
    category="business",
    sources=(source("fiscal", "45", "45", "44.6"), source("carried"), source("other")),
    uses=(item("业务工作经费", "44", "45", "44.6"),),
    goals=(Goal("2019年保障会议和重要活动180场", "保障会议和重要活动186场"),),
    indicators=(
        positive("OUT.QTY", "保障会议活动场次", "180", "186", "场", "15"),
        positive("OUT.QUAL", "会议保障无差错率", "99", "99.5", "%", "15"),
        text("OUT.TIME", "会务响应时限", "接通知后2小时内", "接通知后1小时", "10"),
        reverse("OUT.COST", "单场会议保障成本", "2500", "2397.85", "元", "10"),
        positive("BEN.SOC", "共享会议室使用单位数", "30", "32", "个", "30"),
        positive("SAT.SERV", "参会单位满意度", "95", "96", "%", "10"),
    ),
)

_UPKEEP: Final = Project(
    name="运行维护经费",
    category="operation",
    sources=(source("fiscal", "60", "62", "61.3"), source("carried"), source("other")),
    uses=(item("运行维护经费", "58", "60", "61.3"),),
    goals=(Goal("保障2处办公区水电和电梯全年运行", "2处办公区水电和电梯全年运行正常"),),
    indicators=(
        equal("OUT.QTY", "维护电梯台数", "8", "8", "台", "15"),
        positive("OUT.QUAL", "设备完好率", "98", "98.6", "%", "15"),
        reverse("OUT.TIME", "故障平均修复用时", "24", "25.2", "小时", "10", "两台电梯配件采购周期长"),
        reverse("OUT.COST", "运行维护总费用", "62", "61.3", "万元", "10"),
        positive("BEN.ECO", "年节约用电量", "5", "5.4", "万度", "15"),
        positive("BEN.SUST", "设备台账建档率", "100", "100", "%", "15"),
        positive("SAT.SERV", "入驻单位满意度", "93", "93.8", "%", "10"),
    ),
)

_LOCAL: Final = Project(
    name="区级专项资金",
    category="local",
    sources=(source("fiscal", "150", "150", "148.2"), source("carried", "20", "20", "20"), source("other")),
    uses=(item("办公用房维修", "95", "110", "108.6"), item("会议中心改造", "", "60", "59.6")),
    goals=(
        Goal("2019年维修办公用房4600平方米", "维修办公用房4600平方米"),
        Goal("完成会议中心改造并投入使用", "会议中心10月改造完成并投入使用"),
    ),
    indicators=(
        equal("OUT.QTY", "维修办公用房面积", "4600", "4600", "平方米", "10"),
        equal("OUT.QTY", "改造会议厅数", "2", "2", "个", "10"),
        positive("OUT.QUAL", "工程一次验收合格率", "100", "100", "%", "10"),
        text("OUT.TIME", "会议中心改造完工时间", "10月底前", "10月22日", "10"),
        reverse("OUT.COST", "专项总投资", "170", "168.2", "万元", "10"),
        positive("BEN.SOC", "改善办公条件单位数", "9", "9", "个", "15"),
        positive("BEN.SUST", "维修工程质保年限", "2", "2", "年", "15"),
        positive("SAT.SERV", "使用单位满意度", "95", "93.1", "%", "10", "施工噪声影响部分单位办公"),
    ),
)

_TRANSFER: Final = Project(
    name="上级转移支付",
    category="transfer",
    sources=(source("fiscal", "0", "30", "30"), source("carried"), source("other")),
    uses=(item("省拨节能改造补助", "28", "0", "30"),),
    goals=(Goal("2019年更换节能灯具3000盏", "更换节能灯具3080盏"),),
    indicators=(
        positive("OUT.QTY", "更换节能灯具数", "3000", "3080", "盏", "15"),
        positive("OUT.QUAL", "灯具抽检合格率", "98", "99", "%", "15"),
        text("OUT.TIME", "灯具更换完成时间", "11月底前", "11月6日", "10"),
        reverse("OUT.COST", "单盏改造成本", "100", "97.4", "元", "10"),
        positive("BEN.ECO", "预计年节电量", "8", "8.3", "万度", "30"),
        positive("SAT.SERV", "改造区域人员满意度", "95", "95.5", "%", "10"),
    ),
)

OFFICES: Final = Submission(
    unit=Unit(
        name="澄湖市柳浦区机关后勤服务中心",
        district="柳浦区",
        department="柳浦区机关事务管理局",
        level="区",
        posts=30,
        staff=29,
        head="许某",
        filler="曹某某",
        phone="0700-0000007",
        date="2020.5.11",
        departments=("综合股", "物业股", "会务股", "车辆股"),
    ),
    year=2019,
    basic=Basic(
        original_budget=Decimal(470),
        final_budget=Decimal("484.6"),
        personnel=Decimal("402.8"),
        subsidies=Decimal("15.2"),
        operating=triple("66", "64", "63.5"),
        operating_parts=(
            item("办公经费", "22.5", "21.8", "21.6"),
            item("水费、电费、差旅费", "25.4", "24.6", "24.3"),
            item("会议费、培训费", "2.2", "2", "1.9"),
        ),
        procurement=triple("130", "142", "140.35"),
        car_purchase=triple("18", "0", "0"),
        car_upkeep=triple("12.4", "11", "10.86"),
        abroad=triple("0", "0", "0"),
        reception=triple("3.2", "3", "2.75"),
    ),
    projects=(_BUSINESS, _UPKEEP, _LOCAL, _TRANSFER),
    building=Building(Decimal(1200), Decimal(1188), Decimal(168), Decimal("165.6")),
    goals=(
        Goal("2019年保障会议和重要活动180场", "保障会议和重要活动186场，无差错。"),
        Goal("维修办公用房4600平方米并完成会议中心改造", "维修办公用房4600平方米，会议中心10月投入使用。"),
    ),
    indicators=(
        positive("OUT.QTY", "保障会议活动总场次", "180", "186", "场", "10"),
        equal("OUT.QTY", "维修用房总面积", "4600", "4600", "平方米", "10"),
        positive("OUT.QUAL", "后勤保障考核得分", "90", "93", "分", "10"),
        reverse("OUT.TIME", "报修平均响应用时", "2", "1.8", "小时", "10"),
        reverse("OUT.COST", "全年支出总成本", "791.6", "785.6", "万元", "10"),
        positive("BEN.ECO", "办公区年节电总量", "13", "12.35", "万度", "15", "夏季持续高温，空调用电超出预期"),
        positive("BEN.SOC", "共享设施服务单位数", "30", "32", "个", "15"),
        positive("SAT.SERV", "服务单位综合满意度", "95", "95.2", "%", "10"),
    ),
    story=Story(
        duties=("负责区级办公区的物业、会务和车辆保障。", "负责办公用房维修和节能改造。"),
        nature="公益二类事业单位",
        classes=(
            ("一般公共服务支出", Decimal("680.3")),
            ("社会保障和就业支出", Decimal("52.6")),
            ("卫生健康支出", Decimal("23.4")),
            ("住房保障支出", Decimal("29.3")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资和社会保险缴费",
        goods_items="办公费、水电费、差旅费、公务用车运行维护费和公务接待费",
        adjustment_reason="",
        problems=(
            "办公区节电未达到目标。夏季持续高温，空调用电超出预期。",
            "维修施工噪声管控不严，部分单位办公受影响。",
        ),
        measures=(
            "分区加装空调温控，夏季按楼层错峰开机。",
            "噪声作业安排在下班后和周末，施工前张贴告示。",
        ),
        publication="自评结果报区财政局，2020年8月在区政府门户网站公开，并用于调整2021年维修预算。",
        savings="公务车辆统一调度，会议用品循环使用，严控接待陪餐人数。",
    ),
)
