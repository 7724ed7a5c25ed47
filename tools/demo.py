# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`python tools/demo.py`: what `make run` shows besides the facts. All of it is synthetic and says so; run twice, it
adds nothing. Never in production: the actions that make demo people refuse there.
"""

import os
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.run")
    django.setup()
    from schakel.people.actions import make_demo_people

    for person in make_demo_people():
        print(f"Demo account on the login page: {person.name} (synthetic)")
    for line in (*_group(), *_standard(), *_entry()):
        print(line)


def _group() -> Iterator[str]:
    """A working group with a meeting and a decision, so that its pages have something to show."""
    from django.utils import timezone

    from schakel.groups import actions
    from schakel.groups.models import Group
    from schakel.people.models import Organisation, Person

    if Group.objects.filter(slug="demo").exists():
        return
    editor = Person.objects.get(email="demo-editor@example.org")
    group = actions.found_group(
        by=editor,
        slug="demo",
        names={"nl": "Voorbeeldwerkgroep ontdooien (verzonnen)", "en": "Example working group on thawing (synthetic)"},
        mandates={
            "nl": "Eén werkwijze voor ontdooien opstellen. Deze werkgroep is een voorbeeld en bestaat niet.",
            "en": "Draft one method of thawing. This working group is an example and does not exist.",
        },
        closed=False,
        organisation=Organisation.objects.get(pk="demo"),
    )
    day = timezone.localdate() + timedelta(days=14)
    starts = timezone.make_aware(datetime.combine(day, time(14)))
    fields = {
        "title": "Eerste vergadering / First meeting",
        "starts": starts,
        "ends": starts + timedelta(hours=2),
        "place": "Utrecht",
        "agenda": "1. Opdracht / mandate\n2. Belangen / interests\n3. Verschillen tussen producten / differences",
    }
    meeting = actions.plan_meeting(by=editor, group=group, fields=fields)
    actions.note_decision(
        by=editor,
        group=group,
        text="De werkgroep begint met de stap *ontdooien*. / The group starts with the step *thawing*.",
        votes="",
        decided_on=timezone.localdate(),
        meeting=meeting,
        replaces=None,
    )
    yield "Demo working group: /groups/demo/ (synthetic)"


def _standard() -> Iterator[str]:
    """A question to firms, computed from the real facts and not answered, and a standard that is out for comment.

    No firm's answer and no association's adoption is made up: those would be claims about others.
    """
    from django.utils import timezone

    from schakel.people.models import Person
    from schakel.standards import reads
    from schakel.standards.actions.consultation import comment_on, open_consultation
    from schakel.standards.actions.drafting import found_standard, next_version
    from schakel.standards.actions.questions import ask
    from schakel.standards.models import Question
    from schakel.values.labels import Label

    if Question.objects.exists():
        return
    editor = Person.objects.get(email="demo-editor@example.org")
    products, closes = ("kymriah", "tecartus", "yescarta"), timezone.localdate() + timedelta(weeks=6)
    why = "Voorbeeld, niet verstuurd aan een firma. / Example, not sent to any firm."
    ask(by=editor.actor, products=products, step="storage", aspect="temperature", why=why, due=closes)
    standard = found_standard(
        by=editor.actor,
        title=Label("Voorbeeldstandaard bewaren (verzonnen)", "Example standard on storage (synthetic)"),
        why="Voorbeeld van een ontwerp uit de berekende regels. / Example of a draft from the computed rules.",
        products=products,
        lines=reads.computed_lines(products, ("storage",)),
    )
    version = open_consultation(by=editor.actor, version=standard.versions.get(), closes=closes)
    hospital = Person.objects.get(email="demo-hospital@example.org")
    text = "Voorbeeldreactie: past dit bij **onze** vriezers? / Example comment: does this fit **our** freezers?"
    comment_on(by=hospital, version=version, text=text, line=version.lines.first())
    again = "Voorbeeld van een tweede ontwerp. / Example of a second draft."
    next_version(by=editor.actor, standard=standard, why=again)
    yield f"Demo standard: /standards/{standard.pk}/ (synthetic)"


def _entry() -> Iterator[str]:
    """An entry of the network that a demo person keeps: last in the list, on no map, and with no capability."""
    from schakel.network import reads
    from schakel.network.actions.keeping import open_account, save_organisation
    from schakel.people.models import Organisation
    from schakel.sources.engine.citation import UNVERIFIED, Citation, Document

    account = Organisation.objects.get(pk="demo-hospital")
    if reads.organisation(account.pk):
        return
    said = {
        "role_nl": "Verzonnen, om te tonen hoe een vermelding wordt bijgehouden.",
        "role": "Synthetic, to show how an entry is kept.",
    }
    entry = {"slug": account.pk, "name": account.name, "kind": "hospital", **said}
    source = Citation(Document(UNVERIFIED, None, None, None, None), "")
    save_organisation(by="system:demo", slug=account.pk, entry=entry, sources=[source], why="demo")
    open_account(by="system:demo", slug=account.pk)
    yield "Demo entry of an organisation: /organisations/demo-hospital/ (synthetic)"


if __name__ == "__main__":
    main()
