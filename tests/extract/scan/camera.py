"""Pages as a camera sees them: bent, seen askew, lying on a desk, in uneven light."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from formaudit.extract.scan.shades import Grey

__all__ = ["bent", "on_a_desk", "photograph", "shaded"]


def bent(page: Grey, *, curl: float = 0.01, askew: float = 0.02) -> Grey:
    """A page whose middle is raised by a part of its height, and whose corners are moved by a part of its width."""
    high, wide = page.shape
    across = np.arange(wide, dtype=np.float32)
    rise = (curl * high * np.sin(np.pi * across / wide)).astype(np.float32)
    x = np.broadcast_to(across[None, :], (high, wide)).astype(np.float32)
    y = np.arange(high, dtype=np.float32)[:, None] + rise[None, :]
    out: Grey = cv2.remap(page, x, y, cv2.INTER_LINEAR, borderValue=(255,))
    moves = np.array([[1, 1], [-1, 0.5], [-0.5, -1], [0.5, -0.3]]) * askew * wide
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, (corners + moves).astype(np.float32))
    seen: Grey = cv2.warpPerspective(out, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(255,))
    return seen


def shaded(page: Grey, dark: float = 0.6) -> Grey:
    """A page with the soft shadow of a hand over its lower half."""
    high, wide = page.shape
    light: NDArray[np.float32] = np.ones((high, wide), np.float32)
    light[high // 3 :, wide // 4 : wide // 2] = dark
    light = cv2.GaussianBlur(light, (0, 0), wide / 25)
    out: Grey = (page * light).astype(np.uint8)
    return out


def on_a_desk(page: Grey, edge: int = 80, desk: int = 70) -> Grey:
    """The page with a darker desk around it."""
    out: Grey = cv2.copyMakeBorder(page, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(desk,))
    return out


def photograph(page: Image.Image) -> Image.Image:
    """All of it."""
    return Image.fromarray(shaded(on_a_desk(bent(np.asarray(page.convert("L"))))))
