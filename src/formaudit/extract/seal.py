"""Workbooks that their program encrypts with a password of its own: protected sheets for which nobody chose one."""

import importlib
import io
import struct
from importlib.util import find_spec
from typing import Final

from formaudit.extract import ole

__all__ = ["unseal"]

_PASSWORD: Final = "VelvetSweatshop"  # noqa: S105 the one that the programs themselves publish and use
_FILE_PASS: Final = b"\x2f\x00"
_LARGEST: Final = 64 * 1024 * 1024


def unseal(data: bytes) -> bytes | None:
    """The file without its encryption; ``None`` where it has none, or another password, or the extra is missing."""
    if not data.startswith(ole.MAGIC) or len(data) > _LARGEST or find_spec("msoffcrypto") is None:
        return None
    if "encryptedpackage" not in ole.top_names(data) and _FILE_PASS not in data[:65_536]:
        return None
    office = importlib.import_module("msoffcrypto")
    try:
        file = office.OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            return None
        file.load_key(password=_PASSWORD)
        out = io.BytesIO()
        file.decrypt(out)
    except (office.exceptions.FileFormatError, office.exceptions.ParseError, office.exceptions.DecryptionError):
        return None
    except (office.exceptions.EncryptionError, office.exceptions.InvalidKeyError):
        return None
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, AssertionError):
        return None  # a broken file makes it stumble in many ways; whoever reads it next says what is wrong
    return out.getvalue() or None
