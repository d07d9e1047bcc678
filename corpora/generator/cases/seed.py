"""A county's seed station in the central form: one project, no transfers, a car, no adjustment of basic spending."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["SEED"]

_PROJECT: Final = Project(
    name="农作物种子质量抽检",
    category="local",
    sources=(source("fiscal", "28", "28", "26.88"), source("carried"), source("other")),
    uses=(item("农作物种子质量抽检", "26.5", "28", "26.88"),),
    goals=(
        Goal("2022年抽检农作物种子样品600个", "全年抽检种子样品612个"),
        Goal("不合格种子立案查处率达到100%", "查出不合格样品9个，全部立案查处"),
    ),
    indicators=(
        positive("OUT.QTY", "抽检种子样品数", "600", "612", "个", "12"),
        positive("OUT.QTY", "抽检经营门店数", "120", "126", "家", "8"),
        positive("OUT.QUAL", "检验报告复核合格率", "99", "99.5", "%", "10"),
        text("OUT.TIME", "检验报告出具时间", "收样后15个工作日内", "收样后13个工作日", "10"),
        reverse("OUT.COST", "单个样品检验成本", "450", "439.22", "元", "10"),
        positive("BEN.ECON", "避免农户损失金额", "40", "43", "万元", "10"),
        positive("BEN.SOC", "不合格种子查处率", "100", "100", "%", "10"),
        positive("BEN.SUST", "建立种子质量档案门店数", "120", "126", "家", "10"),
        positive("SAT.SERV", "购种农户满意度", "95", "92", "%", "10", "部分农户反映检验结果告知偏晚"),
    ),
)

SEED: Final = Submission(
    unit=Unit(
        name="望川县种子质量检验站",
        district="望川县",
        department="望川县农业农村局",
        level="县",
        posts=9,
        staff=9,
        head="王某某",
        filler="赵某",
        phone="0700-0000002",
        date="2023年3月24日",
        departments=("综合股", "检验股"),
    ),
    year=2022,
    basic=Basic(
        original_budget=Decimal("96.5"),
        final_budget=Decimal("96.5"),
        personnel=Decimal("81.2"),
        subsidies=Decimal("2.1"),
        operating=triple("13.1", "12.8", "12.6"),
        operating_parts=(
            item("办公经费", "4.3", "4.1", "4.05"),
            item("水费、电费、差旅费", "3.6", "3.5", "3.45"),
            item("会议费、培训费", "0.5", "0.5", "0.4"),
        ),
        procurement=triple("8.2", "9", "8.74"),
        car_purchase=triple("0", "0", "0"),
        car_upkeep=triple("2.4", "2.3", "2.18"),
        abroad=triple("0", "0", "0"),
        reception=triple("0.5", "0.5", "0.32"),
    ),
    projects=(_PROJECT,),
    goals=(
        Goal("全年抽检农作物种子样品600个，覆盖经营门店120家", "全年抽检种子样品612个，覆盖经营门店126家。"),
        Goal("2022年开展种子法规培训6场", "全年开展种子法规培训6场，培训经营人员310人。"),
    ),
    indicators=(
        positive("OUT.QTY", "抽检种子样品总数", "600", "612", "个", "10"),
        equal("OUT.QTY", "种子法规培训场次", "6", "6", "场", "10"),
        positive("OUT.QUAL", "检验能力验证合格项数", "12", "12", "项", "10"),
        text("OUT.TIME", "年度抽检任务完成时间", "11月底前", "11月18日", "10"),
        reverse("OUT.COST", "全年支出总额", "124.5", "122.78", "万元", "10"),
        positive("BEN.SOC", "不合格种子查处率", "100", "100", "%", "15"),
        positive("BEN.ECO", "高耗水品种替换面积", "800", "760", "亩", "15", "两个乡镇春旱推迟播种，替换面积未达到"),
        positive("SAT.SERV", "服务对象满意度", "95", "95.6", "%", "10"),
    ),
    story=Story(
        duties=("承担全县农作物种子质量抽检和鉴定。", "开展种子法律法规宣传和经营人员培训。"),
        nature="公益一类事业单位",
        classes=(
            ("农林水支出", Decimal("100.28")),
            ("社会保障和就业支出", Decimal("11.4")),
            ("卫生健康支出", Decimal("4.6")),
            ("住房保障支出", Decimal("6.5")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资和社会保险缴费",
        goods_items="办公费、邮电费、差旅费、公务用车运行维护费",
        adjustment_reason="",
        problems=(
            "高耗水品种替换进度偏慢。春旱使两个乡镇推迟播种，替换面积比计划少40亩。",
            "检验结果告知偏晚，部分农户不满意。",
        ),
        measures=(
            "提前落实抗旱播种预案，2023年补齐替换面积。",
            "开通短信告知，检验报告出具当日通知送检农户。",
        ),
        publication="自评结果经站务会审定后报县财政局，并随2022年度部门决算在县政府门户网站公开。",
        savings="检验试剂集中采购，公务用车实行定点维修和定点加油。",
    ),
)
