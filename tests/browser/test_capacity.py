# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A planner who is no programmer: when does apheresis break at the LUMC if CAR T grows 44 % a year, and does it help
to hand over the stay? Answered in the browser, with the worker beside the server.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import LOOKS, faults, seen_as
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


@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[2]], ids=str)
def test_when_apheresis_breaks_and_whether_handing_over_helps(browser: Browser, own_site: Site, look) -> None:
    dutch = look.language == "nl"
    with seen_as(browser, look, own_site.url) as (page, complaints):
        continue_as(page, own_site, "Demo hospital")
        page.goto(f"{own_site.url}/capacity/")
        page.locator("a[href='/capacity/as-today/']").click()
        page.locator("a[href='/capacity/as-today/change/']").first.click()
        assert faults(page, complaints) == []
        page.locator("#id_growth").fill("44")
        page.locator("#id_title").fill("44 %")
        page.locator("#id_why").fill("European growth 2019 to 2023 (EBMT)")
        page.locator("form.change button[type=submit]").first.click()
        expect(page.locator("#progress, table.heat").first).to_be_visible()
        answered(page)
        grown = page.url
        page.goto(f"{grown}?centre=lumc")
        assert faults(page, complaints) == []
        apheresis = full_in(page, "Aferese" if dutch else "Apheresis")
        bed = full_in(page, "Verpleegbed" if dutch else "Ward bed")
        assert apheresis.isdecimal(), "apheresis breaks within these years"
        assert int(bed) < int(apheresis), "the ward bed breaks first"
        expect(page.locator("h1")).to_contain_text(bed)
        page.goto(f"{grown}change/")
        page.locator("#id_share").fill("50")
        page.locator("#id_after").fill("33")
        page.locator("form.change button[type=submit]").first.click()
        answered(page)
        page.goto(f"{grown}?centre=lumc")
        assert full_in(page, "Aferese" if dutch else "Apheresis") == apheresis, "it does nothing for apheresis"
        assert int(full_in(page, "Verpleegbed" if dutch else "Ward bed")) > int(bed), "and wins time for the bed"
        page.goto(f"{grown}versions/")
        expect(page.locator(".changes").first).to_contain_text("0.5")
        page.locator("form[action$='/sight/'] button").click()
        expect(page.locator(f"a[href='{grown}']").first).to_be_visible()
        assert faults(page, complaints) == []
        page.context.clear_cookies()
        page.goto(grown)
        expect(page.locator("table.heat")).to_be_visible()
        assert faults(page, complaints) == []
