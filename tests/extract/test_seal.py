"""Workbooks encrypted with the password that programs use by themselves are opened; others stay closed."""

import importlib
import io

import pytest

from formaudit.errors import InputError
from formaudit.extract.door import extract_bytes
from formaudit.extract.seal import unseal
from tests.extract.sheet.biff import workbook
from tests.extract.sheet.books import written

office = pytest.importorskip("msoffcrypto", reason="the extra xls is not installed")


def sealed(password: str) -> bytes:
    plain = written(lambda _, sheet: sheet.write_row(0, 0, ("项目", "金额", 120.5)))
    buffer = io.BytesIO()
    ooxml = importlib.import_module("msoffcrypto.format.ooxml")
    ooxml.OOXMLFile(io.BytesIO(plain)).encrypt(password, buffer)
    return buffer.getvalue()


def test_a_default_password_is_no_secret() -> None:
    found = extract_bytes(sealed("VelvetSweatshop"), "a.xlsx")
    assert [cell.text for cell in found.tables[0]] == ["项目", "金额", "120.5"]
    assert [warning.code for warning in found.warnings] == ["default-password"]


def test_a_chosen_password_keeps_its_file_closed() -> None:
    with pytest.raises(InputError, match="encrypted"):
        extract_bytes(sealed("ein anderes"), "a.xlsx")


@pytest.mark.parametrize("data", [b"", b"text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_what_is_not_sealed_is_left_alone(data: bytes) -> None:
    assert unseal(data) is None


def test_an_old_workbook_under_the_default_password_is_read_too() -> None:
    rows: list[tuple[str, str | float]] = [("项目", "金额"), ("哨兵专项", 7391.25)]
    found = extract_bytes(workbook(rows, password="VelvetSweatshop"), "a.xls")
    assert [cell.text for cell in found.tables[0]] == ["项目", "金额", "哨兵专项", "7391.25"]
    assert [warning.code for warning in found.warnings] == ["default-password"]


def test_an_old_workbook_under_a_chosen_password_stays_closed() -> None:
    with pytest.raises(InputError, match="encrypted"):
        extract_bytes(workbook([("项目", "金额")], password="ein anderes"), "a.xls")
