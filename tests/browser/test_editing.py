# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One person proposes, sees what it would do, another approves; and the pages of an account of one's own."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import LOOKS, faults, seen_as
from tests.browser.server import Site

pytestmark = pytest.mark.browser
REQUIREMENT = "/requirements/kymriah:storage.temperature/"
PASSWORD = "a long enough passphrase"


def continue_as(page: Page, site: Site, name: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site.url}/accounts/login/")
    page.locator("button", has_text=name).click()
    page.wait_for_load_state("load")


def test_a_change_from_proposal_to_history(browser: Browser, own_site: Site) -> None:
    with seen_as(browser, LOOKS[0], own_site.url) as (page, complaints):
        continue_as(page, own_site, "Demo editor")
        page.goto(f"{own_site.url}{REQUIREMENT}propose/")
        page.locator("#id_high").fill("−150")
        expect(page.locator("#check")).to_contain_text("−150")
        assert faults(page, complaints) == []
        page.locator("#id_reason").fill("Synthetic example: the text changed.")
        page.locator("button[name=send]").click()
        proposal = page.url
        assert faults(page, complaints) == []
        expect(page.locator("form[action$='/withdraw/']")).to_be_visible()
        continue_as(page, own_site, "Demo reviewer")
        page.goto(proposal)
        assert faults(page, complaints) == []
        page.locator("form[action$='/approve/'] button").first.click()
        page.goto(own_site.url + REQUIREMENT)
        expect(page.locator("tbody tr")).to_have_count(2)
        expect(page.locator(".answer")).to_contain_text("−150")
        assert faults(page, complaints) == []


def test_what_one_types_wrong_is_said_beside_the_form(browser: Browser, own_site: Site) -> None:
    with seen_as(browser, LOOKS[0], own_site.url) as (page, complaints):
        continue_as(page, own_site, "Demo editor")
        page.goto(f"{own_site.url}{REQUIREMENT}propose/")
        page.locator("#id_high").fill("cold")
        expect(page.locator("#check [role=alert]")).to_be_visible()
        assert faults(page, complaints) == []


def invited(site: Site) -> str:
    """Add a person by command; give back the path where the password is set."""
    told = ["Olga Example", "--organisation", "our-office", "--organisation-name", "Our office (synthetic)"]
    command = [sys.executable, "-m", "schakel.cli.main", "people", "invite", "olga@example.org", *told]
    settings = {"SCHAKEL_VAR": str(site.var), "DJANGO_SETTINGS_MODULE": "schakel.config.settings.run"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCHAKEL_PG_")}
    done = subprocess.run(command, env=kept | settings, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_an_account_from_invitation_to_second_step(browser: Browser, own_site: Site) -> None:
    with seen_as(browser, LOOKS[0], own_site.url) as (page, complaints):
        page.goto(own_site.url + invited(own_site))
        assert faults(page, complaints) == []
        page.locator("#id_password1").fill(PASSWORD)
        page.locator("#id_password2").fill(PASSWORD)
        page.locator("main button").click()
        page.goto(f"{own_site.url}/accounts/login/?next=/people/me/")
        page.locator("#id_login").fill("olga@example.org")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main form button").first.click()
        expect(page.locator("h1")).to_have_text("Olga Example")
        for path in (
            "/people/me/",
            "/people/persons/",
            "/people/persons/3/",
            "/accounts/password/change/",
            "/accounts/2fa/",
        ):
            page.goto(own_site.url + path)
            assert faults(page, complaints) == [], path
        page.goto(f"{own_site.url}/accounts/2fa/totp/activate/")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main form button").first.click()
        expect(page.locator("main img")).to_be_visible()
        assert faults(page, complaints) == []
