# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""PNG and JPEG read part by part to their last byte: nothing may stand before, between or after.

Sources: PNG (ISO/IEC 15948), 5 "Datastream structure"; JPEG (ITU-T T.81), annex B "Compressed data formats".
"""

import zlib
from typing import Final

from schakel.contributions.engine.refusal import RefusedAttachmentError

PNG: Final = b"\x89PNG\r\n\x1a\n"
START, END, SCAN = 0xD8, 0xD9, 0xDA
ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length: TEM and the restarts."""


def check(content: bytes, kind: str) -> None:
    """Raises RefusedAttachmentError unless the whole content is one picture of this kind (`png` or `jpg`)."""
    end = _png_end(content) if kind == "png" else _jpeg_end(content)
    if end is None:
        raise RefusedAttachmentError("content", "The picture is damaged, or not a picture.")
    # Some writers fill up to an even length with zeros.
    if content[end:].strip(b"\0"):
        raise RefusedAttachmentError("polyglot", "Something else stands after the end of the picture.")


def _png_end(content: bytes) -> int | None:
    """Where the picture ends, or None when a chunk is wrong."""
    if not content.startswith(PNG) or content[12:16] != b"IHDR":
        return None
    place = len(PNG)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        body = content[place + 4 : place + 8 + length]
        after = place + 12 + length
        if after > len(content) or zlib.crc32(body) != int.from_bytes(content[after - 4 : after], "big"):
            return None
        if body[:4] == b"IEND":
            return after
        place = after
    return None


def _jpeg_end(content: bytes) -> int | None:
    """Where the picture ends, or None when a segment is wrong."""
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    place = 2
    while place + 2 <= len(content):
        if content[place] != 0xFF:
            return None
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker == END:
            return place + 2
        elif marker in ALONE:
            place += 2
        else:
            after = _after_segment(content, place, marker)
            if after is None:
                return None
            place = after
    return None


def _after_segment(content: bytes, place: int, marker: int) -> int | None:
    """The place of the next marker: behind the segment, and behind the compressed data when a scan begins."""
    length = int.from_bytes(content[place + 2 : place + 4], "big")
    if marker in {0x00, START} or length < 2:
        return None
    place += 2 + length
    while marker == SCAN:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return None
        if content[place + 1] != 0x00 and content[place + 1] not in ALONE:
            break
        place += 2
    return place
