# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who plays in the tests of this room: a firm, associations, and a difference between two products."""

from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from schakel.catalogue.models import Product
from schakel.pathway.tests.editing import load_small
from schakel.people.models import Membership, Organisation
from schakel.people.roles import REPRESENTATIVE
from schakel.standards.actions.drafting import found_standard
from schakel.standards.actions.questions import ask, give_mandate
from schakel.standards.models import Question, Standard, Version
from schakel.standards.reads import computed_lines
from schakel.values.labels import Label
from tests.cast import Player, make_player

BOTH = ("alpha", "beta")
EN = {"accept-language": "en"}
BY = "person:1"


def speaker(name: str, slug: str, kind: str) -> Player:
    """Someone who speaks for an organisation of this kind."""
    player = make_player(name)
    organisation, _ = Organisation.objects.get_or_create(id=slug, defaults={"name": slug.title(), "kind": kind})
    Membership.objects.create(
        person=player.person, organisation=organisation, role=REPRESENTATIVE.id, since=timezone.now()
    )
    return player


def firm(slug: str = "alpha-firm", *products: str) -> Player:
    """A representative of a firm that may answer for these products."""
    player = speaker(f"Fenna {slug}", slug, "firm")
    for product in products:
        give_mandate(
            by=BY,
            organisation=Organisation.objects.get(pk=slug),
            product=Product.objects.get(pk=product),
            proof="letter of 1 July",
        )
    return player


def association(slug: str) -> Player:
    return speaker(f"Arie {slug}", slug, "association")


def in_a_month() -> date:
    return timezone.localdate() + timedelta(days=30)


def asked(folder: Path) -> Question:
    """A question about the storage temperature of two products that differ in it."""
    load_small(folder)
    return ask(by=BY, products=BOTH, step="storage", aspect="temperature", why="Two freezers.", due=in_a_month())


def drafted(folder: Path, step: str = "") -> Standard:
    """A first draft of everything, or of one step, for both products."""
    load_small(folder)
    lines = computed_lines(BOTH, (step,) if step else ())
    title = Label("Opslag en ontdooien", "Storage and thawing")
    return found_standard(by=BY, title=title, why="One way of working.", products=BOTH, lines=lines)


def draft_of(standard: Standard) -> Version:
    return standard.versions.get(state="draft")
