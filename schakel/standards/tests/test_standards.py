# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""From a draft to a standard in force: written, consulted, adopted, accepted, replaced, withdrawn."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from schakel.audit.models import Entry
from schakel.pathway import reads as pathway
from schakel.pathway.tests.editing import load_small
from schakel.people.models import Organisation
from schakel.standards import reads
from schakel.standards.actions import adoption
from schakel.standards.actions.consultation import comment_on, open_consultation, react
from schakel.standards.actions.drafting import change_line, next_version
from schakel.standards.actions.shared import RefusedError
from schakel.standards.models import Line, Named, Standard, Version
from schakel.standards.tests.playing import BOTH, BY, EN, association, draft_of, drafted, in_a_month
from schakel.values.labels import Label

pytestmark = pytest.mark.django_db
TEMPERATURE = "storage.temperature"


def line_of(version: Version, key: str = TEMPERATURE) -> Line:
    return version.lines.get(key=key)


def consulted(folder) -> Version:
    """A version whose consultation is over and to which nobody had a comment."""
    version = draft_of(drafted(folder))
    with time_machine.travel(timezone.now() - timedelta(days=40), tick=False):
        return open_consultation(by=BY, version=version, closes=timezone.localdate() + timedelta(days=30))


def offered(folder, *slugs: str) -> Version:
    version = consulted(folder)
    found = [Organisation.objects.get(pk=slug) for slug in slugs]
    return adoption.offer(by=BY, version=version, associations=found)


def adopted(folder) -> tuple[Version, object]:
    arie = association("haem")
    offered(folder, "haem")
    return adoption.adopt(by=arie.person, named=Named.objects.get()), arie


class TestDrafting:
    def test_the_computed_rules_become_a_draft_that_only_drafters_see(self, editor, client, tmp_path) -> None:
        load_small(tmp_path)
        address = "/standards/new/?product=alpha&product=beta"
        page = editor.get(address, headers=EN).content.decode()
        assert "≤\u00a0−130\u00a0°C" in page
        assert "Draft" in page
        data = {"title_nl": "Opslag", "title_en": "Storage", "why": "One freezer.", "lines": [TEMPERATURE]}
        sent = editor.post(address, data)
        standard = Standard.objects.get()
        assert sent.url == f"/standards/{standard.pk}/"
        assert editor.get(sent.url).status_code == 200
        for hidden in (sent.url, f"{sent.url}versions/1/", f"{sent.url}reactions/", f"{sent.url}file/"):
            assert client.get(hidden).status_code == 404
        assert (
            "Storage" not in client.get("/standards/", headers=EN).content.decode().split("<main")[1].split("</main")[0]
        )

    def test_a_draft_needs_a_rule_and_a_drafter(self, editor, visitor, tmp_path) -> None:
        load_small(tmp_path)
        address = "/standards/new/?product=alpha&product=beta"
        assert editor.post(address, {"title_nl": "a", "title_en": "b", "why": "c"}).status_code == 422
        assert visitor.post(address, {}).status_code == 403
        assert editor.get("/standards/new/?product=nosuch").status_code == 404

    def test_what_is_computed_keeps_what_every_product_asks(self, editor, tmp_path) -> None:
        standard = drafted(tmp_path)
        html = editor.get(f"/standards/{standard.pk}/", headers=EN).content.decode()
        assert "keeps what every product asks" in html

    def test_a_relaxed_rule_says_at_once_whose_requirement_is_lost(self, editor, tmp_path) -> None:
        standard = drafted(tmp_path)
        line = line_of(draft_of(standard))
        address = f"/standards/{standard.pk}/lines/{line.pk}/"
        said = {"low": "", "high": "-125", "unit": "Cel", "products": list(BOTH), "words_nl": "", "words_en": ""}
        part = editor.post(address, said, headers=EN | {"HX-Request": "true"}).content.decode()
        assert "Beta asks more than this: ≤\u00a0−130\u00a0°C" in part
        assert "Alpha asks" not in part
        assert json.loads(line_of(draft_of(standard)).must)["max"] == -130
        assert editor.post(address, said | {"send": "1"}).status_code == 302
        changed = line_of(draft_of(standard))
        assert (json.loads(changed.must)["max"], changed.rule_en) == (-125, "≤\u00a0−125\u00a0°C")
        page = editor.get(f"/standards/{standard.pk}/", headers=EN).content.decode()
        assert "computed: ≤\u00a0−130\u00a0°C" in page
        assert "One line does not keep what a product asks" in page

    def test_a_rule_that_cannot_be_is_refused_beside_its_field(self, editor, tmp_path) -> None:
        standard = drafted(tmp_path)
        address = f"/standards/{standard.pk}/lines/{line_of(draft_of(standard)).pk}/"
        said = {"low": "-300", "high": "", "unit": "Cel", "products": ["alpha"], "send": "1"}
        assert editor.post(address, said).status_code == 422
        assert editor.post(address, said | {"low": "", "products": ["alpha"]}).status_code == 422

    def test_no_line_of_a_version_that_the_field_has_seen_changes(self, editor, tmp_path) -> None:
        version = consulted(tmp_path)
        line = line_of(version)
        assert editor.get(f"/standards/{version.standard_id}/lines/{line.pk}/").status_code == 404
        with pytest.raises(RefusedError):
            change_line(by=BY, line=line, must={"max": -1, "unit": "Cel"}, products=BOTH, text=Label("", ""))

    def test_two_versions_are_told_apart_in_words(self, editor, tmp_path) -> None:
        version = consulted(tmp_path)
        newer = next_version(by=BY, standard=version.standard, why="Warmer.")
        with pytest.raises(RefusedError):
            next_version(by=BY, standard=version.standard, why="Two at once.")
        text = Label("Damp", "Vapour")
        change_line(by=BY, line=line_of(newer), must={"max": -125, "unit": "Cel"}, products=["beta"], text=text)
        page = editor.get(f"/standards/{version.standard_id}/versions/2/changes/?from=1", headers=EN).content.decode()
        assert "<del>≤\u00a0−130\u00a0°C</del> → <ins>≤\u00a0−125\u00a0°C</ins>" in page
        assert "no longer for Alpha" in page
        assert "<ins>Vapour</ins>" in page
        assert line_of(version).rule_en == "≤\u00a0−130\u00a0°C"


