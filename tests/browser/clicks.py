# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a stranger presses, counted: an answer that takes four clicks is not found."""

from playwright.sync_api import Locator

MOST = 3


class Clicks:
    """Presses and counts; one too many fails at the click that is too many."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, target: Locator) -> None:
        self.count += 1
        assert self.count <= MOST, f"click {self.count}: {target}"
        target.click()
