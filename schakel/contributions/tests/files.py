# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Small files for tests, good and bad, built byte by byte."""

import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

PDF = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\n"
    b"endobj\nxref\n0 3\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n120\n%%EOF\n"
)
JPG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xdb\x00\x43\x00" + bytes(64) + b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\xff\x00\x34\xff\xd0\x56\xff\xd9"
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "wordprocessingml.document.main+xml"
SHEET = "spreadsheetml.sheet.main+xml"
SLIDES = "presentationml.presentation.main+xml"
MAIN = {
    "docx": ("word/document.xml", WORD),
    "xlsx": ("xl/workbook.xml", SHEET),
    "pptx": ("ppt/presentation.xml", SLIDES),
}
OPEN = {"odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet"}


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*more: bytes) -> bytes:
    """A picture of one grey dot, with more chunks where asked."""
    head, dot = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0), zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + b"".join([chunk(b"IHDR", head), *more, chunk(b"IDAT", dot), chunk(b"IEND", b"")])


def package(parts: dict[str, bytes | str], how: int = ZIP_DEFLATED, **fields: Any) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", how) as archive:
        for name, body in parts.items():
            archive.writestr(name, body, **fields)
    return out.getvalue()


def office(kind: str = "docx", *, types: str = "", **more: bytes | str) -> bytes:
    """The least that is a document; `more` are parts, with `__` for a slash and `_dot_` for a dot."""
    main, media_type = MAIN[kind]
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types><Override ContentType="application/vnd.{media_type}"/>{types}</Types>',
        main: "<document/>",
    }
    return package(parts | {name.replace("__", "/").replace("_dot_", "."): body for name, body in more.items()})


def relation(kind: str, target: str = "x.bin", mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return (
        f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"{outside}/></Relationships>'
    )


def open_document(kind: str, **more: bytes | str) -> bytes:
    parts: dict[str, bytes | str] = {"mimetype": OPEN[kind], "content.xml": "<content/>"}
    return package(parts | {name.replace("__", "/").replace("_dot_", "."): body for name, body in more.items()})


def patched(content: bytes, what: bytes, place: int, value: bytes) -> bytes:
    """The content with bytes replaced at a distance from each place where `what` stands."""
    out, at = bytearray(content), content.find(what)
    while at >= 0:
        out[at + place : at + place + len(value)] = value
        at = content.find(what, at + 1)
    return bytes(out)


LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def locked() -> bytes:
    """A document whose parts say that they are encrypted."""
    return patched(patched(office(), LOCAL, 6, b"\1\0"), CENTRAL, 8, b"\1\0")


def lying(size: int) -> bytes:
    """A document with a part of 50 MB that says it is small, in both headers."""
    bomb = office(word__big_dot_xml=b" " * 50_000_000)
    real = struct.pack("<I", 50_000_000)
    return bomb.replace(real, struct.pack("<I", size))


def overlapping() -> bytes:
    """A document with a part that lies inside another: one body counted twice, as many times as one likes."""
    inner = package({"b.txt": b"z" * 50}, ZIP_STORED)
    inner = inner[: inner.find(CENTRAL)]
    content = package({"word/media/image.bin": b"x" + inner, "b.txt": b"z" * 50}, ZIP_STORED)
    last = content.rfind(CENTRAL)
    out = bytearray(content)
    out[last + 42 : last + 46] = struct.pack("<I", content.find(inner))
    return bytes(out)


def misplaced() -> bytes:
    """A document whose list puts its last part a byte further than it stands."""
    content = office()
    last = content.rfind(CENTRAL)
    place = struct.unpack("<I", content[last + 42 : last + 46])[0]
    return content[: last + 42] + struct.pack("<I", place + 1) + content[last + 46 :]


def unpackable() -> bytes:
    """A document whose last part is packed in a way that no unpacker knows."""
    content = office()
    start = content.rfind(b"word/document.xml", 0, content.find(CENTRAL)) + len("word/document.xml")
    return content[:start] + b"\xff" + content[start + 1 :]
