"""A greening office with five projects of its own names, no transfers, two decimals throughout."""

from decimal import Decimal
from typing import Final

from corpora.generator.spec import Basic, Goal, Indicator, Project, Story, Submission, Unit
from corpora.generator.write import equal, item, positive, reverse, source, text, triple

__all__ = ["GREENING"]


def _project(name: str, category: str, money: tuple[str, str, str, str], goal: Goal, *rows: Indicator) -> Project:
    """A project of one use, paid by the year's appropriation."""
    prior, original, final, actual = money
    return Project(
        name=name,
        category=category,
        sources=(source("fiscal", original, final, actual), source("carried"), source("other")),
        uses=(item(name, prior, original, actual),),
        goals=(goal,),
        indicators=rows,
    )


_LAWNS: Final = _project(
    "城区绿地养护",
    "business",
    ("86", "88", "88", "87.6"),
    Goal("2023年养护城区绿地62公顷", "养护城区绿地62公顷"),
    equal("OUT.QTY", "养护绿地面积", "62", "62", "公顷", "15"),
    positive("OUT.QUAL", "绿地养护考核合格率", "95", "97", "%", "15"),
    text("OUT.TIME", "春季修剪完成时间", "4月底前", "4月18日", "10"),
    reverse("OUT.COST", "每公顷养护成本", "1.42", "1.41", "万元", "10"),
    positive("BEN.ECO", "城区绿地率", "36", "36.4", "%", "30"),
    positive("SAT.SERV", "游园群众满意度", "93", "94", "%", "10"),
)
_TREES: Final = _project(
    "古树名木保护",
    "local",
    ("11", "12", "12", "11.8"),
    Goal("2023年保护古树46株", "保护古树46株，复壮7株"),
    equal("OUT.QTY", "挂牌保护古树数", "46", "46", "株", "15"),
    positive("OUT.QUAL", "复壮古树成活率", "100", "100", "%", "15"),
    text("OUT.TIME", "古树体检完成时间", "6月底前", "6月20日", "10"),
    reverse("OUT.COST", "古树保护总费用", "12", "11.8", "万元", "10"),
    positive("BEN.SUST", "古树数字档案份数", "46", "43", "份", "30", "3株古树产权单位未提供历史资料"),
    positive("SAT.SERV", "古树所在村满意度", "93", "95", "%", "10"),
)
_STREET: Final = _project(
    "行道树补植",
    "local",
    ("24", "26", "26", "26"),
    Goal("2023年补植行道树650株", "补植行道树650株"),
    equal("OUT.QTY", "补植行道树株数", "650", "650", "株", "15"),
    positive("OUT.QUAL", "补植苗木成活率", "95", "96.2", "%", "15"),
    text("OUT.TIME", "补植完成时间", "3月底前", "3月26日", "10"),
    reverse("OUT.COST", "单株补植成本", "400", "400", "元", "10"),
    positive("BEN.ECO", "新增遮阴道路长度", "5.2", "5.2", "公里", "30"),
    positive("SAT.SERV", "沿街商户满意度", "93", "90.21", "%", "10", "补植期间占道时间长，商户意见较多"),
)
_PARK: Final = _project(
    "公园设施维修",
    "operation",
    ("32", "34", "36", "35.2"),
    Goal("2023年维修公园座椅和步道38处", "维修公园座椅和步道38处"),
    equal("OUT.QTY", "维修设施处数", "38", "38", "处", "15"),
    positive("OUT.QUAL", "维修验收合格率", "100", "100", "%", "15"),
    text("OUT.TIME", "维修任务完成时间", "11月底前", "11月14日", "10"),
    reverse("OUT.COST", "维修总费用", "36", "35.2", "万元", "10"),
    positive("BEN.SOC", "无障碍步道长度", "2.6", "2.8", "公里", "30"),
    positive("SAT.SERV", "市民游园满意度", "93", "93.7", "%", "10"),
)
_NURSERY: Final = Project(
    name="苗圃基地建设",
    category="development",
    sources=(source("fiscal", "40", "40", "38.5"), source("carried"), source("other", "10", "10", "10")),
    uses=(item("苗圃基地建设", "", "50", "48.5"),),
    goals=(Goal("2023年建成苗圃30亩", "建成苗圃30亩，育苗2.1万株"),),
    indicators=(
        equal("OUT.QTY", "建成苗圃面积", "30", "30", "亩", "15"),
        positive("OUT.QUAL", "苗木出圃合格率", "90", "91.5", "%", "15"),
        text("OUT.TIME", "苗圃建成时间", "10月底前", "10月12日", "10"),
        reverse("OUT.COST", "苗圃建设总投资", "50", "48.5", "万元", "10"),
        positive("BEN.ECON", "年节约购苗支出", "6", "6.3", "万元", "15"),
        positive("BEN.SUST", "年育苗能力", "20000", "21000", "株", "15"),
        positive("SAT.SERV", "用苗单位满意度", "93", "95", "%", "10"),
    ),
)