class TestConsultation:
    def test_comments_per_line_each_with_a_reaction(self, editor, visitor, client, tmp_path) -> None:
        version = draft_of(drafted(tmp_path))
        open_consultation(by=BY, version=version, closes=in_a_month())
        line, address = line_of(version), f"/standards/{version.standard_id}/versions/1/comment/"
        assert client.post(address, {"text": "x"}).status_code == 302
        assert visitor.post(address, {"text": "Our **freezer** is at −125.", "line": line.pk}).status_code == 302
        page = client.get(f"/standards/{version.standard_id}/reactions/", headers=EN).content.decode()
        assert "<strong>freezer</strong>" in page
        assert "Victor" not in page
        comment = reads.comments_of(version.standard_id).get()
        react_to = f"/standards/{version.standard_id}/reactions/{comment.pk}/"
        assert visitor.post(react_to, {"verdict": "not", "reason": "x"}).status_code == 403
        assert editor.post(react_to, {"verdict": "partly", "reason": "Named as an exception."}).status_code == 302
        page = client.get(f"/standards/{version.standard_id}/reactions/", headers=EN).content.decode()
        assert "Named as an exception." in page

    def test_a_line_of_another_version_or_a_closed_period_is_refused(self, visitor, tmp_path) -> None:
        version = consulted(tmp_path)
        with pytest.raises(RefusedError):
            comment_on(by=visitor.person, version=version, text="Too late.")
        open_again = next_version(by=BY, standard=version.standard, why="Again.")
        open_consultation(by=BY, version=open_again, closes=in_a_month())
        with pytest.raises(RefusedError):
            comment_on(by=visitor.person, version=draft_or(open_again), text="x", line=line_of(version))

    def test_the_reaction_document_holds_every_comment_as_text(self, visitor, client, tmp_path) -> None:
        from io import BytesIO

        from docx import Document

        version = draft_of(drafted(tmp_path))
        version = open_consultation(by=BY, version=version, closes=in_a_month())
        comment = comment_on(by=visitor.person, version=version, text="Why so <b>cold</b>?", line=line_of(version))
        react(by=BY, comment=comment, verdict="not", reason="Two texts ask it.")
        sent = client.get(f"/standards/{version.standard_id}/reactions/?format=docx", headers=EN)
        cells = [c.text for t in Document(BytesIO(sent.content)).tables for r in t.rows for c in r.cells]
        assert any("Why so" in text and "<" not in text for text in cells)
        assert "Two texts ask it." in cells
        text = client.get(f"/standards/{version.standard_id}/reactions/?format=csv", headers=EN).content.decode()
        assert "not taken over" in text

    def test_who_commented_hears_that_the_drafters_answered(self, visitor, tmp_path) -> None:
        version = open_consultation(by=BY, version=draft_of(drafted(tmp_path)), closes=in_a_month())
        comment = comment_on(by=visitor.person, version=version, text="Why?")
        react(by="person:0", comment=comment, verdict="not", reason="No.")
        told = visitor.person.notifications.get(title_en="The drafters answered your comment")
        assert told.url.startswith(f"/standards/{version.standard_id}/")

    def test_a_later_reaction_takes_the_place(self, visitor, tmp_path) -> None:
        version = draft_of(drafted(tmp_path))
        version = open_consultation(by=BY, version=version, closes=in_a_month())
        comment = comment_on(by=visitor.person, version=version, text="Why?")
        react(by=BY, comment=comment, verdict="not", reason="No.")
        react(by=BY, comment=comment, verdict="taken", reason="On second thought.")
        assert reads.reactions_to([comment])[comment.pk].reason == "On second thought."


