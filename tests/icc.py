"""Small colour profiles: of RGB with wide primaries, and of grey with another gradation than that of sRGB."""

import struct

WIDE_PRIMARIES = {
    "r": (0.7977, 0.2880, 0.0),
    "g": (0.1352, 0.7119, 0.0),
    "b": (0.0313, 0.0001, 0.8249),
}  # ProPhoto
WHITE = (0.9642, 1.0, 0.8249)  # D50


def wide_profile() -> bytes:
    tags = {f"{name}XYZ": _point(*values) for name, values in WIDE_PRIMARIES.items()}
    return _profile(b"RGB ", tags | {f"{name}TRC": _gamma(1.8) for name in "rgb"})


def grey_profile(gamma: float) -> bytes:
    return _profile(b"GRAY", {"kTRC": _gamma(gamma)})


def _point(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _gamma(value: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256)) + b"\0\0"


def _profile(colours: bytes, tags: dict[str, bytes]) -> bytes:
    """A profile of a monitor; ICC.1, 7."""
    tags = {"wtpt": _point(*WHITE), **tags}
    start = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        table += name.encode() + struct.pack(">II", start + len(data), len(value))
        data += value
    header = struct.pack(">I4sI4s4s4s", start + len(data), b"none", 0x2400000, b"mntr", colours, b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + _point(*WHITE)[8:]
    return header.ljust(128, b"\0") + table + data
