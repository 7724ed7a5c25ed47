# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every page, in both languages, light and dark, wide and narrow: axe finds nothing, the console stays empty, nothing
scrolls sideways or jumps."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import pages
from tests.browser.looks import LOOKS, faults, seen_as
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def look_around(browser: Browser, site: Site, address: str, *, signed_in: bool = False) -> dict[str, list[str]]:
    """What is wrong with the page in each look; looks in which it is in order are left out."""
    wrong = {}
    for look in LOOKS:
        with seen_as(browser, look, site.url) as (page, complaints):
            if signed_in:
                continue_as_reviewer(page, site)
            page.goto(urljoin(site.url, address), wait_until="load")
            found = faults(page, complaints)
            if found:
                wrong[str(look)] = found
    return wrong


def continue_as_reviewer(page: Page, site: Site) -> None:
    page.goto(site.url + "/accounts/login/")
    page.get_by_role("button", name="Demo reviewer").click()
    page.wait_for_load_state("load")


@pytest.mark.parametrize("name", pages.OPEN)
def test_open_page(browser: Browser, site: Site, name: str) -> None:
    assert look_around(browser, site, pages.OPEN[name]) == {}


@pytest.mark.parametrize("name", pages.FOUND)
def test_page_behind_a_link(browser: Browser, site: Site, page: Page, name: str) -> None:
    start, link = pages.FOUND[name]
    page.goto(site.url + start)
    address = page.locator(link).first.get_attribute("href")
    assert address is not None
    assert look_around(browser, site, address) == {}


@pytest.mark.parametrize("name", pages.SIGNED_IN)
def test_page_of_a_reviewer(browser: Browser, site: Site, name: str) -> None:
    assert look_around(browser, site, pages.SIGNED_IN[name], signed_in=True) == {}


def test_a_missing_page_is_in_order_too(browser: Browser, site: Site) -> None:
    wrong = look_around(browser, site, "/nowhere/")
    own = {look: [each for each in found if "404" not in each] for look, found in wrong.items()}
    assert {look: found for look, found in own.items() if found} == {}
