# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list holds however many there are: a fixed number of queries, and pages."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from schakel.people.models import Organisation
from schakel.solutions.models import Solution, SolutionStep

pytestmark = pytest.mark.django_db


def many(number: int) -> None:
    organisation = Organisation.objects.create(id="north", name="North", kind="hospital")
    now = timezone.now()
    rows = Solution.objects.bulk_create(
        Solution(
            title_nl=f"Oplossing {n}",
            problem_nl="Iets",
            folded=f"oplossing {n} iets",
            organisation=organisation,
            by="person:1",
            written_at=now,
            changed_at=now,
            state=Solution.State.PUBLISHED,
        )
        for n in range(number)
    )
    SolutionStep.objects.bulk_create(SolutionStep(solution=row, step="receipt") for row in rows)


def test_the_list_asks_no_more_when_there_are_more(client: Client, django_assert_max_num_queries: Any) -> None:
    many(300)
    with django_assert_max_num_queries(14):
        html = client.get("/solutions/").content.decode()
    assert html.count("Oplossing ") == 50
    assert "?page=6" in html


def test_words_step_csv_and_json(client: Client) -> None:
    many(60)
    assert client.get("/solutions/?q=oplossing+59&step=receipt").content.decode().count("Oplossing 59") == 1
    assert "Geen oplossing past" in client.get("/solutions/?step=storage").content.decode()
    rows = list(csv.reader(io.StringIO(client.get("/solutions/?format=csv").content.decode()[1:])))
    assert len(rows) == 61
    assert len(json.loads(client.get("/solutions/?format=json").content)["solutions"]) == 60


def test_only_reading_and_what_is_not_there(client: Client) -> None:
    assert client.post("/solutions/").status_code == 405
    assert client.get("/solutions/999/").status_code == 404
    assert client.get("/solutions/?page=x&sort=y").status_code == 200
    assert client.get("/solutions/?q=%00&step=%00&bottleneck=%00").status_code == 200
    assert client.get(f"/solutions/{10**30}/").status_code == 404
