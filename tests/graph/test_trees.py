"""Random amounts: what adds up is never accused, and a changed leaf breaks exactly the sums it stands in."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome
from tests.graph.making import evidence_of

Amounts = list[Decimal]
_TAIL = Decimal("0.06")
CENTS = st.decimals(min_value=0, max_value=5000, places=2)


@dataclass(frozen=True)
class Leaves:
    """The amounts of which everything else is a sum."""

    car: Amounts
    abroad: Decimal
    guests: Decimal
    local: Amounts
    higher: Amounts


TREES = st.builds(
    Leaves,
    car=st.lists(CENTS, min_size=2, max_size=2),
    abroad=CENTS,
    guests=CENTS,
    local=st.lists(CENTS, min_size=1, max_size=4),
    higher=st.lists(CENTS, min_size=1, max_size=4),
)


def shown(amount: Decimal, *, plain: bool) -> str:
    """An amount as printed: trailing zeros dropped as these forms do, or kept."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if plain and "." in text else text


def drawing(leaves: Leaves, *, plain: bool = True) -> str:
    """Annex 2 with one column of accounts, whose totals are the sums of these leaves."""
    rows: list[tuple[str, Decimal]] = [
        ("三公经费", sum(leaves.car) + leaves.abroad + leaves.guests),
        ("1、公务用车购置和维护经费", Decimal(sum(leaves.car))),
        ("其中：公车购置", leaves.car[0]),
        ("公车运行维护", leaves.car[1]),
        ("2、出国经费", leaves.abroad),
        ("3、公务接待", leaves.guests),
        ("项目支出", Decimal(sum(leaves.local) + sum(leaves.higher))),
        ("1、区级专项资金（一个专项一行）", Decimal(sum(leaves.local))),
        *((f"{'其中：' if not number else ''}本级项目{number}", amount) for number, amount in enumerate(leaves.local)),
        ("2、上级转移支付（一个专项一行）", Decimal(sum(leaves.higher))),
        *((f"{'其中：' if not number else ''}上级项目{number}", amount) for number, amount in enumerate(leaves.higher)),
    ]
    head = "附件2\n整体支出绩效评价基础数据表\n单位名称 | 清河县图书馆\n编制数 | 实际在职人数\n1 | 1\n经费控制 | 本年决算数 | 本年预算数\n"
    return head + "\n".join(f"{name} | {shown(amount, plain=plain)} |" for name, amount in rows)


def broken(text: str) -> set[str]:
    graph = evidence_of(text).graph
    return {
        relation.subject
        for relation in graph.relations
        if relation.check in ("T01", "T02") and read_relation(relation, graph.precision).outcome is Outcome.BROKEN
    }


@settings(max_examples=60, deadline=None)
@given(tree=TREES, plain=st.booleans())
def test_a_consistent_tree_never_gives_a_broken_sum(tree: Leaves, plain: bool) -> None:
    assert broken(drawing(tree, plain=plain)) == set()


LEAVES = {
    "其中：公车购置 | ": {"annex2[公务用车购置和维护经费].final_account"},
    "3、公务接待 | ": {"annex2[三公经费].final_account"},
    "其中：本级项目0 | ": {"annex2[本级专项资金].final_account"},
    "其中：上级项目0 | ": {"annex2[上级转移支付].final_account"},
}


@settings(max_examples=60, deadline=None)
@given(
    tree=TREES,
    leaf=st.sampled_from(sorted(LEAVES)),
    change=st.decimals(min_value=Decimal("0.06"), max_value=900, places=2),
    plain=st.booleans(),
)
def test_a_leaf_changed_by_more_than_the_tolerance_breaks_exactly_the_sum_above_it(
    tree: Leaves, leaf: str, change: Decimal, plain: bool
) -> None:
    lines = drawing(tree, plain=plain).splitlines()
    row = next(number for number, line in enumerate(lines) if line.startswith(leaf))
    printed = Decimal(lines[row].split("|")[1].strip())
    # Behind a row that was 0 the total holds without it, and it may be one that the total never meant: a question.
    assume(printed != 0)
    for first, *others in (tree.local, tree.higher):
        # A first project that is as much as all that follow may as well be their heading.
        assume(first != printed or not others or abs(printed + change - sum(others)) > _TAIL)
        # One that is as much as the row above it may be that row's only part, headed by nothing.
        assume(first != printed or abs(printed + change - first - sum(others)) > _TAIL)
    lines[row] = f"{leaf}{shown(printed + change, plain=plain)} |"
    assert broken("\n".join(lines)) == LEAVES[leaf]


@settings(max_examples=40, deadline=None)
@given(tree=TREES, change=st.decimals(min_value=Decimal("0.06"), max_value=900, places=2))
def test_a_total_changed_breaks_the_sum_it_is_and_the_sum_it_is_part_of(tree: Leaves, change: Decimal) -> None:
    lines = drawing(tree).splitlines()
    row = next(number for number, line in enumerate(lines) if line.startswith("1、区级专项资金"))
    printed = Decimal(lines[row].split("|")[1].strip())
    lines[row] = f"1、区级专项资金（一个专项一行） | {printed + change} |"
    assert broken("\n".join(lines)) == {"annex2[本级专项资金].final_account", "annex2[项目支出].final_account"}
