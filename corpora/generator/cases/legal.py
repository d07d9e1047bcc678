"""A legal-service centre whose tables are in 元 and whose report is in 万元: a local fund and transfers."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["LEGAL"]

_LOCAL: Final = Project(
    name="县级专项资金",
    category="local",
    sources=(source("fiscal", "18.6", "18.6", "18.52"), source("carried"), source("other")),
    uses=(
        item("法律援助案件补贴", "11.9", "12.6", "12.56"),
        item("公共法律服务宣传", "6", "6", "5.96"),
    ),
    goals=(
        Goal("2021年办理法律援助案件260件", "全年办理法律援助案件268件"),
        Goal("开展法律进乡村宣传36场", "开展法律进乡村宣传33场"),
    ),
    indicators=(
        positive("OUT.QTY", "办理法律援助案件数", "260", "268", "件", "8"),
        positive("OUT.QTY", "法律进乡村宣传场次", "36", "33", "场", "6", "3个乡镇因疫情防控取消集会宣传"),
        positive("OUT.QUAL", "案卷评查合格率", "95", "97", "%", "12"),
        text("OUT.TIME", "案件补贴发放时限", "结案后30日内", "结案后26日", "12"),
        reverse("OUT.COST", "单件案件补贴上限", "1200", "1150", "元", "12"),
        positive("BEN.SOC", "为受援人挽回损失", "300", "318", "万元", "15"),
        positive("BEN.SUST", "培育法律明白人数", "220", "226", "人", "15"),
        positive("SAT.SERV", "受援人满意度", "95", "97.5", "%", "10"),
    ),
)

_TRANSFER: Final = Project(
    name="上级转移支付",
    category="transfer",
    sources=(source("fiscal", "0", "27.35", "27.35"), source("carried"), source("other")),
    uses=(
        item("中央法律援助补助", "20.1", "0", "21.35"),
        item("省级村居法律顾问补助", "5.5", "0", "6"),
    ),
    goals=(
        Goal("刑事案件律师辩护覆盖率达到100%", "刑事案件律师辩护覆盖率为100%"),
        Goal("为48个村居配备法律顾问", "为48个村居配备了法律顾问"),
    ),
    indicators=(
        equal("OUT.QTY", "配备法律顾问村居数", "48", "48", "个", "10"),
        positive("OUT.QTY", "法律顾问现场服务次数", "576", "590", "次", "10"),
        positive("OUT.QUAL", "刑事辩护覆盖率", "100", "100", "%", "10"),
        text("OUT.TIME", "顾问补助发放时间", "12月20日前", "12月15日", "10"),
        reverse("OUT.COST", "每个村居年补助标准", "1250", "1250", "元", "10"),
        positive("BEN.SOC", "调解成功纠纷件数", "180", "171", "件", "15", "2个村法律顾问中途更换，衔接不及时"),
        positive("BEN.SUST", "村规民约审查份数", "48", "48", "份", "15"),
        positive("SAT.SERV", "村居干部满意度", "95", "96", "%", "10"),
    ),
)

LEGAL: Final = Submission(
    unit=Unit(
        name="北岭县公共法律服务中心",
        district="北岭县",
        department="北岭县司法局",
        level="县",
        posts=11,
        staff=10,
        head="郑某某",
        filler="冯某",
        phone="0700-0000005",
        date="2022.4.15",
        departments=("援助股", "综合股"),
    ),
    year=2021,
    basic=Basic(
        original_budget=Decimal("132.46"),
        final_budget=Decimal("135.2"),
        personnel=Decimal("110.25"),
        subsidies=Decimal("5.7"),
        operating=triple("19.4", "19.1", "18.92"),
        operating_parts=(
            item("办公经费", "7.2", "7", "6.95"),
            item("水费、电费、差旅费", "6.3", "6.2", "6.14"),
            item("会议费、培训费", "0.8", "0.8", "0.75"),
        ),
        procurement=triple("5.2", "6", "5.83"),
        car_purchase=triple("0", "0", "0"),
        car_upkeep=triple("0", "0", "0"),
        abroad=triple("0", "0", "0"),
        reception=triple("0.62", "0.6", "0.48"),
    ),
    projects=(_LOCAL, _TRANSFER),
    goals=(
        Goal("2021年办理法律援助案件260件，接待咨询4000人次", "办理法律援助案件268件，接待咨询4150人次。"),
        Goal("为48个村居配备法律顾问", "48个村居法律顾问全部到位。"),
    ),
    indicators=(
        positive("OUT.QTY", "法律援助案件总数", "260", "268", "件", "10"),
        positive("OUT.QTY", "接待咨询人次", "4000", "4150", "人次", "10"),
        positive("OUT.QUAL", "优秀案卷评选数", "10", "12", "卷", "10"),
        text("OUT.TIME", "援助申请审查时限", "5个工作日内", "4个工作日", "10"),
        reverse("OUT.COST", "支出总额", "181.15", "180.74", "万元", "10"),
        positive(
            "BEN.SOC", "调解成功纠纷总数", "180", "171", "件", "15", "2个村法律顾问中途更换，部分纠纷转由司法所调解"
        ),
        positive("BEN.ECON", "挽回当事人损失", "300", "318", "万元", "15"),
        positive("SAT.SERV", "服务对象满意度", "95", "96.8", "%", "10"),
    ),
    story=Story(
        duties=("受理、审查和指派法律援助案件。", "组织村居法律顾问开展服务。"),
        nature="公益一类事业单位",
        classes=(
            ("公共安全支出", Decimal("153.24")),
            ("社会保障和就业支出", Decimal("14.1")),
            ("卫生健康支出", Decimal("5.2")),
            ("住房保障支出", Decimal("8.2")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资和住房公积金",
        goods_items="办公费、邮电费、差旅费和公务接待费",
        adjustment_reason="全年预算数比年初预算数增加30.09万元，其中上级转移支付27.35万元，基本支出2.74万元。"
        "上级转移支付在年中下达，基本支出因人员调资追加。",
        problems=(
            "村居法律顾问队伍不稳定。2个村顾问中途更换，调解纠纷件数少于计划。",
            "宣传形式单一，集会取消后没有替代方式。",
        ),
        measures=(
            "顾问合同改为两年一签，更换须提前一个月交接。",
            "增加广播和短视频宣传，2022年补足宣传场次。",
        ),
        publication="自评结果报县财政局，2022年9月随部门决算在县政府网站公开。",
        savings="推行电子卷宗，减少纸张印刷；外出调查合并用车。",
    ),
)
