# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every page, in both languages, light and dark, wide and narrow: axe finds nothing, the console stays empty, nothing
scrolls sideways or jumps."""

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import pages
from tests.browser.looks import LOOKS, Complaints, Look, faults, seen_as
from tests.browser.server import Site

pytestmark = pytest.mark.browser

Eyes = dict[Look, tuple[Page, Complaints]]
"""A visitor per look, kept over all pages: opening a new one each time would take longer than looking."""


@pytest.fixture(scope="module")
def eyes(browser: Browser, site: Site) -> Iterator[Eyes]:
    with ExitStack() as stack:
        yield {look: stack.enter_context(seen_as(browser, look, site.url)) for look in LOOKS}


@pytest.fixture(scope="module")
def reviewers(browser: Browser, site: Site) -> Iterator[Eyes]:
    """The same, each signed in as the demo reviewer."""
    with ExitStack() as stack:
        found = {look: stack.enter_context(seen_as(browser, look, site.url)) for look in LOOKS}
        for page, _ in found.values():
            page.goto(site.url + "/accounts/login/")
            page.get_by_role("button", name="Demo reviewer").click()
            page.wait_for_load_state("load")
        yield found


def look_around(eyes: Eyes, site: Site, address: str) -> dict[str, list[str]]:
    """What is wrong with the page in each look; looks in which it is in order are left out."""
    wrong = {}
    for look, (page, complaints) in eyes.items():
        page.goto(urljoin(site.url, address), wait_until="load")
        found = faults(page, complaints)
        if found:
            wrong[str(look)] = found
    return wrong


@pytest.mark.parametrize("name", pages.OPEN)
def test_open_page(eyes: Eyes, site: Site, name: str) -> None:
    assert look_around(eyes, site, pages.OPEN[name]) == {}


@pytest.mark.parametrize("name", pages.FOUND)
def test_page_behind_a_link(eyes: Eyes, site: Site, page: Page, name: str) -> None:
    start, link = pages.FOUND[name]
    page.goto(site.url + start)
    address = page.locator(link).first.get_attribute("href")
    assert address is not None
    assert look_around(eyes, site, address) == {}


@pytest.mark.parametrize("name", pages.SIGNED_IN)
def test_page_of_a_reviewer(reviewers: Eyes, site: Site, name: str) -> None:
    assert look_around(reviewers, site, pages.SIGNED_IN[name]) == {}


@pytest.mark.parametrize("address", pages.STATES)
def test_other_state(eyes: Eyes, site: Site, address: str) -> None:
    assert look_around(eyes, site, address) == {}


@pytest.mark.parametrize("address", pages.REFUSALS)
def test_refusal_is_a_page_in_order(eyes: Eyes, site: Site, address: str) -> None:
    """The status of the page itself is the only complaint of the browser."""
    wrong = look_around(eyes, site, address)
    beside = {
        look: [each for each in found if "400" not in each and "404" not in each] for look, found in wrong.items()
    }
    assert {look: found for look, found in beside.items() if found} == {}
    assert set(wrong) == {str(look) for look in LOOKS}, "answered without an error status"
