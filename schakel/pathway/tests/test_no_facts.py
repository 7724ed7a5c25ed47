# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages before the first load: a sentence and the remedy, not a failure."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/compare/", "/standard/", "/checklist/", "/windows/", "/products/kymriah/"])
def test_a_page_says_that_facts_must_be_loaded(client, address):
    response = client.get(address, headers={"accept-language": "nl"})
    assert response.status_code == 503
    assert "schakel load" in response.content.decode()
