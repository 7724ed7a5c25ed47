# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the search box finds of this room: organisations and initiatives."""

from collections.abc import Iterator

from django.db import transaction

from schakel.network import reads
from schakel.network.engine.entry import text_of
from schakel.network.models import OrganisationEntry
from schakel.search.actions import Indexed, index
from schakel.values import plain
from schakel.values.labels import Label


@transaction.atomic
def index_network() -> int:
    """Brings the index up to date with the entries; answers how many it holds of this room."""
    return index(room="network", entries=[*_organisations(), *_initiatives()])


def _organisations() -> Iterator[Indexed]:
    terms = reads.terms()
    for row in reads.organisations().prefetch_related("capabilities"):
        title = f"{row.name} ({row.short})" if row.short and row.short not in row.name else row.name
        skills = [terms.label("capabilities", one.name) for one in row.capabilities.all()]
        bodies = [_organisation_body(row, [terms.label("kinds", row.kind), *skills], lang) for lang in ("nl", "en")]
        yield Indexed("organisation", row.slug, f"/organisations/{row.slug}/", title, title, *bodies)


def _organisation_body(row: OrganisationEntry, words: list[Label], lang: str) -> str:
    entry, own = plain.loads(row.data), plain.loads(row.own) if row.own else {}
    role = "role_nl" if lang == "nl" else "role"
    said = [row.city, text_of(own, role, "role"), text_of(entry, role, "role"), text_of(entry, "en")]
    return " · ".join(filter(None, [*(word.in_(lang) for word in words), *said, *entry.get("products", [])]))


def _initiatives() -> Iterator[Indexed]:
    for row in reads.initiatives():
        entry = plain.loads(row.data)
        nl = " · ".join((text_of(entry, "what_nl", "what"), text_of(entry, "lead_nl", "lead")))
        en = " · ".join((text_of(entry, "what"), text_of(entry, "lead")))
        yield Indexed("initiative", row.slug, f"/initiatives/{row.slug}/", row.name_nl, row.name_en, nl, en)
