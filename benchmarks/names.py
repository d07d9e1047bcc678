"""Names: how well the matcher tells the same from different, and how fast, beside plain rapidfuzz on the same pairs.

    python benchmarks/names.py [--names 10000] [--entries 3000]

The pairs are those of ``tests/indicators``; a rapidfuzz scorer gets the threshold at which it does best on the very
pairs it is judged by, ours has the one it always has. The names for the speed are put together here.
"""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from formaudit.indicators.index import NameIndex
from formaudit.indicators.match import ACCEPT, compare
from formaudit.indicators.names import ready
from formaudit.indicators.vocabulary import same_label

FOLDER: Final = Path(__file__).resolve().parents[1] / "tests" / "indicators"
OBJECTS: Final = (
    "农村公路", "城区道路", "老旧小区", "乡镇卫生院", "公共图书馆", "社区矫正对象", "困难群众", "残疾人", "高龄老人", "义务教育学校", "水库大坝",
    "河道堤防", "公益林", "高标准农田", "畜禽养殖场", "污水处理厂", "垃圾中转站", "政务服务大厅", "法律援助案件", "人民调解案件", "特种设备",
    "食品样品", "药品样品", "应急物资", "消防设施", "博物馆藏品", "非遗项目", "科普基地", "职业院校", "民办幼儿园", "驻村工作队", "退役军人",
    "创业人员", "就业困难人员", "参保单位", "网格员", "环卫工人", "公交站台", "路灯设施", "绿化苗木",
)  # fmt: skip
ACTIONS: Final = (
    "养护", "维修", "改造", "建设", "巡查", "检查", "检测", "救助", "补助", "培训", "宣传", "登记", "管理", "更新", "购置",
)  # fmt: skip
MEASURES: Final = ("完成率", "合格率", "及时率", "覆盖率", "数量")


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair; ``vocabulary`` is empty for free names."""

    same: bool
    kind: str
    vocabulary: str
    left: str
    right: str


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs of a file."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple(Pair(row[0] == "same", *row[1:]) for row in rows)


def f1(scored: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """F1, precision and recall of taking everything from a threshold on for the same."""
    right = sum(score >= threshold and same for score, same in scored)
    wrong = sum(score >= threshold and not same for score, same in scored)
    missed = sum(score < threshold and same for score, same in scored)
    if not right:
        return 0.0, 0.0, 0.0
    return 2 * right / (2 * right + wrong + missed), right / (right + wrong), right / (right + missed)


def ours(pair: Pair) -> float:
    """The program's score of a pair."""
    if pair.vocabulary:
        return same_label(pair.vocabulary, pair.left, pair.right)[0]
    return compare(ready(pair.left), ready(pair.right))[0]


def judge(pairs: Sequence[Pair]) -> None:
    """Print how each scorer does."""
    plain: tuple[tuple[str, Callable[..., float]], ...] = (
        ("rapidfuzz WRatio", fuzz.WRatio),
        ("rapidfuzz token_set_ratio", fuzz.token_set_ratio),
        ("rapidfuzz ratio", fuzz.ratio),
    )
    own = [(ours(pair), pair.same) for pair in pairs]
    _print("formaudit", ACCEPT, own, pairs)
    for name, scorer in plain:
        scored = [(scorer(pair.left, pair.right), pair.same) for pair in pairs]
        best = max({score for score, _ in scored}, key=lambda threshold: f1(scored, threshold)[0])
        _print(name, best, scored, pairs)


def _print(name: str, threshold: float, scored: Sequence[tuple[float, bool]], pairs: Sequence[Pair]) -> None:
    score, precision, recall = f1(scored, threshold)
    traps = sum(value >= threshold and pair.kind == "opposite" for (value, _), pair in zip(scored, pairs, strict=True))
    print(
        f"  {name:<26} at {threshold:>6.2f}: F1 {score:.3f}, precision {precision:.3f}, recall {recall:.3f}, "
        f"opposing words matched {traps}"
    )


def made_up(entries: int, names: int) -> tuple[list[str], list[str]]:
    """Entries, and names of which three in ten are exact, four in ten slips or variants, three in ten others."""
    chance = random.Random(7)  # noqa: S311 -- the same made-up names each time, nothing secret
    everything = ["".join(parts) for parts in product(OBJECTS, ACTIONS, MEASURES)]
    chance.shuffle(everything)
    known, unknown = everything[:entries], everything[entries:] or everything
    found: list[str] = []
    for number in range(names):
        name = chance.choice(known)
        if number % 10 < 3:
            found.append(name)
        elif number % 10 < 7:
            found.append(_varied(name, chance))
        else:
            found.append(chance.choice(unknown)[::-1] if number % 10 == 9 else chance.choice(unknown) + "情况说明")
    return known, found


def _varied(name: str, chance: random.Random) -> str:
    spot = chance.randrange(1, len(name) - 1)
    way = chance.randrange(5)
    if way == 0:
        return name[:spot] + name[spot + 1 :]
    if way == 1:
        return name[:spot] + name[spot] + name[spot:]
    if way == 2:
        return name[: spot - 1] + name[spot] + name[spot - 1] + name[spot + 1 :]
    if way == 3:
        return name[:spot] + chance.choice("的和及项类") + name[spot:]
    return f"{chance.randrange(1, 9)}、{name}："


def speed(entries: int, names: int) -> None:
    """Print the time for matching all names against all entries, nothing prepared beforehand."""
    known, wanted = made_up(entries, names)
    begin = time.perf_counter()
    index = NameIndex(known)
    built = time.perf_counter()
    found = index.match_all(wanted)
    end = time.perf_counter()
    accepted = sum(match is not None and match.score >= ACCEPT for match in found)
    print(f"  {names} names against {len(known)} entries: {end - begin:.2f} s ({built - begin:.2f} s of it the index)")
    print(f"  {accepted} accepted, {sum(match is not None for match in found) - accepted} in doubt")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=3_000)
    given = parser.parse_args()
    for name, title in (("pairs.tsv", "labelled pairs"), ("held_out.tsv", "pairs held out")):
        pairs = read_pairs(FOLDER / name)
        print(f"{len(pairs)} {title}, {sum(pair.same for pair in pairs)} of them the same")
        judge(pairs)
    print("speed")
    speed(given.entries, given.names)


if __name__ == "__main__":
    main()
