# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A stranger asks whether a therapy can be had in the Netherlands, and has it in three clicks, also without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Site

pytestmark = pytest.mark.browser


def walk(page: Page, site: Site) -> None:
    """From the home page to the answer: two clicks, and the name of a disease."""
    page.goto(site.url)
    page.get_by_role("link", name="Als patiënt of naaste: kan ik het krijgen?").click()
    page.get_by_label("Middel of ziekte").fill("ziekte van Kahler")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Carvykti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U kunt Carvykti in Nederland niet krijgen")
    expect(page.get_by_text("geen akkoord over de prijs").first).to_be_visible()
    expect(page.get_by_text("stand van november 2025").first).to_be_visible()


def test_three_clicks(page: Page, site: Site) -> None:
    walk(page, site)


def test_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="nl-NL", java_script_enabled=False, viewport={"width": 390, "height": 844})
    walk(context.new_page(), site)
    context.close()


def test_from_the_disease(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/therapies/")
    page.get_by_role("link", name="Per ziekte").click()
    page.get_by_role("link", name="Multipel myeloom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("u kunt hier 0 van de 2 therapieën krijgen"))
