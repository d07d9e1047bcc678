"""The text beside the tables: what a paper says of its own figures, in 万元."""

from decimal import Decimal

from corpora.generator.published.plan import NAMES, Item, Plan
from corpora.generator.sheet import Line, line

__all__ = ["accounts_words", "budget_words"]

_NUMERALS = "一二三四五六七八九十"


def _wan(amount: Decimal) -> str:
    return f"{amount / 10000:.2f}"


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.2f}%"


def _path(item: Item, style: str) -> str:
    names = (NAMES[item.code[:3]], NAMES[item.code[:5]], NAMES[item.code])
    if style == "dashes":
        return f"“{names[0]}-{names[1]}-{names[2]}”"
    return f"{names[0]}（类）{names[1]}（款）{names[2]}（项）"


def _change(now: Decimal, before: Decimal) -> str:
    if now == before:
        return "持平"
    return f"{'增加' if now > before else '减少'}{abs(now - before):.2f}万元"


def budget_words(plan: Plan, style: str) -> list[Line]:
    """The explanation of a budget."""
    of, year = plan.of, plan.year
    total, fiscal, general, fund, other = (
        of("", "total"), of("", "fiscal"), of("", "fiscal", fund=False), of("", "fiscal", fund=True), of("", "other"),
    )  # fmt: skip
    lines = [
        line(f"{year}年部门预算编制说明", style="heading"),
        line(f"{year}年，{plan.unit}收入预算{_wan(total)}万元，其中：财政拨款收入{_wan(fiscal)}万元，比{year - 1}年预算增加{_wan(plan.grown)}万元；事业收入{_wan(other)}万元；事业单位经营收入0万元；其他收入0万元。"),
        line(f"支出预算{_wan(total)}万元，其中：财政拨款支出预算{_wan(fiscal)}万元，比{year - 1}年预算增加{_wan(plan.grown)}万元。财政拨款支出预算中，一般公共预算拨款支出预算{_wan(general)}万元；政府性基金拨款支出预算{_wan(fund)}万元；国有资本经营预算拨款支出预算0万元。"),
        line("财政拨款支出主要内容如下："),
    ]  # fmt: skip
    for at, item in enumerate(plan.items, 1):
        text = f"{at}. {_path(item, style)}{'科目' if style == 'dashes' else ''}{_wan(item.fiscal)}万元，主要用于{NAMES[item.code]}方面的开支。"
        if item.before:
            rate = (item.fiscal - item.before) / item.before * 100
            way = f"{'增加' if rate > 0 else '减少'}{abs(rate):.2f}%" if rate else "持平"
            text += f"{year - 1}年当年预算执行数为{_wan(item.before)}万元，{year}年预算安排{_wan(item.fiscal)}万元，比{year - 1}年预算执行数{way}。"
        lines.append(line(text, key=f"item.{item.code}"))
    public, planned = plan.public, plan.planned
    running = f"{plan.office / 10000:.2f}"
    lines += [
        line("其他相关情况说明", style="heading"),
        line(f"一、{year}年“三公”经费预算情况说明", style="heading"),
        line(f"{year}年“三公”经费预算数为{public.total:.2f}万元，比{year - 1}年预算{_change(public.total, planned.total)}。其中：", key="public"),
        line(f"（一）因公出国（境）费{public.abroad:.2f}万元，比{year - 1}年预算{_change(public.abroad, planned.abroad)}。"),
        line(f"（二）公务用车购置及运行费{public.vehicles:.2f}万元，比{year - 1}年预算{_change(public.vehicles, planned.vehicles)}。其中：公务用车购置费{public.purchase:.2f}万元，公务用车运行费{public.running:.2f}万元。"),
        line(f"（三）公务接待费{public.reception:.2f}万元，比{year - 1}年预算{_change(public.reception, planned.reception)}。"),
        line("二、机关运行经费预算", style="heading"),
        line(f"{year}年{plan.unit}财政拨款的机关运行经费预算为{running}万元。"),
        line("三、政府采购预算情况", style="heading"),
        line(f"{year}年本部门政府采购预算96.40万元，其中：政府采购货物预算21.40万元、政府采购工程预算45.00万元、政府采购服务预算30.00万元。"),
        line(f"{year}年本部门面向中小企业预留政府采购项目预算金额60.00万元，其中，预留给小型和微型企业的政府采购项目预算为40.00万元。"),
        line("四、绩效目标设置情况", style="heading"),
        line(f"{year}年度，本部门编报绩效目标的项目共3个，涉及项目预算资金{_wan(of('', 'project') / 2)}万元。"),
        line("五、国有资产占有使用情况", style="heading"),
        line(f"截至{year - 1}年8月31日，{plan.unit}共有车辆{plan.vehicles}辆，其中：机要通信用车1辆、应急保障用车{plan.vehicles - 2}辆、其他用车1辆。"),
    ]  # fmt: skip
    return lines


