# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rules can be found, and a second load changes nothing."""

import shutil
from pathlib import Path

import pytest
from django.test import Client

from schakel.pathway.folder import BUILT_IN
from schakel.regulatory.load import load
from schakel.regulatory.rules_search import index_rules, rules_entries
from schakel.search.models import Entry
from schakel.values.located import FactsError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ("hospital exemption", "/routes/hospital_exemption/"),
        ("artsenverklaring", "/routes/named_patient/"),
        ("wezenlijk gemanipuleerd", "/classification/"),
        ("naspeurbaarheid", "/settings/#traceability"),
        ("doelproductprofiel", "/profile/"),
    ],
)
def test_words_of_the_rules_lead_to_their_page(client: Client, asked: str, url: str) -> None:
    index_rules()
    html = client.get("/search/", {"q": asked}, headers={"accept-language": "nl"}).content.decode()
    assert f'href="{url}"' in html


def test_every_address_in_the_index_can_be_opened(client: Client) -> None:
    for entry in rules_entries():
        if not entry.url.startswith("/settings/"):
            assert client.get(entry.url).status_code == 200, entry.url


def test_a_second_time_changes_nothing() -> None:
    assert index_rules()
    before = set(Entry.objects.values_list("id", flat=True))
    assert not index_rules()
    assert set(Entry.objects.values_list("id", flat=True)) == before


def test_a_fault_in_the_rules_stops_a_load(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN / "rules", tmp_path / "rules")
    path = tmp_path / "rules" / "routes.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("route: named_patient", "route: nowhere"), encoding="utf-8"
    )
    with pytest.raises(FactsError, match="unknown route 'nowhere'"):
        load(tmp_path)
