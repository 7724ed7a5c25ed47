# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of capacity: the list, an answer, the form, the file, versions and the comparison."""

import io
import re
from typing import Any, cast

import pytest
from django.core.management import call_command
from django.test import Client
from python_calamine import CalamineWorkbook

from schakel.capacity import reads
from schakel.capacity.actions import runs, scenarios
from schakel.capacity.models import Run, Scenario
from schakel.capacity.tasks import answer_run
from schakel.capacity.tests.scenarios import tiny
from schakel.pathway.tests.loaded import inline, words
from tests.cast import Player, make_player

pytestmark = pytest.mark.django_db


@pytest.fixture
def example() -> Scenario:
    """The one example of a small site, answered."""
    other = tiny() | {"key": "other", "title": {"nl": "Ander", "en": "Other"}, "hand_over": [HANDED]}
    scenarios.load_examples(by="system:test", examples=[tiny(), other])
    for version in reads.newest_of(list(Scenario.objects.all())).values():
        answer_run.call(runs.ask_run(by="system:test", version=version).pk)
    return Scenario.objects.get(key="tiny")


HANDED = {
    "step": "monitoring",
    "share": {"value": 1, "assumption": "made"},
    "after": {"value": 0, "assumption": "made"},
}


def page(client: Client | Player, address: str, lang: str = "en", status: int = 200) -> str:
    response = client.get(address, headers={"accept-language": lang})
    assert response.status_code == status, (response.status_code, address)
    return cast("str", response.content.decode())


def test_the_list_tells_each_answer(example: Scenario, stranger: Client) -> None:
    text = words(page(stranger, "/capacity/"))
    assert re.search(r"Tiny .*?Bed breaks in 20\d\d", text), text
    assert "Examples: capacities and durations are assumptions" in text
    assert "Bed loopt vast in" in words(page(stranger, "/capacity/", "nl"))


def test_a_page_says_what_breaks_where_and_what_it_rests_on(example: Scenario, stranger: Client) -> None:
    html = page(stranger, "/capacity/tiny/")
    text = words(html)
    assert re.search(r"Bed breaks in 20\d\d", text)
    assert "numbers are assumptions" in text
    assert "What helps" in text
    assert "T, growth per year" in text
    assert inline(html) == []
    assert html.count('class="full first"') == 1 or html.count(" first") >= 1


def test_one_centre_and_one_year(example: Scenario, stranger: Client) -> None:
    text = words(page(stranger, "/capacity/tiny/?centre=north&year=2027"))
    assert "breaks at North" in text
    assert "North, 2027" in text
    for wrong in ("centre=west", "year=1999", "year=soon", "version=9", "version=x"):
        page(stranger, f"/capacity/tiny/?{wrong}", status=404)
    page(stranger, "/capacity/nothing/", status=404)


def test_files(example: Scenario, stranger: Client) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(stranger.get("/capacity/tiny/excel/").content))
    assert len(book.sheet_names) == 8
    rows = book.get_sheet_by_name("Belasting").to_python()
    assert len(rows) == 1 + 3 * 2 * 2
    assert stranger.get("/capacity/tiny/pdf/").content.startswith(b"%PDF")
    text = stranger.get("/capacity/tiny/file/").content.decode()
    assert "kind: scenario" in text


def test_before_the_answer_the_page_tells_how_far_it_is(stranger: Client, visitor: Player) -> None:
    scenarios.load_examples(by="system:test", examples=[tiny()])
    assert "Sign in to compute it" in words(page(stranger, "/capacity/tiny/"))
    assert stranger.get("/capacity/tiny/excel/").status_code == 404
    visitor.post("/capacity/tiny/run/", {"version": "1"})
    assert "Waits for its turn" in words(page(visitor, "/capacity/tiny/"))
    Run.objects.update(state="running", done=10, of=40)
    response = visitor.get("/capacity/tiny/progress/", headers={"accept-language": "en"})
    assert "25 %" in words(response.content.decode())
    assert "HX-Refresh" not in response
    visitor.post("/capacity/tiny/stop/", {"version": "1"})
    assert Run.objects.get().stop
    Run.objects.update(state="failed", fault="<b>no</b>")
    response = visitor.get("/capacity/tiny/progress/")
    assert response["HX-Refresh"] == "true"
    assert "&lt;b&gt;no" in response.content.decode()


def sent(html: str) -> dict[str, str]:
    """What the form would send as it stands."""
    form = html[html.index('class="change"') :]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        pairs = dict(re.findall(r'(\S+?)="([^"]*)"', tag))
        found[pairs["name"]] = pairs.get("value", "")
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else ""
    return found


def test_the_form_changes_what_was_typed_and_nothing_else(example: Scenario, visitor: Player) -> None:
    data = sent(page(visitor, "/capacity/tiny/change/"))
    data |= {"growth": "44", "share": "50", "after": "25", "resource": "bed", "more": "3", "centre": "south"}
    data |= {"since": "2027", "why": "our own count", "title": "Mine", "n:flows/all/steps/manufacture/duration": "18"}
    response = visitor.post("/capacity/tiny/change/", data)
    mine = Scenario.objects.get(owner=visitor.person)
    assert response["Location"] == f"/capacity/{mine.key}/"
    file = reads.value_of(reads.newest(mine)).file
    (growth,) = file.forecast.growth
    assert (growth.rate.value, growth.rate.assumption) == (pytest.approx(0.44), "our own count")
    assert (float(file.hand_over[0].share.value or 0), float(file.hand_over[0].after.value or 0)) == (0.5, 0.25)
    assert [dict(one.capacity["bed"].changes) for one in file.centres] == [{}, {2027: 7}]
    assert (file.flows[0].steps[1].duration.constant, file.title.en) == (18, "Mine")
    text = words(page(visitor, f"/capacity/{mine.key}/versions/"))
    assert "growth per year : 50 % per year → 44 % per year" in text
    assert Run.objects.filter(digest=reads.newest(mine).digest).exists()


