"""Reports built by hand: two submissions of invented units with everything a report can hold."""

from decimal import Decimal

from formaudit.model.cause_kind import CauseKind
from formaudit.model.document import Document, Paragraph, Source, Warn
from formaudit.model.figure import Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report import (
    AuditReport,
    Cause,
    ChainNode,
    ChainState,
    Coverage,
    FileEntry,
    FileError,
    Finding,
    FormEntry,
    LedgerRow,
    Repair,
    SubmissionReport,
    Tick,
    Undecided,
)
from formaudit.model.table import Cell, Table
from formaudit.model.verdict import Effect, Nature, Severity

ANNEX2 = (
    ("项目", "2022年决算数", "2023年预算数", "2023年决算数"),
    ("三公经费", "1.2", "1.2", "0.4"),
    ("项目支出", "", "10", "38.6"),
    ("其中：宣传活动", "", "10", "9.8"),
    ("其他项目", "", "0", "28.8"),
)
ANNEX4 = (
    ("资金来源", "年初预算数", "全年预算数", "全年执行数", "执行率"),
    ("年度资金总额", "10", "10", "38.6", "98.00%"),
    ("其中：当年财政拨款", "10", "10", "9.8", ""),
    ("其他资金", "", "28.8", "28.8", ""),
)
SENTENCE = "全年项目支出38.6万元，其中宣传活动10万元，其他项目28.8万元。"


def table(index: int, rows: tuple[tuple[str, ...], ...], caption: str = "", page: int | None = None) -> Table:
    """A table without merged cells."""
    cells = tuple(
        Cell(row=row, col=col, text=text, page=page) for row, line in enumerate(rows) for col, text in enumerate(line)
    )
    return Table(index=index, cells=cells, rows=len(rows), cols=len(rows[0]), caption=caption)


def in_table(form: FormKind, table_: int, row: int, col: int, *, file: int = 0, page: int | None = None) -> Place:
    """A place in a table of a form."""
    return Place(file=file, form=form, form_index=0, table=table_, row=row, col=col, page=page)


def in_report(start: int, end: int, *, paragraph: int = 1, file: int = 1) -> Place:
    """A place in the report's text."""
    return Place(file=file, form=FormKind.REPORT, form_index=0, paragraph=paragraph, span=(start, end), page=5)


def figure(key: str, label: str, raw: str, place: Place, unit: str = "万元") -> Figure:
    """A figure whose value is its print."""
    text = raw.rstrip("%")
    return Figure(
        key=key,
        label=label,
        raw=raw,
        value=Decimal(text) if text else None,
        unit=unit,
        decimals=2,
        state=State.FILLED if text else State.BLANK,
        place=place,
    )


TOTAL_BUDGET = figure(
    "annex4.total.final", "宣传专项 年度资金总额 全年预算数", "10", in_table(FormKind.ANNEX4, 1, 1, 2)
)
TOTAL_SPENT = figure(
    "annex4.total.actual", "宣传专项 年度资金总额 全年执行数", "38.6", in_table(FormKind.ANNEX4, 1, 1, 3)
)
RATE = figure("annex4.total.rate", "宣传专项 年度资金总额 执行率", "98.00%", in_table(FormKind.ANNEX4, 1, 1, 4), "%")
FISCAL = figure("annex4.fiscal.final", "宣传专项 当年财政拨款 全年预算数", "10", in_table(FormKind.ANNEX4, 1, 2, 2))
FISCAL_SPENT = figure(
    "annex4.fiscal.actual", "宣传专项 当年财政拨款 全年执行数", "9.8", in_table(FormKind.ANNEX4, 1, 2, 3)
)
OTHER = figure("annex4.other.final", "宣传专项 其他资金 全年预算数", "28.8", in_table(FormKind.ANNEX4, 1, 3, 2))
OTHER_SPENT = figure("annex4.other.actual", "宣传专项 其他资金 全年执行数", "28.8", in_table(FormKind.ANNEX4, 1, 3, 3))
A2_PROJECT = figure(
    "annex2.project.actual", "项目支出 2023年决算数", "38.6", in_table(FormKind.ANNEX2, 0, 2, 3, page=2)
)
A2_PUBLICITY = figure(
    "annex2.publicity.actual", "宣传活动 2023年决算数", "9.8", in_table(FormKind.ANNEX2, 0, 3, 3, page=2)
)
A2_REST = figure("annex2.rest.actual", "其他项目 2023年决算数", "28.8", in_table(FormKind.ANNEX2, 0, 4, 3, page=2))
A2_THREE = figure("annex2.three.actual", "三公经费 2023年决算数", "0.4", in_table(FormKind.ANNEX2, 0, 1, 3, page=2))
BLANK = figure("annex2.project.prior", "项目支出 2022年决算数", "", in_table(FormKind.ANNEX2, 0, 2, 1, page=2))
R_PROJECT = figure("report.project", "报告 项目支出", "38.6", in_report(6, 10))
R_PUBLICITY = figure("report.publicity", "报告 宣传活动", "10", in_report(19, 21))


