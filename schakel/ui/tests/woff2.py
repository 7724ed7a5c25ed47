# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reads which characters a WOFF2 font can draw, so that a limit never shows in another letter than its number."""

import struct
from pathlib import Path

import brotli

# The order of the tables that WOFF2 names by number (WOFF2, section 5.1); 63 means the name follows.
KNOWN = (
    "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT "
    "VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar "
    "fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill"
)
ARBITRARY = 63


def characters(path: Path) -> set[int]:
    """The code points of the font's cmap."""
    data = path.read_bytes()
    count, size = struct.unpack_from(">H", data, 12)[0], struct.unpack_from(">I", data, 20)[0]
    lengths, at = _directory(data, count)
    content = brotli.decompress(data[at : at + size])
    start = 0
    for name, length in lengths:
        if name == "cmap":
            return _cmap(content[start : start + length])
        start += length
    raise ValueError(f"{path} has no cmap")


def _directory(data: bytes, count: int) -> tuple[list[tuple[str, int]], int]:
    names = [KNOWN[place : place + 4] for place in range(0, len(KNOWN), 5)]
    found, at = [], 48
    for _ in range(count):
        flags, at = data[at], at + 1
        if flags & 63 == ARBITRARY:
            name, at = data[at : at + 4].decode(), at + 4
        else:
            name = names[flags & 63]
        length, at = _base128(data, at)
        transformed = (name in {"glyf", "loca"}) == (flags >> 6 == 0)
        if transformed and (name in {"glyf", "loca"} or flags >> 6):
            length, at = _base128(data, at)
        found.append((name.strip(), length))
    return found, at


def _base128(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        byte, at = data[at], at + 1
        value = value << 7 | byte & 127
        if not byte & 128:
            return value, at


def _cmap(table: bytes) -> set[int]:
    """The code points of every subtable of format 4 (the basic plane) and 12 (all planes)."""
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", table, 2)[0]):
        at = struct.unpack_from(">I", table, 4 + 8 * place + 4)[0]
        form = struct.unpack_from(">H", table, at)[0]
        if form == 4:
            segments = struct.unpack_from(">H", table, at + 6)[0] // 2
            ends = struct.unpack_from(f">{segments}H", table, at + 14)
            starts = struct.unpack_from(f">{segments}H", table, at + 16 + 2 * segments)
            found |= {each for low, high in zip(starts, ends, strict=True) for each in range(low, high + 1)}
        elif form == 12:
            for group in range(struct.unpack_from(">I", table, at + 12)[0]):
                low, high = struct.unpack_from(">II", table, at + 16 + 12 * group)
                found |= set(range(low, high + 1))
    return found - {0xFFFF}
