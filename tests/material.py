"""Where third-party material lies: beside the project, never inside it."""

from pathlib import Path

import pytest

MATERIAL = Path(__file__).resolve().parents[2] / "shared" / "material"

needs_material = pytest.mark.skipif(not MATERIAL.is_dir(), reason="shared/material is not beside the project")
