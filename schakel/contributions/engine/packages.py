# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Documents that are ZIP packages (Office Open XML, OpenDocument), unpacked within bounds and looked through.

The headers are the sender's word. Sizes are therefore measured while unpacking, never believed, and unpacking stops
at the bound. Sources: APPNOTE.TXT 6.3.10 (ZIP); ECMA-376 part 2 (packages); OpenDocument 1.3 part 2.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from schakel.contributions.engine.refusal import RefusedAttachmentError

MOST_PARTS: Final = 2_000
MOST_BYTES: Final = 100_000_000
MOST_SWELLING: Final = 100
"""How many times larger than the file its parts may be together; small files are allowed a megabyte anyway."""
ALWAYS_ALLOWED: Final = 1_000_000
LOCAL: Final = b"PK\x03\x04"
LAST: Final = b"PK\x05\x06"
LAST_SIZE: Final = 22
ENCRYPTED: Final = 0x41
ARCHIVES: Final = (LOCAL, b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
MACROS: Final = re.compile(
    r"vbaproject|vbadata|activex|macrosheets|^basic/|^scripts/|\.(?:exe|dll|js|vbs|jar|sh)$", re.I
)
MACRO_TYPE: Final = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.I)
ACTIVE: Final = ("/vbaProject", "/wordVbaData", "/activeXControl", "/activeXControlBinary", "/attachedToolbars")
FETCHED: Final = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/externalLink", "/externalLinkPath")
XML_ENTITY: Final = re.compile(rb"<!ENTITY", re.I)
WIDE: Final = (b"\xff\xfe", b"\xfe\xff")

MAIN_PART: Final[Mapping[str, tuple[str, bytes]]] = {
    "docx": ("word/document.xml", b"wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", b"presentationml.presentation.main+xml"),
}
OPEN_DOCUMENT: Final[Mapping[str, bytes]] = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}


def holds_a_package(content: bytes) -> bool:
    """Whether a program that looks for ZIP archives would find one in here: it reads from the end."""
    try:
        with ZipFile(BytesIO(content)) as found:
            return bool(found.infolist())
    except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError):
        return False


def check(content: bytes, kind: str) -> None:
    """Raises RefusedAttachmentError unless the content is one harmless document of this kind."""
    parts = _parts(content)
    _check_entries(parts, len(content))
    named = {part.filename: body for part, body in _unpacked(content, parts)}
    if kind in OPEN_DOCUMENT:
        _check_open_document(named, kind)
    else:
        _check_office(named, kind)


def _parts(content: bytes) -> Sequence[ZipInfo]:
    """The parts in the order in which they stand, if the package fills the file from first byte to last."""
    if not content.startswith(LOCAL):
        raise RefusedAttachmentError("content", "The content is not what the name says.")
    if content[-LAST_SIZE:][:4] != LAST:
        raise RefusedAttachmentError("polyglot", "Something else stands after the end of the document.")
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = sorted(package.infolist(), key=lambda part: part.header_offset)
    except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError):
        raise _damaged() from None
    if not parts or parts[0].header_offset:
        raise RefusedAttachmentError("polyglot", "Something else stands before the start of the document.")
    return parts


def _check_entries(parts: Sequence[ZipInfo], size: int) -> None:
    """What the headers admit by themselves."""
    if len(parts) > MOST_PARTS:
        raise RefusedAttachmentError("bomb", "The document has too many parts.")
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise _damaged()
    for part in parts:
        if part.flag_bits & ENCRYPTED:
            raise RefusedAttachmentError("encrypted", "The document is locked with a password, so nobody can check it.")
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or _leads_away(part.filename):
            raise _damaged()
        if MACROS.search(part.filename):
            raise _active()
    if sum(part.file_size for part in parts) > _bound(size):
        raise RefusedAttachmentError("bomb", "Unpacked, the document is far larger than it seems.")


