# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What every page must hold in a browser, whatever it shows: read by axe, no complaint, no sideways scroll, no jump."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
AXE_RUN = """() => axe.run(document, {resultTypes: ['violations'], preload: false}).then(r => r.violations.map(
    v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' ; ')))"""
SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => setTimeout(() => done(sum), 50));
})"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Look:
    """How a visitor looks: language, colour scheme, width in pixels."""

    language: str
    scheme: str
    width: int

    def __str__(self) -> str:
        return f"{self.language} {self.scheme} {self.width}"


# Every pair of language, scheme and width occurs once: half the pages of all eight combinations, same pairs seen.
LOOKS = (
    Look("nl", "light", 1440),
    Look("nl", "dark", 360),
    Look("en", "light", 360),
    Look("en", "dark", 1440),
)


@dataclass
class Complaints:
    """What the browser itself found wrong with a page: console, failed requests, blocked content."""

    found: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self._note(message.text, wrong=message.type in {"error", "warning"}))
        page.on("pageerror", lambda error: self._note(str(error), wrong=True))
        page.on("response", lambda answer: self._note(f"{answer.status} {answer.url}", wrong=answer.status >= 400))

    def _note(self, text: str, *, wrong: bool) -> None:
        if wrong:
            self.found.append(text)

    def take(self) -> list[str]:
        taken, self.found = self.found, []
        return taken


@contextmanager
def seen_as(browser: Browser, look: Look, url: str) -> Iterator[tuple[Page, Complaints]]:
    """A page of a visitor with this look; `url` tells for which host the language is kept."""
    context = browser.new_context(
        viewport={"width": look.width, "height": 900},
        color_scheme="dark" if look.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    speak(context, look.language, url)
    page, complaints = context.new_page(), Complaints()
    complaints.listen(page)
    yield page, complaints
    context.close()


def speak(context: BrowserContext, language: str, url: str) -> None:
    host = urlsplit(url).hostname or "localhost"
    context.add_cookies([{"name": "language", "value": language, "domain": host, "path": "/"}])


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8") + "\n;0"


def axe(page: Page) -> list[str]:
    """The violations axe finds on the page; run through the debugger, so the content policy stays in force."""
    page.evaluate(_axe())
    return [str(each) for each in page.evaluate(AXE_RUN)]


def faults(page: Page, complaints: Complaints) -> list[str]:
    """Everything wrong with the page that is open; empty when it is in order."""
    found = [f"axe {each}" for each in axe(page)] + complaints.take()
    if (sideways := page.evaluate(SIDEWAYS)) > 0:
        found.append(f"scrolls sideways by {sideways} px")
    if (shift := page.evaluate(SHIFT)) > 0.01:
        found.append(f"layout shifts by {shift:.3f}")
    return found
