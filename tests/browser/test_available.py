# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A stranger asks whether a therapy can be had in the Netherlands, and has it in three clicks, also without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clicks import Clicks
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def walk(page: Page, site: Site) -> None:
    """From the home page to the answer by the name of a disease."""
    clicks = Clicks()
    page.goto(site.url)
    clicks.on(page.get_by_role("link", name="Als patiënt of naaste: kan ik het krijgen?"))
    page.get_by_label("Middel of ziekte").fill("ziekte van Kahler")
    clicks.on(page.get_by_role("button", name="Zoeken"))
    clicks.on(page.get_by_role("link", name="Carvykti"))


def told(page: Page) -> tuple[str, bool, bool]:
    """The answer, and whether its reason and its date stand on the page."""
    page.wait_for_url("**/therapies/carvykti/")
    reason, date = page.get_by_text("geen akkoord over de prijs"), page.get_by_text("stand van november 2025")
    return page.get_by_role("heading", level=1).inner_text(), reason.first.is_visible(), date.first.is_visible()


ANSWER = ("U kunt Carvykti in Nederland niet krijgen", True, True)


def test_three_clicks(page: Page, site: Site) -> None:
    walk(page, site)
    assert told(page) == ANSWER


def test_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="nl-NL", java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    walk(page, site)
    assert told(page) == ANSWER
    context.close()


def test_from_the_disease(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/therapies/")
    page.get_by_role("link", name="Per ziekte").click()
    page.get_by_role("link", name="Multipel myeloom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("u kunt hier 0 van de 2 therapieën krijgen"))
