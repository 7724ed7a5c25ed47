# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A planner who is no programmer: when does apheresis break at the LUMC if CAR T grows 44 % a year, and does it help
to hand over the stay? Answered in the browser, with the worker beside the server.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import LOOKS, faults, seen_as, speak
from tests.browser.server import Site
from tests.browser.test_editing import continue_as

pytestmark = pytest.mark.browser
COMPUTED = 90_000


def full_in(page: Page, resource: str) -> str:
    """The year in which a resource is full, as the map says it."""
    row = page.locator("table.heat tbody tr", has=page.locator("th", has_text=resource)).first
    return row.locator("td.when").inner_text().strip()


def answered(page: Page) -> None:
    """Wait until the computation gave its answer and the page shows it by itself."""
    expect(page.locator("table.heat").first).to_be_visible(timeout=COMPUTED)


def changed(page: Page, given: dict[str, str]) -> None:
    """Fill in the first questions, send them and wait for the answer."""
    for name, text in given.items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("form.change button[type=submit]").first.click()
    expect(page.locator("#progress, table.heat").first).to_be_visible()
    answered(page)


@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[2]], ids=str)
def test_when_apheresis_breaks_and_whether_handing_over_helps(browser: Browser, own_site: Site, look) -> None:
    apheresis, bed = ("Aferese", "Verpleegbed") if look.language == "nl" else ("Apheresis", "Ward bed")
    with seen_as(browser, look, own_site.url) as (page, complaints):
        continue_as(page, own_site, "Demo hospital")
        speak(page.context, look.language, own_site.url)
        page.goto(f"{own_site.url}/capacity/")
        page.locator("a[href='/capacity/as-today/']").click()
        page.locator("a[href='/capacity/as-today/change/']").first.click()
        assert faults(page, complaints) == []
        changed(page, {"growth": "44", "title": "44 %", "why": "European growth 2019 to 2023 (EBMT)"})
        grown = page.url
        page.goto(f"{grown}?centre=lumc")
        assert faults(page, complaints) == []
        first, before = full_in(page, bed), full_in(page, apheresis)
        assert int(first) < int(before), "both break within these years, the ward bed first"
        expect(page.locator("h1")).to_contain_text(first)
        page.goto(f"{grown}change/")
        changed(page, {"share": "50", "after": "33"})
        page.goto(f"{grown}?centre=lumc")
        assert full_in(page, apheresis) == before, "it does nothing for apheresis"
        assert int(full_in(page, bed)) > int(first), "and wins time for the bed"
        shared_with_a_stranger(page, grown)
        assert faults(page, complaints) == []


def shared_with_a_stranger(page: Page, address: str) -> None:
    """Share one's scenario by its link, and open that link signed out."""
    page.goto(f"{address}versions/")
    expect(page.locator(".changes").first).to_contain_text("50 %")
    page.locator("form[action$='/sight/'] button").click()
    expect(page.locator(f"a[href='{address}']").first).to_be_visible()
    page.context.clear_cookies()
    page.goto(address)
    expect(page.locator("table.heat")).to_be_visible()
