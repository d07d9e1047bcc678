"""Pictures inside documents: read where they say something, told where nobody can say whether they do."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from formaudit.extract import pictured
from formaudit.extract.blocks import Grid, Text
from formaudit.extract.pictured import Album
from tests.extract.scan.paper import face


def _picture(words: str = "", shade: int = 255) -> bytes:
    sheet = Image.new("L", (900, 300), shade)
    if words:
        ImageDraw.Draw(sheet).text((60, 120), words, font=ImageFont.truetype(face(), 40), fill=0)
    kept = io.BytesIO()
    sheet.save(kept, "PNG")
    return kept.getvalue()


def test_what_a_picture_says_without_a_table_is_doubted() -> None:
    album = Album()
    said = album.pieces(_picture("Total 120.5"), "a.png", 15)
    assert said
    assert all(isinstance(piece, Text | Grid) for piece in said)
    assert all(piece.confidence < 0.9 for piece in said if isinstance(piece, Text))
    assert ([warning.detail for warning in album.warnings], album.left) == (["a.png"], 0)


def test_a_picture_in_which_no_words_are_seen_counts_as_not_read() -> None:
    album = Album()
    assert album.pieces(_picture(), "blank.png", 15) is None
    assert (album.warnings, album.left) == ((), 1)


@pytest.mark.parametrize("words", ["", "Total 120.5"])
def test_a_picture_that_comes_again_is_looked_at_once(words: str) -> None:
    album = Album()
    album.pieces(_picture(words), "a.png", 15)
    before = (album.warnings, album.left)
    assert album.pieces(_picture(words), "b.png", 15) == []
    assert (album.warnings, album.left) == before


def test_only_so_many_pictures_are_looked_at_with_words_or_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictured, "_MOST", 2)
    album = Album()
    assert [album.pieces(_picture(shade=255 - at), f"{at}.png", 15) for at in range(3)] == [None] * 3
    assert (len(album.known), album.left) == (2, 3)