def finding(id_: str, check: str, severity: Severity, *figures: Figure, **more: object) -> Finding:
    """A finding with something in every field; ``more`` overrides."""
    said: dict[str, object] = {
        "id": id_,
        "check": check,
        "name": "parts-do-not-sum",
        "severity": severity,
        "nature": Nature.CONTRADICTION,
        "confidence": 0.98,
        "cause": None,
        "title": f"{check} 所列数字不能对应",
        "message": "按表内三项来源相加与所列合计不一致。",
        "calculation": "10 + 28.8 = 38.8 ≠ 10",
        "basis": ("表内恒等关系",),
        "question": "请核实28.8万元的资金来源和预算数。",
        "effect": None,
        "figures": figures,
    }
    return Finding(**{**said, **more})  # type: ignore[arg-type]  # the fields above are those of Finding


def main_submission() -> SubmissionReport:
    """Annex 2 and 4 in a Word file, the report in a PDF; one cause with symptoms, others alone."""
    findings = (
        finding(
            "T09-a1",
            "T09",
            Severity.CRITICAL,
            TOTAL_BUDGET,
            FISCAL,
            OTHER,
            cause="C1",
            effect=Effect(money=Decimal("28.80"), score=Decimal(10)),
            title="资金来源之和不等于年度资金总额",
        ),
        finding(
            "T10-b2",
            "T10",
            Severity.CRITICAL,
            RATE,
            TOTAL_SPENT,
            TOTAL_BUDGET,
            cause="C1",
            calculation="38.6 ÷ 10 = 386.00% ≠ 98.00%",
            title="执行率与金额不符",
        ),
        finding(
            "T11-c3",
            "T11",
            Severity.MAJOR,
            RATE,
            FISCAL_SPENT,
            FISCAL,
            cause="C1",
            nature=Nature.SUSPICION,
            calculation="9.8 ÷ 10 = 98.00%",
            title="执行率取自另一行",
        ),
        finding(
            "X06-d4",
            "X06",
            Severity.MAJOR,
            R_PUBLICITY,
            A2_PUBLICITY,
            calculation="10 ≠ 9.8，相差 0.2",
            title="报告与基础数据表的宣传活动支出不同",
        ),
        finding("S11-e5", "S11", Severity.MINOR, TOTAL_BUDGET, nature=Nature.SCORING, calculation="", basis=()),
        finding("F01-f6", "F01", Severity.NOTE, BLANK, nature=Nature.FORM, calculation="", effect=Effect()),
    )
    causes = (
        Cause(
            id="C1",
            kind=CauseKind.OMITTED_PART,
            message="其他资金28.8万元列在分项中，未计入年度资金总额的全年预算数。",
            findings=("T09-a1", "T10-b2", "T11-c3"),
            repairs=(
                Repair(
                    place=TOTAL_BUDGET.place,
                    label=TOTAL_BUDGET.label,
                    printed="10",
                    restored="38.8",
                    constraints=("10 + 28.8 = 38.8", "执行数不超过预算数"),
                ),
            ),
            confidence=0.97,
        ),
    )
    ticks = (
        Tick(check="T02", figures=(A2_PROJECT, A2_PUBLICITY, A2_REST), calculation="9.8 + 28.8 = 38.6"),
        Tick(
            check="T09",
            figures=(TOTAL_SPENT, FISCAL_SPENT, OTHER_SPENT),
            calculation="9.8 + 28.8 = 38.6",
            note="尾差内",
        ),
        Tick(check="X02", figures=(A2_PROJECT, TOTAL_SPENT), calculation="38.6 = 38.6"),
        Tick(check="X08", figures=(R_PROJECT, A2_PROJECT), calculation="38.6 = 38.6"),
    )
    return SubmissionReport(
        id="甲-2023",
        unit="示例区甲服务中心",
        year=2023,
        files=(
            FileEntry(
                source=Source(path="材料/自评表.docx", sha256="a" * 64, format="docx"), warnings=("有一处修订未接受",)
            ),
            FileEntry(source=Source(path="材料/自评报告.pdf", sha256="b" * 64, format="pdf", pages=6)),
        ),
        forms=(
            FormEntry(form=FormKind.ANNEX2, index=0, title="2023年度基础数据表", file=0, tables=(0,), confidence=0.99),
            FormEntry(
                form=FormKind.ANNEX4,
                index=0,
                title="项目支出绩效自评表",
                file=0,
                tables=(1,),
                confidence=0.97,
                name="宣传专项",
            ),
            FormEntry(form=FormKind.REPORT, index=0, title="自评报告", file=1, tables=(), confidence=0.9),
            FormEntry(
                form=FormKind.UNKNOWN,
                index=0,
                title="车辆登记表",
                file=0,
                tables=(2,),
                confidence=0.0,
                note="没有认识的栏目",
            ),
        ),
        findings=findings,
        causes=causes,
        ticks=ticks,
        undecided=(Undecided(check="T01", reason="分项全部空白，未列明细", figures=(A2_THREE,)),),
        coverage=Coverage(figures=24, tied=16, contradicted=5, untested=3),
        ledger=(
            LedgerRow(check="T01", name="three-public", holds=0, broken=0, undecided=1, not_applicable=0),
            LedgerRow(check="T09", name="parts-do-not-sum", holds=2, broken=1, undecided=0, not_applicable=0),
            LedgerRow(check="Y01", name="large-movement", holds=0, broken=0, undecided=0, not_applicable=1),
        ),
        chain=(
            ChainNode(
                label="项目支出",
                figure=A2_PROJECT,
                state=ChainState.HOLDS,
                calculation="9.8 + 28.8 = 38.6",
                children=(
                    ChainNode(
                        label="宣传专项 全年预算数",
                        figure=TOTAL_BUDGET,
                        state=ChainState.BROKEN,
                        calculation="10 + 28.8 = 38.8 ≠ 10",
                        findings=("T09-a1",),
                        children=(
                            ChainNode(label="当年财政拨款", figure=FISCAL),
                            ChainNode(label="其他资金", figure=OTHER),
                        ),
                    ),
                    ChainNode(label="上年项目支出", figure=BLANK, state=ChainState.UNDECIDED, calculation="空白"),
                    ChainNode(label="上级转移支付", figure=None),
                ),
            ),
        ),
    )


