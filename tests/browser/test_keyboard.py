# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Everything can be done with the keyboard alone: focus is always visible, and the main controls are reached."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import OPEN
from tests.browser.server import Site

pytestmark = pytest.mark.browser

STATE = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return {
        tag: e.tagName, inside: !!e.closest('main'), text: (e.innerText || e.value || e.name || '').slice(0, 40),
        shown: box.width > 0 && box.height > 0,
        marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    };
}"""


def walk(page: Page, presses: int) -> list[dict[str, object]]:
    """What has focus after each press of Tab, until the page ends or the presses are used."""
    seen = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        state = page.evaluate(STATE)
        if state is None:
            break
        seen.append(state)
    return seen


@pytest.mark.parametrize("name", ["home", "compare", "standard", "checklist", "products", "account_login"])
def test_focus_is_always_visible(page: Page, site: Site, name: str) -> None:
    page.goto(site.url + OPEN[name])
    seen = walk(page, 45)
    assert len(seen) > 5
    assert [state for state in seen if not (state["shown"] and state["marked"])] == []
    assert any(state["inside"] for state in seen)


@pytest.mark.parametrize("name", ["home", "compare"])
def test_the_first_stop_skips_to_the_content(page: Page, site: Site, name: str) -> None:
    page.goto(site.url + OPEN[name])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    state = page.evaluate(STATE)
    assert state is not None
    assert state["inside"]
