# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages stay small, and show what they show without scripts."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import OPEN
from tests.browser.server import Site

pytestmark = pytest.mark.browser

BUDGET = 100_000
"""Bytes on the wire for one page with everything it needs but fonts."""


def weight(page: Page, url: str) -> int:
    """Bytes received for the page, compressed as they came, fonts left out."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    received: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on(
        "Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]})
    )
    page.goto(url, wait_until="networkidle")
    return int(sum(size for each, size in received.items() if kinds.get(each) != "Font"))


@pytest.mark.parametrize("name", OPEN)
def test_page_is_light(page: Page, site: Site, name: str) -> None:
    assert weight(page, site.url + OPEN[name]) < BUDGET


@pytest.mark.parametrize(
    "name", ["home", "compare", "standard", "leverage", "checklist", "windows", "products", "search"]
)
def test_page_needs_no_script(browser: Browser, site: Site, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(site.url + OPEN[name])
    text = page.locator("main").inner_text()
    context.close()
    assert len(text) > 100
