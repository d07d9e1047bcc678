"""Names from bytes and names made safe: properties over all names."""

from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.archives.names import distinct, name_from_bytes, safe_name

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


@given(CHINESE)
def test_a_chinese_name_in_utf8_is_read_back(name: str) -> None:
    assert name_from_bytes(f"{name}.docx".encode()) == f"{name}.docx"


def test_common_names_in_gbk_are_read_back() -> None:
    for name in ("附件3.docx", "绩效自评报告", "联通", "一.txt", "岳阳楼区某中心2023年度.doc", "已"):
        assert name_from_bytes(name.encode("gbk")) == name


@given(st.binary(max_size=40))
def test_any_bytes_have_a_name(raw: bytes) -> None:
    assert safe_name(name_from_bytes(raw))


@given(st.text(max_size=60))
def test_a_safe_name_is_relative_printable_and_stable(name: str) -> None:
    safe = safe_name(name)
    parts = safe.split("/")
    assert safe
    assert not {"", ".", ".."} & set(parts)
    assert "\\" not in safe
    assert safe.isprintable() or "\u3000" in safe or any(not char.isprintable() for char in name)
    assert safe_name(safe) == safe


@given(st.lists(st.sampled_from(["a.txt", "a (2).txt", "b/a.txt", ".hidden", "noext"]), max_size=12))
def test_names_are_kept_apart(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        taken.add(distinct(name, taken))
    assert len(taken) == len(names)
