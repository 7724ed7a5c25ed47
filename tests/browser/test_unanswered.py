# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A stranger finds what is unanswered in under four clicks, and what was promised about a bottleneck."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.clicks import Clicks
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def test_what_is_unanswered_in_three_clicks(page: Page, site: Site) -> None:
    clicks = Clicks()
    page.goto(site.url)
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    clicks.on(menu.get_by_role("link", name="Netwerk"))
    clicks.on(page.locator("main a[href='/bottlenecks/']").first)
    title = page.locator("h1").inner_text()
    found = re.match(r"(\d+) van de 74 knelpunten", title)
    assert found is not None
    clicks.on(page.get_by_label("alleen zonder antwoord"))
    page.wait_for_url("**unanswered=1**")
    assert page.locator("table.list tbody tr").count() == int(found[1])
    assert page.locator("table.list .state-open").count() == int(found[1])


def test_from_a_bottleneck_to_who_promised_what_and_back(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/bottlenecks/b58/")
    page.locator("a[href='/followup/a03/']").first.click()
    assert page.locator("#history .state-done").count() == 1
    page.locator("a[href='/bottlenecks/b58/']").click()
    assert "b58" in page.url
