# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A stranger finds in under four clicks who gives CAR T near Maastricht, and what differs in storing two products.

What is unanswered, and whether a therapy can be had here, stand in test_unanswered.py and test_available.py.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clicks import Clicks
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def test_who_offers_car_t_near_maastricht(page: Page, site: Site) -> None:
    clicks = Clicks()
    page.goto(site.url)
    clicks.on(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Netwerk"))
    page.get_by_label("Wat het heeft").select_option("car_t_centre")
    page.get_by_label("In de buurt van").fill("Maastricht")
    clicks.on(page.get_by_role("button", name="Tonen"))
    page.wait_for_url("**near=Maastricht**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maastricht UMC+")
    assert page.locator("main .entries li").first.inner_text().startswith("Maastricht UMC+")


def test_what_differs_in_storing_two_products(page: Page, site: Site) -> None:
    clicks = Clicks()
    page.goto(site.url)
    # The first page compares three products at two steps: one product and one step away is the question.
    clicks.on(page.locator("main .chip", has_text="Breyanzi").locator("a"))
    clicks.on(page.locator("main .chip", has_text="Gereedmaken").locator("a"))
    clicks.on(page.get_by_role("link", name=re.compile("werkwijzen naast elkaar")))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.count("product=") == 2
    assert "step=storage" in page.url
    row = page.locator("main tr", has_text="Bewaartemperatuur").first
    expect(row).to_contain_text("één regel past")
    expect(row).to_contain_text("−120")
    expect(row).to_contain_text("−150")