GREENING: Final = Submission(
    unit=Unit(
        name="南塘县园林绿化所",
        district="南塘县",
        department="南塘县住房和城乡建设局",
        level="县",
        posts=20,
        staff=18,
        head="邓某某",
        filler="彭某",
        phone="0700-0000008",
        date="2024年4月30日",
        departments=("办公室", "养护股", "工程股"),
    ),
    year=2023,
    basic=Basic(
        original_budget=Decimal("176.3"),
        final_budget=Decimal("176.3"),
        personnel=Decimal("142.6"),
        subsidies=Decimal("7.9"),
        operating=triple("25.2", "24.6", "24.1"),
        operating_parts=(
            item("办公经费", "9.1", "8.8", "8.6"),
            item("水费、电费、差旅费", "9.4", "9.2", "9.05"),
            item("会议费、培训费", "0.6", "0.6", "0.5"),
        ),
        procurement=triple("40", "44", "43.6"),
        car_purchase=triple("0", "0", "0"),
        car_upkeep=triple("4.4", "4.2", "4.05"),
        abroad=triple("0", "0", "0"),
        reception=triple("0.35", "0.3", "0.12"),
    ),
    projects=(_LAWNS, _TREES, _STREET, _PARK, _NURSERY),
    goals=(
        Goal("2023年养护城区绿地62公顷，补植行道树650株", "养护城区绿地62公顷，补植行道树650株。"),
        Goal("建成苗圃30亩，保护古树46株", "建成苗圃30亩，46株古树全部挂牌保护。"),
    ),
    indicators=(
        equal("OUT.QTY", "养护绿地总面积", "62", "62", "公顷", "10"),
        equal("OUT.QTY", "补植行道树总数", "650", "650", "株", "10"),
        positive("OUT.QUAL", "园林绿化考核得分", "90", "91.8", "分", "10"),
        text("OUT.TIME", "苗圃基地投用时间", "10月底前", "10月20日", "10"),
        reverse("OUT.COST", "年度支出总额", "388.3", "383.7", "万元", "10"),
        positive("BEN.ECO", "建成区绿地率", "36", "36.4", "%", "15"),
        positive("BEN.SUST", "古树档案完整份数", "46", "43", "份", "15", "3株古树产权单位未提供历史资料，档案缺项"),
        positive("SAT.SERV", "城区居民满意度", "93", "93.9", "%", "10"),
    ),
    story=Story(
        duties=("负责城区公共绿地养护和行道树管理。", "负责古树名木保护和苗木培育。"),
        nature="公益二类事业单位",
        classes=(
            ("城乡社区支出", Decimal("330.5")),
            ("社会保障和就业支出", Decimal("19.8")),
            ("卫生健康支出", Decimal("9.6")),
            ("住房保障支出", Decimal("13.8")),
        ),
        personnel_items="基本工资、津贴补贴、绩效工资和住房公积金",
        goods_items="办公费、水电费、差旅费和公务用车运行维护费",
        adjustment_reason="",
        problems=(
            "古树档案不完整。3株古树产权单位未提供历史资料。",
            "补植占道时间长，沿街商户满意度低于目标。",
        ),
        measures=(
            "会同县档案馆查补3株古树资料，2024年6月底前补齐档案。",
            "补植改在夜间分段施工，单段占道不超过2天。",
        ),
        publication="自评结果报县财政局，2024年9月随部门决算在县政府网站公开。",
        savings="绿化废弃物粉碎还田，机具维修由本所班组承担。",
    ),
)