def _leads_away(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _bound(size: int) -> int:
    return min(MOST_BYTES, max(ALWAYS_ALLOWED, size * MOST_SWELLING))


def _unpacked(content: bytes, parts: Sequence[ZipInfo]) -> Iterator[tuple[ZipInfo, bytes]]:
    """Each part with its bytes; raises as soon as the parts together pass the bound or a header proves untrue."""
    left, previous_end = _bound(len(content)), 0
    for part in parts:
        start = _start(content, part)
        end = start + part.compress_size
        if part.header_offset < previous_end or end > len(content):
            raise RefusedAttachmentError("bomb", "The parts of the document overlap.")
        previous_end = end
        body = _body(content[start:end], part, left)
        left -= len(body)
        _check_body(part, body)
        yield part, body


def _start(content: bytes, part: ZipInfo) -> int:
    """Where the data of a part begin; its own header has to give the same name as the list at the end."""
    header = content[part.header_offset : part.header_offset + 30]
    if len(header) < 30 or header[:4] != LOCAL:
        raise _damaged()
    name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    at = part.header_offset + 30
    encoding = "utf-8" if part.flag_bits & 0x800 else "cp437"
    if content[at : at + name] != part.orig_filename.encode(encoding):
        raise _damaged()
    return at + name + extra


def _body(packed: bytes, part: ZipInfo, left: int) -> bytes:
    if part.compress_type == ZIP_STORED:
        body, complete = packed, True
    else:
        unpacker = zlib.decompressobj(-15)
        try:
            body = unpacker.decompress(packed, left + 1)
        except zlib.error:
            raise _damaged() from None
        complete = unpacker.eof and not unpacker.unused_data
    if len(body) > left:
        raise RefusedAttachmentError("bomb", "Unpacked, the document is far larger than it seems.")
    if not complete or len(body) != part.file_size or zlib.crc32(body) != part.CRC:
        raise _damaged()
    return body


def _check_body(part: ZipInfo, body: bytes) -> None:
    if body.startswith(ARCHIVES + PROGRAMS):
        raise RefusedAttachmentError("nested", "The document holds another file or archive.")
    if part.filename.lower().endswith((".xml", ".rels")):
        if body.startswith(WIDE) or b"\0" in body:
            raise _damaged()
        if XML_ENTITY.search(body):
            raise _active()


def _check_office(named: Mapping[str, bytes], kind: str) -> None:
    main, media_type = MAIN_PART[kind]
    types = named.get("[Content_Types].xml", b"")
    if main not in named or media_type not in types:
        raise RefusedAttachmentError("content", "The content is not what the name says.")
    relations = [body for name, body in named.items() if name.lower().endswith(".rels")]
    if MACRO_TYPE.search(types) or any(_is_active(each) for body in relations for each in _relations(body)):
        raise _active()


def _relations(body: bytes) -> Iterator[tuple[str, bool]]:
    """The kind of each relation, and whether it leads outside the package."""
    try:
        # Safe to parse: no entity passed `_check_body`, and the size is bounded.
        root = ElementTree.fromstring(body)  # noqa: S314
    except ElementTree.ParseError:
        raise _damaged() from None
    for element in root.iter():
        yield element.get("Type", ""), element.get("TargetMode") == "External"


def _is_active(relation: tuple[str, bool]) -> bool:
    """Whether the document runs something, or fetches it from elsewhere when opened; a plain link does neither."""
    kind, outside = relation
    return kind.endswith(ACTIVE) or (outside and kind.endswith(FETCHED))


def _check_open_document(named: Mapping[str, bytes], kind: str) -> None:
    if named.get("mimetype") != OPEN_DOCUMENT[kind] or "content.xml" not in named:
        raise RefusedAttachmentError("content", "The content is not what the name says.")
    if b"encryption-data" in named.get("META-INF/manifest.xml", b""):
        raise RefusedAttachmentError("encrypted", "The document is locked with a password, so nobody can check it.")


def _damaged() -> RefusedAttachmentError:
    return RefusedAttachmentError("damaged", "The document is damaged, or packed in a way that cannot be checked.")


def _active() -> RefusedAttachmentError:
    return RefusedAttachmentError("active", "The document holds a script, a program or something it fetches.")
