"""Numbers of running text: a table of sentences, and round trips through every style of printing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.numbers import Kind, Quantity, find_quantities, in_wan


def drawn(quantity: Quantity) -> str:
    """A quantity in short: ``money:153.67万元``, ``date:2023年``, ``percent:≥95%``."""
    if quantity.value is None:
        return f"{quantity.kind}:{quantity.raw}"
    return f"{quantity.kind}:{quantity.comparison}{quantity.value}{quantity.unit}"


SENTENCES = [
    ("本年收入1203.45万元，支出５０元", "money:1203.45万元 money:50元"),
    ("￥1,203.45；1，203.45万元；12,345,678.90元", "money:1203.45元 money:1203.45万元 money:12345678.90元"),
    ("共12万。另3万、5亿元、2千元、7百万元", "money:12万元 money:3万元 money:5亿元 money:2千元 money:7百万元"),
    ("树苗1,240棵、药品12盒、方便面30包，供餐86餐次", "count:1240棵 count:12盒 count:30包 count:86餐次"),
    ("包括5包装物和3盒饭", "plain:5 plain:3"),
    ("惠及5万人，1.5万人次", "count:50000人 count:15000.0人次"),
    ("75%、75．0 ％、百分之七十五", "percent:75% percent:75.0% percent:75%"),
    ("百分之75、百分之百", "percent:75% percent:100%"),
    ("下降2.5个百分点", "percent:2.5百分点"),
    ("结余△12.5万元，收入增减▲3.2%，支出12.5万元", "plain:12.5 plain:3.2 money:12.5万元"),
    ("≥95% ≧95% >=98% <3项 不低于90%", "percent:≥95% percent:≥95% percent:≥98% count:<3项 percent:≥90%"),
    ("95%以上，30日内，5个工作日内，8项及以上", "percent:≥95% count:≤30日 count:≤5个工作日 count:≥8项"),
    ("成本控制在16.54万元以内，超过5%", "money:≤16.54万元 percent:>5%"),
    ("100余人，3000多户，5万余元", "count:>100人 count:>3000户 money:>5万元"),
    ("调整-14.40万元，－3万元，负2元，增加+5%", "money:-14.40万元 money:-3万元 money:-2元 percent:5%"),
    ("每次5-10人", "plain:5 count:10人"),
    ("达到九十三.五%，共一百二十六.五人", ""),
    ("1.十户脱贫", "count:10户"),
    ("十五万元、两亿元、三百万元、一百五十三点六七万元", "money:15万元 money:2亿元 money:300万元 money:153.67万元"),
    ("壹佰伍拾叁万陆仟柒佰元整，叁元伍角贰分", "money:1536700元 money:3.52元"),
    ("做好三项工作，二十三人，一百五十人次", "count:3项 count:23人 count:150人次"),
    ("一二期工程，三五个工作日，小学一二三四年级", ""),
    ("补助200元/人，5元/平方米", "count:200元/人 count:5元/平方米"),
    ("折合5万美元", "count:50000美元"),
    ("港币50万元为0.5亿港币，3万加拿大元，20余万美金", "money:50万元 count:50000000.0港元 count:30000加元 count:>200000美元"),
    ("$20万，US$5,000，€3.5亿，£500", "count:200000美元 count:5000美元 count:350000000.0欧元 count:500英镑"),
    ("每吨3美元，3美元/吨，800欧元/人", "count:3美元 count:3美元/吨 count:800欧元/人"),
    ("放假3日元旦前结束", "count:3日"),
    ("2024.5.9 2024-05-09 2024/5/9 2024年5月9日", "date:2024.5.9 date:2024-05-09 date:2024/5/9 date:2024年5月9日"),
    ("2023 年度、2023-2025年、二〇二三年", "date:2023 年度 date:2023-2025年 date:二〇二三年"),
    ("5月9日、2-3月", "date:5月9日 date:2-3月"),
    ("为期3年，用时30日，23年预算", "count:3年 count:30日 date:23年"),
    ("6/8=75%", "plain:6 plain:8 percent:=75%"),
    ("153.673.67万元，1O2.5万元", "damaged:153.673.67万元 damaged:1O2.5万元"),
    ("l2.5元，15.3b", "damaged:l2.5元 damaged:15.3b"),
    ("1,23.45 12,3456万元 33.万元", "damaged:1,23.45 damaged:12,3456万元 damaged:33.万元"),
    ("5%%，≥≥95%", "damaged:5%% damaged:≥≥95%"),
    ("153. 67万元，153。67万元", "money:153.67万元 damaged:153。67万元"),
    ("总投资3亿5000万元，到位2亿元", "money:35000万元 money:2亿元"),
    ("总投资2亿3,000万元，到位1亿2,345.67万元", "money:23000万元 money:12345.67万元"),
    ("120万3000元、120万3456.78元、120万3千元", "money:1203000元 money:1203456.78元 money:1203千元"),
    ("1亿2千3百万元、1千2百万元、2万3千5百元", "money:123百万元 money:12百万元 money:235百元"),
    ("1亿零50万元，3亿零500万元；12亿3456万7890元", "money:10050万元 money:30500万元 money:1234567890元"),
    ("1亿3000余万元，120余万元，3亿多元，2个亿", "money:>13000万元 money:>120万元 money:>3亿元 money:2亿元"),
    ("一亿二千万元、三亿零五十万元、壹亿贰仟万元整", "money:12000万元 money:30050万元 money:12000万元"),
    ("两亿三千五百万人次，一亿零二十万斤", "count:235000000人次 count:100200000斤"),
    ("3万2000人，3万5千人，1亿5000万斤，10余万人", "count:32000人 count:35000人 count:150000000斤 count:>100000人"),
    ("5千人、3百户、5千克、2百分点", "count:5000人 count:300户 count:5千克 percent:2百分点"),
    ("补贴12万3个项目，5万2023年到位", "plain:12 count:3个 plain:5 date:2023年"),
    ("3亿元5000万元；3万80000元；2千3亿元；5万6万元", "money:3亿元 money:5000万元 plain:3 money:80000元 plain:2 money:3亿元 plain:5 money:6万元"),
    ("第3,4条；分别为100，200，300人；1.5,2.5万元", "plain:100 plain:200 count:300人 plain:1.5 money:2.5万元"),
    ("结余.5万元，占.5%；另-.75万元", "money:0.5万元 percent:0.5% money:-0.75万元"),
    ("支出3万元.5万元结转，共3.2.万元.", "money:3万元 money:5万元 damaged:3.2.万元"),
]  # fmt: skip

NOT_QUANTITIES = [
    "电话13912345678、0730-8123456、139****5678",
    "身份证110101199003071234，账号6222021234567890123",
    "财预〔2020〕10号、某财（2021）5号、[2019]3号",
    "地址192.168.1.1，版本v1.2.3，见1.2.3节",
    "A4纸、PM2.5、COVID-19、5G、4S店、GB/T 9704-2012",
    "http://example.org/2023/15 a15@example.org",
    "1、负责宣传。2、其他\n3.督查；（4）协调",
    "目标1：完成。附件3，表2",
    "第一季度、第3批、第十五条、12号楼",
    "三公经费、三级指标、十分重视、统一、一个单位、二十大、几十万元、数十人",
    "1万5、1万5千，3亿5千万；廿五万元、卅万元",
    "8:30开会，12345热线",
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_yields_its_numbers(text: str, expected: str) -> None:
    assert " ".join(drawn(quantity) for quantity in find_quantities(text)) == expected


@pytest.mark.parametrize("text", NOT_QUANTITIES)
def test_what_only_looks_like_a_number_yields_nothing(text: str) -> None:
    assert find_quantities(text) == ()


amounts = st.decimals(min_value=0, max_value=10**9, places=2)


def grouped(value: Decimal, comma: str) -> str:
    return f"{value:,}".replace(",", comma)


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" and char != "," else char for char in text)


@given(amounts, st.sampled_from([",", "，"]), st.booleans(), st.sampled_from(["元", "万元", "亿元", "千元", "百万元"]))
def test_money_is_read_back_from_every_style(value: Decimal, comma: str, wide: bool, unit: str) -> None:
    printed = grouped(value, comma)
    text = f"支出为{full_width(printed) if wide else printed}{unit}，其中"
    (quantity,) = find_quantities(text)
    assert (quantity.kind, quantity.value, quantity.unit, quantity.decimals) == (Kind.MONEY, value, unit, 2)


@given(st.decimals(min_value=-999, max_value=999, places=1), st.sampled_from(["%", "％", " %", " ％"]))
def test_a_percentage_is_read_back_with_its_sign(value: Decimal, sign: str) -> None:
    (quantity,) = find_quantities(f"增长{value}{sign}。")
    assert (quantity.kind, quantity.value, quantity.unit) == (Kind.PERCENT, value, "%")


SMALL, FORMAL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"


def in_chinese(value: int, digits: str, tens: str) -> str:
    """A whole number below 10^8 as it is written out."""
    if value >= 10000:
        high, low = divmod(value, 10000)
        nought = digits[0] if 0 < low < 1000 else ""
        return in_chinese(high, digits, tens) + "万" + (nought + in_chinese(low, digits, tens) if low else "")
    parts = ""
    gap = False
    for size, name in ((1000, tens[2]), (100, tens[1]), (10, tens[0]), (1, "")):
        digit = value // size % 10
        if digit:
            parts += (digits[0] if gap and parts else "") + digits[digit] + name
        gap = digit == 0
    return parts


@given(st.integers(min_value=1, max_value=10**8 - 1), st.sampled_from([(SMALL, "十百千"), (FORMAL, "拾佰仟")]))
def test_a_chinese_numeral_is_read_back(value: int, script: tuple[str, str]) -> None:
    (quantity,) = find_quantities(f"共{in_chinese(value, *script)}元整")
    assert in_wan(quantity.value or Decimal(0), quantity.unit) == in_wan(Decimal(value), "元")


@given(
    st.integers(1990, 2059),
    st.integers(1, 12),
    st.integers(1, 28),
    st.sampled_from(["{}.{}.{}", "{}-{}-{}", "{}年{}月{}日"]),
)
def test_a_date_is_one_date_and_never_a_number(year: int, month: int, day: int, style: str) -> None:
    assert [quantity.kind for quantity in find_quantities(f"日期：{style.format(year, month, day)}止")] == [Kind.DATE]


@given(st.text())
def test_any_text_is_read_without_a_crash_and_spans_are_exact(text: str) -> None:
    check_spans(text)


@given(
    st.lists(st.sampled_from("0159.,，。%元万亿年月日人个第一十百点两≥-() \n号lOb/:：、至"), max_size=40).map("".join)
)
def test_text_made_of_parts_of_numbers_has_exact_spans(text: str) -> None:
    check_spans(text)


def check_spans(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert quantity.span[0] >= end
        end = quantity.span[1]
        assert text[slice(*quantity.span)] == quantity.raw != ""
        assert (quantity.value is None) == (quantity.kind in {Kind.DATE, Kind.DAMAGED})


def test_money_comes_to_one_unit_exactly() -> None:
    assert in_wan(Decimal("1536700.01"), "元") == Decimal("153.670001")
    assert in_wan(Decimal("1.5"), "亿元") == Decimal(15000)
    with pytest.raises(ValueError, match="no unit of money"):
        in_wan(Decimal(1), "人")