def accounts_words(plan: Plan) -> list[Line]:
    """The explanation of final accounts."""
    of, year, unit = plan.of, plan.year, plan.unit
    total, fiscal, other = of("", "total"), of("", "fiscal"), of("", "other")
    general, fund = of("", "fiscal", fund=False), of("", "fiscal", fund=True)
    basic, project = of("", "basic"), of("", "project")
    income = fiscal + plan.left - plan.carried + other
    before = total + plan.left - plan.grown
    personnel = plan.economic_of("301") + plan.economic_of("303")
    running = plan.economic_of("302") + plan.economic_of("310")
    planned = {item.code: item.before for item in plan.items if not item.fund}
    opening = sum(planned.values(), Decimal(0))
    share = _share
    classes = [code for code in plan.codes(fund=False) if len(code) == 3]
    structure = "；".join(
        f"{NAMES[code]}（类）{_wan(of(code, 'fiscal', fund=False))}万元，占{share(of(code, 'fiscal', fund=False), general)}"
        for code in classes
    )
    lines = [
        line(f"第三部分 {unit}{year}年度部门决算情况说明", style="heading"),
        line("一、收入支出决算总体情况说明", style="heading"),
        line(f"{unit}{year}年度收入支出总计{_wan(total + plan.left)}万元。与{year - 1}年度相比，收入支出总计增加{_wan(plan.grown)}万元，增长{share(plan.grown, before)}。", key="grand"),
        line("二、收入决算情况说明", style="heading"),
        line(f"本年收入合计{_wan(income)}万元，其中：财政拨款收入{_wan(income - other)}万元，占{share(income - other, income)}；事业收入{_wan(other)}万元，占{share(other, income)}。" if other else f"本年收入合计{_wan(income)}万元，其中：财政拨款收入{_wan(income)}万元，占100.00%。"),
        line("三、支出决算情况说明", style="heading"),
        line(f"本年支出合计{_wan(total)}万元，其中：基本支出{_wan(basic)}万元，占{share(basic, total)}；项目支出{_wan(project)}万元，占{share(project, total)}。", key="spent"),
        line("四、财政拨款收入支出决算总体情况说明", style="heading"),
        line(f"{unit}{year}年度财政拨款收入支出总计{_wan(fiscal + plan.left)}万元。"),
        line("五、一般公共预算财政拨款支出决算情况说明", style="heading"),
        line("（一）一般公共预算财政拨款支出决算总体情况", style="heading"),
        line(f"一般公共预算财政拨款支出{_wan(general)}万元，占本年支出合计的{share(general, total)}。"),
        line("（二）一般公共预算财政拨款支出决算结构情况", style="heading"),
        line(f"一般公共预算财政拨款支出{_wan(general)}万元，主要用于以下方面：{structure}。"),
        line("（三）一般公共预算财政拨款支出决算具体情况", style="heading"),
        line(f"一般公共预算财政拨款支出年初预算为{_wan(opening)}万元，支出决算为{_wan(general)}万元，完成年初预算的{share(general, opening)}。其中：", key="completed"),
    ]  # fmt: skip
    for at, item in enumerate((item for item in plan.items if not item.fund), 1):
        word = "等于" if item.fiscal == item.before else "小于" if item.fiscal < item.before else "大于"
        tail = "决算数与年初预算数持平。" if word == "等于" else f"决算数{word}年初预算数的主要原因：据实列支。"
        lines.append(
            line(f"{at}、{_path(item, 'brackets')}。主要用于：{NAMES[item.code]}方面的开支。年初预算为{_wan(item.before)}万元，支出决算为{_wan(item.fiscal)}万元，完成年初预算的{share(item.fiscal, item.before)}。{tail}", key=f"item.{item.code}")
        )  # fmt: skip
    public, plans = plan.public, plan.planned
    lines += [
        line("六、一般公共预算财政拨款基本支出决算情况说明", style="heading"),
        line(f"一般公共预算财政拨款基本支出{_wan(basic)}万元。其中：人员经费{_wan(personnel)}万元，主要包括：基本工资、津贴补贴、住房公积金、退休费；公用经费{_wan(running)}万元，主要包括：办公费、差旅费。", key="basic"),
        line("七、财政拨款“三公”经费支出决算情况说明", style="heading"),
        line(f"“三公”经费财政拨款支出预算为{plans.total:.2f}万元，支出决算为{public.total:.2f}万元，完成预算的{share(public.total, plans.total)}。其中：公务用车购置及运行维护费支出决算为{public.vehicles:.2f}万元；公务接待费支出决算为{public.reception:.2f}万元；因公出国（境）费支出决算为{public.abroad:.2f}万元。", key="public"),
        line("八、政府性基金预算财政拨款收入支出决算情况说明", style="heading"),
        line(f"政府性基金预算财政拨款支出{_wan(fund)}万元。" if fund else f"{unit}{year}年度没有政府性基金预算财政拨款收入和支出。"),
        line("九、其他重要事项的情况说明", style="heading"),
        line(f"（一）机关运行经费支出{_wan(plan.office)}万元。"),
        line("（二）政府采购支出总额96.40万元，其中：政府采购货物支出21.40万元、政府采购工程支出45.00万元、政府采购服务支出30.00万元。"),
        line(f"（三）截至{year}年12月31日，{unit}共有车辆{plan.vehicles}辆，其中：机要通信用车1辆、应急保障用车{plan.vehicles - 2}辆、其他用车1辆。"),
    ]  # fmt: skip
    return lines