def test_what_is_no_number_or_does_not_fit_is_said(example: Scenario, visitor: Player) -> None:
    data = sent(page(visitor, "/capacity/tiny/change/"))
    name = "n:flows/all/steps/manufacture/duration"
    response = visitor.post("/capacity/tiny/change/", data | {name: "soon"}, headers={"accept-language": "en"})
    assert (response.status_code, "cannot be read" in response.content.decode()) == (422, True)
    response = visitor.post("/capacity/tiny/change/", data | {name: "-4"}, headers={"accept-language": "en"})
    assert (response.status_code, "do not fit together" in response.content.decode()) == (422, True)
    assert not Scenario.objects.filter(owner=visitor.person).exists()


def test_the_whole_file_with_each_fault_at_its_line(example: Scenario, visitor: Player) -> None:
    text = visitor.get("/capacity/tiny/file/").content.decode()
    bad = re.sub(r"probability: [\d.]+", "probability: 7", text)
    response = visitor.post("/capacity/tiny/text/", {"text": bad}, headers={"accept-language": "en"})
    line = 1 + next(n for n, one in enumerate(bad.splitlines()) if "probability: 7" in one)
    assert f"line {line}" in words(response.content.decode())
    assert visitor.post("/capacity/tiny/text/", {"text": "{"}).status_code == 422
    assert visitor.post("/capacity/tiny/text/", {"text": text.replace("seed: 3", "seed: 4")}).status_code == 302
    variant = "kind: variant\nof: tiny\nkey: v\ntitle: {nl: V, en: V}\nchanges:\n- {at: [years], to: 1}\n"
    assert visitor.post("/capacity/tiny/text/", {"text": variant}).status_code == 302
    assert Scenario.objects.filter(owner=visitor.person).count() == 2


def test_the_comparison(example: Scenario, stranger: Client, visitor: Player) -> None:
    html = page(stranger, "/capacity/compare/?s=tiny&s=other")
    text = words(html)
    assert "1. Tiny" in text
    assert "2. Other" in text
    assert "hand-over" in text
    assert html.count("<polyline") == 2
    page(stranger, "/capacity/compare/?s=nothing", status=404)
    assert "breaks at North" in words(page(stranger, "/capacity/compare/?s=tiny&s=other&centre=north"))
    visitor.post("/capacity/compare/run/", {"base": "tiny", "other": "other"})
    answer_run.call(Run.objects.get(against__isnull=False).pk)
    assert "patients lost while waiting" in words(page(stranger, "/capacity/compare/?s=tiny&s=other"))


def test_a_scenario_of_ones_own(example: Scenario, stranger: Client, visitor: Player) -> None:
    row = scenarios.fork(by=visitor.person, version=reads.newest(example), data=tiny())
    home, other = f"/capacity/{row.key}/", make_player("Otto Other")
    for client in (stranger, other):
        page(client, home, status=404)
    visitor.post(f"{home}sight/", {"sight": "link"})
    assert "Tiny" in page(stranger, home)
    assert f'href="http://testserver{home}"' in page(visitor, f"{home}versions/")
    assert "Your scenarios" in words(page(visitor, "/capacity/"))
    data = sent(page(visitor, f"{home}change/")) | {"growth": "10"}
    assert visitor.post(f"{home}change/", data)["Location"] == home
    assert reads.newest(row).number == 2
    visitor.post(f"{home}back/", {"number": "1"})
    assert reads.newest(row).number == 3
    other.post(f"{home}remove/")
    page(visitor, home)
    visitor.post(f"{home}remove/")
    page(visitor, home, status=404)


@pytest.mark.parametrize("path", ["change/", "text/"])
def test_changing_asks_to_sign_in(example: Scenario, stranger: Client, path: str) -> None:
    assert "/accounts/login/" in stranger.get(f"/capacity/tiny/{path}")["Location"]


@pytest.mark.parametrize("path", ["run/", "stop/", "back/", "sight/", "remove/"])
def test_what_changes_something_is_sent(example: Scenario, visitor: Player, path: str) -> None:
    assert visitor.get(f"/capacity/tiny/{path}").status_code == 405


def test_many_of_ones_own_are_read_with_few_queries(
    example: Scenario, visitor: Player, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        scenarios.fork(by=visitor.person, version=reads.newest(example), data=tiny() | {"run": {"seed": number}})
    with django_assert_max_num_queries(24):
        page(visitor, "/capacity/")


def test_the_examples_of_the_project_load() -> None:
    from pathlib import Path

    from schakel.capacity.load import load
    from schakel.pathway.tests.written_facts import DATA

    assert load(Path(DATA)) != []
    assert load(Path(DATA)) == []
    call_command("check")
