"""Fonts whose codes are the characters themselves, as one line of the file says."""

import zlib

import pytest

from formaudit.extract.pdf.plaincodes import are_characters, tells_plain_codes

PLAIN = b"begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\nendcmap"
OWN = b"begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfchar\n<0021> <9879>\nendbfchar\nendcmap"


def _file(*streams: bytes, packed: bool) -> bytes:
    bodies = [zlib.compress(one) if packed else one for one in streams]
    return b"%PDF-1.7\n" + b"".join(b"<<>>\nstream\n" + body + b"\nendstream\n" for body in bodies)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("streams", "plain"),
    [((PLAIN,), True), ((PLAIN, PLAIN), True), ((PLAIN, OWN), False), ((OWN,), False), ((b"BT ET",), False)],
)
def test_a_file_leaves_codes_as_they_are_where_every_map_says_so(
    streams: tuple[bytes, ...], *, plain: bool, packed: bool
) -> None:
    assert tells_plain_codes(_file(*streams, packed=packed)) == plain


def test_numbers_of_glyphs_are_no_characters() -> None:
    assert are_characters(map(ord, "项目≥95％，（万元）①"))
    assert not are_characters([0x21, 0x3A2F])
    assert not are_characters([0x07])
