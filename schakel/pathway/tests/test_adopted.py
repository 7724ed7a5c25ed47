# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Standards in force beside the products: shown in comparison and checklist, counted nowhere, kept by every load."""

from datetime import date

import pytest
from django.utils import timezone

from schakel.cli.tests.run import Runner
from schakel.pathway import reads
from schakel.pathway.actions.standards import end_standard, put_standard
from schakel.pathway.engine.adopted import WrittenLine
from schakel.pathway.engine.compare import compare
from schakel.pathway.engine.requirement import Adopted
from schakel.pathway.export import texts
from schakel.pathway.load import load
from schakel.pathway.models import StandardInForce
from schakel.pathway.tests.editing import load_small
from schakel.values.labels import Label
from schakel.values.located import FactsError

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
BOTH = "product=alpha&product=beta"
HEAD = Adopted("standard-1", Label("Opslag", "Storage"), 2, "/standards/1/versions/2/", date(2026, 5, 1), ())
COLD = WrittenLine("storage", "temperature", {"max": -150, "unit": "Cel"}, ("alpha", "beta"), note="In vapour")
SHORT = WrittenLine("preparation", "max_time_after_thaw", {"max": 20, "unit": "min"}, ("alpha",))


def hold(*lines: WrittenLine, head: Adopted = HEAD) -> None:
    put_standard(by="person:1", standard=head, lines=lines or (COLD, SHORT), at=timezone.now())


def test_the_comparison_shows_it_and_counts_the_same(tmp_path, client) -> None:
    load_small(tmp_path)
    before = compare(reads.facts().profiles, reads.facts().vocabulary)
    hold()
    after = compare(reads.facts().profiles, reads.facts().vocabulary)
    assert after == before
    page = client.get(f"/compare/?{BOTH}", headers=EN).content.decode()
    assert 'href="/standards/1/versions/2/"' in page
    assert "Dutch standard: <b>≤\u00a0−150\u00a0°C</b>" in page
    assert "(Alpha)" in page, "a rule for one of the two says for which"
    assert "≤\u00a0−150\u00a0°C (/standards/1/versions/2/)" in client.get(
        f"/compare/?{BOTH}&format=csv", headers=EN
    ).content.decode().replace("\u202f", " ")


def test_products_that_it_is_not_about_do_not_see_it(tmp_path, client) -> None:
    load_small(tmp_path)
    hold(SHORT)
    assert "/standards/1/" not in client.get("/compare/?product=beta", headers=EN).content.decode()
    assert "/standards/1/" not in client.get("/checklist/?product=beta&step=preparation").content.decode()


def test_the_checklist_names_the_standard_as_its_issuer_and_source(tmp_path, client) -> None:
    load_small(tmp_path)
    hold()
    page = client.get(f"/checklist/?{BOTH}&step=storage", headers=EN).content.decode()
    assert "Dutch standard: Storage, version 2" in page
    assert '<a href="/standards/1/versions/2/">' in page
    assert "In vapour" in page
    page = client.get(f"/checklist/?{BOTH}&step=preparation", headers=EN).content.decode()
    assert "Dutch standard: Storage, version 2; holds for Alpha" in page
    sent = client.get(f"/checklist/?{BOTH}&step=storage&format=pdf")
    assert sent.content.startswith(b"%PDF")


def test_two_lines_on_one_aspect_each_keep_their_note(tmp_path, client) -> None:
    load_small(tmp_path)
    warm = WrittenLine("storage", "temperature", {"max": -140, "unit": "Cel"}, ("beta",), note="In the transport box")
    hold(COLD, warm)
    page = client.get(f"/checklist/?{BOTH}&step=storage", headers=EN).content.decode()
    assert "In the transport box" in page
    assert "In vapour" in page


def test_a_load_leaves_it_alone_and_an_export_holds_only_facts(tmp_path) -> None:
    load_small(tmp_path)
    before = texts()
    hold()
    assert texts() == before
    load(tmp_path)
    assert [one.key for one in reads.facts().standards] == ["standard-1"]


def test_the_export_says_what_it_does_not_hold(tmp_path, capsys, monkeypatch) -> None:
    """Files and nothing else; that a standard is not among them is said, with where to get it."""
    (tmp_path / "facts").mkdir()
    load_small(tmp_path / "facts")
    schakel = Runner(capsys, monkeypatch)
    assert "not among them" not in schakel("export", tmp_path / "one").out
    hold()
    told = schakel("export", tmp_path / "two").out
    assert "not among them: 1 Dutch standard in force" in told


def test_words_that_would_make_it_meaningless_are_refused(tmp_path) -> None:
    """A vocabulary without an aspect that a standard speaks of does not load."""
    load_small(tmp_path)
    hold()
    # What such a vocabulary would mean, without writing one: the line speaks of an aspect that is not there.
    StandardInForce.objects.get().lines.filter(place=1).update(aspect="nosuch")
    with pytest.raises(FactsError, match=r"unknown aspect storage\.nosuch"):
        load(tmp_path)


def test_a_rule_that_no_file_could_state_is_refused(tmp_path) -> None:
    load_small(tmp_path)
    wrong = WrittenLine("storage", "temperature", {"max": 3, "unit": "h"}, ("alpha",))
    with pytest.raises(FactsError):
        hold(wrong)
    assert reads.facts().standards == ()


def test_a_later_version_takes_the_place_and_an_end_takes_it_away(tmp_path) -> None:
    load_small(tmp_path)
    hold()
    later = Adopted(HEAD.key, HEAD.title, 3, "/standards/1/versions/3/", date(2026, 8, 1), ())
    hold(COLD, head=later)
    assert [(one.number, len(one.lines)) for one in reads.facts().standards] == [(3, 1)]
    assert reads.facts(date(2026, 7, 1)).standards == ()
    assert end_standard(by="person:1", key=HEAD.key, at=timezone.now())
    assert not end_standard(by="person:1", key=HEAD.key, at=timezone.now())
    assert reads.facts().standards == ()
