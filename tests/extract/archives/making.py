"""Archives made for the tests, byte by byte where no packer would make them."""

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A plain ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def raw_zip(
    files: list[tuple[bytes, bytes]],
    *,
    flags: int = 0,
    extra: bytes = b"",
    described: bool = False,
    system: int = 0,
    attributes: int = 0,
) -> bytes:
    """A ZIP whose names are bytes, with any flags; ``described`` puts sizes and checksums after the bytes only."""
    front, directory = b"", b""
    for name, data in files:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = deflate.compress(data) + deflate.flush()
        bits = flags | (8 if described else 0)
        known = (zlib.crc32(data), len(packed), len(data))
        fixed = struct.pack("<5H", 20, bits, 8, 0, 0x21)
        local = (0, 0, 0) if described else known
        offset = len(front)
        front += b"PK\x03\x04" + fixed + struct.pack("<3L2H", *local, len(name), len(extra)) + name + extra + packed
        if described:
            front += b"PK\x07\x08" + struct.pack("<3L", *known)
        made_by = struct.pack("<H", 20 | system << 8)
        tail = struct.pack("<3L5H2L", *known, len(name), len(extra), 0, 0, 0, attributes, offset)
        directory += b"PK\x01\x02" + made_by + fixed + tail + name + extra
    end = struct.pack("<4H2LH", 0, 0, len(files), len(files), len(directory), len(front), 0)
    return front + directory + b"PK\x05\x06" + end


def tarred(files: Mapping[str, bytes], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    """A TAR, plain or compressed."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, format=form) as archive:  # type: ignore[call-overload]  # a mode that varies
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def vint(number: int) -> bytes:
    """A number as RAR 5 writes it."""
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def _rar5_header(fields: bytes, data: bytes = b"") -> bytes:
    sized = vint(len(fields)) + fields
    return struct.pack("<L", zlib.crc32(sized)) + sized + data


def rar5(files: Mapping[str, bytes], *, volume: bool = False, wrong_checksum: str = "") -> bytes:
    """A RAR 5 archive of stored files, for which no packer is free."""
    out = b"Rar!\x1a\x07\x01\x00" + _rar5_header(vint(1) + vint(0) + vint(1 if volume else 0))
    for name, data in files.items():
        encoded = name.encode()
        crc = zlib.crc32(data) ^ (1 if name == wrong_checksum else 0)
        fields = vint(2) + vint(2) + vint(len(data)) + vint(4) + vint(len(data)) + vint(0o100644)
        fields += struct.pack("<L", crc) + vint(0) + vint(1) + vint(len(encoded)) + encoded
        out += _rar5_header(fields, data)
    return out + _rar5_header(vint(5) + vint(0) + vint(0))


def rar4(files: Mapping[bytes, bytes], *, encrypted: bool = False, volume: bool = False) -> bytes:
    """A RAR 4 archive of stored files, with names as bytes."""

    def header(kind: int, flags: int, body: bytes) -> bytes:
        rest = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest

    out = b"Rar!\x1a\x07\x00" + header(0x73, 1 if volume else 0, bytes(6))
    for name, data in files.items():
        body = struct.pack(
            "<LLBLLBBHL", len(data), len(data), 0, zlib.crc32(data), 0x21 << 16, 20, 0x30, len(name), 0x20
        )
        out += header(0x74, 0x8000 | (0x4 if encrypted else 0), body + name) + data
    return out + header(0x7B, 0x4000, b"")
