# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""No page escapes the browser tests: each has an example address there, or a reason why it is no page."""

from schakel.people.door import OPEN
from tests.browser import pages
from tools.doors import doors


def test_every_open_page_has_an_example() -> None:
    known = {*pages.OPEN, *pages.SIGNED_IN, *pages.FOUND, *pages.ANSWERS_ELSEWHERE}
    names = {door.name for door in doors() if door.asks == OPEN and "/api/" not in door.route}
    assert names - known == set()


def test_no_example_without_a_page() -> None:
    names = {door.name for door in doors()}
    assert {*pages.OPEN, *pages.SIGNED_IN, *pages.FOUND, *pages.ANSWERS_ELSEWHERE} - names == set()
