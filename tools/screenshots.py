# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`python -m tools.screenshots`: the pictures of README and LEESMIJ, taken from the running application with all facts.

Writes docs/images/*.png, each compressed as far as PNG goes.
"""

import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.looks import Look, speak
from tests.browser.pages import OPEN
from tests.browser.server import ROOT, Site, prepare, serve

TARGET = ROOT / "docs" / "images"
SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: which address, seen how, and how much of it."""

    name: str
    address: str
    look: Look
    height: int = 900


WIDE = 1280
COMPARED = OPEN["compare"] + "&step=storage&step=preparation"
SHOTS = (
    Shot("home-nl", OPEN["home"], Look("nl", "light", WIDE)),
    Shot("home-en", OPEN["home"], Look("en", "dark", WIDE)),
    Shot("compare-nl", COMPARED, Look("nl", "light", WIDE), 1000),
    Shot("compare-en", COMPARED, Look("en", "light", WIDE), 1000),
    Shot("standard-nl", OPEN["standard"], Look("nl", "light", WIDE), 1000),
    Shot("standard-en", OPEN["standard"], Look("en", "light", WIDE), 1000),
)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        place += 12 + size


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def squeezed(png: bytes) -> bytes:
    """The same picture with its pixels compressed as hard as zlib can, without what describes the camera."""
    chunks = list(_chunks(png))
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    head = next(data for kind, data in chunks if kind == b"IHDR")
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    smaller = SIGNATURE + b"".join(_chunk(*part) for part in parts)
    return min(png, smaller, key=len)


def take(browser: Browser, site: Site, shot: Shot) -> bytes:
    """One picture of the first screen of a page."""
    context = browser.new_context(
        viewport={"width": shot.look.width, "height": shot.height},
        color_scheme="dark" if shot.look.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    speak(context, shot.look.language, site.url)
    page = context.new_page()
    page.goto(site.url + shot.address, wait_until="networkidle")
    picture = page.screenshot()
    context.close()
    return squeezed(picture)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        prepare(Path(folder))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serve(Path(folder)) as site:
            for shot in SHOTS:
                picture = take(browser, site, shot)
                (TARGET / f"{shot.name}.png").write_bytes(picture)
                print(f"docs/images/{shot.name}.png {len(picture) // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
