"""Whether two names mean one unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.intake.naming import core_of, same_unit

ONE = [
    ("岳阳市岳阳楼区图书服务中心", "岳阳楼区图书服务中心"),
    ("岳阳楼区图书服务中心", "楼区图书服务中心"),
    ("岳阳市岳阳楼区图书服务中心", "楼区图书服务中心"),
    ("湖南省临江区教育局", "临江区教育局"),
    ("中共临江区委组织部", "临江区委组织部"),
    ("省农业农村厅", "湖南省农业农村厅"),
    ("区水利局", "临江区水利局"),
    ("临江区湖滨街道办事处", "湖滨街道办事处"),
    ("清河县青山镇中心小学", "青山镇中心小学"),
    ("清河县 图书馆", "清河县图书馆"),
    ("清河县城市管理局", "城市管理局"),
    ("清河县农业农村局", "农业农村局"),
]
TWO = [
    ("甲县第一中学", "乙县第一中学"),
    ("河东区农业农村局", "河西区农业农村局"),
    ("甲市河东区农业农村局", "乙市河西区农业农村局"),
    ("青山镇中心小学", "红山镇中心小学"),
    ("清河县青山镇人民政府", "清河县红山镇人民政府"),
    ("清河县财政局", "清河县财政局国库中心"),
    ("清河县第一中学", "清河县第二中学"),
    ("清河县图书馆", "清河县档案馆"),
    ("第一中学", "甲县第一中学"),  # too short to say which
    ("", "清河县图书馆"),
    ("", ""),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_a_name_may_drop_or_shorten_its_larger_places(left: str, right: str) -> None:
    assert same_unit(left, right)
    assert same_unit(right, left)


@pytest.mark.parametrize(("left", "right"), TWO)
def test_units_that_share_an_ending_stay_two(left: str, right: str) -> None:
    assert not same_unit(left, right)
    assert not same_unit(right, left)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("岳阳市岳阳楼区图书服务中心", "图书服务中心"),
        ("清河县第一中学", "第一中学"),
        ("图书馆", "图书馆"),
        ("清河县", "清河县"),
    ],
)
def test_the_core_is_the_name_without_places(name: str, core: str) -> None:
    assert core_of(name) == core


@given(st.text(alphabet="岳阳市楼区县清河第一二中学图书馆局", min_size=1, max_size=14))
def test_a_name_is_itself(name: str) -> None:
    assert same_unit(name, name)
