# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A difference between two products: asked, answered, drafted, discussed, adopted, accepted, and used at the bench.

Everyone and everything in it is synthetic.
"""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.utils import timezone
from docx import Document

from schakel.audit.models import Entry
from schakel.following.actions import follow
from schakel.following.models import Notification
from schakel.pathway.engine.compare import compare
from schakel.pathway.export import texts
from schakel.pathway.load import load
from schakel.pathway.reads import facts
from schakel.pathway.tests.editing import load_small
from schakel.standards.tests.playing import EN, association, firm

COMPARE = "/compare/?product=alpha&product=beta&step=storage&open=storage.temperature"
ASK = "/questions/ask/?product=alpha&product=beta&step=storage&aspect=temperature"
NEW = "/standards/new/?product=alpha&product=beta&step=storage"
RULE = "storage.temperature"


def text_of(player, address: str) -> str:
    return " ".join(player.get(address, headers=EN).content.decode().split())


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def sign_in_again(*players) -> None:
    """After forty days nobody is signed in any more."""
    for player in players:
        player.client.force_login(player.person, backend="allauth.account.auth_backends.AuthenticationBackend")


def addresses(page: str, part: str) -> list[str]:
    """The links and forms of a page whose address holds this part."""
    return [found for found in re.findall(r'(?:href|action)="([^"]*)"', page) if part in found]


def day(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.mark.django_db
def test_from_a_difference_to_a_standard_on_the_checklist(tmp_path, editor, visitor, client) -> None:
    load_small(tmp_path)
    beta, haem, pharm = firm("beta-firm", "beta"), association("haematologists"), association("pharmacists")
    follow(person=visitor.person, topic="product:beta")
    before = compare(facts().profiles, facts().vocabulary)
    assert "/questions/ask/?product=alpha&amp;product=beta&amp;step=storage" in text_of(client, COMPARE)

    question = _asked_and_answered(editor, beta, client)
    standard = _drafted_and_consulted(editor, visitor)
    with later(40):
        sign_in_again(editor, beta, haem, pharm)
        _adopted(editor, haem, pharm, standard)
        _accepted(beta, client, standard)

        assert "Dutch standard: <b>≤ −130 °C</b>" in text_of(client, COMPARE)
        checklist = text_of(client, "/checklist/?product=alpha&product=beta&step=storage")
        assert "Dutch standard: Freezers, version 1" in checklist
        assert f'href="{standard}versions/1/"' in checklist
        assert compare(facts().profiles, facts().vocabulary) == before, "a standard counts nowhere"

        load(tmp_path)
        assert len(facts().standards) == 1, "a load leaves decisions of associations alone"
        assert not any("Freezers" in text for text in texts().values())

        _european_file(client, standard)
    told = Notification.objects.filter(person=visitor.person).values_list("title_en", flat=True)
    assert any(title.startswith("Is the difference needed?") for title in told)
    assert any(title.startswith("Adopted: ") for title in told)
    done = set(Entry.objects.values_list("action", flat=True))
    assert {"question.ask", "question.answer", "standard.found", "standard.consult", "standard.adopted"} <= done
    assert f'href="{question}"' in text_of(client, "/search/?q=temperature&kind=question")


def _asked_and_answered(editor, beta, client) -> str:
    """The editor asks both firms; one answers itself, the other by letter."""
    asked = {"products": ["alpha", "beta"], "why": "Two freezers beside each other.", "due": day(30)}
    question = editor.post(ASK, asked).url
    said = {"needed": "no", "reason": "Stable at −120 °C for a year.", "evidence": "Study 12", "answered_on": day()}
    page = text_of(beta, question)
    (own,) = addresses(page, "/answer/")
    assert beta.post(own, said).status_code == 302
    letter, *_rest = addresses(text_of(editor, question), "/note/")
    assert editor.post(letter, said | {"needed": "yes", "proof": "Letter of 3 May (synthetic)"}).status_code == 302
    page = text_of(client, question)
    assert "All firms answered." in page
    assert "Study 12" in page
    return str(question)


def _drafted_and_consulted(editor, visitor) -> str:
    """From the computed rule to a text that the field commented on, each comment with a reaction."""
    draft = {"title_nl": "Vriezers", "title_en": "Freezers", "why": "One freezer for all.", "lines": [RULE]}
    standard = editor.post(NEW, draft).url
    assert visitor.get(standard).status_code == 404, "a draft is not the field's yet"
    assert editor.post(f"{standard}versions/1/consult/", {"closes": day(30)}).status_code == 302
    assert visitor.post(f"{standard}versions/1/comment/", {"text": "Ours reads −135."}).status_code == 302
    forms = addresses(text_of(editor, f"{standard}reactions/"), f"{standard}reactions/")
    react = next(form for form in forms if re.search(r"/reactions/\d+/$", form))
    assert editor.post(react, {"verdict": "taken", "reason": "The rule says at most."}).status_code == 302
    assert "The rule says at most." in text_of(visitor, f"{standard}reactions/")
    return str(standard)


def _adopted(editor, haem, pharm, standard: str) -> None:
    """Both named associations adopt, each for itself; it holds after the second."""
    named = {"associations": ["haematologists", "pharmacists"]}
    assert editor.post(f"{standard}versions/1/offer/", named).status_code == 302
    for player in (haem, pharm):
        assert facts().standards == ()
        (own,) = addresses(text_of(player, f"{standard}versions/1/"), "/adopt/")
        assert player.post(own).status_code == 302
    assert [one.title.en for one in facts().standards] == ["Freezers"]


def _accepted(beta, client, standard: str) -> None:
    data = {"accepted_on": day(), "line_0": "The shipper stays at −150 °C."}
    assert beta.post(f"{standard}versions/1/accept/beta/", data).status_code == 302
    assert "The shipper stays at −150 °C." in text_of(client, standard)


def _european_file(client, standard: str) -> None:
    sent = client.get(f"{standard}file/?line={RULE}&by=Editors&format=docx", headers=EN)
    document = Document(BytesIO(sent.content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"Alpha", "Beta", "Study 12", "needed", "not needed"} <= cells
    assert client.get(f"{standard}file/?format=pdf").content.startswith(b"%PDF")