def draft_or(version: Version) -> Version:
    return Version.objects.get(pk=version.pk)


class TestAdoption:
    def test_nothing_is_offered_before_the_field_was_heard(self, visitor, tmp_path) -> None:
        association("haem")
        version = draft_of(drafted(tmp_path))
        named = [Organisation.objects.get(pk="haem")]
        with pytest.raises(RefusedError, match=r"out for comment|ter consultatie"):
            adoption.offer(by=BY, version=version, associations=named)
        version = open_consultation(by=BY, version=version, closes=in_a_month())
        comment_on(by=visitor.person, version=version, text="Why?")
        with pytest.raises(RefusedError):
            adoption.offer(by=BY, version=version, associations=named)
        with time_machine.travel(timezone.now() + timedelta(days=40), tick=False), pytest.raises(RefusedError):
            adoption.offer(by=BY, version=version, associations=named)

    def test_it_holds_once_every_named_association_adopted(self, client, tmp_path) -> None:
        arie, bob = association("haem"), association("pharm")
        version = offered(tmp_path, "haem", "pharm")
        assert "Your association is asked" in bob.person.notifications.latest("id").title_en
        rows = {row.organisation_id: row for row in Named.objects.all()}
        base = f"/standards/{version.standard_id}/versions/1/adopt/"
        assert bob.post(f"{base}{rows['haem'].pk}/").status_code == 404
        assert arie.post(f"{base}{rows['haem'].pk}/").status_code == 302
        assert draft_or(version).state == "offered"
        assert pathway.facts().standards == ()
        with pytest.raises(RefusedError):
            adoption.adopt(by=arie.person, named=rows["pharm"])
        bob.post(f"{base}{rows['pharm'].pk}/")
        assert draft_or(version).state == "adopted"
        (held,) = pathway.facts().standards
        assert (held.key, held.number) == (f"standard-{version.standard_id}", 1)
        assert Entry.objects.filter(action="standard.adopted").count() == 1
        assert "One Dutch standard is in force" in client.get("/standards/", headers=EN).content.decode()

    def test_only_associations_are_asked(self, editor, tmp_path) -> None:
        version = consulted(tmp_path)
        firm = Organisation.objects.create(id="firm", name="Firm", kind="firm")
        with pytest.raises(RefusedError):
            adoption.offer(by=BY, version=version, associations=[firm])
        sent = editor.post(f"/standards/{version.standard_id}/versions/1/offer/", {"associations": ["firm"]})
        assert (sent.status_code, draft_or(version).state) == (302, "consultation")

    def test_a_next_version_takes_the_place_only_when_it_is_adopted(self, tmp_path) -> None:
        version, arie = adopted(tmp_path)
        newer = next_version(by=BY, standard=version.standard, why="Warmer.")
        assert pathway.facts().standards[0].number == 1
        newer = adoption.offer(by=BY, version=newer, associations=[Organisation.objects.get(pk="haem")])
        adoption.adopt(by=arie.person, named=newer.named.get())
        assert [v.state for v in version.standard.versions.order_by("number")] == ["replaced", "adopted"]
        assert [s.number for s in pathway.facts().standards] == [2]

    def test_an_association_that_withdraws_ends_it(self, client, tmp_path) -> None:
        version, arie = adopted(tmp_path)
        named = version.named.get()
        address = f"/standards/{version.standard_id}/versions/1/withdraw/{named.pk}/"
        arie.post(address, {"why": ""})
        assert draft_or(version).state == "adopted"
        arie.post(address, {"why": "A serious event."})
        assert (draft_or(version).state, pathway.facts().standards) == ("withdrawn", ())
        assert "A serious event." in client.get(f"/standards/{version.standard_id}/", headers=EN).content.decode()

    def test_who_drafts_cannot_end_what_holds(self, tmp_path) -> None:
        version, _arie = adopted(tmp_path)
        with pytest.raises(RefusedError):
            adoption.drop(by=BY, version=version, why="I changed my mind.")
