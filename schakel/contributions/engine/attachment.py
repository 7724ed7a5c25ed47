# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file that someone sends: is it what its name says, and nothing else besides? Pure: name and bytes in, verdict out.

Only kinds that are wanted are let through; each is read to its end by its own rules (`pictures`, `packages`), because
a file that is two things at once is harmless as one and not as the other.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import puremagic

from schakel.contributions.engine import packages, pictures
from schakel.contributions.engine.refusal import RefusedAttachmentError

__all__ = ["LARGEST", "MEDIA_TYPES", "Checked", "RefusedAttachmentError", "checked", "clean_name"]

LARGEST: Final = 10 * 1024 * 1024
LONGEST_NAME: Final = 120
OFFICE: Final = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
}
"""Allowed kinds and how they are served; no kind that a browser runs."""

SAME: Final = {"jpeg": "jpg"}
PROGRAMS: Final = re.compile(
    r"app|apk|ba(?:sh|t)|bin|cgi|chm|cmd|com|cpl|dll|dmg|docm|exe|hta|x?html?|inf|iso|jar|jnlp|jse?|lnk|mht(?:ml)?|msi|msp"
    r"|php|pif|pl|psm?1|py|rb|reg|scf|scr|sh|shtml|svg|swf|vb[es]?|wasm|ws[fh]?|xlsm|xml|xsl"
)
NOT_IN_A_NAME: Final = re.compile(r'[<>:"|?*\\/]')
MARKUP: Final = re.compile(rb"^[\s\xef\xbb\xbf]*<(?:!doctype|!--|html|head|body|script|svg|iframe|\?xml|\?php)", re.I)
SCRIPTED: Final = re.compile(rb"<(?:!doctype|html|script|svg|iframe|\?php)", re.I)
ACTIVE_PDF: Final = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)")
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
HEAD: Final = 4096


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its cleaned name, kind (a key of MEDIA_TYPES) and size in bytes."""

    name: str
    kind: str
    size: int


def checked(name: str, content: bytes) -> Checked:
    """The file under a cleaned name; raises RefusedAttachmentError with a code and an English message otherwise."""
    if not content:
        raise RefusedAttachmentError("empty", "The file is empty.")
    if len(content) > LARGEST:
        raise RefusedAttachmentError("too_large", "The file is larger than 10 MB.")
    cleaned = clean_name(name)
    kind = _kind(cleaned)
    CHECKS[kind](content, kind)
    return Checked(cleaned, kind, len(content))


def clean_name(name: str) -> str:
    """The last part of a path without control, invisible and direction characters; raises when nothing is left."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if one.isspace() else one for one in last if one.isspace() or _visible(one))
    cleaned = " ".join(NOT_IN_A_NAME.sub("-", visible).split()).strip(". ")
    stem, _, extension = cleaned.rpartition(".")
    if not stem.strip(". ") or not extension:
        raise RefusedAttachmentError("name", "The name of the file has no extension.")
    return f"{stem.strip('. ')[: LONGEST_NAME - len(extension) - 1]}.{extension}"


def _visible(character: str) -> bool:
    return not unicodedata.category(character).startswith("C")


def _kind(name: str) -> str:
    *stems, extension = (part.strip().lower() for part in name.split("."))
    kind = SAME.get(extension, extension)
    if kind not in MEDIA_TYPES:
        raise RefusedAttachmentError("kind", "Files of this kind are not accepted.")
    if any(PROGRAMS.fullmatch(stem) for stem in stems[1:]):
        raise RefusedAttachmentError("hidden_program", "The name hides a program behind a second extension.")
    return kind


def _check_text(content: bytes, kind: str) -> None:  # noqa: ARG001
    if MARKUP.match(content) or content.startswith((b"%PDF", b"PK", b"MZ", b"#!", b"\x7fELF")):
        raise RefusedAttachmentError("content", "The file is not plain text.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedAttachmentError("encoding", "The text is not in UTF-8.") from None
    if any(ord(one) < 32 and one not in "\t\n\r\f" for one in text):
        raise RefusedAttachmentError("content", "The file is not plain text.")


def _check_pdf(content: bytes, kind: str) -> None:
    if not re.match(rb"%PDF-[12]\.\d", content):
        raise RefusedAttachmentError("content", "The content is not what the name says.")
    _check_magic(content, kind)
    end = content.rfind(b"%%EOF")
    if end < 0 or content[end + 5 :].strip(b"\r\n\t\0 "):
        raise RefusedAttachmentError("polyglot", "Something else stands after the end of the document.")
    if SCRIPTED.search(content[:HEAD]) or packages.holds_a_package(content):
        raise RefusedAttachmentError("polyglot", "The file is two kinds at once.")
    if ACTIVE_PDF.search(content) or ACTIVE_PDF.search(ESCAPED.sub(_unescaped, content)):
        raise RefusedAttachmentError("active", "The document holds a script, a program or another file.")


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _check_picture(content: bytes, kind: str) -> None:
    _check_magic(content, kind)
    pictures.check(content, kind)
    if SCRIPTED.search(content) or packages.holds_a_package(content):
        raise RefusedAttachmentError("polyglot", "The file is two kinds at once.")


def _check_package(content: bytes, kind: str) -> None:
    packages.check(content, kind)


def _check_magic(content: bytes, kind: str) -> None:
    """A second judge: the public table of signatures has to name this kind too."""
    try:
        found = {match.extension.lstrip(".") for match in puremagic.magic_string(content[:HEAD])}
    except puremagic.PureError:
        found = set()
    if not found & {kind, *(other for other, same in SAME.items() if same == kind)}:
        raise RefusedAttachmentError("content", "The content is not what the name says.")


CHECKS: Final[Mapping[str, Callable[[bytes, str], None]]] = {
    "pdf": _check_pdf,
    "csv": _check_text,
    "txt": _check_text,
    "md": _check_text,
    "png": _check_picture,
    "jpg": _check_picture,
    **dict.fromkeys(["docx", "xlsx", "pptx", "odt", "ods"], _check_package),
}