def main_documents() -> tuple[Document, ...]:
    """The files that ``main_submission`` speaks of."""
    forms = Document(
        source=Source(path="材料/自评表.docx", sha256="a" * 64, format="docx"),
        blocks=(
            Paragraph(index=0, text="附件2"),
            table(0, ANNEX2, "附件2", page=2),
            table(1, ANNEX4, "附件4"),
            table(2, (("车牌", "里程"), ("无", "0"))),
        ),
        warnings=(Warn(code="tracked-changes"),),
    )
    report = Document(
        source=Source(path="材料/自评报告.pdf", sha256="b" * 64, format="pdf", pages=6),
        blocks=(Paragraph(index=0, text="自评报告", page=1), Paragraph(index=1, text=SENTENCE, page=5)),
    )
    return (forms, report)


def quiet_submission() -> SubmissionReport:
    """One text file in which everything agrees."""
    spent = figure(
        "annex2.a", "公用经费 决算数", "5", Place(form=FormKind.ANNEX2, form_index=0, table=0, row=1, col=1, line=12)
    )
    part = figure(
        "annex2.b", "办公经费 决算数", "5", Place(form=FormKind.ANNEX2, form_index=0, table=0, row=2, col=1, line=15)
    )
    return SubmissionReport(
        id="乙-2023",
        unit="示例区乙管理所",
        year=None,
        files=(FileEntry(source=Source(path="批次.zip", sha256="c" * 64, format="txt", member="乙/材料.txt")),),
        forms=(FormEntry(form=FormKind.ANNEX2, index=0, title="", file=0, tables=(0,), confidence=1.0),),
        findings=(),
        causes=(),
        ticks=(Tick(check="T03", figures=(spent, part), calculation="5 = 5"),),
        undecided=(),
        coverage=Coverage(figures=2, tied=2, contradicted=0, untested=0),
        ledger=(LedgerRow(check="T03", name="parts-exceed-whole", holds=1, broken=0, undecided=0, not_applicable=0),),
        chain=(),
    )


def sample(lang: str = "zh", **more: object) -> AuditReport:
    """Both submissions and a file that could not be read; ``more`` overrides fields of the report."""
    said: dict[str, object] = {
        "version": "0.1.0",
        "profile": "default",
        "checks": 100,
        "lang": lang,
        "verdict": "incomplete",
        "submissions": (main_submission(), quiet_submission()),
        "errors": (
            FileError(file="材料/锁定.pdf", code="encrypted", message="文件有密码", remedy="请提供无密码的文件"),
        ),
    }
    return AuditReport(**{**said, **more})  # type: ignore[arg-type]  # the fields above are those of AuditReport


def documents() -> dict[str, tuple[Document, ...]]:
    """The documents of ``sample`` by submission."""
    return {"甲-2023": main_documents()}
