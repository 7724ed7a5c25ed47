# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files that are accepted, and a table of files that are not, with why."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.contributions.engine.attachment import (
    LARGEST,
    LONGEST_NAME,
    MEDIA_TYPES,
    RefusedAttachmentError,
    checked,
    clean_name,
)
from schakel.contributions.tests import files
from schakel.contributions.tests.files import JPG, PDF, locked, lying, office, open_document, package, png, relation

GOOD = {
    "pdf": PDF,
    "docx": office("docx"),
    "xlsx": office("xlsx"),
    "pptx": office("pptx"),
    "odt": open_document("odt"),
    "ods": open_document("ods"),
    "csv": "naam;getal\r\nproef;−1\r\n".encode(),
    "txt": "\ufeffWat werkt, met é en €.\n".encode(),
    "md": b"# Head\n\n- one\n",
    "png": png(),
    "jpg": JPG,
    "jpeg": JPG,
}


@pytest.mark.parametrize("kind", GOOD)
def test_each_wanted_kind_is_accepted(kind: str) -> None:
    found = checked(f"Protocol 3.{kind.upper()}", GOOD[kind])
    assert (found.kind, found.size) == (kind.replace("jpeg", "jpg"), len(GOOD[kind]))
    assert found.kind in MEDIA_TYPES


def test_what_real_programs_write_is_accepted() -> None:
    import docx
    import typst
    import xlsxwriter

    word, sheet = BytesIO(), BytesIO()
    docx.Document().save(word)
    with xlsxwriter.Workbook(sheet) as book:
        book.add_worksheet().write_url(0, 0, "https://example.org")
    assert checked("a.docx", word.getvalue()).kind == "docx"
    assert checked("a.xlsx", sheet.getvalue()).kind == "xlsx"
    assert checked("a.pdf", typst.compile(b"= Head")).kind == "pdf"


EXTRA = b"PK\x05\x06" + bytes(18)
ZIP = package({"a.txt": b"x"})
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
ATTACHED = {"word___rels__settings_dot_xml_dot_rels": relation("attachedTemplate", "https://e.example/x", "External")}
HYPERLINK = {"word___rels__document_dot_xml_dot_rels": relation("hyperlink", "https://e.example/", "External")}

BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.pdf", b"", "empty"),
    "too much": ("a.txt", b"x" * (LARGEST + 1), "too_large"),
    "a program": ("a.exe", b"MZ", "kind"),
    "a web page": ("a.html", HTML, "kind"),
    "a drawing with a script": ("a.svg", SVG, "kind"),
    "macros by name": ("a.docm", office(), "kind"),
    "an archive": ("a.zip", ZIP, "kind"),
    "no extension": ("README", b"x", "name"),
    "only an extension": (".pdf", PDF, "name"),
    "a hidden program": ("report.exe.pdf", PDF, "hidden_program"),
    "a hidden page": ("report.html.txt", b"x", "hidden_program"),
    "a program called a report": ("a.pdf", b"MZ\x90\x00", "content"),
    "a page called a report": ("a.pdf", HTML + PDF, "content"),
    "a page before a report": ("a.pdf", b"\n" + PDF, "content"),
    "a page inside a report's head": ("a.pdf", PDF.replace(b"%\xe2", HTML + b"\n%\xe2"), "polyglot"),
    "an archive behind a report": ("a.pdf", PDF + ZIP, "polyglot"),
    "an archive in a report": ("a.pdf", PDF[:-6] + ZIP + b"\n%%EOF", "polyglot"),
    "a cut report": ("a.pdf", PDF[:-8], "polyglot"),
    "a report with a script": ("a.pdf", PDF.replace(b"/Kids[]", b"/Kids[]/JavaScript 3 0 R"), "active"),
    "a report with a disguised script": ("a.pdf", PDF.replace(b"/Kids[]", b"/Kids[]/J#61vaScript 3 0 R"), "active"),
    "a report that starts a program": ("a.pdf", PDF.replace(b"/Kids[]", b"/Kids[]/Launch 3 0 R"), "active"),
    "a report that carries a file": ("a.pdf", PDF.replace(b"/Kids[]", b"/Kids[]/EmbeddedFile 3 0 R"), "active"),
    "a picture of another kind": ("a.png", JPG, "content"),
    "a picture called a report": ("a.pdf", png(), "content"),
    "a page called a picture": ("a.png", HTML, "content"),
    "a drawing called a picture": ("a.jpg", SVG, "content"),
    "an archive behind a picture": ("a.png", png() + ZIP, "polyglot"),
    "an archive behind a photo": ("a.jpg", JPG + ZIP, "polyglot"),
    "a page behind a photo": ("a.jpg", JPG + HTML, "polyglot"),
    "a page in a picture's words": ("a.png", png(files.chunk(b"tEXt", b"Comment\0" + HTML)), "polyglot"),
    "a page in a photo's words": ("a.jpg", JPG[:2] + b"\xff\xfe\x00\x2a" + HTML + JPG[2:], "polyglot"),
    "a script in a picture": ("a.png", png(files.chunk(b"tEXt", b"x\0<?PHP system(1)")), "polyglot"),
    "an archive in a picture": ("a.png", png(files.chunk(b"zTXt", ZIP)), "polyglot"),
    "a damaged picture": ("a.png", png().replace(b"IDAT", b"IDAT\0"), "content"),
    "a picture with a false sum": ("a.png", png()[:-1] + b"\0", "content"),
    "a cut photo": ("a.jpg", JPG[:-2], "content"),
    "a photo with a wrong marker": ("a.jpg", JPG[:-4] + b"\xff\xfe\x00\x04xx12" + b"\xff\xd9", "content"),
    "a photo in a photo": ("a.jpg", JPG[:20] + JPG, "content"),
    "a photo with words between its parts": ("a.jpg", JPG[:20] + b"hello" + JPG[20:], "content"),
    "a photo that stops in its pixels": ("a.jpg", JPG[:-4], "content"),
    "a photo that stops in its head": ("a.jpg", JPG[:20], "content"),
    "a picture that stops": ("a.png", png()[:33], "content"),
    "a picture without a head": ("a.png", png()[:8] + files.chunk(b"tEXt", b"x"), "content"),
    "a photo without pixels": ("a.jpg", JPG[:4] + b"\0\0", "content"),
    "a page called text": ("a.txt", b"  " + HTML, "content"),
    "a drawing called text": ("a.md", b"\xef\xbb\xbf" + SVG, "content"),
    "xml called text": ("a.csv", b'<?xml version="1.0"?><x/>', "content"),
    "a report called text": ("a.txt", PDF, "content"),
    "a script called text": ("a.txt", b"#!/bin/sh\n", "content"),
    "bytes called text": ("a.csv", b"a;b\0c", "content"),
    "escape codes called text": ("a.txt", b"\x1b]0;x\x07", "content"),
    "text in another encoding": ("a.csv", "één".encode("latin-1"), "encoding"),
    "wide text": ("a.txt", "één".encode("utf-16"), "encoding"),
    "an archive called a document": ("a.docx", ZIP, "content"),
    "a document of another kind": ("a.xlsx", office("docx"), "content"),
    "an open document of another kind": ("a.ods", open_document("odt"), "content"),
    "a locked document of the old kind": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "content"),
    "something before a document": ("a.docx", HTML + office(), "content"),
    "something behind a document": ("a.docx", office() + HTML, "polyglot"),
    "a second end of a document": ("a.docx", office() + EXTRA, "polyglot"),
    "a cut document": ("a.docx", office()[:-40], "polyglot"),
    "macros": ("a.docx", office(word__vbaProject_dot_bin=b"x"), "active"),
    "macros by another name": ("a.docx", office(word___rels__x_dot_rels=relation("vbaProject")), "active"),
    "macros by type": ("a.docx", office(types='<Override ContentType="x.macroEnabled.main+xml"/>'), "active"),
    "macros in an open document": ("a.odt", open_document("odt", Basic__Standard__M_dot_xml=b"x"), "active"),
    "scripts in an open document": ("a.odt", open_document("odt", Scripts__python__x_dot_py=b"x"), "active"),
    "a control": ("a.docx", office(word__activeX__activeX1_dot_xml=b"x"), "active"),
    "a template from elsewhere": ("a.docx", office(**ATTACHED), "active"),
    "an entity": ("a.docx", office(word__x_dot_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "active"),
    "xml that hides in wide letters": ("a.docx", office(word__x_dot_xml="<x/>".encode("utf-16")), "damaged"),
    "relations that are no xml": ("a.docx", office(word___rels__x_dot_rels=b"<x"), "damaged"),
    "an archive in a document": ("a.docx", office(word__x_dot_bin=ZIP), "nested"),
    "a compressed file in a document": ("a.docx", office(word__x_dot_bin=b"\x1f\x8b\x08x"), "nested"),
    "an object in a document": ("a.docx", office(word__x_dot_bin=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "nested"),
    "a program in a document": ("a.docx", office(word__x_dot_bin=b"MZ\x90"), "nested"),
    "a zip bomb": ("a.docx", office(word__x_dot_xml=b" " * 5_000_000), "bomb"),
    "a zip bomb that lies": ("a.docx", lying(100), "bomb"),
    "a document with too many parts": ("a.docx", office(**{f"p{n}": b"" for n in range(2001)}), "bomb"),
    "a locked document": ("a.docx", locked(), "encrypted"),
    "a locked open document": (
        "a.odt",
        open_document("odt", **{"META-INF__manifest_dot_xml": b"encryption-data"}),
        "encrypted",
    ),
    "a part that leads away": ("a.docx", office(**{"..__..__etc__x": b"x"}), "damaged"),
    "a part with another name in front": (
        "a.docx",
        office().replace(b"word/document.xml", b"word/d0cument.xml", 1),
        "damaged",
    ),
    "two parts of one name": ("a.docx", office(WORD__document_dot_xml=b"x"), "damaged"),
    "a list that leads nowhere": ("a.docx", files.patched(office(), b"PK\x05\x06", 12, b"\xff\xff\xff\x7f"), "damaged"),
    "a part that is not where the list says": ("a.docx", files.misplaced(), "damaged"),
    "a part that does not unpack": ("a.docx", files.unpackable(), "damaged"),
    "an archive before a document": ("a.docx", office()[:40] + office(), "polyglot"),
    "an unknown packing": ("a.docx", files.patched(office(), files.CENTRAL, 10, b"\x0c\0"), "damaged"),
    "a part with a false sum": ("a.docx", files.patched(office(), files.CENTRAL, 16, b"\0\0\0\0"), "damaged"),
    "parts that overlap": ("a.docx", files.overlapping(), "bomb"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_refused(case: str) -> None:
    name, content, code = BAD[case]
    with pytest.raises(RefusedAttachmentError) as refused:
        checked(name, content)
    assert refused.value.code == code


def test_a_photo_with_fill_bytes_is_accepted() -> None:
    """Between segments any number of FF may stand, and restarts; zeros behind the end."""
    filled = JPG[:20] + b"\xff\xd0\xff\xff" + JPG[20:-2] + b"\xff\xff\xd9" + b"\0\0"
    assert checked("a.jpg", filled).kind == "jpg"


def test_a_link_in_a_document_is_no_fault() -> None:
    assert checked("a.docx", office(**HYPERLINK)).kind == "docx"


def test_a_lying_header_is_not_unpacked_further_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty megabytes wait behind a header of a hundred bytes; at most the bound and a byte come out."""
    from schakel.contributions.engine import packages

    lengths = []
    unpacker = packages.zlib.decompressobj

    class Counting:
        def __init__(self, *args: int) -> None:
            self.inner = unpacker(*args)

        def decompress(self, packed: bytes, most: int) -> bytes:
            body = self.inner.decompress(packed, most)
            lengths.append(len(body))
            return body

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

    monkeypatch.setattr(packages.zlib, "decompressobj", Counting)
    content = lying(100)
    with pytest.raises(RefusedAttachmentError):
        checked("a.docx", content)
    assert sum(lengths) <= max(packages.ALWAYS_ALLOWED, len(content) * packages.MOST_SWELLING) + 1


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\Report 3.pdf", "Report 3.pdf"),
        ("a\0b\r\nc.pdf", "ab c.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ('quote"d <b>.pdf', "quote-d -b-.pdf"),
        ("  spaced   out .pdf", "spaced out.pdf"),
        ("...hidden.pdf. ", "hidden.pdf"),
        ("Café µ 漢字.pdf", "Café µ 漢字.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_no_name_does_harm(name: str) -> None:
    try:
        clean = clean_name(name + ".pdf")
    except RefusedAttachmentError:
        return
    assert len(clean) <= LONGEST_NAME
    assert not set(clean) & set('/\\\0\r\n"<>:|?*')
    assert clean_name(clean) == clean


@given(st.binary(max_size=400), st.sampled_from(sorted(MEDIA_TYPES)), st.booleans())
def test_any_bytes_get_a_verdict(content: bytes, kind: str, after_a_good_start: bool) -> None:
    start = GOOD[kind][: len(GOOD[kind]) // 2] if after_a_good_start else b""
    with suppress(RefusedAttachmentError):
        assert checked(f"a.{kind}", start + content).kind == kind
