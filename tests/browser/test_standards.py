# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""From a question to a firm to a standard out for comment, on the pages of a real site: seen, read by axe, typed."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import LOOKS, faults, seen_as
from tests.browser.server import Site
from tests.browser.test_editing import continue_as

pytestmark = pytest.mark.browser
ROW = "/compare/?product=kymriah&product=yescarta&step=storage&open=storage.temperature"
NEW = "/standards/new/?product=kymriah&product=yescarta&product=tecartus&step=storage&step=preparation"


def in_a_month() -> str:
    return (date.today() + timedelta(days=30)).isoformat()


def ask(page: Page, site: Site) -> str:
    """Ask from the opened row of the comparison; give back the page of the question."""
    page.goto(site.url + ROW)
    page.locator("a[href^='/questions/ask/']").first.click()
    page.locator("#id_why").fill("Synthetic example: two freezers beside each other.")
    page.locator("form.edit button[type=submit]").click()
    expect(page.locator("table.answers")).to_be_visible()
    return page.url


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_question_and_its_answers(browser: Browser, own_site: Site, look) -> None:
    with seen_as(browser, look, own_site.url) as (page, complaints):
        continue_as(page, own_site, "Demo editor")
        question = ask(page, own_site)
        assert faults(page, complaints) == []
        page.locator("a[href*='/note/']").first.click()
        page.locator("input[name=needed]").first.check()
        page.locator("#id_reason").fill("Synthetic example: never tested warmer.")
        page.locator("#id_proof").fill("Letter of 3 May (synthetic)")
        assert faults(page, complaints) == []
        page.locator("form.edit button[type=submit]").click()
        expect(page.locator("table.answers")).to_contain_text("Synthetic example: never tested warmer.")
        assert page.url == question
        page.goto(f"{own_site.url}/questions/")
        assert faults(page, complaints) == []


@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[2]], ids=str)
def test_a_draft_changed_and_put_out_for_comment(browser: Browser, own_site: Site, look) -> None:
    with seen_as(browser, look, own_site.url) as (page, complaints):
        continue_as(page, own_site, "Demo editor")
        page.goto(own_site.url + NEW)
        for name in ("title_nl", "title_en", "why"):
            page.locator(f"#id_{name}").fill("Synthetic example")
        page.locator("main form button[type=submit]").last.click()
        standard = page.url
        assert faults(page, complaints) == []
        page.locator("a[href*='/lines/']").first.click()
        if page.locator("#id_high").count():
            page.locator("#id_high").fill("−10")
            expect(page.locator("#check .cf-text").first).to_be_visible()
        assert faults(page, complaints) == []
        page.goto(standard)
        page.locator("#id_closes").fill(in_a_month())
        page.locator("form[action$='/consult/'] button").click()
        expect(page.locator("form[action$='/consult/']")).to_have_count(0)
        for path in ("reactions/", "file/", "versions/1/"):
            page.goto(standard + path)
            assert faults(page, complaints) == []
        page.goto(standard + "reactions/")
        page.locator("main details summary").first.click()
        page.locator("textarea[name=text]").first.fill("Synthetic comment with a **strong** word.")
        page.locator("form[action$='/comment/'] button").first.click()
        expect(page.locator(".comment-text strong").first).to_have_text("strong")
        assert faults(page, complaints) == []
