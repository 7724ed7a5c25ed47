# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The history of an entry as a page shows it: when, by whom, and which fields said something else."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.network import reads
from schakel.network.engine.history import changed_fields
from schakel.people.actions import DEMO_BY
from schakel.people.door import visitor_of
from schakel.people.reads import names_of
from schakel.values import plain

FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("name"),
    "kind": gettext_lazy("kind"),
    "city": gettext_lazy("city"),
    "role": gettext_lazy("what it does"),
    "what": gettext_lazy("what it does"),
    "capabilities": gettext_lazy("capabilities"),
    "contacts": gettext_lazy("contact"),
    "products": gettext_lazy("products"),
    "url": gettext_lazy("address"),
    "review_on": gettext_lazy("review date"),
    "level": gettext_lazy("reach"),
    "lead": gettext_lazy("lead"),
    "partners": gettext_lazy("partners"),
    "period": gettext_lazy("period"),
    "themes": gettext_lazy("themes"),
    "phases": gettext_lazy("phases"),
    "source": gettext_lazy("source"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One version: `what` names the fields that changed; the first version has none."""

    at: datetime
    by: str
    what: str
    own: bool
    why: str


def changes(request: HttpRequest, subject: str, key: str) -> list[Change]:
    """Every version of an entry, and of what an organisation says itself, newest first."""
    subjects = (subject, "own") if subject == "organisation" else (subject,)
    versions = {name: reads.versions(name, key) for name in subjects}
    actors = [row.recorded_by for rows in versions.values() for row in rows]
    names = names_of(actors) if visitor_of(request) else {}
    found = []
    for name, rows in versions.items():
        for row, before in zip(rows, [*rows[1:], None], strict=False):
            fields = changed_fields(plain.loads(before.data), plain.loads(row.data)) if before else ()
            what = ", ".join(dict.fromkeys(str(FIELDS.get(field, field)) for field in fields))
            found.append(Change(row.recorded_at, _who(row.recorded_by, names), what, name == "own", row.why))
    return sorted(found, key=lambda change: change.at, reverse=True)


def _who(actor: str, names: dict[str, str]) -> str:
    """People's names are for who is signed in."""
    if actor == "system:load":
        return _("the landscape files")
    if actor == DEMO_BY:
        return _("synthetic example")
    return names.get(actor) or _("someone signed in")
